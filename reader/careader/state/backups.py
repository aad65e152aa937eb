"""Backups of state.db, each one complete file, and taking over what a backup or another state has."""

import json
import os
import sqlite3
from collections.abc import Callable, Iterable
from contextlib import closing, suppress
from pathlib import Path
from typing import NamedTuple

from careader.errors import StateError
from careader.sqlite import transaction
from careader.state.database import name_of, refuse_other_files, state_errors
from careader.state.schema import KNOWN_BY
from careader.state.spreading import Row

_KEPT_AS = "backup"
"""The name under which the table of views stores the last backup, beside the names of corpora."""


class Backup(NamedTuple):
    """The last backup of the state.

    Attributes:
        path: where it was written.
        at: when, in UTC seconds.
        complete: whether no mark, note, place or correction was set since.
    """

    path: str
    at: float
    complete: bool


class Backups:
    """Writes backups of an open state, tells of the last one, and takes over what another state has.

    Args:
        db: the open state.
        name: the name of the state in messages.
        clock: UTC seconds.
    """

    def __init__(self, db: sqlite3.Connection, name: str, clock: Callable[[], float]) -> None:
        self._db, self._name, self._clock = db, name, clock

    def write(self, path: Path) -> None:
        """Write everything in the state to a file of its own, readable by its owner alone.

        The file appears in one step and needs no log beside it. An earlier backup at the path is replaced;
        any other file is left as it is.

        Raises:
            StateError: the path is not a backup's, or the backup cannot be written.
        """
        import tempfile  # most starts make nothing

        name, path = name_of(path), Path(os.path.realpath(path))
        with state_errors(name):
            self._refuse(name, path)
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

    def _refuse(self, name: str, path: Path) -> None:
        """Raise where a backup at the path would destroy something: another program's file, or this state."""
        refuse_other_files(path)
        own = next(
            (file for _, schema, file in self._db.execute("PRAGMA database_list") if schema == "main"), ""
        )
        if own and path.exists() and path.samefile(own):
            raise StateError(f"{name}: it is the state itself: name another file")

    def last(self) -> Backup | None:
        """The last backup; None where there was none."""
        own = [table for table in KNOWN_BY if table != "views"]
        latest = " UNION ALL ".join(f"SELECT max(at) FROM {table}" for table in own)  # noqa: S608 - our names
        with state_errors(self._name):
            row = self._db.execute('SELECT "view" FROM views WHERE corpus = ?', (_KEPT_AS,)).fetchone()
            times = [at for (at,) in self._db.execute(latest) if at is not None]
        if row is None:
            return None
        with suppress(ValueError, KeyError, TypeError):  # written by no careader
            kept = json.loads(row[0])
            return Backup(kept["path"], kept["at"], max(times, default=0) <= kept["at"])
        return None

    def everything(self) -> list[tuple[str, list[str], list[Row]]]:
        """Everything stored, for `take_over` of another store: the name, columns and rows of each table."""
        with state_errors(self._name):
            every = [(table, self._db.execute(f"SELECT * FROM {table}")) for table in KNOWN_BY]  # noqa: S608 - our names
            return [(table, [name for name, *_ in got.description], got.fetchall()) for table, got in every]

    def take_over(self, everything: Iterable[tuple[str, list[str], list[Row]]]) -> None:
        """Store everything from another store; where both have a row, the row that was set last stays."""
        with state_errors(self._name), transaction(self._db):
            for table, columns, rows in everything:
                places = ", ".join("?" * len(columns))
                anew = ", ".join(f'"{column}" = excluded."{column}"' for column in columns)
                known_by = ", ".join(f'"{column}"' for column in KNOWN_BY[table])
                insert = (
                    f"INSERT INTO {table} VALUES ({places}) ON CONFLICT ({known_by}) DO UPDATE SET {anew}"  # noqa: S608 - the same
                )
                self._db.executemany(f"{insert} WHERE excluded.at > {table}.at", rows)
