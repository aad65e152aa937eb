"""The errors of careader. Each message is one plain line that names the thing and the reason."""

from pathlib import Path


class CareaderError(Exception):
    """Anything that careader can explain to its user in one line."""


class CaptureError(CareaderError):
    """A file cannot be read as a capture: it is missing, unreadable, too large, not text or not a file."""


class StoredFormError(CareaderError):
    """A value in the index is not in the form in which careader writes the value: the index is damaged."""


class StateError(CareaderError):
    """The reader's own marks cannot be read or written."""


class UsageError(CareaderError):
    """The command line names something that does not exist, or has arguments that do not fit together."""


class SettingError(CareaderError):
    """No setting has this name, or the setting cannot have this value."""


class IndexDamagedError(CareaderError):
    """The index cannot be used, and must be thrown away and made anew.

    Attributes:
        index: the path of the index.
    """

    def __init__(self, said: str, index: Path) -> None:
        super().__init__(said)
        self.index = index
