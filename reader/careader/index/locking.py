"""One writer at a time: a lock that ends with the process, whatever becomes of it."""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

PAUSE = 0.05
"""Seconds between two looks at whether the other is done."""


def _never() -> bool:
    return False


@contextmanager
def alone_in(place: Path, cancelled: Callable[[], bool] = _never, *, wait: bool = True) -> Iterator[bool]:
    """Wait until no other process works in a place, where the system has a lock for that.

    Args:
        place: a folder that is there, or a file, which is made where it is not.
        cancelled: asked while waiting; once it is true, waiting ends.
        wait: whether to wait at all.

    Yields:
        Whether it is ours now; always, unless waiting was cancelled or not wanted.
    """
    try:
        import fcntl  # not on Windows
    except ImportError:
        yield True
        return
    descriptor = os.open(place, os.O_RDONLY | (0 if place.is_dir() else os.O_CREAT), 0o600)
    try:
        ours = False
        while not ours and not cancelled():
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
                ours = True
            except BlockingIOError:
                if not wait:
                    break
                time.sleep(PAUSE)
            except OSError:  # a file system without locks
                ours = True
        yield ours
    finally:
        os.close(descriptor)
