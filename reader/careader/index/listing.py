"""What lists show of articles, a row each; the words that are searched; the articles of each day."""

import sqlite3
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from careader.index.authors import SEPARATOR
from careader.index.changes import Said, days_of_change
from careader.index.heirs import wording_of
from careader.index.identity import Wording
from careader.index.stored import (
    UNDATED,
    read_numbers,
    read_parts,
    store_authors,
    store_days,
    store_keys,
    store_numbers,
)
from careader.text import PART_END, tokenizable


class _Standing(NamedTuple):
    """One copy of an article on one capture, as `_STANDINGS` selects it."""

    article: int
    day: int | None
    capture: int
    place: int
    text: int
    excerpt: int
    words: int
    key: str
    headline: str
    confidence: float
    said: str
    kind: str
    authors: str
    author: str


_STANDINGS = """
    SELECT t.article, p.day, c.capture, c.place, t.id, t.excerpt, t.words, t."key", t.headline, c.confidence,
        t.said, t.kind, t.authors, p.author
    FROM temp.stale a CROSS JOIN texts t ON t.article = a.article
    CROSS JOIN copies c ON c.text = t.id
    CROSS JOIN captures p ON p.id = c.capture
    ORDER BY t.article, ifnull(-p.day, 1), p.root, p.path, p.page, c.place
"""
"""Where each article stands: latest day first, undated last, each day in path order."""


def fullest(standings: Sequence[_Standing]) -> _Standing:
    """The copy that an article shows: the fullest, and of equally full copies the latest.

    A copy that its page did not cut short is fuller than an excerpt; then the number of words decides.

    Args:
        standings: of one article, latest day first; at least one.
    """
    return max(standings, key=lambda standing: (not standing.excerpt, standing.words))


class _Row(NamedTuple):
    """A row of ``articles``, in the order of its columns."""

    number: int
    name: str
    headline: str
    excerpt: int
    confidence: float
    words: int
    keys: str
    days: str
    capture: int
    place: int
    text: int
    said: str
    kind: str
    authors: str
    changes: str


def refresh(db: sqlite3.Connection, articles: Iterable[int], new: Mapping[int, Wording]) -> None:
    """Write anew what lists show of articles, and what of them is searched.

    Args:
        db: the index.
        articles: the numbers of those that may be others now, or none any more.
        new: the wordings of texts that were just filed; those of others are read.
    """
    db.execute("CREATE TEMP TABLE IF NOT EXISTS stale (article INTEGER PRIMARY KEY)")
    db.execute("DELETE FROM temp.stale")
    db.executemany("INSERT INTO temp.stale VALUES (?)", [(article,) for article in sorted(articles)])
    select = 'SELECT number, "keys", text FROM articles JOIN temp.stale ON article = number'
    before = {number: (keys, text) for number, keys, text in db.execute(select)}
    fresh = list(_rows(db, new))
    there = {row.number for row in fresh}
    old_words = [(number, text) for number, (_, text) in before.items() if number not in there]
    new_words = []
    for row in fresh:
        keys, text = before.get(row.number, ("", None))
        if text != row.text:
            new_words.append((row.number, row.text))
            old_words += [(row.number, text)] if text is not None else []
        if keys != row.keys:
            _set_keys(db, row.number, keys, row.keys)
    _search(db, "search(search, rowid, headline, body, signs) VALUES ('delete', ", old_words)
    for number in before.keys() - there:
        _set_keys(db, number, before[number][0], "")
        db.execute("DELETE FROM articles WHERE number = ?", (number,))
    db.executemany("REPLACE INTO articles VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", fresh)
    _search(db, "search(rowid, headline, body, signs) VALUES (", new_words)


def _rows(db: sqlite3.Connection, new: Mapping[int, Wording]) -> Iterator[_Row]:
    """The stale articles as they are now."""
    every = map(_Standing._make, db.execute(_STANDINGS))
    for article, group in groupby(every, attrgetter("article")):
        standings = list(group)
        shown = fullest(standings)
        dated = [standing for standing in standings if standing.day]
        earliest = min(dated or standings, key=lambda standing: (standing.day or 0, standing.key))
        yield _Row(
            article,
            earliest.key,
            shown.headline,
            shown.excerpt,
            shown.confidence,
            shown.words,
            store_keys(dict.fromkeys([*(standing.key for standing in standings), *_former(db, article)])),
            store_days(dict.fromkeys(standing.day or UNDATED for standing in dated)),
            shown.capture,
            shown.place,
            shown.text,
            shown.said,
            shown.kind,
            store_authors((*standing.authors.split(SEPARATOR), standing.author) for standing in standings),
            store_days(_changes(db, new, standings)) if len({s.said for s in standings}) > 1 else "",
        )


def _changes(db: sqlite3.Connection, new: Mapping[int, Wording], standings: Sequence[_Standing]) -> list[int]:
    """The days on which an article began to say something else, latest first."""
    first: dict[str, _Standing] = {}
    for standing in standings:  # latest first: what is kept of each text is where it stood first
        first[standing.said] = standing
    texts = [
        Said(standing.day, new.get(standing.text) or wording_of(db, standing.text))
        for standing in first.values()
    ]
    return days_of_change(texts)


def _former(db: sqlite3.Connection, article: int) -> Iterator[str]:
    """The keys of the copies that those of an article came in place of (`heirs`)."""
    select = """
        SELECT f."key" FROM texts t JOIN former f ON f.text = t.id WHERE t.article = ? ORDER BY f."key"
    """
    return (key for (key,) in db.execute(select, (article,)))


def _set_keys(db: sqlite3.Connection, article: int, old: str, new: str) -> None:
    before, now = set(old.split()), set(new.split())
    db.executemany(
        'DELETE FROM "keys" WHERE "key" = ? AND article = ?', [(key, article) for key in before - now]
    )
    db.executemany('INSERT INTO "keys" VALUES (?, ?)', [(key, article) for key in now - before])


def _search(db: sqlite3.Connection, into: str, texts: Sequence[tuple[int, int]]) -> None:
    """Put the words of articles (number and text) into the search table, or take out what was put in."""
    select = "SELECT headline, blocks, signs FROM texts WHERE id = ?"

    def rows() -> Iterator[tuple[int, str, str, str]]:
        for number, text in texts:
            headline, blocks, signs = db.execute(select, (text,)).fetchone()
            body = f" {PART_END} ".join(map(tokenizable, read_parts(blocks)))
            yield number, tokenizable(headline), body, signs

    db.executemany(f"INSERT INTO {into}?, ?, ?, ?)", rows())


def list_days(db: sqlite3.Connection, days: Iterable[int]) -> None:
    """Note anew which articles stood on days."""
    select = """
        SELECT t.article FROM captures p CROSS JOIN copies c ON c.capture = p.id
        CROSS JOIN texts t ON t.id = c.text WHERE p.day IS ? ORDER BY p.root, p.path, p.page, c.place
    """
    for day in days:
        found = db.execute(select, (day or None,))
        if articles := dict.fromkeys(article for (article,) in found):
            db.execute("REPLACE INTO days VALUES (?, ?)", (day, store_numbers(articles)))
        else:
            db.execute("DELETE FROM days WHERE day = ?", (day,))


def days(db: sqlite3.Connection) -> "Iterator[array[int]]":
    """The articles of each day, latest first, undated last."""
    for (stored,) in db.execute("SELECT articles FROM days ORDER BY day DESC"):
        yield read_numbers(stored)
