"""A scrolling view that draws only its visible lines, the base class of lists and of the article pane.

Textual's own lists build every row before they show the first row: ten thousand rows take seconds. This view
draws only the lines in sight, so a hundred thousand rows take as long as thirty rows.
"""

from abc import abstractmethod
from collections.abc import Iterable, Sequence
from typing import NamedTuple, Self

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style as RichStyle
from textual import events
from textual.color import TRANSPARENT
from textual.geometry import Offset, Region, Size
from textual.scroll_view import ScrollView
from textual.selection import Selection
from textual.strip import Strip
from textual.style import Style
from textual.widget import Widget

from careader.text import safe

_KEPT = 500
"""The most drawn lines that are kept for the next frame."""

_SELECTED = "screen--selection"
"""Textual's component class of selected text. It belongs to the screen, not to a view."""


class StyledPart(NamedTuple):
    """A range of characters in a line, with its own style.

    Attributes:
        start: the first character.
        end: the character after the last.
        name: the component class whose style covers the style of the line.
    """

    start: int
    end: int
    name: str


class StyledLine(NamedTuple):
    """One line of a view.

    Attributes:
        text: the text. Control characters are drawn as visible signs.
        parts: the parts with their own styles. The style of a later part covers the style of an earlier part.
        ground: the component class of the whole line up to the view's edge; "" for the style of the view.
    """

    text: str
    parts: Sequence[StyledPart] = ()
    ground: str = ""

    @property
    def cells(self) -> int:
        """The number of columns that the text takes."""
        return cell_len(self.text)


def in_line(parts: Iterable[StyledPart], start: int, length: int, indent: int) -> list[StyledPart]:
    """The styled parts of one line of a text that was broken into lines.

    Args:
        parts: the styled parts of the whole text.
        start: the index of the line's first character in the text.
        length: the number of characters in the line.
        indent: the number of characters before the text in the line.
    """
    ends = ((max(0, first - start), min(last - start, length), name) for first, last, name in parts)
    return [StyledPart(indent + first, indent + last, name) for first, last, name in ends if first < last]


class LineView(ScrollView, can_focus=True, inherit_bindings=False):
    """Lines of text, drawn as they come into sight, with selection by mouse.

    A subclass tells the number of lines (`set_line_count`) and the content of each line (`line`). Drawn lines
    are kept, also while they scroll, until `refresh` is called. A view can have a border above and below, but
    no border at its sides.
    """

    DEFAULT_CSS = """
    LineView {
        overflow-x: hidden;
        overflow-y: scroll;
        scrollbar-size-vertical: 1;
        scrollbar-background: transparent;
        scrollbar-background-hover: transparent;
        scrollbar-background-active: transparent;
    }
    """

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._styles_of: dict[tuple[str, ...], RichStyle] = {}
        self._drawn: dict[int, Strip] = {}
        self._columns = 0
        self._fitted = Size()

    @abstractmethod
    def line(self, y: int, width: int) -> StyledLine:
        """The content of a line.

        Args:
            y: the index of the line among all lines.
            width: the columns of the view. A longer text is cut there.
        """

    @abstractmethod
    def fit(self) -> None:
        """Make the lines for the present size of the view, and call `set_line_count`."""

    def remake(self) -> None:
        """Make and draw the lines again after their content changed."""
        self.fit()
        self.refresh()

    def set_line_count(self, lines: int) -> None:
        """Set the number of lines, before the lines are drawn.

        The scrollbar always has its column, so a new number of lines needs no new layout of the screen. The
        exception is a view whose height follows its number of lines.
        """
        self._fitted = self.size
        size = Size(self.text_width, lines)
        if self.styles.is_auto_height and lines != self.line_count:
            self.virtual_size = size
        self.set_reactive(Widget.virtual_size, size)
        if self.container_size:
            self.vertical_scrollbar.window_virtual_size = lines

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """The height of a view whose height follows its lines: all lines, and a blank line below."""
        return super().get_content_height(container, viewport, width) + 1

    @property
    def line_count(self) -> int:
        """The number of lines."""
        return self.virtual_size.height

    @property
    def text_width(self) -> int:
        """The number of columns of a line, without the scrollbar."""
        return self.scrollable_content_region.width

    @property
    def terminal_cursor(self) -> Offset:
        """The position of the terminal's own cursor on the screen while this view has the focus."""
        return self.content_region.offset

    @property
    def page_height(self) -> int:
        """The number of visible lines, at least one."""
        return max(1, self.scrollable_content_region.height)

    def _size_updated(
        self,
        size: Size,
        virtual_size: Size,
        container_size: Size,
        layout: bool = True,  # noqa: FBT001, FBT002 - as Textual calls it
    ) -> bool:
        """Fit the lines to a new size at once; returns whether the size is new.

        Textual paints before it sends `Resize`: lines fitted at `Resize` would be painted wrong first. Where
        the size is not new, this method does nothing: Textual would paint the scrollbar after each layout.
        """
        if (size, self.size) == (self.outer_size, self._fitted):
            return False
        super()._size_updated(size, virtual_size, container_size, layout)
        self._drawn.clear()
        self.fit()
        return True

    def notify_style_update(self) -> None:
        """Draw everything again after the theme or the focus changed."""
        super().notify_style_update()
        self._styles_of.clear()
        self.refresh()

    def refresh(
        self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False
    ) -> Self:
        """Draw some regions again. Without regions, forget the drawn lines and draw all lines again."""
        if not regions:
            self._drawn.clear()
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def redraw(self, first: int, lines: int) -> None:
        """Draw some lines again.

        Args:
            first: the index of the first line among all lines.
            lines: the number of lines.
        """
        for y in range(first, first + lines):
            self._drawn.pop(y, None)
        self.refresh_lines(first, lines)

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw the lines in sight. Textual draws the border above and below the lines.

        Textual's own method would look for borders, padding, tint and opacity at every line, which takes as
        long as to draw the lines.
        """
        if len(self._drawn) > _KEPT:
            self._drawn.clear()
        self._columns = self.text_width
        width, height = self.outer_size
        top = self.styles.gutter.top
        bottom = top + self.size.height
        above, lines, below = (
            crop.intersection(Region(0, start, width, end - start))
            for start, end in ((0, top), (top, bottom), (bottom, height))
        )
        strips = [self.render_line(y - top).crop(*lines.column_span) for y in lines.line_range]
        over = super().render_lines(above) if above else []
        under = super().render_lines(below) if below else []
        return [*over, *strips, *under]

    def render_line(self, y: int) -> Strip:
        """Draw one line. ``y`` is its index among the lines in sight."""
        at = self.scroll_offset.y + y
        if (strip := self._drawn.get(at)) is None:
            strip = self._drawn[at] = self._draw(at)
        return strip

    def _draw(self, at: int) -> Strip:
        width = self._columns
        line = self.line(at, width) if at < self.line_count else StyledLine("")
        text, parts, ground = safe(line.text), line.parts, line.ground
        selection = self.text_selection if self.ALLOW_SELECT else None
        if selection and (span := selection.get_span(at)):
            parts = [*parts, StyledPart(span[0], len(text) if span[1] == -1 else span[1], _SELECTED)]
        segments = self._segments(text, parts, ground)
        if (room := width - line.cells) > 0:
            segments.append(Segment(" " * room, self._style((ground,))))
        strip = Strip(segments, width - min(room, 0)).crop(0, width)
        return strip.apply_offsets(0, at) if self.ALLOW_SELECT else strip

    def _segments(self, text: str, parts: Sequence[StyledPart], ground: str) -> list[Segment]:
        """The styled segments of a text, cut wherever a part begins or ends."""
        segments, start = [], 0
        edges = {edge for part in parts for edge in part[:2] if 0 < edge < len(text)}
        for end in (*sorted(edges), len(text)):
            names = [name for first, last, name in parts if first <= start < last]
            segments.append(Segment(text[start:end], self._style((ground, *names))))
            start = end
        return segments

    def _style(self, names: tuple[str, ...]) -> RichStyle:
        """The style of component classes, each laid over the class before, in colours of the terminal."""
        if (style := self._styles_of.get(names)) is None:
            ground, *over = names
            base = self.get_visual_style(ground) if ground else self.visual_style
            styles = [base, *(self._style_over(name) for name in over)]
            looks = Style.combine(styles)
            if ground.endswith("--cursor") and self.app.native_ansi_color:
                looks += Style(reverse=True)  # careader does not know what the terminal's colours look like
            segments = [Segment("", looks.rich_style)]
            for line_filter in self.get_line_filters():
                segments = line_filter.apply(segments, base.background or TRANSPARENT)
            style = self._styles_of[names] = segments[0].style or RichStyle.null()
        return style

    def _style_over(self, name: str) -> Style:
        if name == _SELECTED:
            return self.screen.get_visual_style(name)
        return self.get_visual_style(name, partial=True)

    async def _on_click(self, event: events.Click) -> None:
        """Select the word under a double click, the paragraph under a triple click."""
        if event.widget is not self or event.chain < 2 or not self.ALLOW_SELECT:
            return
        event.prevent_default()  # Textual would select the whole view
        if (offset := event.get_content_offset(self)) is None:
            return
        y = offset.y + self.scroll_offset.y
        if y < self.line_count and (selection := self._selection_at(y, offset.x, whole=event.chain > 2)):
            self.screen.selections = {self: selection}

    def _selection_at(self, y: int, column: int, *, whole: bool) -> Selection | None:
        """The selection of the word at a place, or of its whole paragraph; None at blank space."""
        text = self.line(y, self.text_width).text
        if whole:
            lines = self.paragraph_at(y)
            end = self.line(lines[-1], self.text_width).text
            return Selection(Offset(0, lines[0]), Offset(len(end), lines[-1])) if text.strip() else None
        at = len(set_cell_size(text, column))
        start = len(text[: at + 1].rpartition(" ")[0]) + (" " in text[: at + 1])
        word = text[start:].partition(" ")[0]
        return Selection(Offset(start, y), Offset(start + len(word), y)) if word else None

    def paragraph_at(self, y: int) -> range:
        """The lines that a triple click on line ``y`` selects: all lines around it up to a blank line."""
        first = last = y
        while first > 0 and self.line(first - 1, self.text_width).text.strip():
            first -= 1
        while last + 1 < self.line_count and self.line(last + 1, self.text_width).text.strip():
            last += 1
        return range(first, last + 1)

    def selection_updated(self, selection: Selection | None) -> None:
        """Draw the lines again after the mouse changed the selection."""
        del selection
        self.refresh()
