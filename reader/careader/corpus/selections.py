"""Selections: the numbers of all articles with a property, read from the index with one statement each.

Every function raises `sqlite3.Error` where the index cannot be read; `careader.index.tables.index_errors`
turns the error into a `CareaderError`.
"""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from careader.capture.models import DOUBTFUL
from careader.corpus.corpus import Corpus
from careader.index.stored import UNDATED, read_authors, read_days

if TYPE_CHECKING:
    from careader.typed_days import Days


def _numbers(corpus: Corpus, select: str, *values: object) -> set[int]:
    """The numbers that a SELECT gives, fetched as one text: a row for each would take twice the time."""
    (stored,) = corpus.database.execute(f"SELECT json_group_array(number) FROM ({select})", values).fetchone()  # noqa: S608 - our text
    return set(json.loads(stored))


def cut_short(corpus: Corpus) -> set[int]:
    """The numbers of the articles of which every copy is an excerpt."""
    return _numbers(corpus, "SELECT number FROM articles WHERE excerpt")


def doubtful(corpus: Corpus) -> set[int]:
    """The numbers of the articles with a doubtful headline."""
    return _numbers(corpus, "SELECT number FROM articles WHERE confidence < ?", DOUBTFUL)


def of_kinds(corpus: Corpus, kinds: Collection[str]) -> set[int]:
    """The numbers of the articles of one of the kinds."""
    select = "SELECT number FROM articles WHERE kind IN (SELECT value FROM json_each(?))"
    return _numbers(corpus, select, json.dumps([*kinds]))


def changed(corpus: Corpus, days: "Days | None" = None) -> set[int]:
    """The numbers of the articles whose text changed: on one of ``days``, or ever where ``days`` is None."""
    if days is None:
        return _numbers(corpus, "SELECT number FROM articles WHERE changes != ''")
    rows = corpus.database.execute("SELECT number, changes FROM articles WHERE changes != ''")
    return {number for number, changes in rows if any(day in days for day in read_days(changes))}


def authors(corpus: Corpus) -> set[str]:
    """The names of all authors."""
    rows = corpus.database.execute("SELECT DISTINCT authors FROM articles WHERE authors != ''")
    return {name for (names,) in rows for name in read_authors(names)}


def written_by(corpus: Corpus, names: Collection[str]) -> set[int]:
    """The numbers of the articles with an author of one of the names."""
    rows = corpus.database.execute("SELECT number, authors FROM articles WHERE authors != ''")
    wanted = {*names}
    return {number for number, stored in rows if not wanted.isdisjoint(read_authors(stored))}


def came_after(corpus: Corpus, moment: int) -> set[int]:
    """The numbers of the articles of which every copy came to the index after ``moment``.

    Args:
        corpus: the corpus.
        moment: milliseconds of UTC, as `last_came` returns.
    """
    select = """
        SELECT DISTINCT article AS number FROM texts t WHERE came > ? AND article NOTNULL
        AND NOT EXISTS (SELECT 1 FROM texts o WHERE o.article = t.article AND o.came <= ?)
    """
    return _numbers(corpus, select, moment, moment)


def last_came(corpus: Corpus) -> int:
    """The moment at which the latest text came to the index, in milliseconds of UTC; 0 without texts."""
    (came,) = corpus.database.execute("SELECT ifnull(max(came), 0) FROM texts").fetchone()
    return int(came)


def numbers_by_key(corpus: Corpus, keys: Iterable[str]) -> Iterator[tuple[str, int]]:
    """The keys that belong to an article, each with the number of the article."""
    select = 'SELECT k."key", k.article FROM json_each(?) j CROSS JOIN "keys" k ON k."key" = j.value'
    yield from corpus.database.execute(select, (json.dumps([*keys]),))


def digests_of(corpus: Corpus, numbers: Iterable[int]) -> Iterator[tuple[int, str]]:
    """The number of each article, with the digest of the words of its shown copy."""
    select = "SELECT a.number, a.said FROM json_each(?) j CROSS JOIN articles a ON a.number = j.value"
    yield from corpus.database.execute(select, (json.dumps([*numbers]),))


def with_other_text(corpus: Corpus, seen: Mapping[str, str]) -> set[int]:
    """The numbers of the articles that now show another text than the reader saw.

    Args:
        corpus: the corpus.
        seen: for each key, the digest of the text that the reader saw; an article may have several keys. An
            article without such a key is left out.
    """
    digests: dict[int, set[str]] = {}
    for key, number in numbers_by_key(corpus, seen):
        digests.setdefault(number, set()).add(seen[key])
    return {number for number, said in digests_of(corpus, digests) if said not in digests[number]}


def captures_by_day(corpus: Corpus) -> dict[int, int]:
    """The number of readable captures by day. A day is its ordinal; `UNDATED` stands for undated captures."""
    # Neither statement reads the rows of readable captures, which are long: both are answered by an index.
    every = dict(corpus.database.execute("SELECT day, count(*) FROM captures GROUP BY day"))
    for (day,) in corpus.database.execute("SELECT day FROM captures WHERE unreadable != ''"):
        every[day] -= 1
    return {day or UNDATED: number for day, number in every.items() if number}
