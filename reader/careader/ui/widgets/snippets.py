"""Headlines with a snippet of their text: what search found, with what matched brought out."""

from collections.abc import Callable, Sequence
from functools import lru_cache

from careader.corpus import Article
from careader.find.search.matches import matched, snippet
from careader.find.search.terms import Lookup
from careader.index.stored import searched_parts
from careader.ui.view.line_view import StyledLine, StyledPart
from careader.ui.view.typesetting import wrap_text
from careader.ui.widgets.headlines import GUTTER, HeadlinesPane, Signs, Spans, behind_gutter
from careader.words import one_line

_LINES = 4
"""Lines of a row: one or two of headline, a blank line at the end, and the snippet in the rest."""


class SnippetsPane(HeadlinesPane):
    """Each row a headline and the place in its text that answers best.

    Attributes:
        terms: the words to bring out.
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
        """The same for all: lists can be long."""
        return _LINES if self.articles else super().row_heights(width)

    def matched(self, row: int, article: Article) -> Spans:
        """What matched in the headline."""
        del row
        return matched(one_line(article.headline), self.terms, headline=True)

    def row_lines(self, row: int, width: int) -> list[StyledLine]:
        """A headline, and below it the snippet."""
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
