"""The index of 10,000 captures: building it, finding nothing changed, and thirty new captures.

usage: python -m bench.index [--pages N] [--rounds N]    (default: 10000 pages, 3 rounds)

- Building runs as the interface has it done, in a process of its own; beside it SQLite alone, in a process
  that reads the same files and stores their text in an FTS5 table. Memory is the sum of what all processes
  hold resident, at its highest: what they share is counted for each. Processor time is the sum as well: on a
  machine that others use, only this can be compared.
- Finding out that nothing changed, beside `os.scandir` and `stat` of the same files.
- Thirty captures are put into the folder while careader shows the others; seconds until its title counts
  them, when asked to look (R), and when nobody asks.
"""

import argparse
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from bench.archives import ROOT, indexed, of_pages
from bench.terminal import home, middle, resident, running
from careader.index.planning import count_pending

NEW = 30

ALONE = """
import os, sqlite3, sys
folder, file = sys.argv[1:]
db = sqlite3.connect(file)
db.execute("PRAGMA journal_mode = WAL")
db.execute("PRAGMA synchronous = OFF")
db.execute("CREATE VIRTUAL TABLE pages USING fts5(text)")
names = sorted(name for name in os.listdir(folder) if name.endswith(".txt"))
texts = ((open(os.path.join(folder, name), encoding="utf-8").read(),) for name in names)
with db:
    db.executemany("INSERT INTO pages VALUES (?)", texts)
db.close()
"""


class Run(NamedTuple):
    """What a program took, with the processes that it started.

    Attributes:
        seconds: seconds on the clock.
        processor: seconds of processor time.
        memory: the most bytes that the processes held resident.
    """

    seconds: float
    processor: float
    memory: float


def build(archive: Path, folder: Path) -> Run:
    """Build an index."""
    order = {"index": str(folder / "index.db"), "roots": [str(archive)], "corrections": []}
    return watched([sys.executable, "-P", "-m", "careader.sitting.indexing"], json.dumps(order))


def alone(archive: Path, folder: Path) -> Run:
    """Store the texts in SQLite alone."""
    return watched([sys.executable, "-c", ALONE, str(archive), str(folder / "alone.db")], "")


def watched(command: list[str], said: str) -> Run:
    """Run a program.

    Args:
        command: the program and its arguments.
        said: the text on its standard input.
    """
    began, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    most = 0
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True, env=environment
    ) as process:
        assert process.stdin  # noqa: S101 - narrows the type
        process.stdin.write(said)
        process.stdin.close()
        while process.poll() is None:
            most = max(most, resident(process.pid))
            time.sleep(0.05)
    if process.returncode:
        raise SystemExit(f"{command}: ended with {process.returncode}")
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    processor = used.ru_utime + used.ru_stime - before.ru_utime - before.ru_stime
    return Run(time.perf_counter() - began, processor, most)


def built(archive: Path, rounds: int) -> None:
    """Print how building compares."""
    ours, theirs, sizes = [], [], [0.0, 0.0]
    for _ in range(rounds):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            theirs.append(alone(archive, folder))
            ours.append(build(archive, folder))
            sizes = [(folder / file).stat().st_size / 2**20 for file in ("index.db", "alone.db")]
    mine, peer = (Run(*map(statistics.median, zip(*each, strict=True))) for each in (ours, theirs))
    text = sum(path.stat().st_size for path in archive.glob("*.txt")) / 2**20
    for what, one, other in (
        ("building", mine.seconds, peer.seconds),
        ("  processor time", mine.processor, peer.processor),
    ):
        print(f"{what}: {one:.1f} s; SQLite alone: {other:.1f} s; ratio {one / other:.2f}")
    print(f"  memory at most {mine.memory / 2**20:.0f} MiB; SQLite alone {peer.memory / 2**20:.0f} MiB")
    size, bare = sizes
    print(f"  index {size:.0f} MiB, {size / text:.2f} of the captures; SQLite alone {bare:.0f} MiB")


def unchanged(archive: Path, rounds: int) -> None:
    """Print how finding nothing changed compares."""
    index = next(Path(indexed(archive)["XDG_CACHE_HOME"]).rglob("index.db"))

    def listed() -> int:
        with os.scandir(archive) as entries:
            return sum(entry.stat().st_size > 0 for entry in entries)

    def looked() -> int:
        return count_pending(index, [archive], [])[0]

    if work := looked():
        raise SystemExit(f"{work} captures are said to have changed")
    ours, theirs = [], []
    for _ in range(rounds * 5):
        theirs.append(seconds_of(listed))
        ours.append(seconds_of(looked))
    mine, peer = statistics.median(ours), statistics.median(theirs)
    print(f"nothing changed: {middle(ours)}; scandir and stat: {middle(theirs)}; ratio {mine / peer:.2f}")


def seconds_of(work: Callable[[], object]) -> float:
    """The seconds that some work takes."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def arriving(archive: Path, rounds: int) -> None:
    """Print how long new captures take until they are shown."""
    pages = sorted(archive.glob("*.txt"))
    new = pages[:: len(pages) // NEW][:NEW]
    folder = archive.with_name(f"{archive.name}-arriving")
    folder.mkdir(exist_ok=True)
    for each in new:
        (folder / each.name).unlink(missing_ok=True)
    for each in set(pages) - set(new):
        if not (folder / each.name).exists():
            os.link(each, folder / each.name)
    environment = indexed(folder)
    for keys, words in (("R", "asked to look"), ("", "by itself")):
        times = [arrive(folder, new, environment, len(pages), keys) for _ in range(rounds)]
        print(f"{NEW} new captures, {words}: {statistics.median(times):.2f} s until they are shown")


def arrive(folder: Path, new: list[Path], environment: dict[str, str], pages: int, keys: str) -> float:
    """Put captures into a folder that careader shows, and wait until it counts so many pages."""
    with tempfile.TemporaryDirectory() as name:
        shutil.copytree(environment["XDG_CACHE_HOME"], home(Path(name))["XDG_CACHE_HOME"])
        command = [sys.executable, "-m", "careader", str(folder)]
        with running(command, {**home(Path(name)), "PYTHONPATH": str(ROOT)}) as terminal:
            terminal.until(b"next unread")
            terminal.quiet(3)
            terminal.forget()
            for each in new:
                os.link(each, folder / each.name)
            if keys:
                terminal.press(keys)
            seconds = terminal.until(f"{pages:,} captures".encode())
        for each in new:
            (folder / each.name).unlink()
    return seconds


def main() -> None:
    """Run all and print what they took."""
    parser = argparse.ArgumentParser(description="The index, beside SQLite alone and a look at the files.")
    parser.add_argument("--pages", type=int, default=10000, metavar="N")
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    archive = of_pages(options.pages)
    built(archive, options.rounds)
    unchanged(archive, options.rounds)
    arriving(archive, options.rounds)


if __name__ == "__main__":
    main()
