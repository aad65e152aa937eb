"""Which encoding the bytes of a text are in, where they are not UTF-8 and nothing says so.

Every candidate decodes the bytes, and what comes out is looked at: do letters stand where letters stand, are
capitals at the beginnings of words, do quotes and dashes have words and blanks on their right sides? A news
page of a few lines is enough for that. General detectors go by statistics that need more text, and that Latin
text with a few curly quotes does not give (docs/architecture.md: Libraries).
"""

import codecs
import re
from collections.abc import Iterable

_TELLING = 20_000
"""Bytes that are looked at: what is not told by then will not be."""

_NAMES = {
    "cp1252": "Windows-1252",
    "mac-roman": "Mac Roman",
    "cp1251": "Windows-1251",
    "koi8-u": "KOI8-R",
    "cp866": "DOS Cyrillic",
    "mac-cyrillic": "Mac Cyrillic",
    "iso8859-5": "ISO 8859-5",
}
_WESTERN = ("cp1252", "mac-roman")
_CYRILLIC = ("cp1251", "koi8-u", "cp866", "mac-cyrillic", "iso8859-5")

_HIGH = re.compile(rb"[\x80-\xff]+")
_HIGH_WORD = re.compile(rb"[\x80-\xff]{3,}")
_WORD = re.compile(r"[^\W\d_]+")
_OFTEN, _SELDOM = frozenset("оеаинтсрвлкмдпу"), frozenset("щъэёїєґ")

_OPENING, _CLOSING, _DASHES = frozenset("“‘«„"), frozenset("”’»"), frozenset("–—")


def utf16_without_mark(data: bytes) -> str:
    """``utf-16-le`` or ``utf-16-be`` where bytes without a byte order mark are such; "" where they are not.

    In UTF-16 every second byte of a text is one of a few: 0 below Latin letters and blanks, 4 below Cyrillic.
    """
    looked_at = data[:_TELLING]
    if len(looked_at) < 4:
        return ""
    for start, codec in ((1, "utf-16-le"), (0, "utf-16-be")):
        high, low = looked_at[start::2], looked_at[1 - start :: 2]
        scripts = sum(map(high.count, (0, 4, 0x20)))
        if high.count(0) * 10 > len(high) and scripts * 10 > 9 * len(high) and low.count(0) * 50 < len(low):
            return codec
    return ""


def guess(data: bytes) -> tuple[str, str]:
    """The likeliest encoding of bytes that are not UTF-8: the name of its codec, and its name in words."""
    looked_at = data[:_TELLING]
    high, in_words = (sum(map(len, each.findall(looked_at))) for each in (_HIGH, _HIGH_WORD))
    in_letters = 2 * in_words > max(high, 16)  # accents and quotes stand alone or in twos
    likely, fit = (_CYRILLIC, _fit_of_cyrillic) if in_letters else (_WESTERN, _fit_of_western)
    codec = max(likely, key=lambda each: fit(_decoded(looked_at, each)))  # the first of those that fit alike
    return codec, _NAMES[codec]


_MISREAD = re.compile(
    "[\u00c2-\u00f4][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc"
    "\u2013-\u201e\u2020-\u2026\u2030\u2039\u203a\u20ac\u2122\ufffd]{1,3}"
)
_BYTES = {bytes([byte]).decode("cp1252", "ignore"): byte for byte in range(0x80, 0x100)} | {
    chr(byte): byte for byte in range(0x80, 0x100)
}
_FEWEST_MISREAD = 3  # signs, from which a text is taken to have been read wrong before


def mended(text: str) -> str:
    """A text that another program read as Windows-1252 although it was UTF-8, read anew: ``â€™`` is ``’``.

    The same text where it is none, or where only some of it can be read anew.
    """
    found = _MISREAD.findall(text)
    right = sum(_anew(each) != each for each in found)
    if right < _FEWEST_MISREAD or 10 * right < 9 * len(found):
        return text
    return _MISREAD.sub(lambda match: _anew(match[0]), text)


def _anew(signs: str) -> str:
    """Signs that are the bytes of others, as those; what follows them stays."""
    if signs.startswith("â€\ufffd"):  # the one byte of a common sign that Windows-1252 lacks
        return "”" + signs[3:]
    data = bytes(_BYTES.get(sign, 0xFF) for sign in signs)
    for end in range(len(data), 1, -1):
        try:
            return data[:end].decode("utf-8") + signs[end:]
        except UnicodeDecodeError:
            continue
    return signs


def _decoded(data: bytes, codec: str) -> str:
    return codecs.decode(data, codec, "replace")


def _fit_of_cyrillic(text: str) -> float:
    """How much a text looks like Cyrillic: common letters, and capitals nowhere but at the head of a word."""
    words = [word for word in _WORD.findall(text) if not word.isascii()]
    fit = sum(map(_fit_of_word, words))
    return fit - 2 * sum(not (sign.isalnum() or sign in "«»“”„‘’–—…№·•\u00a0") for sign in _foreign(text))


def _fit_of_word(word: str) -> float:
    small = word.lower()
    fit = sum(sign in _OFTEN for sign in small) - sum(
        sign in _SELDOM or not "а" <= sign <= "я" for sign in small
    )
    return fit - 3 * sum(map(str.isupper, word[1:])) * (not word.isupper())


def _fit_of_western(text: str) -> float:
    """How many signs beyond ASCII stand where such signs stand, less those that do not."""
    padded = f" {text} "
    return sum(
        1 if _stands_well(padded[at - 1], sign, padded[at + 1]) else -1
        for at, sign in enumerate(padded)
        if not sign.isascii()
    )


def _stands_well(before: str, sign: str, after: str) -> bool:
    """Whether a sign beyond ASCII stands between such signs as it does in a European language."""
    if sign in _OPENING:
        return not before.isalnum() and (after.isalnum() or after in "‘“[($€£.…")
    if sign in _CLOSING:
        return (before.isalnum() or before in ".,!?…’”)%]") and (sign == "’" or not after.isalnum())
    if sign in _DASHES or sign == "…":
        return before.isspace() == after.isspace() or before.isalnum()
    if sign.isalpha():
        if sign.isupper() and before.islower():
            return False
        inside = before.isalpha() or (after.isalpha() and (sign.isupper() or before.isspace()))
        return inside and sign in "àáâãäåæçèéêëìíîïñòóôõöøùúûüýÿßœšžÀÁÂÄÅÆÇÈÉÊËÍÎÓÔÖØÚÜŠŽ"
    return sign in "\u00a0•·£€°§©®™½²³" or (sign == "\u00ad" and before.isalpha())


def _foreign(text: str) -> Iterable[str]:
    return (sign for sign in text if not sign.isascii())
