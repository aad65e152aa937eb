"""Search: the articles whose text answers a query, best first.

Works on the index: an FTS5 table ``search`` with the columns ``headline``, ``body`` and ``signs``, where the
row with the number of an article holds its `plain_words` and which figures it has, and its vocabulary
``search_words``. What they cannot tell, such as what stands in one sentence, is read in the texts of the
articles that they find. docs/search-engine.md tells how the answer is ranked.
"""

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from enum import Enum
from itertools import filterfalse, islice
from math import log

from careader.find.search.fitting import fit
from careader.find.search.query import Query
from careader.find.search.reading import Reading, answers
from careader.find.search.terms import (
    AllOf,
    Lookup,
    Node,
    OneOf,
    Run,
    Term,
    every_lookup,
    expression,
    is_told_by_index,
    lookups,
    wanted_terms,
)
from careader.index.stored import read_parts

_RANKED = 6_000  # articles that are all ranked by what they say; of more, those that say it in the headline
_TITLED = 2_500  # of those, the newest
_AT_ONCE = 200  # articles that SQLite is asked for with one statement


class Depth(Enum):
    """How much a search does; each does what those before it do.

    Attributes:
        MATCHED: asks the index. Where it cannot tell whether articles answer, who asked reads them, as far as
            they are wanted (`Found.unread`): enough for places.
        READ: reads those articles; all that a count needs.
        RANKED: puts the best first.
    """

    MATCHED = "matched"
    READ = "read"
    RANKED = "ranked"


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found.

    Attributes:
        numbers: all articles that answer, best first.
        lookups: what to bring out in them, as the archive has it (`careader.find.search.matches`).
        said: what a reader should know of how the query was taken, in one line each.
        unread: what the articles were not read for, though the index cannot tell whether they answer it; None
            where all of them answer.
    """

    numbers: list[int]
    lookups: tuple[Lookup, ...] = ()
    said: tuple[str, ...] = ()
    unread: Node | None = None


def find(
    db: sqlite3.Connection,
    query: Query,
    *,
    newest_first: Callable[[Iterable[int] | None], list[int]],
    among: Callable[[Iterable[int]], Iterable[int]] | None = None,
    depth: Depth = Depth.RANKED,
) -> Found:
    """Find the articles that answer a query.

    Args:
        db: the index, with the tables ``search`` and ``search_words``, and the texts of articles.
        query: what is asked. Its filters are for the caller to apply, through ``among``.
        newest_first: puts articles in order, by their numbers: those that answer alike stand so. Gives all
            articles in this order for None, which is where no words are asked for.
        among: lets through the articles that count; all where it is None.
        depth: how much is done.

    Returns:
        The articles. A query that asks nothing, or has a problem, finds none.

    Raises:
        sqlite3.Error: the index cannot be read.
    """
    if query.empty:
        return Found([], said=query.said)
    said = list(query.said)
    if query.wanted is None:
        numbers: Iterable[int] = newest_first(None)
        if query.unwanted:
            unwanted = fit(db, query.unwanted, said, forgive=False)
            left_out = set(read(db, unwanted, _matching(db, unwanted)))
            numbers = [number for number in numbers if number not in left_out]
        return Found([*(among(numbers) if among else numbers)], said=tuple(said))
    wanted = fit(db, query.wanted, said)
    every = _matching(db, wanted)
    for all_begun in (False, True):
        if not every and (begun := _begun(query.wanted, every=all_begun)):
            begun = fit(db, begun, [])
            if every := _matching(db, begun):
                wanted = begun
                said.append(
                    f"not all together anywhere: showing {', '.join(map(_typed, wanted_terms(begun)))}"
                )
    matching = among(every) if among else every
    if depth is Depth.MATCHED:
        unread = None if is_told_by_index(wanted) else wanted
        return Found([*matching], tuple(lookups(wanted)), tuple(said), unread)
    newest = newest_first(read(db, wanted, matching))
    if depth is Depth.RANKED and not query.order:
        newest = _ranked(db, wanted, newest, every=len(newest) == len(every))
    return Found(newest, tuple(lookups(wanted)), tuple(said))


def read(db: sqlite3.Connection, node: Node, numbers: Iterable[int]) -> Iterable[int]:
    """Those of the articles that the index finds for a node that answer it: read where it cannot tell."""
    if is_told_by_index(node):
        return numbers
    only = [*every_lookup(node)]
    return [
        number
        for number, headline, parts in readings_of(db, numbers)
        if answers(node, Reading([headline], headline=True, only=only), Reading(parts, only=only))
    ]


def readings_of(db: sqlite3.Connection, numbers: Iterable[int]) -> Iterator[tuple[int, str, list[str]]]:
    """Articles by their numbers, in the order given: each with its headline and the parts of its text."""
    select = """
        SELECT a.number, t.headline, t.blocks FROM json_each(?) j
        CROSS JOIN articles a ON a.number = j.value CROSS JOIN texts t ON t.id = a.text
    """
    rest = iter(numbers)
    while some := [*islice(rest, _AT_ONCE)]:  # who asks may want the first only
        for number, headline, blocks in db.execute(select, (json.dumps(some),)):
            yield number, headline, read_parts(blocks)


def _begun(node: Node, *, every: bool) -> Node | None:
    """The same question with its last word half typed, or every one; None where there is none to be so.

    A word alone is no such question, whatever it is to stand without: that it may be half typed is a part of
    what it means (`fitting.fit`).
    """
    if not isinstance(node, AllOf) or len(node.parts) == 1:
        return None
    parts = [*node.parts]
    for at in range(len(parts)) if every else [-1]:
        parts[at] = _half_typed(parts[at])
    return AllOf(tuple(parts), node.without) if parts != [*node.parts] else None


def _half_typed(node: Node) -> Node:
    if isinstance(node, Term) and not node.exact and not node.runs[0].prefix:
        return replace(node, runs=(replace(node.runs[0], prefix=True),))
    return node


def _typed(term: Term) -> str:
    return str(term.runs[0])


def _matching(db: sqlite3.Connection, node: Node) -> list[int]:
    return _numbers(db, "SELECT json_group_array(rowid) FROM search WHERE search MATCH ?", expression(node))


def _numbers(db: sqlite3.Connection, select: str, *values: object) -> list[int]:
    """Numbers that SQLite hands over in one text: a row for each takes twice the time."""
    (stored,) = db.execute(select, values).fetchone()
    numbers: list[int] = json.loads(stored)
    return numbers


def _ranked(db: sqlite3.Connection, node: Node, newest: list[int], *, every: bool) -> list[int]:
    """Articles, newest first, by how well they answer; those that answer alike stay as they are.

    What very many say tells little by how often it is said: of those, the newest that say it in the headline
    come first; what most say tells nothing. ``every`` says that the articles are all that match.
    """
    if len(newest) <= _RANKED:
        return _by_score(newest, _scores(db, node, None if every else newest))
    if len(newest) > _count(db) / 2:
        return newest
    headlines = _in_headlines(node)
    if headlines is None:
        return newest
    titled = set(_matching(db, headlines))
    first = [*islice(filter(titled.__contains__, newest), _TITLED)]
    first = _by_score(first, _scores(db, headlines, first))
    return [*first, *filterfalse(set(first).__contains__, newest)]


def _by_score(numbers: list[int], scores: dict[int, float]) -> list[int]:
    return sorted(numbers, key=(dict.fromkeys(numbers, 0.0) | scores).__getitem__)


def _in_headlines(node: Node) -> Node | None:
    """What finds every article with a wanted term in its headline; None where no term is wanted."""
    terms = tuple(replace(term, headline=True) for term in wanted_terms(node))
    return OneOf(terms) if terms else None


def _scores(db: sqlite3.Connection, node: Node, chosen: list[int] | None) -> dict[int, float]:
    """How well each article answers: the lower, the better. None for ``chosen`` is all that match.

    To FTS5 each way to write a term is a word by itself, and the rarest tells most. Here they are one: each
    tells what the typed one does, times what it counts.
    """
    scores = _bm25(db, expression(node), chosen)
    for term in wanted_terms(node):
        others = [run for run in term.runs if run.counts < 1]
        typed = _rarity(db, _written(term, term.runs[0])) if others else 1.0
        for run in others:
            way = _written(term, run)
            weight = run.counts * typed / _rarity(db, way)
            for number, score in _bm25(db, way, list(scores)).items():
                scores[number] += (weight - 1) * score
    return scores


def _written(term: Term, run: Run) -> str:
    """The expression for one way to write a term."""
    return expression(replace(term, runs=(run,)))


def _bm25(db: sqlite3.Connection, match: str, chosen: list[int] | None) -> dict[int, float]:
    select = "SELECT rowid, bm25(search, 10.0, 1.0, 0.0) FROM search WHERE search MATCH ?"
    if chosen is None:
        return dict(db.execute(select, (match,)).fetchall())
    # The sign before rowid keeps SQLite from asking FTS5 for each article by itself.
    some = f"{select} AND +rowid IN (SELECT value FROM json_each(?))"  # noqa: S608 - two texts of ours
    return dict(db.execute(some, (match, json.dumps(chosen))).fetchall())


def _rarity(db: sqlite3.Connection, match: str) -> float:
    """How much an expression tells by the number of articles that match it, as bm25 of FTS5 has it."""
    every = _count(db)
    (matching,) = db.execute("SELECT count(*) FROM search WHERE search MATCH ?", (match,)).fetchone()
    return max(log((every - matching + 0.5) / (matching + 0.5)), 1e-6)


def _count(db: sqlite3.Connection) -> int:
    """How many articles there are. To ask the search table itself would have FTS5 go through all of them."""
    (every,) = db.execute("SELECT count(*) FROM search_docsize").fetchone()
    return int(every)
