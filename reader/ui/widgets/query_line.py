"""A line to type in."""

from textual.geometry import Size
from textual.reactive import Reactive
from textual.widgets import Input


class QueryLine(Input):
    """An input that fills its row: however long its text, nothing around it need be laid out anew.

    Textual's own lays out the whole screen for each letter.
    """

    virtual_size = Reactive(Size(0, 0), layout=False)
