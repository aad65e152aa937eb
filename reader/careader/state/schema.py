"""The schema of state.db, and the migrations from each older schema to the next (docs/state.md)."""

import sqlite3

from careader.errors import StateError
from careader.sqlite import pragma, transaction

APPLICATION_ID = 0x63617265
"""The number in the file's header that marks a database as careader's state: the letters ``care``."""

MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (
        # A mark that was cleared keeps its row: only so can a later merge of two files tell the newer word.
        """
        CREATE TABLE marks (
            mark TEXT NOT NULL,
            key TEXT NOT NULL,
            marked INTEGER NOT NULL,
            at REAL NOT NULL,
            PRIMARY KEY (mark, key)
        ) WITHOUT ROWID
        """,
        """
        CREATE TABLE positions (
            key TEXT PRIMARY KEY NOT NULL,
            block INTEGER NOT NULL,
            "offset" INTEGER NOT NULL,
            at REAL NOT NULL
        ) WITHOUT ROWID
        """,
        """
        CREATE TABLE views (
            corpus TEXT PRIMARY KEY NOT NULL,
            "view" TEXT NOT NULL,
            at REAL NOT NULL
        ) WITHOUT ROWID
        """,
    ),
    (
        # As with marks, a correction that was taken back keeps its row: headline is NULL then.
        """
        CREATE TABLE corrections (
            line TEXT NOT NULL,
            lead TEXT NOT NULL,
            headline INTEGER,
            at REAL NOT NULL,
            PRIMARY KEY (line, lead)
        ) WITHOUT ROWID
        """,
    ),
    (
        # A note can be long, and comes last: the rest of a row is read without it.
        """
        CREATE TABLE notes (
            key TEXT PRIMARY KEY NOT NULL,
            begun REAL NOT NULL,
            at REAL NOT NULL,
            note TEXT
        )
        """,
        """
        CREATE TABLE seen (
            key TEXT PRIMARY KEY NOT NULL,
            digest TEXT NOT NULL,
            at REAL NOT NULL
        ) WITHOUT ROWID
        """,
    ),
    (
        # A number is never given twice: two readers may know one step, and each may take it back.
        """
        CREATE TABLE steps (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            corpus TEXT NOT NULL,
            at REAL NOT NULL,
            step TEXT NOT NULL
        )
        """,
        "CREATE INDEX steps_of ON steps (corpus, number)",
    ),
    (
        # Where a text changed between two sittings, the place is found again by the words that stand there.
        "ALTER TABLE positions ADD COLUMN words TEXT NOT NULL DEFAULT ''",
    ),
)
"""The SQL statements that lead from each version to the next; ``user_version`` counts the steps done.

A step that was released is never edited; a change to the schema is one more step at the end.
"""


KNOWN_BY: dict[str, tuple[str, ...]] = {
    "marks": ("mark", "key"),
    "positions": ("key",),
    "views": ("corpus",),
    "corrections": ("line", "lead"),
    "notes": ("key",),
    "seen": ("key",),
}
"""The tables of the reader's own state, each with the columns that identify a row. The column ``at`` is the
time.

The table ``steps``, which undo uses, is not among them: its rows make sense in the file of one machine only.
"""


def check_header(db: sqlite3.Connection, name: str) -> None:
    """Refuse a database of another program or of a newer careader.

    Args:
        db: the database; only its header is read.
        name: the name of the database in the message.

    Raises:
        StateError: the database is another program's, or a newer careader's.
        sqlite3.Error: the file is not a database, or cannot be read.
    """
    if pragma(db, "application_id") != APPLICATION_ID:
        raise StateError(f"{name}: it is not a database of careader")
    version, newest = pragma(db, "user_version"), len(MIGRATIONS)
    if version > newest:
        raise StateError(f"{name}: it comes from a newer careader (its version {version}, known {newest})")


def migrate(db: sqlite3.Connection) -> None:
    """Migrate an empty database, or one of careader's of any earlier version, to the newest version.

    All steps are one transaction: a failed step leaves the file as it was. The version is read again within
    the transaction, since another process may have migrated the file before this one got the lock.

    Raises:
        sqlite3.Error: a step failed, or another process held the database for longer than the timeout.
    """
    if pragma(db, "user_version") >= len(MIGRATIONS):
        return
    with transaction(db):
        done = pragma(db, "user_version")
        for step in MIGRATIONS[done:]:
            for statement in step:
                db.execute(statement)
        db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        db.execute(f"PRAGMA user_version = {max(done, len(MIGRATIONS))}")
