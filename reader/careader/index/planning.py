"""What an update of an index has to do: which files are new, changed or gone since the last one."""

import sqlite3
from collections.abc import Collection, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from careader.capture import Correction, Known, said_numbers
from careader.errors import IndexDamagedError
from careader.index.reading import CaptureReader, Job
from careader.index.sources import Scan, path_of, scan
from careader.index.stored import read_corrections, read_path, store_lines
from careader.index.tables import connect, damage, get


@dataclass(slots=True)
class Stored:
    """A capture as the index has it.

    Attributes:
        number: its own.
        size: of its file in bytes, when it was last read.
        mtime: when its file was changed last, in nanoseconds, as of then.
        pending: whether it is to be judged anew.
        unreadable: why it could not be read; "" where it could.
    """

    number: int
    size: int
    mtime: int
    pending: bool
    unreadable: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What an update has to do.

    Attributes:
        found: the files there are.
        stored: the captures that the index has.
        gone: the numbers of those whose files are gone.
        fresh: the files to read, with their state.
        said: the numbers of the lines about which the reader says something else than before.
        errors: what is to be told of the files, as `stored.store_lines` gives it.
        otherwise: whether there is something to do beside reading files.
    """

    found: Scan
    stored: dict[tuple[int, str], Stored]
    gone: list[int]
    fresh: dict[tuple[int, str], tuple[int, int]]
    said: set[int]
    errors: str
    otherwise: bool


def make_plan(db: sqlite3.Connection, roots: Sequence[Path], corrections: Collection[Correction]) -> Plan:
    """Compare the files there are with the captures that an index has."""
    found = scan(roots)
    select = "SELECT root, path, id, size, mtime, pending, unreadable FROM captures"
    stored = {(root, read_path(path)): Stored(*state) for root, path, *state in db.execute(select)}
    gone = [
        state.number
        for name, state in stored.items()
        if name not in found.files and not _is_hidden(name, found.unlisted)
    ]
    fresh = {
        name: file
        for name, file in found.files.items()
        if (state := stored.get(name)) is None or _is_other(path_of(roots[name[0]], name[1]), state, file)
    }
    errors = store_lines(map(str, found.errors))
    said = _newly_said(db, corrections)
    otherwise = bool(said) or errors != get(db, "errors") or bool(get(db, "unfinished"))
    return Plan(found, stored, gone, fresh, said, errors, otherwise)


def _is_hidden(name: tuple[int, str], unlisted: Sequence[tuple[int, str]]) -> bool:
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
            return len(plan.gone) + len(plan.fresh) + plan.otherwise, plan.found.folders
    except (FileNotFoundError, IndexDamagedError):
        found = scan(roots)
        return len(found.files) + 1, found.folders
