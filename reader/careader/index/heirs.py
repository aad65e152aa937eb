"""Heirs: the text that came in the place of a text that went, so that marks set on the old one hold for it.

A page that is saved again with a word of a headline or an opening corrected has copies with other keys
(docs/identity.md). The reader's marks are under the old ones. So where a text goes and a text that tells the
same story is there, the article of that one keeps the old key as a former key.
"""

import sqlite3
from collections.abc import Collection, Iterator

from careader.index.identity import Wording, wording
from careader.index.merging import same_story
from careader.index.stored import COPY, read_copy, read_numbers

_CAME = "UPDATE texts SET came = min(came, ?) WHERE article = ?"
"""An article came when the text came that it takes the place of."""


def leave_to_heirs(db: sqlite3.Connection, gone: Collection[int], bequeathed: Collection[int]) -> set[int]:
    """Have the heirs of texts that go keep their keys, and the former keys that those had.

    Args:
        db: the index, its articles and their keys as they are without the texts that go.
        gone: the texts that no capture carries any more; they are still in the index.
        bequeathed: the texts that may have an heir.

    Returns:
        The articles that were given keys.
    """
    given: set[int] = set()
    for text in gone:
        keys = [key for (key,) in db.execute('SELECT "key" FROM former WHERE text = ?', (text,))]
        key, came = db.execute('SELECT "key", came FROM texts WHERE id = ?', (text,)).fetchone()
        known = db.execute('SELECT article FROM "keys" WHERE "key" = ?', (key,)).fetchall()
        db.executemany(_CAME, [(came, article) for (article,) in known])
        if not known:
            keys.append(key)
        db.execute("DELETE FROM former WHERE text = ?", (text,))
        if keys and text in bequeathed and (heir := _heir(db, text, gone)):
            article, other = heir
            db.executemany("REPLACE INTO former VALUES (?, ?)", [(key, other) for key in keys])
            db.execute(_CAME, (came, article))
            given.add(article)
    return given


def take_back(db: sqlite3.Connection, key: str) -> set[int]:
    """Have a key belong to a text of its own again; returns the articles that it was a former key of."""
    select = 'SELECT t.article FROM former f JOIN texts t ON t.id = f.text WHERE f."key" = ?'
    articles = {article for (article,) in db.execute(select, (key,)) if article is not None}
    db.execute('DELETE FROM former WHERE "key" = ?', (key,))
    return articles


def _heir(db: sqlite3.Connection, text: int, gone: Collection[int]) -> tuple[int, int] | None:
    """The article and the text that came in the place of a text; None where there is none, or no single one.

    Of several articles that tell its story the one with its headline is meant, as in `merging`.
    """
    here = wording_of(db, text)
    alike = [
        (article, other, there)
        for article, other in _candidates(db, text)
        if other not in gone and same_story(here, there := wording_of(db, other))
    ]
    if len({article for article, _, _ in alike}) > 1:
        alike = [each for each in alike if each[2].headline == here.headline]
    if len({article for article, _, _ in alike}) != 1:
        return None
    return min((article, other) for article, other, _ in alike)


def _candidates(db: sqlite3.Connection, text: int) -> Iterator[tuple[int, int]]:
    """The texts that share a fingerprint with one, each behind its article."""
    select = """
        SELECT DISTINCT t.article, t.id FROM fingerprints f JOIN texts t ON t.id = f.text
        WHERE f.mark = ? AND t.article NOTNULL
    """
    found = {row: None for mark in marks_of(db, text) for row in db.execute(select, (mark,))}
    return iter(found)


def marks_of(db: sqlite3.Connection, text: int) -> Collection[int]:
    """The fingerprints of a text."""
    row = db.execute("SELECT marks FROM texts WHERE id = ?", (text,)).fetchone()
    return read_numbers(row[0]) if row else ()


def wording_of(db: sqlite3.Connection, text: int) -> Wording:
    """The wording of a text."""
    row = db.execute(f"SELECT {COPY} FROM texts WHERE id = ?", (text,)).fetchone()  # noqa: S608 - our columns
    return wording(read_copy(*row))
