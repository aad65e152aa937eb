"""The other spellings of a name, which a search finds together with the typed spelling.

`careader.find.spellings.spelling_key` makes many spellings equal, which is right for jump: jump ranks its
results. A search shows every article that answers. So the rules here join only spellings that are hardly ever
two English words: ``Tokayev`` is ``Tokaev``, but ``pool`` is not ``pull``. The rules generate spellings, so
that a search need not compare all words of the archive.
"""

import re
from functools import lru_cache
from itertools import islice, product

from careader.find.spellings import names_of_place

_LEAST = (
    5  # the fewest letters of a name with other spellings; of two spellings, only one may be a letter shorter
)
_MOST = 128  # the most spellings of a name

_SPELLING, _NAME = 0.9, 0.5  # `Phrase.counts` of another spelling, and of another name

_VOWEL, _CONSONANT = "[aeiou]", "[b-df-hj-np-tv-z]"

# Each rule is a pattern, and the letters that may replace its match. At each place, the first matching rule
# is used.
_RULES = [
    (r"shch|sch", ("shch", "sch")),  # Shchuchinsk
    (r"dzh|zh|dj|j", ("zh", "j", "dzh", "dj")),  # Zhaparov, Japarov
    (r"kh", ("kh", "k", "q", "h", "x")),  # Bukhara, Buhara
    (r"q(?!u)|(?<!c)k", ("k", "kh", "q")),  # Qyzylorda, Kyzylorda
    (r"(?:gh|g(?!h))(?!$)", ("g", "gh")),  # Afghan, Kirghiz
    (r"^x(?=[aeiou])", ("x", "kh")),  # Xiva
    (rf"(?<={_VOWEL})h(?={_VOWEL})|h(?=[mrt])|^h(?=[aiou])", ("h", "kh")),  # Rahmon
    (r"(?<=i)(?:yoy|yo|yay|ya|e)(?=ev)", ("yoy", "yo", "ya", "e")),  # Mirziyoyev, Мирзиёев
    (rf"(?<={_VOWEL})[yi](?=[aeou])", ("y", "i", "")),  # Tokayev
    (r"(?<=[aeio])(?=e)", ("", "y", "i")),  # Tokaev
    (r"(?<=i)(?=a)", ("", "y")),  # Niazov
    (rf"(?<={_CONSONANT})(?:iy|ii|yi|yy|y|i)$", ("y", "i", "iy", "ii", "yy")),  # Zelensky
    (rf"(?<=[gkqz])[yi](?={_CONSONANT})", ("y", "i")),  # Kyzyl
    (rf"(?<={_CONSONANT})[yi](?=[bgkmqrz]|[ns][gk])", ("y", "i")),  # Kyrgyz; a miller is no Myller
    (rf"(?<={_CONSONANT})[yi](?={_CONSONANT}[yi])", ("y", "i")),  # Tynystan
    (rf"(?<=[yi]{_CONSONANT})[yi](?={_CONSONANT})", ("y", "i")),
    (rf"(?<={_CONSONANT})(?<!^.r)(?:[yi](?=[au])|(?<!^l)[yi](?=o))", ("y", "i")),  # Tatyana, not Bryan, Lyons
    (r"(?<=[oe])[wv](?=a?$)", ("v", "w")),  # Berdimuhamedow
    (r"^ye(?!a)|^e(?=[lrvkg])", ("ye", "e")),  # Yerevan
]
_PLACES = re.compile("|".join(f"({pattern})" for pattern, _ in _RULES))


@lru_cache(maxsize=1024)
def other_spellings(word: str) -> tuple[str, ...]:
    """The other possible spellings of a plain word, if it is a name; the archive lacks most of them."""
    if len(word) < _LEAST - 1 or not word.isascii() or not word.isalpha():
        return ()
    parts: list[tuple[str, ...]] = []
    at = 0
    for place in _PLACES.finditer(word):
        rule = place.lastindex or 1
        ways = _RULES[rule - 1][1]
        parts += [(word[at : place.start()],), tuple(dict.fromkeys((place[0], *ways)))]
        at = place.end()
    parts.append((word[at:],))
    made = ("".join(way) for way in islice(product(*parts), _MOST + 1))
    return tuple(
        spelling
        for spelling in dict.fromkeys(made)
        if spelling != word and len(spelling) + len(word) >= 2 * _LEAST - 1
    )


def other_words(words: tuple[str, ...]) -> dict[tuple[str, ...], float]:
    """The other ways to write a word or a name of several words, each with its `Phrase.counts`.

    The ways are other spellings, and other names of the same place. Other names count half, so that
    ``frunze`` finds Frunze before Bishkek. Several words are one name: ``nur sultan`` gives ``nursultan`` and
    ``astana``.
    """
    joined = "".join(words)
    spellings = (joined, *other_spellings(joined))
    ways: dict[tuple[str, ...], float] = {(spelling,): _SPELLING for spelling in spellings}
    names = {name: name.replace("-", "") for name in names_of_place(joined)}
    if not ways.keys().isdisjoint((name,) for name in names.values()):
        for parted, name in names.items():
            counts = ways.setdefault((name,), _NAME)
            ways.setdefault(tuple(parted.split("-")), counts)
    ways.pop(words, None)
    return ways
