"""Drawing a calendar that shows the captured days, and the days with unread articles, as lines. Pure."""

from calendar import monthrange
from collections.abc import Mapping
from datetime import date, timedelta
from typing import NamedTuple

WIDTH = 34
"""The width of a month in columns: seven days of four columns, and a margin with room for the cursor."""


class Cell(NamedTuple):
    """One day in a line of a month.

    Attributes:
        day: the day.
        start: the column at which the text begins.
        text: the text of the day, four characters, such as ``[12]`` with the cursor on the day.
        unread: the number of unread articles of the day.
        captured: whether there is a capture of the day.
    """

    day: date
    start: int
    text: str
    unread: int
    captured: bool


class CalendarLine(NamedTuple):
    """A line of a month: its text, and its days."""

    text: str
    cells: tuple[Cell, ...] = ()


def month_lines(day: date, counts: Mapping[date, tuple[int, int]], cursor: date) -> list[CalendarLine]:
    """Draw a month in eight lines: its name, the days of the week, and six weeks.

    A captured day shows its number, followed by ``●`` if it has unread articles. A day without captures shows
    a dot. So the days differ even without colours.

    Args:
        day: any day of the month.
        counts: for each captured day, the number of unread articles and the number of all articles.
        cursor: the day under the cursor.
    """
    first = day.replace(day=1)
    lines = [CalendarLine(f" {first:%B %Y}"), CalendarLine("  Mo  Tu  We  Th  Fr  Sa  Su")]
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
        lines.append(CalendarLine(text.rstrip(), tuple(cells)))
    return lines


def months_later(day: date, months: int) -> date:
    """The same day of the month, ``months`` months later; earlier for a negative number.

    In a month without this day, the last day of the month. Beyond the years 1 to 9999, ``day`` itself.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not date.min.year <= year <= date.max.year:
        return day
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
