"""Headlines in a list: those of a section, or what jump found."""

from collections.abc import Callable, Sequence
from typing import ClassVar, NamedTuple

from textual.content import Content
from textual.style import Style

from reader.corpus import Article, Articles
from reader.ui.typesetting import wrap_text
from reader.ui.widgets.row_list import RowList
from reader.words import one_line, short_day

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

_GLUE = "\ue000"
"""Stands for a blank that no line is broken at, as wide as one: a letter of no script."""

_DOUBTFUL = "?"
"""The sign of a headline that may be none, before it."""

_MOST_LINES = 4
"""Lines of one headline; its article shows it whole."""

_WRAPPED = 200
"""Headlines of a list in which each has just the lines it needs; in longer ones each has two."""


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
        articles: one for each row.
    """

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
            articles: one for each row.
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
        """One for each article; one to say that there is none."""
        return max(1, len(self.articles))

    def selectable(self, row: int) -> bool:
        """Whether an article stands in the row."""
        return row < len(self.articles)

    def row_heights(self, width: int) -> Sequence[int] | int:
        """As many lines as each headline needs; to wrap every one of a very long list would take too long."""
        if not 0 < len(self.articles) <= _WRAPPED:
            return 2
        return [max(1, len(self._wrapped(article, width, self._signs(article)))) for article in self.articles]

    def _wrapped(self, article: Article, width: int, signs: Signs) -> list[tuple[str, int]]:
        most = _MOST_LINES if len(self.articles) <= _WRAPPED else 2
        text = one_line(article.headline)
        after = {_EXCERPT: article.excerpt, _NOTED: signs.noted, _CHANGED: signs.changed}
        text += "".join(_GLUE + sign for sign, so in after.items() if so)
        if self._dated:
            day = short_day(article.dates[0] if article.dates else None)
            text += " " + day.replace(" ", _GLUE)
        lines = wrap_text(text, max(1, width - GUTTER - 1), most)
        return [(line.replace(_GLUE, " "), start) for line, start in lines]

    def row_lines(self, row: int, width: int, base: Style) -> list[Content]:
        """A headline behind its signs."""
        del base
        if not self.articles:
            style = self.get_visual_style("headlines--aside", partial=True)
            room = max(1, width - GUTTER - 1)
            return [Content(f"    {line}").stylize(style) for line, _ in wrap_text(self._empty, room, 2)]
        article = self.articles[row]
        signs = self._signs(article)
        lines = [self._headline(article, row, signs, *line) for line in self._wrapped(article, width, signs)]
        gutters = [self._gutter(signs), *[Content(" " * GUTTER)] * (len(lines) - 1)]
        return [Content.assemble(gutter, line) for gutter, line in zip(gutters, lines, strict=False)]

    def _headline(self, article: Article, row: int, signs: Signs, line: str, start: int) -> Content:
        """One line of a headline, which begins at a character of it."""
        content = Content(line)
        if signs.seen or not signs.unread:
            name = "seen" if signs.seen else "read"
            content = content.stylize(self.get_visual_style(f"headlines--{name}", partial=True))
        aside = len(one_line(article.headline)) - start
        if aside < len(line):
            content = content.stylize(self.get_visual_style("headlines--aside", partial=True), max(0, aside))
        for first, last in self.matched(row, article):
            if last > start and first - start < len(line):
                style = self.get_visual_style("headlines--match", partial=True)
                content = content.stylize(style, max(0, first - start), last - start)
        return content

    def matched(self, row: int, article: Article) -> Spans:
        """The letters of a row's headline to bring out."""
        del article
        return self._matches[row] if self._matches else ()

    def _gutter(self, signs: Signs) -> Content:
        dot = self.get_visual_style(f"headlines--{'unread' if signs.unread else 'seen'}", partial=True)
        star = self.get_visual_style("headlines--bookmark", partial=True)
        return Content.assemble(
            (_DOUBTFUL if signs.doubtful else " ", star),
            ("●" if signs.unread else "·", dot),
            ("★" if signs.bookmarked else " ", star),
            " ",
        )
