"""New articles: those whose captures all came since the last sitting."""

from collections.abc import Callable, Collection
from contextlib import suppress
from typing import TypeVar

from careader.corpus import Corpus, selections
from careader.errors import CareaderError
from careader.index.tables import index_errors
from careader.sitting.saved_state import SavedState
from careader.state import Store

T = TypeVar("T")


def last_seen(store: Store, corpus: Corpus) -> int | None:
    """When the latest capture came that the last sitting has seen, in milliseconds (`selections.last_came`).

    None before the first sitting: no article is new then.

    Raises:
        StateError: the state cannot be read.
    """
    stored = store.view(_name(corpus))
    with suppress(ValueError):
        return int(stored) if stored is not None else None
    return None


def keep_seen(store: Store, corpus: Corpus, came: int) -> None:
    """Store when the latest capture came that a sitting has seen.

    Raises:
        StateError: the state cannot be written.
    """
    store.set_view(_name(corpus), str(came))


def _name(corpus: Corpus) -> str:
    """The name under which the state stores the time for an index; each index has a time of its own."""
    return f"seen of {corpus.path}"


class Arrivals:
    """The new articles: those that came since the last sitting.

    If the reader leaves without having looked at the list of new articles, they stay new for the next
    sitting, unless all of them are read.

    Args:
        corpus: the articles.
        state: stores what each sitting has seen.
    """

    def __init__(self, corpus: Corpus, state: SavedState) -> None:
        self._corpus, self._state = corpus, state
        self._before: int | None = None
        with state.reading():
            self._before = last_seen(state.store, corpus)
        self._looked = self._before
        self._numbers: set[int] = set()
        self._edition = 0

    @property
    def numbers(self) -> Collection[int]:
        """The numbers of the new articles."""
        if self._before is not None and self._edition != self._corpus.edition:
            self._edition = self._corpus.edition
            before = self._before
            self._numbers = self._asked(lambda: selections.came_after(self._corpus, before), set())
        return self._numbers

    def look(self) -> None:
        """Note that the reader looked at the list of new articles."""
        self._looked = self._last_came()

    def end(self, unread: Callable[[Collection[int]], int]) -> None:
        """End the sitting: store what it has seen.

        Args:
            unread: returns how many of some articles are unread.
        """
        came = self.numbers
        seen = self._looked if came and unread(came) else self._last_came()
        if seen is not None and seen != self._before:
            with self._state.writing():
                keep_seen(self._state.store, self._corpus, seen)

    def _last_came(self) -> int | None:
        """When the latest capture came; the last known time where the index cannot be read."""
        return self._asked(lambda: selections.last_came(self._corpus), self._looked)

    def _asked(self, ask: Callable[[], T], otherwise: T) -> T:
        with suppress(CareaderError), index_errors(self._corpus.path):
            return ask()
        return otherwise
