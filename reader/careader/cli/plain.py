"""The corpus as plain text: the front page where there is no terminal, and one article."""

import textwrap
from collections.abc import Iterable, Iterator

from careader.capture import Kind
from careader.corpus import Article, Corpus
from careader.sitting.marks import Marks
from careader.words import count, dates_in_words, day_in_words, path_in_words

WIDTH = 72
"""Columns of an article's text."""


def front_page(corpus: Corpus, marks: Marks) -> Iterator[str]:
    """Dates, headlines with their marks, and each date's rates, as lines of text."""
    rates: dict[object, dict[str, None]] = {}
    for capture in corpus.captures():
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
    """The day that an article first stood on, in ten columns."""
    return f"{article.first_day.isoformat() if article.first_day else 'undated':10}"


def headline_line(article: Article, marks: Marks) -> str:
    """A headline behind its marks; ⋯ behind it says that it is an excerpt.

    ● is unread, △ says something else than when it was read, ★ is bookmarked.
    """
    has = marks.of(article)
    signs = ("△" if has["changed"] else " " if has["read"] else "●") + ("★" if has["bookmarked"] else " ")
    return f"{signs}  {article.headline}{' ⋯' if article.excerpt else ''}"


def article_text(article: Article) -> Iterator[str]:
    """One article as lines of text, set at 72 columns; a word that is longer stands whole."""
    yield from _set([article.headline])
    words = count(article.words, "word")
    yield f"{dates_in_words(article.dates)} · {words} · {article.minutes} min"
    yield path_in_words(article.shown.capture.path)
    if article.excerpt:
        yield "An excerpt: the page cut the text short."
    for block in article.blocks:
        yield ""
        if block.text:
            yield from _set([block.text], "## " if block.kind is Kind.HEADING else "")
        yield from _set(block.items, "• ")


def _set(texts: Iterable[str], mark: str = "") -> Iterator[str]:
    for text in texts:
        yield from textwrap.wrap(
            text,
            WIDTH,
            initial_indent=mark,
            subsequent_indent=" " * len(mark),
            break_long_words=False,
            break_on_hyphens=False,
        )
