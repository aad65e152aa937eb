"""Answering a search query, for the interface and for the command line."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import chain, compress, filterfalse
from pathlib import Path
from typing import TYPE_CHECKING

from careader import locations
from careader.corpus import selections
from careader.errors import StateError
from careader.find.search.authors import named
from careader.find.search.filters import UNDATED, UNSEEN, Filter
from careader.find.search.places import Place, places_in
from careader.find.search.query import read_query
from careader.find.search.search import Depth, find, readings_of
from careader.find.search.terms import Lookup, Node
from careader.index import stored
from careader.index.tables import index_errors
from careader.sitting.own_selections import OwnSelections
from careader.state import Mark
from careader.typed_days import Days

if TYPE_CHECKING:
    from careader.corpus import Corpus
    from careader.sitting.marks import Marks


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to a query.

    Attributes:
        numbers: the numbers of the articles that answer, best first, or in the order that the query asks for.
        terms: the lookups to highlight in the articles.
        said: a line for each part of the query that was skipped or changed.
        problem: why the query cannot be answered, in one line; "" without a problem.
        first: the earliest first day of the articles; None where no article is dated.
        last: the latest first day of the articles; None where no article is dated.
        undated: the number of articles that are not dated.
        unchecked: a condition that was not checked, since the texts were not read; `places` checks it. None
            where every condition was checked.
    """

    numbers: Sequence[int] = ()
    terms: tuple[Lookup, ...] = ()
    said: tuple[str, ...] = ()
    problem: str = ""
    first: date | None = None
    last: date | None = None
    undated: int = 0
    unchecked: Node | None = None


def ask(
    corpus: "Corpus",
    marks: "Marks",
    text: str,
    state_file: Path | None = None,
    *,
    depth: Depth = Depth.RANKED,
) -> Answer:
    """Search a corpus (docs/search.md). Any text gives an answer, which may be empty or have a problem.

    Args:
        corpus: the corpus to search.
        marks: the present marks on the articles of the corpus.
        text: the typed query; "" finds nothing.
        state_file: the path of `state.db`; None for the usual path.
        depth: how much work to do.

    Raises:
        IndexDamagedError: the index cannot be read.
        CareaderError: the index is locked, or the search was interrupted.
    """
    query = read_query(text)
    if query.problem or query.empty:
        return Answer(said=query.said, problem=query.problem)
    with index_errors(corpus.path), ExitStack() as stack:
        filtering = _Filtering(corpus, marks, state_file or locations.state_db(), stack)
        try:
            let_through = filtering.of(query.filters)
        except StateError as error:
            return Answer(problem=f"what was read and noted cannot be asked for: {error}")
        found = find(
            corpus.database,
            query,
            newest_first=corpus.newest_first,
            among=let_through,
            depth=depth,
        )
        said = tuple(dict.fromkeys((*found.said, *filtering.said)))
        days = corpus.first_days
        numbers = in_order(found.numbers, days, query.order)
        known = [*map(days.__getitem__, numbers)]
        dated, undated = {*known} - {stored.UNDATED}, known.count(stored.UNDATED)
        first, last = (date.fromordinal(end(dated)) if dated else None for end in (min, max))
        return Answer(
            numbers, found.lookups, said, first=first, last=last, undated=undated, unchecked=found.unchecked
        )


def in_order(numbers: Sequence[int], days: Sequence[int], order: str) -> Sequence[int]:
    """Sort the numbers of articles by first day, undated articles last.

    Args:
        numbers: the numbers of the articles, best first.
        days: the ordinal of the first day of each article, by number; 0 for an undated article.
        order: ``oldest`` or ``newest``; any other order keeps the numbers as they are.
    """
    if order not in {"oldest", "newest"}:
        return numbers
    by_day: dict[int, list[int]] = {}
    for number, day in zip(numbers, map(days.__getitem__, numbers), strict=True):
        by_day.setdefault(day, []).append(number)
    undated = by_day.pop(stored.UNDATED, [])
    dated = sorted(by_day, reverse=order == "newest")
    return [*chain.from_iterable(map(by_day.__getitem__, dated)), *undated]


def places(corpus: "Corpus", answer: Answer) -> Iterator[Place]:
    """The places that answer a query, by the first day of their article, the oldest first.

    The articles of one first day are in the order of `Corpus.articles`.

    Texts are read as the iterator advances, so the first places come at once, even if the places are many.

    Raises:
        IndexDamagedError: the index cannot be read.
        CareaderError: the index is locked, or reading was interrupted.
    """
    with index_errors(corpus.path):
        numbers = in_order(corpus.newest_first(answer.numbers), corpus.first_days, "oldest")
        for number, headline, parts in readings_of(corpus.database, numbers):
            yield from places_in(number, headline, parts, answer.terms, answer.unchecked)


class _Filtering:
    """Turns the filters of a query into a function that selects articles.

    Attributes:
        said: a line for each filter that was changed.
    """

    def __init__(self, corpus: "Corpus", marks: "Marks", state_file: Path, stack: ExitStack) -> None:
        self.said: list[str] = []
        self._corpus, self._marks = corpus, marks
        self._state_file, self._stack = state_file, stack
        self._own: OwnSelections | None = None

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
        corpus, name, days = self._corpus, asked.name, asked.days
        if name == "is" and asked.values[0] in _FLAGS:
            # Articles that came after the marks were looked up have no marks.
            flags = self._marks.flags[_FLAGS[asked.values[0]]].ljust(corpus.last_number + 1, b"\0")
            numbers = corpus.articles.numbers
            return set(compress(numbers, map(flags.__getitem__, numbers)))
        if days:
            within = {
                "date": self._standing,
                "noted": self._noted,
                "read": self._read,
                "changed": self._changed,
            }
            return within[name](days)
        if name == "kind":
            return selections.of_kinds(corpus, asked.values)
        if name == "by":
            names, said = named(asked.values, selections.authors(corpus))
            self.said += filter(None, [said])
            return selections.written_by(corpus, names)
        states: dict[str, Callable[[], set[int]]] = {
            UNDATED: lambda: set(corpus.numbers_on(None)),
            UNSEEN: self._unseen,
            "new": self._new,
            "noted": self._noted,
            "begun": self._begun,
            "changed": partial(selections.changed, corpus),
            "excerpt": partial(selections.cut_short, corpus),
            "doubtful": partial(selections.doubtful, corpus),
        }
        return states[asked.values[0]]()

    def _unseen(self) -> set[int]:
        return self._reader.unseen()

    def _new(self) -> set[int]:
        return self._reader.new()

    def _begun(self) -> set[int]:
        return self._reader.begun()

    def _noted(self, days: Days | None = None) -> set[int]:
        return self._reader.noted(days)

    def _read(self, days: Days) -> set[int]:
        return self._reader.read(days)

    def _changed(self, days: Days) -> set[int]:
        return selections.changed(self._corpus, days)

    def _standing(self, days: Days) -> set[int]:
        """The numbers of the articles with a capture of one of the days."""
        on = [day for day in self._corpus.dates if day and day in days]
        return set(chain.from_iterable(map(self._corpus.numbers_on, on)))

    @property
    def _reader(self) -> OwnSelections:
        if self._own is None:
            self._own = OwnSelections(self._corpus, self._state_file)
            self._stack.callback(self._own.close)
        return self._own


_FLAGS = {"read": Mark.READ, "bookmarked": Mark.BOOKMARK}
