"""Rates of every capture date: a table with differences and gaps, a chart, and the way to a date."""

from decimal import Decimal
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Static

from careader.corpus import CaptureHead
from careader.corpus.chart import chart, strips
from careader.corpus.rates import BACK, Quote, figures, history, indexed, inverse, pairs, signed
from careader.sitting.sections import section_of
from careader.ui.safe_text import safe_content, say
from careader.ui.screens.modal_keys import ENDS, LEAVE, MOVE, PAGE
from careader.ui.view.line_view import Part, StyledLine
from careader.ui.widgets.row_list import RowList
from careader.words import count, cut, path_in_words, short_day

if TYPE_CHECKING:
    from careader.ui.screens.reader import ReaderScreen

_CHART_ROWS = 12
"""Rows of the chart where there is room."""

_LEAST_ROWS = 5
"""Rows of a chart that can still be read."""


class Row(NamedTuple):
    """A row of the table: a rate, or a gap of so many days."""

    quote: Quote | None
    missed: int = 0


class RateTable(RowList):
    """The rates of one pair by date, latest first; a gap in the dates is a row of its own."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"rates--gap", "rates--aside"}
    DEFAULT_CSS = """
    RateTable {
        .rates--gap { color: $foreground 65%; text-style: italic; }
        .rates--aside { color: $foreground 65%; }
    }
    """

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self.rows: list[Row] = []
        self._inverse = False

    def show(self, quotes: list[Quote], *, inverse: bool) -> None:
        """Show the rates of another pair, or the same the other way round."""
        self._inverse = inverse
        self.rows = []
        for quote in reversed(quotes):
            self.rows.append(Row(quote))
            if quote.missed:
                self.rows.append(Row(None, quote.missed))
        self.rows_changed(0 if self.rows else None)

    def row_count(self) -> int:
        """One for each capture that tells a rate of its own, and one for each gap."""
        return len(self.rows)

    def selectable(self, row: int) -> bool:
        """A gap leads nowhere."""
        return self.rows[row].quote is not None

    def row_lines(self, row: int, width: int) -> list[StyledLine]:
        """A rate, or a gap."""
        quote, missed = self.rows[row]
        if quote is None:
            text = cut(f"   · {count(missed, 'day')} without a capture of it", max(1, width - 1))
            return [StyledLine(text, [Part(0, len(text), "rates--gap")])]
        if self._inverse:
            known = inverse(quote.rate.value)
            low, value, high = figures(known) if known else ("", "not known", "")
            cells = f"{short_day(quote.day):>12}  {value:>10}" + (f"  ({low}–{high})" if known else "")
        else:
            shown = f"{short_day(quote.day):>12}  {quote.rate.value:>8}  {quote.rate.change:>7}"
            differences = "".join(f" {signed(each):>9}" for each in quote.differences)
            cells = shown + (differences if len(shown) + len(differences) < width else "")
        alone = sum(each.quote is not None and each.quote.day == quote.day for each in self.rows) == 1
        aside = "" if alone else f"  {path_in_words(quote.capture.path.rpartition('/')[2])}"
        text = cut(cells + aside, max(1, width - 1)) if len(cells + aside) > width else cells + aside
        return [StyledLine(text, [Part(min(len(cells), len(text)), len(text), "rates--aside")])]


class RatesScreen(ModalScreen[CaptureHead | None]):
    """Ends with the capture whose headlines are to be shown, or None.

    Args:
        captures: all of them.
        ascii_only: whether to draw with ASCII signs alone.
    """

    CSS_PATH = "rates.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        LEAVE,
        *MOVE,
        *PAGE,
        *ENDS,
        Binding("enter", "choose", "Headlines of that date"),
        Binding("tab,l,right", "pair(1)", "Next pair"),
        Binding("shift+tab", "pair(-1)", "Previous pair"),
        Binding("i", "inverse", "The other way round"),
        Binding("a", "together", "All pairs, indexed to 100"),
    ]

    def __init__(self, captures: list[CaptureHead], *, ascii_only: bool = False) -> None:
        super().__init__()
        self._ascii = ascii_only
        self._histories = {pair: history(captures, pair) for pair in pairs(captures)}
        self._pair = 0
        self._inverse = self._together = False
        self._chart = Static(id="chart")
        self._head = Static(id="head")
        self._table = RateTable(id="table")

    def compose(self) -> ComposeResult:
        """The chart above the table."""
        with Vertical(id="rates-frame") as frame:
            frame.border_subtitle = safe_content("Tab pair · i inverse · a all · Enter date · Esc")
            yield self._chart
            yield self._head
            yield self._table

    def on_mount(self) -> None:
        """Show the first pair."""
        self._table.focus()
        self.show_pair()

    def on_resize(self) -> None:
        """Draw the chart for another window."""
        self.call_after_refresh(self._draw)

    @property
    def quotes(self) -> list[Quote]:
        """The rates of the pair that is shown."""
        return list(self._histories.values())[self._pair]

    def show_pair(self) -> None:
        """Show the pair that is chosen, or all of them together."""
        pair = list(self._histories)[self._pair]
        first, _, second = pair.partition("/")
        named = (
            f"{second}/{first}, computed from {pair} as captured" if self._inverse else f"{pair}, as captured"
        )
        title = f"{named} · {self._pair + 1} of {len(self._histories)} pairs"
        self.query_one("#rates-frame").border_title = safe_content(title)
        columns = f"{'date':>12}  {'value':>8}  {'change':>7}" + "".join(f" {f'-{n} d':>9}" for n in BACK)
        turned = f"{'date':>12}  {'value':>10}  (as far as the digits go)"
        self._head.update(safe_content(turned if self._inverse else columns))
        self._table.show(self.quotes, inverse=self._inverse)
        self.call_after_refresh(self._draw)

    def _draw(self) -> None:
        """Draw the chart in the room that there is; where there is too little, the table has it all."""
        frame = self.query_one("#rates-frame").content_size
        if self._together:
            series = {pair: indexed(quotes) for pair, quotes in self._histories.items()}
            lines = [
                "All pairs, the first capture of each is 100",
                *strips(series, frame.width, ascii_only=self._ascii),
            ]
            lines = lines if len(lines) <= frame.height - 4 else []
        else:
            rows = min(_CHART_ROWS, frame.height // 2 - 1)
            days = {each.day: each for each in self.quotes}
            values = [(day, _decimal(each, inverted=self._inverse)) for day, each in days.items()]
            known = [(day, value) for day, value in values if value is not None]
            lines = chart(known, frame.width, rows, ascii_only=self._ascii) if rows >= _LEAST_ROWS else []
        self._chart.update(safe_content("\n".join(lines)))
        self._chart.display = bool(lines)

    def action_pair(self, step: int) -> None:
        """Show the next pair (1) or the one before (-1)."""
        self._pair = (self._pair + step) % len(self._histories)
        self._together = False
        self.show_pair()

    def action_inverse(self) -> None:
        """Turn the rates the other way round, with the precision that their digits allow."""
        self._inverse, self._together = not self._inverse, False
        self.show_pair()

    def action_together(self) -> None:
        """Show all pairs together, each with its first value as 100, or the one pair again."""
        self._together = not self._together
        self._draw()

    def action_move(self, rows: int) -> None:
        """Move the cursor."""
        self._table.move(rows)

    def action_page(self, pages: int) -> None:
        """Move the cursor by screens."""
        self._table.move_page(pages)

    def action_end(self, end: int) -> None:
        """Move the cursor to an end."""
        self._table.move_to_end(end)

    @on(RowList.Opened)
    def action_choose(self) -> None:
        """Go to the headlines of the date."""
        at = self._table.cursor
        quote = self._table.rows[at].quote if at is not None else None
        if quote:
            self.dismiss(quote.capture)

    def action_leave(self) -> None:
        """Go back to the reader."""
        self.dismiss(None)


def _decimal(quote: Quote, *, inverted: bool) -> Decimal | None:
    if not inverted:
        return Decimal(quote.rate.value)
    known = inverse(quote.rate.value)
    return Decimal(figures(known)[1].replace(",", "")) if known else None


def show_rates(reader: "ReaderScreen") -> None:
    """Show the rates of every date."""
    captures = reader.session.corpus.captures()
    if not any(capture.rates and capture.date for capture in captures):
        say(reader, "No capture here with a date has rates")
        return

    def chosen(capture: CaptureHead | None) -> None:
        if capture is None:
            return
        section = section_of(capture.date)
        if section in reader.session.sections.all:
            reader.navigator.go_to_section(section)
        else:
            say(reader, f"No article stands on {short_day(capture.date)}")

    ascii_only = reader.session.preferences.current.ascii
    reader.app.push_screen(RatesScreen(captures, ascii_only=ascii_only), chosen)
