"""A list of headlines: the articles of a section, or those that jump or search found."""

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
"""Ranges of characters of a headline."""

GUTTER = 4
"""Columns before a headline: the sign of doubt, the unread dot, the bookmark star, a space."""

_EXCERPT = "⋯"
"""The sign of an excerpt, after its headline."""

_NOTED = "✎"
"""The sign of a note, after the headline."""

_CHANGED = "△"
"""The sign of a text that changed since it was read, after the headline."""

_GLUE = "\u2800"
"""A blank at which no line is broken: Braille's blank is as wide as a space, and counts as a letter."""

_DOUBTFUL = "?"
"""The sign of a headline that may be none, before it."""

_MOST_LINES = 4
"""How many lines of a headline are listed; the article pane shows all of it."""

_WRAPPED = 200
"""The longest list in which each headline has the lines it needs; in a longer list each has two."""


# A headline is wrapped once to measure its row and once to draw it, and many rows are drawn again soon.
@lru_cache(maxsize=1024)
def _lines(
    headline: str, signs: tuple[str, ...], days: tuple[date, ...] | None, width: int, most: int
) -> list[tuple[str, int]]:
    """A headline with what follows it, in lines: each with the character that it begins at."""
    text = one_line(headline) + "".join(_GLUE + sign for sign in signs)
    if days is not None:
        text += " " + short_day(next(iter(days), None)).replace(" ", _GLUE)
    lines = wrap_text(text, max(1, width - GUTTER - 1), most)
    return [(line.replace(_GLUE, " "), start) for line, start in lines]


class Signs(NamedTuple):
    """What a row tells about its article.

    Attributes:
        unread: not opened yet.
        bookmarked: kept by the reader.
        seen: stood on an earlier date already.
        doubtful: its headline may be none.
        noted: there is a note on it.
        changed: its text is another than when it was read.
    """

    unread: bool
    bookmarked: bool
    seen: bool
    doubtful: bool
    noted: bool = False
    changed: bool = False


class HeadlinesPane(RowList):
    """Headlines with the signs of their articles. The rows stay as they are until others are shown.

    Args:
        signs: asked for each row that is drawn, so that marks show at once.

    Attributes:
        articles: one article for each row.
        first_days: whether a list of several dates tells the day on which each article first stood; else the
            latest.
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
        """Show other articles, with the cursor on one of them, without a message.

        Args:
            articles: one article for each row.
            empty: what to say where there are none.
            cursor: the row of the cursor.
            dated: whether each headline is followed by its latest date, for lists of several dates.
            matches: for each row the letters to bring out; none for no row.
            steady: whether the cursor is to stay where it is on the screen.
        """
        self.articles, self._empty, self._dated, self._matches = articles, empty, dated, matches
        self.rows_changed(cursor if articles else None, steady=steady)

    def signs_changed(self) -> None:
        """A sign came or went that can make a row longer or shorter."""
        self.rows_changed(self.cursor, steady=True)

    def row_count(self) -> int:
        """One row for each article; one row that says that there is no article."""
        return max(1, len(self.articles))

    def selectable(self, row: int) -> bool:
        """Whether an article stands in the row."""
        return row < len(self.articles)

    def row_heights(self, width: int) -> Sequence[int] | int:
        """As many lines as each headline needs; in a very long list two: wrapping all would take too long."""
        if not self.articles:
            return [max(1, len(self._said_instead(width)))]
        if len(self.articles) > _WRAPPED:
            return 2
        return [max(1, len(self._wrapped(article, width, self._signs(article)))) for article in self.articles]

    def _said_instead(self, width: int) -> list[str]:
        """What stands in the place of headlines where there are none, in lines."""
        room = max(1, width - GUTTER - 1)
        return [line for text in self._empty.split("\n") for line, _ in wrap_text(text, room, _MOST_LINES)]

    def _wrapped(self, article: Article, width: int, signs: Signs) -> Sequence[tuple[str, int]]:
        most = _MOST_LINES if len(self.articles) <= _WRAPPED else 2
        after = {_EXCERPT: article.excerpt, _NOTED: signs.noted, _CHANGED: signs.changed}
        days = (article.dates[-1:] if self.first_days else article.dates[:1]) if self._dated else None
        return _lines(article.headline, tuple(sign for sign in after if after[sign]), days, width, most)

    def row_lines(self, row: int, width: int) -> list[StyledLine]:
        """A headline behind its signs."""
        if not self.articles:
            return [
                StyledLine(" " * GUTTER + line, [StyledPart(GUTTER, GUTTER + len(line), "headlines--aside")])
                for line in self._said_instead(width)
            ]
        article = self.articles[row]
        signs = self._signs(article)
        first, *rest = behind_gutter(
            self._wrapped(article, width, signs) or [("", 0)], self._parts(article, row, signs)
        )
        text, parts = _gutter(signs)
        return [StyledLine(text + first.text[GUTTER:], [*parts, *first.parts]), *rest]

    def _parts(self, article: Article, row: int, signs: Signs) -> list[StyledPart]:
        """The styles of a headline and of the signs after it."""
        parts = [StyledPart(len(one_line(article.headline)), maxsize, "headlines--aside")]
        if signs.seen or not signs.unread:
            parts.insert(0, StyledPart(0, maxsize, f"headlines--{'seen' if signs.seen else 'read'}"))
        return parts + [
            StyledPart(first, last, "headlines--match") for first, last in self.matched(row, article)
        ]

    def matched(self, row: int, article: Article) -> Spans:
        """The letters of a row's headline to bring out."""
        del article
        return self._matches[row] if self._matches else ()


def behind_gutter(lines: Iterable[tuple[str, int]], parts: Sequence[StyledPart]) -> list[StyledLine]:
    """The lines of a text, set off from the left as far as a headline.

    Args:
        lines: each with the character of the text that it begins at (`wrap_text`).
        parts: of the text.
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
