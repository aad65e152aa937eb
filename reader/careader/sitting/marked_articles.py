"""Which articles are marked: marks are stored by key, and looked up by the number of the article."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from careader.state import Mark

if TYPE_CHECKING:
    from careader.corpus import Article, Corpus


class MarkedArticles(NamedTuple):
    """The articles that are marked, changed or noted.

    A mark on any key of an article is a mark on the article.

    Attributes:
        flags: for each mark, one byte for each number of an article: 1 if the article has the mark, else 0.
        changed: the numbers of the read articles whose text has changed since; empty where they were not
            looked up.
        noted: the numbers of the articles with a note; empty where they were not looked up.
    """

    flags: Mapping[Mark, bytearray]
    changed: frozenset[int] = frozenset()
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
            "changed": article.number in self.changed,
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


def marked_articles(corpus: "Corpus", keys: Mapping[Mark, Collection[str]]) -> MarkedArticles:
    """The marked articles of a corpus, given the keys that have each mark."""
    articles = MarkedArticles({mark: bytearray(corpus.last_number + 1) for mark in keys})
    for mark, marked in keys.items():
        articles.set(mark, corpus.numbers_of(marked), on=True)
    return articles
