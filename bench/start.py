#!/usr/bin/env python3
"""Start to first painted frame: careader against the smallest Textual app, in turn, in one run.

usage: python bench/start.py [PATH…] [--rounds N]      (default: the sample)

Both run in a terminal of 120×40 (a pseudo-terminal of this program's own) on an empty home. A frame counts as
painted when the terminal has received a text that only the finished screen shows. Prints both medians and
their ratio.
"""

import argparse
import os
import pty
import select
import signal
import statistics
import struct
import sys
import tempfile
import termios
import time
from fcntl import ioctl
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

SMALLEST = """
from textual.app import App
from textual.widgets import Footer, Header, OptionList

class Smallest(App):
    BINDINGS = [("q", "quit", "Quit")]
    def compose(self):
        yield Header()
        yield OptionList(*[f"Headline number {n} of thirty" for n in range(30)])
        yield Footer()

Smallest().run()
"""


def first_frame(command: list[str], shows: bytes, home: str) -> float:
    """Seconds from starting the command until its terminal has received ``shows``."""
    started = time.perf_counter()
    process, terminal = pty.fork()
    if process == 0:
        environment = {
            **os.environ,
            "HOME": home,
            "XDG_DATA_HOME": f"{home}/data",
            "XDG_CACHE_HOME": f"{home}/cache",
            "XDG_CONFIG_HOME": f"{home}/config",
            "TERM": "xterm-256color",
            "COLORTERM": "truecolor",
        }
        os.execvpe(command[0], command, environment)  # noqa: S606 - a benchmark starts programs
    ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
    received = b""
    try:
        while shows not in received:
            if not select.select([terminal], [], [], 20)[0]:
                raise SystemExit(f"{command[0]}: no frame within 20 seconds")
            received += os.read(terminal, 65536)
        return time.perf_counter() - started
    finally:
        os.kill(process, signal.SIGKILL)
        os.waitpid(process, 0)
        os.close(terminal)


def main() -> None:
    """Run both in turn and print what they took."""
    parser = argparse.ArgumentParser(description="Start to first painted frame, as a ratio.")
    parser.add_argument("paths", nargs="*", default=[str(ROOT / "seeds")], help="captures to open")
    parser.add_argument("--rounds", type=int, default=15)
    options = parser.parse_args()
    careader = [sys.executable, "-m", "reader", *options.paths]
    smallest = [sys.executable, "-c", SMALLEST]
    ours, theirs = [], []
    with tempfile.TemporaryDirectory() as home:
        os.chdir(ROOT)
        for each in range(options.rounds + 1):
            pair = (
                first_frame(smallest, b"Headline number 20", home),
                first_frame(careader, b"next unread", home),
            )
            if each:  # the first round fills the caches of the disk
                theirs.append(pair[0])
                ours.append(pair[1])
    ratio = statistics.median(ours) / statistics.median(theirs)
    print(f"smallest Textual app: {statistics.median(theirs) * 1000:.0f} ms (median of {options.rounds})")
    print(f"careader:             {statistics.median(ours) * 1000:.0f} ms")
    print(f"ratio:                {ratio:.2f}")


if __name__ == "__main__":
    main()
