"""What joining and splitting an article says of its lines: that a headline is none, or a heading is one."""

from datetime import date

from careader.capture import Copy, Correction, Kind, correction
from careader.corpus.articles import Article
from careader.errors import CareaderError
from careader.text import fold


def copy_above(article: Article, day: date | None) -> Copy | None:
    """The copy that stands right above the article: on that day's capture, else on any other.

    None where the article is the first of every page it stood on.
    """
    for appearance in (article.appearance_on(day), *article.appearances):
        if above := appearance.above:
            return above
    return None


def join(article: Article, day: date | None = None) -> tuple[Correction, Copy]:
    """Say that an article's headline is none: its text goes on with what stands above it.

    Args:
        article: whose headline it is.
        day: the date it is looked at under.

    Returns:
        The correction, and the copy that the text then belongs to.

    Raises:
        CareaderError: nothing stands above it.
    """
    above = copy_above(article, day)
    if above is None:
        raise CareaderError("no article stands above it on its page")
    copy = article.appearance_on(day).copy
    return correction(copy.headline, copy.blocks, headline=False), above


def headings(article: Article) -> list[int]:
    """The blocks that an article can be split at: its section headings."""
    return [number for number, block in enumerate(article.blocks) if block.kind is Kind.HEADING]


def heading_named(article: Article, text: str) -> int:
    """The section heading with a text, whatever its case, quotes and dashes.

    Raises:
        CareaderError: there is none.
    """
    for block in headings(article):
        if fold(article.blocks[block].text) == fold(text):
            return block
    raise CareaderError(f"{text}: no section heading of this article")


def split(article: Article, block: int) -> Correction:
    """Say that a section heading is a headline: an article of its own begins there."""
    return correction(article.blocks[block].text, article.blocks[block + 1 :], headline=True)
