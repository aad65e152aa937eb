"""A calendar in which captured, unread and not captured days differ. Pure: days in, lines out."""

from calendar import monthrange
from collections.abc import Mapping
from datetime import date, timedelta
from typing import NamedTuple

WIDTH = 34
"""Columns of a month: seven days of four, a margin, and room for the marks of the cursor."""


class Cell(NamedTuple):
    """One day in a line of a month.

    Attributes:
        day: which.
        start: the column that it begins at.
        text: its columns: ``[12]●`` with the cursor on it.
        unread: how many of its articles are unread.
        captured: whether anything of it was captured.
    """

    day: date
    start: int
    text: str
    unread: int
    captured: bool


class Line(NamedTuple):
    """A line of a month: its text, and the days in it."""

    text: str
    cells: tuple[Cell, ...] = ()


def month_lines(day: date, counts: Mapping[date, tuple[int, int]], cursor: date) -> list[Line]:
    """The month of a day in eight lines: its name, the days of the week, and six weeks.

    A day that was captured has its number, with ``●`` where articles of it are unread; one that was not
    captured has a dot. So they differ without colours.

    Args:
        day: any day of the month.
        counts: for each captured day how many articles are unread, and how many there are.
        cursor: the day that the cursor is on.
    """
    first = day.replace(day=1)
    lines = [Line(f" {first:%B %Y}"), Line("  Mo  Tu  We  Th  Fr  Sa  Su")]
    last = first.replace(day=monthrange(first.year, first.month)[1])
    monday = first - timedelta(days=first.weekday())
    for week in range(6):
        text, cells = " ", []
        for weekday in range(7):
            each = monday + timedelta(days=7 * week + weekday)
            if not first <= each <= last:
                text += "    "
                continue
            unread, _ = counts.get(each, (0, 0))
            captured = each in counts
            number = f"{each.day:2}" if captured or each == cursor else " ·"
            sign = "●" if unread else "]" if each == cursor else " "
            shown = f"{'[' if each == cursor else ' '}{number}{sign}"
            cells.append(Cell(each, len(text), shown, unread, captured))
            text += shown
        lines.append(Line(text.rstrip(), tuple(cells)))
    return lines


def months_later(day: date, months: int) -> date:
    """The same day so many months later (or earlier), the last of the month where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not date.min.year <= year <= date.max.year:
        return day
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
