"""Filing captures in the index: their texts, and the articles that those make together.

Everything here works within a transaction of the caller's. Captures are filed or removed one by one; then
`settle` merges anew what that can have changed, and nothing else: the copies that shared fingerprints lead to
(docs/identity.md).
"""

import sqlite3
from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, groupby
from operator import attrgetter
from typing import NamedTuple

from careader.index.authors import SEPARATOR
from careader.index.changes import Said, days_of_change
from careader.index.identity import Wording, wording
from careader.index.merging import gather, merge_wordings
from careader.index.reading import Taken
from careader.index.stored import (
    COPY,
    UNDATED,
    read_copy,
    read_numbers,
    read_parts,
    store_authors,
    store_days,
    store_keys,
    store_numbers,
)
from careader.index.tables import get, put
from careader.text import PART_END, tokenizable


@dataclass(slots=True)
class Filing:
    """What was filed and removed since the last `settle`.

    Attributes:
        new: the texts that no capture carried before, with their wordings.
        left: texts that a capture carries no more.
        articles: those whose captures are others now.
        days: ordinals, on which captures came or went.
        numbers: of the texts whose digest was met.
    """

    new: dict[int, Wording] = field(default_factory=dict)
    left: set[int] = field(default_factory=set)
    articles: set[int] = field(default_factory=set)
    days: set[int] = field(default_factory=set)
    numbers: dict[bytes, int] = field(default_factory=dict)


def file_capture(db: sqlite3.Connection, filing: Filing, capture: int, taken: Taken) -> None:
    """Put what a capture holds in the place of what it held."""
    empty_capture(db, filing, capture)
    db.execute(
        """
        UPDATE captures SET size = ?, mtime = ?, pending = 0, day = ?, rates = ?, head = ?,
            confidence = ?, odd = ?, author = ?, unreadable = ? WHERE id = ?
        """,
        (
            taken.size,
            taken.mtime,
            taken.day,
            taken.rates,
            taken.head,
            taken.confidence,
            taken.odd,
            taken.author,
            taken.unreadable,
            capture,
        ),
    )
    if taken.source is not None:
        db.execute("REPLACE INTO sources VALUES (?, ?)", (capture, taken.source))
    db.execute(
        "UPDATE proofs SET sure = ?, hooks = ?, unsure = ? WHERE capture = ?",
        (taken.sure, taken.hooks, taken.unsure, capture),
    )
    for text in taken.texts:
        if text.digest not in filing.numbers and _number_of(db, filing, text.digest) is None:
            number = db.execute(
                "INSERT INTO texts VALUES (NULL, ?, ?, ?, ?, ?, NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    text.digest,
                    text.headline,
                    text.excerpt,
                    text.key,
                    text.words,
                    text.said,
                    text.kind,
                    text.authors,
                    text.signs,
                    text.blocks,
                    text.byline,
                    text.published,
                    text.address,
                    store_numbers(sorted(text.wording.fingerprints)),
                ),
            ).lastrowid
            assert number is not None, "an insert has a rowid"  # noqa: S101 - narrows the type
            filing.numbers[text.digest] = number
            filing.new[number] = text.wording
    db.executemany(
        "INSERT INTO copies VALUES (?, ?, ?, ?, ?)",
        [
            (capture, place, line, confidence, _number_of(db, filing, digest))
            for place, (line, confidence, digest) in enumerate(taken.copies)
        ],
    )
    filing.days.add(taken.day or UNDATED)


def _number_of(db: sqlite3.Connection, filing: Filing, digest: bytes) -> int | None:
    """The number of a text that is in the index already; its article stands on one more capture now."""
    if (number := filing.numbers.get(digest)) is None:
        row = db.execute("SELECT id, article FROM texts WHERE digest = ?", (digest,)).fetchone()
        if row is None:
            return None
        number = filing.numbers[digest] = row[0]
        if row[1] is not None:
            filing.articles.add(row[1])
    return number


def empty_capture(db: sqlite3.Connection, filing: Filing, capture: int) -> None:
    """Take the copies of a capture out of the index, and keep its row."""
    rows = db.execute(
        "SELECT t.id, t.article FROM copies c JOIN texts t ON t.id = c.text WHERE c.capture = ?", (capture,)
    ).fetchall()
    if rows:
        filing.left.update(text for text, _ in rows)
        filing.articles.update(article for _, article in rows if article is not None)
        (day,) = db.execute("SELECT day FROM captures WHERE id = ?", (capture,)).fetchone()
        filing.days.add(day or UNDATED)
        db.execute("DELETE FROM copies WHERE capture = ?", (capture,))


def remove_capture(db: sqlite3.Connection, filing: Filing, capture: int) -> None:
    """Take a capture out of the index."""
    empty_capture(db, filing, capture)
    db.execute("DELETE FROM captures WHERE id = ?", (capture,))
    db.execute("DELETE FROM sources WHERE capture = ?", (capture,))
    db.execute("DELETE FROM proofs WHERE capture = ?", (capture,))


def settle(db: sqlite3.Connection, filing: Filing) -> None:
    """Make the articles, their lists and the words to search fit what was filed, and begin a new `Filing`."""
    marks = sorted((mark, text) for text, words in filing.new.items() for mark in words.fingerprints)
    db.executemany("INSERT INTO fingerprints VALUES (?, ?)", marks)  # in their order: several times as fast
    gone = _unused(db, filing.left)
    for text in gone:
        filing.new.pop(text, None)
    together = _reached(db, filing, gone)
    if together:
        _merge(db, filing, together)
    _refresh(db, filing)
    _delete_texts(db, gone)
    _list_days(db, filing.days)
    put(db, "order", store_numbers(dict.fromkeys(chain.from_iterable(_days(db)))))
    put(db, "captures", db.execute("SELECT count(*) FROM captures WHERE unreadable = ''").fetchone()[0])
    begin_edition(db)
    filing.__init__()  # type: ignore[misc]  # begins anew


def begin_edition(db: sqlite3.Connection) -> None:
    """Count what was written, so that whoever reads the index knows that it is another."""
    edition = get(db, "edition")
    put(db, "edition", (edition if isinstance(edition, int) else 0) + 1)


def _unused(db: sqlite3.Connection, texts: Iterable[int]) -> set[int]:
    """Those texts that no capture carries."""
    carried = "SELECT 1 FROM copies WHERE text = ?"
    return {text for text in texts if db.execute(carried, (text,)).fetchone() is None}


def _reached(db: sqlite3.Connection, filing: Filing, gone: set[int]) -> set[int]:
    """The texts that can be in other articles now: new ones, and all that shared fingerprints lead to."""
    reached: set[int] = set()
    frontier = {*filing.new, *gone}
    if not frontier:
        return reached
    db.execute("CREATE TEMP TABLE IF NOT EXISTS wanted (mark INTEGER PRIMARY KEY)")
    asked: set[int] = set()
    while frontier:
        marks = {mark for text in frontier for mark in _marks(db, filing, text)} - asked
        asked |= marks
        db.execute("DELETE FROM temp.wanted")
        db.executemany("INSERT INTO temp.wanted VALUES (?)", [(mark,) for mark in sorted(marks)])
        reached |= frontier
        found = db.execute(
            "SELECT DISTINCT f.text FROM temp.wanted w CROSS JOIN fingerprints f ON f.mark = w.mark"
        )
        frontier = {text for (text,) in found} - reached
    return reached - gone


def _marks(db: sqlite3.Connection, filing: Filing, text: int) -> Iterable[int]:
    if text in filing.new:
        return filing.new[text].fingerprints
    row = db.execute("SELECT marks FROM texts WHERE id = ?", (text,)).fetchone()
    return read_numbers(row[0]) if row else ()


def _merge(db: sqlite3.Connection, filing: Filing, together: set[int]) -> None:
    """Divide texts into articles. One whose texts belonged to an article already keeps that one's number."""
    numbers = sorted(together)
    words = gather((filing.new.get(text) or _wording_of(db, text), text) for text in numbers)
    groups = sorted(merge_wordings(words))
    before = {
        text: article
        for text in numbers
        for (article,) in db.execute("SELECT article FROM texts WHERE id = ?", (text,))
    }
    last = get(db, "last_article")
    last = last if isinstance(last, int) else 0
    taken: set[int] = set()
    changes = []
    for group in groups:
        free = {article for text in group if (article := before[text]) is not None} - taken
        number = min(free, default=0)
        if not number:
            number = last = last + 1
        taken.add(number)
        changes += [(number, text) for text in group if before[text] != number]
    db.executemany("UPDATE texts SET article = ? WHERE id = ?", changes)
    moved = [text for _, text in changes if before[text] is not None]
    filing.days.update(chain.from_iterable(_days_of_text(db, text) for text in moved))
    put(db, "last_article", last)
    filing.articles.update(article for article in before.values() if article is not None)
    filing.articles |= taken


def _days_of_text(db: sqlite3.Connection, text: int) -> Iterator[int]:
    """The days on which a text stands; those of new ones came with their captures."""
    select = "SELECT DISTINCT p.day FROM copies c JOIN captures p ON p.id = c.capture WHERE c.text = ?"
    return (day or UNDATED for (day,) in db.execute(select, (text,)))


def _wording_of(db: sqlite3.Connection, text: int) -> Wording:
    row = db.execute(f"SELECT {COPY} FROM texts WHERE id = ?", (text,)).fetchone()  # noqa: S608 - our columns
    return wording(read_copy(*row))


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
    ORDER BY t.article, ifnull(-p.day, 1), p.root, p.path, c.place
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


def _refresh(db: sqlite3.Connection, filing: Filing) -> None:
    """Write anew what lists show of articles, and what of them is searched."""
    db.execute("CREATE TEMP TABLE IF NOT EXISTS stale (article INTEGER PRIMARY KEY)")
    db.execute("DELETE FROM temp.stale")
    db.executemany("INSERT INTO temp.stale VALUES (?)", [(article,) for article in sorted(filing.articles)])
    select = 'SELECT number, "keys", text FROM articles JOIN temp.stale ON article = number'
    before = {number: (keys, text) for number, keys, text in db.execute(select)}
    fresh = list(_rows(db, filing))
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


def _rows(db: sqlite3.Connection, filing: Filing) -> Iterator[_Row]:
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
            store_keys(dict.fromkeys(standing.key for standing in standings)),
            store_days(dict.fromkeys(standing.day or UNDATED for standing in dated)),
            shown.capture,
            shown.place,
            shown.text,
            shown.said,
            shown.kind,
            store_authors((*standing.authors.split(SEPARATOR), standing.author) for standing in standings),
            store_days(_changes(db, filing, standings)) if len({s.said for s in standings}) > 1 else "",
        )


def _changes(db: sqlite3.Connection, filing: Filing, standings: Sequence[_Standing]) -> list[int]:
    """The days on which an article began to say something else, latest first."""
    first: dict[str, _Standing] = {}
    for standing in standings:  # latest first: what is kept of each text is where it stood first
        first[standing.said] = standing
    texts = [
        Said(standing.day, filing.new.get(standing.text) or _wording_of(db, standing.text))
        for standing in first.values()
    ]
    return days_of_change(texts)


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


def _delete_texts(db: sqlite3.Connection, texts: Iterable[int]) -> None:
    for text in texts:
        for mark in _marks(db, Filing(), text):
            db.execute("DELETE FROM fingerprints WHERE mark = ? AND text = ?", (mark, text))
        db.execute("DELETE FROM texts WHERE id = ?", (text,))


def _list_days(db: sqlite3.Connection, days: Iterable[int]) -> None:
    """Note anew which articles stood on days."""
    select = """
        SELECT t.article FROM captures p CROSS JOIN copies c ON c.capture = p.id
        CROSS JOIN texts t ON t.id = c.text WHERE p.day IS ? ORDER BY p.root, p.path, c.place
    """
    for day in days:
        found = db.execute(select, (day or None,))
        if articles := dict.fromkeys(article for (article,) in found):
            db.execute("REPLACE INTO days VALUES (?, ?)", (day, store_numbers(articles)))
        else:
            db.execute("DELETE FROM days WHERE day = ?", (day,))


def _days(db: sqlite3.Connection) -> "Iterator[array[int]]":
    """The articles of each day, latest first, undated last."""
    for (stored,) in db.execute("SELECT articles FROM days ORDER BY day DESC"):
        yield read_numbers(stored)
