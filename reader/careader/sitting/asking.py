"""Asking the archive: one way for the interface and for the command line."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain, filterfalse
from typing import TYPE_CHECKING

from careader.find.search.query import Query, read_query
from careader.find.search.search import find
from careader.find.search.terms import Term
from careader.index.tables import damage
from careader.state import Mark

if TYPE_CHECKING:
    from careader.corpus import Corpus
    from careader.sitting.marks import Marks


@dataclass(frozen=True, slots=True)
class Answer:
    """What a question to the archive came to.

    Attributes:
        numbers: of the articles that answer it, best first.
        terms: what to bring out in them.
        said: what a reader should know of how the question was taken, in one line each.
        problem: why it cannot be understood, in one line; "" where it can.
    """

    numbers: Sequence[int] = ()
    terms: tuple[Term, ...] = ()
    said: tuple[str, ...] = ()
    problem: str = ""


def ask(corpus: "Corpus", marks: "Marks", text: str) -> Answer:
    """Search a corpus for what was typed (docs/search.md); an empty question has no answer.

    Any text has an answer, or a problem in one line.

    Raises:
        IndexDamagedError: the index cannot be read.
        CareaderError: it is locked, or the search was interrupted.
    """
    query = read_query(text)
    if query.problem or query.empty:
        return Answer(said=query.said, problem=query.problem)
    with damage(corpus.path):
        found = find(
            corpus.database,
            query,
            newest_first=corpus.newest_first,
            among=_filter(corpus, marks, query) if query.filtered else None,
        )
    return Answer(found.numbers, found.terms, found.said)


def _filter(corpus: "Corpus", marks: "Marks", query: Query) -> Callable[[Iterable[int]], Iterable[int]]:
    """Lets through the numbers of the articles that the filters of a query mean."""
    standing = _standing(corpus, query)

    def let_through(numbers: Iterable[int]) -> Iterable[int]:
        for mark, on in ((Mark.READ, query.read), (Mark.BOOKMARK, query.bookmarked)):
            if on is not None:  # articles that came after the marks were looked up have none
                flags = marks.flags[mark].ljust(corpus.last_number + 1, b"\0")
                numbers = (filter if on else filterfalse)(flags.__getitem__, numbers)
        return numbers if standing is None else filter(standing.__contains__, numbers)

    return let_through


def _standing(corpus: "Corpus", query: Query) -> set[int] | None:
    """The articles that stood when the query wants; None where it wants nothing of the kind."""
    if not (query.days or query.not_days or query.undated is not None):
        return None
    dates = corpus.dates

    def on(meant: Callable[[date], bool]) -> set[int]:
        days = [day for day in dates if day and meant(day)]
        return set(chain.from_iterable(map(corpus.numbers_on, days)))

    wanted = [on(days.__contains__) for days in query.days]
    if query.undated is True:
        wanted.append(set(corpus.numbers_on(None)))
    standing = set.intersection(*wanted) if wanted else set(corpus.articles.numbers)
    for days in query.not_days:
        standing -= on(days.__contains__)
    return standing.difference(corpus.numbers_on(None)) if query.undated is False else standing
