"""Reading dates as people type them: in the filter ``date:``, in ``--date``, and in the command Go to date.

Examples: ``2025-12-10``, ``2025-12``, ``2025``, ``12 dec``, ``12 December 2025``, ``dec 2025``,
``10.12.2025``, ``today``, ``last tuesday``, ``last week``, ``3 days ago``, and two dates with ``..`` between
them. A date with two possible meanings (``10/12/2025``) is refused, not guessed.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

WAYS = "2025-12-10, 2025-12, 2025, 12 dec, last tuesday or 2025-12-01..2025-12-10"
"""Examples of dates, for the message after a text that is not a date."""

_MONTHS = "january february march april may june july august september october november december".split()
_WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_SHORTEST = 3  # the fewest letters of a shortened name
_UNITS = {"day": 1, "week": 7}

_ISO = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
_NAMED = re.compile(r"(?:(\d{1,2})(?:st|nd|rd|th)? )?([a-z]+)(?: (\d{1,2})(?:st|nd|rd|th)?)?(?: (\d{4}))?")
_AGO = re.compile(r"(\d{1,4}|a|an|one) (day|week|month|year)s? ago")
_RELATIVE = re.compile(r"(last|this) (week|month|year|[a-z]{3,})")


@dataclass(frozen=True, slots=True)
class Days:
    """Consecutive days, ``first`` and ``last`` included; None means that this end is open."""

    first: date | None
    last: date | None

    def __contains__(self, day: date) -> bool:
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)


def read_days(written: str, today: date | None = None) -> Days | None:
    """Read a typed date, month, year or range as days.

    A weekday, or a date without a year, means the latest such day up to today; ``last tuesday`` means a day
    before today. A range may lack one end: ``2025..``. A range with its later end first is turned round.

    Args:
        written: the typed text. Capitals and commas do not matter; ``-`` and ``_`` may stand for a space.
        today: the day from which relative dates are counted; None for the system's day.

    Returns:
        The days; None where the text is not a date, or names a day that does not exist.
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
    """The first and last day that a text means; None for an empty text.

    Raises:
        ValueError: the text is not a date.
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
    """The first and last day of a date in words, such as ``3 days ago``, ``last week`` or ``12 dec``.

    Raises:
        ValueError: the words are not a date.
    """
    if text in {"today", "yesterday"}:
        return _one_day(today - timedelta(days=text == "yesterday"))
    if found := _AGO.fullmatch(text):
        return _ago(int(found[1]) if found[1].isdecimal() else 1, found[2], today)
    if found := _RELATIVE.fullmatch(text):
        return _relative(found[1] == "last", found[2], today)
    if found := _NAMED.fullmatch(text):
        before, name, after, year = found.groups()
        return _named(before, name, after, year, today)
    raise ValueError(text)


def _one_day(day: date) -> tuple[date, date]:
    return day, day


def _dated(year: int, month: int | None, day: int | None) -> tuple[date, date]:
    """The first and the last day of a year, of its month ``month``, or of its day ``day``.

    For a year, ``month`` and ``day`` are None; for a month, ``day`` is None. A day is its own first and last.
    """
    if day is not None and month is not None:
        return _one_day(date(year, month, day))
    if month is not None:
        return date(year, month, 1), date(year, month, monthrange(year, month)[1])
    return date(year, 1, 1), date(year, 12, 31)


def _named(
    before: str | None, name: str, after: str | None, year: str | None, today: date
) -> tuple[date, date]:
    """The first and last day of ``tuesday``, ``dec``, ``12 dec``, ``december 12 2025`` and the like.

    Args:
        before: the number before the name.
        name: the name of a month or weekday.
        after: the number of one or two digits after the name.
        year: the year.
        today: the latest day that a date without a year can begin on.

    Raises:
        ValueError: there is no such day, month or weekday.
    """
    if (weekday := _index(name, _WEEKDAYS)) is not None and not (before or after or year):
        return _one_day(today - timedelta(days=(today.weekday() - weekday) % 7))
    month = _index(name, _MONTHS)
    if month is None or (before and after):
        raise ValueError(name)
    day = int(before or after or 0) or None
    if year:
        return _dated(int(year), month + 1, day)
    # The last 29 February is at most eight years ago: 1900 had none.
    for passed in range(9):
        try:
            span = _dated(today.year - passed, month + 1, day)
        except ValueError:
            continue
        if span[0] <= today:
            return span
    raise ValueError(name)


def _ago(number: int, unit: str, today: date) -> tuple[date, date]:
    """The first and last day of the period that lies ``number`` units before today.

    For days and weeks the period is one day; for months and years, the whole month or year.
    """
    if unit in _UNITS:
        return _one_day(today - timedelta(days=number * _UNITS[unit]))
    if unit == "year":
        return _dated(today.year - number, None, None)
    year, month = divmod(today.year * 12 + today.month - 1 - number, 12)
    return _dated(year, month + 1, None)


def _relative(before: bool, unit: str, today: date) -> tuple[date, date]:  # noqa: FBT001 - last or this
    """The first and last day of ``last week``, ``this month``, ``last tuesday`` and the like.

    Args:
        before: True for "last", False for "this".
        unit: "week", "month", "year", or the name of a weekday or month.
        today: the day from which dates are counted.

    Raises:
        ValueError: ``unit`` is none of these names, or "this" stands before a weekday or month.
    """
    if unit == "week":
        monday = today - timedelta(days=today.weekday() + 7 * before)
        return monday, monday + timedelta(days=6)
    if unit in {"month", "year"}:
        return _ago(int(before), unit, today)
    weekday, month = _index(unit, _WEEKDAYS), _index(unit, _MONTHS)
    if weekday is not None and before:
        return _one_day(today - timedelta(days=(today.weekday() - weekday - 1) % 7 + 1))
    if month is not None and before:
        return _dated(today.year - (month + 1 >= today.month), month + 1, None)
    raise ValueError(unit)


def _index(name: str, names: list[str]) -> int | None:
    """The index of a name, in full or shortened (``sept``), in ``names``; None where no or two names fit."""
    found = [n for n, each in enumerate(names) if len(name) >= _SHORTEST and each.startswith(name)]
    return found[0] if len(found) == 1 else None
