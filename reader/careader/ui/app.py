"""The app: theme, screens and palette. It wires and nothing else."""

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
"""Objects that pile up before garbage is looked for: Python's own 700 come with every other key."""


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
        """Style everything anew, as after another theme was chosen.

        Until a screen is there nothing is styled, so the theme of the start only gives its colours: Textual
        would read all style sheets for it, and once more for the first screen.
        """
        if self._screen_stack:
            super().refresh_css(animate)
        else:
            self.stylesheet.set_variables(self.get_css_variables())

    def _keep_theme(self, theme: Theme) -> None:
        """A theme that was chosen holds on the next start."""
        if theme.name != (self.session.preferences.current.theme or DEFAULT):
            self.session.preferences.change("theme", theme.name)

    @property
    def cursor_position(self) -> Offset:
        """Where the terminal's own cursor stands: braille displays and screen readers follow it."""
        focused = self.screen.focused if self._screen_stack else None
        if isinstance(focused, LineView):
            return focused.terminal_cursor
        if focused is None:
            return self._typed_at
        typed_at = getattr(focused, "cursor_screen_offset", None)  # of a line or text to type in
        return typed_at if isinstance(typed_at, Offset) else focused.content_region.offset

    @cursor_position.setter
    def cursor_position(self, place: Offset) -> None:
        self._typed_at = place

    def get_default_screen(self) -> Screen[None]:
        """The main screen is the first screen: Textual would push it over an empty screen."""
        return ReaderScreen(self.session, self._make_indexing, self.size)

    def on_mount(self) -> None:
        """Take note of themes that are chosen."""
        self.theme_changed_signal.subscribe(self, self._keep_theme)

    def on_ready(self) -> None:
        """The first frame is painted: from here on garbage is collected, where `launch` had stopped that."""
        if not gc.isenabled():
            gc.freeze()
            gc.set_threshold(_GARBAGE, 10, 10)
            gc.enable()

    def get_line_filters(self) -> Sequence[LineFilter]:
        """What changes the lines of all widgets as they are drawn: every text can be read."""
        return [self._legible, *super().get_line_filters()]

    def get_driver_class(self) -> type[Driver]:
        """What stands between the app and a terminal (`careader.ui.terminal`)."""
        driver = super().get_driver_class()
        if driver.__name__ != "LinuxDriver":  # Windows, a browser, or a driver that the environment names
            return driver
        from careader.ui.terminal import TerminalDriver

        return TerminalDriver

    async def on_event(self, event: events.Event) -> None:
        """Make what is pasted safe for the terminal, wherever it goes (`careader.ui.safe_text`)."""
        if isinstance(event, events.Paste):
            event.text = safe(event.text.replace("\r\n", "\n").replace("\r", "\n"))
        await super().on_event(event)

    async def _check_bindings(self, key: str, priority: bool = False) -> bool:  # noqa: FBT001, FBT002 - Textual's own
        """Carry out a key's binding; a key of another layout does what the Latin key in its place does."""
        if await super()._check_bindings(key, priority):
            return True
        other = None if priority else key_in_place(key)
        return other is not None and await super()._check_bindings(other)

    def action_command_palette(self) -> None:
        """Show the command palette."""
        from careader.ui.palette import open_palette  # not before the first frame

        open_palette(self)

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Of Textual's own commands only the theme; careader's come from `careader.ui.palette`."""
        for each in super().get_system_commands(screen):
            if each.title == "Theme":
                yield each
