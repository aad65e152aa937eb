"""The tables of index.db, which stores the parsed captures in the cache folder.

The index is disposable: a damaged index is deleted and made again from the captures (docs/index.md). It has
no marks, notes or corrections of the reader.
"""

import os
import sqlite3
import time
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from careader import __version__
from careader.errors import CareaderError, IndexDamagedError, StoredFormError
from careader.index.stored import COLUMNS, store_lines
from careader.locations import make_private_file, make_private_folder
from careader.sqlite import fold_log_in, is_damage, log_of, transaction, why
from careader.words import path_in_words

APPLICATION_ID = 0x63617264
"""The number in the file's header of careader's indexes: the letters ``card``."""

VERSION = 21
"""The version of the tables and of their content. A change of tables, parsing or merging raises the
version."""

_SEARCH = {"hashsize": 8 * 2**20, "automerge": 6}
"""Settings of FTS5: the bytes of words that it gathers before a write, and the number of writes that it
merges.

These settings merge less, are faster and leave fewer empty pages than the default of 1 MiB and 4.
"""

SCHEMA = (
    # Single values of the whole index, by name: `get` and `put`.
    "CREATE TABLE facts (name TEXT PRIMARY KEY, value)",
    # A row for each page. root and path name its file (`scanning.scan`). page: its index in the file.
    # path, rates and head: as `stored` writes them. digest: of the file's content (`intake.opening`).
    # is_text: whether the file is plain text, which is read without finding out the kind of the file.
    # pending: why the capture must be filed again (`updating`), or 0. day: the ordinal of its date.
    # confidence: how sure careader is that the whole page was read right. author: the author on whose page
    # it is, or "". unreadable: why it could not be read, or "".
    # came: the moment of its first filing, in milliseconds of UTC.
    """
    CREATE TABLE captures (
        id INTEGER PRIMARY KEY,
        root INTEGER NOT NULL,
        path BLOB NOT NULL,
        page INTEGER NOT NULL DEFAULT 0,
        digest BLOB NOT NULL DEFAULT x'',
        is_text INTEGER NOT NULL DEFAULT 0,
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
    # sources: the content of each page that is judged with other captures or is not plain text
    # (`stored_pages`). proofs: what each capture proves and asks (`careader.capture.proofs`).
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
    # Each different text of copies, once for all captures that have the text. article: the article's number.
    # digest: the digest of the whole text. said: the digest of its words (`digest.digest`).
    # kind: `article_kinds`. authors: `authors`.
    # came: the moment of the first filing of the text, or of a text that it succeeds, in milliseconds of UTC.
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
        blocks TEXT NOT NULL,
        byline TEXT NOT NULL,
        published INTEGER,
        address TEXT NOT NULL,
        fingerprints BLOB NOT NULL
    )
    """,
    "CREATE INDEX texts_by_article ON texts (article)",
    "CREATE INDEX texts_by_came ON texts (came)",
    "CREATE TABLE fingerprints (number INTEGER, text INTEGER, PRIMARY KEY (number, text)) WITHOUT ROWID",
    # Former keys: the keys of removed texts, each with the text that succeeds it (`successors`).
    'CREATE TABLE former ("key" TEXT, text INTEGER, PRIMARY KEY ("key", text)) WITHOUT ROWID',
    "CREATE INDEX former_by_text ON former (text)",
    # The copies on each capture. place: the index from the top. line: the line of the headline in the file.
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
    # The row of an article in lists. name: its id. keys: its keys and former keys, between blanks.
    # days: between blanks. said and kind: of the shown copy. authors: of all copies.
    # changes: the days on which the text changed (`text_changes`).
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
    # The articles of each day in page order, as 32-bit numbers; day 0 holds the undated captures.
    "CREATE TABLE days (day INTEGER PRIMARY KEY, articles BLOB NOT NULL)",
    # The words of the shown copy of each article (`careader.text.plain_words`), the kinds of its figures,
    # and its sentences with figures (`search_columns`). The rowid is the number of the article.
    f"CREATE VIRTUAL TABLE search USING fts5({', '.join(COLUMNS)}, content='', tokenize='ascii')",
    "CREATE VIRTUAL TABLE search_words USING fts5vocab(search, row)",
)


def lock_of(path: Path) -> Path:
    """The lock file of an index. The lock file remains when the index is deleted."""
    return path.with_suffix(".lock")


def lost_index_message(path: Path) -> str:
    """The message that an index was deleted; "" where no index ever was at ``path``."""
    return str(damaged_error(path, "it was not there any more")) if lock_of(path).exists() else ""


def damaged_error(path: Path, said: object) -> IndexDamagedError:
    """The error for a damaged index. ``said`` tells the damage."""
    return IndexDamagedError(f"{path_in_words(path)}: {said}", path)


@contextmanager
def index_errors(path: Path) -> Iterator[None]:
    """Turn errors of SQLite and of stored forms in the ``with`` block into errors of careader.

    Raises:
        IndexDamagedError: the content of the file is not what careader wrote.
        CareaderError: SQLite was locked or interrupted, or lacks permission or disk space. The index is
        sound.
    """
    try:
        yield
    except sqlite3.Error as error:
        if is_damage(error):
            raise damaged_error(path, error) from error
        raise CareaderError(f"{path_in_words(path)}: {why(error)}") from error
    except StoredFormError as error:
        raise damaged_error(path, error) from error


def connect(path: Path) -> sqlite3.Connection:
    """Open an existing, sound index.

    Raises:
        FileNotFoundError: there is no file.
        IndexDamagedError: the file is not an index of this version of careader, or is cut short.
        CareaderError: the index is locked.
    """
    if not path.exists():
        raise FileNotFoundError(path)
    with index_errors(path):
        # In a folder that cannot be written, SQLite can still read an index that has no log file.
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
    """Check that a database is an index of this version.

    SQLite itself finds a file that is cut short, at the first statement.

    Raises:
        IndexDamagedError: the database belongs to another program or another version.
    """
    (application,) = db.execute("PRAGMA application_id").fetchone()
    (version,) = db.execute("PRAGMA user_version").fetchone()
    if application != APPLICATION_ID:
        raise damaged_error(path, "it is no index of careader")
    if version != VERSION or get(db, "careader") != __version__:
        raise damaged_error(path, "it is of another version of careader")


def make(path: Path) -> None:
    """Make an empty index at a path, and delete any file that is there before.

    Raises:
        OSError: the folder cannot be made or written.
        CareaderError: SQLite cannot write there.
    """
    make_private_folder(path.parent)
    for each in (path, *(path.with_name(path.name + end) for end in ("-wal", "-shm", "-journal"))):
        each.unlink(missing_ok=True)
    make_private_file(path)
    with index_errors(path), closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = OFF")  # a power cut costs the index, which is then made again
        with transaction(db):
            for statement in SCHEMA:
                db.execute(statement)
            db.executemany("INSERT INTO search(search, rank) VALUES (?, ?)", _SEARCH.items())
            put(db, "careader", __version__)
            put(db, "edition", time.time_ns() // 1_000_000)  # a number that no earlier index had
            db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            db.execute(f"PRAGMA user_version = {VERSION}")


_LONG_LOG = 1024 * 1024
"""The fewest bytes of SQLite's log that is merged into the index while careader is idle."""


def fold_in(path: Path) -> None:
    """Merge a long log of SQLite into the index, unless another connection reads from the log.

    Raises:
        CareaderError: the index cannot be read or written.
    """
    with suppress(FileNotFoundError), index_errors(path):
        if log_of(path).stat().st_size > _LONG_LOG:
            with closing(connect(path)) as db:
                fold_log_in(db)


def get(db: sqlite3.Connection, name: str) -> object:
    """A value of the table ``facts``, such as ``edition``; None for a missing value."""
    row = db.execute("SELECT value FROM facts WHERE name = ?", (name,)).fetchone()
    return row[0] if row else None


def put(db: sqlite3.Connection, name: str, value: object) -> None:
    """Store a value in the table ``facts``."""
    db.execute("REPLACE INTO facts VALUES (?, ?)", (name, value))


def has_read(db: sqlite3.Connection, roots: Iterable[Path]) -> bool:
    """Whether an index has captures, and the last update read the same roots."""
    return bool(get(db, "captures")) and get(db, "roots") == store_roots(roots)


def store_roots(roots: Iterable[Path]) -> str:
    """The stored form of the roots of an index: their absolute paths, with links as they are."""
    return store_lines(os.path.abspath(root) for root in roots)  # noqa: PTH100 - `Path.resolve` follows links
