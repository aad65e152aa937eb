"""Selections by the reader's own state, for search filters: articles noted, read, begun or new."""

import os
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path

from careader.capture import Block
from careader.corpus import Corpus
from careader.corpus.selections import came_after, numbers_by_key, with_other_text
from careader.sitting.arrivals import last_seen
from careader.state import Mark, Store
from careader.state.row_kinds import MARKS, NOTE, POSITION, SEEN, Row
from careader.typed_days import Days

_END = 300
"""A place at most so many words before the end counts as the end: about one screen of words."""


class OwnSelections:
    """Selects articles by the reader's own state. Each object has its own connection, for one thread.

    Every method returns the numbers of articles.

    Args:
        corpus: the corpus of the articles.
        state_file: the path of `state.db`; the file may be missing.

    Raises:
        StateError: the state cannot be read.
    """

    def __init__(self, corpus: Corpus, state_file: Path) -> None:
        self._corpus = corpus
        self._store = Store.open(state_file) if os.path.exists(state_file) else Store.in_memory()  # noqa: PTH110 - no error for an unreadable folder

    def close(self) -> None:
        """Close the store."""
        self._store.close()

    def new(self) -> set[int]:
        """The articles that came since the last sitting of the interface."""
        seen = last_seen(self._store, self._corpus)
        return came_after(self._corpus, seen) if seen is not None else set()

    def noted(self, days: Days | None = None) -> set[int]:
        """The articles with a note that was begun or last changed on one of ``days``; on any day for None."""
        notes = self._store.rows(NOTE).items()
        return self._within({key: (begun, at) for key, (at, begun, note) in notes if note}, days)

    def read(self, days: Days) -> set[int]:
        """The articles that were marked read on one of the days."""
        marks = self._store.rows(MARKS[Mark.READ]).items()
        return self._within({key: (at,) for key, (at, marked) in marks if marked}, days)

    def begun(self) -> set[int]:
        """The articles in which the reader stopped between beginning and end."""
        latest: dict[int, Row] = {}
        kept = self._store.rows(POSITION)
        for key, number in numbers_by_key(self._corpus, kept):
            latest[number] = max(latest.get(number, kept[key]), kept[key])
        articles = {article.number: article for article in self._corpus.fetch(latest)}
        return {
            number
            for number, (_, block, offset, _) in latest.items()
            if (block or offset) and _words_from(articles[number].blocks, block, offset) > _END
        }

    def changed_since_read(self) -> set[int]:
        """The read articles whose text has changed since."""
        read = self._corpus.numbers_of(self._store.marked(Mark.READ))
        digests = {key: digest for key, (_, digest) in self._store.rows(SEEN).items()}
        return with_other_text(self._corpus, digests).intersection(read)

    def _within(self, times: Mapping[str, Iterable[float]], days: Days | None) -> set[int]:
        """The articles with a time within ``days``.

        Args:
            times: the times of each key, in UTC seconds; an article has the times of all its keys.
            days: the days; None for any time.
        """
        keys = [key for key, when in times.items() if days is None or any(_day(at) in days for at in when)]
        return set(self._corpus.numbers_of(keys))


def _day(at: float) -> date:
    """The day of a time in UTC seconds, in the reader's time zone."""
    return datetime.fromtimestamp(at).astimezone().date()


def _words_from(blocks: Sequence[Block], block: int, offset: int) -> int:
    """The number of words of an article from a place on.

    Args:
        blocks: the blocks of the article.
        block: the index of the block.
        offset: the index of the character in the text of the block.
    """
    if block >= len(blocks):
        return 0
    first, *rest = blocks[block:]
    texts = [first.text[offset:], *first.items, *(text for each in rest for text in (each.text, *each.items))]
    return sum(len(text.split()) for text in texts)
