"""Note: the reader's own words on an article."""

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.timer import Timer
from textual.widgets import TextArea

from careader.text import safe
from careader.ui.safe_text import safe_content, say

if TYPE_CHECKING:
    from careader.ui.screens.reader import ReaderScreen

_PAUSE = 1.0
"""Seconds without a key after which what was written so far is kept."""


class NoteText(TextArea):
    """A text to write in."""

    def on_paste(self, event: events.Paste) -> None:
        """Make what is pasted safe for the terminal, like all text from elsewhere; TextArea then takes it."""
        event.text = safe(event.text.replace("\r\n", "\n").replace("\r", "\n"))


class NoteScreen(ModalScreen[str | None]):
    """Ends with the note to keep, "" to have none; None where it is what it was.

    There is no key that throws away what was written: the note as it was comes back as one more change, which
    can be undone like any other.

    Args:
        headline: of the article.
        text: the note as it is; "" where there is none.
        keep: is given what was written so far at each pause, and when the app ends meanwhile, so that
            nothing is lost that way either.
    """

    CSS_PATH = "note.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,ctrl+s", "leave", "Keep the note"),
        Binding("ctrl+r", "restore", "The note as it was"),
    ]

    def __init__(self, headline: str, text: str, keep: Callable[[str], object] | None = None) -> None:
        super().__init__()
        self._title = headline
        self._before = safe(text).rstrip()
        self._kept = self._before
        self._keep = keep
        self._pause: Timer | None = None
        self._text = NoteText(self._before, compact=True, highlight_cursor_line=False, id="text")

    def compose(self) -> ComposeResult:
        """A frame with the text, and how to leave it."""
        with Vertical(id="note") as frame:
            frame.border_title = safe_content(self._title)
            frame.border_subtitle = safe_content("Esc keeps it · Ctrl+R as it was")
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
        if self._keep:
            if self._pause:
                self._pause.stop()
            self._pause = self.set_timer(_PAUSE, self._keep_so_far)

    def _keep_so_far(self) -> None:
        if self._keep and self.note != self._kept:
            self._kept = self.note
            self._keep(self._kept)

    def on_unmount(self) -> None:
        """Leave nothing behind, whatever ended the screen."""
        self._keep_so_far()

    def action_restore(self) -> None:
        """Bring the note back as it was when the screen came up."""
        self._text.replace(self._before, (0, 0), self._text.document.end)

    def action_leave(self) -> None:
        """Keep the note and go back to the reader."""
        self._keep_so_far()
        self.dismiss(self.note if self.note != self._before else None)


def write_note(reader: "ReaderScreen") -> None:
    """Write a note on the article that is shown."""
    article, notes, panes = reader.article, reader.session.notes, reader.panes
    if article is None:
        return

    def keep(text: str) -> None:
        if not notes.keep(article, text):
            say(reader, f"The note is not kept. {reader.session.state.problem}", trouble=True)

    def written(text: str | None) -> None:
        if text is not None:
            keep(text)
        panes.text.show_note(notes.of(article))
        panes.headlines.signs_changed()

    reader.app.push_screen(NoteScreen(article.headline, notes.of(article), keep), written)
