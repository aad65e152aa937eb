"""The same articles in careader and in newsboat: first paint, the longest list, memory with it open.

usage: python -m bench.newsboat [--articles N] [--rounds N]    (default: 60000 articles, 5 rounds)

newsboat gets every article of the generated archive as an item, in two layouts: one feed with all of them,
and sixty feeds. It makes its cache itself, from RSS files, once. All run in turn in terminals of 120×40. The
longest list is Unread in careader, in newsboat the feed with everything; it is open when all is painted.
"""

import argparse
import datetime as dt
import json
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from email.utils import format_datetime
from html import escape
from pathlib import Path

from bench.archives import ROOT, articles_in, indexed, of_articles, say
from bench.terminal import home, middle, running

FEEDS = 60
BEGIN = dt.datetime(2024, 9, 8, tzinfo=dt.UTC)


@dataclass
class Reader:
    """A program that shows the articles, and what it took, a value for each round.

    Attributes:
        name: what it is, and in which layout.
        command: the program and its arguments.
        environment: what it finds there.
        shows: what only its finished first screen shows.
        key: what opens the longest list.
        opens: what only that list shows.
        first: seconds to the first painted frame.
        opened: seconds from the key to the longest list on the screen.
        memory: bytes held with it open.
    """

    name: str
    command: list[str]
    environment: dict[str, str]
    shows: bytes
    key: str
    opens: bytes
    first: list[float] = field(default_factory=list)
    opened: list[float] = field(default_factory=list)
    memory: list[float] = field(default_factory=list)

    def run(self) -> None:
        """Start it, open the list, and note what that took."""
        with (
            tempfile.TemporaryDirectory() as data,
            running(self.command, {**self.environment, "XDG_DATA_HOME": data}) as terminal,
        ):
            self.first.append(terminal.until(self.shows))
            terminal.quiet()
            terminal.press(self.key)
            terminal.until(self.opens)
            self.opened.append(terminal.quiet(0.15))  # a title that tells of upkeep may be painted later
            terminal.quiet()
            self.memory.append(terminal.memory())

    def line(self) -> str:
        """What was measured, in medians."""
        memory = statistics.median(self.memory) / 2**20
        return f"{self.name:24}{middle(self.first):>12}{middle(self.opened):>12}{memory:>12.1f} MiB"


def articles(folder: Path) -> Iterator[tuple[int, str, str]]:
    """Every article of an archive: its story's number, its headline and its longest text."""
    longest: dict[int, tuple[str, str]] = {}
    for line in (folder / "truth.jsonl").read_text("utf-8").splitlines():
        told = json.loads(line)
        text = (folder / told["file"]).read_text("utf-8")
        at = 0
        for article, below in zip(told["articles"], [*told["articles"][1:], None], strict=True):
            begin = text.index(f"{article['headline']}\n\n", at) + len(article["headline"]) + 2
            at = text.index(f"\n\n{below['headline']}\n\n", begin) if below else len(text)
            known = longest.get(article["story"])
            if known is None or len(known[1]) < at - begin:
                longest[article["story"]] = (article["headline"], text[begin:at])
    for story, (headline, body) in sorted(longest.items()):
        yield story, headline, body


def feed(name: str, items: Sequence[tuple[int, str, str]]) -> Iterator[str]:
    """The lines of an RSS file."""
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0"><channel><title>{name}</title>'
    yield f"<link>http://{name}.example/</link><description>{name}</description>"
    for story, headline, body in items:
        day = format_datetime(BEGIN + dt.timedelta(minutes=10 * story))
        paragraphs = "".join(f"<p>{escape(block)}</p>" for block in body.split("\n\n"))
        yield f"<item><title>{escape(headline)}</title><link>http://{name}.example/{story}</link>"
        yield f"<guid>http://{name}.example/{story}</guid><pubDate>{day}</pubDate>"
        yield f"<description>{escape(paragraphs)}</description></item>"
    yield "</channel></rss>"


def boat(archive: Path, feeds: int) -> Path:
    """The folder of a newsboat that has an archive in so many feeds, made once."""
    folder = archive.with_name(f"{archive.name}-newsboat-{feeds}")
    if (folder / "ready").exists():
        return folder
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    items = list(articles(archive))
    say(f"newsboat takes {len(items)} items in {feeds} feeds, once")
    urls = []
    for number in range(feeds):
        path = folder / f"feed{number:02}.xml"
        path.write_text("\n".join(feed(f"feed{number:02}", items[number::feeds])), "utf-8")
        urls.append(path.as_uri())
    (folder / "urls").write_text("\n".join(urls) + "\n")
    (folder / "config").write_text("confirm-exit no\n")
    began = time.perf_counter()
    reload = [*newsboat(folder), "-x", "reload"]
    subprocess.run(reload, env=home(folder), stdout=subprocess.DEVNULL, check=True)
    say(f"that took {time.perf_counter() - began:.0f} s")
    (folder / "ready").touch()
    return folder


def newsboat(folder: Path) -> list[str]:
    """The command that starts a newsboat on its folder."""
    files = ("--url-file", "urls"), ("--cache-file", "cache.db"), ("--config-file", "config")
    return ["newsboat", "-q", *(f"{option}={folder / name}" for option, name in files)]


def readers(archive: Path) -> list[Reader]:
    """careader, and newsboat in both layouts where it is installed."""
    command = [sys.executable, "-m", "careader", str(archive)]
    environment = {**indexed(archive), "PYTHONPATH": str(ROOT)}
    # Before its count in the list of sections, Unread is followed by blanks; as a pane's title by an escape.
    found = [Reader("careader", command, environment, b"next unread", "U", b"Unread\x1b")]
    for feeds in (1, FEEDS) if shutil.which("newsboat") else ():
        folder = boat(archive, feeds)
        name = f"newsboat, {feeds} feed{'s' * (feeds > 1)}"
        found.append(Reader(name, newsboat(folder), home(folder), b"feed00", "\r", b"Articles in feed"))
    return found


def main() -> None:
    """Run all in turn and print what they took."""
    parser = argparse.ArgumentParser(description="careader and newsboat with the same articles.")
    parser.add_argument("--articles", type=int, default=60000, metavar="N")
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    archive = of_articles(options.articles)
    found = readers(archive)
    for _ in range(options.rounds):
        for each in found:
            each.run()
    print(f"{articles_in(archive):,} articles, median of {options.rounds}")
    print(f"{'':24}{'frame':>12}{'list':>12}{'memory':>16}")
    for each in found:
        print(each.line())
    if len(found) == 1:
        print("newsboat is not installed: nothing to compare with")
        return
    ours, one, many = found

    def ratio(mine: list[float], its: list[float]) -> str:
        return f"{statistics.median(mine) / statistics.median(its):.3f}"

    print(
        f"first frame: {ratio(ours.first, one.first)} of one feed, {ratio(ours.first, many.first)} of {FEEDS}"
    )
    print(f"longest list: {ratio(ours.opened, one.opened)} of one feed")
    print(f"memory with it open: {ratio(ours.memory, one.memory)} of one feed")


if __name__ == "__main__":
    main()
