"""Finding the kind of a file by its content, not by its name."""

import os
import re
import zlib
from contextlib import suppress
from functools import cache

_SIGNS: tuple[tuple[bytes, str], ...] = (
    (b"\x1f\x8b", "gzip"),
    (b"WARC/", "WARC"),
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"bplist00", "webarchive"),
    (b"%PDF", "PDF"),
    (b"{\\rtf", "RTF"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Office"),
    (b"\x89PNG", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF8", "picture"),
    (b"fLaC", "picture"),
    (b"\x1aE\xdf\xa3", "picture"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"Rar!", "RAR"),
    (b"BZh", "bzip2"),
    (b"\xfd7zXZ", "xz"),
    (b"\x28\xb5\x2f\xfd", "zstd"),
    (b"SQLite format 3", "SQLite"),
    (b"\x7fELF", "program"),
    (b"ITSF", "CHM"),
)
# Patterns as texts: `re` compiles them at their first use and keeps them. Most files need few of them.
_MARKUP = (
    rb"(?i)<(?:!doctype\s+html|html|head|body|title|article|main|section|div|p|h[1-6]|table|meta|link|span|ul|ol|a|img|"
    rb"figure|center|font|header)\b"
)
_ROOT = rb"<(?!\?|!)([A-Za-z][\w:.-]*)"
_FEEDS = {b"rss", b"feed", b"rdf:rdf"}
_HEADER = rb"[A-Za-z][A-Za-z0-9-]{1,60}:[ \t]?[^\n]*$"
_MAIL_FIELDS = {
    *(b"from", b"mime-version", b"content-type", b"subject", b"received", b"return-path", b"message-id"),
    *(b"delivered-to", b"date", b"to", b"snapshot-content-location", b"content-transfer-encoding"),
}
_CLOSED = rb"(?i)</(?:p|div|h[1-6]|li|a|span|article)>"
_HEADING = rb"(?m)^ {0,3}#{1,6} +\S"
_ATX = rb"(?m)^[ >]{0,12}#{1,6} +\S"
_TEXT_TAGS = rb"(?i)</(?:p|h[1-6]|body)>"
_LINK = rb"!?\[[^\]\n]{0,300}\]\((?:https?://|/)[^)\s]{1,800}\)"
_FRONT = rb"\s*---[ \t]*\r?\n(?:[\w-]+:.*\r?\n)"
_LOOKED_AT = 65536
_OF_UTF16 = 0.8  # the least share of zeros among every second byte of a text in UTF-16

_DIALECTS: tuple[tuple[str, bytes, bytes, int], ...] = (
    ("reStructuredText", b"`__", rb"`[^`<>]{1,500}\s<[^`<>]{0,800}>`__?", 2),
    ("reStructuredText", b"::", rb"(?m)^[ \t]*\.\. (?:container|rubric|image|figure|raw|class)::", 2),
    ("Org", b"][", rb"\[\[[^\[\]]{0,800}\]\[[^\[\]]{1,500}\]\]", 2),
    ("Org", b":PROPERTIES:", rb"(?m)^[ \t]*:PROPERTIES:", 1),
    ("wiki", b"=\n", rb"(?m)^[ \t]{0,3}(={1,6})[ \t]*[^\s=][^\n]{0,500}?=[ \t]*\r?$", 2),
    ("wiki", b"]]", rb"(?:\{\{id name=|\[\[[^\[\]|>]{0,800}(?:\||>>)[^\[\]]{0,500}\]\])", 2),
    ("Textile", b"\nh", rb"(?m)^h[1-6](?:\([^()\n]{0,300}\))?\. \S", 2),
    ("Textile", b'":', rb'"[^"\n]{1,300}":(?:https?://|[/#])', 3),
    ("Textile", b"|", rb"\[[^\[\]|\n]{1,300}\|(?:https?://|[/#])[^\[\]\n]{0,800}\]", 3),
    ("AsciiDoc", b"k:", rb"link:[^\s\[\]]{0,800}\[", 2),
    ("AsciiDoc", b"#link(", rb"#link\([^()\n]{0,800}\)\[", 2),
    ("AsciiDoc", b"\n=", rb"(?m)^={1,6} (?!\d+\.\d)[^=\n]{2,500}$", 2),
    ("man", b"\n.", rb"(?m)^\.(?:PP|SH|SS|IP|TP|LP)\b", 3),
)
"""The lightweight markup of wikis and converters: the dialect, a sign that nearly all other pages lack, a
pattern, and the fewest matches."""
_IN_NO_SIGN = bytes(code for code in range(256) if code not in b'`_:[]=\n"|#(.hk')
"""The bytes that `_dialect_of` leaves out of a text and of the signs, before it looks for the signs."""
DIALECTS = frozenset({"DokuWiki", "MediaWiki", *(dialect for dialect, *_ in _DIALECTS)} - {"wiki"})
"""The dialects of lightweight markup, each of which is a kind of file."""
_NO_TAG = rb"<(?:<|/ |#|https?:|/\S+ )[^<>]{0,800}>"
_HEADED = rb"(?m)^(?:={1,6} ?[^\s=][^\n]{0,500}=|h[1-6](?:\([^()\n]{0,300}\))?\. \S[^\n]*)\r?$"
"""Matches a heading of a wiki or of Textile, on a page that begins with a tag of HTML."""
_EQUALS = rb"(?m)^[ \t]{0,3}(?:[-*+]\.?[ \t]+|<[^<>\n]{1,300}>)*(={1,6})[ \t]*[^\s=][^\n]{0,500}?="
"""Matches a heading of a wiki. In DokuWiki higher headings have more signs, in MediaWiki lower headings."""

REFUSED = {
    "PDF": "a PDF: save the page as HTML, or turn the PDF into text",
    "RTF": "a file of formatted text (RTF): save it as plain text or as HTML",
    "Office": "a file of an office program: save it as plain text or as HTML",
    "DOCX": "a file of a word processor: save it as plain text or as HTML",
    "EPUB": "a book (EPUB): save the page itself as HTML",
    "picture": "a picture: save the page as HTML",
    "7z": "a 7z archive: unpack it first",
    "RAR": "a RAR archive: unpack it first",
    "bzip2": "compressed by bzip2: unpack it first",
    "xz": "compressed by xz: unpack it first",
    "zstd": "compressed by zstd: unpack it first",
    "SQLite": "a database: export the pages as HTML",
    "program": "a program, no page",
    "CHM": "a help file (CHM): save the page as HTML",
    "XML": "XML that is no web page and no feed: save the page as HTML",
    "JSON": "JSON that holds no WordPress posts: save the page as HTML",
}
"""The kinds of files that careader refuses: what the file is, and what the reader can do instead."""


def kind_of(data: bytes) -> str:
    """The kind of a file by its beginning: a key of `REFUSED`, or a kind that `opening` reads.

    The kind of a text in lightweight markup is its dialect, one of `DIALECTS`. A file without signs of
    another kind is ``text``.
    """
    for sign, kind in _SIGNS:
        if data.startswith(sign):
            return kind
    if data[4:8] == b"ftyp" or (data.startswith((b"BM", b"RIFF", b"ID3", b"OggS")) and b"\0" in data[:32]):
        return "picture"
    beginning = data[:_LOOKED_AT]
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        beginning = beginning.replace(b"\0", b"")[2:]
    elif b"\0" in beginning and max(map(_zeros, (beginning[::2], beginning[1::2]))) > _OF_UTF16:
        beginning = beginning.replace(b"\0", b"")  # UTF-16 without a mark
    start = beginning.removeprefix(b"\xef\xbb\xbf").lstrip()
    if b"\0" in start and start.lstrip(b"\0").startswith(b"<"):  # UTF-16 without a mark, or damage
        start = start.replace(b"\0", b"")
    if start.startswith(b"<") and not re.match(_NO_TAG, start):
        return _of_markup(start)
    if start[:1] in (b"{", b"[") and start[:2] not in (b"[[", b"{{") and (kind := _of_json(start)):
        return kind
    return "mail" if _is_mail(start) else _of_text(start)


def _zeros(data: bytes) -> float:
    """The share of bytes that are zero."""
    return data.count(0) / max(len(data), 1)


def beginning_of(data: bytes) -> bytes:
    """The beginning of a file, which tells its kind: unpacked where gzip compressed it, if it is sound."""
    begin = data[:_LOOKED_AT]
    if begin.startswith(b"\x1f\x8b"):
        with suppress(zlib.error):
            return zlib.decompressobj(31).decompress(begin, _LOOKED_AT)
    return begin


def holds_page(path: str) -> bool:
    """Whether a file has saved pages, by its beginning. True for an unreadable file, which may have pages."""
    try:
        with open(path, "rb", opener=open_at_once) as file:
            beginning = file.read(_LOOKED_AT)
    except OSError:
        return True
    kind = kind_of(beginning_of(beginning))
    return kind not in REFUSED and not (kind == "text" and path.endswith((".json", ".xml")))


def open_at_once(path: str, flags: int) -> int:
    """Open a file without waiting: without O_NONBLOCK, opening a pipe without a writer waits for ever."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def _has(data: bytes, sign: bytes) -> bool:
    """Whether a text has a sign: `in`, but up to twenty times as fast where the first byte is rare."""
    return sign[:1] in data and _jumping_to(sign).search(data) is not None


@cache
def _jumping_to(sign: bytes) -> re.Pattern[bytes]:
    """A pattern for a sign. If only its first byte is fixed, Python jumps from one such byte to the next."""
    return re.compile(re.escape(sign[:1]) + b"(?=" + re.escape(sign[1:]) + b")")


def _dialect_of(beginning: bytes) -> str:
    """The dialect of a text in lightweight markup by its beginning; "" for any other text."""
    if b"\r" in beginning:
        beginning = beginning.replace(b"\r\n", b"\n")
    left = beginning.translate(None, _IN_NO_SIGN)  # a tenth of most texts, so it is fast to search
    for dialect, sign, form, fewest in _DIALECTS:
        if sign.translate(None, _IN_NO_SIGN) not in left or not _has(beginning, sign):
            continue
        if len(re.findall(form, beginning)) >= fewest:
            if dialect == "wiki":
                signs = list(map(len, re.findall(_EQUALS, beginning)))
                return "DokuWiki" if signs and signs[0] == max(signs) > min(signs) else "MediaWiki"
            return dialect
    return ""


def _of_text(start: bytes) -> str:
    if dialect := _dialect_of(start):
        return dialect
    if _is_markdown_with_tags(start):
        return "Markdown"
    if _has(start, b"</") and len(re.findall(_CLOSED, start)) >= 3:
        return "HTML"
    headings = re.findall(_HEADING, start) if b"#" in start else ()
    if re.match(_FRONT, start) or len(headings) > 1 or (headings and re.match(_HEADING, start)):
        return "Markdown"
    return "Markdown" if _has(start, b"](") and len(re.findall(_LINK, start)) > 2 else "text"


def _is_markdown_with_tags(start: bytes) -> bool:
    """Whether a text is Markdown in which a converter left HTML tags of boxes and tables."""
    if b"#" not in start and not _has(start, b"]("):
        return False
    signs = len(re.findall(_ATX, start)) + len(re.findall(_LINK, start))
    return signs > 2 and signs > 2 * len(re.findall(_TEXT_TAGS, start))


def _of_markup(start: bytes) -> str:
    roots = re.findall(_ROOT, start)[:1]
    root = roots[0].lower() if roots else b""
    if root in _FEEDS:
        return "feed"
    if root == b"plist":
        return "webarchive"
    if root != b"html" and (dialect := _of_tags(start)):
        return dialect
    if root == b"html" or re.search(_MARKUP, start[:8192]):
        return "HTML"
    if start.startswith(b"<?xml"):
        return "XML"
    return "HTML" if len(re.findall(_CLOSED, start)) >= 3 else "text"


def _of_tags(start: bytes) -> str:
    """The kind of lightweight markup in which a converter left HTML tags of boxes; "" for other text.

    The lists of a wiki have the signs of headings of Markdown, so wikis are told first.
    """
    headed = len(re.findall(_HEADED, start)) > 1
    return (_dialect_of(start) if headed else "") or ("Markdown" if _is_markdown_with_tags(start) else "")


def _of_json(start: bytes) -> str:
    if not re.match(rb"[\[{]\s*[\]{}\[\"]", start):
        return ""
    if b'"rendered"' in start or b'"content"' in start:
        return "WordPress"
    bare = start.strip() in (b"{}", b"[]")
    return "JSON" if bare or b'":' in start or b'" :' in start else ""


def _is_mail(start: bytes) -> bool:
    lines = start.split(b"\n", 40)[:40]
    if lines and lines[0].startswith(b"From ") and len(lines) > 1:
        lines = lines[1:]
    found: set[bytes] = set()
    for line in lines:
        bare = line.rstrip(b"\r")
        if not bare.strip():
            break
        if bare[:1] in b" \t":
            if not found:
                return False
            continue
        if not re.match(_HEADER, bare):
            return False
        found.add(bare.split(b":", 1)[0].lower())
    return len(found & _MAIL_FIELDS) >= 2
