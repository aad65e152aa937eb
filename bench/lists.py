"""Lists without end: Unread with 100,000 rows beside the same list with 30, and the smallest Textual app.

usage: python -m bench.lists [--articles N] [--rounds N]    (default: 100000 articles, 3 rounds)

Measured from outside, in a terminal of 120×40: from a key or a resize to what the terminal receives.
*Appears* runs from U to the rows; *whole* to the last that is painted, the preview of the first article and
the scrollbars included. A cursor key is repainted with the first that is painted after it; *settled* is the
last, with the preview of the article.
"""

import argparse
import statistics
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bench.archives import ROOT, articles_in, indexed, of_articles
from bench.start import SMALLEST
from bench.terminal import Terminal, home, middle, running

UP, DOWN, HOME, END = "\x1b[A", "\x1b[B", "\x1b[H", "\x1b[F"
STEPS = 25
"""Cursor keys down in a round, and then up: no more than the shortest list has rows."""
SHORT = 36
"""Articles to ask for, to get an archive of about thirty."""


@dataclass
class Listed:
    """A list in a program, and what it took, in seconds.

    Attributes:
        name: which.
        command: the program and its arguments.
        environment: what it finds there.
        shows: what only its finished first screen shows.
        opens: what only the list shows, once U is pressed; empty where the list is there from the start.
        appears: from U to the list.
        whole: from U to the last.
        key: from a cursor key to the first that is painted.
        settled: from a cursor key to the last.
        ends: from Home or End to the last.
        resized: from another size to the last.
    """

    name: str
    command: list[str]
    environment: dict[str, str]
    shows: bytes
    opens: bytes = b""
    appears: list[float] = field(default_factory=list)
    whole: list[float] = field(default_factory=list)
    key: list[float] = field(default_factory=list)
    settled: list[float] = field(default_factory=list)
    ends: list[float] = field(default_factory=list)
    resized: list[float] = field(default_factory=list)

    def run(self) -> None:
        """Start the program, use the list, and note what that took."""
        with (
            tempfile.TemporaryDirectory() as data,
            running(self.command, {**self.environment, "XDG_DATA_HOME": data}) as terminal,
        ):
            terminal.until(self.shows)
            terminal.quiet()
            if self.opens:
                terminal.press("U")
                self.appears.append(terminal.until(self.opens))
                self.whole.append(terminal.quiet(0.5))
            terminal.quiet()
            self._use(terminal)

    def _use(self, terminal: Terminal) -> None:
        for key in (*(DOWN,) * STEPS, *(UP,) * STEPS):
            terminal.press(key)
            self.key.append(terminal.until())
            self.settled.append(terminal.quiet(0.15))
        for key in (END, HOME) * 3:
            terminal.press(key)
            self.ends.append(terminal.quiet(0.3))
        for columns, rows in ((100, 30), (120, 40)) * 3:
            terminal.resize(columns, rows)
            self.resized.append(terminal.quiet(0.3))

    def line(self) -> str:
        """What was measured: medians, and of the cursor key the 95th percentile."""
        times = (
            *(middle(each) if each else "–" for each in (self.appears, self.whole)),
            middle(self.key),
            late(self.key),
            late(self.settled),
            middle(self.ends),
            middle(self.resized),
        )
        return f"{self.name:32}" + "".join(f"{time:>14}" for time in times)


def late(times: Sequence[float]) -> str:
    """The 95th percentile of some seconds."""
    return f"{percentile(times) * 1000:,.1f} ms"


def percentile(times: Sequence[float]) -> float:
    """The 95th percentile."""
    return statistics.quantiles(times, n=20)[-1]


def main() -> None:
    """Run all in turn and print what they took."""
    parser = argparse.ArgumentParser(description="A long list beside a short one.")
    parser.add_argument("--articles", type=int, default=100000, metavar="N")
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    lists = []
    for count in (SHORT, options.articles):
        archive = of_articles(count)
        command = [sys.executable, "-m", "careader", str(archive)]
        environment = {**indexed(archive), "PYTHONPATH": str(ROOT)}
        name = f"careader, {articles_in(archive):,} rows"
        lists.append(Listed(name, command, environment, b"next unread", b"Unread\x1b"))
    short, long = lists
    with tempfile.TemporaryDirectory() as empty:
        bare = Listed(
            "smallest Textual app, 30 rows", [sys.executable, "-c", SMALLEST], home(Path(empty)), b"number 20"
        )
        for _ in range(options.rounds):
            for each in (bare, short, long):
                each.run()
    titles = ("appears", "whole", "key", "key, p95", "settled, p95", "Home, End", "resize")
    print(f"{'':32}" + "".join(f"{title:>14}" for title in titles))
    for each in (bare, short, long):
        print(each.line())
    appears = statistics.median(long.appears) / statistics.median(short.appears)
    print(f"the long list appears in {appears:.2f} of the time of the short one")
    print(
        f"a cursor key takes {percentile(long.key) / percentile(bare.key):.2f} of the bare app's time (p95)"
    )


if __name__ == "__main__":
    main()
