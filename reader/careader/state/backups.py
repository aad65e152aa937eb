"""Writing backups of state.db, each a single complete file, and merging a backup or another state."""

import json
import os
import sqlite3
from collections.abc import Callable, Iterable
from contextlib import closing, suppress
from pathlib import Path
from typing import NamedTuple

from careader.errors import StateError
from careader.sqlite import transaction
from careader.state.database import path_to_show, refuse_other_files, state_errors
from careader.state.row_kinds import Row
from careader.state.schema import KNOWN_BY

_KEPT_AS = "backup"
"""The name under which the table of views stores the last backup, beside the names of corpora."""


class Backup(NamedTuple):
    """The last backup of the state.

    Attributes:
        path: the path of the backup.
        at: the time of the backup, in UTC seconds.
        complete: whether no mark, note, place or correction was set after the backup.
    """

    path: str
    at: float
    complete: bool


class Backups:
    """Writes backups of an open state, describes the last backup, and merges other states into the state.

    Args:
        db: the open state.
        name: the name of the state in messages.
        clock: returns the time in UTC seconds.
    """

    def __init__(self, db: sqlite3.Connection, name: str, clock: Callable[[], float]) -> None:
        self._db, self._name, self._clock = db, name, clock

    def write(self, path: Path) -> None:
        """Write a backup of the whole state, which only its owner can read.

        The file appears complete in one step, without a log beside it. An earlier backup at the path is
        replaced; any other file stays, and raises an error.

        Raises:
            StateError: another file is at the path, or the backup cannot be written.
        """
        import tempfile  # imported here: most starts make no file

        name, path = path_to_show(path), Path(os.path.realpath(path))
        with state_errors(name):
            self._refuse_to_destroy(name, path)
        temporary = None
        try:
            descriptor, temporary = tempfile.mkstemp(dir=path.parent, prefix=".making-", suffix=".db")
            os.close(descriptor)
            at = self._clock()
            with state_errors(name), closing(sqlite3.connect(temporary, isolation_level=None)) as copy:
                self._db.backup(copy)
                copy.execute("PRAGMA journal_mode = DELETE")
            with open(temporary, "rb+") as file:  # noqa: PTH123 - a name that mkstemp gave
                os.fsync(file.fileno())
            Path(temporary).replace(path)
        except OSError as error:
            raise StateError(f"{name}: it cannot be written: {error.strerror}") from error
        finally:
            if temporary:
                Path(temporary).unlink(missing_ok=True)
        kept = json.dumps({"path": os.fspath(path), "at": at})
        with state_errors(self._name):
            self._db.execute("REPLACE INTO views VALUES (?, ?, ?)", (_KEPT_AS, kept, at))

    def _refuse_to_destroy(self, name: str, path: Path) -> None:
        """Raise an error if a backup at the path would replace another program's file, or this state.

        Raises:
            StateError: the path is the state itself, or a file that is not careader's state.
            sqlite3.Error: the file at the path is not a database, or cannot be read.
        """
        refuse_other_files(path)
        own = next(
            (file for _, schema, file in self._db.execute("PRAGMA database_list") if schema == "main"), ""
        )
        if own and path.exists() and path.samefile(own):
            raise StateError(f"{name}: it is the state itself: name another file")

    def last(self) -> Backup | None:
        """The last backup; None before the first backup."""
        own = [table for table in KNOWN_BY if table != "views"]
        latest = " UNION ALL ".join(f"SELECT max(at) FROM {table}" for table in own)  # noqa: S608 - our names
        with state_errors(self._name):
            row = self._db.execute('SELECT "view" FROM views WHERE corpus = ?', (_KEPT_AS,)).fetchone()
            times = [at for (at,) in self._db.execute(latest) if at is not None]
        if row is None:
            return None
        with suppress(ValueError, KeyError, TypeError):  # careader did not write this value
            kept = json.loads(row[0])
            return Backup(kept["path"], kept["at"], max(times, default=0) <= kept["at"])
        return None

    def everything(self) -> list[tuple[str, list[str], list[Row]]]:
        """The name, columns and rows of each table, for `take_over` of another store."""
        with state_errors(self._name):
            every = [(table, self._db.execute(f"SELECT * FROM {table}")) for table in KNOWN_BY]  # noqa: S608 - our names
            return [(table, [name for name, *_ in got.description], got.fetchall()) for table, got in every]

    def take_over(self, everything: Iterable[tuple[str, list[str], list[Row]]]) -> None:
        """Merge all data of another store into this store; of two rows of one key, the later row stays."""
        with state_errors(self._name), transaction(self._db):
            for table, columns, rows in everything:
                places = ", ".join("?" * len(columns))
                anew = ", ".join(f'"{column}" = excluded."{column}"' for column in columns)
                known_by = ", ".join(f'"{column}"' for column in KNOWN_BY[table])
                insert = (
                    f"INSERT INTO {table} VALUES ({places}) ON CONFLICT ({known_by}) DO UPDATE SET {anew}"  # noqa: S608 - the same
                )
                self._db.executemany(f"{insert} WHERE excluded.at > {table}.at", rows)
