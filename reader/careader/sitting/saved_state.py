"""The open state.db of a sitting. If it cannot be written, the sitting goes on and a message says so."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from careader.errors import StateError
from careader.locations import file_at
from careader.sqlite import log_of
from careader.state import MarkChange, Store
from careader.state.database import forget_log

_WAIT = 1.0
"""Seconds to wait while another program writes the state: a longer wait would freeze the screen."""


class SavedState:
    """An open `state.db`, and the changes of marks that are not written to the file yet.

    Where the file cannot be opened, a copy in memory takes its place, with all that can be read; nothing is
    then saved.

    Args:
        file: the path of `state.db`.
        wait: seconds that a call waits while another program writes the file; None for a wait that does not
            freeze the screen.

    Attributes:
        store: the open store.
        problem: why the reader's state is not being saved, in one line; None while it is being saved.
        notice: a message about the file to show to the reader once; "" for none.
    """

    def __init__(self, file: Path, wait: float | None = None) -> None:
        self._path, self._wait = file, _WAIT if wait is None else wait
        self._lasting: str | None = None
        self._unsaved: list[MarkChange] = []
        try:
            self.store = Store.open(file, timeout=self._wait)
        except StateError as error:
            self._lasting = str(error)
            self.store = Store.in_memory(file)
        self.problem = self._lasting
        self.notice = self.store.notice
        self._file = file_at(file)
        self._log = file_at(log_of(file))

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Run a block that reads the state. A StateError ends the block and becomes the `problem`."""
        try:
            yield
        except StateError as error:
            self.problem = str(error)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Run a block that writes the state. A StateError ends the block and becomes the `problem`.

        A block that succeeds clears the `problem`, unless changes of marks still wait to be written.
        """
        try:
            yield
        except StateError as error:
            self.problem = str(error)
        else:
            if not self._unsaved:
                self.problem = self._lasting

    @property
    def unsaved(self) -> Sequence[MarkChange]:
        """The changes of marks that wait to be written, oldest first."""
        return self._unsaved

    def apply(self, change: MarkChange) -> None:
        """Write a change of marks now; a change that cannot be written waits for the next `save`."""
        self._unsaved.append(change)
        self.save()

    def save(self) -> None:
        """Write the changes of marks that could not be written before."""
        with self.writing():
            while self._unsaved:
                self.store.apply(self._unsaved[0])
                del self._unsaved[0]

    def has_news(self) -> bool:
        """Write waiting changes; returns whether other programs have changed the state since the last call.

        Another reader may have written to the file. Or the file was removed or replaced, for example by a
        program that synchronises files: then the new file and the state of this sitting are merged, and
        `notice` says so. Without news, SQLite's log is folded into the file.
        """
        if self._lasting is None and (now := file_at(self._path)) != self._file:
            replaced = self._go_on_with_new_file(is_there=now is not None)
        else:
            replaced, self._log = False, file_at(log_of(self._path))
        if self._unsaved:
            self.save()
        with self.reading():
            news = self.store.changed_elsewhere() or replaced
            if not news:
                self.store.fold_in()
            return news
        return replaced

    def _go_on_with_new_file(self, *, is_there: bool) -> bool:
        """Merge the state of this sitting with the new file; of two values, the value set later stays.

        The log beside the new file can still belong to the old file. Such a log is deleted first: SQLite
        would apply the log to the new file and damage it.

        Args:
            is_there: whether there is a new file; False if the file was only removed.

        Returns:
            Whether merging succeeded; if not, `problem` says why.
        """
        with self.writing():
            had = self.store.backups.everything()
            with suppress(StateError):  # the old file may only have been moved: leave it complete
                self.store.fold_in()
            self.store.close()
            self.store = Store.in_memory()
            self.store.backups.take_over(had)
            if self._log and file_at(log_of(self._path)) == self._log:
                forget_log(self._path)
            self._log = None
            store = Store.open(self._path, timeout=self._wait)
            store.backups.take_over(had)
            self.store.close()
            self.store, self._file = store, file_at(self._path)
            if is_there:
                self.notice = f"{self._path.name} was replaced: its marks and yours were brought together"
            else:
                self.notice = f"{self._path.name} was removed: it was made again with your marks"
            return True
        return False

    def close(self) -> None:
        """Try to write waiting changes, and close the store; if writing fails, `problem` says why."""
        self.save()
        self.store.close()
