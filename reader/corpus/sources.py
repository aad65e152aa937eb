"""Which files are captures, and their text.

A path names a capture or a folder of captures. What cannot be read is told by name and left out;
the rest is read.
"""

import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from reader.errors import CaptureError
from reader.text import decode
from reader.words import path_in_words, reason

LARGEST = 16 * 1024 * 1024
"""Bytes. The largest real page is under 100 KiB; a file beyond this is no saved page."""

SUFFIX = ".txt"
"""What a capture's name ends with inside a folder. A file named outright may be called anything."""


def capture_files(paths: Iterable[Path]) -> tuple[list[Path], list[CaptureError]]:
    """Find the captures that paths name, each once, in path order.

    Args:
        paths: files, or folders that are searched to any depth for ``*.txt``; hidden files and folders, and
            links to folders inside a folder, are passed over.

    Returns:
        The files, and one error for each path that names none and each folder that cannot be listed.
    """
    files: dict[str, Path] = {}
    errors: list[CaptureError] = []
    for path in paths:
        try:
            found = _named_by(path, errors)
        except OSError as error:
            errors.append(_unreadable(path, error))
        else:
            for file in found:
                files.setdefault(os.path.abspath(file), file)  # noqa: PTH100 - absolute() keeps ".."
    return sorted(files.values(), key=os.fspath), errors


def holds_captures(folder: Path) -> bool:
    """Whether captures are in a folder, or may be: it is there but cannot be looked into."""
    errors: list[CaptureError] = []
    try:
        return folder.is_dir() and (any(_inside(folder, errors)) or bool(errors))
    except OSError:
        return True


def _named_by(path: Path, errors: list[CaptureError]) -> list[Path]:
    if not path.is_dir():
        path.lstat()
        return [path]
    told = len(errors)
    found = list(_inside(path, errors))
    if not found and len(errors) == told:
        errors.append(CaptureError(f"{path_in_words(path)}: no captures (*{SUFFIX}) in this folder"))
    return found


def _inside(folder: Path, errors: list[CaptureError]) -> Iterator[Path]:
    def unlisted(error: OSError) -> None:
        errors.append(_unreadable(Path(error.filename or folder), error))

    for root, folders, names in os.walk(folder, onerror=unlisted):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            if name.endswith(SUFFIX) and not name.startswith("."):
                yield Path(root, name)


def read_bytes(path: Path) -> bytes:
    """Read one capture's bytes.

    Raises:
        CaptureError: the file is gone, unreadable, empty, too large, or not a regular file.
    """
    try:
        with open(path, "rb", opener=_open_at_once) as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise CaptureError(f"{path_in_words(path)}: not a regular file")
            data = file.read(LARGEST + 1)
    except OSError as error:
        raise _unreadable(path, error) from error
    if len(data) > LARGEST:
        raise CaptureError(f"{path_in_words(path)}: too large for a capture (over {LARGEST >> 20} MiB)")
    if not data.strip():
        raise CaptureError(f"{path_in_words(path)}: empty")
    return data


def _open_at_once(path: str, flags: int) -> int:
    """Open a file; without O_NONBLOCK this alone would wait for ever on a pipe that nobody writes to."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def as_text(path: Path, data: bytes) -> str:
    """One capture's bytes as text that is safe to show.

    Raises:
        CaptureError: they are not text.
    """
    try:
        return decode(data)
    except CaptureError as error:
        raise CaptureError(f"{path_in_words(path)}: {error}") from error


def _unreadable(path: Path, error: OSError) -> CaptureError:
    if isinstance(error, FileNotFoundError):
        return CaptureError(f"{path_in_words(path)}: no such file or folder")
    return CaptureError(f"{path_in_words(path)}: {reason(error)}")
