"""The app: connects the theme, the screens and the command palette to Textual."""

import gc
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.driver import Driver
from textual.filter import LineFilter
from textual.geometry import Offset
from textual.screen import Screen
from textual.theme import Theme

from careader.sitting.session import Session
from careader.text import safe
from careader.ui.keyboard_layouts import key_in_place
from careader.ui.screens.reader import ReaderScreen
from careader.ui.themes import DEFAULT, THEMES
from careader.ui.view.contrast import Legible
from careader.ui.view.line_view import LineView

if TYPE_CHECKING:
    from careader.sitting.indexing import Indexing

_GARBAGE = 10_000
"""New objects before Python looks for garbage. Python's own 700 are reached with every second key."""


class CareaderApp(App[None]):
    """careader on a terminal."""

    TITLE = "careader"
    CSS_PATH = "screens/reader.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+z", "suspend_process", "Suspend", show=False)]

    def __init__(self, session: Session, make_indexing: "Callable[[], Indexing] | None" = None) -> None:
        self._legible = Legible()
        super().__init__()
        self.session = session
        self._make_indexing = make_indexing
        for theme in THEMES:
            self.register_theme(theme)
        chosen = session.preferences.current.theme
        self.theme = chosen if chosen in self.available_themes else DEFAULT

    def refresh_css(self, animate: bool = True) -> None:  # noqa: FBT001, FBT002 - Textual's own
        """Style all widgets again, for example in another theme.

        Before the first screen there are no widgets, so only the colours are set. Textual would read all
        style sheets here, and read them again for the first screen.
        """
        if self._screen_stack:
            super().refresh_css(animate)
        else:
            self.stylesheet.set_variables(self.get_css_variables())

    def _keep_theme(self, theme: Theme) -> None:
        """Save the chosen theme for the next start."""
        if theme.name != (self.session.preferences.current.theme or DEFAULT):
            self.session.preferences.change("theme", theme.name)

    @property
    def cursor_position(self) -> Offset:
        """The position of the terminal's own cursor, which braille displays and screen readers follow."""
        focused = self.screen.focused if self._screen_stack else None
        if isinstance(focused, LineView):
            return focused.terminal_cursor
        if focused is None:
            return self._typed_at
        typed_at = getattr(focused, "cursor_screen_offset", None)  # only inputs have this attribute
        return typed_at if isinstance(typed_at, Offset) else focused.content_region.offset

    @cursor_position.setter
    def cursor_position(self, place: Offset) -> None:
        self._typed_at = place

    def get_default_screen(self) -> Screen[None]:
        """The main screen. Textual's default is an empty screen below the main screen."""
        return ReaderScreen(self.session, self._make_indexing, self.size)

    def on_mount(self) -> None:
        """Save each theme that the reader chooses from now on."""
        self.theme_changed_signal.subscribe(self, self._keep_theme)

    def on_ready(self) -> None:
        """Start garbage collection after the first frame, if `launch` stopped it."""
        if not gc.isenabled():
            gc.freeze()
            gc.set_threshold(_GARBAGE, 10, 10)
            gc.enable()

    def get_line_filters(self) -> Sequence[LineFilter]:
        """The filters through which Textual draws the lines of all widgets; `Legible` raises low contrast."""
        return [self._legible, *super().get_line_filters()]

    def get_driver_class(self) -> type[Driver]:
        """The class that drives the terminal: on Unix `careader.ui.terminal.TerminalDriver`."""
        driver = super().get_driver_class()
        if driver.__name__ != "LinuxDriver":  # Windows, a browser, or the driver of a test
            return driver
        from careader.ui.terminal import TerminalDriver

        return TerminalDriver

    async def on_event(self, event: events.Event) -> None:
        """Make pasted text safe for the terminal in every widget (`careader.ui.safe_text`)."""
        if isinstance(event, events.Paste):
            event.text = safe(event.text.replace("\r\n", "\n").replace("\r", "\n"))
        await super().on_event(event)

    async def _check_bindings(self, key: str, priority: bool = False) -> bool:  # noqa: FBT001, FBT002 - Textual's own
        """Carry out the binding of a key, or of the Latin key in the place of a Cyrillic letter."""
        if await super()._check_bindings(key, priority):
            return True
        other = None if priority else key_in_place(key)
        return other is not None and await super()._check_bindings(other)

    def _handle_exception(self, error: Exception) -> None:
        """Take an error of a widget, unless careader is ending: widgets then miss others that are gone."""
        if not self._exit:
            super()._handle_exception(error)

    def action_command_palette(self) -> None:
        """Show the command palette."""
        from careader.ui.palette import open_palette  # not before the first frame

        open_palette(self)

    def search_themes(self) -> None:
        """Show a palette of the themes."""
        from careader.ui.palette import open_themes  # not before the first frame

        open_themes(self)

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Textual's own command for the theme. careader's commands come from `careader.ui.palette`."""
        for each in super().get_system_commands(screen):
            if each.title == "Theme":
                yield each
