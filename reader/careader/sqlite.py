"""What index.db and state.db share: transactions, the meaning of SQLite's errors, folding in the log."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_REASONS = {
    sqlite3.SQLITE_BUSY: "another program holds it locked",
    sqlite3.SQLITE_LOCKED: "another program holds it locked",
    sqlite3.SQLITE_CANTOPEN: "it, or its folder, cannot be opened for writing",
    sqlite3.SQLITE_READONLY: "it, or its folder, cannot be written",
    sqlite3.SQLITE_PERM: "it, or its folder, cannot be written",
    sqlite3.SQLITE_CORRUPT: "it is damaged",
    sqlite3.SQLITE_NOTADB: "it is not a database of careader",
    sqlite3.SQLITE_FULL: "the disk is full",
    sqlite3.SQLITE_IOERR: "the disk failed to read or write",
    sqlite3.SQLITE_INTERRUPT: "interrupted",
}
"""Why SQLite refused, by primary result code; for other codes, SQLite's own message is shown."""

_DAMAGE = {
    sqlite3.SQLITE_CORRUPT,
    sqlite3.SQLITE_NOTADB,
    sqlite3.SQLITE_ERROR,
    sqlite3.SQLITE_CONSTRAINT,
    sqlite3.SQLITE_MISMATCH,
    sqlite3.SQLITE_TOOBIG,
}
"""Codes of errors that a file as careader wrote it cannot cause; a missing table is such an error.

All other errors pass, such as locked, interrupted, no room, no permission: the file itself is sound.
"""


def _code(error: sqlite3.Error) -> int | None:
    """SQLite's primary result code; None for an error of Python's sqlite3, such as a closed connection."""
    code = getattr(error, "sqlite_errorcode", None)
    return None if code is None else code & 0xFF


def is_damage(error: sqlite3.Error) -> bool:
    """Whether an error says that the file is damaged, or that the file is not careader's.

    Invalid UTF-8 in a text column is damage too. Such an error has no SQLite code: Python raises it as
    `sqlite3.OperationalError`.
    """
    code = _code(error)
    return isinstance(error, sqlite3.OperationalError) if code is None else code in _DAMAGE


def is_busy(error: sqlite3.Error) -> bool:
    """Whether an error says that another connection has locked the file."""
    return _code(error) in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}


def why(error: sqlite3.Error) -> str:
    """Why SQLite refused, in words."""
    code = _code(error)
    return str(error) if code is None else _REASONS.get(code, str(error))


@contextmanager
def transaction(db: sqlite3.Connection) -> Iterator[None]:
    """Commit all changes of the block together, or none of them.

    BEGIN IMMEDIATE takes the write lock at the start, and waits for other processes. A transaction that
    reads first and then writes would fail without waiting if another process wrote in between.
    """
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
        db.execute("COMMIT")
    except BaseException:
        with suppress(sqlite3.Error):  # the first error tells what happened
            db.rollback()
        raise


def pragma(db: sqlite3.Connection, name: str) -> int:
    """The value of a pragma whose value is one number."""
    return int(db.execute(f"PRAGMA {name}").fetchone()[0])


def log_of(path: Path) -> Path:
    """The path of SQLite's log of a database: the latest changes are there until the log is folded in."""
    return path.with_name(f"{path.name}-wal")


def fold_log_in(db: sqlite3.Connection) -> bool:
    """Copy SQLite's log into the database file and empty the log, unless another connection uses the log.

    Returns:
        Whether the file now has all changes.
    """
    waiting = pragma(db, "busy_timeout")
    db.execute("PRAGMA busy_timeout = 0")  # never wait: the log can be folded in later
    try:
        return not db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    except sqlite3.OperationalError as error:
        if not is_busy(error):
            raise
        return False
    finally:
        db.execute(f"PRAGMA busy_timeout = {waiting}")
