"""The values that reading a file gives: its pages, and the parts of a page with markup."""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple


class Form(StrEnum):
    """The form of a part of a page, by its markup."""

    TITLE = "title"
    """A heading, or a line that is bold as a whole: it may be a headline."""
    PARAGRAPH = "paragraph"
    ITEM = "item"
    CAPTION = "caption"
    FURNITURE = "furniture"


class Part(NamedTuple):
    """A block of a page with markup.

    Attributes:
        form: its form.
        text: its words, safe to show, on one line.
        signs: for a title, the signs for and against a headline: names in ``careader.capture.markup.SIGNS``.
        byline: for a title, the author of its article; "" where the page names nobody.
        published: for a title, the published day of its article; None where the page gives none.
        address: for a title, the web address of its article; "" where the page gives none.
    """

    form: Form
    text: str
    signs: tuple[str, ...] = ()
    byline: str = ""
    published: date | None = None
    address: str = ""


class Markup(NamedTuple):
    """The content of a page with markup.

    Attributes:
        head: its exchange rates, date and paging line, from anywhere on the page, as lines in the form of
            FORMAT.md.
        parts: its blocks, in page order.
    """

    head: tuple[str, ...]
    parts: tuple[Part, ...]


class Page(NamedTuple):
    """One saved page.

    Attributes:
        content: its content: plain text, safe to show, or its markup.
        form: the form of its file, such as ``HTML``; "" for plain text.
        saved: the moment when it was saved; None where not known.
        saved_by: the source of this moment, such as ``WARC-Date``; "" for none.
        address: its web address; "" where not known.
        notes: a line for each guess, such as the encoding.
        page: its number in its file, from 1; 0 for the only page.
        left_out: the parts of the file that are not pages, in words; only in the last page of a file.
    """

    content: "str | Markup"
    form: str = ""
    saved: datetime | None = None
    saved_by: str = ""
    address: str = ""
    notes: tuple[str, ...] = ()
    page: int = 0
    left_out: tuple[str, ...] = ()


WITHOUT_LEVELS = frozenset({"reStructuredText", "man"})
"""The forms in which a program may have given headlines and section headings the same level. A page whose
headings have one level is plain text (`Page.content`): its words tell which headings are headlines."""

FILE_TIME = "the time of the file"
"""`Page.saved_by` where nothing in the file tells the moment, so that the time of the file is a guess."""


class LeftOut(NamedTuple):
    """A part of a file that is not a page, or that could not be read.

    Attributes:
        what: the part in words, such as ``picture``.
        problem: whether the part may have been a page.
    """

    what: str
    problem: bool = False


class Record(NamedTuple):
    """A record of a WARC that may be a page, before it is read.

    Attributes:
        data: the response with its header fields, or the page alone.
        head: the header fields of the record, by their names in small letters.
        kind: the kind of the record, such as ``response``.
    """

    data: bytes
    head: dict[str, str]
    kind: str


Take = Callable[[Iterator[Record | LeftOut]], Iterator[Page | LeftOut]]
"""A function that reads the pages of records, in order, and passes on each `LeftOut`."""
