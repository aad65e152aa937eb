"""How the names of the region find each other: by rule first, by a small table second.

A headline may say Balkhash, Balqash or Балхаш. `careader.text.transliterate` writes Cyrillic in Latin
letters, ``spelling_key`` gives the Latin spellings of one sound the same key, and ``other_names`` knows the
names that no rule could join (Astana was Nur-Sultan for three years).
"""

import re

# In order: a rule reads what the rules before it left. Each joins spellings of one sound; none needs
# to be right about a language, since a headline and a query go through the same rules.
_SOUNDS = [
    (re.compile(pattern), sound)
    for pattern, sound in [
        (r"\.", ""),  # 3.6 is often typed as 36
        (r"shch|sch|sh", "1"),
        (r"dzh|dj|zh|j", "2"),
        (r"tch|ch", "3"),
        (r"gh", "g"),
        (r"kh|ck|q|x|c(?![eiy])|h(?=[rlmn])", "k"),
        (r"ts|c", "s"),
        (r"ph", "f"),
        (r"w", "v"),
        (r"ou|oo", "u"),
        (r"ee|e[iy]|iy|yi|y", "i"),
        (r"i(?=[aeou])", ""),
        (r"(.)\1+", r"\1"),
    ]
]

# Each line is one place. A name of two words has a hyphen here, however headlines part it.
_NAMES = """
almaty alma-ata almata verny
andijan andijon
astana nur-sultan akmola tselinograd
ashgabat ashkhabad asgabat ashgabad
azerbaijan azerbaycan
badakhshan badaxshon
baikonur bayqongyr
bishkek frunze pishpek
beijing peking pekin
bokhtar kurgan-tyube qurghonteppa
bukhara bokhara buxoro bukhoro
china kitai xitoy
dushanbe stalinabad dusanbe
fergana farghona ferghana
georgia gruziya
issyk-kul ysyk-kol
jalal-abad zhalal-abad dzhalal-abad
jizzakh jizzax
karakalpakstan qoraqalpogiston karakalpakia karakalpakiya
kashkadarya qashqadaryo
kazakhstan qazaqstan
khorezm xorazm khwarezm
khorog khorugh
khujand khodjent khojand khujant leninabad xojand khuchand xucand
kokand qoqon
konaev kunayev kapchagay kapshagay
kulob kulyab
kyiv kiev kiiv
kyrgyzstan kirghizia kirgizia kirgiziya kyrgyzia kirgizstan qirgiziston
moscow moskva
nauryz navruz nowruz nooruz novruz
oskemen ust-kamenogorsk
petropavl petropavlovsk
russia rossiya resei
samarkand samarqand
semey semipalatinsk
shymkent chimkent
sughd sogd
surkhandarya surxondaryo
syrdarya syr-darya sirdaryo
tajik tojik tochik
tajikistan tadzhikistan tadjikistan tojikiston tochikiston
tashkent toshkent
tienshan tien-shan tian-shan tyan-shan
turkey turkiye turtsiya
turkmenabat chardzhou charjew
turkmenbashi krasnovodsk
turkmenistan turkmenia turkmeniya
uralsk oral
us usa
uzbek ozbek o-zbek
uzbekistan ozbekiston o-zbekiston uzbekiston
xinjiang sinkiang sintszyan
"""


def singular_and_plural(word: str) -> tuple[str, ...]:
    """The word with the ending of the plural, or of possession without its sign, or else without it."""
    if len(word) < 4 or not word.isalpha():
        return ()
    if word.endswith("ies"):
        return (word[:-3] + "y", word[:-1])
    if word.endswith("es"):
        return (word[:-2], word[:-1])
    if word.endswith("s"):
        return (word[:-1], word + "es")
    if word.endswith("y"):
        return (word[:-1] + "ies", word + "s")
    return (word + "s", word + "es")


def spelling_key(word: str) -> str:
    """What is left of a word once the spellings of one sound are one: Tokayev and Tokaev share it."""
    for pattern, sound in _SOUNDS:
        word = pattern.sub(sound, word)
    return word


def _names_by_key() -> dict[str, tuple[str, ...]]:
    table: dict[str, tuple[str, ...]] = {}
    for line in _NAMES.split("\n"):
        names = tuple(line.split())
        for name in names:
            table[spelling_key(name.replace("-", ""))] = names
    return table


_BY_KEY = _names_by_key()


def other_names(word: str) -> tuple[str, ...]:
    """The names under which the place of this name also goes, the given one among them.

    A name of two words has a hyphen, as ``nur-sultan``. Empty for a word that the table does not know.
    """
    return _BY_KEY.get(spelling_key(word), ())


def is_name(first: str, second: str) -> bool:
    """Tell whether two words are one name that the table has with a hyphen: ``nur``, ``sultan``."""
    keys = [spelling_key(first), spelling_key(second)]
    return any([*map(spelling_key, name.split("-"))] == keys for name in other_names(first + second))
