"""The base class of the screens over the reader's screen, which stays visible but dimmed."""

from collections.abc import Sequence

from textual.filter import LineFilter
from textual.screen import ModalScreen, ScreenResultType

from careader.ui.view.contrast import Legible


def without_legible(filters: Sequence[LineFilter]) -> list[LineFilter]:
    """The filters without `Legible`, for the covered screen: its dimmed text stays faint."""
    return [each for each in filters if not isinstance(each, Legible)]


class OverScreen(ModalScreen[ScreenResultType]):
    """A screen over the reader's screen."""

    def get_line_filters(self) -> Sequence[LineFilter]:
        """The filters through which Textual draws the dimmed screen below."""
        return without_legible(super().get_line_filters())

    def action_leave(self) -> None:
        """Close the screen without a result."""
        self.dismiss(None)
