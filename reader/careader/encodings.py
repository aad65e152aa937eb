"""Guessing the encoding of a text that is not UTF-8 and does not name its encoding.

The bytes are decoded with each possible encoding, and each result is judged: do letters stand within words,
do capitals begin words, do quotes and dashes stand between a word and a blank? A news page of a few lines is
enough. General detectors use statistics that need more text, and fail on Latin text with a few curly quotes
(docs/architecture.md: Libraries).
"""

import codecs
import re
from collections.abc import Iterable

_TELLING = 20_000
"""A guess uses so many bytes from the beginning: more bytes do not change it."""

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
    """The codec of UTF-16 without a byte order mark, ``utf-16-le`` or ``utf-16-be``; "" for other bytes.

    In UTF-16, every second byte of a text has one of few values: 0 for Latin letters, 4 for Cyrillic letters.
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
    """The likeliest encoding of bytes that are not UTF-8: the codec for Python, and the name for people."""
    looked_at = data[:_TELLING]
    high, in_words = (sum(map(len, each.findall(looked_at))) for each in (_HIGH, _HIGH_WORD))
    in_letters = 2 * in_words > max(high, 16)  # bytes of Western accents and quotes stand alone or in pairs
    likely, fit = (_CYRILLIC, _fit_of_cyrillic) if in_letters else (_WESTERN, _fit_of_western)
    codec = max(likely, key=lambda each: fit(_decoded(looked_at, each)))  # of equals, the first
    return codec, _NAMES[codec]


_MISREAD = re.compile(
    "[\u00c2-\u00f4][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc"
    "\u2013-\u201e\u2020-\u2026\u2030\u2039\u203a\u20ac\u2122\ufffd]{1,3}"
)
_BYTES = {bytes([byte]).decode("cp1252", "ignore"): byte for byte in range(0x80, 0x100)} | {
    chr(byte): byte for byte in range(0x80, 0x100)
}
_FEWEST_MISREAD = 3  # a text with fewer misread characters is left as it is


def mended(text: str) -> str:
    """Repair UTF-8 that another program read as Windows-1252: ``â€™`` becomes ``’``.

    A text with few misread characters, or with more than a tenth that cannot be repaired, is not changed.
    """
    found = _MISREAD.findall(text)
    right = sum(_repaired(each) != each for each in found)
    if right < _FEWEST_MISREAD or 10 * right < 9 * len(found):
        return text
    return _MISREAD.sub(lambda match: _repaired(match[0]), text)


def _repaired(characters: str) -> str:
    """Repair the misread character at the beginning of ``characters``: ``â€™`` becomes ``’``.

    The characters after the misread character stay. Where nothing can be repaired, all characters stay.
    """
    if characters.startswith("â€\ufffd"):  # Windows-1252 lacks the last byte of the closing quote
        return "”" + characters[3:]
    data = bytes(_BYTES.get(each, 0xFF) for each in characters)
    for end in range(len(data), 1, -1):
        try:
            return data[:end].decode("utf-8") + characters[end:]
        except UnicodeDecodeError:
            continue
    return characters


def _decoded(data: bytes, codec: str) -> str:
    return codecs.decode(data, codec, "replace")


def _fit_of_cyrillic(text: str) -> float:
    """How much a text looks like Cyrillic; higher is better.

    Common letters raise the fit. Rare letters, capitals within words and odd characters lower the fit.
    """
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
    """The number of non-ASCII characters that stand well (`_stands_well`), minus the number of the others."""
    padded = f" {text} "
    return sum(
        1 if _stands_well(padded[at - 1], sign, padded[at + 1]) else -1
        for at, sign in enumerate(padded)
        if not sign.isascii()
    )


def _stands_well(before: str, sign: str, after: str) -> bool:
    """Whether a non-ASCII character has neighbours that it can have in a European language."""
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
