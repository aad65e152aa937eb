"""The line that commands print for an article: its headline, with the signs of its marks."""

from careader.corpus import Article
from careader.sitting.marked_articles import MarkedArticles


def first_day(article: Article) -> str:
    """The first day of an article, or ``undated``, padded to ten characters."""
    return f"{article.first_day.isoformat() if article.first_day else 'undated':10}"


def headline_line(article: Article, marks: MarkedArticles) -> str:
    """A headline with the signs of its article.

    Before the headline: ● for unread, △ for a text that changed since it was read, ★ for bookmarked. After
    the headline: ⋯ for an excerpt, ✎ for a note.
    """
    has = marks.of(article)
    signs = ("△" if has["changed"] else " " if has["read"] else "●") + ("★" if has["bookmarked"] else " ")
    return f"{signs}  {article.headline}{' ⋯' if article.excerpt else ''}{' ✎' if has['noted'] else ''}"
