"""A scrolling view that draws only the lines in sight: what lists and the article are made of.

Textual's own lists build every row before they show one; ten thousand rows take seconds. A view that is
asked line by line takes as long for a hundred thousand rows as for thirty.
"""

from abc import abstractmethod

from rich.segment import Segment
from textual.content import Content
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.selection import Selection
from textual.strip import Strip
from textual.style import Style
from textual.widget import Widget


class LineView(ScrollView, can_focus=True, inherit_bindings=False):
    """Lines of text, drawn as they come into sight, with selection by mouse.

    A subclass says how many lines there are (`set_line_count`) and what each holds (`line`).
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
        self._part_styles: dict[str, Style] = {}

    @abstractmethod
    def line(self, y: int) -> tuple[Content, Style]:
        """What line ``y`` (from 0, of all lines) shows, and the style that fills it to the edge."""

    def set_line_count(self, lines: int) -> None:
        """Tell how many lines there are now.

        The scrollbar has its column whether there is one to see or not: only a view that is as high as its
        lines has everything around it laid out anew.
        """
        size = Size(self.scrollable_content_region.width, lines)
        if self.styles.is_auto_height and lines != self.line_count:
            self.virtual_size = size
            return
        self.set_reactive(Widget.virtual_size, size)
        if self.container_size:
            self.vertical_scrollbar.window_virtual_size = lines
        self.refresh()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """All lines, and a blank one that sets off what is below: the height of a view that is as high."""
        return super().get_content_height(container, viewport, width) + 1

    @property
    def line_count(self) -> int:
        """How many lines there are."""
        return self.virtual_size.height

    @property
    def text_width(self) -> int:
        """Columns that a line has, beside the scrollbar."""
        return self.scrollable_content_region.width

    @property
    def page_height(self) -> int:
        """Lines in sight, at least one."""
        return max(1, self.scrollable_content_region.height)

    def notify_style_update(self) -> None:
        """A theme or focus changed: draw everything again."""
        super().notify_style_update()
        self.refresh()

    def part_style(self, name: str) -> Style:
        """The style of a component class, to be laid over what is below it."""
        if (style := self._part_styles.get(name)) is None:
            style = self._part_styles[name] = self.get_visual_style(name, partial=True)
        return style

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw what is in sight; Textual's look-up of a style is for once, not for every line."""
        self._part_styles.clear()
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        """Draw one line of the view, ``y`` from the top of what is in sight."""
        at = self.scroll_offset.y + y
        width = self.text_width
        if at >= self.line_count or width < 1:
            return Strip.blank(width, self.visual_style.rich_style)
        content, style = self.line(at)
        selection = self.text_selection if self.ALLOW_SELECT else None
        if selection and (span := selection.get_span(at)):
            start, end = span
            content = content.stylize(
                self.screen.get_visual_style("screen--selection"), start, len(content) if end == -1 else end
            )
        segments, room = content.render_segments(style), width - content.cell_length
        if room > 0:
            segments.append(Segment(" " * room, style.rich_style))
        strip = Strip(segments, width - min(room, 0)).crop(0, width)
        return strip.apply_offsets(0, at) if self.ALLOW_SELECT else strip

    def selection_updated(self, selection: Selection | None) -> None:
        """The mouse selected more or less: show it."""
        del selection
        self.refresh()
