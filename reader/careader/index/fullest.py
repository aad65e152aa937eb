"""The choice of the copy that an article shows: the fullest copy, the latest of equally full copies."""

from collections.abc import Sequence
from typing import NamedTuple


class AppearanceRow(NamedTuple):
    """What the index records of one copy: where the copy stands, and facts about the copy.

    The attributes are the columns of the query `APPEARANCES`, in their order.
    """

    article: int
    day: int | None
    capture: int
    place: int
    text: int
    excerpt: int
    words: int
    key: str
    headline: str
    confidence: float
    said: str
    kind: str
    authors: str
    author: str


APPEARANCES = """
    SELECT t.article, p.day, c.capture, c.place, t.id, t.excerpt, t.words, t."key", t.headline, c.confidence,
        t.said, t.kind, t.authors, p.author
    FROM temp.stale a CROSS JOIN texts t ON t.article = a.article
    CROSS JOIN copies c ON c.text = t.id
    CROSS JOIN captures p ON p.id = c.capture
    ORDER BY t.article, ifnull(-p.day, 1), p.root, p.path, p.page, c.place
"""
"""Selects the appearances of the articles in ``stale``, in the order of articles; within an article,
latest day first, undated last; within a day, in path order."""


def fullest(appearances: Sequence[AppearanceRow]) -> AppearanceRow:
    """The copy that an article shows: the fullest copy, the latest of equally full copies.

    A whole copy is fuller than an excerpt. Between two whole copies, or two excerpts, more words decide.

    Args:
        appearances: the copies of one article, latest day first; at least one.
    """
    return max(appearances, key=lambda appearance: (not appearance.excerpt, appearance.words))
