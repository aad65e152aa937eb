"""Headlines by the first letters of their words: ``nbk`` for National Bank of Kazakhstan."""

import re
from itertools import islice

from careader.find.jump.headline_words import HeadlineWords
from careader.find.jump.row_sets import RowSets, rows_in

_SKIPPED = 2  # words that may stand between two of the letters: "of the"
_SMALL = "a an and as at but by for from in into of on or over the to with".split()
_MOST = 500  # at most so many rows are found: the newest
_LOOKED_AT = 5000  # of the rows that have words for all letters, so many are examined: the newest


class Initials:
    """Finds headlines by the first letters of their words.

    Args:
        words: The headlines' words.
        sets: The sets of their rows.
    """

    def __init__(self, words: HeadlineWords, sets: RowSets) -> None:
        self._words = words
        self._sets = sets
        self._text = words.initials
        numbers = words.vocabulary.numbers
        self._small = {numbers[word] for word in _SMALL if word in numbers}

    def find(self, letters: str) -> dict[int, float]:
        """The rows whose initials contain ``letters`` in order, each with its likelihood, up to 1.

        The likelihood grows with the share of the headline's words that the letters cover. Skipped words
        lower it, small words such as ``of`` hardly.
        """
        rows = self._sets.everything
        for letter in dict.fromkeys(letters):
            rows &= self._sets.beginning(letter)
            if not rows:
                return {}
        pattern = _pattern(letters, _SKIPPED)
        together: dict[int, float] = {}
        stepping: dict[int, float] = {}
        for row in islice(rows_in(rows), _LOOKED_AT):
            first, last = self._words.bounds(row)
            if (at := self._text.find(letters, first, last)) >= 0:
                together[row] = self._likeness(row, at, at + len(letters), len(letters))
                if len(together) == _MOST:
                    break
            elif match := pattern.search(self._text, first, last):
                stepping[row] = self._likeness(row, *match.span(), len(letters))
        return together | dict(islice(stepping.items(), _MOST - len(together)))

    def _likeness(self, row: int, start: int, end: int, typed: int) -> float:
        """The likelihood that ``typed`` letters mean the initials from ``start`` to ``end``."""
        first, last = self._words.bounds(row)
        likeness = 0.7 + 0.2 * (end - start) / (last - first) + 0.05 * (start == first)
        stepped_over = end - start - typed
        if stepped_over:
            words = self._words.words(row)[start - first : end - first]
            small = min(stepped_over, sum(word in self._small for word in words))
            likeness -= 0.03 + 0.05 * stepped_over - 0.04 * small
        return likeness

    def places(self, letters: str, row: int) -> list[int]:
        """The places of the words of a row that begin with the letters that `find` matched."""
        start, end = self._words.bounds(row)
        for skipped in (0, _SKIPPED):
            match = _pattern(letters, skipped).search(self._text, start, end)
            if match:
                return [match.start(group + 1) - start for group in range(len(letters))]
        return []


def _pattern(letters: str, skipped: int) -> re.Pattern[str]:
    """A pattern of the letters, with at most ``skipped`` words between two letters.

    Each letter takes the first possible place, without backtracking: no headline can make the pattern slow.
    """
    escaped = map(re.escape, letters)
    first = next(escaped)
    return re.compile(f"({first})" + "".join(f"(?>[^\n]{{0,{skipped}}}?({letter}))" for letter in escaped))
