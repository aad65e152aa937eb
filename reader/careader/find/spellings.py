"""Comparing names from Central Asia: other spellings by rules, other names of one town by a small table.

A headline may say Balkhash, Balqash or Балхаш. `careader.text.transliterate` writes Cyrillic in Latin
letters. ``spelling_key`` gives Latin spellings of the same sounds the same key. ``names_of_place`` knows the
names that no rule could join (Astana was Nur-Sultan for three years).
"""

import re

# The rules are applied in this order. Each rule joins spellings of one sound. No rule has to be right about a
# language, since headlines and queries go through the same rules.
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

# Each line has the names of one place or people. A name of two words has a hyphen here, even if headlines
# write the name in one word or with a blank.
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
    """Possible other forms of a word: singular or plural, and the possessive without its apostrophe.

    ``city`` gives ``cities`` and ``citys``: not every form is a word.
    """
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
    """The key of a word. Spellings of the same sounds have the same key: Tokayev and Tokaev."""
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


def names_of_place(word: str) -> tuple[str, ...]:
    """All names of the place that ``word`` names, ``word`` included; empty where the table lacks ``word``.

    A name of two words has a hyphen: ``nur-sultan``.
    """
    return _BY_KEY.get(spelling_key(word), ())


def are_one_name(first: str, second: str) -> bool:
    """Whether two words together are one name of the table: ``nur`` and ``sultan`` are ``nur-sultan``."""
    keys = [spelling_key(first), spelling_key(second)]
    return any([*map(spelling_key, name.split("-"))] == keys for name in names_of_place(first + second))
