"""The kind of an article: news, an interview, an opinion, a digest or a review.

The label of the headline decides (``Opinion:``). Without a label the form decides: questions with answers
make an interview, the author card of a guest makes an opinion. Every other article is news.
"""

import re

from careader.capture.models import Copy, Kind
from careader.index.authors import is_by_guest
from careader.index.stored import ArticleKind

_LABELS = (
    (
        ArticleKind.INTERVIEW,
        (
            r"(?:\w+ ){0,2}interview\s?[:|]|q\s?&\s?a\b|.*\bq\s?&\s?a\Z|.*\b(?:an )?interview with\b"
            r"|(?:.*: )?(?:an?|in) (?:\w+ )?conversation with\b"
            r"|(?:\d+|three|four|five|six|seven|eight|nine|ten) questions (?:for|to|with)\b"
        ),
    ),
    (ArticleKind.OPINION, r"(?:\w+ )?(?:opinions?|op-?ed|commentary|viewpoint)\s?[:|]"),
    (ArticleKind.DIGEST, r"(?:.*\bweekly )?digest\b|.*\bweekly digest\b"),
    (ArticleKind.REVIEW, r"(?:\w+ )?review\s?[:|]"),
)
_BY_LABEL = tuple((kind, re.compile(label, re.IGNORECASE)) for kind, label in _LABELS)
_OF_LABELS = (":", "|", "&", "interview", "digest", "conversation", "question")
"""Every label contains one of these texts. To look for them is faster than to look for labels."""

_QUESTION = re.compile(r"\b(?:TCA|Q)\s?:\s")
_MANY = 2
"""The fewest questions of an interview."""


def article_kind(copy: Copy) -> ArticleKind:
    """The kind of the article of which ``copy`` is a copy."""
    headline = copy.headline.lower()
    if any(sign in headline for sign in _OF_LABELS):
        for kind, label in _BY_LABEL:
            if label.match(copy.headline):
                return kind
    questions = sum(block.kind is Kind.QUESTION for block in copy.blocks)
    # A teaser is one block, even where the full text has a block for each question.
    if questions >= _MANY or any(_asks_often(block.text) for block in copy.blocks):
        return ArticleKind.INTERVIEW
    return ArticleKind.OPINION if is_by_guest(copy) else ArticleKind.NEWS


def _asks_often(text: str) -> bool:
    """Whether a text has the questions of an interview."""
    return ("TCA" in text or "Q" in text) and len(_QUESTION.findall(text)) >= _MANY
