"""The views that the reader left, for going back and forward. Pure."""

from careader.sitting.positions import LastView

_KEPT = 100
"""The most views that are kept."""


class History:
    """The views that the reader left by a jump, a search, a date or the next unread article."""

    def __init__(self) -> None:
        self._back: list[LastView] = []
        self._forward: list[LastView] = []

    def leave(self, here: LastView) -> None:
        """Remember the view ``here``, which the reader leaves now, and forget the views for `forward`."""
        self._forward.clear()
        if not self._back or self._back[-1] != here:
            self._back = [*self._back[1 - _KEPT :], here]

    def back(self, here: LastView) -> LastView | None:
        """The view that the reader left last; None where no view is left.

        Args:
            here: the present view, to which `forward` then leads.
        """
        return self._turn(self._back, self._forward, here)

    def forward(self, here: LastView) -> LastView | None:
        """The view from which the reader went back last; None where no view is left.

        Args:
            here: the present view, to which `back` then leads.
        """
        return self._turn(self._forward, self._back, here)

    @staticmethod
    def _turn(source: list[LastView], other: list[LastView], here: LastView) -> LastView | None:
        while source:
            place = source.pop()
            if place != here:
                other.append(here)
                return place
        return None
