"""What is changed in the app and holds on the next start: theme, measure, widths, whether rates are shown.

It is kept in the state, not written into ``config.toml``: that file is the reader's own, with their comments,
and may be under version control; and the state is written whole or not at all. Each choice remembers what
``config.toml`` said when it was made. Where that file says something else since, the file is the newer word.
"""

import json
from dataclasses import replace
from typing import Any

from careader.errors import SettingError
from careader.settings import Settings, given

CHANGEABLE = ("theme", "measure", "rates", "widths")
"""The settings that the app changes."""


def in_force(configured: Settings, kept: str | None) -> Settings:
    """The settings that hold: those of ``config.toml``, and over them what was changed in the app since.

    Args:
        configured: what ``config.toml`` says.
        kept: what `remember` gave last; None where nothing was changed. Any text is taken: what of it is no
            choice counts for nothing.
    """
    settings = configured
    for name, (value, over) in _choices(kept).items():
        if _configured(configured, name) != over:
            continue
        try:
            if name == "widths":
                settings = replace(settings, widths={})
                for pane, columns in dict(value).items():
                    settings = given(settings, f"widths.{pane}", columns)
            else:
                settings = given(settings, name, value)
        except (SettingError, TypeError, ValueError):
            continue
    return settings


def remember(configured: Settings, kept: str | None, name: str, value: object) -> str:
    """What to keep once a setting was changed in the app.

    Args:
        configured: what ``config.toml`` says.
        kept: what was kept before.
        name: of `CHANGEABLE`.
        value: what was chosen.
    """
    choices = _choices(kept)
    choices[name] = (value, _configured(configured, name))
    return json.dumps(choices)


def _configured(configured: Settings, name: str) -> Any:
    value = getattr(configured, name)
    return dict(value) if name == "widths" else value


def _choices(kept: str | None) -> dict[str, tuple[Any, Any]]:
    """Each choice with what ``config.toml`` said when it was made."""
    try:
        found = json.loads(kept or "{}")
        return {name: (value, over) for name, (value, over) in found.items() if name in CHANGEABLE}
    except (ValueError, TypeError, AttributeError):
        return {}
