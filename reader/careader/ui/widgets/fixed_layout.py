"""Widgets whose contents never change the layout of the screen."""

from textual.containers import Container
from textual.geometry import Size
from textual.reactive import Reactive


class FixedLayout:
    """Stands before the class of a widget that the screen's layout need not follow, however much is in it.

    For Textual any widget can come to need a scrollbar: each time the size of its contents changes, which
    every resize does, Textual lays out and paints the whole screen once more.
    """

    virtual_size = Reactive(Size(0, 0), layout=False, repaint=False)


class FixedContainer(FixedLayout, Container):
    """Widgets beside or above each other, without a scrollbar of their own."""
