"""How long jump takes at each keystroke and how much memory it holds, beside frizbee, fzf and WRatio.

usage: python -m bench.jump_speed [HEADLINES...]    (default: 10000 100000 1000000)

Queries of the classes of ``jump_quality`` are typed letter by letter; each keystroke is one find of 50. Jump
answers in a process of its own, which reads a pack from disk as the interface does, so its memory is that of
jump alone. Each line has the time and then the processor time, which a busy machine lengthens less. The peers
answer every so many keystrokes, since some take a good part of a second:

- frizbee, without typos and with one allowed in each word, over headlines that it holds;
- ``fzf --filter``, which reads the headlines each time: what a query without letters takes is taken off;
- rapidfuzz's WRatio, up to 100,000 headlines.

A peer takes part where it is installed: bench/README.md says how.
"""

import random
import shutil
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from time import perf_counter, process_time
from typing import NamedTuple

from rapidfuzz import process, utils

from bench.jump_quality import SEED, by_frizbee, make_headlines, make_queries
from careader.find.jump.jump import Jump

FIRST = """
import sys
from pathlib import Path
from time import perf_counter

from careader.find.jump.jump import Jump

start = perf_counter()
data = Path(sys.argv[1]).read_bytes()
read = perf_counter()
jump = Jump.unpack(data)
unpacked = perf_counter()
jump.find(sys.argv[2])
print(*(1000 * (end - start) for end in (read, unpacked, perf_counter())))
"""

TYPED = """
import sys
from pathlib import Path
from time import perf_counter, process_time

from careader.find.jump.jump import Jump

jump = Jump.unpack(Path(sys.argv[1]).read_bytes())
jump.warm()
for typed in sys.stdin.read().split("\\n"):
    start, spent = perf_counter(), process_time()
    jump.find(typed, 50)
    print(1000 * (perf_counter() - start), 1000 * (process_time() - spent))
[most] = [line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM")]
print(int(most.split()[1]) / 1024)
"""

MOST_FOR_WRATIO = 100_000
"""Headlines above which WRatio takes seconds for a keystroke."""


class Took(NamedTuple):
    """What a run took, in milliseconds: time, and processor time of this process and of those it ran."""

    time: float
    processor: float


def timed(run: Callable[[], object]) -> Took:
    """What a run takes."""
    start, spent = perf_counter(), _processor()
    run()
    return Took((perf_counter() - start) * 1000, (_processor() - spent) * 1000)


def _processor() -> float:
    used = getrusage(RUSAGE_CHILDREN)
    return process_time() + used.ru_utime + used.ru_stime


def line(name: str, took: list[Took], ours: list[Took]) -> str:
    """The medians and the 95th percentiles of some times, and how many times as long as jump these are."""
    found = f"  {name:16}"
    for kind, these, own in zip(
        ("", "processor "), zip(*took, strict=True), zip(*ours, strict=True), strict=True
    ):
        middle, late = median(these), quantiles(these, n=20)[-1]
        ratios = middle / median(own), late / quantiles(own, n=20)[-1]
        found += f"  {kind}p50 {middle:6.1f} ms ({ratios[0]:5.2f}) p95 {late:6.1f} ms ({ratios[1]:5.2f})"
    return found


def after_a_start(pack: Path) -> None:
    """Print what the first keystroke waits for in a new process, rapidfuzz imported: the median of seven."""
    for typed in ("k", "kaz", "balkash preserv"):
        runs = [
            subprocess.run(
                [sys.executable, "-c", FIRST, pack, typed], capture_output=True, text=True, check=True
            )
            for _ in range(7)
        ]
        steps = zip(*(map(float, run.stdout.split()) for run in runs), strict=True)
        read, unpacked, found = map(median, steps)
        print(
            f"  first {typed!r:17} read in {read:.0f} ms, unpacked by {unpacked:.0f} ms, "
            f"found by {found:.0f} ms ({pack.stat().st_size / 1e6:.1f} MB)"
        )


def typing(pack: Path, keystrokes: list[str]) -> tuple[list[Took], float]:
    """What each keystroke takes in a process that has nothing but jump, and its most MiB of memory."""
    run = subprocess.run(
        [sys.executable, "-c", TYPED, pack],
        input="\n".join(keystrokes),
        capture_output=True,
        text=True,
        check=True,
    )
    *took, memory = run.stdout.splitlines()
    return [Took(*map(float, each.split())) for each in took], float(memory)


def by_fzf(lines: Path) -> Callable[[str], object]:
    """Find with fzf."""

    def find(query: str) -> object:
        with lines.open() as headlines:
            return subprocess.run(
                ["fzf", "--filter", query], stdin=headlines, stdout=subprocess.DEVNULL, check=False
            )

    return find


def peers(headlines: list[str], folder: Path) -> dict[str, tuple[Callable[[str], object], int]]:
    """The other ways of finding, each with how many keystrokes pass until it is asked again."""
    found: dict[str, tuple[Callable[[str], object], int]] = {}
    for typos in (0, 1) if find_spec("frizbee") else ():
        found[f"frizbee, {typos} typos"] = by_frizbee(headlines, typos), 5
    if shutil.which("fzf"):
        lines = folder / "headlines"
        lines.write_text("\n".join(headlines), "utf-8")
        found["fzf"] = by_fzf(lines), 10
    if len(headlines) <= MOST_FOR_WRATIO:
        processed = [utils.default_process(headline) for headline in headlines]
        found["WRatio"] = lambda query: process.extract(utils.default_process(query), processed, limit=50), 40
    return found


def measure(count: int) -> None:
    """Print what making a `Jump` costs, a start and each keystroke, for so many headlines."""
    rng = random.Random(SEED)  # noqa: S311 - the same headlines every time
    headlines = make_headlines(count, rng)
    asked = make_queries(headlines[:MOST_FOR_WRATIO], 2, rng).values()
    queries = [query for each in asked for query, _ in each]
    keystrokes = [query[:end] for query in queries for end in range(1, len(query) + 1)]
    with TemporaryDirectory() as name:
        pack = Path(name, "pack")
        making = timed(lambda: pack.write_bytes(Jump(headlines).pack()))
        print(f"{count:,} headlines: made in {making.time:.0f} ms; {len(keystrokes)} keystrokes")
        after_a_start(pack)
        ours, memory = typing(pack, keystrokes)
        print(f"{line('jump', ours, ours)}   {memory:.0f} MiB", flush=True)
        for peer, (find, step) in peers(headlines, Path(name)).items():
            empty = min(timed(partial(find, "")) for _ in range(3)) if peer == "fzf" else Took(0.0, 0.0)
            took = [timed(partial(find, typed)) for typed in keystrokes[::step]]
            less = [Took(*(max(a - b, 0.1) for a, b in zip(each, empty, strict=True))) for each in took]
            print(line(peer, less, ours[::step]), flush=True)


if __name__ == "__main__":
    for size in map(int, sys.argv[1:] or ("10000", "100000", "1000000")):
        measure(size)
