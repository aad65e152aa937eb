"""Opening state.db: a missing file is made, an older file is migrated, a foreign file is refused untouched.

An ordinary SQLite connection can write to a file before the program knows what the file is: SQLite rolls back
the remains of a crash, folds a log in, and makes files beside the file. So the header is first read through a
connection that takes no lock and writes nothing (``immutable``). The file is opened only if the header says
that the file is careader's. Reading the header with ``open()`` is no alternative: closing the file would
release every lock of this process on it (https://www.sqlite.org/howtocorrupt.html, 2.2).
"""

import os
import sqlite3
import stat
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from careader.errors import StateError
from careader.index.locking import exclusive_lock
from careader.locations import broken_link, link_in_words, make_private_file, make_private_folder
from careader.sqlite import is_busy, log_of, pragma, why
from careader.state.schema import check_header, migrate

_UNTOUCHED = "mode=ro&immutable=1"
"""URI parameters for reading without lock, journal or other files (https://www.sqlite.org/uri.html)."""


@contextmanager
def state_errors(name: str) -> Iterator[None]:
    """Turn every database error in the ``with`` block into a StateError with a message of one line.

    Args:
        name: the name of the database in the message.

    Raises:
        StateError: for any ``sqlite3.Error``, and for text or numbers that SQLite cannot hold.
    """
    try:
        yield
    except sqlite3.Error as error:
        raise StateError(f"{name}: {why(error)}") from error
    except (UnicodeEncodeError, OverflowError) as error:
        raise StateError(f"{name}: it cannot hold this value: {error}") from error


def path_to_show(path: Path) -> str:
    """The path for messages: on one line, with odd characters escaped."""
    name = str(path)
    return name if name.isprintable() else ascii(name)


class OpenedDatabase(NamedTuple):
    """A database that was opened.

    Attributes:
        db: the connection.
        notice: a message for the reader in one line, such as that the file was empty; "" for none.
    """

    db: sqlite3.Connection
    notice: str


def open_database(path: Path, timeout: float) -> OpenedDatabase:
    """Open the database at ``path`` with the newest schema; make a missing folder or file.

    Args:
        path: the file.
        timeout: seconds to wait for another process that holds the database locked.

    Raises:
        StateError: the file cannot be made, read or written, is not careader's, is damaged, or comes from a
            newer careader. The content of the file is then unchanged.
    """
    if link := broken_link(path.parent):
        raise StateError(f"{path_to_show(link)}: {link_in_words(link)}")
    name, path = path_to_show(path), _real(path)
    try:
        make_private_folder(path.parent)
    except (FileExistsError, NotADirectoryError):
        raise StateError(f"{name}: a file stands where its folder should be") from None
    except OSError as error:
        raise StateError(f"{name}: its folder cannot be made: {error.strerror}") from error
    with state_errors(name):
        size = _size(path)
        if size and not os.access(path, os.R_OK | os.W_OK):
            raise StateError(f"{name}: no permission to read and write it, or a read-only disk")
        if size:
            _refuse_foreign(path)
        if not os.access(path.parent, os.W_OK | os.X_OK):
            raise StateError(f"{name}: no permission to write in its folder, or a read-only disk")
        if size is None:
            with exclusive_lock(path.parent):
                _make_database(path)
        db = sqlite3.connect(_uri(path, "mode=rwc"), timeout=timeout, isolation_level=None, uri=True)
        try:
            _prepare(db, name, timeout)
        except BaseException:
            db.close()
            raise
        return OpenedDatabase(db, f"{name}: it was empty, and is begun anew" if size == 0 else "")


def _make_database(path: Path) -> None:
    """Make a new database that only its owner can read, unless another process makes the database first.

    The file appears complete in one step: an empty file would look like lost data. The log of a removed file
    is deleted, since SQLite would apply the log to the new file.
    """
    import tempfile  # imported here: most starts make no file

    if path.exists():
        return
    forget_log(path)
    temporary = None
    try:
        descriptor, temporary = tempfile.mkstemp(dir=path.parent, prefix=".making-", suffix=".db")
        os.close(descriptor)
        with closing(sqlite3.connect(temporary, isolation_level=None)) as db:
            migrate(db)
        with suppress(FileExistsError):
            os.link(temporary, path)
    except OSError:
        with suppress(OSError):  # a file system without links: SQLite makes the file, or reports why not
            make_private_file(path)
    finally:
        if temporary:
            Path(temporary).unlink(missing_ok=True)


def forget_log(path: Path) -> None:
    """Delete the log of a database that is no longer at ``path``; SQLite keeps the log beside the file.

    Raises:
        StateError: the log cannot be deleted.
    """
    path = _real(path)
    try:
        for file in (log_of(path), path.with_name(f"{path.name}-shm")):
            file.unlink(missing_ok=True)
    except OSError as error:
        raise StateError(f"{path_to_show(path)}: its log cannot be removed: {error.strerror}") from error


def open_memory(copy_of: Path | None) -> sqlite3.Connection:
    """A database in memory, with everything that can be read from the database at ``copy_of``.

    A missing, foreign or damaged file, or one of a newer careader, gives an empty database and no error:
    before the caller asks for a copy, ``open_database`` has already said what is wrong with the file.
    """
    if copy_of is not None:
        original = _real(copy_of)
        # The latest changes of another reader, or of a crashed reader, are in the log beside the file. Only
        # an ordinary connection reads the log. Where no such connection can be made (a read-only folder),
        # only the file is read.
        log = log_of(original)
        for parameters in ("mode=ro", _UNTOUCHED) if os.access(log, os.R_OK) else (_UNTOUCHED,):
            with suppress(StateError, sqlite3.Error):
                return _copy(original, parameters)
    db = sqlite3.connect(":memory:", isolation_level=None)
    migrate(db)
    return db


def open_backup(path: Path) -> sqlite3.Connection:
    """A copy in memory of the database at ``path``; the file is not changed.

    Raises:
        StateError: the file is missing, is not careader's state, is damaged, or comes from a newer careader.
    """
    name, path = path_to_show(path), _real(path)
    with state_errors(name):
        size = _size(path)
        if not size:
            raise StateError(f"{name}: {'there is no such file' if size is None else 'it is empty'}")
        return _copy(path, "mode=ro" if os.access(log_of(path), os.R_OK) else _UNTOUCHED)


def refuse_other_files(path: Path) -> None:
    """Raise an error if the path has a file that is not careader's state.

    Raises:
        StateError: the file is another program's, a newer careader's, or no file.
        sqlite3.Error: the file is not a database, or cannot be read.
    """
    if _size(path):
        _refuse_foreign(path)


def _copy(path: Path, parameters: str) -> sqlite3.Connection:
    """A copy in memory of the database at ``path``, migrated to the newest schema.

    Raises:
        StateError: the file is not careader's, or comes from a newer careader.
        sqlite3.Error: the file cannot be read, or is damaged.
    """
    if _size(path):
        _refuse_foreign(path)
    db = sqlite3.connect(":memory:", isolation_level=None)
    try:
        with closing(sqlite3.connect(_uri(path, parameters), uri=True)) as original:
            original.backup(db)
        check_header(db, path_to_show(path))
        _check_whole(db)
        migrate(db)
    except BaseException:
        db.close()
        raise
    return db


def _size(path: Path) -> int | None:
    """The size of a file in bytes; None for a missing file. SQLite treats an empty file as a missing file.

    Raises:
        StateError: the path is not a file, or its state cannot be read.
    """
    try:
        status = path.stat()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise StateError(f"{path_to_show(path)}: it cannot be opened: {error.strerror}") from error
    if not stat.S_ISREG(status.st_mode):
        what = "a folder" if stat.S_ISDIR(status.st_mode) else "not a regular file"
        raise StateError(f"{path_to_show(path)}: it is {what}")
    return status.st_size


def _refuse_foreign(path: Path) -> None:
    """Raise an error unless the header says that the file is careader's, and not of a newer careader.

    The header can be trusted without the log: ``application_id`` is written to the file before a log exists,
    and the version in the header is never higher than the version in the log.

    Raises:
        StateError: the file is another program's, or a newer careader's.
        sqlite3.Error: the file is not a database, or cannot be read.
    """
    with closing(sqlite3.connect(_uri(path, _UNTOUCHED), uri=True)) as db:
        # Another process can be folding its log into the file at this moment. With this pragma SQLite does
        # not report a file length that does not yet fit the header as damage. Only the header is read here.
        db.execute("PRAGMA writable_schema = ON")
        check_header(db, path_to_show(path))


def _check_whole(db: sqlite3.Connection) -> None:
    """Read the whole database.

    Raises:
        sqlite3.DatabaseError: a part is damaged.
    """
    if db.execute("PRAGMA quick_check").fetchone() != ("ok",):
        raise sqlite3.DatabaseError("damaged")


def _prepare(db: sqlite3.Connection, name: str, timeout: float) -> None:
    """Migrate an empty database or a database of careader, and set up the connection for a `Store`."""
    # schema_version is 0 only for a database in which nothing was ever made.
    if pragma(db, "schema_version"):
        check_header(db, name)
    migrate(db)
    # Only after the schema, so that application_id is in the file itself from the first moment.
    _turn_log_on(db, timeout)
    # FULL syncs each transaction to disk. NORMAL, the default of some builds of SQLite, syncs only at
    # checkpoints: a power cut would lose the last marks.
    db.execute("PRAGMA synchronous = FULL")


def _turn_log_on(db: sqlite3.Connection, timeout: float) -> None:
    """Turn on SQLite's write-ahead log, so that reading never waits for a writer; the file keeps the setting.

    While another connection writes, such as a careader started at the same moment, SQLite refuses at once
    instead of waiting for the connection's timeout. So this function waits and tries again.
    """
    end = time.monotonic() + timeout
    while True:
        try:
            db.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if not is_busy(error) or time.monotonic() >= end:
                raise
            time.sleep(0.002)
        else:
            return


def _real(path: Path) -> Path:
    """The file to which the path leads through links: SQLite keeps its log beside that file."""
    return Path(os.path.realpath(path))


def _uri(path: Path, parameters: str) -> str:
    return f"{path.as_uri()}?{parameters}"
