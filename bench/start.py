#!/usr/bin/env python3
"""Start to first painted frame, and memory: careader against the smallest Textual app, in turn, in one run.

usage: python -m bench.start [PATH…] [--articles N…] [--rounds N]

Without a PATH on generated archives of 1,000, 60,000 and 100,000 articles. Each program runs in a terminal
of 120×40; careader finds the index of the captures ready, and no marks. A frame counts as painted when the
terminal has received what only the finished screen shows. Memory is what the process and all that it
started hold resident once nothing has been painted for a second. The figures are medians.
"""

import argparse
import statistics
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from bench.archives import ROOT, articles_in, indexed, of_articles
from bench.terminal import home, middle, running

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

MEMORY_ROUNDS = 3


@dataclass
class Starter:
    """A program to start again and again.

    Attributes:
        name: what it is.
        command: the program and its arguments.
        environment: what it finds there.
        shows: what only its finished screen shows.
        times: seconds to the first frame, one for each round.
        memory: bytes, one for each of the first rounds.
    """

    name: str
    command: list[str]
    environment: dict[str, str]
    shows: bytes
    times: list[float] = field(default_factory=list)
    memory: list[int] = field(default_factory=list)

    def start(self) -> None:
        """Start it once, with nothing read or marked yet, and note what it took."""
        with (
            tempfile.TemporaryDirectory() as data,
            running(self.command, {**self.environment, "XDG_DATA_HOME": data}) as terminal,
        ):
            self.times.append(terminal.until(self.shows))
            if len(self.memory) < MEMORY_ROUNDS:
                terminal.quiet()
                self.memory.append(terminal.memory())

    @property
    def seconds(self) -> float:
        """The median time to the first frame."""
        return statistics.median(self.times)

    def line(self, peer: "Starter") -> str:
        """What was found, and its ratios to a peer."""
        memory, theirs = statistics.median(self.memory), statistics.median(peer.memory)
        return (
            f"{self.name:34}{middle(self.times):>10}{self.seconds / peer.seconds:>8.2f}"
            f"{memory / 2**20:>12.1f} MiB{memory / theirs:>8.2f}"
        )


def careader(name: str, paths: list[Path], environment: dict[str, str]) -> Starter:
    """Careader on some captures."""
    command = [sys.executable, "-m", "careader", *map(str, paths)]
    return Starter(name, command, {**environment, "PYTHONPATH": str(ROOT)}, b"next unread")


def main() -> None:
    """Run all in turn and print what they took."""
    parser = argparse.ArgumentParser(description="Start to first painted frame, as a ratio.")
    parser.add_argument("paths", nargs="*", type=Path, help="captures to open")
    parser.add_argument("--articles", nargs="+", type=int, default=[1000, 60000, 100000], metavar="N")
    parser.add_argument("--rounds", type=int, default=15)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as empty:
        smallest = Starter(
            "smallest Textual app", [sys.executable, "-c", SMALLEST], home(Path(empty)), b"Headline number 20"
        )
        ours = []
        if options.paths:
            ours.append(careader("careader", options.paths, home(Path(empty))))
        for count in [] if options.paths else options.articles:
            archive = of_articles(count)
            name = f"careader, {articles_in(archive):,} articles"
            ours.append(careader(name, [archive], indexed(archive)))
        for each in (smallest, *ours):
            each.start()  # fills the caches of the disk
            each.times.clear()
        for _ in range(options.rounds):
            for each in (smallest, *ours):
                each.start()
    print(f"{'median of ' + str(options.rounds):34}{'frame':>10}{'ratio':>8}{'memory':>16}{'ratio':>8}")
    for each in (smallest, *ours):
        print(each.line(smallest))
    if len(ours) > 1:
        few, *more = ours
        print(*(f"{each.name} to {few.name}: {each.seconds / few.seconds:.2f}" for each in more), sep="\n")


if __name__ == "__main__":
    main()
