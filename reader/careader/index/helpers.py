"""Reading many captures on several cores: helper processes parse captures while this process files them.

A survey of a page is what the page proves for other captures (`reading.Survey`).
"""

import gc
import multiprocessing
import os
import pickle
import signal
import sys
from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from itertools import cycle, groupby, islice
from threading import Thread, active_count
from typing import TYPE_CHECKING, Self, TypeVar

from careader.capture import Correction, Known
from careader.capture.page import Content
from careader.errors import CaptureError, CareaderError
from careader.index.page_cache import PageCache
from careader.index.reading import (
    CaptureReader,
    CaptureRecord,
    Job,
    Survey,
    survey_and_keep,
    survey_file,
    survey_page,
)
from careader.intake.models import LeftOut, Page, Record
from careader.intake.opening import read_here

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor

_WORTH_IT = 200
"""The fewest captures for which helpers start. To start them takes as long as to read a hundred captures."""

_MOST = 2
"""The most helpers. Two read as fast as one process files; a third would only take 70 MiB more."""

_TOGETHER = 64
"""The number of captures in one task."""

_AHEAD = 8
"""The number of consecutive tasks that one helper gets. Neighbouring captures share stories, so each story is
parsed once.

It is also the most tasks that wait for one helper. The helper reads on while this process files the results
of earlier tasks. The results wait in memory until they are filed.
"""

_ALONE = 32
"""The number of pages of a WARC that this process reads before it starts helpers for the other pages."""

_PAGES = 16
"""The number of pages of one file in one task."""

_LARGE_PAGE = 1 << 20
"""The most bytes of a WARC page that goes to a helper. Larger pages must not wait in memory."""

_LARGE_FILE = 4 << 20
"""The fewest bytes of a file whose pages go to helpers in batches. Smaller files go to helpers whole."""

_SELDOM = 50_000, 20, 100
"""How seldom Python looks for garbage in circles (`gc.set_threshold`). Reading captures makes hardly any, and
by default looking takes a tenth of the time."""

S = TypeVar("S")
T = TypeVar("T")


class Helpers:
    """A context with processes that read captures. The processes start once there are enough captures."""

    def __init__(self) -> None:
        self._most = min(os.cpu_count() or 1, _MOST)
        self._helpers: list[ProcessPoolExecutor] = []
        self._pages = PageCache()
        self._surveyor: dict[str, int] = {}  # by the path of a file, the helper that has surveyed it

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for helper in self._helpers:
            helper.shutdown(cancel_futures=True)

    def survey(self, jobs: Sequence[Job]) -> Iterator[Iterable[Survey]]:
        """Survey the pages of each file; returns the surveys of each file, in the order of the jobs."""
        for large, some in groupby(jobs, lambda job: job.size >= _LARGE_FILE):
            together = [*some]
            if large or not self._ready_for(together):
                yield from (
                    survey_file(job, partial(self._survey, job), self._read_pages) for job in together
                )
            else:
                yield from self._in_turn(_tasks(together, _TOGETHER), self._give_survey)

    def _give_survey(self, helper: "ProcessPoolExecutor", task: list[Job]) -> "Future[list[list[Survey]]]":
        """Give files to a helper to survey, and remember which helper it was: it keeps their pages."""
        number = self._helpers.index(helper)
        self._surveyor.update((job.path, number) for job in task)
        return helper.submit(_survey_all, task)

    def _read_pages(self, records: Iterator[Record | LeftOut]) -> Iterator[Page | LeftOut]:
        """Read the pages in the records of a WARC. Where there are many records, helpers read them."""
        count = 0
        for each in records:
            yield from read_here(iter((each,)))
            count += isinstance(each, Record)
            if count == _ALONE and self._most > 1:
                break
        else:
            return
        self._start()
        yield from self._in_turn(_tasks_of_records(records), _give_records)

    def _survey(self, job: Job, pages: Iterable[Content | CaptureError]) -> Iterator[Survey]:
        """Survey the pages of a file. If helpers read its records, helpers also survey its pages."""
        rest = iter(pages)
        for each in survey_and_keep(job, rest, self._pages):
            yield each
            if self._helpers:
                break
        yield from self._in_turn(
            _tasks(rest, _PAGES), lambda helper, task: helper.submit(_survey_pages, job.path, task)
        )

    def read(
        self,
        jobs: Sequence[Job],
        source: Callable[[Job], Job],
        known: Known,
        corrections: Collection[Correction],
    ) -> Iterator[tuple[Job, CaptureRecord]]:
        """Read captures, and judge them with the proofs of all captures, in the order of the jobs.

        Args:
            jobs: the captures to read.
            source: adds to a job the stored content of its page, if the index stores any. It is called just
                before the job is read.
            known: the proofs of all captures.
            corrections: the reader's corrections of headlines.
        """
        if self._ready_for(jobs):
            told = pickle.dumps((known, corrections))
            self._pages = PageCache()  # this process judges none of them
            return self._in_turn(
                _tasks(jobs, _TOGETHER),
                lambda helper, task: helper.submit(_take_all, told, [*map(source, task)]),
                lambda task: self._surveyor.get(task[0].path),
            )
        reader = CaptureReader(known, corrections, self._pages)
        return ((job, reader.take(source(job))) for job in jobs)

    def _ready_for(self, jobs: Sequence[Job]) -> bool:
        """Start helpers where there are enough jobs; returns whether helpers should read these jobs."""
        if self._most < 2 or len(jobs) < (_TOGETHER if self._helpers else _WORTH_IT):
            return False
        self._start()
        return True

    def _start(self) -> None:
        if self._helpers:
            return
        from concurrent.futures import ProcessPoolExecutor
        from multiprocessing import get_context

        context = get_context("fork" if _may_fork() else "spawn")
        self._helpers = [ProcessPoolExecutor(1, context, _begin) for _ in range(self._most)]

    def _in_turn(
        self,
        tasks: Iterator[list[S]],
        give: "Callable[[ProcessPoolExecutor, list[S]], Future[list[T]]]",
        preferred: Callable[[list[S]], int | None] = lambda _: None,
    ) -> Iterator[T]:
        """Give tasks to the helpers, at most ``_AHEAD`` at a time to each; yields the results in order.

        Args:
            tasks: the tasks.
            give: gives a task to a helper.
            preferred: the index of the helper that should get a task; None for any helper.

        Raises:
            CareaderError: a helper process was killed, for example because memory ran out.
        """
        from concurrent.futures import BrokenExecutor

        row = cycle(helper for helper in range(self._most) for _ in range(_AHEAD))
        waiting: deque[tuple[int, Future[list[T]]]] = deque()
        given = [0] * self._most
        try:
            while True:
                while len(waiting) < self._most * _AHEAD and (task := next(tasks, None)):
                    helper, wanted = next(row), preferred(task)
                    if wanted is not None and given[wanted] < _AHEAD:
                        helper = wanted
                    given[helper] += 1
                    waiting.append((helper, give(self._helpers[helper], task)))
                if not waiting:
                    return
                helper, done = waiting.popleft()
                yield from done.result()
                given[helper] -= 1
        except BrokenExecutor as error:
            raise CareaderError("a process that helped to read the captures was ended: try again") from error


@contextmanager
def seldom_collecting() -> Iterator[None]:
    """Make Python look for garbage in circles seldom within the ``with`` block."""
    before = gc.get_threshold()
    gc.set_threshold(*_SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*before)


def _tasks(jobs: Iterable[S], together: int) -> Iterator[list[S]]:
    """Divide jobs into tasks of ``together`` jobs."""
    rest = iter(jobs)
    while task := [*islice(rest, together)]:
        yield task


def _tasks_of_records(records: Iterable[Record | LeftOut]) -> Iterator[list[Record | LeftOut]]:
    """Divide records into tasks of ``_PAGES`` records; a large record is a task of its own."""
    task: list[Record | LeftOut] = []
    for each in records:
        large = isinstance(each, Record) and len(each.data) > _LARGE_PAGE
        if task and (large or len(task) == _PAGES):
            yield task
            task = []
        task.append(each)
        if large:
            yield task
            task = []
    if task:
        yield task


def _give_records(
    helper: "ProcessPoolExecutor", task: list[Record | LeftOut]
) -> "Future[list[Page | LeftOut]]":
    """Give a task to a helper; a task of one large record is done here at once."""
    from concurrent.futures import Future

    if len(task) > 1 or not isinstance(task[0], Record) or len(task[0].data) <= _LARGE_PAGE:
        return helper.submit(_read_records, task)
    done: Future[list[Page | LeftOut]] = Future()
    done.set_result(_read_records(task))
    return done


_pages = PageCache()
"""In a helper process: the pages that it has surveyed, until it judges them."""

_told = b""
_reader: CaptureReader | None = None
"""In a helper process: the last pickled proofs and corrections, and the `CaptureReader` made of them."""


def _may_fork() -> bool:
    """Whether helpers can be copies of this process, which have the parser ready: a fork.

    Otherwise each helper imports the parser and compiles its patterns, for 0.4 s. A copy has one thread only,
    so a lock that another thread holds would stay locked in it. Outside Linux, libraries of the system may
    have threads.
    """
    return sys.platform == "linux" and active_count() == 1


def _begin() -> None:
    """Prepare a helper process. It ends with its parent process, even where the parent is killed.

    A forked helper has the parent's connection to the index, and neither uses nor closes it: a helper ends
    without clearing up (``os._exit``).
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the parent process
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    gc.set_threshold(*_SELDOM)
    gc.freeze()
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent:
        parent.join()
        os._exit(1)


def _survey_all(jobs: list[Job]) -> list[list[Survey]]:
    return [[*survey_file(job, partial(survey_and_keep, job, kept=_pages))] for job in jobs]


def _read_records(task: list[Record | LeftOut]) -> list[Page | LeftOut]:
    return list(read_here(iter(task)))


def _survey_pages(path: str, pages: list[Content | CaptureError]) -> list[Survey]:
    return [survey_page(path, page) for page in pages]


def _take_all(told: bytes, jobs: list[Job]) -> list[tuple[Job, CaptureRecord]]:
    """Read captures. ``told`` is the pickled proofs and corrections, a few hundred kilobytes."""
    global _told, _reader  # kept between tasks: equal proofs are unpickled once
    if _reader is None or told != _told:
        known, corrections = pickle.loads(told)  # noqa: S301 - of our own process
        _told, _reader = told, CaptureReader(known, corrections, _pages)
    return [(job, _reader.take(job)) for job in jobs]
