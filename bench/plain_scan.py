"""Ten thousand random queries of the language, each beside a plain scan of the texts.

usage: python -m bench.plain_scan [--queries N] [--seed N]    (default: 10000 queries, seed 1)

The tests ask some hundred of them. Each archive of 60 made-up articles is asked 500 queries.
"""

import argparse
import sys
import tempfile
import time
from pathlib import Path

from tests.find.search.test_plain_scan import disagreements

AT_ONCE = 500
"""Queries for one archive."""


def main() -> int:
    """Ask, and print every query of which the two answers differ; returns 1 if any does."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--queries", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    begun, wrong, asked = time.perf_counter(), 0, 0
    for seed in range(options.seed, options.seed + -(-options.queries // AT_ONCE)):
        number = min(AT_ONCE, options.queries - asked)
        with tempfile.TemporaryDirectory() as folder:
            for line in disagreements(Path(folder), seed, number):
                wrong += 1
                print(line)
        asked += number
        print(f"# {asked:,} queries, {wrong} answered otherwise", file=sys.stderr, flush=True)
    print(f"{asked:,} queries, {wrong} answered otherwise, {time.perf_counter() - begun:.0f} s")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
