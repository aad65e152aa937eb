"""Split: choose the section heading that is the headline of another article."""

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static

from careader.corpus import Article
from careader.corpus.corrections import headings, split
from careader.text import fold
from careader.ui.safe_text import safe_content, show_message
from careader.ui.screens.modal_keys import LEAVE, MOVE
from careader.ui.screens.overlay import OverScreen
from careader.ui.view.line_view import StyledLine
from careader.ui.view.typesetting import wrap_text
from careader.ui.widgets.row_list import RowList

if TYPE_CHECKING:
    from careader.ui.screens.reader import ReaderScreen


class HeadingList(RowList):
    """The section headings of an article, one line each."""

    def __init__(self, texts: list[str], *, id: str) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._texts = texts

    def row_count(self) -> int:
        """The number of headings."""
        return len(self._texts)

    def row_lines(self, row: int, width: int) -> list[StyledLine]:
        """The line of a heading; a long heading is cut and ends with an ellipsis."""
        return [StyledLine(f" {line}") for line, _ in wrap_text(self._texts[row], max(1, width - 2), 1)]


class SplitScreen(OverScreen[int | None]):
    """Asks for a section heading. The result is the index of its block, or None.

    Args:
        article: the article to split.
        places: the indices of the blocks that are section headings.
    """

    CSS_PATH = "split.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        LEAVE,
        *MOVE,
        Binding("enter,l,right", "choose", "Split here"),
    ]

    def __init__(self, article: Article, places: list[int]) -> None:
        super().__init__()
        self._places = places
        self._list = HeadingList([article.blocks[place].text for place in places], id="headings")

    def compose(self) -> ComposeResult:
        """The list of headings, and a line that explains the keys."""
        with Vertical(id="split") as frame:
            frame.border_title = safe_content("Which section heading is a headline?")
            yield self._list
            yield Static("Enter: an article of its own begins there. Esc: leave it", markup=False)

    def on_mount(self) -> None:
        """Put the cursor on the first heading."""
        self._list.rows_changed(0)
        self._list.focus()

    def action_move(self, rows: int) -> None:
        """Move the cursor by ``rows``: down, or up if negative."""
        self._list.move(rows)

    @on(RowList.Opened)
    def action_choose(self) -> None:
        """Split at the heading under the cursor."""
        if self._list.cursor is not None:
            self.dismiss(self._places[self._list.cursor])


def split_article(reader: "ReaderScreen") -> None:
    """Ask for a section heading, and split the article there: the heading becomes a headline."""
    article = reader.article
    places = headings(article) if article else []
    if article is None or not places:
        show_message(reader, "There is no section heading to split at")
        return

    def chosen(block: int | None) -> None:
        if block is not None:
            line = article.blocks[block].text
            reader.editing.correct(split(article, block), f"split at: {line}", fold(line))

    reader.app.push_screen(SplitScreen(article, places), chosen)
