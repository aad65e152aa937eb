"""Marks on articles: where the reader's state joins the corpus, by the keys of copies."""

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from reader.corpus import Article, Corpus
from reader.state import Change, Mark


@dataclass(frozen=True, slots=True)
class Marks:
    """The reader's marks, as the keys that have them; a mark on any key of an article is one on it."""

    keys: Mapping[Mark, AbstractSet[str]]

    def has(self, mark: Mark, article: Article) -> bool:
        """Whether an article has a mark."""
        return not self.keys[mark].isdisjoint(article.keys)

    def of(self, article: Article) -> dict[str, bool]:
        """An article's marks by name, as the command line gives them."""
        return {"read": self.has(Mark.READ, article), "bookmarked": self.has(Mark.BOOKMARK, article)}

    def missing(self, mark: Mark, article: Article) -> tuple[str, ...]:
        """The keys to set for an article to have a mark; none where it has it already."""
        return () if self.has(mark, article) else article.keys

    def present(self, mark: Mark, article: Article) -> tuple[str, ...]:
        """The keys to clear for an article to lose a mark."""
        return tuple(key for key in article.keys if key in self.keys[mark])


def successors(old: Corpus, new: Corpus) -> Iterator[tuple[Article, Article, bool]]:
    """What became of each article when the same captures were read anew with other corrections.

    Yields:
        The old article, the new one that now holds the line of its headline, and whether that line still is
        a headline: where it is not, the article was joined to the new one.
    """
    article_of = {id(standing.copy): article for article in new.articles for standing in article.standings}
    pages = {capture.path: capture for capture in new.captures}
    for article in old.articles:
        line = article.shown.copy.line
        copies = pages[article.shown.capture.path].copies if article.shown.capture.path in pages else ()
        above = [copy for copy in copies if copy.line <= line]
        if above:
            yield article, article_of[id(above[-1])], above[-1].line == line


def carried(old: Corpus, new: Corpus, marks: Marks) -> list[Change]:
    """The changes by which marks follow their articles into a corpus that was read anew.

    The key of an article is made of its opening words, and joining or splitting can change those. A bookmark
    goes with the text wherever it went; the read mark stays with its headline, so that text which joined
    another article does not make that one read.
    """
    changes = []
    for before, after, same in successors(old, new):
        for mark in Mark:
            follows = marks.has(mark, before) and (same or mark is Mark.BOOKMARK)
            if follows and (keys := marks.missing(mark, after)):
                changes.append(Change(mark, on=True, keys=keys))
    return changes
