"""Reading many captures on several cores: helper processes that parse while this one files."""

import multiprocessing
import os
import pickle
import signal
from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from itertools import cycle, islice
from threading import Thread
from typing import TYPE_CHECKING, Self, TypeVar

from careader.capture import Correction, Known
from careader.errors import CareaderError
from careader.index.reading import CaptureReader, CaptureRecord, Job, Survey, survey_file

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor

_WORTH_IT = 200
"""Helpers are started from so many captures on: starting them takes as long as reading a hundred captures."""

_MOST = 2
"""The most helpers. Two read as fast as one process files; a third would only take 70 MiB more."""

_TOGETHER = 64
"""The number of captures in one task."""

_AHEAD = 8
"""Consecutive tasks given to one helper: neighbouring captures share stories, so each story is parsed once.

It is also the greatest number of tasks that a helper has. The helper reads on while this process files the
results of earlier tasks; results that are not filed yet wait in memory.
"""

T = TypeVar("T")


class Helpers:
    """Processes that read captures. They start when there are enough captures, and end with the context."""

    def __init__(self) -> None:
        self._most = min(os.cpu_count() or 1, _MOST)
        self._helpers: list[ProcessPoolExecutor] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for helper in self._helpers:
            helper.shutdown(cancel_futures=True)

    def survey(self, jobs: Sequence[Job]) -> Iterator[Iterable[Survey]]:
        """Survey the pages of each file, in the order of the jobs."""
        if self._ready_for(jobs):
            return self._in_turn(jobs, lambda helper, task: helper.submit(_survey_all, task))
        return map(survey_file, jobs)

    def read(
        self,
        jobs: Sequence[Job],
        source: Callable[[Job], Job],
        known: Known,
        corrections: Collection[Correction],
    ) -> Iterator[tuple[Job, CaptureRecord]]:
        """Read captures, judged with what all captures prove, in the order of the jobs.

        Args:
            jobs: the captures to read.
            source: returns a job with the text that the index keeps of its page, where it keeps any; called
                just before the job is read.
            known: what all captures prove.
            corrections: the reader's corrections of headlines.
        """
        if self._ready_for(jobs):
            told = pickle.dumps((known, corrections))
            return self._in_turn(
                jobs, lambda helper, task: helper.submit(_take_all, told, [*map(source, task)])
            )
        reader = CaptureReader(known, corrections)
        return ((job, reader.take(source(job))) for job in jobs)

    def _ready_for(self, jobs: Sequence[Job]) -> bool:
        """Whether helpers are to read these jobs; starts them where the jobs are many enough."""
        if self._most < 2 or len(jobs) < (_TOGETHER if self._helpers else _WORTH_IT):
            return False
        if not self._helpers:
            from concurrent.futures import ProcessPoolExecutor
            from multiprocessing import get_context

            context = get_context("spawn")
            self._helpers = [ProcessPoolExecutor(1, context, _begin) for _ in range(self._most)]
        return True

    def _in_turn(
        self, jobs: Iterable[Job], give: "Callable[[ProcessPoolExecutor, list[Job]], Future[list[T]]]"
    ) -> Iterator[T]:
        """The results in the order of the jobs; at most ``_AHEAD`` tasks of each helper are under way.

        Raises:
            CareaderError: a helper process was killed, for example because memory ran out.
        """
        from concurrent.futures import BrokenExecutor

        rest = iter(jobs)
        row = cycle(helper for helper in self._helpers for _ in range(_AHEAD))
        waiting: deque[Future[list[T]]] = deque()
        try:
            while True:
                while len(waiting) < self._most * _AHEAD and (task := [*islice(rest, _TOGETHER)]):
                    waiting.append(give(next(row), task))
                if not waiting:
                    return
                yield from waiting.popleft().result()
        except BrokenExecutor as error:
            raise CareaderError("a process that helped to read the captures was ended: try again") from error


_told = b""
_reader: CaptureReader | None = None
"""In a helper process: the pickled knowledge it got last, and the `CaptureReader` made of that knowledge."""


def _begin() -> None:
    """Prepare a helper process. It ends with its parent process, even where the parent is killed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the process that is helped
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent:
        parent.join()
        os._exit(1)


def _survey_all(jobs: list[Job]) -> list[Iterable[Survey]]:
    return [list(survey_file(job)) for job in jobs]


def _take_all(told: bytes, jobs: list[Job]) -> list[tuple[Job, CaptureRecord]]:
    """Read captures. ``told`` is the pickled knowledge: a few hundred kilobytes, equal from task to task."""
    global _told, _reader  # kept from task to task, so that equal knowledge is unpickled once
    if _reader is None or told != _told:
        _told, _reader = told, CaptureReader(*pickle.loads(told))  # noqa: S301 - of our own process
    return [(job, _reader.take(job)) for job in jobs]
