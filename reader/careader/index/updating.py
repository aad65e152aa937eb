"""Updating an index: work on the files that are new, changed, renamed or gone, and on no other file.

A capture proves headlines for other captures (docs/headlines.md), so to file one capture can change the
judgement of other captures. The index stores the proofs of each capture and the proofs for which it asks.
Captures that ask for a changed proof are judged again, from their stored content. So neither the order of the
captures nor the number of updates makes a difference (docs/index.md).
"""

import sqlite3
import time
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from heapq import nlargest
from itertools import islice
from pathlib import Path

from careader.capture import Correction, Known
from careader.errors import IndexDamagedError
from careader.index import filing
from careader.index.correction_effects import articles_showing, effects_since
from careader.index.helpers import Helpers, seldom_collecting
from careader.index.locking import exclusive_lock
from careader.index.planning import IndexedFile, Name, Plan, Rename, make_plan
from careader.index.progress import Progress, Updated
from careader.index.proving import ProofChanges, Proofs, proof_changes
from careader.index.reading import CaptureRecord, Job, Survey
from careader.index.scanning import passed_over, path_of
from careader.index.stored import (
    path_bytes,
    read_hashes,
    read_path,
    store_corrections,
    store_hashes,
)
from careader.index.surveys import Surveys
from careader.index.tables import (
    connect,
    get,
    index_errors,
    lock_of,
    lost_index_message,
    make,
    put,
    store_roots,
)
from careader.locations import make_private_folder
from careader.sqlite import fold_log_in, transaction

_FIRST, _LARGEST = 64, 1024
"""The number of captures in the first and in the largest transaction. Each transaction files twice as many
captures as the transaction before."""

_AGAIN, _NEW = 1, 2
"""The reasons why a capture is pending: proofs of other captures changed; its file is new or changed."""

_EVERY = 0.1
"""Seconds between two reports of progress."""


def update(
    index: Path,
    roots: Sequence[Path],
    corrections: Collection[Correction] = (),
    report: Callable[[Progress], None] = lambda _: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Updated:
    """Update an index; make a new index where there is none, or where it is damaged.

    An update may be killed at any moment. The next update goes on after the filed captures.

    Args:
        index: the file of the index.
        roots: the files and folders with captures.
        corrections: the reader's corrections of headlines.
        report: is called ten times a second, and after each transaction.
        cancelled: is called after each file. When it returns True, the update ends and keeps the filed
            captures.

    Raises:
        OSError: the index cannot be written.
        CareaderError: SQLite cannot write the index.
    """
    make_private_folder(index.parent)
    gone = lost_index_message(index)
    with exclusive_lock(lock_of(index), cancelled) as ours:
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
                    with index_errors(index):
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
        updated: the result so far.
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
        self._filing = filing.Filing()
        self._proofs = Proofs(db)
        self._surveys = Surveys(db)
        self._done = 0
        self._told = 0.0
        self._left = self._later = 0
        self._begun = time.monotonic()

    def run(self) -> None:
        """Update the index in several transactions, so that a reader sees what is done so far.

        In an empty index, a few of the latest captures are filed before all other captures are surveyed.
        """
        with self._helpers, seldom_collecting():
            plan = make_plan(self._db, self._roots, self._corrections)
            self.updated.folders = plan.found.folders
            self._filing.first = not plan.stored
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
        if not (plan.gone or plan.renamed or fresh or plan.other_work):
            return
        self._db.execute("PRAGMA synchronous = OFF")  # a power cut costs the index, which is then made again
        self._db.execute("PRAGMA cache_size = -65536")  # KiB
        self._left = len(fresh)
        self._surveys.clear()
        if not self._survey(fresh):
            self.updated.finished = False
            return
        self._proofs.sum_up()
        before = {} if get(self._db, "unfinished") else dict(self._proofs.known.sure)
        proved_before = dict(self._proofs.known.proofs)
        with transaction(self._db):
            put(self._db, "roots", store_roots(self._roots))
            put(self._db, "errors", plan.errors)
            put(self._db, "passed over", passed_over(plan.found))
            put(self._db, "unfinished", 1)
            put(self._db, "corrections", store_corrections(self._corrections))
            there = [number for name in fresh if name in stored for number in stored[name].numbers]
            changed = self._proofs.forget([*plan.gone, *there])
            self._set_aside(plan.gone)
            for rename in plan.renamed:
                self._rename(rename)
            for name, pages in self._surveys.by_file():
                changed |= self._enter(name, fresh[name], stored.get(name), pages)
            self._set_pending(proof_changes(changed, proved_before, self._proofs.known.proofs))
            corrected = self._set_pending(ProofChanges(plan.newly_corrected))
            shown_before = articles_showing(self._db, corrected)
            later = self._db.execute("SELECT 1 FROM captures WHERE pending LIMIT 1").fetchone() is not None
            if later:
                filing.begin_edition(self._db)
            else:
                self._remove(plan.gone)
                filing.update_articles(self._db, self._filing)
            self.updated.changed = True
        self._filing.corrected = frozenset(corrected)
        self._judge(before, plan.gone if later else ())
        if self.updated.finished:
            self.updated.effects = [*effects_since(self._db, shown_before)]
            with transaction(self._db):
                put(self._db, "unfinished", 0)
        fold_log_in(self._db)

    def _survey(self, fresh: Mapping[Name, tuple[int, int]]) -> bool:
        """Survey each file to read, in the order of `_file_all`; returns False if cancelled."""
        names = sorted(fresh, key=lambda name: (-fresh[name][1], name))
        jobs = [Job(0, path_of(self._roots[root], path), *fresh[root, path]) for root, path in names]
        for name, pages in zip(names, self._helpers.survey(jobs), strict=True):
            with transaction(self._db):
                for page, each in enumerate(pages):
                    self._surveys.add(name, page, each)
                    if self._cancelled():
                        return False
        return True

    def _rename(self, rename: Rename) -> None:
        """Store the new name of a renamed file with its captures."""
        (root, path), (size, mtime) = rename.name, rename.file
        for capture in rename.captures:
            filing.reorder_capture(self._db, self._filing, capture)
            update = "UPDATE captures SET root = ?, path = ?, size = ?, mtime = ? WHERE id = ?"
            self._db.execute(update, (root, path_bytes(path), size, mtime, capture))

    def _set_aside(self, captures: Iterable[int]) -> None:
        """Delete the proofs of gone captures. Their copies may be removed later."""
        for capture in captures:
            self._db.execute("UPDATE captures SET pending = 0 WHERE id = ?", (capture,))
            self._db.execute("DELETE FROM proofs WHERE capture = ?", (capture,))
            self._db.execute("DELETE FROM sources WHERE capture = ?", (capture,))

    def _remove(self, captures: Iterable[int]) -> None:
        for capture in captures:
            filing.remove_capture(self._db, self._filing, capture)

    def _enter(
        self,
        name: Name,
        file: tuple[int, int],
        state: IndexedFile | None,
        pages: Iterable[tuple[int, Survey]],
    ) -> set[int]:
        """Store the pages of a file as pending captures, and count their proofs.

        Args:
            name: the name of the file.
            file: its size in bytes and the time of its last change in nanoseconds.
            state: the file in the index; None for a new file.
            pages: the index and the survey of each page.

        Returns:
            The hashes that the pages prove.
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
                capture = self._db.execute(insert, (root, path_bytes(path), page)).lastrowid or 0
            update = """
                UPDATE captures SET size = ?, mtime = ?, digest = ?, is_text = ?, pending = ?, came = 0
                WHERE id = ?
            """
            self._db.execute(update, (*file, each.digest, each.is_text, _NEW, capture))
            if each.source is not None:
                self._db.execute("INSERT INTO sources VALUES (?, ?)", (capture, each.source))
            given = store_hashes(each.given)
            self._db.execute("REPLACE INTO proofs VALUES (?, ?, ?, ?, ?)", (capture, given, b"", b"", b""))
            if each.unreadable:
                filing.file_capture(
                    self._db, self._filing, capture, CaptureRecord(*file, unreadable=each.unreadable)
                )
            self._proofs.known.add(each.given)
            proved |= each.given
        self._remove(numbers[count:])
        return proved

    def _set_pending(self, changes: ProofChanges) -> list[int]:
        """Set each capture pending that ``changes`` concern; returns the numbers of these captures."""
        concerned = self._proofs.concerned("hooks", changes)
        self._proofs.forget_sure(concerned)
        self._mark_pending(concerned)
        return concerned

    def _mark_pending(self, captures: Iterable[int]) -> None:
        """Set captures pending, so that they are judged again. A capture that is pending as new stays new."""
        update = "UPDATE captures SET pending = max(pending, ?) WHERE id = ?"
        self._db.executemany(update, [(_AGAIN, capture) for capture in captures])

    def _judge(self, before: Mapping[int, int], gone: Sequence[int]) -> None:
        """Judge the pending captures; then again the captures whose headlines became sure or unsure by this.

        One repetition is enough: the headlines of which a capture is sure do not depend on the headlines of
        which other captures are sure.

        Args:
            before: how many captures were sure of each headline at the last judgement.
            gone: the captures to remove after the new captures are filed. So a new file that replaces a gone
                file keeps its articles, and a removed text finds its successor.
        """
        (self._left,) = self._db.execute("SELECT count(*) FROM captures WHERE pending").fetchone()
        first = dict(self._proofs.known.sure)
        known = Known(self._proofs.known.proofs, first)
        # New captures come first, and are shown while others are judged again.
        judged = self._file_all(_NEW, known)
        if gone and self.updated.finished:
            with transaction(self._db):
                self._remove(gone)
                filing.update_articles(self._db, self._filing)
        judged |= self._file_all(_AGAIN, known)
        if not self.updated.finished:
            return
        sure = self._proofs.known.sure
        others = self._proofs.concerned("unsure", proof_changes(before.keys() | sure.keys(), before, sure))
        same = self._proofs.concerned("unsure", proof_changes(first.keys() | sure.keys(), first, sure))
        again = [capture for capture in others if capture not in judged]
        again += [capture for capture in same if capture in judged]
        if again:
            with transaction(self._db):
                self._mark_pending(again)
            self._left = len(again)
            self._file_all(_AGAIN, Known(self._proofs.known.proofs, dict(sure)), count_sure=False)

    def _file_all(self, pending: int, known: Known, *, count_sure: bool = True) -> set[int]:
        """Judge and file the captures that are pending for one reason, latest first; returns their numbers.

        Args:
            pending: the reason.
            known: the proofs and sure headlines of all captures.
            count_sure: whether to count the headlines of which these captures are sure; False where these
                headlines are counted already.
        """
        select = """
            SELECT id, root, path, size, mtime, page, is_text FROM captures WHERE pending = ?
            ORDER BY mtime DESC, root, path, page
        """
        jobs = [
            Job(capture, path_of(self._roots[root], read_path(path)), size, mtime, None, page, bool(is_text))
            for capture, root, path, size, mtime, page, is_text in self._db.execute(select, (pending,))
        ]
        results = self._helpers.read(jobs, self._with_source, known, self._corrections)
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
                filing.update_articles(self._db, self._filing)
            self.updated.changed = True
            self._report_progress(now=True)
            size = min(2 * size, _LARGEST)
        return filed

    def _with_source(self, job: Job) -> Job:
        row = self._db.execute("SELECT text FROM sources WHERE capture = ?", (job.capture,)).fetchone()
        return job._replace(source=row[0]) if row else job

    def _file(self, job: Job, each: CaptureRecord, *, count_sure: bool) -> None:
        if count_sure:
            self._proofs.known.add_sure(read_hashes(each.sure))
        filing.file_capture(self._db, self._filing, job.capture, each)
        self._done += 1
        self._left -= 1
        self._report_progress()

    def _report_progress(self, *, now: bool = False) -> None:
        """Report the progress, ten times a second and after each transaction."""
        at = time.monotonic()
        if now or at - self._told > _EVERY:
            self._told = at
            rate, left = self._done / (at - self._begun), self._left + self._later
            self._report(Progress(self._done, left, left / rate if rate else None, filed=now))
