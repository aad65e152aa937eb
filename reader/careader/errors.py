"""One family of errors. Each message is one plain line that names the thing and the reason."""

from pathlib import Path


class CareaderError(Exception):
    """Anything that careader can explain to its user in one line."""


class CaptureError(CareaderError):
    """A file cannot be read as a capture: gone, unreadable, not text, too large, not a regular file."""


class StoredFormError(CareaderError):
    """A value in the index is not in the form that it was written in: the index is damaged."""


class StateError(CareaderError):
    """The reader's own marks cannot be read or written."""


class UsageError(CareaderError):
    """The command line asks for something that does not exist or does not fit together."""


class SettingError(CareaderError):
    """A setting has no such name, or cannot have such a value."""


class IndexDamagedError(CareaderError):
    """The index cannot be used: it is to be thrown away and made anew.

    Attributes:
        index: where it is.
    """

    def __init__(self, said: str, index: Path) -> None:
        super().__init__(said)
        self.index = index
