"""The headlines pane: headlines, or the sentences that match a search, grouped by article."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from careader.corpus import Article
from careader.ui.view.line_view import StyledLine, StyledPart
from careader.ui.view.typesetting import wrap_text
from careader.ui.widgets.headlines import GUTTER, HeadlinesPane, Spans, behind_gutter

if TYPE_CHECKING:
    from careader.find.search.places import Place

_MOST_LINES = 6
"""The most lines of a sentence in the list. The article pane shows the whole sentence."""


class PlacesPane(HeadlinesPane):
    """A `HeadlinesPane` that can also list places, one row for each place.

    Attributes:
        places: the listed sentences; empty while the pane lists headlines. The article of each row is the
            article of its place.
    """

    DEFAULT_CSS = """
    PlacesPane {
        .headlines--sentence { color: $foreground 80%; }
    }
    """
    COMPONENT_CLASSES = {"headlines--sentence"}  # noqa: RUF012 - Textual declares it
    places: "Sequence[Place]" = ()

    def row_heights(self, width: int) -> Sequence[int] | int:
        """The lines that each place needs."""
        if not self.places or not self.articles:
            return super().row_heights(width)
        return [len(self.row_lines(row, width)) for row in range(len(self.places))]

    def row_lines(self, row: int, width: int) -> list[StyledLine]:
        """The lines of a sentence, below the headline if the row is the first row of an article."""
        if not self.places or not self.articles:
            return super().row_lines(row, width)
        place = self.places[row]
        first = row == 0 or self.places[row - 1].article != place.article
        lines = super().row_lines(row, width) if first else []
        if place.part < 0:
            return lines
        parts = [StyledPart(0, len(place.sentence), "headlines--sentence")]
        parts += [StyledPart(start, end, "headlines--match") for start, end in place.spans]
        room = max(1, width - GUTTER - 1)
        return lines + behind_gutter(wrap_text(place.sentence, room, _MOST_LINES), parts)

    def matched(self, row: int, article: Article) -> Spans:
        """The letters to highlight in the headline, where the place is the headline itself."""
        if not self.places:
            return super().matched(row, article)
        place = self.places[row]
        return place.spans if place.part < 0 else ()
