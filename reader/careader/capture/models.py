"""The immutable values of a parsed capture, which all later parts use."""

from datetime import date
from enum import StrEnum
from typing import NamedTuple

DOUBTFUL = 0.8
"""The confidence below which a headline or a page is doubtful.

Two in five doubtful headlines are wrong, and one in a hundred other headlines (docs/headlines.md).
"""


CONTINUE = "Continue reading"
"""The text of the block that the old site put below an excerpt (FORMAT.md: Articles)."""


class Kind(StrEnum):
    """The kind of a block of an article. A headline is not a block."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    CAPTION = "caption"
    QUESTION = "question"
    LIST = "list"
    FURNITURE = "furniture"
    OTHER = "other"


PARAGRAPH, HEADING, CAPTION, QUESTION, LIST, FURNITURE, OTHER = Kind
"""The kinds by names of their own, for loops over all blocks: Python 3.11 finds ``Kind.LIST`` by a function,
which takes ten times as long."""

NO_TEXT = (Kind.FURNITURE, Kind.OTHER)  # a set would call the hash of the kind, which is slow
"""The kinds of blocks that are not text of the article. Such blocks are kept, but not counted or compared."""


class Block(NamedTuple):
    """One block of an article.

    Attributes:
        kind: its kind. ``FURNITURE`` is a line that belongs to no article (a menu, a share line). ``OTHER``
            is markup, such as the closing tag of a shortcode.
        text: its words as captured, safe to show, without surrounding blank space; the introduction of a
            list, "" for a list without introduction.
        items: the items of a list, without bullets; empty for every other kind.
    """

    kind: Kind
    text: str
    items: tuple[str, ...] = ()


class Rate(NamedTuple):
    """An exchange rate as captured: never rounded, with its sign unchanged (FORMAT.md: Rates).

    Attributes:
        pair: the two currencies, such as ``KGS/USD``.
        value: the figure as written, with trailing zeros, such as ``0.00200``.
        change: the percentage as written. ``-0%`` (a fall too small to show) is not ``0%``.
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
    """A part of a capture that was not understood: the number of its line, from 1, and a description."""

    line: int
    what: str


_TITLE_WORDS = 9


class Copy(NamedTuple):
    """The text of an article on one capture.

    Attributes:
        headline: the headline as captured; "" for a text without headline (see `title`).
        blocks: the body in page order.
        excerpt: whether the page itself cut the text short.
        confidence: how sure careader is that ``headline`` is a headline, 0.0 to 1.0.
        line: the number of the headline's line in the file, from 1.
        byline: the author as the page writes the name; "" where the page names nobody.
        published: the published day that the page gives, not the day of the capture; None for none.
        address: the web address of the article; "" for none.
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
        """The headline; for a text without headline, its first words."""
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
        rates: the rates in page order, each pair once.
        listing: the paging line; None for none.
        preamble: the other lines before the first headline.
        copies: the articles of the page, from top to bottom.
        problems: the parts that were not understood.
        confidence: how sure careader is that the whole page was read right, 0.0 to 1.0.
        dated_by: the source of the date, such as ``WARC-Date``; "" where the page itself gives the date.
        form: the form of the file, such as ``HTML``; "" for plain text.
        page: the number of the page in its file, from 1; 0 in a file with one page.
        by_markup: whether markup gave the blocks, not the form of lines.
        saved: the moment when the page was saved, and the source of this moment, in words; "" where not
            known.
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
        """Whether the whole page may have been read wrong."""
        return self.confidence < DOUBTFUL

    @property
    def has_doubts(self) -> bool:
        """Whether the page as a whole, or a headline of the page, is doubtful."""
        return self.doubtful or any(copy.doubtful for copy in self.copies)


class Correction(NamedTuple):
    """The reader's statement that a line is a headline, or that it is not.

    The words of the line and the beginning of the text below identify the line. So the correction holds for
    every copy of the text, in any file.

    Attributes:
        line: the folded line.
        lead: the folded beginning of the text below the line (`capture.lead_of`).
        headline: whether the line is a headline.
    """

    line: str
    lead: str
    headline: bool
