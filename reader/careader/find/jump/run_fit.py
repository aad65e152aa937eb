"""How a run of letters goes along the words of one headline: ``kyrbanrep`` along Kyrgyz Banks Report.

Each piece of the run begins a word, the words stand in order, and any may be skipped. One piece at most is
flawed: mistyped by one letter, or abbreviated inside (``kzkh`` for Kazakhstan).
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

_BASE = 0.88
_PIECES = 0.3  # what a run of single letters loses: the longer the pieces, the likelier the run is meant
_SKIPPED = 0.008  # for each word skipped between two pieces
_MISTYPED = 0.1
_SWAPPED = 0.07  # two neighbours swapped: of all slips the one that fits by chance least
_ABBREVIATED = 0.16
_SHARE = 0.07  # for the share of the headline's words that the run goes along
_AT_START = 0.01  # where it begins with the headline

_LEAST_ABBREVIATED = 3  # letters of an abbreviation
_MOST_LETTERS_ABBREVIATED = 8


class RunFit(NamedTuple):
    """The likeliest way of a run along a headline.

    Attributes:
        likeness: How likely the headline is meant, up to 0.96.
        pieces: For each word that the run touches its place in the headline, and the letters typed for it.
    """

    likeness: float
    pieces: tuple[tuple[int, str], ...]


# What a way along some words costs, and its pieces.
_Way = tuple[float, tuple[tuple[int, str], ...]]
# For each number of letters the least way.
_Ways = dict[int, _Way]


def fit(letters: str, words: Sequence[str], *, flawed: bool) -> RunFit | None:
    """Find the likeliest way of a run along the words of a headline.

    Args:
        letters: The run.
        words: The plain forms of the headline's words, in their order.
        flawed: Whether one piece is mistyped or abbreviated; none is otherwise.

    Returns:
        The way, or None if there is none.
    """
    best = _flawed_way(letters, words) if flawed else _right_ways(letters, words)[0].get(0)
    if best is None:
        return None
    cost, pieces = best
    share = _SHARE * len(pieces) / len(words) + (_AT_START if pieces[0][0] == 0 else 0.0)
    return RunFit(_BASE - cost + share, pieces)


def _right_ways(letters: str, words: Sequence[str]) -> list[_Ways]:
    """For each place in the headline the ways along the words from there on, by where their letters start."""
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
    """The likeliest way with one flawed piece: those before it and behind it are right."""
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
    """The likeliest way along words from ``first`` on, where the letters at ``at`` and behind were swapped.

    The letter at ``at`` begins the next piece, and the one behind it ended the piece before.
    """
    rest = letters[at] + letters[at + 2 :]
    best: _Way | None = None
    for place in range(first, len(words)):
        for taken in range(1, _same(rest, words[place]) + 1):
            after = behind[place + 1].get(at + 1 + taken)
            cost = _PIECES / len(letters) + _SWAPPED + _SKIPPED * (place - first)
            if after and (best is None or cost + after[0] < best[0]):
                best = cost + after[0], ((place, rest[:taken]), *after[1])
    return best


@lru_cache(maxsize=32768)
def _steps(rest: str, word: str) -> tuple[int, tuple[tuple[int, float], ...]]:
    """How many letters are right for a word; how many may be a flawed piece for it, with what that costs."""
    same = _same(rest, word)
    steps = [(taken, _SWAPPED) for taken in _swapped(rest, word, same)]
    steps += [(taken, _MISTYPED) for taken in _mistyped(rest, word, same)]
    if same:
        steps += [(taken, _ABBREVIATED) for taken in _abbreviated(rest, word, same)]
    return same, tuple(steps)


def _same(first: str, second: str) -> int:
    """How many letters two texts begin with alike."""
    if first[:1] != second[:1]:
        return 0
    for place, (one, other) in enumerate(zip(first, second, strict=False)):
        if one != other:
            return place
    return min(len(first), len(second))


def _mistyped(rest: str, word: str, same: int) -> set[int]:
    """How many letters may be a beginning of the word with one letter wrong, the first ``same`` being right.

    Where the first letter is wrong, two right letters follow.
    """
    if same == len(rest):
        return set()
    more = same + 1  # letters with the wrong one
    ends: set[int] = set()
    for left in (word[same + 1 :], word[same:]):  # another letter, or one too many
        ends.update(range(more + (0 if same else 2), more + _same(rest[more:], left) + 1))
    left_out = _same(rest[same:], word[same + 1 :])
    ends.update(range(same + (1 if same else 2), same + left_out + 1))
    return ends


def _swapped(rest: str, word: str, same: int) -> range:
    """How many letters may be a beginning of the word with the two behind the first ``same`` swapped."""
    end = same + 2
    if end > len(rest) or word[same:end] != rest[same + 1] + rest[same]:
        return range(0)
    return range(end, end + _same(rest[end:], word[end:]) + 1)


def _abbreviated(rest: str, word: str, same: int) -> Iterator[int]:
    """How many letters stand in the word in their order, some left out between them, the first ones not."""
    at = same
    for taken in range(same + 1, min(len(rest), _MOST_LETTERS_ABBREVIATED) + 1):
        at = word.find(rest[taken - 1], at) + 1
        if not at:
            return
        if taken >= _LEAST_ABBREVIATED:
            yield taken
