"""How fast pages are parsed, beside reading the same files and splitting them at blank lines.

usage: python -m bench.parse [FOLDER]      (default: the sample in seeds/)

Prints megabytes a second for the pages of the folder, the ratio to the peer in the same run, and how the time
grows from 1,000 to 10,000 generated pages read together: 10 is linear.
"""

import random
import re
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from careader.capture import parse
from careader.text import decode

ROUNDS = 7
SEED = 7
SYLLABLES = "ka ro min tel va sun or li pe dra mo quen as ti lo ber en sha vor dul".split()
HEAD = "\n".join(f"  • {pair}/USD = 0.01000 -0%" for pair in ("KGS", "KZT", "TJS", "UZS", "TMT") * 8)


def main() -> None:
    """Run both benchmarks and print their figures."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parents[1] / "seeds"
    paths = sorted(folder.glob("*.txt"))
    size = sum(path.stat().st_size for path in paths) / 1e6
    ours, peer = best(lambda: read_all(paths)), best(lambda: split_all(paths))
    print(f"{len(paths)} pages, {size * 1000:.0f} KB: {ours * 1000:.1f} ms, {size / ours:.1f} MB/s")
    print(f"peer (read, decode, split at blank lines): {peer * 1000:.2f} ms; ratio {ours / peer:.0f}")
    few = timed(lambda: parse(generate(1000)))
    many = timed(lambda: parse(generate(10000)))
    print(f"1,000 pages {few:.2f} s, 10,000 pages {many:.2f} s: growth {many / few:.1f}")


def read_all(paths: list[Path]) -> object:
    """Read and parse the files."""
    return parse([(path.name, decode(path.read_bytes())) for path in paths])


def split_all(paths: list[Path]) -> object:
    """What the standard library does in one line a file."""
    return [re.split(r"\n\s*\n", path.read_bytes().decode("utf-8", "replace")) for path in paths]


def generate(count: int) -> Iterator[tuple[str, str]]:
    """Pages of six articles, each beginning one article after the page before."""
    draw = random.Random(SEED)  # noqa: S311 - the same pages each run
    articles = [story(draw) for _ in range(count + 5)]
    for n in range(count):
        yield str(n), f"{HEAD}\n{1 + n % 28:02} March 2025\n\n" + "\n\n".join(articles[n : n + 6]) + "\n"


def story(draw: random.Random) -> str:
    """One article: a headline and three paragraphs on a few words of its own."""
    topic = ["".join(draw.choices(SYLLABLES, k=3)) for _ in range(12)]
    headline = " ".join(word.capitalize() for word in topic[:7])
    body = (" ".join(draw.choices(topic, k=40)).capitalize() + "." for _ in range(3))
    return "\n\n".join((headline, *body))


def timed(work: Callable[[], object]) -> float:
    """The seconds that some work takes."""
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def best(work: Callable[[], object]) -> float:
    """The seconds of the best of several runs."""
    return min(timed(work) for _ in range(ROUNDS))


if __name__ == "__main__":
    main()
