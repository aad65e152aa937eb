"""Bytes to safe text, and folding for comparison.

Everything careader shows or compares goes through here once: ``decode`` makes the text of a capture safe for
a terminal, ``fold`` makes two spellings of one headline equal.
"""

import codecs
import re
import unicodedata
from typing import NamedTuple

from careader.errors import CaptureError

_BIDI = "\u202a-\u202e\u2066-\u2069"
_UNSAFE = re.compile(f"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029{_BIDI}]")
_SAFE: dict[int, str] = {
    **{code: chr(0x2400 + code) for code in range(0x20)},
    **dict.fromkeys((*range(0x80, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A)), "\ufffd"),
    0x7F: "\u2421",
    # Blank to str.split() as well: a mark in their place would join two words into one.
    **dict.fromkeys((0x09, 0x1C, 0x1D, 0x1E, 0x1F), " "),
    **dict.fromkeys((0x0A, 0x0B, 0x0C, 0x85, 0x2028, 0x2029), "\n"),
}
_ORDINARY = bytes([*b"\t\n\r", *range(0x20, 0x7F)])
_CONTROLS = bytes(code for code in (*range(0x20), 0x7F) if code not in b"\t\n\v\f\r\x1b")


def _windows_1252(error: UnicodeError) -> tuple[str, int]:
    """Decode one byte that is not UTF-8 as Windows-1252; an undefined byte becomes U+FFFD.

    Returns:
        The character, and the place of the next byte, as `codecs.register_error` asks.
    """
    if not isinstance(error, UnicodeDecodeError):
        raise error
    byte = error.object[error.start : error.start + 1]
    return byte.decode("cp1252", "replace"), error.start + 1


_OTHERWISE = "careader-windows-1252"
codecs.register_error(_OTHERWISE, _windows_1252)


class Decoded(NamedTuple):
    """A decoded text.

    Attributes:
        text: the text, safe to show.
        note: in one line, the guess about the encoding; "" where nothing was guessed.
    """

    text: str
    note: str = ""


def decode(data: bytes) -> str:
    """Turn the bytes of a file into text that is safe to show, as `decoded` does, without the note."""
    return decoded(data).text


def decoded(data: bytes) -> Decoded:
    """Turn the bytes of a file into text that is safe to show, and note what was guessed.

    UTF-8 is read with or without a byte order mark; UTF-16 with a mark, or by a guess. In a text that is
    mostly UTF-8, each byte that is not UTF-8 is read as Windows-1252. Other bytes are read in the encoding
    that fits best (`encodings`). Every line end becomes a newline. A control character, and a character that
    turns the direction of writing, becomes a visible character, so that none reaches a terminal. Control
    characters that count as blank become blanks, so that the number of words stays the same. Tabs and
    non-breaking spaces stay.

    Raises:
        CaptureError: the bytes are not text. The message names no file: the caller knows it.
    """
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return Decoded(_utf16(data, "utf-16"))
    if data.count(0) * 50 > len(data):
        from careader.encodings import utf16_without_mark  # imported here: hardly any file needs it

        if codec := utf16_without_mark(data):
            return Decoded(_utf16(data, codec), "no byte order mark: read as UTF-16, a guess")
    rest = data.translate(None, _ORDINARY)  # few bytes of most pages: the checks below read only these
    controls = len(rest) - len(rest.translate(None, _CONTROLS))
    if rest.count(0) * 1000 > len(data) or controls > len(data) // 20 + 1:
        raise CaptureError("not text")
    data, rest = data.removeprefix(codecs.BOM_UTF8), rest.removeprefix(codecs.BOM_UTF8)
    try:
        text, odd = data.decode("utf-8"), rest.decode("utf-8")
    except UnicodeDecodeError:
        return _guessed(data, rest)
    text, note = _lines(text), ""
    if any(sign in odd for sign in _MISREAD):
        from careader.encodings import mended

        if (anew := mended(odd)) != odd:
            text, odd = mended(text), anew
            note = "UTF-8 that was read as Windows-1252: read anew, a guess"
    return Decoded(text if odd.replace("\u00a0", "").isprintable() else safe(text), note)


_MISREAD = ("â€", "Ã", "Â", "Ð", "Ñ", "Ò")
"""The beginnings of UTF-8 characters that were read as Windows-1252."""

_FEW_STRAYS = 3  # up to so many bytes that are not UTF-8 are not noted


def _guessed(data: bytes, rest: bytes) -> Decoded:
    """Decode bytes that are not UTF-8, or only partly UTF-8, and note the guess.

    Args:
        data: the bytes.
        rest: the bytes of ``data`` without printable ASCII, tabs and line ends.
    """
    from careader.encodings import guess

    high, valid = (
        each.translate(None, bytes(range(0x80))) for each in (rest, rest.decode("utf-8", "ignore").encode())
    )
    strays = len(high) - len(valid)
    codec, name = ("cp1252", "Windows-1252") if strays < len(valid) else guess(data)
    few = strays <= _FEW_STRAYS and strays < len(valid)
    note = "" if few else f"not UTF-8: read as {name}, a guess"
    text = data.decode("utf-8", _OTHERWISE) if codec == "cp1252" else data.decode(codec, "replace")
    return Decoded(safe(_lines(text)), note)


def _utf16(data: bytes, codec: str) -> str:
    text = data.decode(codec, "replace")
    if "\0" in text:
        raise CaptureError("not text")
    return safe(_lines(text))


_ENTITY = r"&(?:#\d{2,7};|#\d{3,7}(?!\d)|#[xX][0-9a-fA-F]{2,6};|[a-zA-Z][a-zA-Z0-9]{1,31};)"


def read_entities(text: str) -> str:
    """Replace the HTML entities that a program left in a text: ``&#8217;`` becomes ``’``, ``&amp;`` ``&``.

    An entity that was escaped twice (``&amp;#8217;``) is replaced as well. An entity that HTML does not know,
    or whose character is not `safe`, stays as written. The entity of a line end becomes a blank.
    """
    if "&" not in text or not re.search(_ENTITY, text):
        return text
    once = re.sub(_ENTITY, _entity, text)
    return re.sub(_ENTITY, _entity, once) if "&amp;" in text else once


def first_entity(text: str) -> str:
    """The first HTML entity that `read_entities` would replace in a text; "" where there is none."""
    if "&" not in text:
        return ""
    return next((match[0] for match in re.finditer(_ENTITY, text) if _entity(match) != match[0]), "")


def _entity(match: re.Match[str]) -> str:
    from html import unescape  # imported here: hardly any page has entities

    sign = unescape(match[0]).replace("\n", " ").replace("\t", " ").replace("\r", " ")
    refused = sign in ("", match[0]) or "\ufffd" in sign or safe(sign) != sign
    return match[0] if refused else sign


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def safe(text: str) -> str:
    """Replace the characters that would control a terminal with visible characters, as `decode` does.

    For text that is not from a capture, such as file names and error messages. Newlines stay: a caller that
    needs one line joins the lines.
    """
    # Nearly every text is printable, and asking that is quicker than searching.
    plain = text.replace("\n", " ").replace("\t", " ").replace("\u00a0", " ")
    if plain.isprintable() or not _UNSAFE.search(text):
        return text
    return _UNSAFE.sub(lambda match: _SAFE[ord(match[0])], text)


# Characters that NFKD and casefold do not make equal: quotes, dashes, letters without decomposition.
_ALIKE = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛′ʻʼʹ`´", "'"),
        **dict.fromkeys("“”„‟″«»", '"'),
        **dict.fromkeys("‐‑‒–—―−﹘－", "-"),
        **dict.fromkeys("ıɪ", "i"),
        **dict.fromkeys("đð", "d"),
        **dict.fromkeys("əǝ", "e"),
        "ł": "l",
        "ø": "o",
        "ħ": "h",
        "ŋ": "n",
        "ƶ": "z",
        "æ": "ae",
        "œ": "oe",
        "þ": "th",
        **dict.fromkeys("ғґҕ", "г"),
        **dict.fromkeys("қҡҝ", "к"),
        **dict.fromkeys("ңҥ", "н"),
        **dict.fromkeys("үұ", "у"),
        **dict.fromkeys("ҳһ", "х"),
        **dict.fromkeys("ҷҹ", "ч"),
        "ө": "о",
        "ә": "а",
        "і": "и",
    }
)
DROPPED = (
    "\u00ad\u061c\u180e\u200b-\u200f\u2060-\u2064\ufe00-\ufe0f\ufeff"  # invisible hyphens and joiners
    "\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20f0\ufe20-\ufe2f"  # accents
)
"""The characters that `fold` drops, for a set in a regular expression; none of them ends a word."""
_MARKS = re.compile(f"[{DROPPED}]+")


def fold(text: str) -> str:
    """Fold a text for comparison and search: spellings that a reader would call the same become equal.

    Letters become small. Diacritics, soft hyphens and characters without width are dropped. Quotes become
    straight, and every dash (``--`` too) becomes ``-``. Blanks at the ends are dropped, and each other run of
    blanks becomes one space. A letter that Unicode does not decompose becomes the nearest plain letter
    (``Çalık`` → ``calik``, ``Ғ`` → ``г``). Folding a folded text changes nothing.
    """
    if text.isascii():
        text = text.lower().replace("`", "'")
    else:
        text = _MARKS.sub("", unicodedata.normalize("NFKD", text.translate(_ALIKE)))
        text = _MARKS.sub("", unicodedata.normalize("NFKD", text.casefold())).translate(_ALIKE)
    if "--" in text:
        text = re.sub("-{2,}", "-", text)
    return " ".join(text.split())


_CYRILLIC = str.maketrans(
    dict(zip("абвгдезиклмнопрстуфыэє", "abvgdeziklmnoprstufyee", strict=True))
    | {"ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ь": ""}
    | {"ю": "yu", "я": "ya", "җ": "zh"}
)


def transliterate(text: str) -> str:
    """Replace the Cyrillic letters of a folded text with Latin letters; every other letter stays.

    `fold` has already replaced the letters of Kazakh, Kyrgyz, Tajik and Uzbek with letters of Russian.
    """
    return text if text.isascii() else text.translate(_CYRILLIC)


def plain_words(text: str) -> list[str]:
    """The words of a text in the form in which they are searched, in order.

    A word is a run of letters and digits of the folded text; Cyrillic becomes Latin. Every other character
    ends a word: ``Kazakhstan’s`` is ``kazakhstan`` and ``s``, ``U.S.`` is ``u`` and ``s``. Who changes this
    rule must raise the version of the index.
    """
    text = tokenizable(text)
    if text.isascii():
        return text.lower().encode().translate(BLANKS).decode().split()
    return _RUNS.findall(" ".join([part.lower() if part.isascii() else part for part in text.split()]))


def tokenizable(text: str) -> str:
    """Rewrite a text so that SQLite's tokenizer ``ascii`` splits it into its `plain_words`, except for case.

    The tokenizer splits ASCII as `plain_words` does, but takes every other character for a letter. So each
    word that is not ASCII is folded and written in Latin letters, and dashes and quotes become blanks.
    """
    text = part_words(text)
    if text.isascii():
        return text
    return " ".join(
        [
            part if part.isascii() else " ".join(_RUNS.findall(transliterate(fold(part))))
            for part in text.split()
        ]
    )


def part_words(text: str) -> str:
    """Replace dashes and quotes by blanks. Most texts become ASCII; every other character stays in place."""
    if not text.isascii():
        for sign in _PARTING:
            text = text.replace(sign, " ")
    return text


PART_END = "¶"
"""A word that marks the end of each block and list item in a searched text, so that no phrase crosses it."""

LINE_END = "\0"
"""A character between lines that are looked through as one text. No text of a capture has it (`safe`). It is
not blank, so no figure and no sentence crosses it."""

_PARTING = "’‘“”–—…•\u00a0"  # most texts are ASCII without these, and replacing is quicker than folding
BLANKS = bytes(code if chr(code).isalnum() else 32 for code in range(256))
"""For `bytes.translate`: turns each character of an ASCII text that is no letter or digit into a blank. Bytes
are translated ten times as fast as text."""

_RUNS = re.compile(r"[^\W_]+")
