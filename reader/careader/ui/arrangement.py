"""How the screen is arranged: the article alone, its measure, the borders of the panes, the rates bar.

What is changed here holds on the next start (`careader.sitting.preferences`).
"""

from typing import TYPE_CHECKING

from careader.settings import MEASURES, WIDTHS
from careader.ui.safe_text import say

if TYPE_CHECKING:
    from careader.ui.screens.reader import ReaderScreen

_STEP = 4
"""Columns that a key changes a measure or a width by."""

_LEAST = {"dates": 18, "headlines": 24, "article": 30}
"""Columns that a pane keeps, whatever is asked."""


def arrange(reader: "ReaderScreen") -> None:
    """Arrange the screen as it is set; asked for at the start and whenever the window has another size."""
    settings, panes = reader.session.preferences.current, reader.panes
    panes.text.set_measure(settings.measure)
    panes.set_class(not settings.rates, "-no-rates")
    lists, dates = panes.query_one("#lists"), panes.dates
    wide, narrow = reader.has_class("-wide"), reader.has_class("-narrow")
    room = reader.size.width - _LEAST["article"]
    widths = settings.widths
    if narrow or not widths:
        lists.styles.clear_rule("width")
        lists.styles.clear_rule("max_width")
        dates.styles.clear_rule("width")
        return
    first = widths.get("dates", 24) if wide else 0
    second = widths.get("headlines", 52 if wide else 42)
    total = max(_LEAST["headlines"], min(first + second, room))
    lists.styles.width = lists.styles.max_width = total
    if wide:
        dates.styles.width = max(_LEAST["dates"], min(first, total - _LEAST["headlines"]))
    else:
        dates.styles.clear_rule("width")


def zoom(reader: "ReaderScreen") -> None:
    """Give the article the whole window, or give the lists and the rates their place again."""
    panes = reader.panes
    if panes.article is None and not panes.has_class("-alone"):
        say(reader, "There is no article to be shown alone")
        return
    panes.toggle_class("-alone")
    if panes.has_class("-alone"):
        panes.focus_pane("article")


def widen_measure(reader: "ReaderScreen") -> None:
    """Set the text wider."""
    _measure(reader, _STEP)


def narrow_measure(reader: "ReaderScreen") -> None:
    """Set the text narrower."""
    _measure(reader, -_STEP)


def _measure(reader: "ReaderScreen", step: int) -> None:
    preferences = reader.session.preferences
    columns = min(max(preferences.current.measure + step, MEASURES[0]), MEASURES[-1])
    preferences.change("measure", columns)
    reader.panes.text.set_measure(columns)
    room = reader.panes.text.text_width
    say(reader, f"Set at {columns} columns" + (f"; there is room for {room}" if room < columns else ""))


def toggle_rates(reader: "ReaderScreen") -> None:
    """Hide the rates bar, or show it again."""
    shown = not reader.session.preferences.current.rates
    reader.session.preferences.change("rates", shown)
    arrange(reader)
    say(reader, "Rates are shown" if shown else "Rates are hidden")


def widen_lists(reader: "ReaderScreen") -> None:
    """Move the border of the pane to the right."""
    _move_border(reader, _STEP)


def narrow_lists(reader: "ReaderScreen") -> None:
    """Move the border of the pane to the left."""
    _move_border(reader, -_STEP)


def _move_border(reader: "ReaderScreen", step: int) -> None:
    panes, preferences = reader.panes, reader.session.preferences
    if reader.has_class("-narrow"):
        say(reader, "One pane is shown at a time: there is no border to move")
        return
    wide = reader.has_class("-wide")
    pane = "dates" if wide and panes.active is panes.dates else "headlines"
    now = panes.dates.region.width if pane == "dates" else panes.headlines.region.width + 1  # the border
    least = max(_LEAST[pane], WIDTHS[0])
    taken = _LEAST["article"] + (panes.dates.size.width if wide and pane == "headlines" else 0)
    if wide and pane == "dates":
        taken += panes.headlines.size.width
    columns = min(max(now + step, least), max(least, reader.size.width - taken))
    preferences.change("widths", {**preferences.current.widths, pane: columns})
    arrange(reader)
