"""index.db: what was read of the captures, kept in the cache so that it need not be read again.

Disposable: whatever is wrong with it, it is thrown away and made anew from the captures (docs/index.md).
Nothing of the reader's own is in it.
"""

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from careader import __version__
from careader.errors import CareaderError, IndexDamagedError, StoredFormError
from careader.locations import make_private_file, make_private_folder
from careader.sqlite import fold_log_in, is_damage, log_of, transaction, why
from careader.words import path_in_words

APPLICATION_ID = 0x63617264
"""Says in the file's header that a database is careader's index: the letters ``card``."""

VERSION = 11
"""Of the tables and of everything that is kept in them: other rules of parsing or merging are another one."""

_SEARCH = {"hashsize": 8 * 2**20, "automerge": 6}
"""Settings of FTS5: bytes of words gathered before they are written, and how many such portions make one.

The less it merges, the sooner it is done, and the fewer pages it leaves empty; as a rule it is 1 MiB and 4.
"""

SCHEMA = (
    # What is one value for the whole index: `get`.
    "CREATE TABLE facts (name TEXT PRIMARY KEY, value)",
    # One for each page. root and path: of its file (`sources.scan`); page: its number there, from 0; path,
    # rates and head: as `stored` writes them. digest: of all that the file holds (`intake.opening`).
    # pending: why it is to be filed anew (`updating`) or 0. day: of the capture, as an ordinal.
    # confidence: that the page as a whole was read right. author: whose page it is, "" for nobody's.
    # unreadable: why, "" where it was read. came: when it was first filed, in milliseconds of UTC.
    """
    CREATE TABLE captures (
        id INTEGER PRIMARY KEY,
        root INTEGER NOT NULL,
        path BLOB NOT NULL,
        page INTEGER NOT NULL DEFAULT 0,
        digest BLOB NOT NULL DEFAULT x'',
        size INTEGER NOT NULL,
        mtime INTEGER NOT NULL,
        pending INTEGER NOT NULL,
        day INTEGER,
        rates TEXT NOT NULL DEFAULT '[]',
        head TEXT NOT NULL DEFAULT '',
        confidence REAL NOT NULL DEFAULT 1,
        odd INTEGER NOT NULL DEFAULT 0,
        author TEXT NOT NULL DEFAULT '',
        unreadable TEXT NOT NULL DEFAULT '',
        came INTEGER NOT NULL DEFAULT 0,
        UNIQUE (root, path, page)
    )
    """,
    "CREATE INDEX captures_by_day ON captures (day, root, path, page)",
    "CREATE INDEX captures_unreadable ON captures (root, path, page) WHERE unreadable != ''",
    "CREATE INDEX captures_odd ON captures (root, path, page) WHERE odd",
    # What each says that is judged by what others prove, or is no plain text (`stored_pages`); what each
    # proves for others, and asks of them (`careader.capture.proofs`).
    "CREATE TABLE sources (capture INTEGER PRIMARY KEY, text BLOB NOT NULL)",
    """
    CREATE TABLE proofs (
        capture INTEGER PRIMARY KEY,
        given BLOB NOT NULL,
        sure BLOB NOT NULL,
        hooks BLOB NOT NULL,
        unsure BLOB NOT NULL
    )
    """,
    # Each different text of a copy, once however many captures carry it, and the article it belongs to.
    # came: when the first capture that carried it, or a text that it came in the place of, was filed.
    # said: `digest.digest`. kind, authors, signs: what the modules of these names tell of the text.
    """
    CREATE TABLE texts (
        id INTEGER PRIMARY KEY,
        digest BLOB NOT NULL UNIQUE,
        headline TEXT NOT NULL,
        excerpt INTEGER NOT NULL,
        "key" TEXT NOT NULL,
        words INTEGER NOT NULL,
        article INTEGER,
        came INTEGER NOT NULL,
        said TEXT NOT NULL,
        kind TEXT NOT NULL,
        authors TEXT NOT NULL,
        signs TEXT NOT NULL,
        blocks TEXT NOT NULL,
        byline TEXT NOT NULL,
        published INTEGER,
        address TEXT NOT NULL,
        marks BLOB NOT NULL
    )
    """,
    "CREATE INDEX texts_by_article ON texts (article)",
    "CREATE INDEX texts_by_came ON texts (came)",
    "CREATE TABLE fingerprints (mark INTEGER, text INTEGER, PRIMARY KEY (mark, text)) WITHOUT ROWID",
    # The keys of texts that went, each kept by the text that came in its place (`heirs`).
    'CREATE TABLE former ("key" TEXT, text INTEGER, PRIMARY KEY ("key", text)) WITHOUT ROWID',
    "CREATE INDEX former_by_text ON former (text)",
    # Where each text stands: on a capture, counted from its top, with its headline on a line of the file.
    """
    CREATE TABLE copies (
        capture INTEGER NOT NULL,
        place INTEGER NOT NULL,
        line INTEGER NOT NULL,
        confidence REAL NOT NULL,
        text INTEGER NOT NULL,
        PRIMARY KEY (capture, place)
    ) WITHOUT ROWID
    """,
    "CREATE INDEX copies_by_text ON copies (text)",
    # What a list shows of an article, in one row. name: its id. keys (former ones too) and days:
    # each apart by a space. said
    # and kind: of the text shown. authors: of all texts. changes: when it began to say something else.
    """
    CREATE TABLE articles (
        number INTEGER PRIMARY KEY,
        name TEXT NOT NULL,
        headline TEXT NOT NULL,
        excerpt INTEGER NOT NULL,
        confidence REAL NOT NULL,
        words INTEGER NOT NULL,
        "keys" TEXT NOT NULL,
        days TEXT NOT NULL,
        capture INTEGER NOT NULL,
        place INTEGER NOT NULL,
        text INTEGER NOT NULL,
        said TEXT NOT NULL,
        kind TEXT NOT NULL,
        authors TEXT NOT NULL,
        changes TEXT NOT NULL
    )
    """,
    "CREATE INDEX articles_by_kind ON articles (kind)",
    "CREATE INDEX articles_by_authors ON articles (authors) WHERE authors != ''",
    "CREATE INDEX articles_changed ON articles (number, changes) WHERE changes != ''",
    "CREATE INDEX articles_cut ON articles (number) WHERE excerpt",
    'CREATE TABLE "keys" ("key" TEXT, article INTEGER, PRIMARY KEY ("key", article)) WITHOUT ROWID',
    # The articles of each day in page order, as 32-bit numbers; day 0 is that of undated captures.
    "CREATE TABLE days (day INTEGER PRIMARY KEY, articles BLOB NOT NULL)",
    # The words of each article's shown copy (`careader.text.plain_words`), and which figures it has
    # (`figures.signs_of`); its rowid is the number.
    "CREATE VIRTUAL TABLE search USING fts5(headline, body, signs, content='', tokenize='ascii')",
    "CREATE VIRTUAL TABLE search_words USING fts5vocab(search, row)",
)


def lock_of(path: Path) -> Path:
    """The file that is locked while an index is written. It stays when the index is deleted."""
    return path.with_suffix(".lock")


def missed(path: Path) -> str:
    """That an index is gone, in words, where there was one; "" where there never was."""
    return str(damaged(path, "it was not there any more")) if lock_of(path).exists() else ""


def damaged(path: Path, said: object) -> IndexDamagedError:
    """The error that says what is wrong with the index at a path."""
    return IndexDamagedError(f"{path_in_words(path)}: {said}", path)


@contextmanager
def damage(path: Path) -> Iterator[None]:
    """Sort what goes wrong with an index within the block: damaged, or only not to be used at the moment.

    Raises:
        IndexDamagedError: what is in the file is not what careader wrote there.
        CareaderError: it is locked, interrupted, without permission or room; it is as good as it was.
    """
    try:
        yield
    except sqlite3.Error as error:
        if is_damage(error):
            raise damaged(path, error) from error
        raise CareaderError(f"{path_in_words(path)}: {why(error)}") from error
    except StoredFormError as error:
        raise damaged(path, error) from error


def connect(path: Path) -> sqlite3.Connection:
    """Open an index that is there, and as it should be.

    Raises:
        FileNotFoundError: there is none.
        IndexDamagedError: what is there is no index of this careader, or is cut short.
        CareaderError: it is locked.
    """
    if not path.exists():
        raise FileNotFoundError(path)
    with damage(path):
        # Where nothing can be written beside it, an index whose log is folded in can still be read as it is.
        lone = not os.access(path.parent, os.W_OK) and not log_of(path).exists()
        how = "mode=ro&immutable=1" if lone else "mode=rw"
        db = sqlite3.connect(
            f"{path.absolute().as_uri()}?{how}", uri=True, isolation_level=None, check_same_thread=False
        )
        try:
            _check(db, path)
        except BaseException:
            db.close()
            raise
        return db


def _check(db: sqlite3.Connection, path: Path) -> None:
    """Raise where an index is another program's or version's.

    One that is cut short SQLite itself refuses, with the first thing that is asked of it.
    """
    (application,) = db.execute("PRAGMA application_id").fetchone()
    (version,) = db.execute("PRAGMA user_version").fetchone()
    if application != APPLICATION_ID:
        raise damaged(path, "it is no index of careader")
    if version != VERSION or get(db, "careader") != __version__:
        raise damaged(path, "it is of another version of careader")


def make(path: Path) -> None:
    """Make an empty index at a path, in the place of whatever is there.

    Raises:
        OSError: the folder cannot be made or written.
        CareaderError: SQLite cannot write there.
    """
    make_private_folder(path.parent)
    for each in (path, *(path.with_name(path.name + end) for end in ("-wal", "-shm", "-journal"))):
        each.unlink(missing_ok=True)
    make_private_file(path)
    with damage(path), closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = OFF")  # a power cut costs the index, and the index costs time only
        with transaction(db):
            for statement in SCHEMA:
                db.execute(statement)
            db.executemany("INSERT INTO search(search, rank) VALUES (?, ?)", _SEARCH.items())
            put(db, "careader", __version__)
            put(db, "edition", time.time_ns() // 1_000_000)  # another than any of an index before it
            db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            db.execute(f"PRAGMA user_version = {VERSION}")


_LONG_LOG = 1024 * 1024
"""Bytes of SQLite's log from which on it is folded in while nothing else is done."""


def fold_in(path: Path) -> None:
    """Fold a long log of SQLite's into the index, unless somebody reads what is in it.

    Raises:
        CareaderError: the index cannot be read or written.
    """
    with suppress(FileNotFoundError), damage(path):
        if log_of(path).stat().st_size > _LONG_LOG:
            with closing(connect(path)) as db:
                fold_log_in(db)


def get(db: sqlite3.Connection, name: str) -> object:
    """A fact of the whole index; None where it was never put."""
    row = db.execute("SELECT value FROM facts WHERE name = ?", (name,)).fetchone()
    return row[0] if row else None


def put(db: sqlite3.Connection, name: str, value: object) -> None:
    """Keep a fact of the whole index."""
    db.execute("REPLACE INTO facts VALUES (?, ?)", (name, value))
