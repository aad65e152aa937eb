"""Applying the filters of a query: the articles that are unread, noted, of an author, and so on."""

from collections.abc import Callable, Iterable
from functools import cached_property
from itertools import chain, compress, filterfalse
from pathlib import Path
from typing import TYPE_CHECKING

from careader.corpus import selections
from careader.find.search.authors import named
from careader.find.search.filters import UNDATED, UNSEEN, Filter
from careader.sitting.own_selections import OwnSelections
from careader.state import Mark
from careader.typed_days import Days

if TYPE_CHECKING:
    from careader.corpus import Corpus
    from careader.sitting.marked_articles import MarkedArticles


class Filtering:
    """Turns the filters of a query into a function that selects articles.

    Args:
        corpus: the corpus of the articles.
        marks: the present marks on the articles.
        state_file: the path of `state.db`; the file is opened at the first filter that needs it.

    Attributes:
        said: a line for each filter that was changed.
    """

    def __init__(self, corpus: "Corpus", marks: "MarkedArticles", state_file: Path) -> None:
        self.said: list[str] = []
        self._corpus, self._marks, self._state_file = corpus, marks, state_file

    def close(self) -> None:
        """Close the state, if a filter opened it."""
        if "_own" in self.__dict__:
            self._own.close()

    def of(self, filters: Iterable[Filter]) -> Callable[[Iterable[int] | None], Iterable[int]] | None:
        """A function that takes numbers of articles and returns the numbers that pass all filters.

        For None, the function returns the numbers of all articles that pass. Without filters, `of` returns
        None.
        """
        wanted: list[set[int]] = []
        unwanted: list[set[int]] = []
        for each in filters:
            (wanted if each.holds else unwanted).append(self._articles(each))
        if not wanted and not unwanted:
            return None

        def let_through(numbers: Iterable[int] | None) -> Iterable[int]:
            if numbers is None:
                numbers = min(wanted, key=len) if wanted else self._corpus.newest_first(None)
            for articles in wanted:
                numbers = filter(articles.__contains__, numbers)
            for articles in unwanted:
                numbers = filterfalse(articles.__contains__, numbers)
            return numbers

        return let_through

    def _articles(self, asked: Filter) -> set[int]:
        """The numbers of the articles with the property of a filter; `Filter.holds` is not considered."""
        corpus, name = self._corpus, asked.name
        if asked.days:
            return self._on_days(name, asked.days)
        if name == "kind":
            return selections.of_kinds(corpus, asked.values)
        if name == "by":
            names, said = named(asked.values, selections.authors(corpus))
            self.said += filter(None, [said])
            return selections.written_by(corpus, names)
        return self._in_state(asked.values[0])

    def _on_days(self, name: str, days: Days) -> set[int]:
        """The numbers of the articles captured, changed, noted or read on one of the days."""
        if name == "date":
            captured = [day for day in self._corpus.dates if day and day in days]
            return set(chain.from_iterable(map(self._corpus.numbers_on, captured)))
        if name == "changed":
            return selections.changed(self._corpus, days)
        return self._own.noted(days) if name == "noted" else self._own.read(days)

    def _in_state(self, state: str) -> set[int]:
        """The numbers of the articles in a state, such as ``read`` or ``excerpt``."""
        if state in _MARKS:
            # Articles that came after the marks were looked up have no marks.
            flags = self._marks.flags[_MARKS[state]].ljust(self._corpus.last_number + 1, b"\0")
            numbers = self._corpus.articles.numbers
            return set(compress(numbers, map(flags.__getitem__, numbers)))
        if state == UNDATED:
            return set(self._corpus.numbers_on(None))
        return _OWN[state](self._own) if state in _OWN else _OF_CORPUS[state](self._corpus)

    @cached_property
    def _own(self) -> OwnSelections:
        """The selections by the reader's own state."""
        return OwnSelections(self._corpus, self._state_file)


_MARKS = {"read": Mark.READ, "bookmarked": Mark.BOOKMARK}
_OWN = {
    UNSEEN: OwnSelections.changed_since_read,
    "new": OwnSelections.new,
    "noted": OwnSelections.noted,
    "begun": OwnSelections.begun,
}
"""The states that the reader's own state tells."""

_OF_CORPUS = {
    "changed": selections.changed,
    "excerpt": selections.cut_short,
    "doubtful": selections.doubtful,
}
"""The states that the corpus tells."""
