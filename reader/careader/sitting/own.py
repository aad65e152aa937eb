"""What the reader did with the articles of a corpus, as the filters of a search ask for it."""

import os
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path

from careader.capture import Block
from careader.corpus import Corpus
from careader.corpus.selections import came_after, digests_of, numbers_by_key
from careader.days import Days
from careader.sitting.arrivals import last_seen
from careader.state import Mark, Store
from careader.state.spreading import MARKS, NOTE, POSITION, SEEN, Row

_END = 300
"""Words that stand on about one screen: who sees the last of them has come to the end of an article."""


class Own:
    """Looks up the reader's own in a store of its own, on the thread that asks.

    Args:
        corpus: whose articles are meant.
        state_file: where `state.db` is, if there is one.

    Raises:
        StateError: it cannot be read.
    """

    def __init__(self, corpus: Corpus, state_file: Path) -> None:
        self._corpus = corpus
        self._store = Store.open(state_file) if os.path.exists(state_file) else Store.in_memory()  # noqa: PTH110 - a folder that cannot be looked into is no error

    def close(self) -> None:
        """End the use of the store."""
        self._store.close()

    def new(self) -> set[int]:
        """Articles that came since the last sitting of the interface."""
        seen = last_seen(self._store, self._corpus)
        return came_after(self._corpus, seen) if seen is not None else set()

    def noted(self, days: Days | None = None) -> set[int]:
        """Articles with a note, written or last changed within ``days`` where these are given."""
        notes = self._store.kept(NOTE).items()
        return self._within({key: (begun, at) for key, (at, begun, note) in notes if note}, days)

    def read(self, days: Days) -> set[int]:
        """Articles that were read within days."""
        marks = self._store.kept(MARKS[Mark.READ]).items()
        return self._within({key: (at,) for key, (at, marked) in marks if marked}, days)

    def begun(self) -> set[int]:
        """Articles with a place kept in them that is neither their beginning nor their end."""
        latest: dict[int, Row] = {}
        kept = self._store.kept(POSITION)
        for key, number in numbers_by_key(self._corpus, kept):
            latest[number] = max(latest.get(number, kept[key]), kept[key])
        articles = {article.number: article for article in self._corpus.fetch(latest)}
        return {
            number
            for number, (_, block, offset, _) in latest.items()
            if (block or offset) and _words_from(articles[number].blocks, block, offset) > _END
        }

    def unseen(self) -> set[int]:
        """Articles that were read and say something else now."""
        read = {number for _, number in numbers_by_key(self._corpus, self._store.marked(Mark.READ))}
        seen: dict[int, set[str]] = {}
        digests = {key: digest for key, (_, digest) in self._store.kept(SEEN).items()}
        for key, number in numbers_by_key(self._corpus, digests):
            if number in read:
                seen.setdefault(number, set()).add(digests[key])
        return {number for number, said in digests_of(self._corpus, seen) if said not in seen[number]}

    def _within(self, times: Mapping[str, Iterable[float]], days: Days | None) -> set[int]:
        """The articles of the keys of which one of the times is within days."""
        keys = [key for key, when in times.items() if days is None or any(_day(at) in days for at in when)]
        return set(self._corpus.numbers_of(keys))


def _day(at: float) -> date:
    """The day of a time, where the reader sits."""
    return datetime.fromtimestamp(at).astimezone().date()


def _words_from(blocks: Sequence[Block], block: int, offset: int) -> int:
    """How many words an article has from a place on."""
    if block >= len(blocks):
        return 0
    first, *rest = blocks[block:]
    texts = [first.text[offset:], *first.items, *(text for each in rest for text in (each.text, *each.items))]
    return sum(len(text.split()) for text in texts)
