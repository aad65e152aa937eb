"""The values of a parsed capture, with which all later parts work. All are immutable."""

from datetime import date
from enum import StrEnum
from typing import NamedTuple

DOUBTFUL = 0.8
"""A headline with a lower confidence is doubtful.

Of doubtful headlines two in five are wrong, of other headlines one in a hundred (docs/headlines.md).
"""


CONTINUE = "Continue reading"
"""The block that the old site put below a text that it cut short (FORMAT.md: Articles)."""


class Kind(StrEnum):
    """The kind of a block of an article. A headline is not a block."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    CAPTION = "caption"
    QUESTION = "question"
    LIST = "list"
    FURNITURE = "furniture"
    OTHER = "other"


NO_TEXT = frozenset({Kind.FURNITURE, Kind.OTHER})
"""The kinds of block that are not text of the article: kept, but not counted and not compared."""


class Block(NamedTuple):
    """One block of an article.

    Attributes:
        kind: its kind. ``FURNITURE`` is a line of the page that belongs to no article (a menu, a share line);
            ``OTHER`` is markup, such as the closing tag of a shortcode.
        text: its words as captured, safe to show, without surrounding blank space; the introduction of a
            list, "" where the list has none.
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
    """A part of a capture that was not understood: its line, from 1, and a description in one line."""

    line: int
    what: str


_TITLE_WORDS = 9


class Copy(NamedTuple):
    """One capture's text of one article.

    Attributes:
        headline: the headline as captured; "" where the text has none (`title`).
        blocks: the body in page order.
        excerpt: whether the page itself cut the text short.
        confidence: how sure careader is that ``headline`` is a headline, 0.0 to 1.0.
        line: the line of the headline in the file, from 1.
        byline: the author as the page names them; "" where the page names nobody.
        published: the day of publication that the page gives; None where it gives none. It is not the day of
            the capture.
        address: the web address of the article; "" where it is not known.
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
        """Whether careader is not sure that the headline is a headline."""
        return self.confidence < DOUBTFUL

    @property
    def title(self) -> str:
        """The headline to show: the headline, or the first words of a text without one."""
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
        path: the path of the file, as given.
        date: the day of the capture; None where it is not known.
        rates: the rates in page order, each pair once; empty where the page shows none.
        listing: the paging line, None where there is none.
        preamble: the other lines before the first headline.
        copies: the articles of the page, top to bottom.
        problems: the parts that were not understood.
        confidence: how sure careader is that the page as a whole was read right, 0.0 to 1.0.
        dated_by: the source of the date where it is not the page itself, such as ``WARC-Date``; else "".
        form: the form of the file, such as ``HTML``; "" for plain text.
        page: the number of the page in its file, from 1; 0 where the file has only one page.
        by_markup: whether the blocks were found by markup, and not by the form of lines.
        saved: when the page was saved according to the file, and the source of that, in words.
        left_out: the parts of the file that are not pages, in words; only in the last page of a file.
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
    """The reader's statement that a line is a headline, or that it is not.

    The line is identified by its words and by the beginning of the text below it. So the correction holds for
    every copy of the text, in whatever file.

    Attributes:
        line: the folded line.
        lead: the folded beginning of the text below (`capture.lead_of`).
        headline: whether the line is a headline.
    """

    line: str
    lead: str
    headline: bool
