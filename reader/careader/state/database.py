"""Opens state.db: makes it, brings it up to date, and refuses any file that is not ours without touching it.

Asked the ordinary way, SQLite writes to a file before it tells what the file is: it rolls back what a
crash left, folds a log in, makes files beside it. So a file is first looked at through a connection that
takes no lock and writes nothing (``immutable``), and opened only when its header says that it is ours.
Reading the header with ``open()`` instead would end, on closing, every lock that this process holds on the
file (https://www.sqlite.org/howtocorrupt.html, 2.2).
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
"""How a file is looked at: no lock, no journal, nothing made beside it (https://www.sqlite.org/uri.html)."""


@contextmanager
def state_errors(name: str) -> Iterator[None]:
    """Turns every way in which the database can fail within the block into a StateError of one line.

    Args:
        name: what the message calls the database.

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


class Opened(NamedTuple):
    """A database that was opened.

    Attributes:
        db: the connection.
        notice: what the reader should know of it, in one line; "" for nothing.
    """

    db: sqlite3.Connection
    notice: str


def open_file(path: Path, timeout: float) -> Opened:
    """Opens the database at ``path``, with the newest schema; makes the folder and the file where missing.

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
        return Opened(db, f"{name}: it was empty, and is begun anew" if size == 0 else "")


def _make(path: Path) -> None:
    """Makes a new database, whole and for its owner alone, unless another process was quicker.

    Nobody ever meets an empty file on the way: that is a sign of something wrong. A log that is left of a
    file that was removed goes: SQLite would lay it over the new one.
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
    """Removes the log of a database that is not at ``path`` any more; SQLite keeps it beside that place.

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
    """A database that is only in memory, with what can be read of the one at ``copy_of``.

    A file that is missing, not ours, damaged or of a newer careader gives nothing and is not an error:
    whoever asks for a copy has just been told by ``open_file`` what is wrong with the original.
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


def _copy(path: Path, parameters: str) -> sqlite3.Connection:
    """A copy in memory of the database at ``path``, brought up to date there.

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
    """The bytes of the file at ``path``; None where none is. SQLite begins an empty one as it begins none.

    Raises:
        StateError: something else than a file is there, or it cannot be told what is.
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
    """Raises where the file's header does not say that it is ours and not newer than this careader.

    The header tells the truth about both: ``application_id`` is in the file before the log exists, and the
    version it shows is never ahead of the log's.

    Raises:
        StateError: the file is another program's, or a newer careader's.
        sqlite3.Error: the file is not a database, or cannot be read.
    """
    with closing(sqlite3.connect(_uri(path, _UNTOUCHED), uri=True)) as db:
        # Another process can be folding its log into the file just now; with this on, SQLite does not take
        # a length that does not fit the header yet for damage. Nothing but the header is read here.
        db.execute("PRAGMA writable_schema = ON")
        check_header(db, name_of(path))


def _check_whole(db: sqlite3.Connection) -> None:
    """Raises sqlite3.DatabaseError where a part of the database is damaged: it reads all of it."""
    if db.execute("PRAGMA quick_check").fetchone() != ("ok",):
        raise sqlite3.DatabaseError("damaged")


def _prepare(db: sqlite3.Connection, name: str, timeout: float) -> None:
    """Brings a connection to a file of ours, or to an empty one, to where a Store can use it."""
    # schema_version is 0 only for a database in which nothing was ever made.
    if pragma(db, "schema_version"):
        check_header(db, name)
    migrate(db)
    # Only after the schema, so that application_id is in the file itself from the first moment.
    _turn_log_on(db, timeout)
    # An action is on disk when it has happened. NORMAL, what some builds of SQLite have with a log, is
    # synced at checkpoints only: a power cut would take the last marks with it.
    db.execute("PRAGMA synchronous = FULL")


def _turn_log_on(db: sqlite3.Connection, timeout: float) -> None:
    """With a log, reading never waits for a writer. The file remembers it; asked again, nothing happens.

    While another connection is about to write, such as that of a careader started at the same moment, SQLite
    refuses this at once and does not wait for the connection's timeout: so the waiting is done here.
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
    """The file that the path leads to through links: SQLite keeps its log beside that one."""
    return Path(os.path.realpath(path))


def _uri(path: Path, parameters: str) -> str:
    return f"{path.as_uri()}?{parameters}"
