"""The new articles: articles of which every capture came after the last sitting."""

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
    """The moment up to which the last sitting has seen the texts of the index (`selections.last_came`).

    None before the first sitting; no article is new then.

    Raises:
        StateError: the state cannot be read.
    """
    stored = store.view(_name(corpus))
    with suppress(ValueError):
        return int(stored) if stored is not None else None
    return None


def keep_seen(store: Store, corpus: Corpus, came: int) -> None:
    """Store the moment up to which a sitting has seen the texts of the index.

    Args:
        store: the store.
        corpus: the corpus of the sitting.
        came: the moment, as `selections.last_came` gives.

    Raises:
        StateError: the state cannot be written.
    """
    store.set_view(_name(corpus), str(came))


def _name(corpus: Corpus) -> str:
    """The name under which the state stores the moment for an index."""
    return f"seen of {corpus.path}"


class Arrivals:
    """The new articles: the articles that came after the last sitting.

    If the reader leaves without looking at the list of new articles, the articles stay new for the next
    sitting, unless all of them are read.

    Args:
        corpus: the articles.
        state: stores the moment up to which each sitting has seen the texts.
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

    def remember_look(self) -> None:
        """Remember that the reader looked at the list of new articles."""
        self._looked = self._last_came()

    def end(self, unread: Callable[[Collection[int]], int]) -> None:
        """End the sitting: store the moment up to which the sitting has seen the texts.

        Args:
            unread: returns how many of the articles with some numbers are unread.
        """
        came = self.numbers
        seen = self._looked if came and unread(came) else self._last_came()
        if seen is not None and seen != self._before:
            with self._state.writing():
                keep_seen(self._state.store, self._corpus, seen)

    def _last_came(self) -> int | None:
        """The moment at which the latest text came; where the index is unreadable, the last known moment."""
        return self._asked(lambda: selections.last_came(self._corpus), self._looked)

    def _asked(self, ask: Callable[[], T], otherwise: T) -> T:
        with suppress(CareaderError), index_errors(self._corpus.path):
            return ask()
        return otherwise
