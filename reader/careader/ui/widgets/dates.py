"""The dates pane: sections such as Unread and Bookmarks, then every date under its month, latest first."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from careader.sitting.sections import NEW, Section
from careader.ui.view.line_view import StyledLine, StyledPart
from careader.ui.widgets.row_list import RowList

Counts = tuple[int, int]
"""The number of unread articles of a section, and the number of all its articles."""


class DatesPane(RowList):
    """Lists sections with the counts of their articles.

    Args:
        sections: the sections to list.
        counts: tells the counts of a section. Each drawn row asks it again, so changed marks show at once.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {"dates--month", "dates--unread", "dates--total", "dates--done"}

    DEFAULT_CSS = """
    DatesPane {
        .dates--month { color: $foreground 65%; }
        .dates--unread { color: $text-accent; text-style: bold; }
        .dates--total { color: $foreground 65%; }
        .dates--done { color: $foreground 65%; }
    }
    """

    def __init__(self, sections: list[Section], counts: Callable[[Section], Counts], *, id: str) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._counts = counts
        self._rows: list[Section | str] = []
        self.set_sections(sections)

    def set_sections(self, sections: Sequence[Section]) -> bool:
        """List other sections. The caller then puts the cursor on a row (`rows_changed`).

        Returns:
            Whether the rows differ from the rows before.
        """
        before, self._rows = self._rows, []
        month = ""
        for section in sections:
            named = f"{section.day:%B %Y}" if section.day else ""
            if section.is_date and named != month:
                self._rows += ["", named] if named else [""]
                month = named
            self._rows.append(section)
        return self._rows != before

    def row_count(self) -> int:
        """The number of rows: sections, months and blank rows."""
        return len(self._rows)

    def selectable(self, row: int) -> bool:
        """Whether the row is a section."""
        return isinstance(self._rows[row], Section)

    def section(self, row: int) -> Section:
        """The section in a row, which must be selectable."""
        section = self._rows[row]
        assert isinstance(section, Section), "the cursor never is on a month"  # noqa: S101 - narrows the type
        return section

    def row_of(self, section: Section) -> int:
        """The row of a section."""
        return self._rows.index(section)

    def row_lines(self, row: int, width: int) -> list[StyledLine]:
        """The line of a section with its counts, or of a month."""
        entry = self._rows[row]
        if isinstance(entry, str):
            return [StyledLine(f" {entry}", [StyledPart(0, 1 + len(entry), "dates--month")])]
        unread, total = self._counts(entry)
        name = f"{entry.day:%a} {entry.day.day:2}" if entry.day else entry.name
        counted = entry.is_date or entry == NEW
        left = f" {'●' if unread and counted else ' '} {name}"
        parts = [StyledPart(0, len(left), "dates--done")] if not unread and counted else []
        new, of = (str(unread or ""), f" {total:3}") if counted else ("", str(total))
        if (start := width - 1 - len(new) - len(of)) <= len(left):
            return [StyledLine(left if len(left) <= width else f"{left[: width - 1]}…", parts)]
        middle, end = start + len(new), width - 1
        parts += [StyledPart(start, middle, "dates--unread"), StyledPart(middle, end, "dates--total")]
        return [StyledLine(f"{left:{start}}{new}{of}", parts)]
