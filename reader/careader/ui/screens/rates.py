"""The rates of every date: a chart, and a table with differences and gaps that leads to each date."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static

from careader.corpus import CaptureHead
from careader.corpus.chart import chart, strips
from careader.corpus.rates import Quote, figures, history, indexed, inverse, pairs
from careader.sitting.sections import section_of
from careader.ui.safe_text import safe_content, show_message
from careader.ui.screens.modal_keys import ENDS, LEAVE, MOVE, PAGE
from careader.ui.screens.overlay import OverScreen
from careader.ui.widgets.rate_table import RateTable
from careader.ui.widgets.row_list import RowList
from careader.words import count, short_day

if TYPE_CHECKING:
    from careader.ui.screens.reader import ReaderScreen

_CHART_ROWS = 13
"""The most rows of the chart."""

_LEAST_ROWS = 5
"""The fewest rows of a legible chart."""

_LEAST_TABLE = 4
"""The fewest rows of the table, with its head, while the chart shows all pairs together."""

_KEYS = (
    "Tab pair · i inverse · a all pairs · Enter headlines of that date · Esc",
    "Tab pair · i inverse · a all · Enter date · Esc",
    "Tab · i · a · Enter · Esc",
)
"""The key hints, the longest first."""


class RatesScreen(OverScreen[CaptureHead | None]):
    """Shows rates. The result is the capture whose headlines the reader wants to see, or None.

    Args:
        captures: all captures; at least one has a date and rates.
        day: the day on which the cursor begins; None for the latest day.
        unfinished: whether captures are missing, since the index is not complete.
        ascii_only: whether the chart consists of ASCII signs only.
    """

    CSS_PATH = "rates.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        LEAVE,
        *MOVE,
        *PAGE,
        *ENDS,
        Binding("enter,l,right", "choose", "Headlines of that date"),
        Binding("tab", "pair(1)", "Next pair"),
        Binding("shift+tab", "pair(-1)", "Previous pair"),
        *(Binding(f"{n}", f"pair_at({n})", f"Pair {n}") for n in range(1, 10)),
        Binding("i", "inverse", "The other way round"),
        Binding("a", "together", "All pairs, indexed to 100"),
        Binding("r", "leave", "Back"),
    ]

    def __init__(
        self,
        captures: list[CaptureHead],
        day: date | None = None,
        *,
        unfinished: bool = False,
        ascii_only: bool = False,
    ) -> None:
        super().__init__()
        self._unfinished = unfinished
        self._ascii = ascii_only
        dated = [each for each in captures if each.date]
        self._histories = {pair: history(dated, pair) for pair in pairs(dated)}
        self._undated = Counter(rate.pair for each in captures if not each.date for rate in each.rates)
        self._pair = 0
        self._day = day
        self._inverse = self._together = False
        self._frame = Vertical(id="rates-frame")
        self._chart = Static(id="chart")
        self._head = Static(id="head")
        self._table = RateTable(id="table")

    def compose(self) -> ComposeResult:
        """The chart, and below it the table."""
        with self._frame:
            yield self._chart
            yield self._head
            yield self._table

    def on_mount(self) -> None:
        """Show the first pair."""
        self._table.focus()
        self.show_pair()

    def on_resize(self) -> None:
        """Draw the chart for the new size."""
        self.call_after_refresh(self._draw)

    @property
    def pair(self) -> str:
        """The pair that the table shows, such as ``KGS/USD``."""
        return list(self._histories)[self._pair]

    @property
    def quotes(self) -> list[Quote]:
        """The rates of the pair that the table shows, by date."""
        return self._histories[self.pair]

    def show_pair(self) -> None:
        """Show the chosen pair, with the cursor on the same day as before."""
        first, _, second = self.pair.partition("/")
        named = (
            f"{second}/{first}, computed from {self.pair} as captured"
            if self._inverse
            else f"{self.pair}, as captured"
        )
        so_far = " · so far: captures are still being indexed" if self._unfinished else ""
        self._frame.border_title = safe_content(
            f"{named} · {self._pair + 1} of {count(len(self._histories), 'pair')}{so_far}"
        )
        undated = self._undated[self.pair]
        self._table.show(self.quotes, self._day, inverted=self._inverse, undated=undated)
        self.call_after_refresh(self._draw)

    def _draw(self) -> None:
        """Draw the chart; where there is too little room for a chart, show the table only."""
        width, height = self._frame.content_size
        keys = next((each for each in _KEYS if len(each) + 4 <= width), "")
        self._frame.border_subtitle = safe_content(keys)
        self._head.update(safe_content(self._table.head(self._table.text_width)))
        if self._together:
            series = {pair: indexed(quotes) for pair, quotes in self._histories.items()}
            values = [value for each in series.values() for _, value in each]
            lines = [
                f"All pairs, first capture 100 · scale {min(values):.2f} to {max(values):.2f}",
                *strips(series, width, ascii_only=self._ascii),
            ]
            lines += self._shared_days(self._histories.values())
            lines = lines if len(lines) <= height - _LEAST_TABLE else []
        else:
            rows = min(_CHART_ROWS, height // 2 - 1)
            rows -= 1 - rows % 2  # an odd number has a middle
            days = {each.day: each for each in self.quotes}
            rates = [(day, _decimal(each, inverted=self._inverse)) for day, each in days.items()]
            known = [(day, value) for day, value in rates if value is not None]
            at = self._table.day
            lines = chart(known, width, rows, at=at, ascii_only=self._ascii) if rows >= _LEAST_ROWS else []
            lines += self._shared_days([self.quotes]) if lines else []
        self._chart.update(safe_content("\n".join(lines)))
        self._chart.display = bool(lines)

    @staticmethod
    def _shared_days(histories: Iterable[list[Quote]]) -> list[str]:
        """A line about days of which several captures have rates; the chart shows one value a day."""
        times = [Counter(quote.day for quote in quotes) for quotes in histories]
        days = sorted({day for each in times for day, many in each.items() if many > 1})
        if not days:
            return []
        which = short_day(days[0]) if len(days) == 1 else count(len(days), "day")
        return [f"{which}: captures disagree; the last of them is drawn"]

    @on(RowList.Moved)
    def _moved(self) -> None:
        """Show the day of the cursor in the chart."""
        self._day = self._table.day
        if not self._together:
            self._draw()

    def action_pair(self, step: int) -> None:
        """Show the next pair (1) or the previous pair (-1)."""
        self._pair = (self._pair + step) % len(self._histories)
        self._together = False
        self.show_pair()

    def action_pair_at(self, number: int) -> None:
        """Show the pair with a number, counted from 1."""
        if number <= len(self._histories):
            self.action_pair(number - 1 - self._pair)

    def action_inverse(self) -> None:
        """Show the inverse rates, with the precision that their digits allow, or the captured rates again."""
        self._inverse, self._together = not self._inverse, False
        self.show_pair()

    def action_together(self) -> None:
        """Show all pairs together, the first value of each pair as 100, or one pair again."""
        self._together = not self._together
        self._draw()
        if self._together and not self._chart.display:
            self._together = False
            show_message(self, "The window is too low for all pairs together")
            self._draw()

    def action_move(self, rows: int) -> None:
        """Move the cursor by ``rows``: down, or up if negative."""
        self._table.move(rows)

    def action_page(self, pages: int) -> None:
        """Move the cursor by screens."""
        self._table.move_page(pages)

    def action_end(self, end: int) -> None:
        """Move the cursor to the top (-1) or the bottom (1)."""
        self._table.move_to_end(end)

    @on(RowList.Opened)
    def action_choose(self) -> None:
        """Go to the headlines of the date under the cursor."""
        at = self._table.cursor
        quote = self._table.rows[at].quote if at is not None else None
        if quote:
            self.dismiss(quote.capture)


def _decimal(quote: Quote, *, inverted: bool) -> Decimal | None:
    if not inverted:
        return Decimal(quote.rate.value)
    known = inverse(quote.rate.value)
    return Decimal(figures(known)[1].replace(",", "")) if known else None


def show_rates(reader: "ReaderScreen") -> None:
    """Show the rates of every date."""
    captures = reader.session.corpus.captures.all()
    if not any(capture.rates and capture.date for capture in captures):
        show_message(reader, "No capture here with a date has rates")
        return

    def chosen(capture: CaptureHead | None) -> None:
        if capture is None:
            return
        section = section_of(capture.date)
        if section in reader.session.sections.all:
            reader.navigator.go_to_section(section)
        else:
            show_message(reader, f"No article stands on {short_day(capture.date)}")

    screen = RatesScreen(
        captures,
        reader.panes.section.day,
        unfinished=reader.index.unfinished,
        ascii_only=reader.session.preferences.current.ascii,
    )
    reader.app.push_screen(screen, chosen)
