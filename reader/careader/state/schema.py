"""The schema of state.db, and the migrations from each older schema to the next (docs/state.md)."""

import sqlite3

from careader.errors import StateError
from careader.sqlite import pragma, transaction

APPLICATION_ID = 0x63617265
"""The number in the file's header that marks a database as careader's state: the letters ``care``."""

MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (
        # A cleared mark keeps its row, so that a merge of two files knows which file has the later value.
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
        # As with marks, a correction that was taken back keeps its row; headline is then NULL.
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
        # A note can be long. It is the last column, so that the other columns are read without it.
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
        # No number is used twice: two open readers can know the same step, and each can take the step back.
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
        # Where a text changed between two sittings, these words find the place again.
        "ALTER TABLE positions ADD COLUMN words TEXT NOT NULL DEFAULT ''",
    ),
)
"""For each version, the SQL statements that migrate to the next version; ``user_version`` is the version.

A released migration is never edited: each change to the schema is a new migration at the end.
"""


KNOWN_BY: dict[str, tuple[str, ...]] = {
    "marks": ("mark", "key"),
    "positions": ("key",),
    "views": ("corpus",),
    "corrections": ("line", "lead"),
    "notes": ("key",),
    "seen": ("key",),
}
"""The tables of the reader's own state that are merged, each with the columns that identify a row.

Each of these tables has a column ``at``, the time at which the row was set. The table ``steps`` of undo is
left out: undo steps make sense only in the file in which they were made.
"""


def check_header(db: sqlite3.Connection, name: str) -> None:
    """Raise an error for a database of another program or of a newer careader.

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
    """Migrate an empty database, or a database of an earlier careader, to the newest version.

    All migrations are one transaction: where one fails, the file stays as it was. The version is read again
    within the transaction, since another process may have migrated the file before this process got the lock.

    Raises:
        sqlite3.Error: a migration failed, or another process held the database for longer than the timeout.
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
