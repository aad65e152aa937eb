"""The settings that hold in a sitting: ``config.toml``, and over it what was changed in the app."""

from careader.settings import Settings, read_settings
from careader.sitting.remembered import in_force, remember
from careader.sitting.saved_state import SavedState

_KEPT_AS = "settings"
"""The name, among those of corpora, under which the state keeps what was changed in the app."""


class Preferences:
    """What is set, and changing it so that the change holds on the next start.

    Args:
        state: where changes are saved.

    Attributes:
        configured: what ``config.toml`` says.
        current: what holds.
    """

    def __init__(self, state: SavedState) -> None:
        self._state = state
        self.configured: Settings = read_settings()
        self.current = in_force(self.configured, self._kept())

    def _kept(self) -> str | None:
        with self._state.reading():
            return self._state.store.view(_KEPT_AS)
        return None

    def change(self, name: str, value: object) -> None:
        """Change a setting of `careader.sitting.remembered.CHANGEABLE`, now and for later sittings."""
        kept = remember(self.configured, self._kept(), name, value)
        self.current = in_force(self.configured, kept)
        with self._state.writing():
            self._state.store.set_view(_KEPT_AS, kept)
