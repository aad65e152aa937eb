"""The reader's notes on articles: one note at a time, or the list of all notes."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from datetime import UTC, datetime
from typing import NamedTuple

from careader.corpus import Article, Corpus
from careader.errors import CareaderError
from careader.sitting.saved_state import SavedState
from careader.sitting.undo import NoteChange, Step, UndoSteps
from careader.state import Store
from careader.state.row_kinds import NOTE
from careader.text import plain_words


class Notes:
    """The notes on the articles of a corpus.

    Args:
        corpus: the articles.
        state: the state in which the notes are saved.
        steps: remembers each change for undo.

    Attributes:
        version: the number of changes of notes so far; results can be cached while it stays the same.
    """

    def __init__(self, corpus: Corpus, state: SavedState, steps: UndoSteps) -> None:
        self._corpus, self._state, self._steps = corpus, state, steps
        self._noted: set[int] = set()
        self.version = 0

    @property
    def numbers(self) -> AbstractSet[int]:
        """The numbers of the articles that have a note."""
        return self._noted

    def reload(self) -> None:
        """Read again from the store which articles have a note."""
        with self._state.reading():
            self._noted = set(self._corpus.numbers_of(self._state.store.noted()))
        self.version += 1

    def has(self, article: Article) -> bool:
        """Whether there is a note on an article."""
        return article.number in self._noted

    def of(self, article: Article) -> str:
        """The note on an article; "" for none."""
        with self._state.reading():
            return self._state.store.note(article.keys) or ""
        return ""

    def keep(self, article: Article, text: str) -> bool:
        """Save a note on an article; an empty text deletes the note.

        Returns:
            Whether saving succeeded; if not, `SavedState.problem` says why.
        """
        return self._save(article.keys, text)

    def write(self, article: Article, text: str) -> bool:
        """Save a note on an article, and remember the change for undo; returns whether saving succeeded."""
        before = self.of(article)
        kept = self.keep(article, text)
        if kept:
            self.record_change(article, before, text)
        return kept

    def record_change(self, article: Article, before: str, after: str) -> None:
        """Remember a change of a note for undo; called after the note was saved.

        Args:
            article: the article.
            before: the note before the change.
            after: the note after the change.
        """
        if before != after:
            what = "note changed" if before and after else "note written" if after else "note taken away"
            change = NoteChange(article.keys, before, after)
            self._steps.add(Step(f"{what}: {article.headline}", note=change))

    def take_back(self, change: NoteChange) -> bool:
        """Save the note from before a change again; returns whether saving succeeded.

        Raises:
            CareaderError: the note was changed again since; undo would lose the new text.
        """
        numbers = self._corpus.numbers_of(change.keys)
        keys = (*change.keys, *(key for keys in self._corpus.keys_of(numbers) for key in keys))
        now = change.after
        with self._state.reading():
            now = self._state.store.note(keys) or ""
        if now not in {change.after, change.before}:
            raise CareaderError("the note was changed since, and stays as it is")
        return self._save(keys, change.before)

    def _save(self, keys: Sequence[str], text: str) -> bool:
        with self._state.writing():
            self._state.store.set_note(keys, text)
            (self._noted.update if text else self._noted.difference_update)(self._corpus.numbers_of(keys))
            self.version += 1
            return True
        return False


class Noted(NamedTuple):
    """One note.

    Attributes:
        article: the article.
        text: the text of the note.
        begun: the time at which the note was first written, UTC.
        changed: the time at which the note was last changed, UTC.
    """

    article: Article
    text: str
    begun: datetime
    changed: datetime


def every_note(corpus: Corpus, store: Store) -> list[Noted]:
    """All notes on articles of a corpus, in the order of the articles: latest date first.

    Raises:
        StateError: the notes cannot be read.
    """
    rows = store.rows(NOTE)
    numbers = dict.fromkeys(corpus.numbers_of([key for key, row in rows.items() if row[-1]]))
    found = []
    for article in corpus.fetch(corpus.newest_first(numbers)):
        whole = NOTE.of([rows[key] for key in article.keys if key in rows])
        if whole and whole[-1]:
            at, begun, text = whole
            found.append(Noted(article, str(text), _moment(begun), _moment(at)))
    return found


def has_words(noted: Noted, query: str) -> bool:
    """Whether a note has every word of a query."""
    words = set(plain_words(noted.text))
    asked = plain_words(query)
    return bool(asked) and words.issuperset(asked)


def _moment(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
