"""Jump: type some letters of a headline, mistyped or not, and go there."""

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
"""How many headlines are found at most: among more, typing on is quicker than looking through them."""

_PATIENCE = 0.03
"""A typed letter may wait so many seconds, too few to notice, to be painted together with its result."""

_LONG = 100
"""A query of more letters is not typed but pasted, and can have words that take long to split."""


class JumpScreen(FindScreen):
    """Finds headlines."""

    KIND = "Jump"
    HEADING = "Jump to a headline"
    MOST_SHOWN = 30
    HINT = "A headline, mistyped or half typed"

    def make_results(self) -> HeadlinesPane:
        """The list of found headlines."""
        return HeadlinesPane(self.signs, id="results")

    def quick_hits(self, query: str) -> Hits | None:
        """The headlines that are found while the screen can wait."""
        end = perf_counter() + _PATIENCE
        if len(query) > _LONG or (headlines := self.session.finding.ready_headlines) is None:
            return None
        return self._found(headlines, query, lambda: perf_counter() > end)

    def hits(self, query: str) -> Hits | None:
        """The headlines that the query means; all of them, latest first, where nothing is typed."""
        worker = get_current_worker()
        try:
            return self._found(self.session.finding.headlines(), query, lambda: worker.is_cancelled)
        except (CareaderError, FileNotFoundError) as error:
            return Hits((), f"No headlines can be found: {error}")

    def prepare(self) -> None:
        """Prepare in advance what mistyped words need."""
        if headlines := self.session.finding.ready_headlines:
            headlines.jump.warm()

    def _found(self, headlines: "Headlines", query: str, cancelled: Callable[[], bool]) -> Hits | None:
        """What a query finds; None where that was cancelled."""
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
    """Jump to a headline."""
    ask_for(reader, JumpScreen(reader.session))
