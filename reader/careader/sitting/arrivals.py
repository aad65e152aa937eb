"""What came since the last sitting: the articles that no capture of that time carried."""

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
    """What the last sitting on an index had seen: when the latest capture came (`selections.last_came`).

    None where there was no sitting yet: nothing is new then.

    Raises:
        StateError: the state cannot be read.
    """
    stored = store.view(_name(corpus))
    with suppress(ValueError):
        return int(stored) if stored is not None else None
    return None


def keep_seen(store: Store, corpus: Corpus, came: int) -> None:
    """Keep what a sitting has seen.

    Raises:
        StateError: it cannot be written.
    """
    store.set_view(_name(corpus), str(came))


def _name(corpus: Corpus) -> str:
    """The name under which the state keeps what was seen of an index: each index has times of its own."""
    return f"seen of {corpus.path}"


class Arrivals:
    """The articles that came since the last sitting.

    They stay new for the next sitting as well where the reader leaves without having looked at the list of
    them, unless all of them are read.

    Args:
        corpus: the articles.
        state: keeps what each sitting has seen.
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
        """The numbers of the articles that came."""
        if self._before is not None and self._edition != self._corpus.edition:
            self._edition = self._corpus.edition
            before = self._before
            self._numbers = self._asked(lambda: selections.came_after(self._corpus, before), set())
        return self._numbers

    def look(self) -> None:
        """The reader looks at the list of what came."""
        self._looked = self._last_came()

    def end(self, unread: Callable[[Collection[int]], int]) -> None:
        """The sitting ends: keep what it has seen.

        Args:
            unread: tells how many of some articles are unread.
        """
        came = self.numbers
        seen = self._looked if came and unread(came) else self._last_came()
        if seen is not None and seen != self._before:
            with self._state.writing():
                keep_seen(self._state.store, self._corpus, seen)

    def _last_came(self) -> int | None:
        """When the latest capture came; what was known before where the index does not tell."""
        return self._asked(lambda: selections.last_came(self._corpus), self._looked)

    def _asked(self, ask: Callable[[], T], otherwise: T) -> T:
        with suppress(CareaderError), index_errors(self._corpus.path):
            return ask()
        return otherwise
