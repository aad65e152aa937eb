"""Reading days in the forms of web pages: ``09 December 2025``, with weekday, ISO, American order."""

import datetime as dt
import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from careader.intake.days import MONTHS_ABROAD, WEEKDAYS_ABROAD
from careader.patterns import late

_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_MONTH = {name: n for n, month in enumerate(_MONTHS, 1) for name in (month, month[:3])} | {"sept": 9}
_MONTH |= {name: n for n, names in enumerate(MONTHS_ABROAD.strip().splitlines(), 1) for name in names.split()}
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WEEKDAY = {name: n for n, day in enumerate(_WEEKDAYS) for name in (day, day[:3])} | {
    "tues": 1,
    "thur": 3,
    "thurs": 3,
}
_WEEKDAY |= {
    name: n for n, names in enumerate(WEEKDAYS_ABROAD.strip().splitlines()) for name in names.split()
}
_BESIDE = frozenset("of the on as today date is at et г год года сегодня в le de den am um à жылы".split())
"""Words in a line with a day that add nothing to the day."""

_MONTH_WORD = "|".join(sorted(_MONTH, key=len, reverse=True))
_WEEKDAY_WORD = "|".join(sorted(_WEEKDAY, key=len, reverse=True))
DAY_WITHIN = (
    rf"(?:(?:{_WEEKDAY_WORD})\.?,?\s+)?"
    rf"(?:\d{{1,2}}(?:st|nd|rd|th|\.)?(?:\s+(?:of|de))?[\s-]+(?:{_MONTH_WORD})\.?,?(?:\s+de)?[\s-]+\d{{4}}"
    rf"(?:\s?г(?:ода|\.|\b))?|(?:{_MONTH_WORD})\.?\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}"
    r"|\d{4}-\d\d-\d\d|\d{1,2}[./]\d{1,2}[./]\d{4})"
    r"(?:,?\s+(?:(?:at|в|um|à|-|–)\s+)?\d{1,2}:\d{2}(?::\d{2})?(?:\s*[ap]\.?m\.?)?(?:\s+[A-Z]{2,4}\b)?)?"
)
"""A case-insensitive regular expression that finds a day, with its weekday and time, in a longer line."""

_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_PART = re.compile(r"[^\W\d_]+|\d+")
_TOUCHES = re.compile(r"[^\W\d_]\d")
"""A number right after a letter belongs to a word: a tool lost the blank between a word and a day."""
_TIME = late(
    r"\b\d{1,2}:\d{2}(?::\d{2})?\s*(?:[ap]\.?m\.?)?(?:\s*\(?(?:[A-Z]{2,4}|[A-Z]{3}[+-]\d+)\)?)?$",
    re.IGNORECASE,
)
_TIME_BEFORE_YEAR = late(r"\s\d{1,2}:\d{2}(?::\d{2})?(?:\s+[A-Z]{2,4})?(?=\s+\d{4}$)")
"""The time in the middle of a day as the command ``date`` writes it: ``Wed Dec 10 14:35:00 UTC 2025``."""
_LOST_BLANK = late(r"(?<=[^\W\d_])\u200b+(?=\d)|(?<=\d)\u200b+(?=[^\W\d_])")
"""A zero-width space that is the only space between a number and a month."""
_SEPARATOR = re.compile(r"(?<=\d)\s*([-‐‑–—−./])\s*(?=\d)")
_ISO = re.compile(r"(\d{4})([-./])(\d{1,2})\2(\d{1,2})$|(?:(\d{4})年(\d{1,2})月(\d{1,2})日)$")
_TOGETHER = re.compile(r"((?:19|20)\d\d)([01]\d)([0-3]\d)$")
_SHORT = re.compile(r"(\d{1,2})([-./])(\d{1,2})\2(\d{4}|\d\d)$")
_AROUND = " \t\u00a0•·*-–—|,.:;()[]<>{}\"'“”‘’"
_WITHIN = late(rf"(?<![\w/.-]){DAY_WITHIN}(?![\w/-])", re.IGNORECASE)
_GLUED = late(r"(?<![\d/.-])\d{4}-\d\d-\d\d(?![\d/.-])")
"""Matches a day in figures in a row whose parts a tool has joined without a blank."""
_FEW = 3  # words beside a day in the head of a page
_MOST_IN_ROW, _LONGEST_ROW = 12, 160  # words beside a day in a row of the site; characters of the row
_LONGEST = 60
"""The most characters of a line that is only a day."""


class Day(NamedTuple):
    """The day in a line.

    Attributes:
        date: the day; None where the line has a day that was not understood.
        unpadded: whether the day of the month is a single digit.
        odd: a problem of the line, such as a wrong weekday; "" for none.
        beside: the other words of the line, such as the weekday.
    """

    date: dt.date | None
    unpadded: bool = False
    odd: str = ""
    beside: str = ""


def read_day(line: str) -> Day | None:
    """Read a line that is only a day; None for any other line."""
    if len(line) > 2 * _LONGEST or not any(map(str.isdigit, line)):
        return None
    return _read(line)


def have_days(lines: Iterable[str]) -> bool:
    """Whether several days stand alone on lines, as above the articles of some pages."""
    days = {day.date for line in lines if line and (day := read_day(line)) and day.date}
    return len(days) > 1


def is_weekday(line: str) -> bool:
    """Whether a line is the name of a weekday and nothing else."""
    return len(line) <= _LONGEST and line.strip(_AROUND).lower() in _WEEKDAY


def read_day_within(line: str, *, row: bool = False) -> Day | None:
    """Read the day in a short line that has a few other words, as in the head of a page.

    Args:
        line: the line.
        row: whether the line may be a row of the site, with the names of the site and of its parts.

    Returns:
        The day, with the other words in `Day.beside` and a report of them in `Day.odd`; None for other lines.
    """
    if len(line) > (_LONGEST_ROW if row else _LONGEST) or not any(map(str.isdigit, line)):
        return None
    text = " ".join(_UNSEEN.sub("", line).split())
    found = _WITHIN.search(text) or (_GLUED.search(text) if row else None)
    if not found:
        return None
    day, beside = _read(found[0]), f"{text[: found.start()]} {text[found.end() :]}"
    words = _PART.findall(beside)
    if day is None or not words or len(words) > (_MOST_IN_ROW if row else _FEW):
        return None
    if day.date is None:
        return day
    return day._replace(odd="words stand beside the day", beside=" ".join(beside.split()))


@lru_cache(1024)
def _read(line: str) -> Day | None:
    text = " ".join(_UNSEEN.sub("", _LOST_BLANK.sub(" ", line)).split()).strip(_AROUND)
    if not text or len(text) > _LONGEST:
        return None
    if before_year := _TIME_BEFORE_YEAR.search(text):
        text = text[: before_year.start()] + text[before_year.end() :]
    bare = _TIME.sub("", text).strip(_AROUND + "at") if ":" in text else text
    time_of_day = text[len(bare) :].strip(_AROUND) if text.startswith(bare) else ""
    if before_year:
        time_of_day = before_year[0].strip()
    if not bare:
        return None
    words = [word.lower() for word in _PART.findall(bare)]
    named = next((_WEEKDAY[word] for word in words if word in _WEEKDAY), None)
    apart = [word for word in _PART.findall(bare) if word.lower() in _WEEKDAY or word.lower() in _BESIDE]
    beside = " ".join([*apart, time_of_day]).strip()
    if numbers := _numbers(bare):
        year, month, day = numbers
        return _day(year, month, day, named, beside, unpadded=False)
    if _SHORT.match(_SEPARATOR.sub(_plain_separator, bare)):
        return Day(None)
    if _TOUCHES.search(bare):
        return None
    return _with_month(words, named, beside)


def _numbers(bare: str) -> tuple[int, int, int] | None:
    """Year, month and day of a day in digits; None for another text, or where the order is ambiguous."""
    parts = ((part, part.strip(_AROUND).lower()) for part in bare.split())
    text = " ".join(part for part, word in parts if word not in _WEEKDAY and word not in _BESIDE)
    text = text.strip(_AROUND)
    text = _SEPARATOR.sub(_plain_separator, text)
    if match := _ISO.match(text.split("T")[0] if re.match(r"\d{4}-\d\d-\d\dT", text) else text):
        return int(match[1] or match[5]), int(match[3] or match[6]), int(match[4] or match[7])
    if match := _TOGETHER.match(text):
        return int(match[1]), int(match[2]), int(match[3])
    if (match := _SHORT.match(text)) and len(match[4]) == 4:
        first, second, year = int(match[1]), int(match[3]), int(match[4])
        if match[2] == "." or first > 12:  # months
            return year, second, first
        if second > 12:  # months
            return year, first, second
        return (year, first, second) if first == second else None
    return None


def _plain_separator(found: re.Match[str]) -> str:
    return found[1] if found[1] in "./" else "-"


def _with_month(words: list[str], named: int | None, beside: str) -> Day | None:
    """Read a day whose month is a word.

    Args:
        words: the words and numbers of the line, in lower case.
        named: the weekday in the line, 0 for Monday; None for no weekday.
        beside: the words for `Day.beside`.
    """
    told = [word for word in words if word not in _WEEKDAY and word not in _BESIDE and word not in _ORDINALS]
    months = [word for word in told if word in _MONTH]
    digits = [word for word in told if word.isdecimal()]
    strange = [word for word in told if not word.isdecimal() and word not in _MONTH]
    years = [word for word in digits if len(word) == 4]
    days = [word for word in digits if len(word) <= 2]
    if strange or len(months) != 1 or len(years) != 1 or len(days) != 1 or len(digits) != 2:
        return Day(None) if _is_like_day(told, months, years, days, strange, named) else None
    return _day(int(years[0]), _MONTH[months[0]], int(days[0]), named, beside, unpadded=len(days[0]) == 1)


_ORDINALS = frozenset({"st", "nd", "rd", "th"})


def _is_like_day(  # noqa: PLR0913, PLR0917 - the parts of a line
    told: list[str],
    months: list[str],
    years: list[str],
    days: list[str],
    strange: list[str],
    named: int | None,
) -> bool:
    """Whether the words of a line can only be a day that was not understood."""
    if len(told) > 4 or len(strange) > 1:  # words
        return False
    if strange:
        return bool(years and days and not months and len(told) == 3 and len(strange[0]) >= 3)
    return bool(months and (years or days)) or (named is not None and bool(days))


def _day(  # noqa: PLR0913 - year, month, day and what stands beside them
    year: int, month: int, day: int, named: int | None, beside: str, *, unpadded: bool
) -> Day:
    try:
        found = dt.date(year, month, day)
    except ValueError:
        return Day(None)
    odd = "the weekday is of another day" if named is not None and found.weekday() != named else ""
    return Day(found, unpadded, odd, beside)
