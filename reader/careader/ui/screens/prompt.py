"""A line at the foot for a typed answer: a command, or the name of a file."""

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
    """Asks a question. The result is the typed answer, or None where there is none.

    Args:
        question: the question, in a word or two.
        more: an explanation, shown after the question where there is room.
        answer: the answer to begin with.
        hint: the text in the empty input line.
    """

    CSS_PATH = "prompt.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "Back")]

    def __init__(self, question: str, answer: str = "", hint: str = "", more: str = "") -> None:
        super().__init__()
        self._question, self._more = question, more
        self._input = QueryLine(answer, hint, lambda _: None, {"enter": self._submitted})

    def compose(self) -> ComposeResult:
        """The question and the input line."""
        with Horizontal(id="prompt"):
            yield Static(safe_content(self._asked()), id="question")
            yield self._input

    def _asked(self) -> str:
        """The question; also the explanation, where both leave half of the line to the answer."""
        whole = f"{self._question} {self._more}" if self._more else self._question
        return whole if len(whole) <= self.app.size.width // 2 else self._question

    def on_mount(self) -> None:
        """Focus the input line, with the cursor after the text."""
        self.set_focus(self._input)
        self._input.cursor_position = len(self._input.value)

    def on_key(self, event: events.Key) -> None:
        """Give the input line each key that was typed before the line was mounted."""
        self._input.take(event)

    def _submitted(self) -> None:
        self._input.done = True
        self.dismiss(self._input.value.strip() or None)
