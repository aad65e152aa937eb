"""Counting articles by day, week, month or year. Each article counts once, on its first day."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from careader.corpus import Corpus
from careader.corpus.selections import captures_by_day
from careader.find.search.query import read_query
from careader.index.tables import index_errors
from careader.typed_days import Days

PERIODS = ("day", "week", "month", "year")
"""The periods by which articles can be counted."""


class Period(NamedTuple):
    """A day, week, month or year with its counts.

    Attributes:
        name: the name: ``2025-12-10``, ``2025-W50``, ``2025-12``, ``2025`` or ``undated``.
        first: the first day; None for undated articles.
        last: the last day; None for undated articles.
        articles: the number of articles whose first day is in the period.
        captures: the number of captures of the period. Without captures, nothing is known of the period.
    """

    name: str
    first: date | None
    last: date | None
    articles: int
    captures: int


def days_asked(query: str) -> Days | None:
    """The days of the filter ``date:`` of a query; None without that filter, or with several."""
    asked = [each.days for each in read_query(query).filters if each.name == "date" and each.holds]
    return asked[0] if len(asked) == 1 else None


def counts(corpus: Corpus, numbers: Sequence[int], by: str, asked: Days | None = None) -> list[Period]:
    """Count articles by period: all periods from the first article to the last, in order.

    The undated articles, if there are any, are the last period.

    Args:
        corpus: the corpus of the articles.
        numbers: the numbers of the articles.
        by: one of `PERIODS`.
        asked: days whose periods are returned as well, even before the first article and after the last, as
            far as the archive goes; None for no such days.

    Raises:
        IndexDamagedError: the index cannot be read.
    """
    with index_errors(corpus.path):
        captures = captures_by_day(corpus)
        first_days = corpus.first_days
    days = Counter(map(first_days.__getitem__, numbers))
    undated = days.pop(0, 0)
    articles = _summed(days, by)
    captured = _summed(captures, by)
    rows = []
    if articles:
        ends = [*articles, *(_begin(day, by) for day in _ends(asked, captures))]
        for first, last in _periods(min(ends), max(ends), by):
            rows.append(Period(_name(first, by), first, last, articles.get(first, 0), captured.get(first, 0)))
    if undated:
        rows.append(Period("undated", None, None, undated, captures.get(0, 0)))
    return rows


def _ends(asked: Days | None, captures: dict[int, int]) -> list[date]:
    """The first and the last of the asked days, as far as the archive goes; no day without asked days."""
    days = [date.fromordinal(day) for day in captures if day]
    if asked is None or not days:
        return []
    first, last = max(asked.first or min(days), min(days)), min(asked.last or max(days), max(days))
    return [first, last] if first <= last else []


def _summed(days: dict[int, int], by: str) -> dict[date, int]:
    """Sum numbers by period.

    Args:
        days: numbers by day; a day is its ordinal, and 0 (undated) is left out.
        by: one of `PERIODS`.

    Returns:
        The sums, by the first day of the period.
    """
    summed: Counter[date] = Counter()
    for day, number in days.items():
        if day:
            summed[_begin(date.fromordinal(day), by)] += number
    return summed


def _begin(day: date, by: str) -> date:
    if by == "week":
        return day - timedelta(days=day.weekday())
    if by == "month":
        return day.replace(day=1)
    return day.replace(month=1, day=1) if by == "year" else day


def _periods(first: date, last: date, by: str) -> Iterator[tuple[date, date]]:
    longest = {"day": 1, "week": 7, "month": 31, "year": 366}[by]
    while first <= last:
        following = _begin(first + timedelta(days=longest), by)
        yield first, following - timedelta(days=1)
        first = following


def _name(first: date, by: str) -> str:
    if by == "week":
        year, week, _ = first.isocalendar()
        return f"{year}-W{week:02}"
    return first.isoformat()[: {"day": 10, "month": 7, "year": 4}[by]]
