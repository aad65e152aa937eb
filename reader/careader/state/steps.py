"""The steps that undo takes back, stored so that undo also works after a restart (docs/state.md)."""

import sqlite3
from collections.abc import Callable

from careader.sqlite import transaction
from careader.state.database import state_errors

KEPT = 50
"""So many of the newest steps are kept for each corpus."""

KEPT_LENGTH = 4_000_000
"""The kept steps except the newest have at most so many characters together.

The newest step is always kept, even if it names every article of a library.
"""


class Steps:
    """The undo steps of each corpus. A step is a text; only the sitting knows its form.

    Made by `Store`. Every method raises StateError, as the methods of `Store` do.
    """

    def __init__(self, db: sqlite3.Connection, name: str, clock: Callable[[], float]) -> None:
        self._db = db
        self._name = name
        self._clock = clock

    def of(self, corpus: str) -> list[tuple[int, str]]:
        """The numbers and texts of the steps that can be undone, newest last."""
        select = "SELECT number, step FROM steps WHERE corpus = ? ORDER BY number"
        with state_errors(self._name):
            return [(int(number), str(step)) for number, step in self._db.execute(select, (corpus,))]

    def add(self, corpus: str, step: str) -> int:
        """Store a step, and delete the oldest steps where they are too many; returns the step's number."""
        insert = "INSERT INTO steps (corpus, at, step) VALUES (?, ?, ?)"
        with state_errors(self._name), transaction(self._db):
            number = self._db.execute(insert, (corpus, self._clock(), step)).lastrowid or 0
            self._db.execute(
                "DELETE FROM steps WHERE corpus = ? AND number < ?", (corpus, self._oldest(corpus))
            )
        return number

    def _oldest(self, corpus: str) -> int:
        """The number of the oldest step that is kept."""
        select = "SELECT number, length(step) FROM steps WHERE corpus = ? ORDER BY number DESC LIMIT ?"
        oldest, together = 0, 0
        for place, (number, length) in enumerate(self._db.execute(select, (corpus, KEPT))):
            together += length if place else 0
            if together > KEPT_LENGTH:
                break
            oldest = number
        return oldest

    def rewrite(self, number: int, step: str) -> None:
        """Replace the text of a step, when further effects of the step are known."""
        with state_errors(self._name), transaction(self._db):
            self._db.execute("UPDATE steps SET step = ? WHERE number = ?", (step, number))

    def remove(self, number: int) -> bool:
        """Remove a step.

        Returns:
            False if the step was already gone: another open reader has undone it.
        """
        with state_errors(self._name), transaction(self._db):
            return bool(self._db.execute("DELETE FROM steps WHERE number = ?", (number,)).rowcount)
