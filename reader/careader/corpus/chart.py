"""Drawing a chart of a rate with block characters and labelled axes, as lines of text. Pure.

Braille dots are not used, since a braille display shows them as letters. A day without a capture is a gap.
"""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal

from careader.words import short_day

Series = Sequence[tuple[date, Decimal]]
"""Values by date, earliest first, each date once."""

_BLOCKS = "▁▂▃▄▅▆▇█"
_ASCII = "#"
_WIDEST = 8
"""The most columns that one day takes."""

_APART = 3
"""From so many columns for a day on, the last column of the day is blank."""


def chart(
    series: Series, width: int, height: int, *, at: date | None = None, ascii_only: bool = False
) -> list[str]:
    """Draw one series as columns above an axis of dates, with labels for the values on the left.

    The axis of values begins at the lowest value, not at 0: rates move little. A column that several days
    share shows the last day, and the axis says so.

    Args:
        series: the values.
        width: the width of the whole chart, in terminal columns.
        height: the height of the whole chart in lines, including two lines for the dates.
        at: a day to mark on the axis.
        ascii_only: whether to draw without block characters.

    Returns:
        The lines, each at most as long as the width; empty without values or without room.
    """
    rows = height - 2
    low, high = (min(value for _, value in series), max(value for _, value in series)) if series else (0, 0)
    labels = _labels(low, high, rows) if series and rows > 0 else []
    beside = max(map(len, labels), default=0)
    room = width - beside - 2
    if not series or rows < 1 or room < 1:
        return []
    columns = _columns(series, room)
    heights = [None if value is None else _height(value, low, high, rows * 8) for value in columns]
    lines = []
    for row in range(rows):
        floor = (rows - 1 - row) * 8
        cells = "".join(_cell(each, floor, ascii_only=ascii_only) for each in heights)
        edge = "|" if ascii_only else "┤" if labels[row] else "│"
        lines.append(f"{labels[row]:>{beside}} {edge}{cells}".rstrip())
    corner = "+" if ascii_only else "└"
    lines.append(f"{'':{beside}} {corner}{_axis(series, len(columns), at, ascii_only=ascii_only)}")
    lines.append(_dates(series, beside + 2, len(columns), width))
    return lines


def strips(series: Mapping[str, Series], width: int, *, ascii_only: bool = False) -> list[str]:
    """Draw several series on one scale.

    Each series is a line: its name, its chart and its last value. The last line has the dates.

    Args:
        series: the series by name; the first value of each series is 100.
        width: the width of a line, in terminal columns.
        ascii_only: whether to draw without block characters.
    """
    values = [value for each in series.values() for _, value in each]
    if not values:
        return []
    low, high = min(values), max(values)
    beside = max(map(len, series))
    last = {name: f"{each[-1][1]:.2f}" if each else "" for name, each in series.items()}
    after = max(map(len, last.values()))
    room = width - beside - after - 2
    if room < 1:
        return [f"{name:{beside}} {last[name]:>{after}}" for name in series]
    every = sorted({day for each in series.values() for day, _ in each})
    spread = [(day, Decimal(0)) for day in every]
    lines = []
    for name, each in series.items():
        known = dict(each)
        columns = _columns([(day, known.get(day)) for day in every], room)
        cells = "".join(
            " " if value is None else _cell(_height(value, low, high, 8), 0, ascii_only=ascii_only)
            for value in columns
        )
        lines.append(f"{name:{beside}} {cells:{room}} {last[name]:>{after}}")
    return [*lines, _dates(spread, beside + 1, min(room, len(_columns(spread, room))), width)]


def _axis(series: Series, columns: int, at: date | None, *, ascii_only: bool) -> str:
    """The line below the columns. It marks the day ``at``, and says how many days share a column."""
    line, mark = ("-", "^") if ascii_only else ("─", "┴")
    first, last = series[0][0], series[-1][0]
    days = (last - first).days + 1
    axis = line * columns
    begin = end = columns
    if at and first <= at <= last:
        begin = (at - first).days * columns // days
        end = max(begin + 1, ((at - first).days + 1) * columns // days)
        axis = f"{axis[:begin]}{mark * (end - begin)}{axis[end:]}"
    if days > columns:
        told = f" a column is the last of {-(-days // columns)} days "
        for start in (1, columns - len(told) - 1):
            if start >= 1 and (start + len(told) <= begin or end <= start) and start + len(told) < columns:
                return f"{axis[:start]}{told}{axis[start + len(told) :]}"
    return axis


def _labels(low: Decimal | int, high: Decimal | int, rows: int) -> list[str]:
    """The labels of the rows, from top to bottom: the highest value, the middle value, the lowest value.

    Rows between these values have an empty label. Where all values are equal, only the middle row has a
    label.
    """
    labels = [""] * rows
    if high == low:
        labels[(rows - 1) // 2] = f"{high:f}"
        return labels
    labels[0] = f"{high:f}"
    if rows > 1:
        labels[-1] = f"{low:f}"
        if rows >= 5 and rows % 2:
            middle = (Decimal(high) + Decimal(low)) / 2
            labels[rows // 2] = f"{middle:f}" if len(f"{middle:f}") <= len(f"{high:f}") + 1 else ""
    return labels


def _columns(series: Sequence[tuple[date, Decimal | None]], room: int) -> list[Decimal | None]:
    """The value of each column. With much room a day takes several columns; with little, days share a column.

    Where a day takes three columns or more, its last column is blank, so that the days stand apart.
    """
    first = series[0][0]
    days = (series[-1][0] - first).days + 1
    wide = max(1, min(room // days, _WIDEST))
    count = min(days, room)
    columns: list[Decimal | None] = [None] * count
    for day, value in series:
        if value is not None:
            columns[(day - first).days * count // days] = value
    blank = 1 if wide >= _APART else 0
    return [each for value in columns for each in [value] * (wide - blank) + [None] * blank]


def _height(value: Decimal, low: Decimal | int, high: Decimal | int, full: int) -> int:
    """The height of a value in eighths of a row, from 1 to ``full``; about half if all values are equal."""
    if high == low:
        return 8 * ((full // 8) // 2 + 1) if full > 8 else full
    return 1 + round((value - low) * (full - 1) / (Decimal(high) - low))


def _cell(height: int | None, floor: int, *, ascii_only: bool) -> str:
    filled = 0 if height is None else max(0, min(8, height - floor))
    if ascii_only:
        return _ASCII if filled >= 4 or (filled and not floor) else " "
    return _BLOCKS[filled - 1] if filled else " "


def _dates(series: Sequence[tuple[date, object]], indent: int, columns: int, width: int) -> str:
    """The line of dates: the first and the last date; with room, also the date halfway between them."""
    first, last = series[0][0], series[-1][0]
    texts = [short_day(day) for day in (first, first + (last - first) / 2, last)]
    ends = texts[0] if first == last else f"{texts[0]} – {texts[2]}"
    gap = columns - len(texts[0]) - len(texts[2])
    if first != last and gap >= 2:
        ends = f"{texts[0]}{'':{gap}}{texts[2]}"
        if gap >= len(texts[1]) + 4 and (last - first) >= timedelta(4):
            ends = f"{texts[0]}{texts[1]:^{gap}}{texts[2]}"
    return f"{'':{indent}}{ends}"[:width] if indent + len(ends) <= width else ends[:width]
