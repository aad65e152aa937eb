"""A line at the foot to type an answer in: a command, the name of a file."""

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widgets import Static

from careader.ui.safe_text import safe_content
from careader.ui.screens.overlay import OverScreen
from careader.ui.widgets.query_line import QueryLine


class PromptScreen(OverScreen[str | None]):
    """Ends with what was typed, or None when nothing is to be done.

    Args:
        question: what is asked, in a word or two.
        more: what else to know, where there is room to say it.
        answer: what stands there first.
        hint: what stands there while nothing is typed.
    """

    CSS_PATH = "prompt.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "Back")]

    def __init__(self, question: str, answer: str = "", hint: str = "", more: str = "") -> None:
        super().__init__()
        self._question, self._more = question, more
        self._input = QueryLine(answer, hint, lambda _: None, {"enter": self._submitted})

    def compose(self) -> ComposeResult:
        """The question, and the line."""
        with Horizontal(id="prompt"):
            yield Static(safe_content(self._asked()), id="question")
            yield self._input

    def _asked(self) -> str:
        """The question, with more where that leaves the answer half of the line."""
        whole = f"{self._question} {self._more}" if self._more else self._question
        return whole if len(whole) <= self.app.size.width // 2 else self._question

    def on_mount(self) -> None:
        """Put the cursor after the text, ready for typing."""
        self.set_focus(self._input)
        self._input.cursor_position = len(self._input.value)

    def on_key(self, event: events.Key) -> None:
        """Take keys that were typed before the screen had an input line."""
        self._input.take(event)

    def _submitted(self) -> None:
        self._input.done = True
        self.dismiss(self._input.value.strip() or None)

    def action_leave(self) -> None:
        """Do nothing."""
        self.dismiss(None)
