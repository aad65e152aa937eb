"""Opening state.db: a missing file is made, an older one migrated, a foreign one refused and not touched.

An ordinary SQLite connection can write to a file before the program knows what the file is: it rolls back the
remains of a crash, folds a log in, makes files beside it. So the header is first read through a connection
that takes no lock and writes nothing (``immutable``), and the file is opened only where the header says that
it is careader's. Reading the header with ``open()`` instead would, on closing, release every lock that this
process holds on the file (https://www.sqlite.org/howtocorrupt.html, 2.2).
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
from careader.locations import away, link_in_words, make_private_file, make_private_folder
from careader.sqlite import is_busy, log_of, pragma, why
from careader.state.schema import check_header, migrate

_UNTOUCHED = "mode=ro&immutable=1"
"""URI parameters for reading a header: no lock, no journal, no file beside it (https://www.sqlite.org/uri.html)."""


@contextmanager
def state_errors(name: str) -> Iterator[None]:
    """Turn every database error within the block into a StateError with a message of one line.

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


def name_of(path: Path) -> str:
    """The path as messages show it: on one line, whatever characters it has."""
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
        StateError: the file cannot be made, read or written, is not ours, is damaged, or comes from a newer
            careader. Its content is then as it was.
    """
    if link := away(path.parent):
        raise StateError(f"{name_of(link)}: {link_in_words(link)}")
    name, path = name_of(path), _real(path)
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
                _make(path)
        db = sqlite3.connect(_uri(path, "mode=rwc"), timeout=timeout, isolation_level=None, uri=True)
        try:
            _prepare(db, name, timeout)
        except BaseException:
            db.close()
            raise
        return OpenedDatabase(db, f"{name}: it was empty, and is begun anew" if size == 0 else "")


def _make(path: Path) -> None:
    """Make a new database, readable by its owner alone, unless another process makes it first.

    The file appears complete in one step: an empty file would look like a lost one. The log of a removed file
    is deleted, since SQLite would apply it to the new file.
    """
    import tempfile  # most starts make nothing

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
        with suppress(OSError):  # a file system without links: SQLite makes it, and tells why it cannot
            make_private_file(path)
    finally:
        if temporary:
            Path(temporary).unlink(missing_ok=True)


def forget_log(path: Path) -> None:
    """Delete the log of a database that is no longer at ``path``; SQLite keeps the log beside the file.

    Raises:
        StateError: it cannot be removed.
    """
    path = _real(path)
    try:
        for file in (log_of(path), path.with_name(f"{path.name}-shm")):
            file.unlink(missing_ok=True)
    except OSError as error:
        raise StateError(f"{name_of(path)}: its log cannot be removed: {error.strerror}") from error


def open_memory(copy_of: Path | None) -> sqlite3.Connection:
    """A database in memory, with everything that can be read from the database at ``copy_of``.

    A missing, foreign or damaged file, or one of a newer careader, gives an empty database and no error:
    before the caller asks for a copy, ``open_database`` has already said what is wrong with the file.
    """
    if copy_of is not None:
        original = _real(copy_of)
        # What another reader, or one that crashed, wrote last is in the log beside the file. Only an ordinary
        # connection reads that; where none can be made (a read-only folder), the file alone has to do.
        log = log_of(original)
        for parameters in ("mode=ro", _UNTOUCHED) if os.access(log, os.R_OK) else (_UNTOUCHED,):
            with suppress(StateError, sqlite3.Error):
                return _copy(original, parameters)
    db = sqlite3.connect(":memory:", isolation_level=None)
    migrate(db)
    return db


def open_backup(path: Path) -> sqlite3.Connection:
    """A copy in memory of the database at ``path``, which is only read.

    Raises:
        StateError: the file is missing, is not careader's state, is damaged, or comes from a newer careader.
    """
    name, path = name_of(path), _real(path)
    with state_errors(name):
        if not _size(path):
            raise StateError(
                f"{name}: there is no such file" if _size(path) is None else f"{name}: it is empty"
            )
        return _copy(path, "mode=ro" if os.access(log_of(path), os.R_OK) else _UNTOUCHED)


def refuse_other_files(path: Path) -> None:
    """Raise where a file that is not careader's state stands at the path.

    Raises:
        StateError: the file is another program's, a newer careader's, or no file.
        sqlite3.Error: the file is not a database, or cannot be read.
    """
    if _size(path):
        _refuse_foreign(path)


def _copy(path: Path, parameters: str) -> sqlite3.Connection:
    """A copy in memory of the database at ``path``, migrated to the newest schema.

    Raises:
        StateError: the file is not one of ours, or a newer careader's.
        sqlite3.Error: it cannot be read, or is damaged.
    """
    if _size(path):
        _refuse_foreign(path)
    db = sqlite3.connect(":memory:", isolation_level=None)
    try:
        with closing(sqlite3.connect(_uri(path, parameters), uri=True)) as original:
            original.backup(db)
        check_header(db, name_of(path))
        _check_whole(db)
        migrate(db)
    except BaseException:
        db.close()
        raise
    return db


def _size(path: Path) -> int | None:
    """The size of a file in bytes; None where there is none. SQLite itself treats an empty file as none.

    Raises:
        StateError: the path is not a file, or its state cannot be read.
    """
    try:
        status = path.stat()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise StateError(f"{name_of(path)}: it cannot be opened: {error.strerror}") from error
    if not stat.S_ISREG(status.st_mode):
        what = "a folder" if stat.S_ISDIR(status.st_mode) else "not a regular file"
        raise StateError(f"{name_of(path)}: it is {what}")
    return status.st_size


def _refuse_foreign(path: Path) -> None:
    """Raise where the file's header does not say that the file is careader's and not of a newer careader.

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
        check_header(db, name_of(path))


def _check_whole(db: sqlite3.Connection) -> None:
    """Read the whole database; raise sqlite3.DatabaseError where a part is damaged."""
    if db.execute("PRAGMA quick_check").fetchone() != ("ok",):
        raise sqlite3.DatabaseError("damaged")


def _prepare(db: sqlite3.Connection, name: str, timeout: float) -> None:
    """Migrate a database of careader's, or an empty one, and set up its connection for a `Store`."""
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
    """Turn on SQLite's write-ahead log: with it, reading never waits for a writer.

    The file remembers the setting. While another connection is about to write, such as a careader started at
    the same moment, SQLite refuses at once instead of waiting for the connection's timeout. So this function
    waits and tries again.
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
