"""Reading dates as people type them: in the filter ``date:``, in ``--date``, and in the command Go to date.

Examples: ``2025-12-10``, ``2025-12``, ``2025``, ``12 dec``, ``12 December 2025``, ``dec 2025``,
``Fri 12 December 2025``, ``10.12.2025``, ``today``, ``last tuesday``, ``last week``, ``last 7 days``,
``3 days ago``, ``week 50``, ``10-12 dec``, ``since 10 dec``, and two dates with ``..`` between them. A date
with two possible meanings (``10/12/2025``) is refused, not guessed; so is a day with a weekday not its own.
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
_LAST_MONTH = 12
_UNITS = {"day": 1, "week": 7}

_DAYS_BACK = {"today": 0, "yesterday": 1, "day before yesterday": 2}
_NUMBERS = "zero one two three four five six seven eight nine ten eleven twelve".split()

_ISO = re.compile(r"(\d{4})(?:([-/.])(\d{1,2})(?:\2(\d{1,2}))?)?|(\d{4})(\d{2})(\d{2})")
_DAY_MONTH = re.compile(r"(\d{1,2})\.(\d{1,2})(?:\.(\d{4})?)?")
_SLASHED = re.compile(r"(?:(\d{1,2})/)?(\d{1,2})/(\d{4})")
_WEEK = re.compile(r"(?:(\d{4}) ?)?w(?:eek)? ?(\d{1,2})(?: (\d{4}))?")
_NAMED = re.compile(r"(?:(\d{4}) )?(?:(\d{1,2}) )?([a-z]+)(?: (\d{1,2}))?(?: (\d{4}))?")
_OF_MONTH = re.compile(r"the (\d{1,2})")
_WITH_WEEKDAY = re.compile(r"([a-z]{3,}) (.*\d.*)")
_AGO = re.compile(rf"(\d{{1,4}}|an?|{'|'.join(_NUMBERS[1:])}) (day|week|month|year)s? ago")
_LATEST = re.compile(
    rf"(?:past|last(?= (?:\d|{'|'.join(_NUMBERS[1:])})))"
    rf" (?:(\d{{1,4}}|{'|'.join(_NUMBERS[1:])}) )?(day|week|month|year)s?"
)
_RELATIVE = re.compile(r"(last|this) (week|month|year|[a-z]{3,})")

_ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th)\b")
_UNSPACED = re.compile(r"(?<=\d)(?=[a-vx-z])|(?<=[a-z]{3})(?=\d)")
"""Between a number and a name: ``12dec``. The letter w belongs to the number of a week: ``2025-w50``."""

_SHARED_MONTH = re.compile(r"(?:([a-z]+) )?(\d{1,2}) ?(?:-|–|to|\.\.) ?(\d{1,2})(?: ([a-z]+))?((?: \d{4})?)")
"""Two days of one month: ``10-12 dec 2025``, ``dec 10 to 12``."""

_RANGE = re.compile(r"(?:from |between )?(.+?)(?:\.\.+| to | until | till | and )(.+)")
_OPEN = re.compile(r"(since|from|until|till) (.+)")


@dataclass(frozen=True, slots=True)
class Days:
    """Consecutive days, ``first`` and ``last`` included; None means that this end is open."""

    first: date | None
    last: date | None

    def __contains__(self, day: date) -> bool:
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)


def parse_days(written: str, today: date | None = None) -> Days | None:
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
    text = _ORDINAL.sub("", " ".join(written.lower().replace(",", " ").replace("_", " ").split()))
    text = re.sub(r"\bof |(?<=[a-z])\.(?!\.)", "", _UNSPACED.sub(" ", text)).removeprefix("on ").strip()
    begin, end = _ends(text)
    try:
        first = _span(begin, today)
        last = first if end == begin else _span(end, today)
    except (ValueError, OverflowError):
        return None
    if first is None and last is None:
        return None
    if first and last and first[0] > last[1]:
        first, last = last, first
    return Days(first[0] if first else None, last[1] if last else None)


def _ends(text: str) -> tuple[str, str]:
    """The texts of the first and the last day of a range; twice the text where it is no range; "" if open."""
    if found := _SHARED_MONTH.fullmatch(text):
        before, first, last, after, year = found.groups()
        if bool(before) != bool(after):
            return f"{first} {before or after}{year}", f"{last} {before or after}{year}"
    if found := _OPEN.fullmatch(text):
        if found[1] in {"until", "till"}:
            return "", found[2]
        if not _RANGE.fullmatch(text):
            return found[2], ""
    if text.startswith("..") or text.endswith(".."):
        begin, _, end = text.partition("..")
        return begin.strip(), end.strip(" .")
    if found := _RANGE.fullmatch(text):
        return found[1].strip(), found[2].strip()
    return text, text


def _span(text: str, today: date) -> tuple[date, date] | None:
    """The first and last day that a text means; None for an empty text.

    Raises:
        ValueError: the text is not a date.
    """
    if not text:
        return None
    if found := _ISO.fullmatch(text):
        year, month, day = found[1] or found[5], found[3] or found[6], found[4] or found[7]
        return _dated(int(year), int(month) if month else None, int(day) if day else None)
    if found := _DAY_MONTH.fullmatch(text):
        return _of_month(int(found[2]), int(found[1]), int(found[3]) if found[3] else None, today)
    if found := _SLASHED.fullmatch(text):
        return _slashed(found[1], int(found[2]), int(found[3]))
    return _in_words(" ".join(re.split(r"[- ]+", text)), today)


def _slashed(first: str | None, second: int, year: int) -> tuple[date, date]:
    """The first and last day of ``12/2025``, or of ``31/12/2025`` or ``12/31/2025``.

    Raises:
        ValueError: there is no such day, or each number can be the day and the month: ``10/12/2025``.
    """
    if first is None:
        return _dated(year, second, None)
    one = int(first)
    if one != second and max(one, second) <= _LAST_MONTH:
        raise ValueError(first)
    return _dated(year, min(one, second), max(one, second))


def _in_words(text: str, today: date) -> tuple[date, date]:
    """The first and last day of a date in words, such as ``3 days ago``, ``last week`` or ``12 dec``.

    Raises:
        ValueError: the words are not a date.
    """
    if text.removeprefix("the ") in _DAYS_BACK:
        return _one_day(today - timedelta(days=_DAYS_BACK[text.removeprefix("the ")]))
    for form, read in _FORMS_IN_WORDS:
        if found := form.fullmatch(text):
            return read(found, today)
    raise ValueError(text)


def _count(written: str) -> int:
    """The number that digits, ``a`` or a word such as ``two`` mean."""
    if written.isdecimal():
        return int(written)
    return _NUMBERS.index(written) if written in _NUMBERS else 1


def _latest(found: re.Match[str], today: date) -> tuple[date, date]:
    """The first and last day of the days, weeks, months or years that end today: ``last 7 days``.

    Raises:
        ValueError: the number is 0, or the period is too long.
    """
    number, unit = _count(found[1] or "a"), found[2]
    if not number:
        raise ValueError(number)
    if unit in _UNITS:
        return today - timedelta(days=number * _UNITS[unit] - 1), today
    months = number * (12 if unit == "year" else 1)
    year, month = divmod(today.year * 12 + today.month - 1 - months, 12)
    day = min(today.day, monthrange(year, month + 1)[1])
    return date(year, month + 1, day) + timedelta(days=1), today


def _latest_of_month(found: re.Match[str], today: date) -> tuple[date, date]:
    """The latest day with a number up to today, as its own first and last: ``the 12th``.

    Raises:
        ValueError: no month has such a day.
    """
    day = int(found[1])
    for passed in range(3):  # of two months in a row, one has the days 29 to 31
        year, month = divmod(today.year * 12 + today.month - 1 - passed, 12)
        if 1 <= day <= monthrange(year, month + 1)[1] and date(year, month + 1, day) <= today:
            return _one_day(date(year, month + 1, day))
    raise ValueError(day)


def _week(found: re.Match[str], today: date) -> tuple[date, date]:
    """The Monday and Sunday of a week, by its number (ISO 8601); without a year, of the latest such week.

    Raises:
        ValueError: there is no such week.
    """
    year, number = found[1] or found[3], int(found[2])
    monday = date.fromisocalendar(int(year) if year else today.isocalendar().year, number, 1)
    if not year and monday > today:
        monday = date.fromisocalendar(today.isocalendar().year - 1, number, 1)
    return monday, monday + timedelta(days=6)


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


def _with_weekday(found: re.Match[str], today: date) -> tuple[date, date]:
    """The day of ``fri 12 december 2025``, as its own first and last.

    Raises:
        ValueError: there is no such day, or the day has another weekday.
    """
    span = _span(found[2], today)
    if not span or span[0] != span[1] or span[0].weekday() != _index(found[1], _WEEKDAYS):
        raise ValueError(found[0])
    return span


def _named(found: re.Match[str], today: date) -> tuple[date, date]:
    """The first and last day of ``tuesday``, ``dec``, ``12 dec``, ``december 12 2025`` and the like.

    Raises:
        ValueError: there is no such day, month or weekday.
    """
    year, before, name, after, year_after = found.groups()
    if (weekday := _index(name, _WEEKDAYS)) is not None and not (before or after or year or year_after):
        return _one_day(today - timedelta(days=(today.weekday() - weekday) % 7))
    month = _index(name, _MONTHS)
    if month is None or (before and after) or (year and year_after):
        raise ValueError(name)
    day, year = int(before or after or 0) or None, year or year_after
    return _of_month(month + 1, day, int(year) if year else None, today)


def _of_month(month: int, day: int | None, year: int | None, today: date) -> tuple[date, date]:
    """The first and last day of a month, or of its day ``day``; without a year, the latest up to today.

    Raises:
        ValueError: there is no such day.
    """
    if year:
        return _dated(year, month, day)
    # The last 29 February is at most eight years ago: 1900 had none.
    for passed in range(9):
        try:
            span = _dated(today.year - passed, month, day)
        except ValueError:
            continue
        if span[0] <= today:
            return span
    raise ValueError(month)


def _ago(found: re.Match[str], today: date) -> tuple[date, date]:
    """The first and last day of ``3 days ago`` and the like."""
    return _before(_count(found[1]), found[2], today)


def _before(number: int, unit: str, today: date) -> tuple[date, date]:
    """The first and last day of the period that lies ``number`` units before today.

    For days and weeks the period is one day; for months and years, the whole month or year.
    """
    if unit in _UNITS:
        return _one_day(today - timedelta(days=number * _UNITS[unit]))
    if unit == "year":
        return _dated(today.year - number, None, None)
    year, month = divmod(today.year * 12 + today.month - 1 - number, 12)
    return _dated(year, month + 1, None)


def _relative(found: re.Match[str], today: date) -> tuple[date, date]:
    """The first and last day of ``last week``, ``this month``, ``last tuesday`` and the like.

    Raises:
        ValueError: the name is no period, weekday or month, or "this" stands before a weekday or month.
    """
    before, unit = found[1] == "last", found[2]
    if unit == "week":
        monday = today - timedelta(days=today.weekday() + 7 * before)
        return monday, monday + timedelta(days=6)
    if unit in {"month", "year"}:
        return _before(int(before), unit, today)
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


_FORMS_IN_WORDS = (
    (_AGO, _ago),
    (_LATEST, _latest),
    (_RELATIVE, _relative),
    (_OF_MONTH, _latest_of_month),
    (_WEEK, _week),
    (_NAMED, _named),
    (_WITH_WEEKDAY, _with_weekday),
)
"""The forms of dates in words, and the function that reads each form; the first form that fits is read."""
