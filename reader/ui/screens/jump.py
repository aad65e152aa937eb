"""Jump: type some letters of a headline, mistyped or not, and go there."""

from textual.worker import get_current_worker

from reader.errors import CareaderError
from reader.ui.screens.find import FindScreen, Hits
from reader.ui.widgets.headlines import HeadlinesPane
from reader.words import count

_FOUND = 200
"""Headlines found at most: who has not found it among these types on."""


class JumpScreen(FindScreen):
    """Finds headlines."""

    KIND = "Jump"
    HEADING = "Jump to a headline"
    MOST_SHOWN = 40
    HINT = "A headline, mistyped or half typed"

    def make_results(self) -> HeadlinesPane:
        """Headlines, one after the other."""
        return HeadlinesPane(self.signs, id="results")

    def hits(self, query: str) -> Hits | None:
        """The headlines that the query means; all of them, latest first, where nothing is typed."""
        worker = get_current_worker()
        try:
            headlines = self.session.headlines()
        except (CareaderError, FileNotFoundError) as error:
            return Hits((), f"No headlines can be found: {error}")
        if not query.strip():
            many = len(headlines.numbers)
            said = f"{count(many, 'headline')}, latest first" if many else "Nothing to jump to."
            return Hits(headlines.numbers[:_FOUND], said, found=False, edition=headlines.edition)
        matches = headlines.jump.find(
            query,
            _FOUND,
            prefer=lambda row: not self.session.is_number_read(headlines.numbers[row]),
            cancelled=lambda: worker.is_cancelled,
        )
        if worker.is_cancelled:
            return None
        said = f"{count(len(matches), 'headline')}, best first" if matches else "No headline is like that."
        numbers = [headlines.numbers[match.row] for match in matches]
        return Hits(numbers, said, [match.spans for match in matches], edition=headlines.edition)
