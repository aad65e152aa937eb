"""Keeping an index up to date while the interface runs.

A thread of this process reads a few captures. Another process reads many captures, so that the screen never
waits: `python -m careader.sitting.indexing` reads its order as a JSON object from stdin and writes its
progress to stdout, one JSON object per line.
"""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, replace
from pathlib import Path
from threading import Event, Lock, Thread
from typing import IO

from careader.capture.models import Correction
from careader.corpus.opening import Choice, index_of
from careader.errors import CareaderError
from careader.index.correction_effects import CorrectionEffect
from careader.index.progress import Progress, Updated
from careader.locations import file_at

_FEW = 40
"""A thread reads up to so many captures, in a fraction of a second."""

_SMALL = 8 * 1024 * 1024
"""For an index of up to so many bytes, a thread of this process counts the captures that are to be read."""

_ANYWAY = 60.0
"""All files are checked again after so many seconds: the time of a folder does not show overwritten files."""


class Indexing:
    """Keeps the index of a choice up to date. Only one thread updates at a time; other threads wait.

    Args:
        choice: the indexed captures.
    """

    def __init__(self, choice: Choice) -> None:
        self._roots = choice.roots
        self._index = index_of(choice)
        self._folders: dict[str, int] = {}
        self._looked = -_ANYWAY
        self._alone = Lock()

    def is_due(self) -> bool:
        """Whether captures may have come, changed or gone since the last check, by the times of folders."""
        if time.monotonic() - self._looked >= _ANYWAY or not self._index.exists():
            return True
        return any(_changed_at(folder) != at for folder, at in self._folders.items())

    def run(
        self,
        corrections: Collection[Correction],
        report: Callable[[Progress], None],
        cancelled: Callable[[], bool],
        *,
        damaged: tuple[int, int] | None = None,
    ) -> Updated:
        """Bring the index up to date.

        Args:
            corrections: the reader's corrections of headlines.
            report: called with the progress, on this thread.
            cancelled: called repeatedly; once it returns True, the update ends and keeps the captures that
                are already in the index.
            damaged: the identity of a damaged index (`locations.file_at`), which is deleted first if it is
                still there; None without damage.

        Raises:
            CareaderError: the index cannot be written.
            OSError: the index cannot be written.
        """
        with self._alone:
            if cancelled():
                return Updated(finished=False)
            self._looked = time.monotonic()
            if damaged and file_at(self._index) == damaged:
                self._index.unlink(missing_ok=True)
                # The code that found the damage has already reported it.
                return replace(self._update(corrections, report, cancelled), rebuilt="")
            return self._update(corrections, report, cancelled)

    def _update(
        self,
        corrections: Collection[Correction],
        report: Callable[[Progress], None],
        cancelled: Callable[[], bool],
    ) -> Updated:
        """Update the index on this thread, or in another process."""
        if self._is_small():
            from careader.index.planning import count_pending
            from careader.index.tables import fold_in

            work, self._folders = count_pending(self._index, self._roots, corrections)
            if not work:
                fold_in(self._index)
                return Updated()
            if work <= _FEW:
                from careader.index.updating import update  # imports the whole parser

                return update(self._index, self._roots, corrections, report, cancelled)
        updated = _by_process(self._index, self._roots, corrections, report, cancelled)
        self._folders = updated.folders
        return updated

    def _is_small(self) -> bool:
        """Whether the index is so small that counting captures on a thread does not slow the screen."""
        try:
            return self._index.stat().st_size < _SMALL
        except OSError:
            return True


def _changed_at(folder: str) -> int:
    try:
        return os.stat(folder).st_mtime_ns  # noqa: PTH116 - a string, as `scan` gives them
    except OSError:
        return -1


def _by_process(
    index: Path,
    roots: Sequence[Path],
    corrections: Collection[Correction],
    report: Callable[[Progress], None],
    cancelled: Callable[[], bool],
) -> Updated:
    """Run an update in another process."""
    order = {
        "index": os.fspath(index),
        "roots": [os.fspath(root) for root in roots],
        "corrections": [[each.line, each.lead, each.headline] for each in corrections],
    }
    package = os.fspath(Path(__file__).resolve().parents[2])
    search = os.pathsep.join(filter(None, (package, os.environ.get("PYTHONPATH"))))
    command = [sys.executable, "-P", "-m", "careader.sitting.indexing"]
    process = subprocess.Popen(  # noqa: S603 - this program itself
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": search},
    )
    with process, _stopping(process, cancelled):
        assert process.stdin and process.stdout and process.stderr, "all are pipes"  # noqa: S101, PT018 - narrows the types
        process.stdin.write(json.dumps(order))
        process.stdin.close()
        for line in process.stdout:
            told = json.loads(line)
            if "error" in told:
                raise CareaderError(told["error"])
            if "done" in told:
                report(Progress(**told))
            else:
                effects = [
                    CorrectionEffect(tuple(m["before"]), tuple(m["after"]), m["same"])
                    for m in told.pop("effects")
                ]
                return Updated(**told, effects=effects)
        said = process.stderr.read().strip().splitlines()
    if cancelled():
        return Updated(changed=True, finished=False)
    raise CareaderError(f"indexing ended early: {said[-1] if said else process.returncode}")


@contextmanager
def _stopping(process: "subprocess.Popen[str]", cancelled: Callable[[], bool]) -> Iterator[None]:
    """Stop the process as soon as ``cancelled`` returns True within the ``with`` block."""
    over = Event()

    def watch() -> None:
        while not over.wait(0.05):
            if cancelled():
                process.terminate()
                return

    watcher = Thread(target=watch, daemon=True)
    watcher.start()
    try:
        yield
    finally:
        over.set()
        watcher.join()


def main(orders: IO[str], answers: IO[str]) -> None:
    """Run one update.

    Args:
        orders: the stream from which the order is read, as a JSON object.
        answers: the stream to which progress and result are written, one JSON object per line.
    """
    from careader.find.jump.headlines import keep_headlines
    from careader.index.tables import fold_in
    from careader.index.updating import update

    stopped = Event()
    signal.signal(signal.SIGTERM, lambda *_: stopped.set())
    order = json.load(orders)

    def tell(told: dict[str, object]) -> None:
        print(json.dumps(told), file=answers, flush=True)

    index, roots = Path(order["index"]), [Path(root) for root in order["roots"]]
    corrections = [Correction(*each) for each in order["corrections"]]
    try:
        updated = update(index, roots, corrections, lambda each: tell(asdict(each)), stopped.is_set)
        if updated.finished:
            keep_headlines(index)
            fold_in(index)
    except (CareaderError, OSError) as error:
        tell({"error": str(error)})
    else:
        tell(asdict(updated))


if __name__ == "__main__":
    try:
        main(sys.stdin, sys.stdout)
    except BrokenPipeError:  # the reader has left
        os._exit(0)
