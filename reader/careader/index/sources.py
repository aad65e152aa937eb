"""Which files are captures, and their text.

A path names a capture or a folder of captures. What cannot be read is told by name and left out;
the rest is read.
"""

import os
import stat
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from careader import locations
from careader.errors import CaptureError
from careader.text import decode
from careader.words import path_in_words

if TYPE_CHECKING:
    from careader.intake.models import Page

LARGEST = 16 * 1024 * 1024
"""Bytes. The largest real page is under 100 KiB; a file beyond this is no saved page."""

SUFFIX = ".txt"
"""What a capture's name ends with inside a folder. A file named outright may be called anything."""


class Scan(NamedTuple):
    """Which captures there are, found by listing folders and asking for the state of files: none is opened.

    Attributes:
        files: size in bytes and time of the last change in nanoseconds, by the number of the root in the
            list given and the path below it ("" for a root that is itself a file). Both are -1 where the
            system does not tell. In no order.
        folders: every folder listed, with the time of its last change in nanoseconds: a capture that is put
            there, renamed or taken away changes it.
        errors: one for each root that names no capture and each folder that cannot be listed.
        unlisted: those folders, by the number of the root and the path below it: nobody knows what is there.
    """

    files: dict[tuple[int, str], tuple[int, int]]
    folders: dict[str, int]
    errors: tuple[CaptureError, ...]
    unlisted: tuple[tuple[int, str], ...]


def scan(roots: Sequence[Path]) -> Scan:
    """Find the captures that roots name, each once.

    Args:
        roots: files, or folders that are searched to any depth for ``*.txt``; hidden files and folders, and
            links to folders inside a folder, are passed over.
    """
    files: dict[tuple[int, str], tuple[int, int]] = {}
    folders: dict[str, int] = {}
    errors: list[CaptureError] = []
    unlisted: list[tuple[int, str]] = []
    known: set[str] = set()
    for number, root in enumerate(roots):
        top = os.fspath(root)
        try:
            if root.is_dir():
                failed: dict[str, CaptureError] = {}
                found = {below: _state(entry) for below, entry in _captures_below(top, folders, failed)}
                errors += failed.values()
                unlisted += [(number, below) for below in failed]
                if not found and not failed:
                    nothing = f"{path_in_words(root)}: no captures (*{SUFFIX}) in this folder"
                    errors.append(CaptureError(nothing))
            else:
                root.stat()
                found = {"": _state(root)}
        except OSError as error:
            errors.append(locations.unreadable(root, error))
            unlisted.append((number, ""))
            continue
        for below, state in found.items():
            if len(roots) > 1:
                whole = os.path.abspath(os.path.join(top, below) if below else top)  # noqa: PTH100, PTH118 - thousands of them
                if whole in known:
                    continue
                known.add(whole)
            files[number, below] = state
    return Scan(files, folders, tuple(errors), tuple(unlisted))


def path_of(root: Path, below: str) -> str:
    """The path of a capture that `scan` found below a root."""
    top = os.fspath(root)
    if not below or top == ".":
        return below or top
    return os.path.join(top, below)  # noqa: PTH118 - thousands of them


def capture_files(paths: Iterable[Path]) -> tuple[list[Path], list[CaptureError]]:
    """Find the captures that paths name (`scan`), each once, in path order.

    Returns:
        The files, and one error for each path that names none and each folder that cannot be listed.
    """
    roots = list(paths)
    found = scan(roots)
    files = [path_of(roots[root], below) for root, below in found.files]
    return [Path(file) for file in sorted(files)], list(found.errors)


def some_captures(paths: Iterable[Path]) -> Iterator[Path]:
    """The captures that paths name, in any order, each as soon as it is met; nothing is said of the rest."""
    for path in paths:
        try:
            if not path.is_dir():
                yield path
                continue
        except OSError:
            continue
        for below, _ in _captures_below(os.fspath(path), {}, {}):
            yield Path(path_of(path, below))


def holds_captures(folder: Path) -> bool:
    """Whether captures are in a folder, or may be: it is there but cannot be looked into."""
    failed: dict[str, CaptureError] = {}
    try:
        inside = _captures_below(os.fspath(folder), {}, failed) if folder.is_dir() else iter(())
        return any(True for _ in inside) or bool(failed)
    except OSError:
        return True


def _captures_below(
    top: str, folders: dict[str, int], failed: dict[str, CaptureError]
) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """The captures in a folder, to any depth: the path below it, and the entry."""
    waiting = [""]
    while waiting:
        below = waiting.pop()
        folder = os.path.join(top, below)  # noqa: PTH118 - strings take a third of the time of paths
        try:
            folders[folder] = os.stat(folder).st_mtime_ns  # noqa: PTH116 - the same
            with os.scandir(folder) as entries:
                for entry in entries:
                    name = entry.name
                    if name.startswith("."):
                        continue
                    if entry.is_dir(follow_symlinks=False):
                        waiting.append(f"{below}{name}{os.sep}")
                    elif name.endswith(SUFFIX) and not _leads_to_folder(entry):
                        yield below + name, entry
        except OSError as error:
            failed[below] = locations.unreadable(Path(folder), error)


def _leads_to_folder(link: os.DirEntry[str]) -> bool:
    try:
        return link.is_dir()
    except OSError:  # it leads in a circle: reading it tells so
        return False


def _state(entry: os.DirEntry[str] | Path) -> tuple[int, int]:
    try:
        status = entry.stat()
    except OSError:  # a link that leads nowhere: reading it tells so
        return -1, -1
    return status.st_size, status.st_mtime_ns


def read_bytes(path: Path) -> bytes:
    """Read one capture's bytes.

    Raises:
        CaptureError: the file is gone, unreadable, empty, too large, or not a regular file.
    """
    try:
        with open(path, "rb", opener=_open_at_once) as file:
            state = os.fstat(file.fileno())
            if not stat.S_ISREG(state.st_mode):
                raise CaptureError(f"{path_in_words(path)}: not a regular file")
            data = file.read() if state.st_size <= LARGEST else b""
    except OSError as error:
        raise locations.unreadable(path, error) from error
    if max(state.st_size, len(data)) > LARGEST:
        raise CaptureError(f"{path_in_words(path)}: too large for a capture (over {LARGEST >> 20} MiB)")
    if not data or data.isspace():
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


def pages_of(path: Path) -> "Iterator[str | Page | CaptureError]":
    """The pages of a file, whatever kind of file it is: text alone where it is nothing else.

    What of the file may have been a page and could not be read is an error among them.

    Raises:
        CaptureError: the file cannot be read, or holds no page.
    """
    from careader.intake.models import LeftOut
    from careader.intake.opening import open_file

    with open_file(path) as opened:
        for each in opened:
            if not isinstance(each, LeftOut):
                bare = isinstance(each.content, str) and not (each.form or each.notes)
                yield each.content if bare and isinstance(each.content, str) else each
            elif each.problem:
                yield CaptureError(f"{path_in_words(path)}: {each.what}")
