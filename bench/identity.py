"""Whether the index makes one article of each story: wrong and missed merges, where the truth is known.

usage: python -m bench.identity [--pages N…] [--per-story F]    (default: 2000 pages, 4.5 captures a story)

A merge is wrong where an article has copies of two stories, and missed where the copies of a story are in two
articles. Ends with 1 if there is any of either, or a page that was not divided as it was made.
"""

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

from bench.archives import indexed, of_pages
from careader.index.tables import connect

COPIES = """
    SELECT p.path, t.article FROM captures p JOIN copies c ON c.capture = p.id JOIN texts t ON t.id = c.text
    ORDER BY p.path, c.place
"""


def told(archive: Path) -> dict[str, list[int]]:
    """The stories of each page, top to bottom, in truth."""
    with (archive / "truth.jsonl").open(encoding="utf-8") as lines:
        pages = map(json.loads, lines)
        return {page["file"]: [article["story"] for article in page["articles"]] for page in pages}


def found(archive: Path) -> dict[str, list[int]]:
    """The articles of each page, top to bottom, in the index."""
    index = next(Path(indexed(archive)["XDG_CACHE_HOME"]).rglob("index.db"))
    pages: dict[str, list[int]] = defaultdict(list)
    with closing(connect(index)) as db:
        for path, article in db.execute(COPIES):
            pages[path].append(article)
    return pages


def several(one: Mapping[str, list[int]], other: Mapping[str, list[int]]) -> int:
    """How many numbers of one kind stand for several of the other."""
    stand_for: dict[int, set[int]] = defaultdict(set)
    for page, numbers in one.items():
        for number, counterpart in zip(numbers, other.get(page, ()), strict=False):
            stand_for[number].add(counterpart)
    return sum(len(counterparts) > 1 for counterparts in stand_for.values())


def main() -> int:
    """Print what was found for each archive; returns the exit code."""
    parser = argparse.ArgumentParser(description="Wrong and missed merges on generated archives.")
    parser.add_argument("--pages", nargs="+", type=int, default=[2000], metavar="N")
    parser.add_argument("--per-story", type=float, default=4.5, metavar="F")
    options = parser.parse_args()
    bad = 0
    for pages in options.pages:
        archive = of_pages(pages, options.per_story)
        stories, articles = told(archive), found(archive)
        divided = sum(len(numbers) != len(articles.get(page, ())) for page, numbers in stories.items())
        wrong, missed = several(articles, stories), several(stories, articles)
        count = len({story for numbers in stories.values() for story in numbers})
        print(f"{pages:,} pages, {count:,} stories: {wrong} wrong merges, {missed} missed merges,", end=" ")
        print(f"{divided} pages divided otherwise")
        bad += wrong + missed + divided
    return int(bad > 0)


if __name__ == "__main__":
    sys.exit(main())
