"""An article as plain text: in lines of limited width, or in paragraphs for copying."""

import textwrap
from collections.abc import Iterable, Iterator

from careader.capture.models import NO_TEXT, Kind
from careader.corpus import Article
from careader.words import count, dates_in_words, path_in_words, publication_in_words

WIDTH = 72
"""The most characters of a line."""


def article_text(article: Article, note: str = "") -> Iterator[str]:
    """An article as lines of at most 72 characters; only a line with a longer word is longer.

    Args:
        article: the article.
        note: the reader's note on the article; "" for none.
    """
    yield from _set([article.headline])
    words = count(article.words, "word")
    yield f"{dates_in_words(article.dates)} · {words} · {article.minutes} min"
    if told := publication_in_words(*article.publication):
        yield told
    yield path_in_words(article.shown.capture.path)
    if article.excerpt:
        yield "An excerpt: the page cut the text short."
    for line in note.splitlines():
        yield from _set([line], "✎ ") if line else [""]
    for block in article.blocks:
        if block.kind is Kind.FURNITURE:
            continue
        yield ""
        if block.text:
            yield from _set([block.text], "## " if block.kind is Kind.HEADING else "")
        yield from _set(block.items, "• ")


def paragraphs(article: Article) -> str:
    """The headline and text of an article, for copying; each paragraph is one line, then a blank line."""
    blocks = (block for block in article.blocks if block.kind not in NO_TEXT)
    parts = [
        "\n".join(filter(None, (block.text, *(f"• {item}" for item in block.items)))) for block in blocks
    ]
    return "\n\n".join((article.headline, *filter(None, parts)))


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
