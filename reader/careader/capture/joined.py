"""Parting lines that a tool has joined: all rates in one line, or all blocks without a blank between them.

Where blocks are joined by blanks, nothing shows where a headline begins. Then only the rates and the date are
read, and the page is doubted.
"""

import re
from bisect import bisect
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise

from careader.capture.days import DAY_WITHIN, Day, read_day
from careader.capture.models import Problem
from careader.capture.rates import CURRENCIES, is_like_rate
from careader.patterns import late

_LONG = 150  # the fewest characters of a line with several rates
_LONG_GLUED = 60  # the fewest characters of such a line without a blank between its rates
_FEW = 3  # the fewest rates in one line that show that lines are joined
_MOST_RATES = 200  # in one line: pages repeat each rate up to eight times
_RATE = late(
    r"(?:[•·*|-][ \t]*)?([A-Z]{3}/[A-Z]{3}\s*(?:[=:|]\s*)?)(\d+\.\d{5}(?=[\d(+-])|\d+(?:\.\d+)?\s+\|?\s*)"
    r"(\(?[+-]?\d{1,3}(?:\.\d{1,2})?%\)?)[ \t]*(?:\|[ \t]*)?"
)
"""Matches a rate: the pair with its sign, the value, the change. A value has five decimals (FORMAT.md:
Rates): it ends there where a tool lost the blank before the change."""
_PAIR = re.compile(r"(?<![A-Za-z/])[A-Z]{3}/(?:[A-Z]{3}(?![A-Za-z/])|$)")
_LONGEST_ROW = 600  # the most characters of a row of the site, and of each of its lines
_DAY_FIRST = late(rf"\s*({DAY_WITHIN})(?:\s+|(?=[A-Z])|$)", re.IGNORECASE)
_DAY_LAST = late(rf"(?<![\d/.-])({DAY_WITHIN})\s*$", re.IGNORECASE)
_LONGEST_DAY = 60  # characters
_DAY_IN_HEAD = late(rf"(?<![\d/.-])({DAY_WITHIN})(?![\d/-])", re.IGNORECASE)
_OF_ARTICLE = late(r"(?:[^\W\d_], |\b(?:by|on|posted|published|updated):? )$", re.IGNORECASE)
"""Matches the end of a text above a day that is the day of an article."""
_HEAD = 500  # the first characters of a page that may have its date
_LONG_TEXT = 500  # the fewest characters of a line in which a tool has joined blocks
_END_GLUED = late(r"(?<=[^\W\d_A-Z]{2}[.!?])(?=[A-Z“])|(?<=[.!?]”)(?=[A-Z“])|(?<=[.!?…]['\")’])(?=[A-Z“])")
_MAY_END_GLUED = [(sign, re.compile(rf"[{sign}][\"'’”)]?[A-Z“]")) for sign in ".!?…"]
"""The signs that end a sentence, each with a pattern that finds the sign fast. One of the patterns matches in
every line in which `_END_GLUED` matches."""
_WORD_GLUED = late(
    r"(?<=[^\W\d_A-Z][^\W\d_A-Z])(?=[A-Z](?:[^\W\d_A-Z]|\s))|(?<=\d{4})(?=[A-Z])|(?<=[)”?!])(?=[A-Z])"
)
_RUN = re.compile(r"[^\W\d_]+")
_NAMES = re.compile(
    r"(?:You|Whats|Linked|Tik|Pay|Face|Insta|Mc|Mac|Kaz|Uz|Gaz|Kyrgyz|Tajik|Turkmen|Eco|Euro|Air|Chat|Deep|Open)$"
)
"""Matches the first part of names with a capital inside, such as YouTube or KazMunayGas."""
JOINED = "a tool has joined the lines of this page, and careader has parted them where their words show it"
"""The problem of a page whose lines were parted."""
LOST_LINES = "a tool has joined the lines of this page by blanks: its headlines stand in the text"
"""The problem of a page whose lines cannot be parted."""
_MOST_LINES, _MOST_IN_LINE = 4, 0.6
"""The most lines of a page that has lost its lines, and the least share of its text in one line."""
_LEAST_LOST = 1000  # the fewest characters of that line


def part_lines(lines: list[str]) -> list[str]:
    """The lines of a page, parted where a tool has joined them; the same list where it has not."""
    whole = _with_whole_rows(lines)
    long = [line for line in whole if len(line) >= _LONG_GLUED]
    if not any(map(_has_joined, long)):
        return lines
    return [part for line in whole for part in _parted(line)]


def _with_whole_rows(lines: list[str]) -> list[str]:
    """The lines of a page, each row of the site with rates as one line where a tool has wrapped it."""
    whole: list[str] = []
    at = 0
    while at < len(lines):
        row, end = lines[at], at + 1
        if "/" in row and _PAIR.search(row) and not is_like_rate(row):
            while end < len(lines) and (longer := _row_of(row, lines[end])):
                row, end = longer, end + 1
            if not _has_rates(row):
                row, end = lines[at], at + 1
        whole.append(row)
        at = end
    return whole


def _row_of(row: str, below: str) -> str:
    """A row with the line below it; "" where the line below does not continue the rates of the row.

    The line continues the rates where both lines together have a rate that neither line has, or where a rate
    begins the line right below a rate.
    """
    row, below = row.rstrip(), below.strip()
    if not below or len(row) > _LONGEST_ROW or len(below) > _LONGEST_ROW:
        return ""
    both = f"{row}{'' if row[-1] in '/+-' else ' '}{below}"
    apart = sum(1 for line in (row, below) for _ in _rates(line))
    if sum(1 for _ in _rates(both)) > apart or (row.endswith("%") and _RATE.match(below)):
        return both
    return ""


def problems_of_joined(lines: Sequence[str], parted: Sequence[str]) -> Iterator[Problem]:
    """The problem of a page whose lines were parted, or cannot be parted."""
    if _has_lost_lines(lines, parted):
        yield Problem(1, LOST_LINES)
    elif len(parted) > len(lines):
        yield Problem(1, JOINED)


def _has_lost_lines(lines: Sequence[str], parted: Sequence[str]) -> bool:
    """Whether nearly all text of a page was in one line, and is in one line after the lines were parted."""
    longest = max(map(len, parted), default=0)
    if longest < _LEAST_LOST or (len(parted) == len(lines) and sum(map(bool, map(str.strip, lines))) > 1):
        return False
    texts = [line for line in parted if line.strip() and not _RATE.match(line)]
    return len(texts) <= _MOST_LINES and longest >= _MOST_IN_LINE * sum(map(len, texts))


def day_in_head(lines: Sequence[str]) -> tuple[int, Day] | None:
    """The day among the first words of a page whose lines were joined, and the index of its line.

    A day with its weekday is most likely that of the page. The result is None where several other days stand
    there.
    """
    found: list[tuple[int, Day, str]] = []
    left = _HEAD
    for at, line in enumerate(lines):
        for match in _DAY_IN_HEAD.finditer(line[:left]):
            day = read_day(match[1])
            if day and day.date and not _OF_ARTICLE.search(line, 0, match.start()):
                found.append((at, day, match[1]))
        left -= len(line)
        if left <= 0:
            break
    named = [each for each in found if each[2][:1].isalpha() and each[1].beside]
    days = {day.date: (at, day) for at, day, _ in reversed(named or found)}
    return next(iter(days.values())) if len(days) == 1 else None


def _has_joined(line: str) -> bool:
    if len(line) < _LONG:
        short = len(line) >= _LONG_GLUED and "%" in line and _has_rates(line)
        return short and (
            _has_glued_rates(line) or _has_day_behind_rates(line) or _has_words_before_rates(line)
        )
    return _has_rates(line) or (len(line) >= _LONG_TEXT and _is_glued(line))


def _has_rates(line: str) -> bool:
    if "%" not in line or line.count("%") < _FEW or line.count("/") < _FEW:
        return False
    return sum(1 for _ in islice(_rates(line), _MOST_RATES)) in range(_FEW, _MOST_RATES)


def _has_glued_rates(line: str) -> bool:
    """Whether no blank stands behind rates."""
    ends = (match.end() for match in _rates(line) if line[match.end() - 1] in "%)")
    return sum(end < len(line) and not line[end].isspace() for end in ends) >= _FEW - 1


def _rates(line: str) -> Iterator[re.Match[str]]:
    """The rates in a line. A pair right after a letter, without a blank, must be of known currencies."""
    for match in _RATE.finditer(line):
        at = match.start(1)
        if not (at and line[at - 1].isalpha()) or CURRENCIES.issuperset(match[1][:7].split("/")):
            yield match


def _has_day_behind_rates(line: str) -> bool:
    return _DAY_FIRST.match(line, max(match.end() for match in _rates(line))) is not None


def _has_words_before_rates(line: str) -> bool:
    return any(map(str.isalpha, line[: next(_rates(line)).start()])) and not is_like_rate(line)


def _is_glued(line: str) -> bool:
    """Whether sentences follow one another without a blank, as where a tool drops the ends of blocks."""
    may_be = any(sign in line and ends.search(line) is not None for sign, ends in _MAY_END_GLUED)
    return may_be and len(_END_GLUED.findall(line)) >= _FEW


def _parted(line: str) -> Iterator[str]:
    if not _has_joined(line):
        yield line
        return
    begin = 0
    if _has_rates(line):
        for match in _rates(line):
            above = line[begin : match.start()]
            day = None if begin else _DAY_LAST.search(above, max(len(above) - _LONGEST_DAY, 0))
            yield from _blocks(above[: day.start()] if day else above)
            if day:
                yield day[1]
            yield f"{match[1]}{match[2].rstrip(' |')} {match[3]}"
            begin = match.end()
        day = _DAY_FIRST.match(line, begin)
        if day and (told := read_day(day[1])) and told.date:
            yield day[1]
            begin = day.end()
    yield from _blocks(line[begin:])


def _blocks(text: str) -> Iterator[str]:
    """The blocks of a text; the text itself where nothing shows its blocks."""
    text = text.strip()
    if not text:
        return
    if not _is_glued(text):
        yield text
        return
    often = Counter(_RUN.findall(text))
    runs = list(_RUN.finditer(text))
    starts = [run.start() for run in runs]
    cuts = {match.start() for match in _END_GLUED.finditer(text)}
    for match in _WORD_GLUED.finditer(text):
        at = match.start()
        before = bisect(starts, at) - 1
        run = runs[before] if before >= 0 else None
        named = run is not None and run.start() < at < run.end()
        if not named or (run and often[run[0]] == 1 and not _NAMES.search(text[run.start() : at])):
            cuts.add(at)
    bounds = [0, *sorted(cuts), len(text)]
    for start, end in pairwise(bounds):
        if block := text[start:end].strip():
            yield block
