"""A text over the reader that is looked at and closed: help, and what was odd in the captures."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static


class TextScreen(ModalScreen[None]):
    """Shows a text in one column that scrolls.

    Args:
        title: stands in the border.
        text: what is to be read.
    """

    CSS_PATH = "text.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,question_mark,q,h,left,backspace,enter", "leave", "Back"),
        Binding("j,down", "scroll(1)", "Down"),
        Binding("k,up", "scroll(-1)", "Up"),
        Binding("space,pagedown", "page(1)", "Down a page"),
        Binding("pageup", "page(-1)", "Up a page"),
        Binding("g,home", "end(-1)", "To the top"),
        Binding("G,end", "end(1)", "To the bottom"),
    ]

    def __init__(self, title: str, text: Content) -> None:
        super().__init__()
        self._frame = VerticalScroll(Static(text, id="text"), id="frame")
        self._frame.border_title = Content(title)
        self._frame.border_subtitle = Content("Esc closes")

    def compose(self) -> ComposeResult:
        """The frame with the text."""
        yield self._frame

    def action_scroll(self, lines: int) -> None:
        """Scroll by lines."""
        self._frame.scroll_relative(y=lines, animate=False)

    def action_page(self, pages: int) -> None:
        """Scroll by screens."""
        self._frame.scroll_relative(y=pages * max(1, self._frame.size.height - 2), animate=False)

    def action_end(self, end: int) -> None:
        """Scroll to the top (-1) or the bottom (1)."""
        self._frame.scroll_to(y=0 if end < 0 else self._frame.max_scroll_y, animate=False)

    def action_leave(self) -> None:
        """Go back to the reader."""
        self.dismiss(None)
