"""The exchange rates, the day and the paging line of a page, from anywhere on the page."""

import re
from collections.abc import Sequence
from datetime import date

from careader.intake.days import day_at_edge, day_in, moment_of, whole_day
from careader.intake.html.about import are_dated_above
from careader.intake.html.furniture import is_site_header
from careader.intake.html.walk import Box, Run

_RATE = re.compile(
    r"\b([A-Z]{3})\s*/\s*([A-Z]{3})\s*(?:(?:::|[=:|–-])\s*){0,2}(\d+\.\d+)\s*[|(,;]?\s*([▲△↑▼▽↓]?)\s*([+−–-]?)\s*(\d+(?:\.\d+)?)\s?%\)?"
)
_PAIR = re.compile(r"[A-Z]{3}\s*/\s*[A-Z]{3}\b")
_LISTING = re.compile(
    r"(?:Viewing|Showing|Displaying)\s+(?:results?\s+)?(\d+)\s*(?:[-–—]|to)\s*(\d+)(?:\s+of(?:\s+(\d+))?)?(?:\s+\w+)?\s*\.?",
    re.IGNORECASE,
)
_ISO = re.compile(r"(?<![\d/.-])\d{4}-\d\d-\d\d(?![\d/.-])")
_DOWN = "▼▽↓"
_OF_PAGE = re.compile(
    r"(?:this |the )?(?:page |site |edition |issue )?(?:was )?(?:last )?"
    r"(?:saved|printed|updated|built|generated|compiled|retrieved|captured|archived|status|as of|today)\b",
    re.IGNORECASE,
)
"""Matches the beginning of a line that tells when the page was as it is."""
_LONGEST = 400  # a twentieth of the most letters of a block with rates
_MOST_BLOCKS = 12  # the most blocks of the rates of a page that a tool has cut in the wrong places
_WORDS_AROUND = 0.4
_LONGEST_DAY = 60  # the most letters of a block that is a day
_LONGEST_LINE = 90  # the most letters of a block with the name of the page and its day
_OF_TODAY = (
    "today",
    "current-date",
    "currentdate",
    "site-date",
    "header-date",
    "date-bar",
    "datebar",
    "page-date",
    "topbar",
    "top-bar",
    "masthead",
    "ticker",
    "fx",
    "rates",
)
_OF_ARTICLE = ("entry", "post", "article", "meta", "byline", "published", "story", "card", "teaser", "item")


def rates_in(runs: Sequence[Run]) -> tuple[list[str], set[int]]:
    """The rates of a page as lines in the form of FORMAT.md, and the indices of their blocks.

    A rate can be in one block, or spread over several blocks in a row, such as the cells of a table.
    """
    lines: list[str] = []
    taken: set[int] = set()
    at = 0
    while at < len(runs):
        if (
            at in taken
            or not _PAIR.search(runs[at].spaced or runs[at].text)
            or len(runs[at].text) > _LONGEST * 20
        ):
            at += 1
            continue
        end, found = _rate_table_at(runs, at)
        if not found:
            end, found = _rates_at(runs, at)
        if found:
            lines += found
            taken.update(range(at, end))
            at = end
        else:
            at += 1
    return lines, taken


def _rates_at(runs: Sequence[Run], at: int) -> tuple[int, list[str]]:
    """The index after the last block of the rates that begin in block ``at``, and their lines."""
    for end in range(at + 1, min(at + _MOST_BLOCKS, len(runs)) + 1):
        text = " ".join(run.spaced or run.text for run in runs[at:end])
        matches = list(_RATE.finditer(text))
        pairs = len(_PAIR.findall(text))
        if matches and len(matches) == pairs:
            letters = sum(len(match[0]) for match in matches)
            if letters < _WORDS_AROUND * len(text):
                return at, []
            return end, [_line(match) for match in matches]
        if end > at + 1 and _PAIR.match(runs[end - 1].text) and not matches:
            return at, []
    return at, []


def _rate_table_at(runs: Sequence[Run], at: int) -> tuple[int, list[str]]:
    """The index after the last block of a table of rates at ``at``, and the lines of its rates.

    The rows of the table are the pairs, the values and the changes.
    """
    many = 0
    while at + many < len(runs) and _PAIR.fullmatch(runs[at + many].text):
        many += 1
    rows = [[run.text for run in runs[at + row * many : at + (row + 1) * many]] for row in range(3)]
    if many < 2 or len(rows[2]) < many:
        return at, []
    matches = [_RATE.fullmatch(" ".join(each)) for each in zip(*rows, strict=True)]
    return at + 3 * many, [_line(match) for match in matches if match] if all(matches) else []


def _line(match: re.Match[str]) -> str:
    base, other, value, arrow, sign, change = match.groups()
    minus = "-" if sign in ("-", "−", "–") and sign else "-" if arrow and arrow in _DOWN else ""
    return f"• {base}/{other} = {value} {minus}{change}%"


def listing_in(runs: Sequence[Run]) -> tuple[str, int | None]:
    """The paging line in the form of FORMAT.md, and the index of its block; "" and None for none."""
    for at, run in enumerate(runs):
        if len(run.text) < 80 and (match := _LISTING.fullmatch(run.text)):
            first, last, total = match.groups()
            return f"Viewing results {first} - {last}" + (f" of {total}" if total else ""), at
    return "", None


def day_in_page(
    runs: Sequence[Run], tops: Sequence[int], rates: set[int], card: Box | None, *, single: bool
) -> tuple[date | None, int | None]:
    """The day of the page: a day beside the rates or in the header of the site.

    Args:
        runs: the blocks of the page.
        tops: the indices of the headlines. Where several have a day right above, so does the first.
        rates: the indices of the blocks of rates.
        card: the box of the first article in a list. A day in this box belongs to the article.
        single: whether the page is one article. A day above its headline can belong to the article.

    Returns:
        The day, or None; and the index of the block that is only this day, or None.
    """
    first = tops[0] if tops else len(runs)
    dated = are_dated_above(runs, tops)
    if day := next(filter(None, (_around_rates(runs[at]) for at in sorted(rates))), None):
        return day, None
    if card is not None and any(card.first <= at < card.end for at in rates):
        card = None
    beside = {at + step for at in rates for step in (-2, -1, 1, 2)} - rates
    for at, run in enumerate(runs):
        text = run.text
        of_card = card is not None and card.first <= at < card.end
        if of_card or len(text) > _LONGEST_DAY or (dated and at == first - 1):
            continue
        day = whole_day(text) or _of_time(run)
        if day is None:
            continue
        names = "".join(box.names for box in [*run.box.around()][:4]) + run.names
        if at in beside or any(name in names for name in _OF_TODAY):
            if at < first or at in beside or not _of_article(run):
                return day, at
        elif at < first and (is_site_header(run.box) or (not single and not _of_article(run))):
            return day, at
    if single:
        return None, None
    above = [at for at in range(first - dated) if card is None or not card.first <= at < card.end]
    lines = [runs[at].spaced or runs[at].text for at in above if len(runs[at].text) <= _LONGEST_LINE]
    days = (day_at_edge(line) for line in lines)
    of_page = [run.text for run in runs if len(run.text) <= _LONGEST_LINE and _OF_PAGE.match(run.text)]
    return next(filter(None, days), None) or _within(lines) or _within(of_page), None


def _within(lines: Sequence[str]) -> date | None:
    """The day that lines of the site have among other words; None for no day or several."""
    found = {day for line in lines if (day := day_in(line))}
    found |= {day for line in lines for match in _ISO.finditer(line) if (day := whole_day(match[0]))}
    return found.pop() if len(found) == 1 else None


def _around_rates(run: Run) -> date | None:
    """The day in a block of rates: all words after the last rate, or all words before the first rate."""
    text = run.spaced or run.text
    before = text[: match.start()] if (match := _PAIR.search(text)) else ""
    days = (whole_day(words.strip(" |•·")[:80]) for words in (text.rpartition("%")[2], before))
    return next(filter(None, days), None) or day_at_edge(before[-_LONGEST_DAY:].partition(" ")[2])


def _of_time(run: Run) -> date | None:
    """The day of a block such as ``<time>Today</time>``, by its attribute; None for other blocks."""
    if run.box.tag != "time" or len(run.times) != 1:
        return None
    moment = moment_of(run.times[0])
    return moment.date() if moment else None


def _of_article(run: Run) -> bool:
    if any(box.tag == "article" for box in run.box.around()):
        return True
    names = "".join(box.names for box in [*run.box.around()][:3]) + run.names
    return any(name in names for name in _OF_ARTICLE)
