"""Many pages: where they come from, and the articles that their copies make."""

from careader.corpus.articles import Article, Articles, Standing
from careader.corpus.captures import CaptureHead, Captures, RatesShown
from careader.corpus.corpus import Corpus
from careader.corpus.opening import Choice, Origin, choose, load, nothing_to_read, read_captures, read_pages

__all__ = [
    "Article",
    "Articles",
    "CaptureHead",
    "Captures",
    "Choice",
    "Corpus",
    "Origin",
    "RatesShown",
    "Standing",
    "choose",
    "load",
    "nothing_to_read",
    "read_captures",
    "read_pages",
]
