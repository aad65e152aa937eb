"""Fitting a run of word beginnings to one headline: ``kyrbanrep`` fits Kyrgyz Banks Report.

The run is cut into pieces. Each piece is the beginning of a word, in the order of the words; words may be
skipped. At most one piece is flawed: mistyped by one letter, or abbreviated (``kzkh`` for Kazakhstan).
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

_BASE = 0.88
_PIECES = 0.3  # the cost of a run of single letters; longer pieces cost less
_SKIPPED = 0.008  # the cost of each word skipped between two pieces
_MISTYPED = 0.1  # the cost of a wrong letter, or of a letter too many
_SLIPPED = 0.07  # the cost of a missing letter, or of two swapped letters: these fit less often by chance
_ABBREVIATED = 0.16  # the cost of an abbreviated piece
_SHARE = 0.07  # the gain of a run that covers all words of the headline; less in proportion
_AT_START = 0.01  # the gain of a run that starts at the first word of the headline

_LEAST_ABBREVIATED = 3  # the fewest letters of an abbreviation
_MOST_LETTERS_ABBREVIATED = 8


class RunFit(NamedTuple):
    """The likeliest fit of a run to a headline.

    Attributes:
        likeness: how well the run fits, up to 0.96.
        pieces: for each matched word, its place in the headline, and the letters typed for it.
        flawed: whether one piece is mistyped or abbreviated.
    """

    likeness: float
    pieces: tuple[tuple[int, str], ...]
    flawed: bool


# A way to fit letters to words: its cost, and its pieces.
_Way = tuple[float, tuple[tuple[int, str], ...]]
# For each index in the run, the cheapest way to fit the letters from this index on.
_Ways = dict[int, _Way]


def fit(letters: str, words: Sequence[str], *, flawed: bool) -> RunFit | None:
    """Find the likeliest fit of a run to a headline.

    Args:
        letters: the run.
        words: the plain forms of the headline's words, in order.
        flawed: True for a fit with exactly one flawed piece, False for a fit without flawed pieces.

    Returns:
        The fit; None where the run does not fit.
    """
    best = _flawed_way(letters, words) if flawed else _ways_from(letters, words)[0].get(0)
    if best is None:
        return None
    cost, pieces = best
    share = _SHARE * len(pieces) / len(words) + (_AT_START if pieces[0][0] == 0 else 0.0)
    return RunFit(_BASE - cost + share, pieces, flawed)


def _ways_from(letters: str, words: Sequence[str]) -> list[_Ways]:
    """The flawless ways to fit the last letters of a run to the last words of a headline.

    Returns:
        ``ways[place][start]`` is the cheapest way to fit the letters from index ``start`` on to the words
        from index ``place`` on. A ``start`` without a way is left out.
    """
    length = len(letters)
    piece = _PIECES / length
    ways: _Ways = {length: (0.0, ())}
    found = [ways]
    for place in range(len(words) - 1, -1, -1):
        word = words[place]
        now = {
            start: (cost + _SKIPPED, pieces) if 0 < start < length else (cost, pieces)
            for start, (cost, pieces) in ways.items()
        }
        start = letters.rfind(word[:1]) if word else -1
        while start >= 0:
            for end in range(start + _same(letters[start:], word), start, -1):
                if end in ways:
                    cost, pieces = ways[end]
                    way = cost + piece, ((place, letters[start:end]), *pieces)
                    if start not in now or way[0] < now[start][0]:
                        now[start] = way
            start = letters.rfind(word[0], 0, start)
        found.append(now)
        ways = now
    return found[::-1]


def _flawed_way(letters: str, words: Sequence[str]) -> _Way | None:
    """The cheapest way with exactly one flawed piece."""
    piece = _PIECES / len(letters)
    behind = _ways_from(letters, words)
    before: _Ways = {0: (0.0, ())}
    best: _Way | None = None
    for place, word in enumerate(words):
        longer: list[tuple[int, _Way]] = []
        for start, (cost, pieces) in before.items():
            rest = letters[start:]
            same, flawed = _steps(rest, word)
            for taken, price in flawed:
                after = behind[place + 1].get(start + taken)
                if after and (best is None or cost + piece + price + after[0] < best[0]):
                    best = cost + piece + price + after[0], (*pieces, (place, rest[:taken]), *after[1])
            longer += [
                (start + taken, (cost + piece, (*pieces, (place, rest[:taken]))))
                for taken in range(1, same + 1)
            ]
            if 0 < same < min(len(word), len(rest) - 1) and word[same] == rest[same + 1]:
                swapped = _swapped_way(letters, words, behind, place + 1, start + same)
                if swapped and (best is None or cost + piece + swapped[0] < best[0]):
                    best = cost + piece + swapped[0], (*pieces, (place, word[: same + 1]), *swapped[1])
        before = {start: (cost + _SKIPPED * (start > 0), pieces) for start, (cost, pieces) in before.items()}
        for end, way in longer:
            if end not in before or way[0] < before[end][0]:
                before[end] = way
    return best


def _swapped_way(letters: str, words: Sequence[str], behind: list[_Ways], first: int, at: int) -> _Way | None:
    """The cheapest way to fit the letters from ``at`` on, if the first two of them were swapped.

    The two letters then belong to two pieces: the second letter ends a piece, the first letter begins the
    next piece, which fits word ``first`` or a later word.
    """
    rest = letters[at] + letters[at + 2 :]
    best: _Way | None = None
    for place in range(first, len(words)):
        for taken in range(1, _same(rest, words[place]) + 1):
            after = behind[place + 1].get(at + 1 + taken)
            cost = _PIECES / len(letters) + _SLIPPED + _SKIPPED * (place - first)
            if after and (best is None or cost + after[0] < best[0]):
                best = cost + after[0], ((place, rest[:taken]), *after[1])
    return best


@lru_cache(maxsize=32768)
def _steps(rest: str, word: str) -> tuple[int, tuple[tuple[int, float], ...]]:
    """The pieces for a word with which the letters ``rest`` can begin.

    Returns:
        The length of the longest flawless piece; and the length and the cost of each flawed piece.
    """
    same = _same(rest, word)
    steps = [(taken, _SLIPPED) for taken in _swapped(rest, word, same)]
    steps += [(taken, _SLIPPED) for taken in _left_out(rest, word, same)]
    steps += [(taken, _MISTYPED) for taken in _mistyped(rest, word, same)]
    if same:
        steps += [(taken, _ABBREVIATED) for taken in _abbreviated(rest, word, same)]
    return same, tuple(steps)


def _same(first: str, second: str) -> int:
    """The length of the common beginning of two texts."""
    if first[:1] != second[:1]:
        return 0
    for place, (one, other) in enumerate(zip(first, second, strict=False)):
        if one != other:
            return place
    return min(len(first), len(second))


def _mistyped(rest: str, word: str, same: int) -> set[int]:
    """The lengths of the pieces that begin the word with one wrong letter or one letter too many.

    Args:
        rest: the letters of the run from the piece on.
        word: the word.
        same: the number of right letters before the wrong letter. After a wrong first letter, a right letter
            must follow.
    """
    if same == len(rest):
        return set()
    more = same + 1  # letters including the wrong letter
    ends: set[int] = set()
    for left in (word[same + 1 :], word[same:]):  # a wrong letter, or a letter too many
        ends.update(range(more + (0 if same else 1), more + _same(rest[more:], left) + 1))
    return ends


def _left_out(rest: str, word: str, same: int) -> range:
    """The lengths of the pieces that begin the word but lack its letter at index ``same``.

    After a missing first letter, two right letters must follow.
    """
    return range(same + (1 if same else 2), same + _same(rest[same:], word[same + 1 :]) + 1)


def _swapped(rest: str, word: str, same: int) -> range:
    """The lengths of the pieces that begin the word but swap its letters at ``same`` and ``same + 1``."""
    end = same + 2
    if end > len(rest) or word[same:end] != rest[same + 1] + rest[same]:
        return range(0)
    return range(end, end + _same(rest[end:], word[end:]) + 1)


def _abbreviated(rest: str, word: str, same: int) -> Iterator[int]:
    """The lengths of the pieces that abbreviate the word to its first ``same`` and some later letters."""
    at = same
    for taken in range(same + 1, min(len(rest), _MOST_LETTERS_ABBREVIATED) + 1):
        at = word.find(rest[taken - 1], at) + 1
        if not at:
            return
        if taken >= _LEAST_ABBREVIATED:
            yield taken
