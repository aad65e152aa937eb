"""A screen with a text to read, such as the help or the problems of the captures."""

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from careader.ui.safe_text import safe_content
from careader.ui.screens.modal_keys import ENDS, LEAVE, MOVE, PAGE
from careader.ui.screens.overlay import OverScreen

_WIDEST = 84
"""The most columns of the frame, as in the style sheet."""

_AROUND = 5
"""Columns of border, padding and scrollbar."""


class TextScreen(OverScreen[None]):
    """Shows a text in one column that scrolls.

    Args:
        title: the text in the border.
        text: the text, or a function that sets it for a number of columns.
    """

    CSS_PATH = "text.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        LEAVE,
        Binding("question_mark,enter", "leave", "Back"),
        *MOVE,
        *PAGE,
        *ENDS,
    ]

    def __init__(self, title: str, text: Content | Callable[[int], Content]) -> None:
        super().__init__()
        self._text = text
        self._shown = Static(id="text")
        self._frame = VerticalScroll(self._shown, id="frame")
        self._frame.border_title = safe_content(title)
        self._frame.border_subtitle = safe_content("Esc closes")

    def compose(self) -> ComposeResult:
        """The frame with the text."""
        self._set()
        yield self._frame

    def on_resize(self) -> None:
        """Set the text for the new size."""
        if callable(self._text):
            self._set()

    def _set(self) -> None:
        columns = max(1, min(_WIDEST, self.app.size.width) - _AROUND)
        self._shown.update(self._text(columns) if callable(self._text) else self._text)

    def action_move(self, lines: int) -> None:
        """Scroll by lines."""
        self._frame.scroll_relative(y=lines, animate=False)

    def action_page(self, pages: int) -> None:
        """Scroll by screens."""
        self._frame.scroll_relative(y=pages * max(1, self._frame.size.height - 2), animate=False)

    def action_end(self, end: int) -> None:
        """Scroll to the top (-1) or the bottom (1)."""
        self._frame.scroll_to(y=0 if end < 0 else self._frame.max_scroll_y, animate=False)
