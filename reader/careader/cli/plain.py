"""The corpus as plain text: the front page, which is printed where stdout is not a terminal."""

from collections.abc import Iterator

from careader.corpus import Article, Corpus
from careader.sitting.marked_articles import MarkedArticles
from careader.words import day_in_words


def front_page(corpus: Corpus, marks: MarkedArticles) -> Iterator[str]:
    """The lines of the front page: each date, with its headlines, marks and rates."""
    rates: dict[object, dict[str, None]] = {}
    for capture in corpus.captures.all():
        if capture.rates:
            figures = "  ".join(f"{rate.pair} {rate.value} {rate.change}" for rate in capture.rates)
            rates.setdefault(capture.date, {})[figures] = None
    for number, day in enumerate(corpus.dates):
        if number:
            yield ""
        yield day_in_words(day)
        for article in corpus.on(day):
            yield f"  {headline_line(article, marks)}"
        for figures in rates.get(day, ()):
            yield f"    {figures}"


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
