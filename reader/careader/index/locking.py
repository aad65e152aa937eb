"""A lock for one writer at a time. The system releases the lock when the process ends, even if killed."""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

PAUSE = 0.05
"""Seconds between two attempts to take a lock that another process holds."""


@contextmanager
def exclusive_lock(
    place: Path, cancelled: Callable[[], bool] = lambda: False, *, wait: bool = True
) -> Iterator[bool]:
    """Hold the lock of a folder or file in the ``with`` block; wait while another process holds the lock.

    On a system or file system without locks, the lock always counts as taken.

    Args:
        place: an existing folder, or a file; a missing file is made.
        cancelled: is called again and again while waiting. When it returns True, waiting ends.
        wait: whether to wait for another process.

    Yields:
        Whether the lock was taken.
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
