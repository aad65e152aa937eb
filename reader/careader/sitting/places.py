"""Where the reader is: the place in each article, the last view, and which texts were seen."""

import json
from typing import NamedTuple

from careader.corpus import Article, Choice
from careader.sitting.saved_state import SavedState
from careader.state import Position


class LastView(NamedTuple):
    """What the reader looked at last: the next start goes back there.

    Attributes:
        section: the id of the section.
        article: the id of the article; None for none.
        pane: the pane that had the keyboard.
    """

    section: str
    article: str | None
    pane: str


class Places:
    """Where the reader stopped, in each article and among the lists.

    Args:
        choice: what is read; each choice has a last view of its own.
        state: where the places are saved.
    """

    def __init__(self, choice: Choice, state: SavedState) -> None:
        self._choice, self._state = choice, state

    def position(self, article: Article) -> Position | None:
        """Where reading an article stopped; None where it was never scrolled."""
        with self._state.reading():
            return self._state.store.position(article.keys)
        return None

    def keep_position(self, article: Article, position: Position) -> None:
        """Save where reading an article stopped."""
        with self._state.writing():
            self._state.store.set_position(article.keys, position)

    def last_view(self) -> LastView | None:
        """What the reader looked at when these captures were left last; None at the first start."""
        with self._state.reading():
            stored = self._state.store.view(self._choice.id)
            try:
                record = json.loads(stored or "")
                section, article, pane = record["section"], record["article"], record["pane"]
            except (ValueError, KeyError, TypeError):
                return None  # nothing is stored, or another version of careader stored it
            return LastView(str(section), article if isinstance(article, str) else None, str(pane))
        return None

    def keep_view(self, view: LastView) -> None:
        """Save what the reader looks at."""
        with self._state.writing():
            self._state.store.set_view(self._choice.id, json.dumps(view._asdict()))
