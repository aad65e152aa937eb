"""The corpus: reading the articles, dates, captures and rates of an index; and the user's library."""

from careader.corpus.articles import Appearance, Article, Articles
from careader.corpus.captures import CaptureHead, Captures, RatesShown
from careader.corpus.corpus import Corpus
from careader.corpus.opening import Choice, Origin, choose, load, nothing_to_read, read_pages

__all__ = [
    "Appearance",
    "Article",
    "Articles",
    "CaptureHead",
    "Captures",
    "Choice",
    "Corpus",
    "Origin",
    "RatesShown",
    "choose",
    "load",
    "nothing_to_read",
    "read_pages",
]
