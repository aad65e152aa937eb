"""One page of HTML, from its bytes: what several kinds of file hold."""

import re
from html import escape

from careader.errors import CaptureError
from careader.intake.bounds import LARGEST_PAGE, too_large
from careader.intake.html.decoding import decode_html
from careader.intake.models import Page

_PICTURE = re.compile(rb"data:[\w/+.-]{3,60}(?:;[\w=-]{1,40}){0,5};base64,[A-Za-z0-9+/=%\s]{200,}")
LARGEST_MARKUP = 6 * 1024 * 1024
"""Bytes of a page without the pictures inside."""

MOST_TAGS = 120_000
"""Tags of a page, opening and closing."""

_LONG_TAG = re.compile(rb"<([A-Za-z][\w-]{0,40})[^<>]{4000,}>")
"""A tag with so many attributes, or so long ones, that a parser takes its time."""


_CLOSED_AT_ONCE = re.compile(
    r"<((?!(?:area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr)\b)[A-Za-z][\w-]{0,40})"
    r"((?:\s[^<>]{0,2000})?)/>"
)


def _as_html(markup: str) -> str:
    """XHTML as a parser of HTML reads it right: an element closed at once would hold all that follows."""
    parts: list[str] = []
    at = 0
    while (begin := markup.find("<![CDATA[", at)) >= 0 and (end := markup.find("]]>", begin)) >= 0:
        parts += [markup[at:begin], escape(markup[begin + 9 : end], quote=False)]
        at = end + 3
    return _CLOSED_AT_ONCE.sub(r"<\1\2></\1>", "".join([*parts, markup[at:]]))


def html_page(data: bytes, charset: str = "", address: str = "") -> Page:
    """A page of HTML.

    Args:
        data: the page.
        charset: what the header of the response or of the mail says; "" for nothing.
        address: where it stood, as far as the file around it tells.

    Raises:
        CaptureError: it is too large, or no text is in it.
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
    if "\0" in markup:  # a parser takes it for a letter, and a tag with it for another tag
        markup = markup.replace("\0", "")
        notes.append("NUL bytes in it: left out")
    if markup[:200].lstrip().startswith("<?xml"):
        markup = _as_html(markup)
    address = address if address.startswith(("http://", "https://")) else ""
    read = read_html(markup, address)
    told = read.told
    form = "SingleFile" if told.saved_by else "HTML"
    return Page(read.markup, form, told.saved, told.saved_by, told.address, tuple(notes))
