"""Where the user's folders and files are (platformdirs), and making them private.

The functions that return a location make nothing. The code that writes makes the folders that it needs, and
only their owner can read them.
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
    """The folder of the data that nothing can replace: the library and the reader's own marks."""
    return Path(platformdirs.user_data_dir(NAME, appauthor=False))


def cache() -> Path:
    """The folder of the data that can be made again: the index."""
    return Path(platformdirs.user_cache_dir(NAME, appauthor=False))


def config_file() -> Path:
    """The file of the user's settings; the file may be missing."""
    return Path(platformdirs.user_config_dir(NAME, appauthor=False)) / "config.toml"


def library() -> Path:
    """The library: the folder that ``config.toml`` names, else a folder beside the state."""
    if config_file().is_file():
        from careader.settings import read_settings  # that module imports this module

        if placed := read_settings().library:
            return placed
    return data() / "library"


def state_db() -> Path:
    """The file of the reader's marks, positions, notes and corrections."""
    return data() / "state.db"


def sample() -> Path:
    """The sample corpus: inside the installed package, or beside it in a source tree."""
    package = Path(__file__).resolve().parent
    installed = package / "seeds"
    return installed if installed.is_dir() else package.parents[1] / "seeds"


def file_at(path: Path) -> tuple[int, int] | None:
    """The device and inode of the file at a path; None without a file. A replaced file has other numbers."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


def broken_link(path: Path) -> Path | None:
    """The first broken link in a path, such as a link to a disk that is not mounted; None without one."""
    for place in (*reversed(path.parents), path):
        with suppress(OSError):  # opening the path reports the error
            if place.is_symlink() and not place.exists():
                return place
    return None


def link_in_words(link: Path) -> str:
    """Describe a broken link: ``a link to /mnt/disk, which is not there``."""
    return safe(f"a link to {link.readlink()}, which is not there")


def make_private_folder(folder: Path) -> None:
    """Make a folder, and the missing folders above it, with access for the owner only.

    A folder that exists stays as it is.

    Raises:
        OSError: a folder cannot be made, or something else has its path, such as a broken link.
    """
    if not folder.is_dir():
        if not folder.parent.exists():
            make_private_folder(folder.parent)
        folder.mkdir(mode=0o700, exist_ok=True)


def make_private_file(path: Path) -> None:
    """Make an empty file that only its owner can read and write. A file that exists stays as it is.

    Databases are made with this function first: SQLite gives the files beside a database the permissions of
    the database.

    Raises:
        OSError: the file cannot be made.
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
