"""What index.db and state.db have in common: transactions, what SQLite's errors mean, folding in the log."""

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
"""Why SQLite refused, by primary result code; every other code tells its own reason."""

_DAMAGE = {
    sqlite3.SQLITE_CORRUPT,
    sqlite3.SQLITE_NOTADB,
    sqlite3.SQLITE_ERROR,
    sqlite3.SQLITE_CONSTRAINT,
    sqlite3.SQLITE_MISMATCH,
    sqlite3.SQLITE_TOOBIG,
}
"""Codes that say that what is in a file is not what careader wrote there: a table that is missing as well.

All others tell of the moment: locked, interrupted, no room, no permission. The file is as good as it was.
"""


def _code(error: sqlite3.Error) -> int | None:
    """The primary result code; None for errors of the sqlite3 module itself, such as a closed connection."""
    code = getattr(error, "sqlite_errorcode", None)
    return None if code is None else code & 0xFF


def is_damage(error: sqlite3.Error) -> bool:
    """Whether an error says that the file is damaged, or no file of careader's.

    Text that is no text has no code of SQLite's: Python finds it.
    """
    code = _code(error)
    return isinstance(error, sqlite3.OperationalError) if code is None else code in _DAMAGE


def is_busy(error: sqlite3.Error) -> bool:
    """Whether an error says that another connection is at work."""
    return _code(error) in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}


def why(error: sqlite3.Error) -> str:
    """Why SQLite refused, in words."""
    code = _code(error)
    return str(error) if code is None else _REASONS.get(code, str(error))


@contextmanager
def transaction(db: sqlite3.Connection) -> Iterator[None]:
    """Everything in the block is committed together, or nothing of it.

    IMMEDIATE takes the write lock at once, where waiting for another process is possible: a transaction
    that reads first and writes later is refused without waiting when another one wrote in between.
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
    """The value of a pragma that answers with one number."""
    return int(db.execute(f"PRAGMA {name}").fetchone()[0])


def log_of(path: Path) -> Path:
    """SQLite's log beside a database: what was written last is there until it is folded in."""
    return path.with_name(f"{path.name}-wal")


def fold_log_in(db: sqlite3.Connection) -> bool:
    """Write SQLite's log back to its file and empty it, unless another connection needs it just now.

    Returns:
        Whether the file now holds all that was written.
    """
    waiting = pragma(db, "busy_timeout")
    db.execute("PRAGMA busy_timeout = 0")  # nobody waits for this
    try:
        return not db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    except sqlite3.OperationalError as error:
        if not is_busy(error):
            raise
        return False
    finally:
        db.execute(f"PRAGMA busy_timeout = {waiting}")
