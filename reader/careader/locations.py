"""Every folder and file of the user's that careader knows, from platformdirs.

Nothing is made here: whoever writes makes what it needs, when it needs it.
"""

from pathlib import Path

import platformdirs

NAME = "careader"


def data() -> Path:
    """The folder of what is precious: the library and the reader's own marks."""
    return Path(platformdirs.user_data_dir(NAME, appauthor=False))


def cache() -> Path:
    """The folder of what can be made again: the index."""
    return Path(platformdirs.user_cache_dir(NAME, appauthor=False))


def library() -> Path:
    """The user's captures, as added."""
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
