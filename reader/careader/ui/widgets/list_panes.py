"""The container of the dates pane and the headlines pane, with borders that the mouse can drag."""

from textual import events
from textual.message import Message

from careader.ui.widgets.fixed_layout import FixedContainer


class ListPanes(FixedContainer):
    """Holds the dates pane and the headlines pane, side by side or one above the other.

    The mouse can drag the right border. Where the panes are side by side, the mouse can also drag the border
    between the panes, at the left end of the line above the headlines.
    """

    class Dragged(Message):
        """The mouse drags the right border of a pane.

        Attributes:
            pane: the id of the pane.
            columns: the new width of the pane.
            done: whether the mouse button was released.
        """

        def __init__(self, pane: str, columns: int, *, done: bool) -> None:
            super().__init__()
            self.pane, self.columns, self.done = pane, columns, done

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
        """Begin to drag the border under the mouse, if any."""
        self._dragged = self._pane_left_of(event) if event.button == 1 else ""
        if self._dragged:
            event.stop()
            self.capture_mouse()
            self.add_class("-dragged")

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Move the dragged border."""
        if self._dragged:
            self._tell(event, done=False)

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """Release the dragged border."""
        if self._dragged:
            self._tell(event, done=True)
            self._dragged = ""
            self.release_mouse()
            self.remove_class("-dragged")

    def _tell(self, event: events.MouseEvent, *, done: bool) -> None:
        left = self.query_one(f"#{self._dragged}").region.x
        # The width of the headlines pane includes its right border; the width of the dates pane does not.
        columns = event.screen_x - left + (self._dragged == "headlines")
        self.post_message(self.Dragged(self._dragged, columns, done=done))
