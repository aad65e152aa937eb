"""The marks on articles: marks are stored by key, and looked up by the number of the article."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from careader.state import Change, Mark

if TYPE_CHECKING:
    from careader.corpus import Article, Corpus
    from careader.index.progress import CorrectionEffect
    from careader.state import Store


class Marks(NamedTuple):
    """The marks of articles. A mark on any key of an article is a mark on the article.

    Attributes:
        flags: for each mark, one byte for each number of an article: 1 if the article has the mark, else 0.
        unseen: the numbers of the read articles whose text has changed since; empty where they were not
            looked up.
        noted: the numbers of the articles with a note; empty where they were not looked up.
    """

    flags: Mapping[Mark, bytearray]
    unseen: frozenset[int] = frozenset()
    noted: frozenset[int] = frozenset()

    def has(self, mark: Mark, article: "Article") -> bool:
        """Whether an article has a mark."""
        return self.has_number(mark, article.number)

    def has_number(self, mark: Mark, number: int) -> bool:
        """Whether the article with a number has a mark."""
        flags = self.flags[mark]
        return number < len(flags) and flags[number] == 1

    def of(self, article: "Article") -> dict[str, bool]:
        """The marks of an article by name, as the command line prints them."""
        return {
            "read": self.has(Mark.READ, article),
            "bookmarked": self.has(Mark.BOOKMARK, article),
            "changed": article.number in self.unseen,
            "noted": article.number in self.noted,
        }

    def count_of(self, mark: Mark, numbers: Sequence[int]) -> int:
        """The number of articles with a mark among the articles with some numbers."""
        return sum(map(self.flags[mark].__getitem__, numbers))

    def set(self, mark: Mark, numbers: Iterable[int], *, on: bool) -> None:
        """Set or clear the mark of the articles with some numbers, without saving."""
        flags = self.flags[mark]
        for number in numbers:
            flags[number] = on


def marks_in(corpus: "Corpus", keys: Mapping[Mark, Collection[str]]) -> Marks:
    """The marks on the articles of a corpus, given the keys that have each mark."""
    marks = Marks({mark: bytearray(corpus.last_number + 1) for mark in keys})
    for mark, marked in keys.items():
        marks.set(mark, corpus.numbers_of(marked), on=True)
    return marks


def follow_corrections(
    effects: Iterable["CorrectionEffect"], keys: Mapping[Mark, Collection[str]]
) -> list[Change]:
    """The changes by which marks follow their articles when corrections change the keys of articles.

    The key of an article depends on its opening words, and joining or splitting can change these. A bookmark
    follows the text, also into another article. The read mark follows only the headline: a text that joins
    another article does not make that article read.

    Args:
        effects: the effects of the corrections on articles.
        keys: for each mark, the keys that have the mark.
    """
    changes = []
    for each in effects:
        for mark, marked in keys.items():
            follows = any(key in marked for key in each.before) and (each.same or mark is Mark.BOOKMARK)
            if follows and not any(key in marked for key in each.after):
                changes.append(Change(mark, on=True, keys=each.after))
    return changes


def spread(corpus: "Corpus", store: "Store") -> bool:
    """Spread the state of each key to the other keys of its article; returns whether any key changed.

    So the state of an article stays when a capture of the article is removed.

    Raises:
        StateError: the state cannot be written.
    """
    numbers = dict.fromkeys(corpus.numbers_of(store.marked_keys()))
    groups = [keys for keys in corpus.keys_of(numbers) if len(keys) > 1]
    return bool(groups and store.spread(groups))
