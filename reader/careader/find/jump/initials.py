"""Finding headlines by the first letters of their words: ``nbk`` for National Bank of Kazakhstan."""

import re
from itertools import islice

from careader.find.jump.headline_words import HeadlineWords
from careader.find.jump.row_sets import RowSets, rows_in

_SKIPPED = 2  # words that may stand between two of the letters: "of the"
_SMALL = "a an and as at but by for from in into of on or over the to with".split()
_MOST = 500  # at most so many rows are found, the newest rows
_LOOKED_AT = 5000  # at most so many rows with words for all letters are examined, the newest rows


class Initials:
    """Finds headlines by the first letters of their words.

    Args:
        words: the words of the headlines.
        sets: for each word, the set of the rows that have the word.
    """

    def __init__(self, words: HeadlineWords, sets: RowSets) -> None:
        self._words = words
        self._sets = sets
        self._text = words.initials
        numbers = words.vocabulary.numbers
        self._small = {numbers[word] for word in _SMALL if word in numbers}

    def find(self, letters: str) -> dict[int, float]:
        """The rows whose initials contain ``letters`` in order, each with its likeness, up to 1.

        The likeness grows with the share of the headline's words that the letters cover. A skipped word
        lowers the likeness; a small word such as ``of`` lowers it only a little.
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
        """The likeness of a row whose initials from ``start`` to ``end`` have the typed letters.

        ``typed`` is the number of typed letters.
        """
        first, last = self._words.bounds(row)
        likeness = 0.7 + 0.2 * (end - start) / (last - first) + 0.05 * (start == first)
        stepped_over = end - start - typed
        if stepped_over:
            words = self._words.words(row)[start - first : end - first]
            small = min(stepped_over, sum(word in self._small for word in words))
            likeness -= 0.03 + 0.05 * stepped_over - 0.04 * small
        return likeness

    def matched_words(self, letters: str, row: int) -> list[int]:
        """For each typed letter, the place of the word in the headline of ``row`` that `find` matched."""
        start, end = self._words.bounds(row)
        for skipped in (0, _SKIPPED):
            match = _pattern(letters, skipped).search(self._text, start, end)
            if match:
                return [match.start(group + 1) - start for group in range(len(letters))]
        return []


def _pattern(letters: str, skipped: int) -> re.Pattern[str]:
    """A pattern that matches the letters in order, with at most ``skipped`` words between two letters.

    Each letter matches at the first possible place, without backtracking: so no headline makes the pattern
    slow.
    """
    escaped = map(re.escape, letters)
    first = next(escaped)
    return re.compile(f"({first})" + "".join(f"(?>[^\n]{{0,{skipped}}}?({letter}))" for letter in escaped))
