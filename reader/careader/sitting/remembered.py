"""Settings changed in the app: theme, measure, widths, whether rates are shown. They hold on the next start.

They are stored in the state and not in ``config.toml``, which belongs to the user, has comments, and may be
under version control. With each changed setting, the value that ``config.toml`` had is stored. Where
``config.toml`` has another value now, the user changed it later, and it counts.
"""

import json
from dataclasses import replace
from typing import Any

from careader.errors import SettingError
from careader.settings import Settings, with_setting

CHANGEABLE = ("theme", "measure", "rates", "widths")
"""The settings that the app changes."""


def in_force(configured: Settings, kept: str | None) -> Settings:
    """The settings in force: those of ``config.toml``, overridden by those changed in the app since.

    Args:
        configured: the settings of ``config.toml``.
        kept: the last result of `remember`; None where nothing was changed. Parts that are not understood are
            ignored.
    """
    settings = configured
    for name, (value, over) in _choices(kept).items():
        if _configured(configured, name) != over:
            continue
        try:
            if name == "widths":
                settings = replace(settings, widths={})
                for pane, columns in dict(value).items():
                    settings = with_setting(settings, f"widths.{pane}", columns)
            else:
                settings = with_setting(settings, name, value)
        except (SettingError, TypeError, ValueError):
            continue
    return settings


def remember(configured: Settings, kept: str | None, name: str, value: object) -> str:
    """The text to store after a setting was changed in the app.

    Args:
        configured: the settings of ``config.toml``.
        kept: the text that is stored now; None for none.
        name: the setting, one of `CHANGEABLE`.
        value: its new value.
    """
    choices = _choices(kept)
    choices[name] = (value, _configured(configured, name))
    return json.dumps(choices)


def _configured(configured: Settings, name: str) -> Any:
    value = getattr(configured, name)
    return dict(value) if name == "widths" else value


def _choices(kept: str | None) -> dict[str, tuple[Any, Any]]:
    """Each changed setting with its new value and the value that ``config.toml`` had."""
    try:
        found = json.loads(kept or "{}")
        return {name: (value, over) for name, (value, over) in found.items() if name in CHANGEABLE}
    except (ValueError, TypeError, AttributeError):
        return {}
