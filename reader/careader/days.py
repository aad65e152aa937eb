"""Dates as people type them, in one place: for `date:` in a search, for ``--date``, and for going to a date.

``2025-12-10``, ``2025-12``, ``2025``, ``12 dec``, ``12 December 2025``, ``dec 2025``, ``10.12.2025``,
``today``, ``last tuesday``, ``last week``, ``3 days ago``, and two of these with ``..`` between them.
A date that can be read in two ways (``10/12/2025``) is not understood rather than guessed.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

WAYS = "2025-12-10, 2025-12, 2025, 12 dec, last tuesday or 2025-12-01..2025-12-10"
"""How a date can be written, for who wrote none."""

_MONTHS = "january february march april may june july august september october november december".split()
_WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_SHORTEST = 3  # letters of a name that is not written out
_UNITS = {"day": 1, "week": 7}

_ISO = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
_NAMED = re.compile(r"(?:(\d{1,2})(?:st|nd|rd|th)? )?([a-z]+)(?: (\d{1,2})(?:st|nd|rd|th)?)?(?: (\d{4}))?")
_AGO = re.compile(r"(\d{1,4}|a|an|one) (day|week|month|year)s? ago")
_RELATIVE = re.compile(r"(last|this) (week|month|year|[a-z]{3,})")


@dataclass(frozen=True, slots=True)
class Days:
    """Days from ``first`` to ``last``, both included; None is open."""

    first: date | None
    last: date | None

    def __contains__(self, day: date) -> bool:
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)


def read_days(written: str, today: date | None = None) -> Days | None:
    """The days that a date, a month, a year or a range of them means, as typed.

    A date without its year is the latest such that is not after today, and so is a weekday; ``last tuesday``
    is before today. ``..`` may be open at one end; ends the wrong way round are turned.

    Args:
        written: what was typed; capitals, commas, and ``-`` or ``_`` in the place of a space do not matter.
        today: counted from; the system's day where it is not given.

    Returns:
        The days; None where the text is no date, or a day that no calendar has.
    """
    today = today or date.today()  # noqa: DTZ011 - the day where the reader sits
    text = " ".join(written.lower().replace(",", " ").split())
    begin, separator, end = text.partition("..")
    try:
        first = _span(begin.strip(), today)
        last = _span(end.strip(" ."), today) if separator else first
    except (ValueError, OverflowError):
        return None
    if first is None and last is None:
        return None
    if first and last and first[0] > last[1]:
        first, last = last, first
    return Days(first[0] if first else None, last[1] if last else None)


def _span(text: str, today: date) -> tuple[date, date] | None:
    """The first and the last day that a text means; None where nothing is written.

    Raises:
        ValueError: it is no date.
    """
    if not text:
        return None
    if found := _ISO.fullmatch(text):
        year, month, day = (int(part) if part else None for part in found.groups())
        return _dated(year or 0, month, day)
    if found := _DOTTED.fullmatch(text):
        return _dated(int(found[3]), int(found[2]), int(found[1]))
    return _in_words(" ".join(re.split(r"[-_ ]+", text)), today)


def _in_words(text: str, today: date) -> tuple[date, date]:
    """The days that words mean, with or without figures among them.

    Raises:
        ValueError: they mean none.
    """
    if text in {"today", "yesterday"}:
        return _one(today - timedelta(days=text == "yesterday"))
    if found := _AGO.fullmatch(text):
        return _ago(int(found[1]) if found[1].isdecimal() else 1, found[2], today)
    if found := _RELATIVE.fullmatch(text):
        return _relative(found[1] == "last", found[2], today)
    if found := _NAMED.fullmatch(text):
        before, name, after, year = found.groups()
        return _named(before, name, after, year, today)
    raise ValueError(text)


def _one(day: date) -> tuple[date, date]:
    return day, day


def _dated(year: int, month: int | None, day: int | None) -> tuple[date, date]:
    """A day, a month or a year."""
    if day is not None and month is not None:
        return _one(date(year, month, day))
    if month is not None:
        return date(year, month, 1), date(year, month, monthrange(year, month)[1])
    return date(year, 1, 1), date(year, 12, 31)


def _named(
    before: str | None, name: str, after: str | None, year: str | None, today: date
) -> tuple[date, date]:
    """A weekday, or a month with or without day and year: ``12 dec``, ``december 12 2025``, ``dec``."""
    if (weekday := _index(name, _WEEKDAYS)) is not None and not (before or after or year):
        return _one(today - timedelta(days=(today.weekday() - weekday) % 7))
    month = _index(name, _MONTHS)
    if month is None or (before and after):
        raise ValueError(name)
    day = int(before or after or 0) or None
    if year:
        return _dated(int(year), month + 1, day)
    # 29 February is at most eight years back (1896 to 1904).
    for passed in range(9):
        try:
            span = _dated(today.year - passed, month + 1, day)
        except ValueError:
            continue
        if span[0] <= today:
            return span
    raise ValueError(name)


def _ago(number: int, unit: str, today: date) -> tuple[date, date]:
    """A day so many days or weeks back, or the whole month or year so many back."""
    if unit in _UNITS:
        return _one(today - timedelta(days=number * _UNITS[unit]))
    if unit == "year":
        return _dated(today.year - number, None, None)
    year, month = divmod(today.year * 12 + today.month - 1 - number, 12)
    return _dated(year, month + 1, None)


def _relative(before: bool, unit: str, today: date) -> tuple[date, date]:  # noqa: FBT001 - last or this
    """``last week``, ``this month``, ``last tuesday``."""
    if unit == "week":
        monday = today - timedelta(days=today.weekday() + 7 * before)
        return monday, monday + timedelta(days=6)
    if unit in {"month", "year"}:
        return _ago(int(before), unit, today)
    weekday, month = _index(unit, _WEEKDAYS), _index(unit, _MONTHS)
    if weekday is not None and before:
        return _one(today - timedelta(days=(today.weekday() - weekday - 1) % 7 + 1))
    if month is not None and before:
        return _dated(today.year - (month + 1 >= today.month), month + 1, None)
    raise ValueError(unit)


def _index(name: str, names: list[str]) -> int | None:
    """Which of the names this is, written out or cut short (``sept``); None where it is none of them."""
    found = [n for n, each in enumerate(names) if len(name) >= _SHORTEST and each.startswith(name)]
    return found[0] if len(found) == 1 else None
