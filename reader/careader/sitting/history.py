"""Where the reader was, to go back to and forward again. Pure: places in, places out."""

from careader.sitting.places import LastView

_KEPT = 100
"""Places that are kept."""


class History:
    """The places that the reader left by a jump, a search, a date or the next unread article."""

    def __init__(self) -> None:
        self._back: list[LastView] = []
        self._forward: list[LastView] = []

    def leave(self, here: LastView) -> None:
        """Remember a place that is about to be left; what lay ahead of it is forgotten."""
        self._forward.clear()
        if not self._back or self._back[-1] != here:
            self._back = [*self._back[1 - _KEPT :], here]

    def back(self, here: LastView) -> LastView | None:
        """The place before; None where there is none. ``here`` is what forward leads back to."""
        return self._turn(self._back, self._forward, here)

    def forward(self, here: LastView) -> LastView | None:
        """The place that was gone back from; None where there is none."""
        return self._turn(self._forward, self._back, here)

    @staticmethod
    def _turn(source: list[LastView], other: list[LastView], here: LastView) -> LastView | None:
        while source:
            place = source.pop()
            if place != here:
                other.append(here)
                return place
        return None
