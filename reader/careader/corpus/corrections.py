"""Joining and splitting articles: corrections of lines that are no headlines, or that are headlines."""

from datetime import date

from careader.capture import Copy, Correction, Kind, correction
from careader.corpus.articles import Article
from careader.errors import CareaderError
from careader.text import fold


def _copy_above(article: Article, day: date | None) -> Copy | None:
    """The copy right above the article: on a capture of ``day`` if possible, else on any capture.

    None where the article is the first article of all its captures.
    """
    for appearance in (article.appearance_on(day), *article.appearances):
        if above := appearance.above:
            return above
    return None


def join(article: Article, day: date | None = None) -> tuple[Correction, Copy]:
    """Join an article to the article above it: make the correction that its headline is not a headline.

    Args:
        article: the article.
        day: the date under which the reader sees the article.

    Returns:
        The correction, and the copy above, to which the text then belongs.

    Raises:
        CareaderError: no article stands above.
    """
    above = _copy_above(article, day)
    if above is None:
        raise CareaderError("no article stands above it on its page")
    copy = article.appearance_on(day).copy
    return correction(copy.headline, copy.blocks, headline=False), above


def headings(article: Article) -> list[int]:
    """The indexes of the blocks at which an article can be split: its section headings."""
    return [number for number, block in enumerate(article.blocks) if block.kind is Kind.HEADING]


def heading_named(article: Article, text: str) -> int:
    """The index of the block with a section heading; case and the kinds of quotes and dashes do not matter.

    Raises:
        CareaderError: the article has no such section heading.
    """
    for block in headings(article):
        if fold(article.blocks[block].text) == fold(text):
            return block
    raise CareaderError(f"{text}: no section heading of this article")


def split(article: Article, block: int) -> Correction:
    """Split an article: make the correction that the section heading at index ``block`` is a headline."""
    return correction(article.blocks[block].text, article.blocks[block + 1 :], headline=True)
