"""What tests of the command line and of search share."""

import json
import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from careader.capture import Capture
from careader.corpus import Corpus
from careader.index.filing import Filing, file_capture, update_articles
from careader.index.reading import Job, record_of
from careader.index.search_columns import search_columns
from careader.index.stored import COLUMNS
from careader.index.tables import SCHEMA, connect, make
from careader.sqlite import transaction

ROOT = Path(__file__).parent.parent
"""The source tree."""


@dataclass(frozen=True)
class Ran:
    """What one run of careader came to."""

    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        """What it printed, line by line."""
        return self.out.splitlines()

    @property
    def complaints(self) -> list[str]:
        """Its lines on stderr."""
        return self.err.splitlines()

    @property
    def records(self) -> list[Any]:
        """What it printed as JSON."""
        return [json.loads(line) for line in self.lines]


Careader = Callable[..., Ran]
"""Runs careader with arguments, each made a text; ``stdin=`` is what it can read there, None if closed."""


def corpus_of(captures: Sequence[Capture], index: Path) -> Corpus:
    """A corpus of captures made for a test, with its index at a path; no file of theirs is there."""
    make(index)
    filing, handed = Filing(), set[bytes]()
    with closing(connect(index)) as db, transaction(db):
        for number, capture in enumerate(captures, 1):
            insert = "INSERT INTO captures (id, root, path, size, mtime, pending) VALUES (?, 0, ?, 0, 0, 0)"
            db.execute(insert, (number, os.fsencode(capture.path)))
            file_capture(db, filing, number, record_of(Job(number, capture.path, 0, 0), capture, handed))
        update_articles(db, filing)
    return Corpus(index, [Path()])


@contextmanager
def searched(texts: Iterable[tuple[str, str]]) -> Iterator[sqlite3.Connection]:
    """An index with only what search asks: articles, each a headline and a text, numbered from 1."""
    with closing(sqlite3.connect(":memory:")) as db:
        for statement in SCHEMA:
            if statement.startswith("CREATE VIRTUAL TABLE"):
                db.execute(statement)
        for number, columns in enumerate(texts, 1):
            row = search_columns(columns[0], columns[1:])
            db.execute(
                f"INSERT INTO search (rowid, {', '.join(COLUMNS)}) VALUES (?, ?, ?, ?, ?, ?)", (number, *row)
            )
        yield db
