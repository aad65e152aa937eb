"""What an update of an index has to do: which files are new, changed or gone since the last one."""

import sqlite3
from collections.abc import Collection, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from careader.capture import Correction, Known, said_numbers
from careader.errors import CaptureError, IndexDamagedError
from careader.index.reading import CaptureReader, Job
from careader.index.sources import Scan, path_of, scan
from careader.index.stored import read_corrections, read_path, store_lines
from careader.index.tables import connect, damage, get

Name = tuple[int, str]
"""A file: the number of its root, and its path below it."""


@dataclass(slots=True)
class Stored:
    """The captures of one file as the index has them.

    Attributes:
        numbers: their own, by page.
        size: of the file in bytes, when it was last read.
        mtime: when it was changed last, in nanoseconds, as of then.
        pending: whether one of them is to be judged anew.
        unreadable: why the file could not be read; "" where it could, or where only pages of it could not.
        digest: of what it held.
    """

    numbers: list[int]
    size: int
    mtime: int
    pending: bool
    unreadable: str
    digest: bytes


class Move(NamedTuple):
    """A file that has another name now: its captures, the name, and its state under it."""

    captures: list[int]
    name: Name
    file: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Plan:
    """What an update has to do.

    Attributes:
        found: the files there are.
        stored: the captures that the index has, by file.
        gone: the numbers of those whose files are gone.
        moved: the files that are gone and there under another name.
        fresh: the files to read, with their state.
        said: the numbers of the lines about which the reader says something else than before.
        errors: what is to be told of the files, as `stored.store_lines` gives it.
        otherwise: whether there is something to do beside reading files.
    """

    found: Scan
    stored: dict[Name, Stored]
    gone: list[int]
    moved: list[Move]
    fresh: dict[Name, tuple[int, int]]
    said: set[int]
    errors: str
    otherwise: bool


def make_plan(db: sqlite3.Connection, roots: Sequence[Path], corrections: Collection[Correction]) -> Plan:
    """Compare the files there are with the captures that an index has."""
    found = scan(roots)
    stored = _stored(db)
    gone = {
        name: state
        for name, state in stored.items()
        if name not in found.files and not _is_hidden(name, found.unlisted)
    }
    fresh = {
        name: file
        for name, file in found.files.items()
        if (state := stored.get(name)) is None or _is_other(path_of(roots[name[0]], name[1]), state, file)
    }
    moved = _moved(roots, {name: fresh[name] for name in fresh if name not in stored}, gone)
    for move in moved:
        del fresh[move.name]
    numbers = [number for state in gone.values() for number in state.numbers]
    errors = store_lines(map(str, found.errors))
    said = _newly_said(db, corrections)
    otherwise = bool(said) or errors != get(db, "errors") or bool(get(db, "unfinished"))
    return Plan(found, stored, numbers, moved, fresh, said, errors, otherwise)


def _stored(db: sqlite3.Connection) -> dict[Name, Stored]:
    select = """
        SELECT root, path, id, size, mtime, pending, unreadable, digest FROM captures
        ORDER BY root, path, page
    """
    stored: dict[Name, Stored] = {}
    for root, path, number, size, mtime, pending, unreadable, digest in db.execute(select):
        name = root, read_path(path)
        if state := stored.get(name):
            state.numbers.append(number)
            state.pending = state.pending or bool(pending)
            state.unreadable = ""
        else:
            stored[name] = Stored([number], size, mtime, bool(pending), unreadable, digest)
    return stored


def _moved(roots: Sequence[Path], new: dict[Name, tuple[int, int]], gone: dict[Name, Stored]) -> list[Move]:
    """The files that are gone and there under a new name: they are taken out of ``gone``.

    Only a new file that is as large as one that is gone is looked into.
    """
    by_size: dict[int, dict[bytes, list[Name]]] = {}
    for name, state in gone.items():
        if state.digest and not state.unreadable and not state.pending:
            by_size.setdefault(state.size, {}).setdefault(state.digest, []).append(name)
    moves: list[Move] = []
    for name, file in sorted(new.items()) if by_size else ():
        if alike := by_size.get(file[0]):
            digest = _digest(Path(path_of(roots[name[0]], name[1])))
            if names := alike.get(digest):
                moves.append(Move(gone.pop(names.pop(0)).numbers, name, file))
    return moves


def _digest(path: Path) -> bytes:
    from careader.intake.opening import open_file

    try:
        with open_file(path) as opened:
            return opened.digest()
    except (CaptureError, OSError):
        return b""


def _is_hidden(name: Name, unlisted: Sequence[Name]) -> bool:
    """Whether a file is in a folder that cannot be listed: a disk that is not there takes nothing away."""
    return any(name[0] == root and name[1].startswith(below) for root, below in unlisted)


def _is_other(path: str, state: Stored, file: tuple[int, int]) -> bool:
    """Whether a file is to be read again. One that could not be read is tried each time."""
    if state.pending or (state.size, state.mtime) != file:
        return True
    if not state.unreadable:
        return False
    return CaptureReader(Known(), ()).take(Job(0, path, *file)).unreadable != state.unreadable


def _newly_said(db: sqlite3.Connection, corrections: Collection[Correction]) -> set[int]:
    """The numbers of the lines about which the reader says something else than when last asked."""
    stored = get(db, "corrections")
    before = read_corrections(stored) if isinstance(stored, str) else set()
    return {number for each in before ^ {*corrections} for number in said_numbers(each.line)}


def pending(
    index: Path, roots: Sequence[Path], corrections: Collection[Correction]
) -> tuple[int, dict[str, int]]:
    """How many captures an update would look into, at least, and the folders that were listed.

    Opens no capture but those that could not be read the last time.
    """
    try:
        with damage(index), closing(connect(index)) as db:
            plan = make_plan(db, roots, corrections)
            return len(plan.gone) + len(plan.moved) + len(plan.fresh) + plan.otherwise, plan.found.folders
    except (FileNotFoundError, IndexDamagedError):
        found = scan(roots)
        return len(found.files) + 1, found.folders
