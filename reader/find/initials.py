"""Headlines by the first letters of their words: ``nbk`` for a national bank of somewhere."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import accumulate

_SKIPPED = 2  # words that may stand between two of the letters: "of the"
_MOST = 2000  # rows found at most; the newest


class Initials:
    """The first letters of each headline's words, as one text to search.

    Args:
        lines: For each headline one string of one letter a word.
    """

    def __init__(self, lines: Sequence[str]) -> None:
        self._text = "\n".join(lines)
        self._ends = list(accumulate(len(line) + 1 for line in lines))

    def find(self, letters: str) -> dict[int, float]:
        """Rows in whose initials ``letters`` stand in order, each with how likely it is meant: up to 1.

        Letters in a row count most, and the more of the headline's words they are.
        """
        found: dict[int, float] = {}
        for skipped in (0, _SKIPPED):
            for match in _pattern(letters, skipped).finditer(self._text):
                if len(found) >= _MOST:
                    break
                row = bisect_left(self._ends, match.end())
                start, end = self._ends[row - 1] if row else 0, self._ends[row] - 1
                loose = match.end() - match.start() - len(letters)
                likeness = (
                    0.7 + 0.2 * len(letters) / (end - start) + 0.05 * (match.start() == start) - 0.03 * loose
                )
                found.setdefault(row, likeness)
        return found

    def places(self, letters: str, row: int) -> list[int]:
        """Which words of a row, by place, begin with the letters that `find` matched there."""
        start = self._ends[row - 1] if row else 0
        for skipped in (0, _SKIPPED):
            match = _pattern(letters, skipped).search(self._text, start, self._ends[row] - 1)
            if match:
                return [match.start(group + 1) - start for group in range(len(letters))]
        return []


def _pattern(letters: str, skipped: int) -> re.Pattern[str]:
    """A pattern of the letters, each at most so many behind the one before.

    Each takes the first place it can and never gives it back: a headline made to be slow is not.
    """
    escaped = map(re.escape, letters)
    first = next(escaped)
    return re.compile(f"({first})" + "".join(f"(?>[^\n]{{0,{skipped}}}?({letter}))" for letter in escaped))
