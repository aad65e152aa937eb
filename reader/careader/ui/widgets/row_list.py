"""A list with a cursor that draws only the rows in sight."""

from abc import abstractmethod
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import ClassVar

from textual import events
from textual.geometry import Offset, Region
from textual.message import Message
from textual.reactive import var
from textual.strip import Strip

from careader.ui.view.line_view import LineView, StyledLine


class RowList(LineView):
    """A list of rows with a cursor on one row. A subclass tells the content of each row.

    Attributes:
        cursor: the row of the cursor; None where no row is selectable.
    """

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {"row-list--cursor", "row-list--hover"}

    DEFAULT_CSS = """
    RowList {
        .row-list--cursor { background: $block-cursor-blurred-background; }
        .row-list--hover { background: $block-hover-background; }
        &:focus .row-list--cursor { background: $block-cursor-background; }
        &:ansi .row-list--cursor, &:ansi:focus .row-list--cursor { background: ansi_default; }
    }
    """

    cursor: var[int | None] = var(None)
    _hover: var[int | None] = var(None)

    class _OfList(Message):
        """Something happened in a list. The list's `cursor` tells in which row: rows can change meanwhile."""

        def __init__(self, rows: "RowList") -> None:
            super().__init__()
            self.rows = rows

        @property
        def control(self) -> "RowList":
            """The list. The selectors of `textual.on` need this property."""
            return self.rows

    class Moved(_OfList):
        """The cursor moved to another row."""

    class Opened(_OfList):
        """The reader opens the row under the cursor."""

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._height_of_all = 1
        self._bottoms: list[int] = []
        self._asked: dict[int, list[StyledLine]] = {}

    @abstractmethod
    def row_count(self) -> int:
        """The number of rows."""

    @abstractmethod
    def row_lines(self, row: int, width: int) -> list[StyledLine]:
        """The lines of a row: no more lines than `row_heights` told, of at most ``width`` columns."""

    @property
    def terminal_cursor(self) -> Offset:
        """The position on the screen of the row with the cursor."""
        row = 0 if self.cursor is None else self._top(self.cursor) - int(self.scroll_offset.y)
        return super().terminal_cursor + Offset(0, max(0, row))

    def row_heights(self, width: int) -> Sequence[int] | int:
        """The number of lines of each row at a width; one number where all rows have equal heights."""
        del width
        return 1

    def selectable(self, row: int) -> bool:
        """Whether the cursor can be on a row. Rows that only separate other rows are not selectable."""
        del row
        return True

    def rows_changed(self, cursor: int | None = None, *, steady: bool = False) -> None:
        """Measure and draw the rows after they changed, and put the cursor on a row without posting `Moved`.

        Args:
            cursor: the row of the cursor; None for none.
            steady: whether the cursor keeps its place on the screen, while rows come and go around it.
        """
        above = None if self.cursor is None else self._top(self.cursor) - self.scroll_offset.y
        self._measure()
        with self.prevent(RowList.Moved):
            self.cursor = cursor
        self.refresh()
        if steady and cursor is not None and above is not None:
            self.scroll_to(y=self._top(cursor) - above, animate=False, force=True)
        self.call_after_refresh(self.show_cursor)

    def put_cursor(self, row: int) -> None:
        """Put the cursor on a row without posting `Moved`."""
        with self.prevent(RowList.Moved):
            self.cursor = row

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw the lines in sight. The lines of each row are made once for each frame."""
        self._asked.clear()
        return super().render_lines(crop)

    def line(self, y: int, width: int) -> StyledLine:
        """A line of a row, on the background of the cursor or of the mouse."""
        row = self.row_of_line(y)
        part = y - self._top(row)
        if (lines := self._asked.get(row)) is None:
            lines = self._asked[row] = self.row_lines(row, width)
        ground = {self._hover: "row-list--hover", self.cursor: "row-list--cursor"}.get(row, "")
        return (lines[part] if part < len(lines) else StyledLine(""))._replace(ground=ground)

    def move(self, rows: int) -> None:
        """Move the cursor by a number of rows, past rows that are not selectable."""
        if self.cursor is None:
            self._go(0, 1)
        elif rows:
            self._go(self.cursor + rows, 1 if rows > 0 else -1)

    def move_page(self, pages: float) -> None:
        """Move the cursor by screens or a part of a screen, at least by a row."""
        top, lines = self._top(self.cursor or 0), round(pages * max(1, self.page_height - 1))
        there = self.row_of_line(min(max(top + lines, 0), self.line_count - 1))
        if there == self.cursor:
            there += 1 if pages > 0 else -1
        self._go(there, 1 if pages > 0 else -1)

    def move_to_end(self, end: int) -> None:
        """Move the cursor to the first row (-1) or the last row (1)."""
        self._go(0 if end < 0 else self.row_count() - 1, -end)

    def _go(self, row: int, step: int) -> None:
        """Put the cursor on ``row``, or on the nearest selectable row after it in the direction ``step``.

        If no such row follows, the cursor goes to the nearest selectable row in the other direction.
        """
        last = self.row_count() - 1
        if last < 0:
            return
        row = min(max(row, 0), last)
        for ahead in (range(row, last + 1), range(row, -1, -1))[:: 1 if step > 0 else -1]:
            if (found := next(filter(self.selectable, ahead), None)) is not None:
                self.cursor = found
                return

    def open(self) -> None:
        """Open the row under the cursor."""
        if self.cursor is not None:
            self.post_message(self.Opened(self))

    def watch_cursor(self, old: int | None, new: int | None) -> None:
        """Draw the moved cursor, and post `Moved`."""
        self._refresh_rows(old, new)
        if new is not None and self.is_mounted:
            self.show_cursor()
            self.post_message(self.Moved(self))

    def show_cursor(self) -> None:
        """Scroll so that the cursor is in sight. At the first selectable row, also show the rows above."""
        if self.cursor is None or not self.size:
            return
        if not any(map(self.selectable, range(self.cursor))):
            self.scroll_to(y=0, animate=False)
            return
        region = Region(0, self._top(self.cursor), 1, self._height(self.cursor))
        self.scroll_to_region(region, animate=False, force=True)

    def fit(self) -> None:
        """Measure the rows at the new width, and keep the cursor in sight."""
        self._measure()
        self.show_cursor()

    def _measure(self) -> None:
        """Measure the heights of the rows at this width; before the first layout each row has one line."""
        heights = self.row_heights(self.text_width) if self.size else 1
        if isinstance(heights, int):
            self._height_of_all, self._bottoms = heights, []
            self.set_line_count(heights * self.row_count())
        else:
            self._height_of_all, self._bottoms = 0, list(accumulate(heights))
            self.set_line_count(self._bottoms[-1] if self._bottoms else 0)

    def row_of_line(self, y: int) -> int:
        """The row to which line ``y`` belongs."""
        return bisect_right(self._bottoms, y) if self._bottoms else y // self._height_of_all

    def _top(self, row: int) -> int:
        if not self._bottoms:
            return row * self._height_of_all
        return self._bottoms[row - 1] if row else 0

    def _height(self, row: int) -> int:
        return self._bottoms[row] - self._top(row) if self._bottoms else self._height_of_all

    def _refresh_rows(self, *rows: int | None) -> None:
        for row in rows:
            if row is not None and row < self.row_count():
                self.redraw(self._top(row), self._height(row))

    def _row_at(self, event: events.MouseEvent) -> int | None:
        offset = event.get_content_offset(self)
        if offset is None:
            return None
        row = self.row_of_line(offset.y + self.scroll_offset.y)
        return row if row < self.row_count() and self.selectable(row) else None

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Show which row a click would select."""
        self._hover = self._row_at(event)

    def on_leave(self) -> None:
        """Show that the mouse is on no row."""
        self._hover = None

    def watch__hover(self, old: int | None, new: int | None) -> None:
        """Draw the row under the mouse."""
        self._refresh_rows(old, new)

    def on_click(self, event: events.Click) -> None:
        """Move the cursor to the clicked row; at a second click, open the row."""
        if (row := self._row_at(event)) is None:
            return
        if row == self.cursor:
            self.open()
        else:
            self.cursor = row
