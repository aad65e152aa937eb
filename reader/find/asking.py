"""Asking the archive: one way for the interface and for the command line."""

import sqlite3
from collections.abc import Container, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from reader.find.query import Query, read_query
from reader.find.search import find
from reader.find.terms import Term
from reader.state import Mark

if TYPE_CHECKING:
    from reader.corpus import Corpus
    from reader.marks import Marks


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

    Any text has an answer, or a problem in one line. It may be asked on any thread.
    """
    query = read_query(text)
    if query.problem or query.empty:
        return Answer(said=query.said, problem=query.problem)
    order = corpus.articles.numbers
    recency = dict(zip(order, range(len(order)), strict=True))
    try:
        found = find(
            corpus.database,
            query,
            recency=lambda number: recency.get(number, len(order)),
            among=_Meant(corpus, marks, query) if query.filtered else None,
        )
    except sqlite3.Error as error:
        return Answer(problem=f"the index cannot be searched: {error}")
    return Answer(found.numbers, found.terms, found.said)


class _Meant(Container[int]):
    """The numbers of the articles that the filters of a query let through."""

    def __init__(self, corpus: "Corpus", marks: "Marks", query: Query) -> None:
        self._marks = marks
        self._query = query
        self._standing = _standing(corpus, query)

    def __contains__(self, number: object) -> bool:
        assert isinstance(number, int), "articles have numbers"  # noqa: S101 - narrows the type
        query, marks = self._query, self._marks
        return (
            query.read in {None, marks.has_number(Mark.READ, number)}
            and query.bookmarked in {None, marks.has_number(Mark.BOOKMARK, number)}
            and (self._standing is None or number in self._standing)
        )


def _standing(corpus: "Corpus", query: Query) -> set[int] | None:
    """The articles that stood when the query wants; None where it wants nothing of the kind."""
    if not (query.days or query.not_days or query.undated is not None):
        return None
    days: dict[int, list[date]] = {}
    undated: set[int] = set()
    for day in corpus.dates:
        for number in corpus.numbers_on(day):
            listed = days.setdefault(number, [])
            if day is None:
                undated.add(number)
            else:
                listed.append(day)
    return {number for number, stood in days.items() if query.stands(stood, undated=number in undated)}
