"""What one capture says, once parsed: the values every later part works with.

All of them are frozen: a capture is a record of what a page said on a day.
"""

from datetime import date
from enum import StrEnum
from typing import NamedTuple

DOUBTFUL = 0.8
"""The confidence below which a headline is doubtful.

Two in five of those are none, and of the others one in a hundred (docs/headlines.md).
"""


CONTINUE = "Continue reading"
"""The block that the old site set below a text it cut short (FORMAT.md: Articles)."""


class Kind(StrEnum):
    """What a block of an article is. The headline is not a block: it names the article."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    CAPTION = "caption"
    QUESTION = "question"
    LIST = "list"
    FURNITURE = "furniture"
    OTHER = "other"


NO_TEXT = frozenset({Kind.FURNITURE, Kind.OTHER})
"""Kinds of block that are no text of an article: kept, but neither counted, nor searched, nor compared."""


class Block(NamedTuple):
    """One block of an article.

    Attributes:
        kind: what it is. ``FURNITURE`` is a line of the page that belongs to no article (a menu, a share
            line); ``OTHER`` is markup, such as the closing half of a shortcode.
        text: its words as captured, safe to show, without surrounding blank space. A list with an intro
            line has the intro here; a list without one has "".
        items: the items of a list, without their bullets; empty for every other kind.
    """

    kind: Kind
    text: str
    items: tuple[str, ...] = ()


class Rate(NamedTuple):
    """One exchange rate as captured: never rounded, never re-signed (FORMAT.md: Rates).

    Attributes:
        pair: the two currencies, such as ``KGS/USD``.
        value: the figure as written, trailing zeros included, such as ``0.00200``.
        change: the percentage as written; ``-0%`` (a fall too small to show) is not ``0%``.
    """

    pair: str
    value: str
    change: str


class Listing(NamedTuple):
    """The paging line of a tag or category page (FORMAT.md: Paging line). ``total`` can be missing."""

    first: int
    last: int
    total: int | None


class Problem(NamedTuple):
    """Something of the capture that was not understood: where (line, from 1) and what, in one line."""

    line: int
    what: str


_TITLE_WORDS = 9


class Copy(NamedTuple):
    """One capture's text of one article.

    Attributes:
        headline: as captured; "" where the page gives none (`title`).
        blocks: the body in page order.
        excerpt: whether the page itself cut the text short.
        confidence: how sure it is that ``headline`` is a headline, 0.0 to 1.0.
        line: the line of the file that the headline stands on, from 1.
        byline: who wrote it, as the page names them; "" where the page names nobody.
        published: the day that the page gives the article, None where it gives none. It is not the day of
            the capture.
        address: where the article stood, as a web address; "" where that is not known.
    """

    headline: str
    blocks: tuple[Block, ...]
    excerpt: bool
    confidence: float
    line: int
    byline: str = ""
    published: date | None = None
    address: str = ""

    @property
    def doubtful(self) -> bool:
        """Whether the headline may be none."""
        return self.confidence < DOUBTFUL

    @property
    def title(self) -> str:
        """What the article is shown under: its headline, or the first words of a text that has none."""
        if self.headline:
            return self.headline
        texts = (
            text for block in self.blocks if block.kind not in NO_TEXT for text in (block.text, *block.items)
        )
        words = next((text.split(None, _TITLE_WORDS) for text in texts if text.strip()), [])
        return f"{' '.join(words[:_TITLE_WORDS])} …" if len(words) > _TITLE_WORDS else " ".join(words)


class Capture(NamedTuple):
    """One saved page, parsed.

    Attributes:
        path: where it was read from, as given.
        date: the day of the capture, None where the page tells none.
        rates: in page order, each pair once; empty where the page shows none.
        listing: the paging line, None where there is none.
        preamble: the other lines before the first headline.
        copies: the articles of the page, top to bottom.
        problems: what was not understood.
        confidence: how sure it is that the page as a whole was read right, 0.0 to 1.0.
        dated_by: what gave the date where the page itself did not, such as ``WARC-Date``; "" where the page
            did, or where there is no date.
        form: what the file was, such as ``HTML``; "" for plain text.
        page: its number in its file, from 1; 0 for the only one.
        by_markup: whether the markup of the page told its blocks, and not the form of its lines.
        saved: when the file says that the page was saved, and what says so, in words.
        left_out: what of the file is no page, in words; told with the last of its pages.
    """

    path: str
    date: date | None
    rates: tuple[Rate, ...]
    listing: Listing | None
    preamble: tuple[str, ...]
    copies: tuple[Copy, ...]
    problems: tuple[Problem, ...] = ()
    confidence: float = 1.0
    dated_by: str = ""
    form: str = ""
    page: int = 0
    by_markup: bool = False
    saved: str = ""
    left_out: tuple[str, ...] = ()

    @property
    def doubtful(self) -> bool:
        """Whether the page as a whole may have been read wrong."""
        return self.confidence < DOUBTFUL


class Correction(NamedTuple):
    """The reader's own word about a line: that it is a headline, or that it is none.

    The line is known by what it says and what the text below it begins with, so the correction holds for
    every copy of the text, whatever file it stands in.

    Attributes:
        line: the line, folded.
        lead: the beginning of the text below, folded (`capture.lead_of`).
        headline: whether it is a headline.
    """

    line: str
    lead: str
    headline: bool
