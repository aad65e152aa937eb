"""Successors: texts that replace removed texts, and inherit the reader's marks.

A page that is saved again with a corrected headline or opening has copies with other keys (docs/identity.md),
but the reader's marks are stored under the old keys. So where a text is removed and another text tells the
same story, the other text is the successor, and its article keeps the old key as a former key.
"""

import sqlite3
from collections.abc import Collection, Iterator, Mapping

from careader.index.identity import Wording, wording
from careader.index.merging import same_story
from careader.index.stored import COPY, read_copy, read_numbers

_CAME = "UPDATE texts SET came = min(came, ?) WHERE article = ?"
"""Sets the moment when an article came back to the moment when the removed text came."""


class Wordings:
    """The wordings of texts. Each is made once in a transaction: it takes a third of a millisecond.

    Args:
        db: the index.
        new: the wordings of texts that were just filed. Other wordings are made from the texts in the index.
    """

    def __init__(self, db: sqlite3.Connection, new: Mapping[int, Wording]) -> None:
        self._db = db
        self._new = new
        self._made: dict[int, Wording] = {}

    def of(self, text: int) -> Wording:
        """The wording of the text with the number ``text``."""
        if made := self._new.get(text) or self._made.get(text):
            return made
        row = self._db.execute(f"SELECT {COPY} FROM texts WHERE id = ?", (text,)).fetchone()  # noqa: S608 - our columns
        if len(self._made) >= _MOST_WORDINGS:
            self._made.clear()
        made = self._made[text] = wording(read_copy(*row))
        return made


_MOST_WORDINGS = 4096
"""The most wordings that are kept: about 20 MiB."""


def pass_keys_on(
    db: sqlite3.Connection, gone: Collection[int], replaced: Collection[int], wordings: Wordings
) -> set[int]:
    """Give the key and the former keys of each removed text to its successor.

    Args:
        db: the index. Its articles and keys already lack the removed texts.
        gone: the removed texts: no capture has them any more. Their rows are still in the index.
        replaced: the texts that may have a successor.
        wordings: the wordings of texts.

    Returns:
        The numbers of the articles that got keys.
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
        if keys and text in replaced and (successor := _successor(db, text, gone, wordings)):
            article, other = successor
            db.executemany("REPLACE INTO former VALUES (?, ?)", [(key, other) for key in keys])
            db.execute(_CAME, (came, article))
            given.add(article)
    return given


def reclaim_key(db: sqlite3.Connection, key: str) -> set[int]:
    """Drop a former key that is the key of a text again; returns the articles that had the former key."""
    select = 'SELECT t.article FROM former f JOIN texts t ON t.id = f.text WHERE f."key" = ?'
    articles = {article for (article,) in db.execute(select, (key,)) if article is not None}
    db.execute('DELETE FROM former WHERE "key" = ?', (key,))
    return articles


def _successor(
    db: sqlite3.Connection, text: int, gone: Collection[int], wordings: Wordings
) -> tuple[int, int] | None:
    """The successor of a text, as (article, text); None unless exactly one article tells the same story.

    Where several articles tell the same story, articles with the same headline are preferred, as in
    `merging`.
    """
    here = wordings.of(text)
    alike = [
        (article, other, there)
        for article, other in _candidates(db, text)
        if other not in gone and same_story(here, there := wordings.of(other))
    ]
    if len({article for article, _, _ in alike}) > 1:
        alike = [each for each in alike if each[2].headline == here.headline]
    if len({article for article, _, _ in alike}) != 1:
        return None
    return min((article, other) for article, other, _ in alike)


def _candidates(db: sqlite3.Connection, text: int) -> Iterator[tuple[int, int]]:
    """The texts that share a fingerprint with a text, each as (article, text)."""
    select = """
        SELECT DISTINCT t.article, t.id FROM fingerprints f JOIN texts t ON t.id = f.text
        WHERE f.number = ? AND t.article NOTNULL
    """
    found = {row: None for number in fingerprints_of(db, text) for row in db.execute(select, (number,))}
    return iter(found)


def fingerprints_of(db: sqlite3.Connection, text: int) -> Collection[int]:
    """The fingerprints (`Wording.fingerprints`) of the text with the number ``text``."""
    row = db.execute("SELECT fingerprints FROM texts WHERE id = ?", (text,)).fetchone()
    return read_numbers(row[0]) if row else ()
