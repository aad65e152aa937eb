"""The marks on the articles of a corpus: reading, setting, undoing and saving them."""

from collections.abc import Callable, Collection, Sequence
from itertools import chain

from careader.corpus import Article, Articles, Corpus
from careader.sitting.marked_articles import MarkedArticles, marked_articles
from careader.sitting.saved_state import SavedState
from careader.sitting.undo import Step, UndoSteps
from careader.state import Mark, MarkChange
from careader.state.row_kinds import MARKS


class Marks:
    """The reader's marks on the articles of a corpus.

    Args:
        corpus: the articles.
        state: the state in which the marks are saved.
        steps: remembers each change for undo.

    Attributes:
        current: the present marks, including marks that are not saved yet.
        when_read: a function that is called with the numbers of articles when they are marked read.
        version: the number of changes of marks so far; results can be cached while it stays the same.
    """

    def __init__(self, corpus: Corpus, state: SavedState, steps: UndoSteps) -> None:
        self._corpus, self._state, self._steps = corpus, state, steps
        self.current: MarkedArticles = marked_articles(corpus, dict.fromkeys(Mark, ()))
        self.version = 0
        self.when_read: Callable[[Sequence[int]], None] | None = None

    def reload(self) -> None:
        """Read the marks from the store again, and add the changes that are not saved yet."""
        with self._state.reading():
            self.current = marked_articles(
                self._corpus, {mark: self._state.store.marked(mark) for mark in Mark}
            )
        for change in self._state.unsaved:
            self._show(change)
        self.version += 1

    def is_read(self, article: Article) -> bool:
        """Whether any copy of an article was read."""
        return self.current.has(Mark.READ, article)

    def is_bookmarked(self, article: Article) -> bool:
        """Whether any copy of an article was bookmarked."""
        return self.current.has(Mark.BOOKMARK, article)

    def bookmarks_away(self) -> int:
        """The number of bookmarks on articles that the corpus does not have.

        A bookmark is stored under each key of its article, with the time at which it was set. No two
        bookmarks have the same time, so the different times are counted.
        """
        with self._state.reading():
            rows = self._state.store.rows(MARKS[Mark.BOOKMARK])
            at = {key: row[0] for key, row in rows.items() if row[1]}
            here = {key for keys in self._corpus.keys_of(self._corpus.numbers_of(at)) for key in keys}
            return len({*at.values()} - {at[key] for key in here if key in at})
        return 0

    def unread(self, articles: Sequence[Article]) -> int:
        """The number of unread articles among some articles."""
        return len(articles) - self.current.count_of(Mark.READ, _numbers(articles))

    def unread_of(self, numbers: Collection[int]) -> int:
        """The number of unread articles among the articles with some numbers."""
        return len(numbers) - self.current.count_of(Mark.READ, [*numbers])

    def read_among(self, articles: Articles) -> list[Article]:
        """The read articles among some articles."""
        flags = self.current.flags[Mark.READ]
        read = [*filter(flags.__getitem__, articles.numbers)] if 1 in flags else []
        return self._corpus.fetch(read)

    def toggle(self, mark: Mark, article: Article) -> bool:
        """Set a mark on an article, or clear the mark if it is set; returns whether it is set now."""
        on = not self.current.has(mark, article)
        self.set(mark, [article], on=on)
        return on

    def set(self, mark: Mark, articles: Sequence[Article], *, on: bool, said: str = "") -> bool:
        """Set or clear a mark on articles, and remember an undo step.

        Args:
            mark: the mark.
            articles: the articles; articles that already have the wanted state are left out of the undo step.
            on: True sets the mark, False clears it.
            said: what was done, in words, for the undo message; "" names the mark and the article.

        Returns:
            Whether anything changed.
        """
        others = [number for number in _numbers(articles) if self.current.has_number(mark, number) != on]
        keys = tuple(dict.fromkeys(chain.from_iterable(self._corpus.keys_of(others))))
        if keys:
            change = MarkChange(mark, on, keys)
            self.make(change)
            self._steps.add(Step(said or f"{_IN_WORDS[mark, on]}: {articles[0].headline}", [change]))
            if mark is Mark.READ and on and self.when_read:
                self.when_read(others)
        return bool(keys)

    def make(self, change: MarkChange) -> None:
        """Carry out a change of marks and save it, without making an undo step."""
        self._show(change)
        self.version += 1
        self._state.apply(change)

    def take_back(self, change: MarkChange) -> None:
        """Carry out the inverse of a change, also for copies that joined the articles after the change."""
        keys = dict.fromkeys(change.keys)
        if change.on:
            numbers = self._corpus.numbers_of(change.keys)
            keys.update(dict.fromkeys(chain.from_iterable(self._corpus.keys_of(numbers))))
        self.make(MarkChange(change.mark, not change.on, tuple(keys)))

    def _show(self, change: MarkChange) -> None:
        self.current.set(change.mark, self._corpus.numbers_of(change.keys), on=change.on)


_IN_WORDS = {
    (Mark.READ, True): "read",
    (Mark.READ, False): "unread",
    (Mark.BOOKMARK, True): "bookmark",
    (Mark.BOOKMARK, False): "no bookmark",
}


def _numbers(articles: Sequence[Article]) -> Sequence[int]:
    return articles.numbers if isinstance(articles, Articles) else [article.number for article in articles]
