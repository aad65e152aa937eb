"""A program in a terminal of its own: when it has painted what, how it answers keys, what memory it holds.

The terminal is a pseudo-terminal of 120×40. What it receives counts as painted as it arrives.
"""

import os
import pty
import select
import signal
import statistics
import struct
import termios
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from fcntl import ioctl
from pathlib import Path

COLUMNS, ROWS = 120, 40
PATIENCE = 60.0
"""Seconds that a program may take to paint what is waited for."""


@dataclass
class Terminal:
    """A running program and its terminal.

    Attributes:
        process: its number.
        received: everything it has painted since `forget`.
    """

    process: int
    _master: int
    _since: float = field(default_factory=time.perf_counter)
    received: bytes = b""
    _painted: float = 0.0

    def forget(self) -> None:
        """Begin anew: what was painted so far does not count, and time runs from now."""
        while self._read(0):
            pass
        self.received = b""
        self._since = time.perf_counter()

    def press(self, keys: str) -> None:
        """Type keys; time runs from now."""
        self.forget()
        os.write(self._master, keys.encode())

    def resize(self, columns: int, rows: int) -> None:
        """Give the terminal another size; time runs from now."""
        self.forget()
        ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def until(self, *shown: bytes) -> float:
        """Wait until all these texts have been painted, or anything where none is given.

        Returns:
            The seconds since time began to run.

        Raises:
            SystemExit: they were not within `PATIENCE`, or the program ended.
        """
        while not self.received or not all(text in self.received for text in shown):
            left = PATIENCE - (time.perf_counter() - self._since)
            if left < 0 or not self._read(left):
                said = self.received[-500:].decode("utf-8", "replace")
                raise SystemExit(f"{shown!r} was not painted; the last that was: {said!r}")
        return self._painted - self._since

    def quiet(self, seconds: float = 1.0) -> float:
        """Wait until nothing has been painted for some seconds.

        Returns:
            The seconds from when time began to run to the last that was painted.
        """
        while self._read(seconds):
            pass
        return self._painted - self._since

    def processor(self) -> float:
        """The processor time that the program has taken, in seconds; its children's is not counted."""
        return time.clock_gettime(~self.process << 3 | 2)  # what clock_getcpuclockid gives on Linux

    def memory(self) -> int:
        """The resident memory of the program and of those it has started, in bytes."""
        return resident(self.process)

    def _read(self, seconds: float) -> bool:
        if not select.select([self._master], [], [], max(seconds, 0))[0]:
            return False
        try:
            got = os.read(self._master, 65536)
        except OSError:  # Linux, once the program has ended
            return False
        self._painted = time.perf_counter()
        self.received += got
        return bool(got)


@contextmanager
def running(command: list[str], environment: Mapping[str, str]) -> Iterator[Terminal]:
    """Start a program in a terminal; time runs from then. It is killed at the end.

    Args:
        command: the program and its arguments.
        environment: what is different from that of this program.
    """
    began = time.perf_counter()
    process, master = pty.fork()
    if process == 0:
        terminal = {"TERM": "xterm-256color", "COLORTERM": "truecolor"}
        surroundings = {**os.environ, **terminal, **environment}
        os.execvpe(command[0], command, surroundings)  # noqa: S606 - a benchmark starts programs
    ioctl(master, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
    try:
        yield Terminal(process, master, began)
    finally:
        for each in reversed(_family(process)):
            os.kill(each, signal.SIGKILL)
        os.waitpid(process, 0)
        os.close(master)


def home(folder: Path) -> dict[str, str]:
    """The environment of a program whose user's home is a folder."""
    return {
        "HOME": str(folder),
        "XDG_DATA_HOME": str(folder / "data"),
        "XDG_CACHE_HOME": str(folder / "cache"),
        "XDG_CONFIG_HOME": str(folder / "config"),
    }


def _family(process: int) -> list[int]:
    """A process and those that came from it and are still there."""
    try:
        children = Path(f"/proc/{process}/task/{process}/children").read_text("ascii").split()
    except OSError:
        children = []
    return [process, *(each for child in children for each in _family(int(child)))]


def resident(process: int) -> int:
    """The resident memory of a process and of those that came from it, in bytes."""
    total = 0
    for each in _family(process):
        with suppress(OSError):
            status = Path(f"/proc/{each}/status").read_text("utf-8").splitlines()
            total += sum(int(line.split()[1]) * 1024 for line in status if line.startswith("VmRSS:"))
    return total


def middle(times: Sequence[float]) -> str:
    """The median of some seconds, in words: milliseconds."""
    return f"{statistics.median(times) * 1000:,.0f} ms"
