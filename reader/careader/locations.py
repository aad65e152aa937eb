"""Every folder and file of the user's that careader knows, from platformdirs.

To ask where something is makes nothing: whoever writes makes what it needs, for its owner alone.
"""

import os
from contextlib import suppress
from pathlib import Path

import platformdirs

from careader.errors import CaptureError
from careader.text import safe
from careader.words import path_in_words, reason

NAME = "careader"


def data() -> Path:
    """The folder of what is precious: the library and the reader's own marks."""
    return Path(platformdirs.user_data_dir(NAME, appauthor=False))


def cache() -> Path:
    """The folder of what can be made again: the index."""
    return Path(platformdirs.user_cache_dir(NAME, appauthor=False))


def config_file() -> Path:
    """What the user set; it need not be there."""
    return Path(platformdirs.user_config_dir(NAME, appauthor=False)) / "config.toml"


def library() -> Path:
    """The user's captures, as added: where ``config.toml`` says, else beside the state."""
    if config_file().is_file():
        from careader.settings import read_settings  # it asks here where its file is

        if placed := read_settings().library:
            return placed
    return data() / "library"


def state_db() -> Path:
    """Read marks, bookmarks, positions and corrections."""
    return data() / "state.db"


def sample() -> Path:
    """The sample corpus: inside the installed package, or beside it in a source tree."""
    package = Path(__file__).resolve().parent
    installed = package / "seeds"
    return installed if installed.is_dir() else package.parents[1] / "seeds"


def file_at(path: Path) -> tuple[int, int] | None:
    """Which file is at a path, so that another one in its place is known; None where there is none."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


def away(path: Path) -> Path | None:
    """The link on the way to a path that leads nowhere, such as to a disk that is not there; None without."""
    for place in (*reversed(path.parents), path):
        with suppress(OSError):  # a place that cannot be looked at is told of by who opens it
            if place.is_symlink() and not place.exists():
                return place
    return None


def link_in_words(link: Path) -> str:
    """What is wrong with a link that leads nowhere."""
    return safe(f"a link to {link.readlink()}, which is not there")


def make_private_folder(folder: Path) -> None:
    """Make a folder, and those above it, for its owner alone; one that is there stays as it is.

    Raises:
        OSError: it cannot be made, or its place is taken, such as by a link that leads nowhere.
    """
    if not folder.is_dir():
        if not folder.parent.exists():
            make_private_folder(folder.parent)
        folder.mkdir(mode=0o700, exist_ok=True)


def make_private_file(path: Path) -> None:
    """Make an empty file for its owner alone; one that is there stays as it is.

    What SQLite makes beside a database has the permissions of the database.

    Raises:
        OSError: it cannot be made.
    """
    with suppress(FileExistsError):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))


def unreadable(path: Path, error: OSError) -> CaptureError:
    """The error that says in one line why a path cannot be read."""
    if isinstance(error, FileNotFoundError):
        if path.is_symlink():
            return CaptureError(f"{path_in_words(path)}: {link_in_words(path)}")
        return CaptureError(f"{path_in_words(path)}: no such file or folder")
    return CaptureError(f"{path_in_words(path)}: {reason(error)}")
