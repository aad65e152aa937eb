"""Which text of each article the reader opened, so that a text that changed since is known."""

from careader.corpus import Article
from careader.sitting.marking import Marking
from careader.sitting.saved_state import SavedState


class SeenTexts:
    """The texts of articles as they were when the reader opened them.

    Args:
        marks: tells which articles were read; an unread article has no earlier text.
        state: where the digests of the texts are saved.
    """

    def __init__(self, marks: Marking, state: SavedState) -> None:
        self._marks, self._state = marks, state
        self._changed: dict[int, bool] = {}

    def read_again(self) -> None:
        """Ask the store again at the next question."""
        self._changed.clear()

    def has_changed(self, article: Article) -> bool:
        """Whether the text of an article is another than the text that was opened last."""
        if not self._marks.is_read(article):
            return False
        if article.number not in self._changed:
            with self._state.reading():
                seen = self._state.store.seen(article.keys)
                self._changed[article.number] = bool(seen) and article.said not in seen
        return self._changed.get(article.number, False)

    def see(self, article: Article) -> None:
        """Save which text of an article was opened."""
        with self._state.writing():
            self._state.store.set_seen(article.keys, article.said)
        self._changed[article.number] = False
