"""Decoding HTML: by byte order mark, by the sender's header, by the page's declaration, else as UTF-8."""

import codecs
import re

from careader.text import decode

_DECLARED = re.compile(
    rb"<meta\b[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{1,40})|<\?xml\b[^>]{0,100}?encoding\s*=\s*[\"']([\w.:-]{1,40})",
    re.IGNORECASE,
)
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_AS_BROWSERS_DO = {
    "iso-8859-1": "cp1252",
    "latin-1": "cp1252",
    "latin1": "cp1252",
    "us-ascii": "utf-8",
    "ascii": "utf-8",
}
_NO_PAGES = frozenset(
    {"idna", "punycode", "undefined", "unicode_escape", "raw_unicode_escape", "utf_7", "mbcs"}
)
"""Codecs that no browser uses for pages. Some raise errors of other kinds."""

_SURE = 6  # the fewest continuation bytes that make UTF-8 certain

_LOOKED_AT = 4096  # bytes in which the declaration is to stand; browsers look at 1024


def decode_html(data: bytes, charset: str = "") -> tuple[str, str]:
    """Decode the bytes of a page.

    Args:
        data: the page.
        charset: the character set that the header of the response or of the mail names; "" for none.

    Returns:
        The text, and a note about a guess, in words; "" without a guess.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(name, "replace"), ""
    if data.count(0) * 50 > len(data):
        from careader.encodings import utf16_without_mark  # hardly any page needs it

        if codec := utf16_without_mark(data):
            return data.decode(codec, "replace"), "no byte order mark: read as UTF-16, a guess"
    declared = _DECLARED.search(data[:_LOOKED_AT])
    named = charset or ((declared[1] or declared[2]).decode("ascii") if declared else "")
    return _as_named(data, named) if named else _guess(data, "")


def _as_named(data: bytes, named: str) -> tuple[str, str]:
    found = _known(named)
    if found is None:
        return _guess(data, f"character set {named} is not known")
    if found != "utf-8" and _is_utf8(data):
        return data.decode("utf-8"), f"its bytes are UTF-8, and not {named} as it says"
    try:
        return data.decode(found), ""
    except UnicodeDecodeError:
        if found == "utf-8":
            return _guess(data, "bytes that are not UTF-8")
        return data.decode(found, "replace"), f"bytes that are not {named}"


def _is_utf8(data: bytes) -> bool:
    """Whether bytes are certainly UTF-8: text of another character set hardly ever looks like UTF-8."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return len(data) - len(text) >= _SURE


def _known(name: str) -> str | None:
    name = name.strip().lower()
    name = _AS_BROWSERS_DO.get(name, name)
    if name.startswith("utf-16"):  # a declaration that can be read as ASCII is not in UTF-16
        name = "utf-8"
    try:
        found = codecs.lookup(name)
    except LookupError:
        return None
    if found.name.replace("-", "_") in _NO_PAGES:
        return None
    return found.name if found._is_text_encoding else None  # noqa: SLF001 - the only way to ask


def _guess(data: bytes, why: str) -> tuple[str, str]:
    """Decode bytes as UTF-8, and bytes that are not UTF-8 as Windows-1252; returns text and note."""
    try:
        return data.decode("utf-8"), why and f"{why}: read as UTF-8"
    except UnicodeDecodeError:
        cause = why or "no character set is named"
        return decode(data.replace(b"\0", b"")), f"{cause}: read as UTF-8, else Windows-1252"
