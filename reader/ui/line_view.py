"""A scrolling view that draws only the lines in sight: what lists and the article are made of.

Textual's own lists build every row before they show one; ten thousand rows take seconds. A view that is
asked line by line takes as long for a hundred thousand rows as for thirty.
"""

from abc import abstractmethod

from textual.content import Content
from textual.geometry import Size
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
        overflow-y: auto;
        scrollbar-size-vertical: 1;
        scrollbar-gutter: stable;
    }
    """

    @abstractmethod
    def line(self, y: int) -> tuple[Content, Style]:
        """What line ``y`` (from 0, of all lines) shows, and the style that fills it to the edge."""

    def set_line_count(self, lines: int) -> None:
        """Tell how many lines there are now.

        Everything on the screen is laid out anew only where the scrollbar comes or goes.
        """
        size = Size(self.scrollable_content_region.width, lines)
        height = self.container_size.height
        if height and self.show_vertical_scrollbar is (lines > height):
            self.set_reactive(Widget.virtual_size, size)
            if self.show_vertical_scrollbar:
                self.vertical_scrollbar.window_virtual_size = lines
            self.refresh()
        else:
            self.virtual_size = size

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

    def render_line(self, y: int) -> Strip:
        """Draw one line of the view, ``y`` from the top of what is in sight."""
        at = self.scroll_offset.y + y
        width = self.text_width
        if at >= self.line_count or width < 1:
            return Strip.blank(width, self.visual_style.rich_style)
        content, style = self.line(at)
        if (selection := self.text_selection) and (span := selection.get_span(at)):
            start, end = span
            content = content.stylize(
                self.screen.get_visual_style("screen--selection"), start, len(content) if end == -1 else end
            )
        strip = Strip([*content.render_segments(style)], content.cell_length)
        return strip.adjust_cell_length(width, style.rich_style).apply_offsets(0, at)

    def selection_updated(self, selection: Selection | None) -> None:
        """The mouse selected more or less: show it."""
        del selection
        self.refresh()
