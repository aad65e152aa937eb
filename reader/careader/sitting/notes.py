"""The reader's notes on articles."""

from careader.corpus import Article, Corpus
from careader.sitting.saved_state import SavedState


class Notes:
    """The notes on the articles of a corpus.

    Args:
        corpus: the articles.
        state: where the notes are saved.
    """

    def __init__(self, corpus: Corpus, state: SavedState) -> None:
        self._corpus, self._state = corpus, state
        self._noted: set[int] = set()

    def read_again(self) -> None:
        """Ask the store again which articles have a note."""
        with self._state.reading():
            self._noted = set(self._corpus.numbers_of(self._state.store.noted()))

    def has(self, article: Article) -> bool:
        """Whether there is a note on an article."""
        return article.number in self._noted

    def of(self, article: Article) -> str:
        """The note on an article; "" for none."""
        with self._state.reading():
            return self._state.store.note(article.keys) or ""
        return ""

    def keep(self, article: Article, text: str) -> bool:
        """Save a note on an article; an empty text takes the note away.

        Returns:
            Whether it is saved; if not, `SavedState.problem` says why.
        """
        with self._state.writing():
            self._state.store.set_note(article.keys, text)
            (self._noted.add if text else self._noted.discard)(article.number)
            return True
        return False
