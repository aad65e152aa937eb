"""How long jump takes at each keystroke, as a ratio to rapidfuzz's WRatio over the same headlines.

usage: python -m bench.jump_speed    (10,000 and 100,000 headlines)

Queries of the classes of ``jump_quality`` are typed letter by letter; each keystroke is one find of 50.
WRatio answers every 40th keystroke, since one answer takes it a good part of a second. The first keystroke
after a start is timed in processes of its own, which read a pack from disk.
"""

import random
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from time import perf_counter

from rapidfuzz import process, utils

from bench.jump_quality import SEED, make_headlines, make_queries
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


def timed(run: Callable[[], object]) -> float:
    """Milliseconds that a run takes."""
    start = perf_counter()
    run()
    return (perf_counter() - start) * 1000


def line(name: str, times: list[float], beside: list[float]) -> str:
    """The median and the 95th percentile of some times, and their ratios to others."""
    values = (median(times), quantiles(times, n=20)[-1])
    ratios = (values[0] / median(beside), values[1] / quantiles(beside, n=20)[-1])
    return (
        f"  {name:12} p50 {values[0]:7.1f} ms ({ratios[0]:.3f})   p95 {values[1]:7.1f} ms ({ratios[1]:.3f})"
    )


def after_a_start(pack: bytes) -> None:
    """Print what the first keystroke waits for in a new process, rapidfuzz imported: the median of seven."""
    with TemporaryDirectory() as folder:
        file = Path(folder, "pack")
        file.write_bytes(pack)
        for typed in ("k", "kaz", "balkash preserv"):
            runs = [
                subprocess.run(
                    [sys.executable, "-c", FIRST, file, typed], capture_output=True, text=True, check=True
                )
                for _ in range(7)
            ]
            steps = zip(*(map(float, run.stdout.split()) for run in runs), strict=True)
            read, unpacked, found = map(median, steps)
            print(
                f"  first {typed!r:17} read in {read:.0f} ms, unpacked by {unpacked:.0f} ms, "
                f"found by {found:.0f} ms ({len(pack) / 1e6:.1f} MB)"
            )


def measure(count: int) -> None:
    """Print what making a `Jump` costs, a start and each keystroke, for so many headlines."""
    rng = random.Random(SEED)  # noqa: S311 - the same headlines every time
    headlines = make_headlines(count, rng)
    queries = [query for asked in make_queries(headlines, 2, rng).values() for query, _ in asked]
    keystrokes = [query[:end] for query in queries for end in range(1, len(query) + 1)]

    made: list[Jump] = []
    making = timed(lambda: made.append(Jump(headlines)))
    jump = made[0]
    print(f"{count} headlines: made in {making:.0f} ms")
    after_a_start(jump.pack())

    processed = [utils.default_process(headline) for headline in headlines]
    peer = [
        timed(partial(process.extract, utils.default_process(typed), processed, limit=50))
        for typed in keystrokes[::40]
    ]
    print(line("keystroke", [timed(partial(jump.find, typed)) for typed in keystrokes], peer))
    print(line("WRatio", peer, peer))


if __name__ == "__main__":
    for size in (10_000, 100_000):
        measure(size)
