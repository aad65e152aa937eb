"""Writing the tables that lists and search read: rows of articles, search words, articles of each day."""

import sqlite3
from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from careader.index.fullest import APPEARANCES, AppearanceRow, fullest
from careader.index.search_columns import search_columns
from careader.index.stored import (
    COLUMNS,
    SEPARATOR,
    UNDATED,
    read_numbers,
    read_parts,
    store_authors,
    store_days,
    store_keys,
    store_numbers,
)
from careader.index.successors import Wordings
from careader.index.text_changes import DatedWording, days_of_change


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


def refresh(db: sqlite3.Connection, articles: Iterable[int], wordings: Wordings) -> None:
    """Rewrite the rows of articles in the table ``articles``, and their words in the search table.

    Args:
        db: the index.
        articles: the numbers of the articles that may have changed or gone.
        wordings: the wordings of texts.
    """
    db.execute("CREATE TEMP TABLE IF NOT EXISTS stale (article INTEGER PRIMARY KEY)")
    db.execute("DELETE FROM temp.stale")
    db.executemany("INSERT INTO temp.stale VALUES (?)", [(article,) for article in sorted(articles)])
    select = 'SELECT number, "keys", text FROM articles JOIN temp.stale ON article = number'
    before = {number: (keys, text) for number, keys, text in db.execute(select)}
    fresh = list(_rows(db, wordings))
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
    columns = ", ".join(COLUMNS)
    _write_search_words(db, f"search(search, rowid, {columns}) VALUES ('delete', ", old_words)
    for number in before.keys() - there:
        _set_keys(db, number, before[number][0], "")
        db.execute("DELETE FROM articles WHERE number = ?", (number,))
    db.executemany("REPLACE INTO articles VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", fresh)
    _write_search_words(db, f"search(rowid, {columns}) VALUES (", new_words)


def _rows(db: sqlite3.Connection, wordings: Wordings) -> Iterator[_Row]:
    """The new rows of the articles in the temporary table ``stale``."""
    every = map(AppearanceRow._make, db.execute(APPEARANCES))
    for article, group in groupby(every, attrgetter("article")):
        appearances = list(group)
        shown = fullest(appearances)
        dated = [appearance for appearance in appearances if appearance.day]
        earliest = min(dated or appearances, key=lambda appearance: (appearance.day or 0, appearance.key))
        yield _Row(
            article,
            earliest.key,
            shown.headline,
            shown.excerpt,
            shown.confidence,
            shown.words,
            store_keys(
                dict.fromkeys([*(appearance.key for appearance in appearances), *_former(db, article)])
            ),
            store_days(dict.fromkeys(appearance.day or UNDATED for appearance in dated)),
            shown.capture,
            shown.place,
            shown.text,
            shown.said,
            shown.kind,
            store_authors(
                (*appearance.authors.split(SEPARATOR), appearance.author) for appearance in appearances
            ),
            store_days(_changes(wordings, appearances)) if len({s.said for s in appearances}) > 1 else "",
        )


def _changes(wordings: Wordings, appearances: Sequence[AppearanceRow]) -> list[int]:
    """The days on which the text of an article changed, latest first (`text_changes`)."""
    first: dict[str, AppearanceRow] = {}
    for appearance in appearances:  # latest first, so that the earliest appearance of each text remains
        first[appearance.said] = appearance
    texts = [DatedWording(appearance.day, wordings.of(appearance.text)) for appearance in first.values()]
    return days_of_change(texts)


def _former(db: sqlite3.Connection, article: int) -> Iterator[str]:
    """The former keys of an article: the keys of removed texts whose successor it has (`successors`)."""
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


def _write_search_words(db: sqlite3.Connection, into: str, texts: Sequence[tuple[int, int]]) -> None:
    """Add the words of articles to the search table, or delete them.

    Args:
        db: the index.
        into: the beginning of the INSERT statement. FTS5 also deletes by an INSERT.
        texts: the number of each article and the number of its text.
    """
    select = "SELECT headline, blocks FROM texts WHERE id = ?"

    def rows() -> Iterator[tuple[object, ...]]:
        for number, text in texts:
            headline, blocks = db.execute(select, (text,)).fetchone()
            yield number, *search_columns(headline, read_parts(blocks))

    db.executemany(f"INSERT INTO {into}?, {', '.join('?' * len(COLUMNS))})", rows())


def list_days(db: sqlite3.Connection, days: Iterable[int]) -> None:
    """Rewrite the articles of some days in the table ``days``. The days are ordinals."""
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
    """The numbers of the articles of each day, latest day first, undated last."""
    for (stored,) in db.execute("SELECT articles FROM days ORDER BY day DESC"):
        yield read_numbers(stored)
