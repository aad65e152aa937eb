"""An input line."""

from collections.abc import Callable, Mapping

from textual import events
from textual.widgets import Input

from careader.ui.safe_text import safe_line
from careader.ui.widgets.fixed_layout import FixedLayout


class QueryLine(FixedLayout, Input):
    """An input line that never changes the layout of the screen, however long its text.

    Args:
        query: the text to begin with.
        hint: the text shown while the line is empty.
        typed: is called with the text at each change, before Textual paints the change.
        acts: the functions of keys that do not edit, such as ``enter``, by the name of the key. Bindings with
            priority would overtake letters typed just before.

    Attributes:
        done: whether the line has its answer: later keys go to the next screen.
    """

    def __init__(
        self, query: str, hint: str, typed: Callable[[str], None], acts: Mapping[str, Callable[[], None]]
    ) -> None:
        super().__init__(query, placeholder=hint, id="query", compact=True)
        self._tell, self._acts = typed, acts
        self.done = False

    def on_key(self, event: events.Key) -> None:
        """Carry out a key that does not edit; pass on keys that come after the answer."""
        if self.done or event.key in self._acts:
            event.prevent_default()
            self.take(event)

    def take(self, event: events.Key) -> None:
        """Take a key that does not edit, or that came to the screen before this line was mounted."""
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
        """Insert all pasted lines, joined to one line. Textual would insert only the first line."""
        event.text = safe_line(event.text)

    def replace(self, text: str, start: int, end: int) -> None:
        """Replace a range of the text by a text made safe for the terminal."""
        super().replace(safe_line(text), start, end)

    def watch_value(self, value: str) -> None:
        """Report the changed text."""
        if self.is_mounted:
            self._tell(value)
