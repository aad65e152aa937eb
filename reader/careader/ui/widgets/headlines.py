"""A list of headlines: the articles of a section, or the articles that jump or search found."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import lru_cache
from sys import maxsize
from typing import ClassVar, NamedTuple

from careader.corpus import Article, Articles
from careader.ui.view.line_view import StyledLine, StyledPart, in_line
from careader.ui.view.typesetting import wrap_text
from careader.ui.widgets.row_list import RowList
from careader.words import one_line, short_day

Spans = Sequence[tuple[int, int]]
"""Ranges of characters in a headline: the first character, and the character after the last."""

GUTTER = 4
"""Columns before a headline: the sign of doubt, the unread dot, the bookmark star, a space."""

_EXCERPT = "⋯"
"""The sign of an excerpt, after the headline."""

_NOTED = "✎"
"""The sign of a note, after the headline."""

_CHANGED = "△"
"""The sign of a text that changed after the reader read it, after the headline."""

_GLUE = "\u2800"
"""A blank that never ends a line: Braille's blank is as wide as a space, and counts as a letter."""

_DOUBTFUL = "?"
"""The sign of a doubtful headline, before the headline."""

_MOST_LINES = 4
"""The most lines of a headline in the list. The article pane shows the whole headline."""

_WRAPPED = 200
"""The most headlines in a list with rows of different heights. In a longer list each row has two lines."""


# The cache serves measuring and drawing: both wrap the headline, and many rows are soon drawn again.
@lru_cache(maxsize=1024)
def _lines(
    headline: str, signs: tuple[str, ...], days: tuple[date, ...] | None, width: int, most: int
) -> list[tuple[str, int]]:
    """A headline with its signs and day, broken in lines.

    Args:
        headline: the headline.
        signs: the signs after the headline.
        days: the day after the signs, in a tuple of one; () for an undated article; None to show no day.
        width: columns of the list.
        most: the most lines.

    Returns:
        Each line, and the index of its first character.
    """
    text = one_line(headline) + "".join(_GLUE + sign for sign in signs)
    if days is not None:
        text += " " + short_day(next(iter(days), None)).replace(" ", _GLUE)
    lines = wrap_text(text, max(1, width - GUTTER - 1), most)
    return [(line.replace(_GLUE, " "), start) for line, start in lines]


class Signs(NamedTuple):
    """The signs of an article in a list.

    Attributes:
        unread: the article is not marked read.
        bookmarked: the article is bookmarked.
        seen: the article also appeared on an earlier date.
        doubtful: its headline or its page is doubtful.
        noted: the article has a note.
        changed: the text changed after the reader read it.
    """

    unread: bool
    bookmarked: bool
    seen: bool
    doubtful: bool
    noted: bool = False
    changed: bool = False


class HeadlinesPane(RowList):
    """Lists headlines with the signs of their articles. The rows stay until `show` is called.

    Args:
        signs: tells the signs of an article. Each drawn row asks it again, so changed marks show at once.

    Attributes:
        articles: the article of each row.
        first_days: whether a list of several dates shows the earliest day of each article, else the latest.
    """

    first_days = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "headlines--unread",
        "headlines--bookmark",
        "headlines--read",
        "headlines--seen",
        "headlines--match",
        "headlines--aside",
    }

    DEFAULT_CSS = """
    HeadlinesPane {
        .headlines--unread { color: $text-accent; }
        .headlines--bookmark { color: $text-warning; }
        .headlines--read { color: $foreground 65%; }
        .headlines--seen { color: $foreground 45%; }
        .headlines--match { color: $text-accent; text-style: bold underline; }
        .headlines--aside { color: $foreground 65%; }
    }
    """

    def __init__(self, signs: Callable[[Article], Signs], *, id: str) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._signs = signs
        self.articles = Articles.none()
        self._empty = ""
        self._dated = False
        self._matches: Sequence[Spans] = ()

    def show(  # noqa: PLR0913 - each says one thing about the rows
        self,
        articles: Articles,
        empty: str,
        cursor: int = 0,
        *,
        dated: bool = False,
        matches: Sequence[Spans] = (),
        steady: bool = False,
    ) -> None:
        """Show other articles, and put the cursor on a row without posting `Moved`.

        Args:
            articles: the article of each row.
            empty: the text to show where there are no articles.
            cursor: the row of the cursor.
            dated: whether a day follows each headline, for lists of several dates.
            matches: the letters to highlight in each row; empty for no highlights.
            steady: whether the cursor keeps its place on the screen.
        """
        self.articles, self._empty, self._dated, self._matches = articles, empty, dated, matches
        self.rows_changed(cursor if articles else None, steady=steady)

    def signs_changed(self) -> None:
        """Measure and draw the rows again after signs changed."""
        self.rows_changed(self.cursor, steady=True)

    def row_count(self) -> int:
        """The number of articles; 1 where a text takes the place of articles."""
        return max(1, len(self.articles))

    def selectable(self, row: int) -> bool:
        """Whether the row has an article."""
        return row < len(self.articles)

    def row_heights(self, width: int) -> Sequence[int] | int:
        """The lines that each headline needs; in a long list always 2, to save the time of wrapping."""
        if not self.articles:
            return [max(1, len(self._empty_lines(width)))]
        if len(self.articles) > _WRAPPED:
            return 2
        return [max(1, len(self._wrapped(article, width, self._signs(article)))) for article in self.articles]

    def _empty_lines(self, width: int) -> list[str]:
        """The lines of the text for an empty list."""
        room = max(1, width - GUTTER - 1)
        return [line for text in self._empty.split("\n") for line, _ in wrap_text(text, room, _MOST_LINES)]

    def _wrapped(self, article: Article, width: int, signs: Signs) -> Sequence[tuple[str, int]]:
        most = _MOST_LINES if len(self.articles) <= _WRAPPED else 2
        after = {_EXCERPT: article.excerpt, _NOTED: signs.noted, _CHANGED: signs.changed}
        days = (article.dates[-1:] if self.first_days else article.dates[:1]) if self._dated else None
        return _lines(article.headline, tuple(sign for sign in after if after[sign]), days, width, most)

    def row_lines(self, row: int, width: int) -> list[StyledLine]:
        """The lines of a headline, with the signs of its article."""
        if not self.articles:
            return [
                StyledLine(" " * GUTTER + line, [StyledPart(GUTTER, GUTTER + len(line), "headlines--aside")])
                for line in self._empty_lines(width)
            ]
        article = self.articles[row]
        signs = self._signs(article)
        first, *rest = behind_gutter(
            self._wrapped(article, width, signs) or [("", 0)], self._parts(article, row, signs)
        )
        text, parts = _gutter(signs)
        return [StyledLine(text + first.text[GUTTER:], [*parts, *first.parts]), *rest]

    def _parts(self, article: Article, row: int, signs: Signs) -> list[StyledPart]:
        """The styled parts of a headline and of the signs after the headline."""
        parts = [StyledPart(len(one_line(article.headline)), maxsize, "headlines--aside")]
        if signs.seen or not signs.unread:
            parts.insert(0, StyledPart(0, maxsize, f"headlines--{'seen' if signs.seen else 'read'}"))
        return parts + [
            StyledPart(first, last, "headlines--match") for first, last in self.matched(row, article)
        ]

    def matched(self, row: int, article: Article) -> Spans:
        """The letters to highlight in the headline of a row."""
        del article
        return self._matches[row] if self._matches else ()


def behind_gutter(lines: Iterable[tuple[str, int]], parts: Sequence[StyledPart]) -> list[StyledLine]:
    """The styled lines of a text, indented as far as a headline.

    Args:
        lines: each line, and the index of its first character in the text (`wrap_text`).
        parts: the styled parts of the whole text.
    """
    return [
        StyledLine(" " * GUTTER + line, in_line(parts, start, len(line), GUTTER)) for line, start in lines
    ]


def _gutter(signs: Signs) -> tuple[str, list[StyledPart]]:
    dot = "headlines--unread" if signs.unread else "headlines--seen"
    shown = (
        _DOUBTFUL if signs.doubtful else " ",
        "●" if signs.unread else "·",
        "★" if signs.bookmarked else " ",
    )
    return f"{''.join(shown)} ", [
        StyledPart(0, 1, "headlines--bookmark"),
        StyledPart(1, 2, dot),
        StyledPart(2, 3, "headlines--bookmark"),
    ]
