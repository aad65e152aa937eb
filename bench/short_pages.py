"""How exactly pages of one to six short articles are divided, each page alone.

usage: python -m bench.short_pages [--half fit|judge|all] [--rounds N] [--show]

The stories in bench/short_stories/ are ours, of 100 to 250 words. They are shuffled into pages of one to six,
in Title Case and in sentence case, with a head (rates and date) and without. Every second story was used to
fit the model (`bench.fit_headlines`); the figures of the half that was not (``judge``, the default) count.
"""

import argparse
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from careader.capture import parse

STORIES = Path(__file__).parent / "short_stories"
HEAD = "\n".join(f"  • {pair}/USD = 0.01000 -0%" for pair in ("KGS", "KZT", "TJS", "UZS", "TMT") * 8)
MOST = 6  # articles of a page


@dataclass(frozen=True, slots=True)
class Story:
    """A short article: its blocks with the titles in one of two cases, the first block the headline."""

    blocks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ShortPage:
    """A page made of stories: its text, and the headlines on it."""

    text: str
    headlines: tuple[str, ...]


def stories(*, titled: bool, half: str = "all") -> list[Story]:
    """The stories with Title Case or sentence case titles: all, those to fit on, or those to judge by."""
    told = [
        story
        for path in sorted(STORIES.glob("*.txt"))
        for story in re.split(r"(?m)^# ", path.read_text("utf-8"))[1:]
    ]
    chosen = {"all": told, "fit": told[::2], "judge": told[1::2]}[half]
    return [
        Story(tuple(_title(block, titled=titled) for block in story.strip().split("\n\n")))
        for story in chosen
    ]


def _title(block: str, *, titled: bool) -> str:
    return block.removeprefix("## ").split(" || ")[0 if titled else -1]


def short_pages(half: str, rounds: int, *, titled: bool, headed: bool) -> Iterator[tuple[int, ShortPage]]:
    """Pages of one to six stories with their numbers, so that each story stands once a round and number."""
    told = stories(titled=titled, half=half)
    draw = random.Random(f"{half}{titled}{headed}")  # noqa: S311 - the same pages each run
    for round_no in range(rounds):
        for count in range(1, MOST + 1):
            draw.shuffle(told)
            for at in range(0, len(told) - count + 1, count):
                yield count, make_page(told[at : at + count], headed=headed, day=1 + round_no)


def make_page(told: Sequence[Story], *, headed: bool, day: int = 1) -> ShortPage:
    """A page of stories."""
    head = f"{HEAD}\n{day:02} March 2025\n\n" if headed else ""
    text = head + "\n\n".join("\n\n".join(story.blocks) for story in told) + "\n"
    return ShortPage(text, tuple(story.blocks[0] for story in told))


def main() -> None:
    """Print F1 and the share of pages exactly right, by case, head and number of articles."""
    parser = argparse.ArgumentParser(description="short articles, one to six on a page")
    parser.add_argument("--half", choices=("fit", "judge", "all"), default="judge")
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument(
        "--show", action="store_true", help="print what was missed and what was taken wrongly"
    )
    options = parser.parse_args()
    all_of = [0] * 5
    for titled in (True, False):
        for headed in (True, False):
            by_count = {count: [0] * 5 for count in range(1, MOST + 1)}
            for count, page in short_pages(options.half, options.rounds, titled=titled, headed=headed):
                (capture,) = parse([("page", page.text)])
                found = [copy.headline for copy in capture.copies]
                same = len(set(found) & set(page.headlines))
                row = (same, len(found), count, sorted(found) == sorted(page.headlines), 1)
                by_count[count] = [old + new for old, new in zip(by_count[count], row, strict=True)]
                if options.show:
                    for line in sorted(set(found) ^ set(page.headlines)):
                        print(f"    {count} {'+' if line in found else '-'} {line}")
            name = ("Title Case" if titled else "sentence case") + (", head" if headed else ", no head")
            whole = [sum(column) for column in zip(*by_count.values(), strict=True)]
            all_of = [old + new for old, new in zip(all_of, whole, strict=True)]
            each = "  ".join(f"{count}: {figures(row)}" for count, row in by_count.items())
            print(f"{name}: {figures(whole)}   {each}")
    print(f"all: {figures(all_of)} ({all_of[3]} of {all_of[4]} pages)")


def figures(row: Sequence[int]) -> str:
    """F1 and the share of pages exactly right, of right, found and true headlines, exact pages and pages."""
    right, found, true, exact, pages = row
    return f"{2 * right / max(found + true, 1):.3f}/{exact / max(pages, 1):.2f}"


if __name__ == "__main__":
    main()
