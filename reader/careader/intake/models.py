"""What a file holds: its pages, and of a page with markup its parts. All of them are plain values."""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple


class Form(StrEnum):
    """What a part of a page is, as its markup says."""

    TITLE = "title"
    """A heading, or a line bold from end to end: it may be a headline."""
    PARAGRAPH = "paragraph"
    ITEM = "item"
    CAPTION = "caption"
    FURNITURE = "furniture"


class Part(NamedTuple):
    """One block of a page with markup.

    Attributes:
        form: what it is.
        text: its words, safe to show, on one line.
        signs: of a title, what the markup says for and against a headline: names of
            ``careader.capture.markup.SIGNS``.
        byline: of a title, who wrote the article that it may head; "" where the page names nobody.
        published: of a title, the day that the page gives the article.
        address: of a title, where the article stands, as a web address; "" where that is not known.
    """

    form: Form
    text: str
    signs: tuple[str, ...] = ()
    byline: str = ""
    published: date | None = None
    address: str = ""


class Markup(NamedTuple):
    """A page with markup, taken apart.

    Attributes:
        head: its exchange rates, date and paging line, as lines in the form of FORMAT.md, wherever on the
            page they stood.
        parts: its blocks, in page order.
    """

    head: tuple[str, ...]
    parts: tuple[Part, ...]


class Page(NamedTuple):
    """One saved page.

    Attributes:
        content: what it says: plain text, safe to show, or its parts where it has markup.
        form: what the file was, such as ``HTML``; "" for plain text.
        saved: when it was saved; None where nothing tells.
        saved_by: what tells that, such as ``WARC-Date``; "" for nothing.
        address: where it stood, as a web address; "" where that is not known.
        notes: what of the page was guessed, such as its encoding, a line each.
        page: its number in its file, from 1; 0 for the only one.
        left_out: what of the file is no page, in words; told with the last of its pages.
    """

    content: "str | Markup"
    form: str = ""
    saved: datetime | None = None
    saved_by: str = ""
    address: str = ""
    notes: tuple[str, ...] = ()
    page: int = 0
    left_out: tuple[str, ...] = ()


FILE_TIME = "the time of the file"
"""`Page.saved_by` where nothing in the file tells: a guess."""


class LeftOut(NamedTuple):
    """Something in a file that is no page, or could not be read: what, and how many of the kind.

    Attributes:
        what: in words, such as ``picture``.
        problem: whether it may have been a page.
    """

    what: str
    problem: bool = False


class Record(NamedTuple):
    """What a WARC holds of a page, before it is read.

    Attributes:
        data: the response, or the page itself.
        head: the fields at the head of the record, by their names in small letters.
        kind: of the record, such as ``response``.
    """

    data: bytes
    head: dict[str, str]
    kind: str


Take = Callable[[Iterator[Record | LeftOut]], Iterator[Page | LeftOut]]
"""Reads the pages of records, in their order, and hands on what is left out."""
