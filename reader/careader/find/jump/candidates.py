"""Choosing the headlines that are weighed for a query: the candidates (docs/jump.md: Candidates).

A candidate is a headline that can be among the best headlines.
"""

from collections.abc import Callable
from itertools import islice
from math import ceil

from careader.find.jump.headline_words import HeadlineWords
from careader.find.jump.meanings import TypedWord
from careader.find.jump.row_sets import RowSets, rows_in

ANSWERS = 88.5
"""The part of a score of 100 that a headline gets for the weight of the typed words that it answers."""

LEAST = 0.6
"""A headline with less than this share of the best score is not shown."""

_NEARLY = 0.85  # with this share of the weight, a headline can still win by the other parts of its score
_STEPS = 25  # likenesses are rounded up to steps of 1 / _STEPS
_SHARES = 50  # answered weights are rounded up to steps of 1 / _SHARES


class Candidates:
    """Chooses the headlines that are weighed, by sets of rows.

    Args:
        words: the words of the headlines.
        sets: for each word, the set of the rows that have the word.
        most: the most candidates.
        enough: a headline is kept only if it can reach nearly the weight that so many headlines answer.
        held: the most headlines that one typed word adds; its likeliest meanings are used first.

    Attributes:
        most: the most candidates.
    """

    def __init__(
        self, words: HeadlineWords, sets: RowSets, *, most: int = 250, enough: int = 200, held: int = 4000
    ) -> None:
        self._words = words
        self._sets = sets
        self.most = most
        self._enough = enough
        self._held = held

    def find(
        self, typed: list[TypedWord], go_on: Callable[[], None]
    ) -> tuple[list[tuple[int, float]], float]:
        """The rows of the candidates, likeliest first, each with the greatest weight that it can answer.

        The typed words are counted from the rarest to the commonest. After each word, rows are dropped that
        the remaining words cannot lift among the best.

        Args:
            typed: the words of the query.
            go_on: called after each step of some milliseconds; raises `Cancelled` to end the search.

        Returns:
            The rows with their weights; and the total weight of the typed words that were not counted, which
            any of these rows may also answer.
        """
        total = left = sum(word.weight for word in typed)
        groups = {0: self._sets.everything}  # by the share of the whole weight that they answer
        for word in sorted(typed, key=lambda word: -word.weight):
            go_on()
            if 0 not in groups and sum(map(int.bit_count, groups.values())) <= self.most:
                break
            left -= word.weight
            groups = worth_it(self._parted(groups, word, word.weight / total), left / total, self._enough)
        likeliest = (
            (row, share * total / _SHARES)
            for share in sorted(groups, reverse=True)
            if share
            for row in rows_in(groups[share])
        )
        return list(islice(likeliest, self.most)), left

    def _parted(self, groups: dict[int, int], word: TypedWord, weight: float) -> dict[int, int]:
        """Divide groups of rows by how well the rows answer a further typed word.

        Args:
            groups: sets of rows, by the share of the whole weight that they answer, in fiftieths.
            word: the typed word.
            weight: the share of the whole weight that the typed word has, 0 to 1.
        """
        tiers = self._tiers(word)
        parted: dict[int, int] = {}
        for share, rows in groups.items():
            rest = rows
            for likeness, holding in tiers:
                if both := rest & holding:
                    more = min(share + ceil(_SHARES * likeness * weight), _SHARES)
                    parted[more] = parted.get(more, 0) | both
                    rest ^= both
            if rest:
                parted[share] = parted.get(share, 0) | rest
        return parted

    def _tiers(self, word: TypedWord) -> list[tuple[float, int]]:
        """The rows that answer a typed word, in tiers: the likeness and the set of rows, best first."""
        likenesses = word.likenesses()
        chosen: dict[int, list[int]] = {}
        held = 0
        for number in sorted(likenesses, key=lambda number: (-likenesses[number], number)):
            chosen.setdefault(ceil(_STEPS * likenesses[number]), []).append(number)
            held += self._words.count(number)
            if held > self._held:
                break
        tiers = {step: self._sets.rows_with_any(numbers) for step, numbers in chosen.items()}
        for row, way in word.runs.items():
            step = ceil(_STEPS * way.likeness)
            tiers[step] = tiers.get(step, 0) | 1 << row
        return [(step / _STEPS, tiers[step]) for step in sorted(tiers, reverse=True)]


def worth_it(groups: dict[int, int], left: float, enough: int) -> dict[int, int]:
    """Keep the groups of rows that can still be among the best, if they answer all remaining words.

    Args:
        groups: sets of rows, by the share of the whole weight that they answer, in fiftieths.
        left: the share of the whole weight that the remaining words have, 0 to 1.
        enough: a row is kept only if it can reach nearly the share that so many rows already have.
    """
    count = 0
    reached = 0
    for share in sorted(groups, reverse=True):
        count += groups[share].bit_count()
        if count >= enough:
            reached = share
            break
    shown = LEAST * max(groups) - (100 - ANSWERS) / ANSWERS * _SHARES
    least = max(_NEARLY * reached, shown) - _SHARES * left
    return {share: rows for share, rows in groups.items() if share >= least}
