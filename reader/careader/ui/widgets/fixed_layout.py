"""Widgets whose content never changes the layout of the screen."""

from textual.containers import Container
from textual.geometry import Size
from textual.reactive import Reactive


class FixedLayout:
    """A mixin, the first base class of a widget whose content never changes the layout of the screen.

    Textual lays out and paints the whole screen again each time the content of a widget changes its size,
    since any widget might need a scrollbar. Every change of the window's size would do this.
    """

    virtual_size = Reactive(Size(0, 0), layout=False, repaint=False)


class FixedContainer(FixedLayout, Container):
    """A container without a scrollbar."""
