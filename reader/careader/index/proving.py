"""What the captures of an index prove to each other, and which captures a change of that concerns."""

import sqlite3
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from careader.capture import Known
from careader.index.stored import read_hashes


@dataclass(frozen=True, slots=True)
class Changes:
    """What captures prove now and did not prove before, or the other way round.

    Only what other captures prove makes a difference to a capture.

    Attributes:
        first: the numbers that a first capture proves now, and the numbers that no capture proves any more.
        second: the numbers that a second capture proves now, and the numbers that a single capture still
            proves. They matter to the captures that prove them too.
    """

    first: set[int]
    second: set[int] = field(default_factory=set)

    def matter_to(self, asked: Collection[int], own: Collection[int]) -> bool:
        """Whether they make a difference to a capture that asks for numbers and proves its own."""
        return not self.first.isdisjoint(asked) or not self.second.isdisjoint({*asked} & {*own})


def changes(numbers: Iterable[int], before: Mapping[int, int], now: Mapping[int, int]) -> Changes:
    """What changed of these numbers between two counts of the captures that prove them."""
    counts = [(number, before.get(number, 0), now.get(number, 0)) for number in numbers]
    return Changes(
        {number for number, then, since in counts if (then > 0) != (since > 0)},
        {number for number, then, since in counts if (then > 1) != (since > 1)},
    )


class Proofs:
    """What all captures of an index prove (docs/headlines.md).

    Attributes:
        known: how many captures prove each number, and how many are sure of each headline. It is summed up
            in memory; the index keeps what each capture proves.
    """

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self.known = Known()

    def sum_up(self) -> None:
        """Count what all captures in the index prove."""
        self.known = Known()
        for given, sure in self._db.execute("SELECT given, sure FROM proofs"):
            self.known.add(read_hashes(given))
            self.known.add_sure(read_hashes(sure))

    def forget(self, captures: Iterable[int]) -> set[int]:
        """Count no more what captures prove; returns what they proved."""
        taken: set[int] = set()
        for capture in captures:
            given, sure = self._of(capture)
            self.known.remove(given)
            self.known.remove_sure(sure)
            taken.update(given)
        return taken

    def forget_sure(self, captures: Iterable[int]) -> None:
        """Drop what captures were sure of: judging them anew tells."""
        for capture in captures:
            self.known.remove_sure(self._of(capture)[1])
            self._db.execute("UPDATE proofs SET sure = ? WHERE capture = ?", (b"", capture))

    def asking(self, column: str, those: Changes) -> list[int]:
        """The captures to which changes make a difference.

        Args:
            column: what the captures ask for: ``hooks``, the proofs of others, or ``unsure``, whether others
                are sure.
            those: the changes.
        """
        if not (those.first or those.second):
            return []
        own = {"hooks": "given", "unsure": "sure"}[column]
        rows = self._db.execute(f"SELECT capture, {column}, {own} FROM proofs")  # noqa: S608 - of two
        return [
            capture for capture, asked, said in rows if those.matter_to(read_hashes(asked), read_hashes(said))
        ]

    def _of(self, capture: int) -> tuple[Sequence[int], Sequence[int]]:
        row = self._db.execute("SELECT given, sure FROM proofs WHERE capture = ?", (capture,)).fetchone()
        return (read_hashes(row[0]), read_hashes(row[1])) if row else ((), ())
