"""Widgets whose content never changes the layout of the screen."""

from textual.containers import Container
from textual.geometry import Region, Size
from textual.reactive import Reactive
from textual.strip import Strip


class FixedLayout:
    """A mixin, the first base class of a widget whose content never changes the layout of the screen.

    Textual lays out and paints the whole screen again each time the content of a widget changes its size,
    since any widget might need a scrollbar. Every change of the window's size would do this.
    """

    virtual_size = Reactive(Size(0, 0), layout=False, repaint=False)


class BlankGround(FixedLayout):
    """A mixin for a widget that shows only its children, without a border above or below.

    All its own lines are alike, so one line is drawn and repeated. Textual would draw each line, and then
    cover most of them by the children: half of all lines of a frame.
    """

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw one line for all lines of the region."""
        first = crop.crop_size((crop.width, 1))
        lines: list[Strip] = super().render_lines(first)  # type: ignore[misc]  # the next base is a widget
        return lines * crop.height


class FixedContainer(BlankGround, Container):
    """A container without a scrollbar."""
