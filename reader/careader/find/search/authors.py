"""Finding the authors that a typed name means, despite other spellings and typos."""

from collections.abc import Callable, Collection, Iterable, Sequence

from careader.find.search.name_spellings import other_words
from careader.find.spellings import spelling_key
from careader.text import plain_words

_LEAST, _LEAST_FOR_TWO = 3, 5  # the fewest letters of a word that may have one typo, and two typos


def named(asked: Sequence[str], names: Iterable[str]) -> tuple[set[str], str]:
    """The authors that a typed name means.

    Args:
        asked: the plain words of the typed name; an author has, for each, a word that is the same, begins
            with it, or is a few typos away.
        names: the names of all authors, as they are written.

    Returns:
        The names of the authors; and a line that tells the reader which authors were taken, or "" where the
        name was found as typed.
    """
    known = {name: plain_words(name) for name in names}
    for is_same in (_is_spelled, _is_begun, _is_mistyped):
        found = {name for name, words in known.items() if all(_any(is_same, word, words) for word in asked)}
        if found:
            typed = " ".join(asked)
            plain = {" ".join(known[name]) for name in found}
            as_typed = all(f" {typed} " in f" {name} " for name in plain)
            shown = ", ".join(sorted(found)[:3]) + (f" and {len(found) - 3} more" if len(found) > 3 else "")
            return found, "" if as_typed else f"by “{typed}”: showing {shown}"
    return set(), f"no author “{' '.join(asked)}” here"


def _any(is_same: Callable[[str, str], bool], asked: str, words: Collection[str]) -> bool:
    return any(is_same(asked, word) for word in words)


def _is_spelled(asked: str, word: str) -> bool:
    return asked == word or (word,) in other_words((asked,)) or _sound(asked) == _sound(word)


def _sound(word: str) -> str:
    """The key of a word of a name: spellings of one name have the same key. A short word is its own key."""
    return spelling_key(word) if len(word) > _LEAST else word


def _is_begun(asked: str, word: str) -> bool:
    return _is_spelled(asked, word) or word.startswith(asked)


def _is_mistyped(asked: str, word: str) -> bool:
    from rapidfuzz.distance import OSA  # a start does not need it

    most = 2 if len(asked) >= _LEAST_FOR_TWO else 1
    return len(asked) >= _LEAST and (
        _is_begun(asked, word) or OSA.distance(asked, word, score_cutoff=most) <= most
    )
