"""Splitting a typed word that is several words written together: ``silkroad``, ``bordertalksinosh``."""

from collections.abc import Callable

_LONGEST = 30  # letters of a part
_LEAST = 4  # the fewest letters of a part that is not a word
_WORD = 2.0  # the cost of each part beside its own cost, so that few parts are better than many parts
_LETTER = 3.5  # the cost of each letter of a part that is not a word
_SCRAP = 2.5  # the parts have at least so many letters on average


def split_word(word: str, cost: Callable[[str], float | None], strange: int) -> list[list[str]]:
    """Find the likeliest way to split ``word`` into parts, for each number of strange parts.

    A strange part is not a word: it is mistyped or half-typed.

    Args:
        word: letters and digits without blanks.
        cost: returns how unlikely a part is as a word; None where the part is not a word.
        strange: the most strange parts.

    Returns:
        The best split without strange parts, the best split with one strange part, and so on. A split has two
        parts or more; an empty list stands for no good split.
    """
    # For each beginning of the word and each number of strange parts: the least cost, and the start of the
    # last part.
    best = {(0, 0): (0.0, 0)}
    for end in range(1, len(word) + 1):
        for start in range(max(0, end - _LONGEST), end):
            own = cost(word[start:end])
            if own is None and (end - start < _LEAST or not strange):
                continue
            price = _WORD + (_LETTER * (end - start) if own is None else own)
            for before in range(strange + (own is not None)):
                if (start, before) in best:
                    way = best[start, before][0] + price, start
                    now = end, before + (own is None)
                    best[now] = min(way, best.get(now, way))

    ways = []
    for count in range(strange + 1):
        parts: list[str] = []
        end, left = len(word), count
        while end and (end, left) in best:
            start = best[end, left][1]
            parts.insert(0, word[start:end])
            left -= cost(parts[0]) is None
            end = start
        ways.append(parts if end == 0 and 1 < len(parts) <= len(word) / _SCRAP else [])
    return ways
