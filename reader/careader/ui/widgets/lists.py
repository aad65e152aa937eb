"""Dates and headlines side by side or one above the other, with borders that the mouse can drag."""

from dataclasses import dataclass

from textual import events
from textual.message import Message

from careader.ui.widgets.fixed_layout import FixedContainer


class Lists(FixedContainer):
    """Holds the dates and the headlines.

    Its right border can be dragged. Where the two stand side by side, so can the border between them, by the
    beginning of the rule above the headlines.
    """

    @dataclass
    class Dragged(Message):
        """The border on the right of a pane is dragged.

        Attributes:
            pane: the id of the pane.
            columns: how wide the pane is to be.
            done: whether the mouse was let go.
        """

        pane: str
        columns: int
        done: bool

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._dragged = ""

    def _pane_left_of(self, event: events.MouseEvent) -> str:
        """The pane whose right border is under the mouse; "" for none."""
        headlines = self.query_one("#headlines").region
        if event.screen_x == self.region.right - 1:
            return "headlines"
        beside = headlines.x > self.region.x
        return "dates" if beside and event.screen_offset == headlines.offset else ""

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Take hold of a border."""
        self._dragged = self._pane_left_of(event) if event.button == 1 else ""
        if self._dragged:
            event.stop()
            self.capture_mouse()
            self.add_class("-dragged")

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Drag it."""
        if self._dragged:
            self._tell(event, done=False)

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """Let it go."""
        if self._dragged:
            self._tell(event, done=True)
            self._dragged = ""
            self.release_mouse()
            self.remove_class("-dragged")

    def _tell(self, event: events.MouseEvent, *, done: bool) -> None:
        left = self.query_one(f"#{self._dragged}").region.x
        # The border of the headlines is a column of their own width, that of the dates is none.
        columns = event.screen_x - left + (self._dragged == "headlines")
        self.post_message(self.Dragged(self._dragged, columns, done))
