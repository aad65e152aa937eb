"""The other spellings of a name, which a search finds together with the typed spelling.

`careader.find.spellings.spelling_key` compares two given words and is generous, since jump only ranks. A
search shows everything that it counts as equal. So the rules here cover only differences between spellings of
one name that hardly ever separate two English words: ``Tokayev`` is ``Tokaev``, but ``pool`` is not ``pull``.
The rules generate spellings, so that the vocabulary of the archive need not be gone through.
"""

import re
from functools import lru_cache
from itertools import islice, product

from careader.find.spellings import other_names

_LEAST = (
    5  # letters of a word that is spelled otherwise, and of the longer of two: "early" has no other spelling
)
_MOST = 128  # spellings

_SPELLING, _NAME = 0.9, 0.5  # what another spelling counts, and another name

_VOWEL, _CONSONANT = "[aeiou]", "[b-df-hj-np-tv-z]"

# Each rule: a pattern, and the letters that may stand in its place. At each place the first matching rule
# counts.
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
    """The other ways to spell a plain word if it is a name; the archive lacks most of them."""
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
    """Other ways to write a word, or a name of several, each with how much it counts beside the typed one.

    They are its spellings, and the other names of the place: those count half, so that ``frunze`` brings
    Frunze before Bishkek. Of several words only as one: ``nur sultan`` is ``nursultan``, and ``astana``.
    """
    joined = "".join(words)
    spellings = (joined, *other_spellings(joined))
    ways: dict[tuple[str, ...], float] = {(spelling,): _SPELLING for spelling in spellings}
    names = {name: name.replace("-", "") for name in other_names(joined)}
    if not ways.keys().isdisjoint((name,) for name in names.values()):
        for parted, name in names.items():
            counts = ways.setdefault((name,), _NAME)
            ways.setdefault(tuple(parted.split("-")), counts)
    ways.pop(words, None)
    return ways
