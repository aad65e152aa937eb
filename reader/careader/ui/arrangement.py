"""The arrangement of the screen: the article alone, the measure, the borders of panes, the rates bar.

The next start keeps these changes (`careader.sitting.preferences`).
"""

from typing import TYPE_CHECKING

from careader.settings import MEASURES, WIDTHS
from careader.ui.safe_text import show_message

if TYPE_CHECKING:
    from collections.abc import Mapping

    from careader.ui.screens.reader import ReaderScreen

_STEP = 4
"""Columns by which one key press changes the measure or a width."""

_LEAST = {"dates": 18, "headlines": 24, "article": 30}
"""The fewest columns of each pane."""


def arrange(reader: "ReaderScreen", widths: "Mapping[str, int] | None" = None) -> None:
    """Arrange the screen as the preferences say, at the start and after each change of the window's size.

    Args:
        reader: the screen.
        widths: columns of panes, used instead of the preferences while the mouse drags a border.
    """
    settings, panes = reader.session.preferences.current, reader.panes
    panes.text.set_measure(settings.measure)
    panes.set_class(not settings.rates, "-no-rates")
    lists, dates = panes.query_one("#lists"), panes.dates
    wide, narrow = reader.has_class("-wide"), reader.has_class("-narrow")
    room = reader.size.width - _LEAST["article"]
    widths = settings.widths if widths is None else widths
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
    """Show the article alone in the window, or show the lists and the rates again."""
    panes = reader.panes
    if panes.article is None and not panes.has_class("-alone"):
        show_message(reader, "There is no article to be shown alone")
        return
    panes.toggle_class("-alone")
    if panes.has_class("-alone"):
        panes.focus_pane("article")


def widen_measure(reader: "ReaderScreen") -> None:
    """Set the text wider."""
    change_measure(reader, 1)


def narrow_measure(reader: "ReaderScreen") -> None:
    """Set the text narrower."""
    change_measure(reader, -1)


def change_measure(reader: "ReaderScreen", steps: int) -> int:
    """Set texts wider or narrower by some steps of four columns, and return the new columns."""
    preferences = reader.session.preferences
    columns = min(max(preferences.current.measure + steps * _STEP, MEASURES[0]), MEASURES[-1])
    preferences.change("measure", columns)
    reader.panes.text.set_measure(columns)
    room = reader.panes.text.text_width
    show_message(
        reader, f"Set at {columns} columns" + (f"; there is room for {room}" if 0 < room < columns else "")
    )
    return columns


def toggle_rates(reader: "ReaderScreen") -> None:
    """Hide the rates bar, or show it again."""
    shown = not reader.session.preferences.current.rates
    reader.session.preferences.change("rates", shown)
    arrange(reader)
    show_message(reader, "Rates are shown" if shown else "Rates are hidden")


def widen_lists(reader: "ReaderScreen") -> None:
    """Move the right border of the list pane with the keyboard to the right."""
    _move_border(reader, _STEP)


def narrow_lists(reader: "ReaderScreen") -> None:
    """Move the right border of the list pane with the keyboard to the left."""
    _move_border(reader, -_STEP)


def _move_border(reader: "ReaderScreen", step: int) -> None:
    panes = reader.panes
    if reader.has_class("-narrow"):
        show_message(reader, "One pane is shown at a time: there is no border to move")
        return
    wide = reader.has_class("-wide")
    pane = "dates" if wide and panes.active is panes.dates else "headlines"
    now = panes.dates.region.width if pane == "dates" else panes.headlines.region.width + 1  # the border
    _set_width(reader, pane, now + step)


def drag_border(reader: "ReaderScreen", pane: str, columns: int, *, done: bool) -> None:
    """Move the right border of a pane with the mouse.

    Args:
        reader: the screen.
        pane: ``dates`` or ``headlines``.
        columns: the new width of the pane.
        done: whether the mouse button was released: the width is then saved.
    """
    if not reader.has_class("-narrow"):
        _set_width(reader, pane, columns, keep=done)


def _set_width(reader: "ReaderScreen", pane: str, columns: int, *, keep: bool = True) -> None:
    """Make a pane ``columns`` wide, or narrower where the other panes need the room."""
    panes, preferences, wide = reader.panes, reader.session.preferences, reader.has_class("-wide")
    least = max(_LEAST[pane], WIDTHS[0])
    taken = _LEAST["article"] + (panes.dates.size.width if wide and pane == "headlines" else 0)
    if wide and pane == "dates":
        taken += panes.headlines.size.width
    columns = min(max(columns, least), max(least, reader.size.width - taken))
    widths = {**preferences.current.widths, pane: columns}
    if keep:
        preferences.change("widths", widths)
    arrange(reader, widths)
