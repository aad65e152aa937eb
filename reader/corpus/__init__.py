"""Many pages: where they come from, and the articles that their copies make."""

from reader.corpus.corpus import Article, Corpus, RatesShown, Standing, build
from reader.corpus.loading import Choice, Origin, choose, load, nothing_to_read, read_captures, read_pages

__all__ = [
    "Article",
    "Choice",
    "Corpus",
    "Origin",
    "RatesShown",
    "Standing",
    "build",
    "choose",
    "load",
    "nothing_to_read",
    "read_captures",
    "read_pages",
]
