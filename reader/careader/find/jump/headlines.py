"""The headlines of a corpus, prepared for jump.

Preparing takes a second for 100,000 headlines, so the prepared headlines of a large corpus are stored in the
index.
"""

import sqlite3
from array import array
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from careader.find.jump.jump import Jump
from careader.index.tables import connect, get, index_errors, put
from careader.sqlite import transaction
from careader.words import one_line

if TYPE_CHECKING:
    from careader.corpus import Corpus

_MANY = 5000
"""From so many headlines on, the prepared form is stored: fewer headlines are prepared within a keystroke."""


@dataclass(frozen=True, slots=True)
class Headlines:
    """The prepared headlines of one edition of an index.

    Attributes:
        edition: the edition of the index.
        numbers: the numbers of the articles, in the order of the corpus; the row of a headline in `jump` is
            the index of its article's number.
        jump: finds headlines.
    """

    edition: int
    numbers: Sequence[int]
    jump: Jump


def headlines_in(index: Path) -> Headlines:
    """The headlines of an index in its latest edition.

    The function opens its own connection, so any thread may call it.

    Raises:
        CareaderError: the index cannot be read.
        FileNotFoundError: there is no index.
    """
    with index_errors(index), closing(connect(index)) as db:
        db.execute("BEGIN")
        return _read(db)


def headlines_of(corpus: "Corpus") -> Headlines:
    """The headlines of a corpus at the edition of the corpus, even if the index has changed since.

    Raises:
        CareaderError: the index cannot be read.
    """
    with index_errors(corpus.path):
        return _read(corpus.database)


def _read(db: sqlite3.Connection) -> Headlines:
    edition, numbers = _edition(db), _order(db)
    stored = get(db, "headlines") if _is_kept(db) else None
    if isinstance(stored, bytes):
        try:
            jump = Jump.unpack(stored)
        except ValueError:  # from another version, or damaged: prepared again below
            pass
        else:
            if jump.headline_count == len(numbers):
                return Headlines(edition, numbers, jump)
    return Headlines(edition, numbers, Jump(_headlines(db, numbers)))


def keep_headlines(index: Path, headlines: Headlines | None = None) -> None:
    """Store prepared headlines in the index.

    Nothing is stored if the headlines are few, are stored already, or belong to another edition.

    Args:
        index: the file of the index.
        headlines: the prepared headlines; None to prepare them here.

    Raises:
        CareaderError: the index cannot be read or written.
        FileNotFoundError: there is no index.
    """
    with index_errors(index), closing(connect(index)) as db:
        db.execute("BEGIN")
        if _is_kept(db) or len(_order(db)) < _MANY:
            return
        headlines = headlines or _read(db)
        packed = headlines.jump.pack()
        db.execute("ROLLBACK")
        with transaction(db):
            if _edition(db) == headlines.edition:
                put(db, "headlines", packed)
                put(db, "headlines_edition", headlines.edition)


def _edition(db: sqlite3.Connection) -> int:
    edition = get(db, "edition")
    return edition if isinstance(edition, int) else 0


def _is_kept(db: sqlite3.Connection) -> bool:
    return get(db, "headlines_edition") == _edition(db)


def _order(db: sqlite3.Connection) -> "array[int]":
    order = get(db, "order")
    numbers = array("I")
    numbers.frombytes(order if isinstance(order, bytes) else b"")
    return numbers


def _headlines(db: sqlite3.Connection, numbers: Sequence[int]) -> list[str]:
    headline = dict(db.execute("SELECT number, headline FROM articles"))
    return [one_line(headline[number]) for number in numbers]
