"""The settings of a sitting: settings changed in the interface override the settings of ``config.toml``.

Changed settings are stored in the state. ``config.toml`` is never written: it belongs to the user, has
comments, and may be under version control. Each changed setting is stored with the value that ``config.toml``
had. If ``config.toml`` now has another value, the user has edited the file since, and the file counts.
"""

import json
from typing import Any

from careader.errors import SettingError
from careader.settings import Settings, read_settings, with_setting
from careader.sitting.saved_state import SavedState

CHANGEABLE = ("theme", "measure", "rates", "widths")
"""The settings that can be changed in the interface."""

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
            name: the setting, one of `CHANGEABLE`.
            value: the new value.
        """
        kept = remember(self.configured, self._kept(), name, value)
        self.current = in_force(self.configured, kept)
        with self._state.writing():
            self._state.store.set_view(_KEPT_AS, kept)


def in_force(configured: Settings, kept: str | None) -> Settings:
    """The settings in force: the settings of ``config.toml`` with the changes that were made since.

    Args:
        configured: the settings of ``config.toml``.
        kept: the last result of `remember`; None where no setting was changed. Changes that cannot be read
            are ignored.
    """
    settings = configured
    for name, (value, over) in _choices(kept).items():
        if _configured(configured, name) != over:
            continue
        try:
            if name == "widths":
                settings = settings._replace(widths={})
                for pane, columns in dict(value).items():
                    settings = with_setting(settings, f"widths.{pane}", columns)
            else:
                settings = with_setting(settings, name, value)
        except (SettingError, TypeError, ValueError):
            continue
    return settings


def remember(configured: Settings, kept: str | None, name: str, value: object) -> str:
    """The text to store after a setting was changed in the interface.

    Args:
        configured: the settings of ``config.toml``.
        kept: the text stored before; None for none.
        name: the setting, one of `CHANGEABLE`.
        value: the new value.
    """
    choices = _choices(kept)
    choices[name] = (value, _configured(configured, name))
    return json.dumps(choices)


def _configured(configured: Settings, name: str) -> Any:
    value = getattr(configured, name)
    return dict(value) if name == "widths" else value


def _choices(kept: str | None) -> dict[str, tuple[Any, Any]]:
    """For each changed setting, the new value and the value that ``config.toml`` had."""
    try:
        found = json.loads(kept or "{}")
        return {name: (value, over) for name, (value, over) in found.items() if name in CHANGEABLE}
    except (ValueError, TypeError, AttributeError):
        return {}
