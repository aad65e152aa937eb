"""The rates bar: the exchange rates of the shown article's capture, as captured."""

from pathlib import PurePath
from typing import ClassVar

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from careader.capture import Rate
from careader.corpus import RatesShown
from careader.text import safe
from careader.ui.safe_text import safe_content
from careader.ui.widgets.fixed_layout import FixedLayout
from careader.words import path_in_words, short_day

_GAP = 2
"""Columns between two rates."""

_TALL = 20
"""The fewest rows of a screen where the bar may keep empty lines."""


class RatesBar(FixedLayout, Widget):
    """Shows rates in one line where they fit, else in a small table. A rate is never cut."""

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
        self._date = self._borrowed = ""
        self._rates: tuple[Rate, ...] = ()
        self._most = self._most_at = 0

    def show(self, shown: RatesShown | None) -> None:
        """Show other rates; None for no rates."""
        self._date, self._borrowed = wordings(shown)
        self._rates = shown.rates if shown else ()
        self.border_title = safe_content(", ".join(filter(None, (self._borrowed, file_of_rates(shown)))))
        width, height = self.content_size
        self.refresh(layout=not width or self._height(width, self.screen.size.height) != height)

    @property
    def _label(self) -> str:
        """The label before the rates. Without a border, it says that the rates are of an earlier date."""
        if self._borrowed and not self.styles.border_top[0]:
            return f"{self._borrowed}:"
        return self._date

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """The number of lines of the bar at this width."""
        del container
        return self._height(width, viewport.height)

    def _height(self, width: int, of_screen: int) -> int:
        """The number of lines of the bar at a width of the bar and a height of the screen.

        On a high screen the bar never becomes lower, so that the panes above keep their height.
        """
        lines = max(1, len(self._lines(width)))
        if width != self._most_at or of_screen < _TALL:
            self._most, self._most_at = 0, width
        self._most = max(self._most, lines)
        return self._most

    def render(self) -> Content:
        """The lines of the bar at the present width."""
        return Content("\n").join(self._lines(self.content_size.width))

    def _lines(self, width: int) -> list[Content]:
        label = [self._label_cell()] if self._label else []
        named = self._row([*label, *(self._cell(rate, rate.pair) for rate in self._rates)])
        if named.cell_length <= width:
            return [named]
        cells = [self._cell(rate, rate.pair.removesuffix("/USD")) for rate in self._rates]
        row = self._row([*label, *cells])
        if row.cell_length <= width:
            return [row]
        if label and not self._label_fits(cells):
            rows = [line.rstrip() for line in self._label_cell().wrap(max(1, width))]
        else:
            cells, rows = [*label, *cells], []
        widths, gap = _columns([cell.cell_length for cell in cells], width)
        for start in range(0, len(cells), len(widths)):
            placed = zip(cells[start : start + len(widths)], widths, strict=False)
            rows.append(
                Content(" " * gap).join(cell.pad_right(room - cell.cell_length) for cell, room in placed)
            )
        return rows

    def _label_fits(self, cells: list[Content]) -> bool:
        """Whether the label is no wider than a rate, so that the label can be a cell of the table."""
        return len(self._label) <= max((cell.cell_length for cell in cells), default=0)

    def _row(self, cells: list[Content]) -> Content:
        return Content(" " * _GAP).join(cells)

    def _label_cell(self) -> Content:
        return safe_content(self._label).stylize(self.get_visual_style("rates--label", partial=True))

    def _cell(self, rate: Rate, pair: str) -> Content:
        sign, name = direction(rate.change)
        style = self.get_visual_style(f"rates--{name}", partial=True)
        return Content.assemble(
            (safe(f"{pair} "), self.get_visual_style("rates--label", partial=True)),
            safe(f"{rate.value} "),
            (safe(f"{sign} {rate.change}"), style),
        )


def _columns(cells: list[int], width: int) -> tuple[list[int], int]:
    """The widths of the columns of a table with as many columns as fit, and the gap between columns.

    Args:
        cells: the widths of the cells, row by row.
        width: columns of the bar.
    """
    for columns in range(len(cells), 1, -1):
        widths = [max(cells[first::columns]) for first in range(columns)]
        for gap in (_GAP, 1):
            if sum(widths) + gap * (columns - 1) <= width:
                return widths, gap
    return [max(cells, default=0)], _GAP


def direction(change: str) -> tuple[str, str]:
    """The sign and the name of a change in a rate. ``-0%`` is a fall too small to show (FORMAT.md: Rates)."""
    if change.startswith("-"):
        return "▼", "down"
    if any(digit in change for digit in "123456789"):
        return "▲", "up"
    return "=", "same"


def wordings(shown: RatesShown | None) -> tuple[str, str]:
    """The label before the rates, and the label in the border above.

    The capture's own rates have their date before them. The border names the date of an earlier capture's
    rates, so that no rate has to move.
    """
    if shown is None:
        return "", ""
    if shown.of is None:
        return "No rates in these captures", ""
    day = short_day(shown.of.date)
    return (day, "") if shown.own else ("", f"No rates here; from {day}")


def file_of_rates(shown: RatesShown | None) -> str:
    """The file of the rates, where several captures of its day have rates; else ""."""
    if shown is None or shown.of is None or shown.of_day < 2:
        return ""
    file = path_in_words(PurePath(shown.of.path).name)
    if not shown.own:
        return f"{file} · {shown.of_day} captures of that day"
    return f"from {file} · {shown.of_day} captures of this day"
