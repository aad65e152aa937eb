"""Widgets whose contents have no say in how the screen is laid out."""

from textual.containers import Container
from textual.geometry import Size
from textual.reactive import Reactive


class Settled:
    """Stands before the class of a widget that no layout of the screen need follow, however much is in it.

    For Textual any widget can come to need a scrollbar: each time the size of what is in it changes, which
    it does with every resize, the whole screen is laid out and painted once more.
    """

    virtual_size = Reactive(Size(0, 0), layout=False, repaint=False)


class Panes(Settled, Container):
    """Widgets beside or above each other, without a scrollbar of their own."""
