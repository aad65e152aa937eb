"""The head of an article, set in lines: the headline, facts about the article, the note."""

from datetime import date
from pathlib import Path

from careader.corpus import Article
from careader.corpus.articles import Publication
from careader.index.stored import ArticleKind
from careader.text import safe
from careader.ui.view.typesetting import Line, Role, set_text
from careader.words import dates_in_words, day_in_words, one_line, path_in_words

READ = "read"
"""The signs of an article that is read and nothing else. This line keeps the text in place while ``unread``
becomes ``read``."""


def set_head(article: Article, day: date | None, signs: str, note: str, measure: int) -> list[Line]:
    """Set the lines above the text of an article.

    Args:
        article: the article.
        day: the date under which the article is shown. The head names the capture of this date.
        signs: the signs of the article in words, such as ``unread``; "" for none.
        note: the reader's note on the article; "" for none.
        measure: columns of the text.

    Returns:
        Lines without a position, since they hold no word of the body.
    """
    capture = article.appearance_on(day).capture
    about = f"{dates_in_words(article.dates)} · {article.words} words · {article.minutes} min"
    if article.kind is not ArticleKind.NEWS:
        about += f" · {article.kind}"
    by = _by(article.publication)
    if article.authors and not by:
        about += f" · by {' and '.join(article.authors)}"
    address = safe(article.publication.address)
    where = address or path_in_words(Path(Path(capture.path).name))
    if not address and (others := len(article.appearances) - 1) > 0:
        where += f" and {others} more"
    head = set_text(article.headline, Role.HEADLINE, measure, 1)
    if by:
        head += set_text(by, Role.ABOUT, measure, 8)
    head += set_text(about, Role.ABOUT, measure, 2) + set_text(where, Role.ABOUT, measure, 3)
    if signs:
        head += set_text(signs, Role.ABOUT if signs == READ else Role.SIGN, measure, 4)
    if article.excerpt:
        head += set_text("Excerpt: the page cut this story short.", Role.SIGN, measure, 5)
    for number, line in enumerate(note.splitlines()):
        sign = "✎ " if number == 0 else "  "
        head += set_text(safe(line), Role.NOTE, measure, 100_000 + number, sign)
    return head


def _by(told: Publication) -> str:
    """The byline and the published day of an article, in words; "" where no page tells them."""
    published = f"published {day_in_words(told.published)}" if told.published else ""
    return " · ".join(part for part in (safe(one_line(told.byline)), published) if part)
