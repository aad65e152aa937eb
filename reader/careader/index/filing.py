"""Filing captures in the index: their texts, and the articles that those make together.

Everything here works within a transaction of the caller's. Captures are filed or removed one by one; then
`settle` merges anew what that can have changed, and nothing else: the copies that shared fingerprints lead to
(docs/identity.md).
"""

import sqlite3
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain

from careader.index import listing
from careader.index.heirs import leave_to_heirs, marks_of, take_back, wording_of
from careader.index.identity import Wording
from careader.index.merging import gather, merge_wordings
from careader.index.reading import Taken
from careader.index.stored import (
    UNDATED,
    store_numbers,
)
from careader.index.tables import get, put


@dataclass(slots=True)
class Filing:
    """What was filed and removed since the last `settle`.

    Attributes:
        spoken: captures that the reader's word changes: what they held is not taken for what they hold now.
        new: the texts that no capture carried before, with their wordings.
        left: texts that a capture carries no more.
        bequeathed: those of them that may have an heir (`heirs`).
        articles: those whose captures are others now.
        days: ordinals, on which captures came or went.
        numbers: of the texts whose digest was met.
        first: whether the index held nothing before. Its captures then came when their files were changed
            last: that an index was made anew makes nothing new.
    """

    spoken: frozenset[int] = frozenset()
    new: dict[int, Wording] = field(default_factory=dict)
    left: set[int] = field(default_factory=set)
    bequeathed: set[int] = field(default_factory=set)
    articles: set[int] = field(default_factory=set)
    days: set[int] = field(default_factory=set)
    numbers: dict[bytes, int] = field(default_factory=dict)
    first: bool = False


def file_capture(db: sqlite3.Connection, filing: Filing, capture: int, taken: Taken) -> None:
    """Put what a capture holds in the place of what it held."""
    empty_capture(db, filing, capture)
    came = _came(db, filing, capture, taken)
    db.execute(
        """
        UPDATE captures SET came = ?, size = ?, mtime = ?, pending = 0, day = ?, rates = ?, head = ?,
            confidence = ?, odd = ?, author = ?, unreadable = ? WHERE id = ?
        """,
        (
            came,
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
                "INSERT INTO texts VALUES (NULL, ?, ?, ?, ?, ?, NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    text.digest,
                    text.headline,
                    text.excerpt,
                    text.key,
                    text.words,
                    came,
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
            filing.articles |= take_back(db, text.key)
    db.executemany(
        "INSERT INTO copies VALUES (?, ?, ?, ?, ?)",
        [
            (capture, place, line, confidence, _number_of(db, filing, digest))
            for place, (line, confidence, digest) in enumerate(taken.copies)
        ],
    )
    filing.days.add(taken.day or UNDATED)


def _came(db: sqlite3.Connection, filing: Filing, capture: int, taken: Taken) -> int:
    """When a capture came, in milliseconds of UTC: now, unless it was filed before and is judged anew."""
    (came,) = db.execute("SELECT came FROM captures WHERE id = ?", (capture,)).fetchone()
    now = time.time_ns()
    return int(came or (min(now, taken.mtime) if filing.first else now) // 1_000_000)


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
        if capture not in filing.spoken:
            filing.bequeathed.update(text for text, _ in rows)
        filing.articles.update(article for _, article in rows if article is not None)
        (day,) = db.execute("SELECT day FROM captures WHERE id = ?", (capture,)).fetchone()
        filing.days.add(day or UNDATED)
        db.execute("DELETE FROM copies WHERE capture = ?", (capture,))


def touch_capture(db: sqlite3.Connection, filing: Filing, capture: int) -> None:
    """Note that a capture stands elsewhere among the others, so that lists are written anew."""
    select = "SELECT t.article FROM copies c JOIN texts t ON t.id = c.text WHERE c.capture = ?"
    filing.articles.update(article for (article,) in db.execute(select, (capture,)) if article is not None)
    (day,) = db.execute("SELECT day FROM captures WHERE id = ?", (capture,)).fetchone()
    filing.days.add(day or UNDATED)


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
    listing.refresh(db, filing.articles, filing.new)
    listing.refresh(db, leave_to_heirs(db, gone, filing.bequeathed), filing.new)
    _delete_texts(db, gone)
    listing.list_days(db, filing.days)
    put(db, "order", store_numbers(dict.fromkeys(chain.from_iterable(listing.days(db)))))
    put(db, "captures", db.execute("SELECT count(*) FROM captures WHERE unreadable = ''").fetchone()[0])
    begin_edition(db)
    filing.__init__(filing.spoken, first=filing.first)  # type: ignore[misc]  # begins anew


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
    return filing.new[text].fingerprints if text in filing.new else marks_of(db, text)


def _merge(db: sqlite3.Connection, filing: Filing, together: set[int]) -> None:
    """Divide texts into articles. One whose texts belonged to an article already keeps that one's number."""
    numbers = sorted(together)
    words = gather((filing.new.get(text) or wording_of(db, text), text) for text in numbers)
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


def _delete_texts(db: sqlite3.Connection, texts: Iterable[int]) -> None:
    for text in texts:
        for mark in marks_of(db, text):
            db.execute("DELETE FROM fingerprints WHERE mark = ? AND text = ?", (mark, text))
        db.execute("DELETE FROM texts WHERE id = ?", (text,))
