"""What the captures of an index prove for each other, and which captures a change of proofs concerns.

A capture proves numbers: hashes of lines, defined in `careader.capture.proofs`.
"""

import sqlite3
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from careader.capture import Known
from careader.index.stored import read_hashes


@dataclass(frozen=True, slots=True)
class ProofChanges:
    """The numbers for which a capture can find another answer to: does another capture prove this number?

    Attributes:
        first: the numbers whose count of proving captures changed between none and some. The answer changes
            for every capture that asks for them.
        second: the numbers whose count changed between one and more. The answer changes for the captures that
            ask for them and prove them too, since a capture's own proof does not count for itself.
    """

    first: set[int]
    second: set[int] = field(default_factory=set)

    def concern(self, asked: Collection[int], own: Collection[int]) -> bool:
        """Whether the answer changes for a capture that asks for some numbers and proves others itself."""
        return not self.first.isdisjoint(asked) or not self.second.isdisjoint({*asked} & {*own})


def proof_changes(numbers: Iterable[int], before: Mapping[int, int], now: Mapping[int, int]) -> ProofChanges:
    """The changes among some numbers, given how many captures proved each before and prove it now."""
    counts = [(number, before.get(number, 0), now.get(number, 0)) for number in numbers]
    return ProofChanges(
        {number for number, then, since in counts if (then > 0) != (since > 0)},
        {number for number, then, since in counts if (then > 1) != (since > 1)},
    )


class Proofs:
    """What all captures of an index prove (docs/headlines.md).

    Attributes:
        known: how many captures prove each number, and how many are sure of each headline. These sums are in
            memory; the index stores what each capture proves.
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
        """Take what captures prove out of the sums; returns the numbers that they proved."""
        taken: set[int] = set()
        for capture in captures:
            given, sure = self._of(capture)
            self.known.remove(given)
            self.known.remove_sure(sure)
            taken.update(given)
        return taken

    def forget_sure(self, captures: Iterable[int]) -> None:
        """Drop the headlines that captures were sure of, since the captures will be judged again."""
        for capture in captures:
            self.known.remove_sure(self._of(capture)[1])
            self._db.execute("UPDATE proofs SET sure = ? WHERE capture = ?", (b"", capture))

    def concerned(self, column: str, changes: ProofChanges) -> list[int]:
        """The captures that changes concern.

        Args:
            column: ``hooks`` for changes of the proofs that captures ask for, ``unsure`` for changes of the
                headlines that other captures are sure of.
            changes: the changes.
        """
        if not (changes.first or changes.second):
            return []
        own = {"hooks": "given", "unsure": "sure"}[column]
        rows = self._db.execute(f"SELECT capture, {column}, {own} FROM proofs")  # noqa: S608 - of two
        return [
            capture for capture, asked, said in rows if changes.concern(read_hashes(asked), read_hashes(said))
        ]

    def _of(self, capture: int) -> tuple[Sequence[int], Sequence[int]]:
        row = self._db.execute("SELECT given, sure FROM proofs WHERE capture = ?", (capture,)).fetchone()
        return (read_hashes(row[0]), read_hashes(row[1])) if row else ((), ())
