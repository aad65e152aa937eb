"""Filing captures in the index: storing their texts, and merging the texts into articles.

Every function works within the caller's transaction. Captures are filed or removed one by one. Then
`update_articles` merges again only the copies whose article may have changed: the filed and removed copies,
and all copies linked to them through shared fingerprints (docs/identity.md).
"""

import sqlite3
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain

from careader.index import listing
from careader.index.identity import Wording
from careader.index.merging import gather, merge_wordings
from careader.index.reading import CaptureRecord
from careader.index.stored import (
    UNDATED,
    store_numbers,
)
from careader.index.successors import Wordings, fingerprints_of, pass_keys_on, reclaim_key
from careader.index.tables import get, put


@dataclass(slots=True)
class Filing:
    """What filing and removing have changed since the last `update_articles`.

    Attributes:
        corrected: the captures that the reader's corrections change. Their new texts are not the successors
            of their old texts (`successors`).
        new: the wording of each text that no capture had before, by the number of the text.
        left: the texts that at least one capture had before and does not have now.
        replaced: the texts in `left` that may have a successor.
        articles: the articles that gained or lost a capture.
        days: the ordinals of the days whose captures changed.
        numbers: the number of each text filed so far, by the digest of the text.
        first: whether the index was empty before. Then each capture came at the last change of its file:
            otherwise a rebuilt index would make every article new.
    """

    corrected: frozenset[int] = frozenset()
    new: dict[int, Wording] = field(default_factory=dict)
    left: set[int] = field(default_factory=set)
    replaced: set[int] = field(default_factory=set)
    articles: set[int] = field(default_factory=set)
    days: set[int] = field(default_factory=set)
    numbers: dict[bytes, int] = field(default_factory=dict)
    first: bool = False

    def forget_changes(self) -> None:
        """Forget all changes, after `update_articles` has applied them."""
        for changes in (self.new, self.left, self.replaced, self.articles, self.days, self.numbers):
            changes.clear()


def file_capture(db: sqlite3.Connection, filing: Filing, capture: int, record: CaptureRecord) -> None:
    """Replace the content of a capture in the index by a newly read record."""
    empty_capture(db, filing, capture)
    came = _came(db, filing, capture, record)
    db.execute(
        """
        UPDATE captures SET came = ?, size = ?, mtime = ?, pending = 0, day = ?, rates = ?, head = ?,
            confidence = ?, odd = ?, author = ?, unreadable = ? WHERE id = ?
        """,
        (
            came,
            record.size,
            record.mtime,
            record.day,
            record.rates,
            record.head,
            record.confidence,
            record.odd,
            record.author,
            record.unreadable,
            capture,
        ),
    )
    if record.source is not None:
        db.execute("REPLACE INTO sources VALUES (?, ?)", (capture, record.source))
    db.execute(
        "UPDATE proofs SET sure = ?, hooks = ?, unsure = ? WHERE capture = ?",
        (record.sure, record.hooks, record.unsure, capture),
    )
    for text in record.texts:
        if text.digest not in filing.numbers and _find_text(db, filing, text.digest) is None:
            number = db.execute(
                "INSERT INTO texts VALUES (NULL, ?, ?, ?, ?, ?, NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
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
            filing.articles |= reclaim_key(db, text.key)
    db.executemany(
        "INSERT INTO copies VALUES (?, ?, ?, ?, ?)",
        [
            (capture, place, line, confidence, _find_text(db, filing, digest))
            for place, (line, confidence, digest) in enumerate(record.copies)
        ],
    )
    filing.days.add(record.day or UNDATED)


def _came(db: sqlite3.Connection, filing: Filing, capture: int, record: CaptureRecord) -> int:
    """The moment when a capture first came, in milliseconds of UTC."""
    (came,) = db.execute("SELECT came FROM captures WHERE id = ?", (capture,)).fetchone()
    now = time.time_ns()
    return int(came or (min(now, record.mtime) if filing.first else now) // 1_000_000)


def _find_text(db: sqlite3.Connection, filing: Filing, digest: bytes) -> int | None:
    """Find the number of a text by its digest, and record that the text's article gained a capture.

    Returns:
        The number; None where the index lacks the text.
    """
    if (number := filing.numbers.get(digest)) is None:
        row = db.execute("SELECT id, article FROM texts WHERE digest = ?", (digest,)).fetchone()
        if row is None:
            return None
        number = filing.numbers[digest] = row[0]
        if row[1] is not None:
            filing.articles.add(row[1])
    return number


def empty_capture(db: sqlite3.Connection, filing: Filing, capture: int) -> None:
    """Remove the copies of a capture from the index, but keep the row of the capture."""
    rows = db.execute(
        "SELECT t.id, t.article FROM copies c JOIN texts t ON t.id = c.text WHERE c.capture = ?", (capture,)
    ).fetchall()
    if rows:
        filing.left.update(text for text, _ in rows)
        if capture not in filing.corrected:
            filing.replaced.update(text for text, _ in rows)
        filing.articles.update(article for _, article in rows if article is not None)
        (day,) = db.execute("SELECT day FROM captures WHERE id = ?", (capture,)).fetchone()
        filing.days.add(day or UNDATED)
        db.execute("DELETE FROM copies WHERE capture = ?", (capture,))


def reorder_capture(db: sqlite3.Connection, filing: Filing, capture: int) -> None:
    """Record that a capture moved in the path order: its articles and its day are then listed again."""
    select = "SELECT t.article FROM copies c JOIN texts t ON t.id = c.text WHERE c.capture = ?"
    filing.articles.update(article for (article,) in db.execute(select, (capture,)) if article is not None)
    (day,) = db.execute("SELECT day FROM captures WHERE id = ?", (capture,)).fetchone()
    filing.days.add(day or UNDATED)


def remove_capture(db: sqlite3.Connection, filing: Filing, capture: int) -> None:
    """Remove a capture from the index."""
    empty_capture(db, filing, capture)
    db.execute("DELETE FROM captures WHERE id = ?", (capture,))
    db.execute("DELETE FROM sources WHERE capture = ?", (capture,))
    db.execute("DELETE FROM proofs WHERE capture = ?", (capture,))


def update_articles(db: sqlite3.Connection, filing: Filing) -> None:
    """Apply the changes to articles, lists and search words, and then forget the changes."""
    numbers = sorted((number, text) for text, words in filing.new.items() for number in words.fingerprints)
    db.executemany("INSERT INTO fingerprints VALUES (?, ?)", numbers)  # sorted: several times as fast
    gone = _unused(db, filing.left)
    for text in gone:
        filing.new.pop(text, None)
    wordings = Wordings(db, filing.new)
    together = _reached(db, filing, gone)
    if together:
        _merge(db, filing, together, wordings)
    listing.refresh(db, filing.articles, wordings)
    listing.refresh(db, pass_keys_on(db, gone, filing.replaced, wordings), wordings)
    _delete_texts(db, gone)
    listing.list_days(db, filing.days)
    put(db, "order", store_numbers(dict.fromkeys(chain.from_iterable(listing.days(db)))))
    put(db, "captures", db.execute("SELECT count(*) FROM captures WHERE unreadable = ''").fetchone()[0])
    begin_edition(db)
    filing.forget_changes()


def begin_edition(db: sqlite3.Connection) -> None:
    """Increase the number of the edition, so that processes that read the index notice the change."""
    edition = get(db, "edition")
    put(db, "edition", (edition if isinstance(edition, int) else 0) + 1)


def _unused(db: sqlite3.Connection, texts: Iterable[int]) -> set[int]:
    """The texts among ``texts`` that no capture has."""
    carried = "SELECT 1 FROM copies WHERE text = ?"
    return {text for text in texts if db.execute(carried, (text,)).fetchone() is None}


def _reached(db: sqlite3.Connection, filing: Filing, gone: set[int]) -> set[int]:
    """The texts whose article may have changed: new texts, and all texts linked to new or gone texts.

    Two texts are linked where they share a fingerprint, directly or through further texts.
    """
    reached: set[int] = set()
    frontier = {*filing.new, *gone}
    if not frontier:
        return reached
    db.execute("CREATE TEMP TABLE IF NOT EXISTS wanted (number INTEGER PRIMARY KEY)")
    while frontier:
        numbers = {number for text in frontier for number in _fingerprints_of(db, filing, text)}
        db.execute("DELETE FROM temp.wanted")
        db.executemany("INSERT INTO temp.wanted VALUES (?)", [(number,) for number in sorted(numbers)])
        reached |= frontier
        found = db.execute(
            "SELECT DISTINCT f.text FROM temp.wanted w CROSS JOIN fingerprints f ON f.number = w.number"
        )
        frontier = {text for (text,) in found} - reached
    return reached - gone


def _fingerprints_of(db: sqlite3.Connection, filing: Filing, text: int) -> Iterable[int]:
    return filing.new[text].fingerprints if text in filing.new else fingerprints_of(db, text)


def _merge(db: sqlite3.Connection, filing: Filing, together: set[int], wordings: Wordings) -> None:
    """Divide texts into articles. An article keeps the number that any of its texts had before."""
    numbers = sorted(together)
    words = gather((wordings.of(text), text) for text in numbers)
    groups = sorted(merge_wordings(words))
    before = {
        text: article
        for text in numbers
        for (article,) in db.execute("SELECT article FROM texts WHERE id = ?", (text,))
    }
    last = get(db, "last_article")
    last = last if isinstance(last, int) else 0
    used: set[int] = set()
    changes = []
    for group in groups:
        free = {article for text in group if (article := before[text]) is not None} - used
        number = min(free, default=0)
        if not number:
            number = last = last + 1
        used.add(number)
        changes += [(number, text) for text in group if before[text] != number]
    db.executemany("UPDATE texts SET article = ? WHERE id = ?", changes)
    moved = [text for _, text in changes if before[text] is not None]
    filing.days.update(chain.from_iterable(_days_of_text(db, text) for text in moved))
    put(db, "last_article", last)
    filing.articles.update(article for article in before.values() if article is not None)
    filing.articles |= used


def _days_of_text(db: sqlite3.Connection, text: int) -> Iterator[int]:
    """The ordinals of the days whose captures have a text."""
    select = "SELECT DISTINCT p.day FROM copies c JOIN captures p ON p.id = c.capture WHERE c.text = ?"
    return (day or UNDATED for (day,) in db.execute(select, (text,)))


def _delete_texts(db: sqlite3.Connection, texts: Iterable[int]) -> None:
    for text in texts:
        for number in fingerprints_of(db, text):
            db.execute("DELETE FROM fingerprints WHERE number = ? AND text = ?", (number, text))
        db.execute("DELETE FROM texts WHERE id = ?", (text,))
