"""What kind of article a copy is: news, an interview, an opinion, a digest or a review.

The label of its headline tells (``Opinion:``), else its form: questions with answers, a card that says who
its author is. An article without either is news.
"""

import re
from enum import StrEnum

from careader.capture.models import Copy, Kind
from careader.index.authors import is_by_guest


class ArticleKind(StrEnum):
    """A kind of article, as ``kind:`` asks for it. The values are stored."""

    NEWS = "news"
    INTERVIEW = "interview"
    OPINION = "opinion"
    DIGEST = "digest"
    REVIEW = "review"


_LABELS = (
    (ArticleKind.INTERVIEW, r"(?:\w+ ){0,2}interview\s?[:|]|q\s?&\s?a\b|.*\b(?:an )?interview with\b"),
    (ArticleKind.OPINION, r"(?:\w+ )?(?:opinions?|op-?ed|commentary|viewpoint)\s?[:|]"),
    (ArticleKind.DIGEST, r"(?:.*\bweekly )?digest\b|.*\bweekly digest\b"),
    (ArticleKind.REVIEW, r"(?:\w+ )?review\s?[:|]"),
)
_BY_LABEL = tuple((kind, re.compile(label, re.IGNORECASE)) for kind, label in _LABELS)
_QUESTION = re.compile(r"\b(?:TCA|Q)\s?:\s")
_MANY = 2
"""Questions that make an interview of an article."""


def article_kind(copy: Copy) -> ArticleKind:
    """The kind of article that a copy is."""
    for kind, label in _BY_LABEL:
        if label.match(copy.headline):
            return kind
    questions = sum(block.kind is Kind.QUESTION for block in copy.blocks)
    # A teaser is one block, whatever it was made of.
    if questions >= _MANY or any(len(_QUESTION.findall(block.text)) >= _MANY for block in copy.blocks):
        return ArticleKind.INTERVIEW
    return ArticleKind.OPINION if is_by_guest(copy) else ArticleKind.NEWS
