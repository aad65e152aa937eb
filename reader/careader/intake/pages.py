"""Reading a page of HTML from its bytes, for all kinds of files that contain HTML."""

import re
from html import escape

from careader.errors import CaptureError
from careader.intake.bounds import LARGEST_PAGE, too_large
from careader.intake.html.decoding import decode_html
from careader.intake.models import Page

_PICTURE = re.compile(rb"data:[\w/+.-]{3,60}(?:;[\w=-]{1,40}){0,5};base64,[A-Za-z0-9+/=%\s]{200,}")
LARGEST_MARKUP = 6 * 1024 * 1024
"""The most bytes of a page without the pictures inside."""

MOST_TAGS = 120_000
"""The most tags of a page, opening and closing tags together."""

_LONG_TAG = re.compile(rb"<([A-Za-z][\w-]{0,40})[^<>]{4000,}>")
"""Matches a tag with many or long attributes, which a parser reads slowly."""


_CLOSED_AT_ONCE = re.compile(
    r"<((?!(?:area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr)\b)[A-Za-z][\w-]{0,40})"
    r"((?:\s[^<>]{0,2000})?)/>"
)


def _as_html(markup: str) -> str:
    """Turn XHTML into HTML: an HTML parser would leave elements open that XHTML closes at once (``<a/>``)."""
    parts: list[str] = []
    at = 0
    while (begin := markup.find("<![CDATA[", at)) >= 0 and (end := markup.find("]]>", begin)) >= 0:
        parts += [markup[at:begin], escape(markup[begin + 9 : end], quote=False)]
        at = end + 3
    return _CLOSED_AT_ONCE.sub(r"<\1\2></\1>", "".join([*parts, markup[at:]]))


def html_page(data: bytes, charset: str = "", address: str = "") -> Page:
    """Read a page of HTML.

    Args:
        data: the page.
        charset: the character set that the header of the response or the mail names; "" for none.
        address: the web address that the file around the page tells; "" for none.

    Raises:
        CaptureError: the page is too large, or has no text.
    """
    from careader.intake.html.page import read_html  # loads the parser, which no other kind of file needs

    if len(data) > LARGEST_PAGE:
        raise too_large("a page", LARGEST_PAGE)
    if b"base64," in data:
        data = _PICTURE.sub(b"", data)
    if len(data) > LARGEST_MARKUP:
        raise too_large("a page without its pictures", LARGEST_MARKUP)
    if data.count(b"<") > MOST_TAGS:
        raise CaptureError("a page with more elements than careader reads")
    data = _LONG_TAG.sub(rb"<\1>", data)
    markup, note = decode_html(data, charset)
    notes = [note] if note else []
    if "\0" in markup:  # a parser takes NUL for a letter, and does not recognise a tag with NUL
        markup = markup.replace("\0", "")
        notes.append("NUL bytes in it: left out")
    if markup[:200].lstrip().startswith("<?xml"):
        markup = _as_html(markup)
    address = address if address.startswith(("http://", "https://")) else ""
    read = read_html(markup, address)
    metadata = read.metadata
    form = "SingleFile" if metadata.saved_by else "HTML"
    return Page(read.markup, form, metadata.saved, metadata.saved_by, metadata.address, tuple(notes))
