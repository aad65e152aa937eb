"""Search: type words of a text, and go to an article that has these words."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from textual import work
from textual.worker import get_current_worker

from careader.errors import CareaderError
from careader.find.search.places import Place
from careader.sitting.asking import Answer
from careader.sitting.counting import days_asked
from careader.sitting.sections import FoundList
from careader.sitting.session import Session
from careader.ui.safe_text import safe_content
from careader.ui.screens.find import Chosen, FindScreen, Hits, ask_for
from careader.ui.screens.within import find_within
from careader.ui.widgets.headlines import HeadlinesPane
from careader.ui.widgets.snippets import SnippetsPane
from careader.words import count, short_day

if TYPE_CHECKING:
    from careader.ui.screens.reader import ReaderScreen


class SearchScreen(FindScreen):
    """Finds articles by the words of their texts."""

    KIND = "Search"
    HEADING = "Search the text"
    HINT = 'Words, "a phrase", lake SAME ice, $#, date:2025-12 …'
    KEYS = (
        "Enter open · Tab list all · Shift+Tab sentences · Esc back",
        "Enter · Tab list · Shift+Tab sentences · Esc",
    )

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._answer = Answer()

    def make_results(self) -> HeadlinesPane:
        """Make the pane of the results: each headline with the passage of its text that matches the query."""
        return SnippetsPane(self.signs, id="results")

    def hits(self, query: str) -> Hits | None:
        """The articles that match the query; no articles where nothing is typed."""
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
        self._answer = answer
        found = (
            f"{count(len(answer.numbers), 'article')}{_days(answer, query)}"
            if answer.numbers
            else "Nothing found"
        )
        return Hits(answer.numbers, " · ".join((found, *answer.said)), terms=answer.terms, edition=edition)

    def show_hits(self, results: HeadlinesPane, hits: Hits) -> None:
        """Show the found articles with their matching passages."""
        assert isinstance(results, SnippetsPane), "made so"  # noqa: S101 - narrows the type
        results.terms = hits.terms
        super().show_hits(results, hits)

    def acts(self) -> dict[str, Callable[[], None]]:
        """The functions that Enter, Tab and Shift+Tab call."""
        return {**super().acts(), "shift+tab": lambda: self.when_answered(self._start_listing_places)}

    def _start_listing_places(self) -> None:
        """Begin to list the matching sentences, if the query has an answer and words to look for."""
        if not (self._hits.found and self._hits.numbers):
            return
        if self._hits.terms:
            self._list_places(self._answer)
        else:
            self._status.update(safe_content("Sentences need a word to look for: lake SAME ice"))

    @work(thread=True, exclusive=True, exit_on_error=False)
    def _list_places(self, answer: Answer) -> None:
        worker = get_current_worker()
        try:
            found = self.session.finding.places(answer, _FIRST_PLACES)
        except (CareaderError, FileNotFoundError) as error:
            told = f"The text cannot be searched: {error}"
            self.app.call_from_thread(self._status.update, safe_content(told))
            return
        if not worker.is_cancelled:
            self.app.call_from_thread(self._take_places, answer, found)

    def _take_places(self, answer: Answer, found: Sequence[Place]) -> None:
        listed = set(self.session.corpus.articles.numbers)
        known = [place for place in found if place.article in listed]
        if not known:
            return
        name, finding = f"Places: {self._input.value.strip()}", self.session.finding

        def read_on() -> FoundList:
            places = finding.places(answer, _MOST_PLACES)
            return places_found(name, answer, [place for place in places if place.article in listed])

        more = read_on if len(found) == _FIRST_PLACES else None
        self._leave_with(Chosen(None, places_found(name, answer, known), more))


_FIRST_PLACES = 60
"""The number of sentences that are listed at once. The other sentences follow as soon as they are read."""

_MOST_PLACES = 500
"""The most sentences that are listed: each one is read, measured and kept."""


def places_found(name: str, answer: Answer, places: Sequence[Place]) -> FoundList:
    """The list of the found sentences, with a message where sentences are left out."""
    articles = [*dict.fromkeys(place.article for place in places)]
    return FoundList(name, articles, answer.terms, places, told=_told(answer, articles, places))


def _told(answer: Answer, articles: Sequence[int], places: Sequence[Place]) -> str:
    if len(places) < _MOST_PLACES:
        return ""
    every = count(len(answer.numbers), "article")
    listed = f"The first {len(places):,} sentences, of {len(articles):,} of {every}"
    return f"{listed}: careader places lists all"


def _days(answer: Answer, query: str) -> str:
    """The range of the first days of the found articles, and the number of undated articles, after a comma.

    A query for articles of other days is told that these are first days.
    """
    undated = f", {answer.undated:,} undated" if answer.undated else ""
    if answer.first is None or answer.last is None:
        return ", undated" if undated else ""
    asked = days_asked(query)
    told = "" if asked is None or (answer.first in asked and answer.last in asked) else "first on "
    last = "" if answer.first == answer.last else f" – {short_day(answer.last)}"
    return f", {told}{short_day(answer.first)}{last}{undated}"


def search(reader: "ReaderScreen") -> None:
    """Search in the article where the article pane has the focus, else search in all articles."""
    if reader.panes.active is reader.panes.text and reader.article:
        find_within(reader)
    else:
        search_all(reader)


def search_all(reader: "ReaderScreen") -> None:
    """Search the text of all articles."""
    ask_for(reader, SearchScreen(reader.session))
