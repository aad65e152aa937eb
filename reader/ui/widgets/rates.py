"""The rates bar: the exchange rates of the capture that is looked at, as captured."""

from typing import ClassVar

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from reader.capture import Rate
from reader.corpus import RatesShown
from reader.words import short_day

_GAP = 2
"""Columns between two rates."""

_TALL = 20
"""Rows of a screen that has room for a line that stays empty."""


class RatesBar(Widget):
    """Rates side by side where they fit, else as a small table. A rate is never cut."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"rates--label", "rates--up", "rates--down", "rates--same"}

    DEFAULT_CSS = """
    RatesBar {
        height: auto;
        padding: 0 1;
        .rates--label { color: $foreground 65%; }
        .rates--up { color: $text-success; }
        .rates--down { color: $text-error; }
        .rates--same { color: $foreground 65%; }
    }
    """

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._label = ""
        self._rates: tuple[Rate, ...] = ()
        self._most = self._most_at = 0

    def show(self, shown: RatesShown | None) -> None:
        """Show other rates, None for none."""
        if shown is None:
            self._label, self._rates = "", ()
        else:
            self._label, self._rates = label(shown), shown.rates
        width, height = self.content_size
        self.refresh(layout=not width or self._height(width, self.screen.size.height) != height)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as the rates need at this width."""
        del container
        return self._height(width, viewport.height)

    def _height(self, width: int, of_screen: int) -> int:
        """The lines it takes: where there is room, none fewer than before, so that the panes above stay."""
        lines = max(1, len(self._lines(width)))
        if width != self._most_at or of_screen < _TALL:
            self._most, self._most_at = 0, width
        self._most = max(self._most, lines)
        return self._most

    def render(self) -> Content:
        """The lines for the width there is."""
        return Content("\n").join(self._lines(self.content_size.width))

    def _lines(self, width: int) -> list[Content]:
        named = [self._cell(rate, rate.pair) for rate in self._rates]
        if self._one_line(named) <= width:
            return [self._row(named)]
        cells = [self._cell(rate, rate.pair.removesuffix("/USD")) for rate in self._rates]
        if self._one_line(cells) <= width:
            return [self._row(cells)]
        if self._label_fits(cells):
            cells = [self._label_cell(self._label), *cells]
            rows = []
        else:
            rows = [line.rstrip() for line in self._label_cell(self._label).wrap(max(1, width))]
        widths, gap = _columns([cell.cell_length for cell in cells], width)
        for start in range(0, len(cells), len(widths)):
            row = zip(cells[start : start + len(widths)], widths, strict=False)
            rows.append(
                Content(" " * gap).join(cell.pad_right(room - cell.cell_length) for cell, room in row)
            )
        return rows

    def _label_fits(self, cells: list[Content]) -> bool:
        """Whether the label may stand among the rates as a cell, no wider than they are."""
        return len(self._label) <= max((cell.cell_length for cell in cells), default=0)

    def _one_line(self, cells: list[Content]) -> int:
        return len(self._label) + sum(_GAP + cell.cell_length for cell in cells)

    def _row(self, cells: list[Content]) -> Content:
        return Content(" " * _GAP).join([self._label_cell(self._label), *cells])

    def _label_cell(self, text: str) -> Content:
        return Content(text).stylize(self.get_visual_style("rates--label", partial=True))

    def _cell(self, rate: Rate, pair: str) -> Content:
        sign, name = direction(rate.change)
        style = self.get_visual_style(f"rates--{name}", partial=True)
        return Content.assemble(
            (f"{pair} ", self.get_visual_style("rates--label", partial=True)),
            f"{rate.value} ",
            (f"{sign} {rate.change}", style),
        )


def _columns(cells: list[int], width: int) -> tuple[list[int], int]:
    """The widths of as many columns as fit, for cells of these widths row by row; and their gap."""
    for columns in range(len(cells), 1, -1):
        widths = [max(cells[first::columns]) for first in range(columns)]
        for gap in (_GAP, 1):
            if sum(widths) + gap * (columns - 1) <= width:
                return widths, gap
    return [max(cells, default=0)], _GAP


def direction(change: str) -> tuple[str, str]:
    """The sign of a change and its name: ``-0%`` is a fall too small to show (FORMAT.md: Rates)."""
    if change.startswith("-"):
        return "▼", "down"
    if any(digit in change for digit in "123456789"):
        return "▲", "up"
    return "=", "same"


def label(shown: RatesShown) -> str:
    """Whose rates they are, in words."""
    if shown.of is None:
        return "No rates in these captures"
    day = short_day(shown.of.date)
    return day if shown.own else f"No rates here; from {day}:"
