"""The list of search results: each headline with a passage of its text, the matches highlighted."""

from collections.abc import Callable, Sequence
from functools import lru_cache

from careader.corpus import Article
from careader.find.search.highlighting import matched, snippet
from careader.find.search.terms import Lookup
from careader.index.stored import searched_parts
from careader.ui.view.line_view import StyledLine, StyledPart
from careader.ui.view.typesetting import wrap_text
from careader.ui.widgets.headlines import GUTTER, HeadlinesPane, Signs, Spans, behind_gutter
from careader.words import one_line

_LINES = 4
"""Lines of a row: one or two for the headline, one or two for the passage, a blank line at the end."""


class SnippetsPane(HeadlinesPane):
    """Lists headlines, each with the passage of its text that matches best.

    Attributes:
        terms: the lookups whose matches are highlighted.
    """

    first_days = True

    DEFAULT_CSS = """
    SnippetsPane {
        .headlines--snippet { color: $foreground 70%; }
    }
    """
    COMPONENT_CLASSES = {"headlines--snippet"}  # noqa: RUF012 - Textual declares it

    def __init__(self, signs: Callable[[Article], Signs], *, id: str) -> None:  # noqa: A002 - Textual's own name
        super().__init__(signs, id=id)
        self.terms: tuple[Lookup, ...] = ()
        self._snippet = lru_cache(maxsize=256)(_snippet)

    def row_heights(self, width: int) -> Sequence[int] | int:
        """The same height for all rows, since lists can be long."""
        return _LINES if self.articles else super().row_heights(width)

    def matched(self, row: int, article: Article) -> Spans:
        """The letters that match in the headline."""
        del row
        return matched(one_line(article.headline), self.terms, headline=True)

    def row_lines(self, row: int, width: int) -> list[StyledLine]:
        """The lines of a headline, and below them the passage."""
        lines = super().row_lines(row, width)[:2]
        if not self.articles:
            return lines
        article = self.articles[row]
        text, spans = self._snippet(article, self.terms)
        parts = [StyledPart(0, len(text), "headlines--snippet")]
        parts += [StyledPart(first, last, "headlines--match") for first, last in spans]
        return lines + behind_gutter(
            wrap_text(text, max(1, width - GUTTER - 1), _LINES - 1 - len(lines)), parts
        )


def _snippet(article: Article, terms: tuple[Lookup, ...]) -> tuple[str, Spans]:
    return snippet(searched_parts(article.blocks), terms)
