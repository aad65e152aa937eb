"""Split: choose the section heading that is a headline."""

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from careader.corpus import Article
from careader.ui.view.line_view import StyledLine
from careader.ui.view.typesetting import wrap_text
from careader.ui.widgets.row_list import RowList


class HeadingList(RowList):
    """The section headings of an article, one line each."""

    def __init__(self, texts: list[str], *, id: str) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._texts = texts

    def row_count(self) -> int:
        """One for each heading."""
        return len(self._texts)

    def row_lines(self, row: int, width: int) -> list[StyledLine]:
        """A heading, cut with a sign where it is longer than the line."""
        return [StyledLine(f" {line}") for line, _ in wrap_text(self._texts[row], max(1, width - 2), 1)]


class SplitScreen(ModalScreen[int | None]):
    """Ends with the block to split at, or None when the reader thought better of it."""

    CSS_PATH = "split.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,h,left,backspace,q", "leave", "Back"),
        Binding("j,down", "move(1)", "Down"),
        Binding("k,up", "move(-1)", "Up"),
        Binding("enter,l,right", "choose", "Split here"),
    ]

    def __init__(self, article: Article, places: list[int]) -> None:
        super().__init__()
        self._places = places
        self._list = HeadingList([article.blocks[place].text for place in places], id="headings")

    def compose(self) -> ComposeResult:
        """The headings, and what choosing one does."""
        with Vertical(id="split") as frame:
            frame.border_title = Content("Which section heading is a headline?")
            yield self._list
            yield Static("Enter: an article of its own begins there. Esc: leave it", markup=False)

    def on_mount(self) -> None:
        """Begin at the first."""
        self._list.rows_changed(0)
        self._list.focus()

    def action_move(self, rows: int) -> None:
        """Move the cursor."""
        self._list.move(rows)

    @on(RowList.Opened)
    def action_choose(self) -> None:
        """Split at the heading under the cursor."""
        if self._list.cursor is not None:
            self.dismiss(self._places[self._list.cursor])

    def action_leave(self) -> None:
        """Split nowhere."""
        self.dismiss(None)
