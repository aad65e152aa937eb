"""The reader's state as a sitting reads and writes it: trouble with its file is told, and reading goes on."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from careader.errors import StateError
from careader.locations import file_at
from careader.state import Change, Store

_WAIT = 1.0
"""Seconds to wait while another reader writes: a longer wait would freeze the screen."""


class SavedState:
    """An open `state.db`, and the changes of marks that could not be written to it yet.

    Where the file cannot be opened, its content is read into memory as far as possible, and nothing is saved.

    Args:
        file: the path of `state.db`.

    Attributes:
        store: the open store.
        problem: why the reader's state is not being saved, in one line; None while it is.
    """

    def __init__(self, file: Path) -> None:
        self._path = file
        self._lasting: str | None = None
        self._unsaved: list[Change] = []
        try:
            self.store = Store.open(file, timeout=_WAIT)
        except StateError as error:
            self._lasting = str(error)
            self.store = Store.in_memory(file)
        self.problem = self._lasting
        self._file = file_at(file)

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
    def unsaved(self) -> Sequence[Change]:
        """The changes of marks that wait to be written, oldest first."""
        return self._unsaved

    def apply(self, change: Change) -> None:
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
        """Whether the store holds something else than this sitting has read; writes what still waits.

        Another reader may have written to the file, or the file was removed or replaced. In the second case
        everything of this sitting is written to the file that is there now.
        """
        replaced = self._lasting is None and file_at(self._path) != self._file and self._write_to_new_file()
        if self._unsaved:
            self.save()
        with self.reading():
            return self.store.changed_elsewhere() or replaced
        return replaced

    def _write_to_new_file(self) -> bool:
        with self.writing():
            store = Store.open(self._path, timeout=_WAIT)
            store.take_over(self.store.everything())
            self.store.close()
            self.store, self._file = store, file_at(self._path)
            return True
        return False

    def close(self) -> None:
        """Close the store, after a last try to write what waits; `problem` tells whether that failed."""
        self.save()
        self.store.close()
