"""Splitting words that were typed as one: ``silkroad``, ``bordertalksinosh``."""

from collections.abc import Callable

_LONGEST = 30  # letters of a part
_LEAST = 4  # the fewest letters of a part that is not a word
_WORD = 2.0  # what each part costs beside its own cost, so that few parts are better than many
_LETTER = 3.5  # what each letter of a part costs that is not a word
_SCRAP = 2.5  # the fewest letters that the parts have on average


def told_apart(word: str, cost: Callable[[str], float | None], strange: int) -> list[list[str]]:
    """The likeliest ways to split ``word`` into parts, by the number of parts that are not words.

    Args:
        word: letters and digits without blanks.
        cost: returns how unlikely a part is as a word; None where it is not a word.
        strange: the most parts that may not be words: mistyped or half-typed.

    Returns:
        The best split without a strange part, the best with one, and so on, each of two parts or more. A
        number of strange parts without a good split is left out.
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
