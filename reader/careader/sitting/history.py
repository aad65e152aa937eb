"""The views that the reader left, for going back and forward. Pure: views in, views out."""

from careader.sitting.places import LastView

_KEPT = 100
"""The most views that are kept."""


class History:
    """The views that the reader left by a jump, a search, a date or the next unread article."""

    def __init__(self) -> None:
        self._back: list[LastView] = []
        self._forward: list[LastView] = []

    def leave(self, here: LastView) -> None:
        """Remember a view that is about to be left; the views that forward led to are forgotten."""
        self._forward.clear()
        if not self._back or self._back[-1] != here:
            self._back = [*self._back[1 - _KEPT :], here]

    def back(self, here: LastView) -> LastView | None:
        """The view before; None where there is none. Forward then leads back to ``here``."""
        return self._turn(self._back, self._forward, here)

    def forward(self, here: LastView) -> LastView | None:
        """The view from which the reader went back; None where there is none."""
        return self._turn(self._forward, self._back, here)

    @staticmethod
    def _turn(source: list[LastView], other: list[LastView], here: LastView) -> LastView | None:
        while source:
            place = source.pop()
            if place != here:
                other.append(here)
                return place
        return None
