"""Search: type words of a text, and go to the articles that have them."""

from typing import TYPE_CHECKING

from textual.worker import get_current_worker

from careader.errors import CareaderError
from careader.ui.screens.find import FindScreen, Hits, ask_for
from careader.ui.screens.within import find_within
from careader.ui.widgets.headlines import HeadlinesPane
from careader.ui.widgets.snippets import SnippetsPane
from careader.words import count

if TYPE_CHECKING:
    from careader.ui.screens.reader import ReaderScreen


class SearchScreen(FindScreen):
    """Finds articles by what they say."""

    KIND = "Search"
    HEADING = "Search the text"
    HINT = 'Words, "a phrase", date:2025-12 …'

    def make_results(self) -> HeadlinesPane:
        """Headlines with the place in their text that answers."""
        return SnippetsPane(self.signs, id="results")

    def hits(self, query: str) -> Hits | None:
        """The articles whose text answers the query; none where nothing is typed."""
        if not query.strip():
            return Hits((), "", found=False)
        worker = get_current_worker()
        try:
            answer, edition = self.session.finding.search(query)
        except (CareaderError, FileNotFoundError) as error:
            return Hits((), f"The text cannot be searched: {error}")
        if worker.is_cancelled:
            return None
        if answer.problem:
            return Hits((), answer.problem)
        found = f"{count(len(answer.numbers), 'article')}, best first" if answer.numbers else "Nothing found"
        return Hits(answer.numbers, " · ".join((found, *answer.said)), terms=answer.terms, edition=edition)

    def show_hits(self, results: HeadlinesPane, hits: Hits) -> None:
        """Show what was found, with the places."""
        assert isinstance(results, SnippetsPane), "made so"  # noqa: S101 - narrows the type
        results.terms = hits.terms
        super().show_hits(results, hits)


def search(reader: "ReaderScreen") -> None:
    """Search the text: in the article pane that of the article, elsewhere that of all articles."""
    if reader.panes.active is reader.panes.text and reader.article:
        find_within(reader)
    else:
        search_all(reader)


def search_all(reader: "ReaderScreen") -> None:
    """Search the text of all articles."""
    ask_for(reader, SearchScreen(reader.session))
