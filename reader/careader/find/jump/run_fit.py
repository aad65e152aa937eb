"""How a run of word beginnings fits one headline: ``kyrbanrep`` fits Kyrgyz Banks Report.

The run is cut into pieces; each piece is the beginning of a word, in the order of the words, and words may be
skipped. At most one piece is flawed: mistyped by one letter, or abbreviated inside (``kzkh`` for Kazakhstan).
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

_BASE = 0.88
_PIECES = 0.3  # what a run of single letters loses; longer pieces lose less
_SKIPPED = 0.008  # what each word skipped between two pieces costs
_MISTYPED = 0.1  # another letter, or one too many
_SLIPPED = 0.07  # a letter left out, or two swapped: without a wrong letter a typo fits by chance less often
_ABBREVIATED = 0.16
_SHARE = 0.07  # gained in proportion to the share of the headline's words that the run covers
_AT_START = 0.01  # gained where the run starts with the headline's first word

_LEAST_ABBREVIATED = 3  # letters of an abbreviation
_MOST_LETTERS_ABBREVIATED = 8


class RunFit(NamedTuple):
    """The likeliest fit of a run to a headline.

    Attributes:
        likeness: the likelihood that the headline is meant, up to 0.96.
        pieces: for each word that has a piece, its place in the headline, and the letters typed for it.
        flawed: whether one piece is mistyped or abbreviated.
    """

    likeness: float
    pieces: tuple[tuple[int, str], ...]
    flawed: bool


# A way to fit letters to some words: its cost, and its pieces.
_Way = tuple[float, tuple[tuple[int, str], ...]]
# The cheapest way for each start of the letters.
_Ways = dict[int, _Way]


def fit(letters: str, words: Sequence[str], *, flawed: bool) -> RunFit | None:
    """Find the likeliest fit of a run to a headline.

    Args:
        letters: the run.
        words: the plain forms of the headline's words, in order.
        flawed: True for a fit with exactly one mistyped or abbreviated piece, False for one without.

    Returns:
        The fit, or None where there is none.
    """
    best = _flawed_way(letters, words) if flawed else _right_ways(letters, words)[0].get(0)
    if best is None:
        return None
    cost, pieces = best
    share = _SHARE * len(pieces) / len(words) + (_AT_START if pieces[0][0] == 0 else 0.0)
    return RunFit(_BASE - cost + share, pieces, flawed)


def _right_ways(letters: str, words: Sequence[str]) -> list[_Ways]:
    """For each place in the headline, the ways to fit the words from there on, by start of letters."""
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
    """The likeliest way with one flawed piece; the pieces before and after it are right."""
    piece = _PIECES / len(letters)
    behind = _right_ways(letters, words)
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
    """The likeliest way from word ``first`` on, if the letters at ``at`` and ``at + 1`` were swapped.

    The letter at ``at`` begins the next piece; the letter after it belongs to the end of the piece before.
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
    """The number of right letters for a word; then the possible lengths of a flawed piece, with costs."""
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
    """The lengths of beginnings of ``rest`` that begin the word with one wrong letter after ``same``.

    After a wrong first letter, a right letter must follow.
    """
    if same == len(rest):
        return set()
    more = same + 1  # letters including the wrong one
    ends: set[int] = set()
    for left in (word[same + 1 :], word[same:]):  # another letter, or one too many
        ends.update(range(more + (0 if same else 1), more + _same(rest[more:], left) + 1))
    return ends


def _left_out(rest: str, word: str, same: int) -> range:
    """The lengths of beginnings of ``rest`` that begin the word without the letter after ``same``.

    After a missing first letter, two right letters must follow.
    """
    return range(same + (1 if same else 2), same + _same(rest[same:], word[same + 1 :]) + 1)


def _swapped(rest: str, word: str, same: int) -> range:
    """The lengths of beginnings of ``rest`` that begin the word with two letters after ``same`` swapped."""
    end = same + 2
    if end > len(rest) or word[same:end] != rest[same + 1] + rest[same]:
        return range(0)
    return range(end, end + _same(rest[end:], word[end:]) + 1)


def _abbreviated(rest: str, word: str, same: int) -> Iterator[int]:
    """The lengths of beginnings of ``rest`` that abbreviate the word: its first letters, then some."""
    at = same
    for taken in range(same + 1, min(len(rest), _MOST_LETTERS_ABBREVIATED) + 1):
        at = word.find(rest[taken - 1], at) + 1
        if not at:
            return
        if taken >= _LEAST_ABBREVIATED:
            yield taken
