"""Bringing an index up to date with the files: only what is new, changed or gone is looked into.

What one capture proves about a headline helps others (docs/headlines.md), so filing one can change what was
decided for others. Each capture's proofs, and what it asks of others', are kept with it: those that ask for
what changed are judged anew, from the text that the index keeps. So it makes no difference in which order, or
at how many times, captures came (docs/index.md).
"""

import sqlite3
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from heapq import nlargest
from itertools import groupby, islice
from operator import itemgetter
from pathlib import Path

from careader.capture import Correction, Known
from careader.errors import IndexDamagedError
from careader.index import filing as files
from careader.index.filing import Filing
from careader.index.helpers import Helpers
from careader.index.locking import alone_in
from careader.index.planning import Move, Name, Plan, Stored, make_plan
from careader.index.progress import Moved, Progress, Updated
from careader.index.reading import Job, Surveyed, Taken
from careader.index.sources import path_of
from careader.index.stored import (
    read_hashes,
    read_path,
    store_corrections,
    store_hashes,
    store_path,
)
from careader.index.tables import connect, damage, get, lock_of, make, missed, put
from careader.locations import make_private_folder
from careader.sqlite import fold_log_in, transaction

_FIRST, _LARGEST = 64, 1024
"""Captures that are filed before what is there is shown; each time twice as many, so that it costs little."""

_AGAIN, _NEW = 1, 2
"""Why a capture is pending: others have changed what it is judged by, or its file is new or changed."""

_EVERY = 0.1
"""Seconds between two words on how far it is."""


def _silent(progress: Progress) -> None:
    """Say nothing of how far it is."""
    del progress


def _never() -> bool:
    return False


def update(
    index: Path,
    roots: Sequence[Path],
    corrections: Collection[Correction] = (),
    report: Callable[[Progress], None] = _silent,
    cancelled: Callable[[], bool] = _never,
) -> Updated:
    """Bring an index up to date, and make it where there is none that can be used.

    Killed at any moment it leaves an index that the next update goes on with.

    Args:
        index: its file.
        roots: the files and folders that it indexes.
        corrections: the reader's own word about headlines.
        report: told now and then how far it is.
        cancelled: asked now and then; once it is true, what was filed so far stays.

    Raises:
        OSError: the index cannot be written.
        CareaderError: likewise, in SQLite's words.
    """
    make_private_folder(index.parent)
    gone = missed(index)
    with alone_in(lock_of(index), cancelled) as ours:
        if not ours:
            return Updated(finished=False)
        rebuilt = ""
        for last_try in (False, True):
            try:
                db = connect(index)
            except FileNotFoundError:
                rebuilt = gone
                make(index)
                db = connect(index)
            except IndexDamagedError as error:
                rebuilt = str(error)
                make(index)
                db = connect(index)
            with closing(db):
                try:
                    with damage(index):
                        work = _Update(db, roots, corrections, report, cancelled)
                        work.run()
                except IndexDamagedError as error:
                    if last_try:
                        raise
                    rebuilt = str(error)
                    make(index)
                else:
                    work.updated.rebuilt = rebuilt
                    return work.updated
    raise AssertionError("the second try returns or raises")


class _Update:
    """One update of an index.

    Attributes:
        updated: what it came to so far.
    """

    def __init__(
        self,
        db: sqlite3.Connection,
        roots: Sequence[Path],
        corrections: Collection[Correction],
        report: Callable[[Progress], None],
        cancelled: Callable[[], bool],
    ) -> None:
        self.updated = Updated()
        self._db = db
        self._helpers = Helpers()
        self._roots = roots
        self._corrections = corrections
        self._report = report
        self._cancelled = cancelled
        self._filing = Filing()
        self._known = Known()
        self._done = 0
        self._told = 0.0
        self._left = self._later = 0
        self._begun = time.monotonic()

    def run(self) -> None:
        """Do it, in as many transactions as let a reader see what is done so far.

        Where there is nothing to see yet, a few of the latest captures come before all others are surveyed.
        """
        with self._helpers:
            plan = make_plan(self._db, self._roots, self._corrections)
            self.updated.folders = plan.found.folders
            if not plan.stored and len(plan.fresh) > 2 * _FIRST:
                latest = nlargest(_FIRST, plan.fresh, key=lambda name: plan.fresh[name][1])
                self._later = len(plan.fresh) - len(latest)
                self._carry_out(replace(plan, fresh={name: plan.fresh[name] for name in latest}))
                self._later = 0
                plan = make_plan(self._db, self._roots, self._corrections)
            if self.updated.finished:
                self._carry_out(plan)

    def _carry_out(self, plan: Plan) -> None:
        fresh, stored = plan.fresh, plan.stored
        if not (plan.gone or plan.moved or fresh or plan.otherwise):
            return
        self._db.execute("PRAGMA synchronous = OFF")  # a power cut costs the index, and that costs time only
        self._db.execute("PRAGMA cache_size = -65536")  # KiB
        self._left = len(fresh)
        if not self._survey(plan):
            self.updated.finished = False
            return
        before = self._learn()
        proved_before = dict(self._known.proofs)
        with transaction(self._db):
            put(self._db, "errors", plan.errors)
            put(self._db, "unfinished", 1)
            put(self._db, "corrections", store_corrections(self._corrections))
            there = [number for name in fresh if name in stored for number in stored[name].numbers]
            changed = self._forget([*plan.gone, *there])
            self._set_aside(plan.gone)
            for move in plan.moved:
                self._rename(move)
            for name, pages in self._entered():
                changed |= self._enter(name, fresh[name], stored.get(name), pages)
            self._set_pending(_changes(changed, proved_before, self._known.proofs))
            spoken = self._set_pending(_Changes(plan.said))
            moving = self._shown_on(spoken)
            later = self._db.execute("SELECT 1 FROM captures WHERE pending LIMIT 1").fetchone() is not None
            if later:
                files.begin_edition(self._db)
            else:
                self._remove(plan.gone)
                files.settle(self._db, self._filing)
            self.updated.changed = True
        self._filing.spoken = frozenset(spoken)
        self._judge(before, plan.gone if later else ())
        if self.updated.finished:
            self.updated.moved = [*self._moved(moving)]
            with transaction(self._db):
                put(self._db, "unfinished", 0)
        fold_log_in(self._db)

    def _survey(self, plan: Plan) -> bool:
        """Take a first look at each file to read; False where that was cancelled.

        What it tells waits in a table of its own, so that memory does not grow with the files, and so that
        nobody else waits meanwhile.
        """
        names = list(plan.fresh)
        jobs = [Job(0, path_of(self._roots[root], path), *plan.fresh[root, path]) for root, path in names]
        self._db.execute("DROP TABLE IF EXISTS temp.surveyed")
        self._db.execute(
            """
            CREATE TEMP TABLE surveyed (
                number INTEGER PRIMARY KEY, root INTEGER, path BLOB, page INTEGER,
                given BLOB, digest BLOB, source BLOB, unreadable TEXT
            )
            """
        )
        insert = "INSERT INTO temp.surveyed VALUES (NULL, ?, ?, ?, ?, ?, ?, ?)"
        for (root, path), pages in zip(names, self._helpers.surveyed(jobs), strict=True):
            with transaction(self._db):
                for page, each in enumerate(pages):
                    given = store_hashes(each.given)
                    row = (root, store_path(path), page, given, each.digest, each.source, each.unreadable)
                    self._db.execute(insert, row)
                    if self._cancelled():
                        return False
        return True

    def _entered(self) -> Iterator[tuple[Name, Iterator[tuple[int, Surveyed]]]]:
        """What was surveyed, by file: each page with its number."""
        select = (
            "SELECT root, path, page, given, digest, source, unreadable FROM temp.surveyed ORDER BY number"
        )
        for (root, path), rows in groupby(self._db.execute(select), itemgetter(0, 1)):
            yield (
                (root, read_path(path)),
                (
                    (page, Surveyed(frozenset(read_hashes(given)), digest, source, unreadable))
                    for _, _, page, given, digest, source, unreadable in rows
                ),
            )

    def _rename(self, move: Move) -> None:
        """Give captures the name that their file has now."""
        (root, path), (size, mtime) = move.name, move.file
        for capture in move.captures:
            files.touch_capture(self._db, self._filing, capture)
            update = "UPDATE captures SET root = ?, path = ?, size = ?, mtime = ? WHERE id = ?"
            self._db.execute(update, (root, store_path(path), size, mtime, capture))

    def _learn(self) -> dict[int, int]:
        """Sum up what all captures in the index prove; returns how many are sure of each headline."""
        self._known = Known()
        for given, sure in self._db.execute("SELECT given, sure FROM proofs"):
            self._known.add(read_hashes(given))
            self._known.add_sure(read_hashes(sure))
        return {} if get(self._db, "unfinished") else dict(self._known.sure)

    def _forget(self, captures: Iterable[int]) -> set[int]:
        """Take back what captures proved; returns what that was."""
        taken: set[int] = set()
        for capture in captures:
            given, sure = self._proofs_of(capture)
            self._known.remove(given)
            self._known.remove_sure(sure)
            taken.update(given)
        return taken

    def _set_aside(self, captures: Iterable[int]) -> None:
        """Leave captures that are gone out of all judging. Their copies may go later."""
        for capture in captures:
            self._db.execute("UPDATE captures SET pending = 0 WHERE id = ?", (capture,))
            self._db.execute("DELETE FROM proofs WHERE capture = ?", (capture,))
            self._db.execute("DELETE FROM sources WHERE capture = ?", (capture,))

    def _remove(self, captures: Iterable[int]) -> None:
        for capture in captures:
            files.remove_capture(self._db, self._filing, capture)

    def _proofs_of(self, capture: int) -> tuple[Sequence[int], Sequence[int]]:
        row = self._db.execute("SELECT given, sure FROM proofs WHERE capture = ?", (capture,)).fetchone()
        return (read_hashes(row[0]), read_hashes(row[1])) if row else ((), ())

    def _enter(
        self, name: Name, file: tuple[int, int], state: Stored | None, pages: Iterable[tuple[int, Surveyed]]
    ) -> set[int]:
        """Note that the pages of a file are to be judged, and what they prove: others are judged with that.

        Returns what they prove, all together.
        """
        root, path = name
        numbers = state.numbers if state else []
        proved: set[int] = set()
        count = 0
        for page, each in pages:
            count = page + 1
            if page < len(numbers):
                capture = numbers[page]
                self._db.execute("DELETE FROM sources WHERE capture = ?", (capture,))
            else:
                insert = """
                    INSERT INTO captures (root, path, page, digest, size, mtime, pending)
                    VALUES (?, ?, ?, x'', -1, -1, 0)
                """
                capture = self._db.execute(insert, (root, store_path(path), page)).lastrowid or 0
            update = "UPDATE captures SET size = ?, mtime = ?, digest = ?, pending = ? WHERE id = ?"
            self._db.execute(update, (*file, each.digest, _NEW, capture))
            if each.source is not None:
                self._db.execute("INSERT INTO sources VALUES (?, ?)", (capture, each.source))
            given = store_hashes(each.given)
            self._db.execute("REPLACE INTO proofs VALUES (?, ?, ?, ?, ?)", (capture, given, b"", b"", b""))
            if each.unreadable:
                files.file_capture(self._db, self._filing, capture, Taken(*file, unreadable=each.unreadable))
            self._known.add(each.given)
            proved |= each.given
        self._remove(numbers[count:])
        return proved

    def _set_pending(self, changes: "_Changes") -> list[int]:
        """Note which captures ask for what changed. What they are sure of is not known until then."""
        asking = self._asking("hooks", changes)
        for capture in asking:
            self._known.remove_sure(self._proofs_of(capture)[1])
            update = "UPDATE captures SET pending = max(pending, ?) WHERE id = ?"
            self._db.execute(update, (_AGAIN, capture))
            self._db.execute("UPDATE proofs SET sure = ? WHERE capture = ?", (b"", capture))
        return asking

    def _asking(self, column: str, changes: "_Changes") -> list[int]:
        """The captures for which it makes a difference, by their ``hooks`` or what they are ``unsure`` of."""
        if not (changes.first or changes.second):
            return []
        own = {"hooks": "given", "unsure": "sure"}[column]
        rows = self._db.execute(f"SELECT capture, {column}, {own} FROM proofs")  # noqa: S608 - of two
        return [
            capture
            for capture, asked, said in rows
            if changes.matter_to(read_hashes(asked), read_hashes(said))
        ]

    def _judge(self, before: Mapping[int, int], gone: Sequence[int]) -> None:
        """Judge what is pending; then again what other captures are newly sure of, or no more.

        What a capture is sure of does not depend on what others are sure of, so that is all.

        Args:
            before: how many captures were sure of each headline when those in the index were judged.
            gone: captures to be removed once the new ones are filed: one that was renamed or put in the place
                of another then keeps its articles, and a text that went has its heir there.
        """
        (self._left,) = self._db.execute("SELECT count(*) FROM captures WHERE pending").fetchone()
        first = dict(self._known.sure)
        known = Known(self._known.proofs, first)
        # What is new comes first, and is shown while others are judged anew.
        judged = self._file_all(_NEW, known)
        if gone and self.updated.finished:
            with transaction(self._db):
                self._remove(gone)
                files.settle(self._db, self._filing)
        judged |= self._file_all(_AGAIN, known)
        if not self.updated.finished:
            return
        sure = self._known.sure
        others = self._asking("unsure", _changes(before.keys() | sure.keys(), before, sure))
        same = self._asking("unsure", _changes(first.keys() | sure.keys(), first, sure))
        again = [capture for capture in others if capture not in judged]
        again += [capture for capture in same if capture in judged]
        if again:
            with transaction(self._db):
                pending = "UPDATE captures SET pending = ? WHERE id = ?"
                self._db.executemany(pending, [(_AGAIN, capture) for capture in again])
            self._left = len(again)
            self._file_all(_AGAIN, Known(self._known.proofs, dict(sure)), count_sure=False)

    def _file_all(self, pending: int, known: Known, *, count_sure: bool = True) -> set[int]:
        """Judge and file the captures that are pending for one reason; returns which those were.

        Args:
            pending: the reason. Of its captures the latest saved come first.
            known: what all captures prove and are sure of.
            count_sure: whether what these are sure of is to be counted, or is counted already.
        """
        select = """
            SELECT id, root, path, size, mtime, page FROM captures WHERE pending = ?
            ORDER BY mtime DESC, root, path, page
        """
        jobs = [
            Job(capture, path_of(self._roots[root], read_path(path)), size, mtime, None, page)
            for capture, root, path, size, mtime, page in self._db.execute(select, (pending,))
        ]
        results = self._helpers.taken(jobs, self._with_source, known, self._corrections)
        filed: set[int] = set()
        size = _FIRST
        while len(filed) < len(jobs) and self.updated.finished:
            with transaction(self._db):
                for job, each in islice(results, size):
                    self._file(job, each, count_sure=count_sure)
                    filed.add(job.capture)
                    if self._cancelled():
                        self.updated.finished = False
                        break
                files.settle(self._db, self._filing)
            self.updated.changed = True
            self._tell(now=True)
            size = min(2 * size, _LARGEST)
        return filed

    def _with_source(self, job: Job) -> Job:
        row = self._db.execute("SELECT text FROM sources WHERE capture = ?", (job.capture,)).fetchone()
        return job._replace(source=row[0]) if row else job

    def _file(self, job: Job, each: Taken, *, count_sure: bool) -> None:
        if count_sure:
            self._known.add_sure(read_hashes(each.sure))
        files.file_capture(self._db, self._filing, job.capture, each)
        self._done += 1
        self._left -= 1
        self._tell()

    def _tell(self, *, now: bool = False) -> None:
        """Say how far it is, ten times a second and after each transaction."""
        at = time.monotonic()
        if now or at - self._told > _EVERY:
            self._told = at
            rate, left = self._done / (at - self._begun), self._left + self._later
            self._report(Progress(self._done, left, left / rate if rate else None, filed=now))

    def _shown_on(self, captures: Sequence[int]) -> list[tuple[int, int, str]]:
        """Which articles show a copy of one of these captures: capture, line of the headline, keys."""
        select = """
            SELECT a.capture, c.line, a."keys" FROM articles a
            CROSS JOIN copies c ON c.capture = a.capture AND c.place = a.place
        """
        wanted = set(captures)
        return [row for row in self._db.execute(select) if row[0] in wanted] if wanted else []

    def _moved(self, before: Sequence[tuple[int, int, str]]) -> Iterator[Moved]:
        select = """
            SELECT c.line, a."keys" FROM copies c JOIN texts t ON t.id = c.text
            JOIN articles a ON a.number = t.article
            WHERE c.capture = ? AND c.line <= ? ORDER BY c.line DESC LIMIT 1
        """
        for capture, line, keys in before:
            for now, keys_now in self._db.execute(select, (capture, line)):
                yield Moved(tuple(keys.split()), tuple(keys_now.split()), now == line)


@dataclass(frozen=True, slots=True)
class _Changes:
    """What captures prove otherwise than before. To each only what others prove makes a difference.

    Attributes:
        first: the numbers that a first capture proves now, or none any more.
        second: those that a second one proves now, or no more: it matters to who proves them too.
    """

    first: set[int]
    second: set[int] = field(default_factory=set)

    def matter_to(self, asked: Collection[int], own: Collection[int]) -> bool:
        """Whether they make a difference to a capture that asks for numbers and proves its own."""
        return not self.first.isdisjoint(asked) or not self.second.isdisjoint({*asked} & {*own})


def _changes(numbers: Iterable[int], before: Mapping[int, int], now: Mapping[int, int]) -> _Changes:
    """What changed of these numbers between two counts of the captures that prove them."""
    counts = [(number, before.get(number, 0), now.get(number, 0)) for number in numbers]
    return _Changes(
        {number for number, then, since in counts if (then > 0) != (since > 0)},
        {number for number, then, since in counts if (then > 1) != (since > 1)},
    )
