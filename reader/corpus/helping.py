"""Reading many captures on several cores: helper processes that parse while this one files."""

import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Callable, Collection, Generator, Iterable, Iterator, Sequence
from itertools import islice
from threading import Thread
from typing import TYPE_CHECKING, TypeVar

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

_AHEAD = 5
"""Tasks that are given out to each helper at most: what they have read waits in memory while this process
settles what came before, and they go on meanwhile."""

T = TypeVar("T")


def proofs(jobs: Sequence[Job]) -> Iterator[frozenset[int]]:
    """What each capture proves for others, in the order given."""
    return _work(jobs, _prove_all, lambda each: map(prove, each), (Known(), ()))


def taken(
    jobs: Sequence[Job], source: Callable[[Job], Job], known: Known, corrections: Collection[Correction]
) -> Generator[tuple[Job, Taken], None, None]:
    """Read captures with what others prove, in the order given.

    Args:
        jobs: which.
        source: gives a job the text that the index keeps, where it does, just before it is needed.
        known: what all captures prove.
        corrections: the reader's own word.
    """
    reader = CaptureReader(known, corrections)

    def here(jobs: Sequence[Job]) -> Iterator[tuple[Job, Taken]]:
        return ((job, reader.take(source(job))) for job in jobs)

    return _work(jobs, _take_all, here, (known, corrections), source)


def _work(
    jobs: Sequence[Job],
    theirs: "Callable[[list[Job]], list[T]]",
    ours: Callable[[Sequence[Job]], Iterable[T]],
    told: tuple[Known, Collection[Correction]],
    source: Callable[[Job], Job] = lambda job: job,
) -> Generator[T, None, None]:
    """Give jobs to helpers, or do them here where they are few or there is one core."""
    helpers = min(os.cpu_count() or 1, _MOST)
    if len(jobs) < _WORTH_IT or helpers < 2:
        yield from ours(jobs)
        return
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    with ProcessPoolExecutor(helpers, get_context("spawn"), _begin, told) as pool:
        try:
            yield from _in_turn(pool, jobs, theirs, source, helpers * _AHEAD)
        finally:
            pool.shutdown(cancel_futures=True)


def _in_turn(
    pool: "ProcessPoolExecutor",
    jobs: Iterable[Job],
    work: "Callable[[list[Job]], list[T]]",
    source: Callable[[Job], Job],
    ahead: int,
) -> Iterator[T]:
    """Results in the order of the jobs, with no more than so many tasks under way."""
    rest = iter(jobs)
    waiting: deque[Future[list[T]]] = deque()
    while True:
        while len(waiting) < ahead and (task := [source(job) for job in islice(rest, _TOGETHER)]):
            waiting.append(pool.submit(work, task))
        if not waiting:
            return
        yield from waiting.popleft().result()


_reader: CaptureReader | None = None
"""Of a helper process."""


def _begin(known: Known, corrections: Collection[Correction]) -> None:
    """Begin a helper process. It ends with the one that it helps, however that ends."""
    global _reader  # noqa: PLW0603 - what a helper is told once holds for all its tasks
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the one that is helped
    Thread(target=_end_with_parent, daemon=True).start()
    _reader = CaptureReader(known, corrections)


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent:
        parent.join()
        os._exit(1)


def _prove_all(jobs: list[Job]) -> list[frozenset[int]]:
    return [prove(job) for job in jobs]


def _take_all(jobs: list[Job]) -> list[tuple[Job, Taken]]:
    assert _reader is not None, "a helper begins with `_begin`"  # noqa: S101 - narrows the type
    return [(job, _reader.take(job)) for job in jobs]
