"""Write an archive of generated pages in the form of real captures, and the truth about them.

usage: python -m bench.make_corpus FOLDER [--pages N] [--per-story F] [--seed S]    (default: 1000 pages)

FOLDER gets N pages, named as real ones are, and truth.jsonl: a line for each page in the order of their
names, with its kind and date, and for each article in page order the number of its story, its headline, and
how many words this copy has. Two copies are of one article exactly if their stories have one number. The same
arguments give the same bytes.

As on a site that moves on, a page shows six neighbours of a list (all stories, a section's, an author's),
captures of one list overlap, and older ones show a story as it was before its headline or text was changed. F
is on how many captures a story stands on average (default 4.5).
"""

import argparse
import datetime as dt
import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from itertools import pairwise
from pathlib import Path

from bench.grammar import FIRST, chance, rare_word, surname, words_in
from bench.stories import Part, Story, digest_items, story

SHARES = {
    "home": 0.152,
    "listing": 0.684,
    "bare": 0.007,
    "author": 0.058,
    "stubs": 0.007,
    "old": 0.04,
    "single": 0.008,
}
"""The share of each kind of page among captures (FORMAT.md: Kinds of page); the rest are digests."""

SAVED_TWICE = 0.02
TORN = 0.04  # of pages with full text: the last article is cut short at its end
SMALL_TAGS = 0.06  # of listings: fewer than six articles in all
OF_THE_DAY = 0.6  # of captures: the newest of the list is new that day
LAST_DAY = dt.date(2026, 2, 25)
MOST_DAYS = 536  # that captures are spread over
MOST_SECTIONS = 60
MOST_DIGESTS = 260  # one a week for five years

TEASER = 500
"""How many words a teaser has."""

STRAIGHT = str.maketrans({"“": '"', "”": '"', "’": "'", "‘": "'", "—": "--", "–": "-"})
"""What a teaser has for the signs of full text."""

CUT_MARK = "Continue reading"
DIGEST = "Weekly Digest of Central Asia"
INTRODUCTION = (
    "A reading list from all over the region: what papers, agencies and stations told in these seven days, in"
    " their own words, with the way to each of them, chosen by the desk and sent on Friday."
)


@dataclass(frozen=True, slots=True)
class Plan:
    """What one page is to show.

    Attributes:
        kind: one of ``SHARES``, or ``digest``.
        stories: the numbers of its stories, top to bottom.
        moment: when it was captured: the number of the newest story then.
        name: of the section or the author.
        first: the place of its first story in the whole list, from 1.
        total: the length of the whole list at that moment.
    """

    kind: str
    stories: tuple[int, ...]
    moment: int
    name: int = 0
    first: int = 1
    total: int = 0


@dataclass(frozen=True, eq=False)
class Archive:
    """What all pages are made from. Equal to nothing but itself, so that a cache can go by it.

    Attributes:
        seed: of chance.
        new: how many stories the site has; they are numbered by age.
        old: how many the old site had, numbered after those; its digests come last.
        days: over how many days the captures are spread.
        plans: of the pages, by their stories.
    """

    seed: int
    new: int
    old: int
    days: int
    plans: tuple[Plan, ...]

    def day(self, moment: int) -> dt.date:
        """The day of a capture."""
        return LAST_DAY - dt.timedelta(days=self.days - 1 - moment * self.days // self.new)


@dataclass(frozen=True, slots=True)
class Shown:
    """One article as a page shows it, and how many words its text has (the markup of shortcodes has none)."""

    story: int
    headline: str
    text: str
    words: int


# Which page shows what


def plan(pages: int, per_story: float, seed: int) -> Archive:
    """What each of so many pages shows."""
    kinds = Counter({kind: round(pages * share) for kind, share in SHARES.items()})
    kinds["digest"] = max(pages - kinds.total(), 0)
    new, old = (max(round(6 * kinds[kind] / per_story), 12) for kind in ("listing", "old"))
    days = min(max(pages // 10, 5), MOST_DAYS)
    excess, plans = 1.0, list[Plan]()
    for _ in range(10):  # how many stories stand on no page is known only afterwards
        new, old = max(round(new * excess), 12), max(round(old * excess), 12)
        plans = [*_new_pages(kinds, new, seed), *_old_pages(kinds, new, old, per_story, seed)][:pages]
        stories = [number for each in plans for number in each.stories]
        excess = (len(stories) * (1 + SAVED_TWICE) / len(set(stories)) / per_story) ** 1.5
        if abs(excess - 1) < 0.01:
            break
    return Archive(seed, new, old, days, tuple(sorted(plans, key=_first_story)))


def _first_story(each: Plan) -> int:
    return each.stories[0]


def _new_pages(kinds: Counter[str], count: int, seed: int) -> Iterator[Plan]:
    draw = chance(seed, "new pages", count)
    sections = min(max(count // 40, 2), MOST_SECTIONS)
    weights = [1 / (rank + 2) for rank in range(sections)]
    by_section: dict[int, list[int]] = {}
    by_author: dict[int, list[int]] = {}
    for number, section in enumerate(draw.choices(range(sections), weights, k=count)):
        by_section.setdefault(section, []).append(number)
        by_author.setdefault(draw.randrange(max(sections // 3, 1)), []).append(number)
    small = round(kinds["listing"] * SMALL_TAGS)
    for kind, lists, times in (
        ("home", {0: list(range(count))}, kinds["home"]),
        ("listing", by_section, kinds["listing"] - small),
        ("bare", by_section, kinds["bare"]),
        ("author", by_author, kinds["author"]),
    ):
        for name, share in _shares(lists, times):
            listed = lists[name]
            for end in _ends(len(listed), share):
                stories = tuple(listed[max(end - 6, 0) : end][::-1])
                age = 0 if draw.random() < OF_THE_DAY else draw.random() ** 3
                moment = stories[0] + round(age * (count - 1 - stories[0]))
                newer = sum(number <= moment for number in listed[end:]) if age else 0
                yield Plan(kind, stories, moment, name, newer // 6 * 6 + 1, end + newer)
    for _ in range(small):
        first = draw.randrange(max(count - 40, 1))
        near = range(first, min(first + 40, count))
        few = tuple(sorted(draw.sample(near, draw.randint(1, 5)), reverse=True))
        yield Plan("listing", few, few[0], first=1, total=len(few))
    for _ in range(kinds["single"]):
        number = draw.randrange(count)
        yield Plan("single", (number,), min(number + draw.randint(0, 60), count - 1))


def _old_pages(kinds: Counter[str], new: int, old: int, per_story: float, seed: int) -> Iterator[Plan]:
    draw = chance(seed, "old pages")
    for kind in ("old", "stubs"):
        for end in _ends(old, kinds[kind]):
            stories = tuple(range(new + max(end - 6, 0), new + end))[::-1]
            yield Plan(kind, stories, stories[0] + draw.choice((0, 0, 5)))
    digests = min(max(round(kinds["digest"] / per_story), 2), MOST_DIGESTS)
    for n in range(kinds["digest"]):
        yield Plan("digest", (new + old + n % digests,), 0)


def _ends(length: int, times: int) -> list[int]:
    """Where the pages of a list end, so many of them, evenly over all of it."""
    if times < 2:
        return [length] * times
    return [length - round(n * max(length - 6, 0) / (times - 1)) for n in range(times)]


def _shares(lists: dict[int, list[int]], times: int) -> Iterator[tuple[int, int]]:
    """Each list with how many of the pages are of it."""
    total = sum(map(len, lists.values()))
    ends, done = [0], 0
    for listed in lists.values():
        done += len(listed)
        ends.append(round(times * done / total))
    for name, (begin, end) in zip(lists, pairwise(ends), strict=True):
        yield name, end - begin


# What an article looks like


@lru_cache(8192)  # a story stands on pages that are written one after the other
def _told(archive: Archive, number: int) -> Story:
    if number < archive.new:
        return story(archive.seed, number)
    return story(archive.seed, number - archive.new, old=True)


def _version(archive: Archive, number: int, moment: int) -> tuple[str, Sequence[Part]]:
    """The headline and the body of a story at a moment: three stories later it has been changed."""
    told = _told(archive, number)
    if moment - number < 3:
        return told.headline, told.parts
    return told.later_headline, told.later_parts


def full(archive: Archive, number: int, moment: int) -> Shown:
    """A story in full, in many blocks."""
    headline, parts = _version(archive, number, moment)
    text = "\n\n".join(block for part in parts for block in _blocks(part))
    return Shown(number, headline, text, words_in(text) - text.count("• "))


def _blocks(part: Part) -> Iterator[str]:
    if part.kind == "gap":
        yield "\u00a0"
    elif part.kind == "list":
        yield from (part.text, *(f"• {item}" for item in part.items))
    elif part.kind != "credit":
        yield part.text


def teaser(archive: Archive, number: int, moment: int) -> Shown:
    """A story in one block, cut where it is longer than a teaser."""
    headline, parts = _version(archive, number, moment)
    text = " ".join(map(_flat, parts)).translate(STRAIGHT)
    if words_in(text) > TEASER and (cut := re.match(rf"(?:\S+\s+){{{TEASER - 1}}}\S+", text)):
        text = cut[0] + "..."
    said = re.sub(r"\[caption [^]]*\](.*?)\[/caption\]", r"\1", text) if "[caption" in text else text
    return Shown(number, headline.translate(STRAIGHT), text, words_in(said))


def _flat(part: Part) -> str:
    if part.kind in ("caption", "credit"):
        tag = f'[caption id="attachment_{part.items[0]}" align="aligncenter" width="1600"]'
        return f"{tag} {part.text}[/caption]"
    return " ".join((part.text, *part.items)) if part.kind != "gap" else " "


def stub(archive: Archive, number: int, moment: int, *, inside: bool) -> Shown:
    """The headline and the first paragraph, with the cut mark inside it or as a block of its own."""
    headline, parts = _version(archive, number, moment)
    text = parts[0].text
    if inside:
        return Shown(number, headline, f"{text} {CUT_MARK}", words_in(text) + words_in(CUT_MARK))
    return Shown(number, headline, f"{text}\n\n{CUT_MARK}", words_in(text))


def digest(archive: Archive, number: int) -> Shown:
    """A weekly digest: one article, whatever its lines look like."""
    text = "\n\n".join([INTRODUCTION, *digest_items(archive.seed, number - archive.new - archive.old)])
    return Shown(number, DIGEST, text, words_in(text))


def torn(shown: Shown, share: float) -> Shown:
    """An article cut short at its end where the file broke off; at least 150 words are left."""
    words = max(round(shown.words * share), 150)
    if cut := re.match(rf"(?:\S+\s+){{{words - 1}}}\S+", shown.text):
        return Shown(shown.story, shown.headline, cut[0], words_in(cut[0]) - cut[0].count("• "))
    return shown


# What a page looks like


def page(archive: Archive, number: int) -> tuple[dt.date | None, str, tuple[Shown, ...]]:
    """The date of a page if it tells one, its text, and what it shows."""
    each = archive.plans[number]
    draw = chance(archive.seed, "page", number)
    head: list[str] = []
    day = None
    if each.kind in ("home", "listing", "author") or (each.kind == "single" and draw.random() < 0.5):
        of = archive.day(each.moment)
        head += rates(archive.seed, of, draw.choice((0, 0, 0, 1, 2)), 4 if draw.random() < 0.15 else 5)
        if each.kind in ("home", "single") or draw.random() < 0.65:
            day = of
            head.append(f"{day:%d %B %Y}")
    if each.kind in ("listing", "bare"):
        total = f" {each.total}" if draw.random() > 0.004 else ""
        head.append(f"Viewing results {each.first} - {each.first + 5} of{total}")
    elif each.kind == "author":
        head += ["", author_block(archive.seed, each.name, named=draw.random() < 0.9)]
    elif each.kind in ("old", "digest") and draw.random() < 0.7:
        head.append(" ".join(rare_word(draw) for _ in range(40)))  # link spam
    shown = [_shown(archive, each, number) for number in each.stories]
    if each.kind in ("home", "single") and draw.random() < TORN:
        shown[-1] = torn(shown[-1], draw.uniform(0.4, 0.95))
    gap = "\n\n\u00a0\n\n" if each.kind == "home" and draw.random() < 0.1 else "\n\n"
    body = gap.join(f"{article.headline}\n\n{article.text}" for article in shown)
    return day, "\n".join(head) + "\n\n" * bool(head) + body, tuple(shown)


def _shown(archive: Archive, each: Plan, number: int) -> Shown:
    match each.kind:
        case "home" | "single":
            return full(archive, number, each.moment)
        case "listing" | "bare" | "author":
            return teaser(archive, number, each.moment)
        case "digest":
            return digest(archive, number)
    return stub(archive, number, each.moment, inside=each.kind == "old")


def rates(seed: int, day: dt.date, hour: int, pairs: int) -> list[str]:
    """The rates of a day, eight times over; captures of another hour have others."""
    draw = chance(seed, "rates", day, hour)
    lines = []
    for pair, usual in (("KGS", 1144), ("KZT", 196), ("TJS", 10800), ("UZS", 8), ("TMT", 28550))[:pairs]:
        value = round(usual * draw.uniform(0.98, 1.02))  # UZS stays as it is
        moves = (f"{draw.uniform(-1, 1):.2f}%", f"{draw.uniform(0, 2):.1f}%") if value > 100 else ("0%", "0%")
        (change,) = draw.choices(("0%", "-0%", *moves), (70, 17, 12, 1))
        lines.append(f"  • {pair}/USD = {value / 100000:.5f} {change}")
    lines *= 8
    return [lines[0].strip(), *lines[1:]]


def author_block(seed: int, name: int, *, named: bool) -> str:
    """The card of an author above the list of articles."""
    draw = chance(seed, "author", name)
    who = f"{draw.choice(FIRST)} {surname(draw)}"
    blocks = [f"Our People > {who}", f"{who}'s Avatar"]
    if named:
        blocks += [who, "Senior Editor | Journalist"]
        blocks += [f"{who} is a journalist who has written about the region for {draw.randint(5, 30)} years."]
    if named and draw.random() < 0.3:
        blocks += ["divider", f"Before that {who} was a reporter for a weekly of the coast."]
    return "\n\n".join([*blocks, "Articles"])


def make_corpus(folder: Path, pages: int, per_story: float, seed: int) -> None:
    """Write the archive; files in the folder that have other names stay."""
    folder.mkdir(parents=True, exist_ok=True)
    archive = plan(pages - round(pages * SAVED_TWICE), per_story, seed)
    different = len(archive.plans)
    draw = chance(seed, "names")
    again = [draw.randrange(different) for _ in range(pages - different)]
    places = draw.sample(range(pages), pages)
    truth = [""] * pages
    for place, number in zip(places, sorted([*range(different), *again]), strict=True):
        day, text, shown = page(archive, number)
        name = f"{place:06}_{blake2b(f'{seed}/{place}'.encode(), digest_size=8).hexdigest()}.txt"
        (folder / name).write_text(text, "utf-8")
        line = {
            "file": name,
            "kind": archive.plans[number].kind,
            "date": day and day.isoformat(),
            "articles": [{"story": a.story, "headline": a.headline, "words": a.words} for a in shown],
        }
        truth[place] = json.dumps(line, ensure_ascii=False) + "\n"
    (folder / "truth.jsonl").write_text("".join(truth), "utf-8")


def main() -> None:
    """Read the arguments and write the archive."""
    parser = argparse.ArgumentParser(
        description="Write an archive of generated pages and the truth about them."
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--pages", type=int, default=1000, metavar="N")
    parser.add_argument("--per-story", type=float, default=4.5, metavar="F", help="captures to a story")
    parser.add_argument("--seed", type=int, default=1, metavar="S")
    options = parser.parse_args()
    make_corpus(options.folder, options.pages, options.per_story, options.seed)


if __name__ == "__main__":
    main()
