"""The store of the reader's own state, by the keys of copies (docs/state.md)."""

import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from careader.capture.models import Correction
from careader.sqlite import fold_log_in, pragma, transaction
from careader.state.database import open_backup, open_database, open_memory, path_to_show, state_errors
from careader.state.models import Mark, MarkChange, Position
from careader.state.row_kinds import KINDS, NOTE, POSITION, SEEN, Row, RowKind, missing
from careader.state.steps import Steps

if TYPE_CHECKING:
    from careader.state.backups import Backups

_SET = """
    INSERT INTO marks (at, mark, key, marked) VALUES (?, ?, ?, 1)
    ON CONFLICT (mark, key) DO UPDATE SET marked = 1, at = excluded.at WHERE NOT marked
"""
_CLEAR = "UPDATE marks SET marked = 0, at = ? WHERE mark = ? AND key = ? AND marked"
_SET_SEEN = """
    INSERT INTO seen (at, key, digest) VALUES (?, ?, ?)
    ON CONFLICT (key) DO UPDATE SET digest = excluded.digest, at = excluded.at WHERE digest <> excluded.digest
"""
_WITH_ANYTHING = (
    "SELECT key FROM marks WHERE marked",
    "SELECT key FROM positions",
    "SELECT key FROM seen",
    "SELECT key FROM notes WHERE note IS NOT NULL",
)
_AT_ONCE = 500
"""A query has at most so many keys."""


class Store:
    """The reader's marks, notes, positions, corrections and seen texts, and the last view of each corpus.

    An article is known by the keys of its copies. A mark on any key is a mark on the article, so marks follow
    the article when copies join it later. To clear a mark, pass all keys of the article.

    When a method that changes the state returns, the change is on disk. Where the database fails, every
    method raises StateError, with one line that names the file and the reason.

    Attributes:
        steps: the steps that undo can take back, also after a restart.
        notice: a message for the reader, such as that the file was empty; "" for none.

    Made by ``Store.open`` or ``Store.in_memory``, and used only by the thread that made it.
    """

    def __init__(
        self, db: sqlite3.Connection, name: str, clock: Callable[[], float], notice: str = ""
    ) -> None:
        self.notice = notice
        self._db = db
        self._name = name
        self._clock = clock
        self.steps = Steps(db, name, clock)
        self._data_version = pragma(db, "data_version")
        self._folded = -1

    @classmethod
    def open(cls, path: Path, *, timeout: float = 5.0, clock: Callable[[], float] = time.time) -> Self:
        """Open the store at ``path``; make a missing folder or file, and migrate an older file.

        Args:
            path: the file, such as ``state.db`` in the user data folder.
            timeout: seconds that any call waits for another process that holds the database locked.
            clock: returns the time in UTC seconds, which is stored with each change.

        Raises:
            StateError: the file cannot be made, read or written, is not careader's, is damaged, or comes from
                a newer careader. The content of the file is then unchanged.
        """
        db, notice = open_database(path, timeout)
        with state_errors(path_to_show(path)):
            return cls(db, path_to_show(path), clock, notice)

    @classmethod
    def in_memory(cls, copy_of: Path | None = None, *, clock: Callable[[], float] = time.time) -> Self:
        """A store in memory, for use where ``open`` failed. Closing the store loses its data.

        Args:
            copy_of: the state file to copy; None, or an unreadable file, gives an empty store.
            clock: returns the time in UTC seconds, which is stored with each change.
        """
        return cls(open_memory(copy_of), "the state in memory", clock)

    @classmethod
    def of_backup(cls, path: Path) -> Self:
        """A store in memory with all data of a backup, or of another ``state.db``; the file is not changed.

        Raises:
            StateError: the file is missing, is not careader's state, is damaged, or comes from a newer
                careader.
        """
        return cls(open_backup(path), path_to_show(path), time.time)

    def marked(self, mark: Mark) -> frozenset[str]:
        """All keys that have the mark."""
        with state_errors(self._name):
            return frozenset(self._keys("SELECT key FROM marks WHERE mark = ? AND marked", mark.value))

    def rows(self, kind: RowKind) -> dict[str, Row]:
        """All rows of a kind, by key; the first value of a row is the time of setting, in UTC seconds."""
        with state_errors(self._name):
            return {key: tuple(row) for key, *row in self._db.execute(kind.select_all)}

    def set_mark(self, mark: Mark, keys: Iterable[str], on: bool) -> MarkChange:  # noqa: FBT001 - a mark's state is data
        """Set or clear a mark on keys, in one transaction.

        Returns:
            The change. Keys that already had the wanted state are left out.
        """
        statement, at = _SET if on else _CLEAR, self._clock()
        values = [(at, mark.value, key) for key in keys]
        with state_errors(self._name), transaction(self._db):
            changed = tuple(row[2] for row in values if self._db.execute(statement, row).rowcount)
        return MarkChange(mark, on, changed)

    def apply(self, change: MarkChange) -> MarkChange:
        """Carry out a change, such as the inverse of an earlier one; returns the part that had an effect."""
        return self.set_mark(change.mark, change.keys, change.on)

    def position(self, keys: Iterable[str]) -> Position | None:
        """The position that was set last for any of the keys; None where no key has a position."""
        with state_errors(self._name):
            found = POSITION.of(self._under(POSITION, keys).values())
        return Position(*found[1:]) if found else None

    def set_position(self, keys: Iterable[str], position: Position) -> None:
        """Store a position under all keys of an article."""
        at = self._clock()
        values = [(key, at, *position) for key in keys]
        with state_errors(self._name), transaction(self._db):
            self._db.executemany(POSITION.replace, values)

    def note(self, keys: Iterable[str]) -> str | None:
        """The note on an article; None where the article has no note.

        Where the keys have different texts of one note, the text that was set last counts. Where two articles
        with notes became one article, the note has both texts, separated by a blank line.
        """
        with state_errors(self._name):
            found = NOTE.of(self._under(NOTE, keys).values())
        return found[-1] if found else None

    def set_note(self, keys: Iterable[str], text: str) -> None:
        """Store a note under all keys of an article, in place of an earlier note; "" deletes the note."""
        keys, at = list(dict.fromkeys(keys)), self._clock()
        with state_errors(self._name), transaction(self._db):
            rows = self._under(NOTE, keys)
            begun = min((row[1] for row in rows.values()), default=at)
            note = text or None
            new = [(key, at, begun, note) for key in keys if (rows[key][-1] if key in rows else None) != note]
            self._db.executemany(NOTE.replace, new)

    def noted(self) -> frozenset[str]:
        """All keys that have a note."""
        with state_errors(self._name):
            return frozenset(self._keys("SELECT key FROM notes WHERE note IS NOT NULL"))

    def seen(self, keys: Iterable[str]) -> frozenset[str]:
        """The digests of the texts that were last seen under the keys of an article."""
        with state_errors(self._name):
            return frozenset(digest for _, digest in self._under(SEEN, keys).values())

    def set_seen(self, digests: Mapping[str, str]) -> None:
        """Store the digest of the seen text for each key, in one transaction."""
        at = self._clock()
        values = [(at, key, digest) for key, digest in digests.items()]
        with state_errors(self._name), transaction(self._db):
            self._db.executemany(_SET_SEEN, values)

    def marked_keys(self) -> frozenset[str]:
        """All keys that have a mark, a note, a position or the digest of a seen text."""
        with state_errors(self._name):
            return frozenset(key for select in _WITH_ANYTHING for key in self._keys(select))

    def spread(self, groups: Iterable[Sequence[str]]) -> int:
        """Spread the rows of each key to all keys of its article (`row_kinds`), in one transaction.

        A mark on any key is set on all keys. The last position and the last digest count; notes join as
        `note` says. Every row keeps the time at which it was set. Without missing rows, nothing is written.

        Args:
            groups: for each article, the keys of its copies; articles without a key in `marked_keys` can be
                left out.

        Returns:
            The number of articles with a changed key.
        """
        several = [keys for keys in groups if len(keys) > 1]
        with state_errors(self._name):
            if not any(rows for _, rows in self._missing(several)):
                return 0
            with transaction(self._db):
                # Read again within the transaction: another process may have written since.
                given: set[str] = set()
                for kind, rows in self._missing(several):
                    self._db.executemany(kind.replace, rows)
                    given.update(row[0] for row in rows)
        return sum(not given.isdisjoint(keys) for keys in several)

    def _missing(self, groups: Sequence[Sequence[str]]) -> Iterator[tuple[RowKind, list[Row]]]:
        for kind in KINDS:
            rows = self._under(kind, (key for keys in groups for key in keys))
            yield kind, missing(groups, rows, kind)

    def _under(self, kind: RowKind, keys: Iterable[str]) -> dict[str, Row]:
        """The rows of a kind for some keys, by key; keys without a row are left out."""
        rows: dict[str, Row] = {}
        wanted = iter(dict.fromkeys(keys))
        while some := list(islice(wanted, _AT_ONCE)):
            places = ",".join("?" * len(some))
            rows.update(
                (key, tuple(row)) for key, *row in self._db.execute(f"{kind.select} ({places})", some)
            )
        return rows

    def _keys(self, select: str, *values: str) -> Iterator[str]:
        return (key for (key,) in self._db.execute(select, values))

    def view(self, corpus: str) -> str | None:
        """The last view of a corpus, as `set_view` stored it; None where no view is stored."""
        with state_errors(self._name):
            row = self._db.execute('SELECT "view" FROM views WHERE corpus = ?', (corpus,)).fetchone()
        return None if row is None else str(row[0])

    def set_view(self, corpus: str, view: str) -> None:
        """Store the last view of a corpus: a text, whose form only the caller knows."""
        with state_errors(self._name), transaction(self._db):
            self._db.execute("REPLACE INTO views VALUES (?, ?, ?)", (corpus, view, self._clock()))

    def corrections(self) -> frozenset[Correction]:
        """The reader's corrections: lines that are headlines, and lines that are not headlines."""
        select = "SELECT line, lead, headline FROM corrections WHERE headline IS NOT NULL"
        with state_errors(self._name):
            return frozenset(Correction(line, lead, bool(on)) for line, lead, on in self._db.execute(select))

    def correct(self, correction: Correction) -> None:
        """Store a correction of a line, in place of an earlier correction of the line."""
        self._say(correction, int(correction.headline))

    def take_back(self, correction: Correction) -> None:
        """Delete the correction of a line, so that careader judges the line itself again."""
        self._say(correction, None)

    def _say(self, correction: Correction, headline: int | None) -> None:
        values = (correction.line, correction.lead, headline, self._clock())
        with state_errors(self._name), transaction(self._db):
            self._db.execute("REPLACE INTO corrections VALUES (?, ?, ?, ?)", values)

    def changed_elsewhere(self) -> bool:
        """Whether another process, or another store, has changed the database since the last call."""
        with state_errors(self._name):
            seen, self._data_version = self._data_version, pragma(self._db, "data_version")
        return seen != self._data_version

    def fold_in(self) -> None:
        """Fold SQLite's log into the file, so that a copy of the file alone is complete.

        SQLite keeps the latest changes in a log beside the file. While another connection reads, or without
        changes since the last call, nothing happens.
        """
        with state_errors(self._name):
            if self._db.total_changes != self._folded and fold_log_in(self._db):
                self._folded = self._db.total_changes

    @cached_property
    def backups(self) -> "Backups":
        """Writes backups, and merges other states; imported at the first use, since no start needs it."""
        from careader.state.backups import Backups

        return Backups(self._db, self._name, self._clock)

    def close(self) -> None:
        """Close the database. Closing twice is allowed. Every change is already on disk."""
        with state_errors(self._name):
            self._db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()
