"""The kind of an article: news, an interview, an opinion, a digest or a review.

The label of the headline decides (``Opinion:``). Without a label the form decides: questions with answers
make an interview, the author card of a guest makes an opinion. Every other article is news.
"""

import re

from careader.capture.models import Copy, Kind
from careader.index.authors import is_by_guest
from careader.index.stored import ArticleKind

_LABELS = (
    (ArticleKind.INTERVIEW, r"(?:\w+ ){0,2}interview\s?[:|]|q\s?&\s?a\b|.*\b(?:an )?interview with\b"),
    (ArticleKind.OPINION, r"(?:\w+ )?(?:opinions?|op-?ed|commentary|viewpoint)\s?[:|]"),
    (ArticleKind.DIGEST, r"(?:.*\bweekly )?digest\b|.*\bweekly digest\b"),
    (ArticleKind.REVIEW, r"(?:\w+ )?review\s?[:|]"),
)
_BY_LABEL = tuple((kind, re.compile(label, re.IGNORECASE)) for kind, label in _LABELS)
_QUESTION = re.compile(r"\b(?:TCA|Q)\s?:\s")
_MANY = 2
"""The fewest questions of an interview."""


def article_kind(copy: Copy) -> ArticleKind:
    """The kind of the article of which ``copy`` is a copy."""
    for kind, label in _BY_LABEL:
        if label.match(copy.headline):
            return kind
    questions = sum(block.kind is Kind.QUESTION for block in copy.blocks)
    # A teaser is one block, even where the full text has a block for each question.
    if questions >= _MANY or any(len(_QUESTION.findall(block.text)) >= _MANY for block in copy.blocks):
        return ArticleKind.INTERVIEW
    return ArticleKind.OPINION if is_by_guest(copy) else ArticleKind.NEWS
