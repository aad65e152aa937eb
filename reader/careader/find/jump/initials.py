"""Headlines by the first letters of their words: ``nbk`` for a national bank of somewhere."""

import re
from collections.abc import Iterator
from itertools import chain

from careader.find.jump.headline_words import HeadlineWords

_SKIPPED = 2  # words that may stand between two of the letters: "of the"
_SMALL = "a an and as at but by for from in into of on or over the to with".split()
_MOST = 500  # rows found at most; the newest


class Initials:
    """The first letters of each headline's words, as one text to search.

    Args:
        words: The headlines' words.
    """

    def __init__(self, words: HeadlineWords) -> None:
        self._words = words
        self._text = words.initials
        self._last: tuple[str, list[int]] = ("", [])  # letters, and all rows in which they were found
        numbers = words.vocabulary.numbers
        self._small = {numbers[word] for word in _SMALL if word in numbers}

    def find(self, letters: str) -> dict[int, float]:
        """Rows in whose initials ``letters`` stand in order, each with how likely it is meant: up to 1.

        The more of the headline's words they span, the better; words stepped over count against it, small
        ones hardly.
        """
        found: dict[int, float] = {}
        for start, end in chain(self._together(letters), self._stepping(letters)):
            if len(found) >= _MOST:
                break
            row = self._words.row_of(start)
            if row not in found:
                found[row] = self._likeness(row, start, end, len(letters))
        else:
            self._last = letters, [*found]
        return found

    def _together(self, letters: str) -> Iterator[tuple[int, int]]:
        """Where the letters stand with no word between them."""
        at = self._text.find(letters)
        while at >= 0:
            yield at, at + len(letters)
            at = self._text.find(letters, at + 1)

    def _stepping(self, letters: str) -> Iterator[tuple[int, int]]:
        """Where the letters stand in order, words stepped over or not: all places, or one in each row.

        One more letter can be only where those before were.
        """
        pattern = _pattern(letters, _SKIPPED)
        before, rows = self._last
        if not before or not letters.startswith(before):
            return (match.span() for match in pattern.finditer(self._text))
        within = (pattern.search(self._text, *self._bounds(row)) for row in rows)
        return (match.span() for match in within if match)

    def _likeness(self, row: int, start: int, end: int, typed: int) -> float:
        """How likely so many typed letters mean the initials from ``start`` to ``end``."""
        first, last = self._bounds(row)
        likeness = 0.7 + 0.2 * (end - start) / (last - first) + 0.05 * (start == first)
        stepped_over = end - start - typed
        if stepped_over:
            words = self._words.words(row)[start - first : end - first]
            small = min(stepped_over, sum(word in self._small for word in words))
            likeness -= 0.03 + 0.05 * stepped_over - 0.04 * small
        return likeness

    def places(self, letters: str, row: int) -> list[int]:
        """Which words of a row, by place, begin with the letters that `find` matched there."""
        start, end = self._bounds(row)
        for skipped in (0, _SKIPPED):
            match = _pattern(letters, skipped).search(self._text, start, end)
            if match:
                return [match.start(group + 1) - start for group in range(len(letters))]
        return []

    def _bounds(self, row: int) -> tuple[int, int]:
        first = self._words.first_word(row)
        return first, first + len(self._words.words(row))


def _pattern(letters: str, skipped: int) -> re.Pattern[str]:
    """A pattern of the letters, each at most so many behind the one before.

    Each takes the first place it can and never gives it back: a headline made to be slow is not.
    """
    escaped = map(re.escape, letters)
    first = next(escaped)
    return re.compile(f"({first})" + "".join(f"(?>[^\n]{{0,{skipped}}}?({letter}))" for letter in escaped))
