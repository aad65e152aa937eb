"""Reading many captures on several cores: helper processes that parse while this one files."""

import multiprocessing
import os
import pickle
import signal
from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from itertools import islice
from threading import Thread
from typing import TYPE_CHECKING, Self, TypeVar

from reader.capture import Correction, Known
from reader.corpus.reading import CaptureReader, Job, Taken, prove

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor

_WORTH_IT = 200
"""Captures from which on helpers pay: to start them takes as long as to read about a hundred."""

_MOST = 4
"""Helpers at most: each takes memory, and there is one process to file what they read."""

_TOGETHER = 64
"""Captures that a helper is given at a time: neighbours share stories, and each is made ready once then."""

_AHEAD = 8
"""Tasks that are given out to each helper at most: what they have read waits in memory while this process
settles what came before, and they go on meanwhile."""

T = TypeVar("T")


class Helpers:
    """Processes that read captures, started when there are enough to read, and ended with the context."""

    def __init__(self) -> None:
        self._most = min(os.cpu_count() or 1, _MOST)
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._pool:
            self._pool.shutdown(cancel_futures=True)

    def proofs(self, jobs: Sequence[Job]) -> Iterator[frozenset[int]]:
        """What each capture proves for others, in the order given."""
        if pool := self._pool_for(jobs):
            return self._in_turn(jobs, lambda task: pool.submit(_prove_all, task))
        return map(prove, jobs)

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
        if pool := self._pool_for(jobs):
            told = pickle.dumps((known, corrections))
            return self._in_turn(jobs, lambda task: pool.submit(_take_all, told, [*map(source, task)]))
        reader = CaptureReader(known, corrections)
        return ((job, reader.take(source(job))) for job in jobs)

    def _pool_for(self, jobs: Sequence[Job]) -> "ProcessPoolExecutor | None":
        """The helpers, if they pay: once started, for whatever fills a task."""
        if self._most < 2 or len(jobs) < (_TOGETHER if self._pool else _WORTH_IT):
            return None
        if self._pool is None:
            from concurrent.futures import ProcessPoolExecutor
            from multiprocessing import get_context

            self._pool = ProcessPoolExecutor(self._most, get_context("spawn"), _begin)
        return self._pool

    def _in_turn(self, jobs: Iterable[Job], give: "Callable[[list[Job]], Future[list[T]]]") -> Iterator[T]:
        """Results in the order of the jobs, with no more than so many tasks under way."""
        rest = iter(jobs)
        waiting: deque[Future[list[T]]] = deque()
        while True:
            while len(waiting) < self._most * _AHEAD and (task := [*islice(rest, _TOGETHER)]):
                waiting.append(give(task))
            if not waiting:
                return
            yield from waiting.popleft().result()


_told = b""
_reader: CaptureReader | None = None
"""Of a helper process: what it was told last, and what reads by that."""


def _begin() -> None:
    """Begin a helper process. It ends with the one that it helps, however that ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the one that is helped
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent:
        parent.join()
        os._exit(1)


def _prove_all(jobs: list[Job]) -> list[frozenset[int]]:
    return [prove(job) for job in jobs]


def _take_all(told: bytes, jobs: list[Job]) -> list[tuple[Job, Taken]]:
    """Read captures with what all prove: a few hundred kilobytes, the same for task after task."""
    global _told, _reader  # what a helper is told holds until it is told something else
    if _reader is None or told != _told:
        _told, _reader = told, CaptureReader(*pickle.loads(told))  # noqa: S301 - of our own process
    return [(job, _reader.take(job)) for job in jobs]
