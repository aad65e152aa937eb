"""Note: the reader's own words on an article."""

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.timer import Timer
from textual.widgets import TextArea

from careader.text import safe
from careader.ui.safe_text import safe_content, show_message
from careader.ui.screens.overlay import OverScreen

if TYPE_CHECKING:
    from careader.ui.screens.reader import ReaderScreen

_PAUSE = 1.0
"""Seconds without a key after which the text written so far is saved."""


_HINT = "Ctrl+S saves · Esc leaves it as it was"
_ASKED = "Not saved: Ctrl+S saves · Esc again drops it"


class NoteScreen(OverScreen[str | None]):
    """Edits a note. The result is the new note ("" for no note), or None where the note is unchanged.

    Ctrl+S saves the written text. Esc leaves the note unchanged, and asks first where written words would be
    dropped. Undo brings dropped words back.

    Args:
        headline: the headline of the article.
        text: the note before; "" where there is no note.
        keep: saves the text written so far. The screen calls it at each pause, and where the app ends.

    Attributes:
        dropped: the written text that the reader dropped; "" where nothing was dropped.
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
        self._text = TextArea(self._before, compact=True, highlight_cursor_line=False, id="text")

    def compose(self) -> ComposeResult:
        """The frame with the text; the border shows the key hints."""
        with Vertical(id="note") as frame:
            frame.border_title = safe_content(self._title)
            frame.border_subtitle = safe_content(_HINT)
            yield self._text

    def on_mount(self) -> None:
        """Put the cursor at the end of the text."""
        self._text.focus()
        self._text.move_cursor(self._text.document.end)

    @property
    def note(self) -> str:
        """The written text, without blank space at its end."""
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
        """Save the written text where the app ended while the screen was open."""
        if not self._ended:
            self._keep_so_far()

    def action_save(self) -> None:
        """Save the note and go back to the reader."""
        self._end(self.note)

    def action_leave(self) -> None:
        """Leave the note unchanged; where written words would be dropped, ask first."""
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
            show_message(reader, f"The note is not kept. {reader.session.state.problem}", trouble=True)

    def written(text: str | None) -> None:
        if screen.dropped:
            notes.record_change(article, screen.dropped, before)
            show_message(reader, "What you wrote is dropped. z brings it back")
        elif text is not None:
            notes.record_change(article, before, text)
        panes.show_note()

    screen = NoteScreen(article.headline, before, keep)
    reader.app.push_screen(screen, written)
