"""Jump: type some letters of a headline, with or without typos, and go to its article."""

from collections.abc import Callable
from time import perf_counter
from typing import TYPE_CHECKING

from textual.worker import get_current_worker

from careader.errors import CareaderError
from careader.find.jump.jump import Cancelled
from careader.state import Mark
from careader.ui.screens.find import FindScreen, Hits, ask_for
from careader.ui.widgets.headlines import HeadlinesPane
from careader.words import count

if TYPE_CHECKING:
    from careader.find.jump.headlines import Headlines
    from careader.ui.screens.reader import ReaderScreen

_FOUND = 200
"""The most headlines that are found: typing more letters is quicker than reading more headlines."""

_PATIENCE = 0.03
"""Seconds that a typed letter waits to be painted together with its result, too short to notice."""

_LONG = 100
"""The most letters of a query that is answered at once. A longer query is pasted, and may take long."""


class JumpScreen(FindScreen):
    """Finds articles by letters of their headlines."""

    KIND = "Jump"
    HEADING = "Jump to a headline"
    MOST_SHOWN = 30
    HINT = "A headline, mistyped or half typed"

    def make_results(self) -> HeadlinesPane:
        """Make the pane of the found headlines."""
        return HeadlinesPane(self.signs, id="results")

    def quick_hits(self, query: str) -> Hits | None:
        """The headlines that match the query; None where to find them takes longer than a moment."""
        end = perf_counter() + _PATIENCE
        if len(query) > _LONG or (headlines := self.session.finding.ready_headlines) is None:
            return None
        return self._found(headlines, query, lambda: perf_counter() > end)

    def hits(self, query: str) -> Hits | None:
        """The headlines that match the query; where nothing is typed, the latest headlines."""
        worker = get_current_worker()
        try:
            return self._found(self.session.finding.headlines(), query, lambda: worker.is_cancelled)
        except (CareaderError, FileNotFoundError) as error:
            return Hits((), f"No headlines can be found: {error}")

    def prepare(self) -> None:
        """Build the tables for typos before the first mistyped word needs them."""
        if headlines := self.session.finding.ready_headlines:
            headlines.jump.warm()

    def _found(self, headlines: "Headlines", query: str, cancelled: Callable[[], bool]) -> Hits | None:
        """The result of a query; None where ``cancelled`` ended the search."""
        if not query.strip():
            many = len(headlines.numbers)
            said = f"{count(many, 'headline')}, latest first" if many else "Nothing to jump to."
            return Hits(headlines.numbers[:_FOUND], said, found=False, edition=headlines.edition)
        marks = self.session.marks.current
        try:
            matches = headlines.jump.find(
                query,
                _FOUND,
                marked=self.MOST_SHOWN,
                prefer=lambda row: not marks.has_number(Mark.READ, headlines.numbers[row]),
                cancelled=cancelled,
            )
        except Cancelled:
            return None
        said = f"{count(len(matches), 'headline')}, best first" if matches else "No headline is like that."
        numbers = [headlines.numbers[match.row] for match in matches]
        return Hits(numbers, said, [match.spans for match in matches], edition=headlines.edition)


def jump(reader: "ReaderScreen") -> None:
    """Show the jump screen, and go to the chosen headline."""
    ask_for(reader, JumpScreen(reader.session))
