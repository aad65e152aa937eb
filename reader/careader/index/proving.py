"""The proofs of the captures in an index, and the captures that a change of proofs concerns.

A proof is a 64-bit hash (`careader.capture.proofs`). A capture proves some hashes for other captures, and
asks whether other captures prove other hashes.
"""

import sqlite3
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from careader.capture import Known
from careader.index.stored import read_hashes


@dataclass(frozen=True, slots=True)
class ProofChanges:
    """The hashes for which the answer to a question changed: does another capture prove this hash?

    Attributes:
        first: the hashes whose count of proving captures changed between none and some. The answer changes
            for every capture that asks.
        second: the hashes whose count of proving captures changed between one and more. The answer changes
            for the captures that ask and also prove the hash, since a capture's own proof does not count.
    """

    first: set[int]
    second: set[int] = field(default_factory=set)

    def concern(self, asked: Collection[int], own: Collection[int]) -> bool:
        """Whether an answer changes for a capture that asks for the hashes ``asked`` and proves ``own``."""
        return not self.first.isdisjoint(asked) or not self.second.isdisjoint({*asked} & {*own})


def proof_changes(hashes: Iterable[int], before: Mapping[int, int], now: Mapping[int, int]) -> ProofChanges:
    """The hashes for which the answer changed (`ProofChanges`).

    Args:
        hashes: the hashes that may have changed.
        before: how many captures proved each hash before.
        now: how many captures prove each hash now.
    """
    counts = [(each, before.get(each, 0), now.get(each, 0)) for each in hashes]
    return ProofChanges(
        {each for each, then, since in counts if (then > 0) != (since > 0)},
        {each for each, then, since in counts if (then > 1) != (since > 1)},
    )


class Proofs:
    """The proofs of all captures in an index (docs/headlines.md).

    Attributes:
        known: how many captures prove each hash, and how many captures are sure of each headline. These
            sums are in memory; the index stores the proofs of each capture.
    """

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self.known = Known()

    def sum_up(self) -> None:
        """Count the proofs of all captures in the index."""
        self.known = Known()
        for given, sure in self._db.execute("SELECT given, sure FROM proofs"):
            self.known.add(read_hashes(given))
            self.known.add_sure(read_hashes(sure))

    def forget(self, captures: Iterable[int]) -> set[int]:
        """Subtract the proofs of some captures from the sums; returns the hashes that they proved."""
        taken: set[int] = set()
        for capture in captures:
            given, sure = self._of(capture)
            self.known.remove(given)
            self.known.remove_sure(sure)
            taken.update(given)
        return taken

    def forget_sure(self, captures: Iterable[int]) -> None:
        """Subtract and delete the sure headlines of captures, since the captures will be judged again."""
        for capture in captures:
            self.known.remove_sure(self._of(capture)[1])
            self._db.execute("UPDATE proofs SET sure = ? WHERE capture = ?", (b"", capture))

    def concerned(self, column: str, changes: ProofChanges) -> list[int]:
        """The numbers of the captures that must be judged again because of ``changes``.

        Args:
            column: ``hooks`` for changes of proved hashes, ``unsure`` for changes of headlines of which
                other captures are sure.
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
