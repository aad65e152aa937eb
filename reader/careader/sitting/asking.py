"""Answering a search query, for the interface and for the command line."""

from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from careader import locations
from careader.errors import StateError
from careader.find.search.places import Place, places_in
from careader.find.search.query import read_query
from careader.find.search.search import Depth, find, texts_of
from careader.find.search.terms import Lookup, Node
from careader.index import stored
from careader.index.tables import index_errors
from careader.sitting.filtering import Filtering

if TYPE_CHECKING:
    from careader.corpus import Corpus
    from careader.sitting.marked_articles import MarkedArticles


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
    marks: "MarkedArticles",
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
    filtering = Filtering(corpus, marks, state_file or locations.state_db())
    with index_errors(corpus.path), closing(filtering):
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
        for number, headline, parts in texts_of(corpus.database, numbers):
            yield from places_in(number, headline, parts, answer.terms, answer.unchecked)
