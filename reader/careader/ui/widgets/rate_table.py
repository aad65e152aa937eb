"""A table of the rates of one pair, by date."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import ClassVar, NamedTuple

from careader.corpus.rates import BACK, Quote, figures, inverse, signed
from careader.ui.view.line_view import StyledLine, StyledPart
from careader.ui.widgets.row_list import RowList
from careader.words import count, cut, path_in_words, short_day

_DATE_COLUMNS = 11
"""Columns of a date such as ``10 Dec 2025``."""

_FILE_COLUMNS = 12
"""The fewest columns of the file name, where several captures of one day have rates."""

_GAPS = ("   ", "  ", " ")
"""The gaps between columns, from much room to little room."""


class Row(NamedTuple):
    """A row of the table: a rate; or None and a text about missing rates."""

    quote: Quote | None
    missing: str = ""


class RateTable(RowList):
    """Lists the rates of one pair by date, latest first. A gap in the dates is a row of its own.

    Attributes:
        rows: the rows of the table.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {"rates--missing", "rates--aside"}
    DEFAULT_CSS = """
    RateTable {
        .rates--missing { color: $foreground 70%; text-style: italic; }
        .rates--aside { color: $foreground 70%; }
    }
    """

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self.rows: list[Row] = []
        self._cells: dict[int, tuple[str, ...]] = {}
        self._names: tuple[str, ...] = ()
        self._widths: list[int] = []
        self._shared: set[date] = set()

    @property
    def day(self) -> date | None:
        """The day in the row of the cursor."""
        quote = None if self.cursor is None else self.rows[self.cursor].quote
        return quote.day if quote else None

    def show(self, quotes: Sequence[Quote], day: date | None, *, inverted: bool, undated: int = 0) -> None:
        """Show the rates of a pair.

        Args:
            quotes: the rates, earliest first.
            day: the day for the cursor: it goes to the last row up to this day, else to the earliest row.
            inverted: whether to show the inverse rates.
            undated: the number of captures without a date that have a rate of the pair.
        """
        self.rows = []
        for quote in reversed(quotes):
            self.rows.append(Row(quote))
            if quote.missed:
                self.rows.append(Row(None, f"· {count(quote.missed, 'day')} without a captured rate"))
        if undated:
            told = count(undated, "capture without a date has a rate", "captures without a date have rates")
            self.rows.append(Row(None, f"· {told}, not shown"))
        days = Counter(quote.day for quote in quotes)
        self._shared = {each for each, times in days.items() if times > 1}
        self._names = (
            ("value", "digits allow") if inverted else ("value", "change", *(f"vs {n} d" for n in BACK))
        )
        cells = _inverse_cells if inverted else _captured_cells
        self._cells = {n: cells(row.quote) for n, row in enumerate(self.rows) if row.quote}
        columns = zip(self._names, *self._cells.values(), strict=True)
        self._widths = [max(map(len, column)) for column in columns]
        self.rows_changed(self._row_of(day))

    def _row_of(self, day: date | None) -> int | None:
        rated = [(n, row.quote.day) for n, row in enumerate(self.rows) if row.quote]
        if not rated:
            return None
        return next((n for n, each in rated if day is None or each <= day), rated[-1][0])

    def head(self, width: int) -> str:
        """The names of the columns that fit."""
        return self._line("date", self._names, width)

    def _line(self, day: str, cells: Sequence[str], width: int) -> str:
        """A line of the table. Where room is short, every line leaves out the same last columns."""
        room = width - _DATE_COLUMNS - (_FILE_COLUMNS if self._shared else 0)
        shown = len(self._widths)
        while shown > 1 and sum(self._widths[:shown]) + shown > room:
            shown -= 1
        total = sum(self._widths[:shown])
        gap = next((gap for gap in _GAPS if total + shown * len(gap) <= room), _GAPS[-1])
        texts = (f"{gap}{cell:>{wide}}" for cell, wide in zip(cells[:shown], self._widths, strict=False))
        return f"{day:>{_DATE_COLUMNS}}{''.join(texts)}"

    def row_count(self) -> int:
        """The number of rows: one for each rate, one for each gap."""
        return len(self.rows)

    def selectable(self, row: int) -> bool:
        """Whether the row is a rate, not a gap."""
        return self.rows[row].quote is not None

    def row_lines(self, row: int, width: int) -> list[StyledLine]:
        """The line of a rate, or of a gap."""
        quote, missing = self.rows[row]
        if quote is None:
            text = cut(f"{'':{_DATE_COLUMNS - 1}}{missing}", max(1, width - 1))
            return [StyledLine(text, [StyledPart(0, len(text), "rates--missing")])]
        text = self._line(short_day(quote.day), self._cells[row], width)
        aside = (
            f"  {path_in_words(quote.capture.path.rpartition('/')[2])}" if quote.day in self._shared else ""
        )
        shown = text + aside
        if len(shown) > width:
            shown = cut(shown, max(1, width - 1))
        return [StyledLine(shown, [StyledPart(min(len(text), len(shown)), len(shown), "rates--aside")])]


def _captured_cells(quote: Quote) -> tuple[str, ...]:
    return (quote.rate.value, quote.rate.change, *map(signed, quote.differences))


def _inverse_cells(quote: Quote) -> tuple[str, ...]:
    known = inverse(quote.rate.value)
    if known is None:
        return "not known", ""
    low, value, high = figures(known)
    return value, f"{low}–{high}"
