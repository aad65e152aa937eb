"""Words typed as one, told apart: ``silkroad``, ``bordertalksinosh``."""

from collections.abc import Callable

_LONGEST = 30  # letters of a part
_LEAST = 4  # letters of a part that is no word
_WORD = 2.0  # what a part costs beside its own cost, so that few parts are better than many
_LETTER = 3.5  # what each letter costs that is in no word
_SCRAP = 2.5  # letters that the parts have at least, one with another


def told_apart(word: str, cost: Callable[[str], float | None], strange: int) -> list[list[str]]:
    """The likeliest parts that make up ``word``, for each number of parts that are no words.

    Args:
        word: Letters and digits in a row.
        cost: How unlikely a part is as a word; None where it is none.
        strange: How many parts at most are no words: mistyped, or typed by half.

    Returns:
        For none that is no word, for one and so on, two parts or more; nothing where there is no such way,
        or where it makes scraps.
    """
    # For each beginning of the word and each number of strange parts: the least cost, and where the last
    # part starts.
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
