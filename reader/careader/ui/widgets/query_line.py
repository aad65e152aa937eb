"""A line to type in."""

from collections.abc import Callable, Mapping

from textual import events
from textual.widgets import Input

from careader.ui.safe_text import safe_line
from careader.ui.widgets.fixed_layout import FixedLayout


class QueryLine(FixedLayout, Input):
    """An input that fills its row, however long its text.

    Args:
        query: what stands there first.
        hint: shown while the line is empty.
        typed: called with the text at each change, before it is painted: a quick answer is painted with it.
        acts: what a key that does not edit does, by its name, such as ``enter``. The key is carried
            out after the keys before it; a binding with priority would overtake what was just typed.

    Attributes:
        done: whether keys are for whatever comes after this line.
    """

    def __init__(
        self, query: str, hint: str, typed: Callable[[str], None], acts: Mapping[str, Callable[[], None]]
    ) -> None:
        super().__init__(query, placeholder=hint, id="query", compact=True)
        self._tell, self._acts = typed, acts
        self.done = False

    def on_key(self, event: events.Key) -> None:
        """Carry out at once a key that does not edit, and hand on the keys that come when all is done."""
        if self.done or event.key in self._acts:
            event.prevent_default()
            self.take(event)

    def take(self, event: events.Key) -> None:
        """Take a key that does not edit, or that reached the screen before this line was mounted."""
        if self.done:
            event.stop()
            self.app.post_message(events.Key(event.key, event.character))
        elif event.key in self._acts:
            event.stop()
            self._acts[event.key]()
        elif event.is_printable and event.character:
            event.stop()
            self.insert_text_at_cursor(event.character)

    def on_paste(self, event: events.Paste) -> None:
        """Take all that is pasted: Textual would take the first line and drop the others."""
        event.text = safe_line(event.text)

    def replace(self, text: str, start: int, end: int) -> None:
        """Put a text in the place of another, safe for the terminal."""
        super().replace(safe_line(text), start, end)

    def watch_value(self, value: str) -> None:
        """Tell what was typed."""
        if self.is_mounted:
            self._tell(value)
