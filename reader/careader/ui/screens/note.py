"""Note: the reader's own words on an article."""

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.timer import Timer
from textual.widgets import TextArea

from careader.text import safe
from careader.ui.safe_text import safe_content, say
from careader.ui.screens.overlay import OverScreen

if TYPE_CHECKING:
    from careader.ui.screens.reader import ReaderScreen

_PAUSE = 1.0
"""Seconds without a key after which the text written so far is saved."""


_HINT = "Ctrl+S saves · Esc leaves it as it was"
_ASKED = "Not saved: Ctrl+S saves · Esc again drops it"


class NoteText(TextArea):
    """A text to write in."""

    def on_paste(self, event: events.Paste) -> None:
        """Make what is pasted safe for the terminal, like all text from elsewhere; TextArea then takes it."""
        event.text = safe(event.text.replace("\r\n", "\n").replace("\r", "\n"))


class NoteScreen(OverScreen[str | None]):
    """Ends with the note to keep, "" to have none; None where it is what it was.

    Ctrl+S saves what is written. Esc leaves the note as it was; where words would be lost by that it asks
    first, and what was dropped can be brought back by undo.

    Args:
        headline: of the article.
        text: the note as it is; "" where there is none.
        keep: is given what was written so far at each pause, and when the app ends meanwhile, so that
            nothing is lost that way either.

    Attributes:
        dropped: what was written and not wanted; "" where nothing was.
    """

    CSS_PATH = "note.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", "Save the note"),
        Binding("escape", "leave", "Leave the note as it was"),
    ]

    def __init__(self, headline: str, text: str, keep: Callable[[str], object] | None = None) -> None:
        super().__init__()
        self._title = headline
        self._before = safe(text).rstrip()
        self._kept = self._before
        self._keep = keep
        self._pause: Timer | None = None
        self._asking = self._ended = False
        self.dropped = ""
        self._text = NoteText(self._before, compact=True, highlight_cursor_line=False, id="text")

    def compose(self) -> ComposeResult:
        """A frame with the text, and how to leave it."""
        with Vertical(id="note") as frame:
            frame.border_title = safe_content(self._title)
            frame.border_subtitle = safe_content(_HINT)
            yield self._text

    def on_mount(self) -> None:
        """Go on writing at the end."""
        self._text.focus()
        self._text.move_cursor(self._text.document.end)

    @property
    def note(self) -> str:
        """What is written, without blank space at its end."""
        return self._text.text.rstrip()

    @on(TextArea.Changed)
    def _written(self) -> None:
        if self._asking:
            self._ask(asking=False)
        if self._keep:
            if self._pause:
                self._pause.stop()
            self._pause = self.set_timer(_PAUSE, self._keep_so_far)

    def _keep_so_far(self) -> None:
        if self._keep and self.note != self._kept:
            self._kept = self.note
            self._keep(self._kept)

    def on_unmount(self) -> None:
        """Lose nothing, whatever ended the screen."""
        if not self._ended:
            self._keep_so_far()

    def action_save(self) -> None:
        """Save the note and go back to the reader."""
        self._end(self.note)

    def action_leave(self) -> None:
        """Leave the note as it was; ask first where words would be lost."""
        if self.note == self._before:
            self._end(self._before)
        elif self._asking:
            self.dropped = self.note
            self._end(self._before)
        else:
            self._ask(asking=True)

    def _ask(self, *, asking: bool) -> None:
        self._asking = asking
        frame = self.query_one("#note")
        frame.border_subtitle = safe_content(_ASKED if asking else _HINT)
        frame.set_class(asking, "-asking")

    def _end(self, note: str) -> None:
        if self._pause:
            self._pause.stop()
        if self._keep and note != self._kept:
            self._keep(note)
        self._kept = note
        self._ended = True
        self.dismiss(note if note != self._before else None)


def write_note(reader: "ReaderScreen") -> None:
    """Write a note on the article that is shown."""
    article, notes, panes = reader.article, reader.session.notes, reader.panes
    if article is None:
        return
    before = notes.of(article)

    def keep(text: str) -> None:
        if not notes.keep(article, text):
            say(reader, f"The note is not kept. {reader.session.state.problem}", trouble=True)

    def written(text: str | None) -> None:
        if screen.dropped:
            notes.changed(article, screen.dropped, before)
            say(reader, "What you wrote is dropped. z brings it back")
        elif text is not None:
            notes.changed(article, before, text)
        panes.show_note()

    screen = NoteScreen(article.headline, before, keep)
    reader.app.push_screen(screen, written)
