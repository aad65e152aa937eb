"""The app: theme, screens and palette. It wires and nothing else."""

import gc
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from textual.app import App, SystemCommand
from textual.screen import Screen

from careader.sitting.session import Session
from careader.ui.screens.reader import ReaderScreen
from careader.ui.themes import DEFAULT, THEMES

if TYPE_CHECKING:
    from careader.sitting.indexing import Indexing

_GARBAGE = 10_000
"""Objects that pile up before garbage is looked for: Python's own 700 come with every other key."""


class CareaderApp(App[None]):
    """careader on a terminal."""

    TITLE = "careader"
    CSS_PATH = "screens/reader.tcss"

    def __init__(self, session: Session, make_indexing: "Callable[[], Indexing] | None" = None) -> None:
        super().__init__()
        self.session = session
        self._make_indexing = make_indexing
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = DEFAULT

    def get_default_screen(self) -> Screen[None]:
        """The reader is the first screen, not one pushed on an empty one."""
        return ReaderScreen(self.session, self._make_indexing, self.size)

    def on_ready(self) -> None:
        """The first frame is painted: from here on garbage is collected, where `launch` had stopped that."""
        if not gc.isenabled():
            gc.freeze()
            gc.set_threshold(_GARBAGE, 10, 10)
            gc.enable()

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Of Textual's own commands only the theme; careader's come from `careader.ui.palette`."""
        for each in super().get_system_commands(screen):
            if each.title == "Theme":
                yield each
