"""What all screens over the reader are: what they cover is dimmed, and stays so."""

from collections.abc import Sequence

from textual.filter import LineFilter
from textual.screen import ModalScreen, ScreenResultType

from careader.ui.view.contrast import Legible


def without_legible(filters: Sequence[LineFilter]) -> list[LineFilter]:
    """The filters that the lines of the covered screen go through: those need not be read."""
    return [each for each in filters if not isinstance(each, Legible)]


class OverScreen(ModalScreen[ScreenResultType]):
    """A screen over the reader."""

    def get_line_filters(self) -> Sequence[LineFilter]:
        """What changes the dimmed lines of the screen below."""
        return without_legible(super().get_line_filters())
