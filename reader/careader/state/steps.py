"""The steps that undo takes back, kept so that undo reaches over a restart (docs/state.md)."""

import sqlite3
from collections.abc import Callable

from careader.sqlite import transaction
from careader.state.database import state_errors

KEPT = 50
"""Steps that are kept for a corpus: the newest."""

KEPT_LENGTH = 4_000_000
"""Characters that they take together, beside the newest: one step can name every article of a library."""


class Steps:
    """What was done to each corpus, newest last. What a step says is the sitting's own affair.

    Every method raises StateError, as those of `Store` do, which makes it.
    """

    def __init__(self, db: sqlite3.Connection, name: str, clock: Callable[[], float]) -> None:
        self._db = db
        self._name = name
        self._clock = clock

    def of(self, corpus: str) -> list[tuple[int, str]]:
        """The steps that can be taken back, each with its number, the one done last at the end."""
        select = "SELECT number, step FROM steps WHERE corpus = ? ORDER BY number"
        with state_errors(self._name):
            return [(int(number), str(step)) for number, step in self._db.execute(select, (corpus,))]

    def add(self, corpus: str, step: str) -> int:
        """Keeps one more step, lets go of the oldest where there are too many; returns its number."""
        insert = "INSERT INTO steps (corpus, at, step) VALUES (?, ?, ?)"
        with state_errors(self._name), transaction(self._db):
            number = self._db.execute(insert, (corpus, self._clock(), step)).lastrowid or 0
            self._db.execute(
                "DELETE FROM steps WHERE corpus = ? AND number < ?", (corpus, self._oldest(corpus))
            )
        return number

    def _oldest(self, corpus: str) -> int:
        """The number of the oldest step that is still to be kept."""
        select = "SELECT number, length(step) FROM steps WHERE corpus = ? ORDER BY number DESC LIMIT ?"
        oldest, together = 0, 0
        for place, (number, length) in enumerate(self._db.execute(select, (corpus, KEPT))):
            together += length if place else 0
            if together > KEPT_LENGTH:
                break
            oldest = number
        return oldest

    def rewrite(self, number: int, step: str) -> None:
        """Keeps other words for a step: more of what it did became known."""
        with state_errors(self._name), transaction(self._db):
            self._db.execute("UPDATE steps SET step = ? WHERE number = ?", (step, number))

    def remove(self, number: int) -> bool:
        """Lets go of a step; returns whether it was there: another reader may have taken it back before."""
        with state_errors(self._name), transaction(self._db):
            return bool(self._db.execute("DELETE FROM steps WHERE number = ?", (number,)).rowcount)
