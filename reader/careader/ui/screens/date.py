"""Go to a date: type it, or choose it in a calendar of the captured days."""

from bisect import bisect_left
from collections.abc import Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from careader.sitting.calendar import WIDTH, month_lines, months_later
from careader.sitting.sections import section_of
from careader.typed_days import parse_days
from careader.ui.safe_text import safe_content, show_message
from careader.ui.screens.overlay import OverScreen
from careader.ui.widgets.query_line import QueryLine
from careader.words import count, day_in_words, short_day

if TYPE_CHECKING:
    from careader.ui.screens.reader import ReaderScreen

_KEYS = (
    "arrows day, week · PgUp PgDn month · Shift+↑ ↓ year · Home End · Enter goes · Esc",
    "arrows · PgUp PgDn month · Shift+↑ ↓ year · Enter goes · Esc",
    "arrows · PgUp PgDn · Shift+↑ ↓ · Enter · Esc",
    "Enter goes · Esc",
)
"""The key hints, the longest first."""

_LEGEND = "12 captured  12● unread  · nothing"
"""The legend of the calendar, no wider than a month."""


class DateScreen(OverScreen[date | None]):
    """Asks for a date. The result is the captured day to go to, or None.

    Args:
        counts: for each captured day, the number of unread articles and of all articles; not empty.
        here: the day that is shown now.
        unfinished: whether captures are missing, since the index is not complete.
    """

    CSS_PATH = "date.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Back"),
        Binding("left", "days(-1)", "A day back", priority=True),
        Binding("right", "days(1)", "A day on", priority=True),
        Binding("up", "days(-7)", "A week back"),
        Binding("down", "days(7)", "A week on"),
        Binding("pageup", "months(-1)", "A month back"),
        Binding("pagedown", "months(1)", "A month on"),
        Binding("ctrl+pageup,shift+up", "months(-12)", "A year back"),
        Binding("ctrl+pagedown,shift+down", "months(12)", "A year on"),
        Binding("home", "end(-1)", "The earliest date", priority=True),
        Binding("end", "end(1)", "The latest date", priority=True),
    ]

    def __init__(
        self, counts: Mapping[date, tuple[int, int]], here: date, *, unfinished: bool = False
    ) -> None:
        super().__init__()
        self._counts = counts
        self._unfinished = unfinished
        self._days = sorted(counts)
        self.cursor = here
        self._understood = True
        self._input = QueryLine("", "12 dec, 2025-12, last tuesday", self._typed, {"enter": self._submitted})
        self._said = Static(id="said")
        self._calendar = Static(id="calendar")
        self._places: dict[tuple[int, int], date] = {}

    def compose(self) -> ComposeResult:
        """The input line, the line that says where Enter goes, and the calendar."""
        with Vertical(id="date") as frame:
            so_far = " · so far: captures are still being indexed" if self._unfinished else ""
            frame.border_title = safe_content(f"Go to a date{so_far}")
            yield self._input
            yield self._said
            yield self._calendar

    def on_mount(self) -> None:
        """Focus the input line."""
        self.set_focus(self._input)
        self._show()

    def on_resize(self) -> None:
        """Show as many months as fit the new size."""
        self.call_after_refresh(self._show)

    def on_key(self, event: events.Key) -> None:
        """Give keys to the input line that were typed before the line was mounted."""
        self._input.take(event)

    @property
    def there(self) -> date:
        """The captured day where Enter goes: the last captured day up to the cursor, else the earliest."""
        at = bisect_left(self._days, self.cursor + timedelta(days=1)) - 1
        return self._days[max(at, 0)]

    def _typed(self, text: str) -> None:
        found = parse_days(text) if text.strip() else None
        self._understood = bool(found) or not text.strip()
        if found:
            within = [day for day in self._days if day in found]
            self.cursor = within[-1] if within else found.last or found.first or self.cursor
        self._show()

    def _show(self) -> None:
        self._said.update(safe_content(self._in_words()))
        frame = self.query_one("#date")
        width, height = frame.content_size
        frame.border_subtitle = safe_content(next((each for each in _KEYS if len(each) + 4 <= width), ""))
        across = max(1, min(3, (width + 2) // (WIDTH + 2)))
        self._places.clear()
        if height < 10:  # the input line and the line below come first
            self._calendar.update("")
            return
        months = [
            month_lines(months_later(self.cursor, back), self._counts, self.cursor)
            for back in range(1 - across, 1)
        ]
        rows = []
        for row, lines in enumerate(zip(*months, strict=True)):
            cells = []
            for month, line in enumerate(lines):
                left = month * (WIDTH + 2)
                text = safe_content(f"{line.text:{WIDTH}}")
                for cell in line.cells:
                    end = cell.start + len(cell.text)
                    self._places |= {(left + x, row): cell.day for x in range(cell.start, end)}
                    style = (
                        "bold reverse" if cell.day == self.cursor else "$text-accent" if cell.unread else ""
                    )
                    if style or not cell.captured:
                        text = text.stylize(style or "$foreground 60%", cell.start, end)
                cells.append(text)
            rows.append(Content("  ").join(cells))
        rows.append(Content.styled(f" {_LEGEND}", "$foreground 70%"))
        self._calendar.update(Content("\n").join(rows))

    def _in_words(self) -> str:
        if not self._understood:
            return "No date: write 12 dec, 2025-12 or last tuesday"
        if self.cursor in self._counts:
            unread, total = self._counts[self.cursor]
            return (
                f"{self.cursor:%a} {day_in_words(self.cursor)}: {count(total, 'article')}, {unread:,} unread"
            )
        missing = "nothing indexed so far" if self._unfinished else "not captured"
        return f"{short_day(self.cursor)}: {missing}. Enter goes to {short_day(self.there)}"

    def action_days(self, days: int) -> None:
        """Move the cursor by days."""
        self._go(self.cursor + timedelta(days=days))

    def action_months(self, months: int) -> None:
        """Move the cursor by months."""
        self._go(months_later(self.cursor, months))

    def action_end(self, end: int) -> None:
        """Move the cursor to the earliest captured day (-1) or the latest (1)."""
        self._go(self._days[0 if end < 0 else -1])

    def _go(self, day: date) -> None:
        self._input.clear()  # Enter no longer goes to the typed date
        self._understood = True
        self.cursor = min(max(day, self._days[0]), self._days[-1])
        self._show()

    def on_click(self, event: events.Click) -> None:
        """Move the cursor to the clicked day; at a second click on this day, go there."""
        place = event.screen_offset - self._calendar.content_region.offset
        day = self._places.get((place.x, place.y))
        if day == self.cursor:
            self._submitted()
        elif day:
            self._go(day)

    def _submitted(self) -> None:
        if self._understood:
            self._input.done = True
            self.dismiss(self.there)


def go_to_date(reader: "ReaderScreen") -> None:
    """Ask for a date, and show its headlines."""
    sections = reader.session.sections
    counts = {each.day: sections.counts(each) for each in sections.dates if each.day}
    if not counts:
        show_message(reader, "No capture here has a date")
        return
    own = reader.article.dates[0] if reader.article and reader.article.dates else max(counts)
    here = reader.panes.section.day or own

    def chosen(day: date | None) -> None:
        if day is not None:
            reader.navigator.go_to_section(section_of(day))

    reader.app.push_screen(DateScreen(counts, here, unfinished=reader.index.unfinished), chosen)
