"""Search: finding the articles whose text answers a query, best first.

The index has an FTS5 table ``search``; the table ``search_words`` is its vocabulary. The row with the number
of an article has the `plain_words` of the article in the columns ``headline`` and ``body``, and the kinds of
figures in the column ``signs``. Some conditions cannot be decided by these tables, such as whether words are
in one sentence: then the texts of the articles are read. docs/search-engine.md describes the ranking.
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
from careader.find.search.searched_text import SearchedText, answers
from careader.find.search.terms import (
    AllOf,
    Lookup,
    Node,
    OneOf,
    Phrase,
    Term,
    every_lookup,
    expression,
    is_told_by_index,
    lookups,
    wanted_terms,
)
from careader.index.stored import COLUMNS, read_parts

_RANKED = 6_000  # of more articles, only articles that match in the headline are ranked
_TITLED = 2_500  # and of these, at most so many, the newest
_WEIGHTS = ", ".join({"headline": "10.0", "body": "1.0"}.get(column, "0.0") for column in COLUMNS)
_AT_ONCE = 200  # so many articles are fetched with one statement
_SMALL_WORDS = frozenset(
    "a about all an and any are as at be been between by can could did do does for from had has have how in"
    " is it its many me much not of on or said say says tell than that the their there these they this those"
    " to told was were what when where which who whom whose why will with would".split()
)
"""Words that only ask or join. If no article has all words of a query, these are not looked for."""


class Depth(Enum):
    """How much work a search does. Each depth includes the work of the depths before it.

    Attributes:
        MATCHED: ask only the index. Where the index cannot decide, the caller has to check the rest
            of the query, `Found.unchecked`, in the texts. Enough for listing places.
        READ: read the texts where the index cannot decide. Enough for counting.
        RANKED: put the best articles first.
    """

    MATCHED = "matched"
    READ = "read"
    RANKED = "ranked"


@dataclass(frozen=True, slots=True)
class Found:
    """The result of a search.

    Attributes:
        numbers: the numbers of all articles that answer, best first.
        lookups: the lookups to highlight (`highlighting`), with the spellings of the archive.
        said: a line for each part of the query that was skipped or changed.
        unchecked: the part of the query that was not checked, since the texts were not read; None where the
            whole query was checked.
    """

    numbers: list[int]
    lookups: tuple[Lookup, ...] = ()
    said: tuple[str, ...] = ()
    unchecked: Node | None = None


def find(
    db: sqlite3.Connection,
    query: Query,
    *,
    newest_first: Callable[[Iterable[int] | None], list[int]],
    among: Callable[[Iterable[int] | None], Iterable[int]] | None = None,
    depth: Depth = Depth.RANKED,
) -> Found:
    """Find the articles that answer a query.

    Args:
        db: the index, with the tables ``search`` and ``search_words``, and the texts of articles.
        query: the query. The caller applies its filters through ``among``.
        newest_first: sorts the numbers of articles, newest first. Articles that answer equally well keep this
            order. With None, returns the numbers of all articles; `find` calls it with None for a query
            without words.
        among: takes numbers of articles and returns the numbers that pass the filters; with None, returns the
            numbers of all articles that pass. None where the query has no filters.
        depth: how much work to do.

    Returns:
        The articles. A query that asks for nothing, or that has a problem, finds no article.

    Raises:
        sqlite3.Error: the index cannot be read.
    """
    if query.empty:
        return Found([], said=query.said)
    said = list(query.said)
    if query.wanted is None:
        numbers = newest_first(among(None) if among else None)
        if query.unwanted:
            unwanted = fit(db, query.unwanted, said, forgive=False)
            left_out = set(read(db, unwanted, filter(set(numbers).__contains__, _matching(db, unwanted))))
            numbers = [number for number in numbers if number not in left_out]
        return Found(numbers, said=tuple(said))
    wanted = fit(db, query.wanted, said)
    every = _matching(db, wanted)
    for less in () if every else _less_exact(query.wanted):
        said_of_less = [*query.said]
        nearest = fit(db, less, said_of_less)
        if every := _matching(db, nearest):
            wanted, said = nearest, said_of_less
            said.append(f"not all together anywhere: showing {', '.join(map(_typed, wanted_terms(wanted)))}")
            break
    matching = among(every) if among else every
    if depth is Depth.MATCHED:
        unchecked = None if is_told_by_index(wanted) else wanted
        return Found([*matching], tuple(lookups(wanted)), tuple(said), unchecked)
    newest = newest_first(read(db, wanted, matching))
    if depth is Depth.RANKED and not query.order:
        newest = _ranked(db, wanted, newest, every=len(newest) == len(every))
    return Found(newest, tuple(lookups(wanted)), tuple(said))


def read(db: sqlite3.Connection, node: Node, numbers: Iterable[int]) -> Iterable[int]:
    """The numbers of the articles that answer a node; texts are read where the index cannot decide.

    Args:
        db: the index.
        node: the node.
        numbers: the numbers of the articles that match `terms.expression` of the node.
    """
    if is_told_by_index(node):
        return numbers
    only = [*every_lookup(node)]
    return [
        number
        for number, headline, parts in texts_of(db, numbers)
        if answers(node, SearchedText([headline], headline=True, only=only), SearchedText(parts, only=only))
    ]


def texts_of(db: sqlite3.Connection, numbers: Iterable[int]) -> Iterator[tuple[int, str, list[str]]]:
    """Yield the number, the headline, and the parts of the text, of each article, in the given order."""
    select = """
        SELECT a.number, t.headline, t.blocks FROM json_each(?) j
        CROSS JOIN articles a ON a.number = j.value CROSS JOIN texts t ON t.id = a.text
    """
    rest = iter(numbers)
    while some := [*islice(rest, _AT_ONCE)]:  # the caller may stop early
        for number, headline, blocks in db.execute(select, (json.dumps(some),)):
            yield number, headline, read_parts(blocks)


def _less_exact(node: Node) -> Iterator[Node]:
    """What a node without an answer may mean, the likeliest first."""
    ways = _begun(node, every=False), _without_small_words(node), _begun(node, every=True)
    yield from filter(None, ways)


def _begun(node: Node, *, every: bool) -> Node | None:
    """The node with its last word (or every word) taken as half-typed; None where no word can be half-typed.

    A single wanted word gives None: `fitting.fit` already tries such a word as half-typed.
    """
    if not isinstance(node, AllOf) or len(node.parts) == 1:
        return None
    parts = [*node.parts]
    for at in range(len(parts)) if every else [-1]:
        parts[at] = _half_typed(parts[at])
    return AllOf(tuple(parts), node.without) if parts != [*node.parts] else None


def _without_small_words(node: Node) -> Node | None:
    """The node without the words that only ask or join, as in ``what did the minister say about water``.

    None where the node has no such word, or no other.
    """
    if not isinstance(node, AllOf):
        return None
    parts = tuple(part for part in node.parts if not _is_small(part))
    return AllOf(parts, node.without) if parts and len(parts) < len(node.parts) else None


def _is_small(node: Node) -> bool:
    if not isinstance(node, Term) or node.exact or node.phrases[0].prefix:
        return False
    return _SMALL_WORDS.issuperset(node.phrases[0].words)


def _half_typed(node: Node) -> Node:
    if isinstance(node, Term) and not node.exact and not node.phrases[0].prefix:
        return replace(node, phrases=(replace(node.phrases[0], prefix=True),))
    return node


def _typed(term: Term) -> str:
    return str(term.phrases[0])


def _matching(db: sqlite3.Connection, node: Node) -> list[int]:
    return _numbers(db, "SELECT json_group_array(rowid) FROM search WHERE search MATCH ?", expression(node))


def _numbers(db: sqlite3.Connection, select: str, *values: object) -> list[int]:
    """The numbers that a SELECT returns as one JSON text: one row per number would take twice the time."""
    (stored,) = db.execute(select, values).fetchone()
    numbers: list[int] = json.loads(stored)
    return numbers


def _ranked(db: sqlite3.Connection, node: Node, newest: list[int], *, every: bool) -> list[int]:
    """Sort the numbers of articles, best first; equally good articles keep their order.

    Ranking by very common words says little. So where more than `_RANKED` articles match, only the newest
    articles that match in the headline are ranked; these come first, the others follow, newest first. Where
    most articles of the archive match, no article is ranked.

    Args:
        db: the index.
        node: the node that the articles answer.
        newest: the numbers of the articles, newest first.
        every: whether ``newest`` has all articles that match the node; False where a filter removed some.
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
    """A node that finds the articles with a wanted term in the headline; None where no term is wanted."""
    terms = tuple(replace(term, headline=True) for term in wanted_terms(node))
    return OneOf(terms) if terms else None


def _scores(db: sqlite3.Connection, node: Node, chosen: list[int] | None) -> dict[int, float]:
    """The score of each matching article, by number; lower is better.

    FTS5 treats each spelling of a term as a word of its own, so that the rarest spelling would count most.
    Here every spelling counts as much as the typed spelling, times `Phrase.counts`.

    Args:
        db: the index.
        node: the node that the articles answer.
        chosen: the numbers of the articles to score; None for all.
    """
    scores = _bm25(db, expression(node), chosen)
    for term in wanted_terms(node):
        others = [phrase for phrase in term.phrases if phrase.counts < 1]
        typed = _rarity(db, _written(term, term.phrases[0])) if others else 1.0
        for phrase in others:
            way = _written(term, phrase)
            weight = phrase.counts * typed / _rarity(db, way)
            for number, score in _bm25(db, way, list(scores)).items():
                scores[number] += (weight - 1) * score
    return scores


def _written(term: Term, phrase: Phrase) -> str:
    """The FTS5 expression for one spelling of a term."""
    return expression(replace(term, phrases=(phrase,)))


def _bm25(db: sqlite3.Connection, match: str, chosen: list[int] | None) -> dict[int, float]:
    select = f"SELECT rowid, bm25(search, {_WEIGHTS}) FROM search WHERE search MATCH ?"  # noqa: S608 - numbers
    if chosen is None:
        return dict(db.execute(select, (match,)).fetchall())
    # The plus sign before rowid keeps SQLite from asking FTS5 for each article separately.
    some = f"{select} AND +rowid IN (SELECT value FROM json_each(?))"  # noqa: S608 - two fixed texts
    return dict(db.execute(some, (match, json.dumps(chosen))).fetchall())


def _rarity(db: sqlite3.Connection, match: str) -> float:
    """The inverse document frequency of an expression, as in bm25 of FTS5."""
    every = _count(db)
    (matching,) = db.execute("SELECT count(*) FROM search WHERE search MATCH ?", (match,)).fetchone()
    return max(log((every - matching + 0.5) / (matching + 0.5)), 1e-6)


def _count(db: sqlite3.Connection) -> int:
    """The number of articles. Counting the rows of the search table would read all of it."""
    (every,) = db.execute("SELECT count(*) FROM search_docsize").fetchone()
    return int(every)
