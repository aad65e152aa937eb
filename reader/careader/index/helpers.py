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
from careader.index.reading import CaptureReader, Job, Surveyed, Taken, survey_file

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor

_WORTH_IT = 200
"""Helpers pay from so many captures on: starting them takes as long as reading about a hundred captures."""

_MOST = 2
"""Helpers at most. Two helpers read as fast as one process files; a third would only take its 70 MiB."""

_TOGETHER = 64
"""Captures that a helper is given at a time."""

_AHEAD = 8
"""Consecutive tasks given to one helper: neighbouring captures share stories, so each story is parsed once.

A helper has so many tasks at most. It reads on while this process files what came before; its results wait in
memory.
"""

T = TypeVar("T")


class Helpers:
    """Processes that read captures, started when there are enough to read, and ended with the context."""

    def __init__(self) -> None:
        self._most = min(os.cpu_count() or 1, _MOST)
        self._helpers: list[ProcessPoolExecutor] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for helper in self._helpers:
            helper.shutdown(cancel_futures=True)

    def surveyed(self, jobs: Sequence[Job]) -> Iterator[Iterable[Surveyed]]:
        """A first look at the pages of each file, in the order given."""
        if self._ready_for(jobs):
            return self._in_turn(jobs, lambda helper, task: helper.submit(_survey_all, task))
        return map(survey_file, jobs)

    def taken(
        self,
        jobs: Sequence[Job],
        source: Callable[[Job], Job],
        known: Known,
        corrections: Collection[Correction],
    ) -> Iterator[tuple[Job, Taken]]:
        """Read captures with what others prove, in the order given.

        Args:
            jobs: which.
            source: gives a job the text that the index keeps, where it does, just before it is needed.
            known: what all captures prove.
            corrections: the reader's own word.
        """
        if self._ready_for(jobs):
            told = pickle.dumps((known, corrections))
            return self._in_turn(
                jobs, lambda helper, task: helper.submit(_take_all, told, [*map(source, task)])
            )
        reader = CaptureReader(known, corrections)
        return ((job, reader.take(source(job))) for job in jobs)

    def _ready_for(self, jobs: Sequence[Job]) -> bool:
        """Whether there are helpers for so many: started now if they pay, and there for what is to come."""
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
        """Results in the order of the jobs, with no more than so many tasks under way.

        Raises:
            CareaderError: a helper was ended, such as by a system that ran out of memory.
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
"""Of a helper process: what it was told last, and what reads by that."""


def _begin() -> None:
    """Begin a helper process. It ends when the process that it helps ends, however that happens."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the process that is helped
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent:
        parent.join()
        os._exit(1)


def _survey_all(jobs: list[Job]) -> list[Iterable[Surveyed]]:
    return [list(survey_file(job)) for job in jobs]


def _take_all(told: bytes, jobs: list[Job]) -> list[tuple[Job, Taken]]:
    """Read captures with what all prove: a few hundred kilobytes, the same for task after task."""
    global _told, _reader  # what a helper is told holds until it is told something else
    if _reader is None or told != _told:
        _told, _reader = told, CaptureReader(*pickle.loads(told))  # noqa: S301 - of our own process
    return [(job, _reader.take(job)) for job in jobs]
