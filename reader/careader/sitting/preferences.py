"""The settings of a sitting: settings changed in the interface override the settings of ``config.toml``."""

from careader.settings import Settings, read_settings
from careader.sitting.remembered import in_force, remember
from careader.sitting.saved_state import SavedState

_KEPT_AS = "settings"
"""The name under which the table of views stores the changed settings, beside the names of corpora."""


class Preferences:
    """The settings in force; changes of settings are saved for later sittings.

    Args:
        state: the state in which changes are saved.

    Attributes:
        configured: the settings of ``config.toml``.
        current: the settings in force.
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
        """Change a setting for this sitting and later sittings.

        Args:
            name: the setting, one of `careader.sitting.remembered.CHANGEABLE`.
            value: the new value.
        """
        kept = remember(self.configured, self._kept(), name, value)
        self.current = in_force(self.configured, kept)
        with self._state.writing():
            self._state.store.set_view(_KEPT_AS, kept)
