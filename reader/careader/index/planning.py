"""The plan of an update: which files are new, changed, renamed or gone since the last update."""

import sqlite3
from collections.abc import Collection, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from careader.capture.models import Correction
from careader.errors import CaptureError, IndexDamagedError
from careader.index.scanning import Scan, passed_over, path_of, scan
from careader.index.stored import read_corrections, read_path, store_lines
from careader.index.tables import connect, get, has_read, index_errors

Name = tuple[int, str]
"""The name of a file: the number of its root, and its path below the root."""


@dataclass(slots=True)
class IndexedFile:
    """A file in the index.

    Attributes:
        numbers: the numbers of its captures, in page order.
        size: the size of the file in bytes, at the last reading.
        mtime: the time of the file's last change in nanoseconds, at the last reading.
        pending: whether one of its captures must be judged again.
        unreadable: why the file could not be read; "" where at least one page was read.
        digest: the digest of the file's content.
    """

    numbers: list[int]
    size: int
    mtime: int
    pending: bool
    unreadable: str
    digest: bytes


class Rename(NamedTuple):
    """A renamed file.

    Attributes:
        captures: the numbers of its captures.
        name: its new name.
        file: its size in bytes and the time of its last change in nanoseconds, under the new name.
    """

    captures: list[int]
    name: Name
    file: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Plan:
    """The work of an update.

    Attributes:
        found: the files that exist.
        stored: the files in the index.
        gone: the numbers of the captures whose files are gone.
        renamed: the renamed files.
        fresh: the files to read, each with its size in bytes and the time of its last change in nanoseconds.
        newly_corrected: the proofs (`capture.proofs`) of the lines whose correction is new, changed or taken
            back.
        errors: the errors of files, for the reader, as `stored.store_lines` writes them.
        other_work: whether there is other work than reading files.
    """

    found: Scan
    stored: dict[Name, IndexedFile]
    gone: list[int]
    renamed: list[Rename]
    fresh: dict[Name, tuple[int, int]]
    newly_corrected: set[int]
    errors: str
    other_work: bool


def make_plan(db: sqlite3.Connection, roots: Sequence[Path], corrections: Collection[Correction]) -> Plan:
    """Compare the existing files with the captures in an index.

    Args:
        db: the index.
        roots: the files and folders with captures.
        corrections: the reader's corrections of headlines.
    """
    stored = _stored(db)
    same = has_read(db, roots)
    found = scan(roots, {root for root, _ in stored} if same else ())
    gone = {
        name: state
        for name, state in stored.items()
        if name not in found.files and not _is_out_of_reach(name, found.unlisted)
    }
    fresh = {
        name: file
        for name, file in found.files.items()
        if (state := stored.get(name)) is None or _is_other(path_of(roots[name[0]], name[1]), state, file)
    }
    renamed = _renamed(roots, {name: fresh[name] for name in fresh if name not in stored}, gone)
    for rename in renamed:
        del fresh[rename.name]
    numbers = [number for state in gone.values() for number in state.numbers]
    errors = store_lines(map(str, found.errors))
    newly_corrected = _newly_corrected(db, corrections)
    told = errors != get(db, "errors") or passed_over(found) != (get(db, "passed over") or "")
    other_work = bool(newly_corrected) or told or bool(get(db, "unfinished"))
    return Plan(found, stored, numbers, renamed, fresh, newly_corrected, errors, other_work)


def _stored(db: sqlite3.Connection) -> dict[Name, IndexedFile]:
    select = """
        SELECT root, path, id, size, mtime, pending, unreadable, digest FROM captures
        ORDER BY root, path, page
    """
    stored: dict[Name, IndexedFile] = {}
    for root, path, number, size, mtime, pending, unreadable, digest in db.execute(select):
        name = root, read_path(path)
        if state := stored.get(name):
            state.numbers.append(number)
            state.pending = state.pending or bool(pending)
            state.unreadable = ""
        else:
            stored[name] = IndexedFile([number], size, mtime, bool(pending), unreadable, digest)
    return stored


def _renamed(
    roots: Sequence[Path], new: dict[Name, tuple[int, int]], gone: dict[Name, IndexedFile]
) -> list[Rename]:
    """Find the renamed files: new files with the content of gone files, which are removed from ``gone``.

    Only new files with the size of a gone file are opened.
    """
    by_size: dict[int, dict[bytes, list[Name]]] = {}
    for name, state in gone.items():
        if state.digest and not state.unreadable and not state.pending:
            by_size.setdefault(state.size, {}).setdefault(state.digest, []).append(name)
    renames: list[Rename] = []
    for name, file in sorted(new.items()) if by_size else ():
        if alike := by_size.get(file[0]):
            digest = _digest(Path(path_of(roots[name[0]], name[1])))
            if names := alike.get(digest):
                renames.append(Rename(gone.pop(names.pop(0)).numbers, name, file))
    return renames


def _digest(path: Path) -> bytes:
    from careader.intake.opening import open_file

    try:
        with open_file(path) as opened:
            return opened.digest()
    except (CaptureError, OSError):
        return b""


def _is_out_of_reach(name: Name, unlisted: Sequence[Name]) -> bool:
    """Whether a file is in a folder that cannot be listed. Files on an absent disk do not count as gone."""
    return any(name[0] == root and name[1].startswith(below) for root, below in unlisted)


def _is_other(path: str, state: IndexedFile, file: tuple[int, int]) -> bool:
    """Whether a file must be read again. An unreadable file is tried again at each update.

    Args:
        path: the path of the file.
        state: the file in the index.
        file: its present size in bytes and the time of its last change in nanoseconds.
    """
    if state.pending or (state.size, state.mtime) != file:
        return True
    if not state.unreadable:
        return False
    from careader.capture.proofs import Known  # all of parsing, which a look at unchanged files needs not
    from careader.index.reading import CaptureReader, Job

    return CaptureReader(Known(), ()).take(Job(0, path, *file)).unreadable != state.unreadable


def _newly_corrected(db: sqlite3.Connection, corrections: Collection[Correction]) -> set[int]:
    """The proofs of the lines whose correction is new, changed or taken back since the last update."""
    stored = get(db, "corrections")
    before = read_corrections(stored) if isinstance(stored, str) else set()
    other = before ^ {*corrections}
    if not other:
        return set()
    from careader.capture.proofs import correction_hashes  # as above

    return {number for each in other for number in correction_hashes(each.line)}


def count_pending(
    index: Path, roots: Sequence[Path], corrections: Collection[Correction]
) -> tuple[int, dict[str, int]]:
    """Estimate the work of an update.

    No file is opened, except files that were unreadable at the last update and new files with the size of a
    gone file.

    Returns:
        The number of files and captures to work on, at least; and the time of the last change of each folder.
    """
    try:
        with index_errors(index), closing(connect(index)) as db:
            plan = make_plan(db, roots, corrections)
            return len(plan.gone) + len(plan.renamed) + len(plan.fresh) + plan.other_work, plan.found.folders
    except (FileNotFoundError, IndexDamagedError):
        found = scan(roots)
        return len(found.files) + 1, found.folders
