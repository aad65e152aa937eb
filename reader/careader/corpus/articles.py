"""Articles of the index. The row of an article is loaded first; its text and appearances only when needed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple, Self, overload

from careader.capture.models import DOUBTFUL, Block, Copy
from careader.corpus.captures import CaptureHead, read_capture_head
from careader.index.stored import ArticleKind, day_of

if TYPE_CHECKING:
    from careader.corpus.corpus import Corpus


class Publication(NamedTuple):
    """Byline, day of publication and web address of an article, as its pages give them.

    Attributes:
        byline: the line that names the authors; "" where no page has such a line.
        published: the day of publication; None where no page gives the day.
        address: the web address of the article; "" where it is not known.
    """

    byline: str
    published: date | None
    address: str

    @classmethod
    def read(cls, byline: str, published: int | None, address: str) -> Self:
        """Make a publication from columns of the table ``texts``."""
        return cls(byline, day_of(published), address)


class Appearance(NamedTuple):
    """What the index records of one copy of an article: where the copy stands, its key and its text.

    Attributes:
        capture: the capture that carries the copy.
        place: the place of the copy among the copies of the capture, from 0.
        key: the key of the copy (`careader.index.identity.key`).
        line: the line of the headline in the file.
        confidence: how sure careader is that this line is a headline, 0.0 to 1.0.
        text: the number of the copy's text in the index.
        corpus: the corpus of the article.
    """

    capture: CaptureHead
    place: int
    key: str
    line: int
    confidence: float
    text: int
    corpus: "Corpus"

    @property
    def copy(self) -> Copy:
        """The copy itself."""
        return self.corpus.copy(self.text, self.confidence, self.line)

    @property
    def above(self) -> Copy | None:
        """The copy right above this copy on the capture; None for the first copy."""
        return self.corpus.copy_at(self.capture.number, self.place - 1)


@dataclass(eq=False)  # not frozen: a list has hundreds, and each would be made four times as slowly
class Article:
    """One story: all copies of the story. The article shows the fullest copy. Nothing changes an article.

    Attributes:
        number: the number of the article in this edition of the index.
        edition: the edition of the index. Articles of one corpus are equal if number and edition are equal.
        id: the key of the earliest copy; the keys of the other copies name the article as well.
        headline: the headline of the shown copy.
        excerpt: whether every copy was cut short by its page, so that no copy has the full text.
        confidence: how sure careader is that the headline is a headline, 0.0 to 1.0.
        words: the number of words in the body of the shown copy.
        keys: the keys of the copies, each once; marks are stored under these keys.
        dates: the dates of the captures, latest first; empty where no capture has a date.
        said: the digest of the words of the shown copy (`careader.index.digest.digest`).
        kind: the kind of article.
        authors: the authors that the copies and pages name.
        changes: the days on which the text changed, latest first.
    """

    number: int
    edition: int
    id: str
    headline: str
    excerpt: bool
    confidence: float
    words: int
    keys: tuple[str, ...]
    dates: tuple[date, ...]
    said: str
    kind: ArticleKind
    authors: tuple[str, ...]
    changes: tuple[date, ...]
    _shown: tuple[int, ...] = field(repr=False)
    _corpus: "Corpus" = field(repr=False)

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, Article)
            and other.number == self.number
            and other.edition == self.edition
            and other._corpus is self._corpus
        )

    def __hash__(self) -> int:
        return self.number

    @property
    def doubtful(self) -> bool:
        """Whether careader is not sure that the headline is a headline."""
        return self.confidence < DOUBTFUL

    @property
    def first_day(self) -> date | None:
        """The earliest date of the captures; None where no capture has a date."""
        return self.dates[-1] if self.dates else None

    @property
    def minutes(self) -> int:
        """The minutes that reading the article takes at 230 words a minute; at least 1."""
        return max(1, round(self.words / 230))

    @cached_property
    def appearances(self) -> tuple[Appearance, ...]:
        """The appearances of the article, latest date first, undated last; never empty."""
        select = """
            SELECT p.id, p.root, p.path, p.day, p.rates, p.confidence,
                c.place, t."key", c.line, c.confidence, t.id
            FROM texts t CROSS JOIN copies c ON c.text = t.id CROSS JOIN captures p ON p.id = c.capture
            WHERE t.article = ? ORDER BY ifnull(-p.day, 1), p.root, p.path, p.page, c.place
        """

        def appearance(*row: Any) -> Appearance:
            head, (place, key, line, confidence, text) = (
                read_capture_head(self._corpus.roots, *row[:6]),
                row[6:],
            )
            return Appearance(head, place, key, line, confidence, text, self._corpus)

        found = self._corpus.rows(appearance, select, self.number)
        return tuple(found) or (Appearance(CaptureHead(0, "", None, ()), 0, "", 1, 1.0, 0, self._corpus),)

    @cached_property
    def shown(self) -> Appearance:
        """The copy that the article shows: the fullest copy; of equally full copies, the latest."""
        here = (s for s in self.appearances if (s.capture.number, s.place) == self._shown)
        return next(here, self.appearances[0])

    @cached_property
    def publication(self) -> Publication:
        """Byline, day and address of the shown copy; a missing part is taken from another copy."""
        select = """
            SELECT byline, published, address FROM texts WHERE article = ?
            ORDER BY id != ?, excerpt, words DESC, id
        """
        rows = self._corpus.rows(Publication.read, select, self.number, self.shown.text)
        byline = next((each.byline for each in rows if each.byline), "")
        published = next((each.published for each in rows if each.published), None)
        return Publication(byline, published, next((each.address for each in rows if each.address), ""))

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """The body of the shown copy."""
        return self.shown.copy.blocks

    def appearance_on(self, day: date | None) -> Appearance:
        """The copy to show for a day: the shown copy if it is of this day, else the first copy of this day.

        Where no copy is of this day, the shown copy.
        """
        if self.shown.capture.date == day:
            return self.shown
        return next((s for s in self.appearances if s.capture.date == day), self.shown)

    def seen_before(self, day: date | None) -> bool:
        """Whether a capture of a date before ``day`` also carries the article."""
        return day is not None and any(other < day for other in self.dates)


_CHUNK = 64
"""A list fetches so many articles together: about as many as a screen shows."""

_KEPT = 32
"""A list keeps so many chunks in memory."""


class Articles(Sequence[Article]):
    """A list of articles of any length; each article is fetched when it is accessed.

    Args:
        corpus: the corpus of the articles; None for an empty list.
        numbers: the numbers of the articles, in the order of the list.
    """

    def __init__(self, corpus: "Corpus | None", numbers: Sequence[int]) -> None:
        self._corpus = corpus
        self.numbers = numbers
        self._chunks: dict[int, list[Article]] = {}

    @classmethod
    def none(cls) -> "Articles":
        """An empty list without a corpus."""
        return cls(None, ())

    def _chunk(self, at: int) -> "list[Article]":
        if (chunk := self._chunks.get(at)) is None:
            while len(self._chunks) >= _KEPT:
                del self._chunks[next(iter(self._chunks))]
            numbers = self.numbers[at * _CHUNK : (at + 1) * _CHUNK]
            chunk = self._chunks[at] = self._corpus.fetch(numbers) if self._corpus else []
        return chunk

    def __len__(self) -> int:
        return len(self.numbers)

    @overload
    def __getitem__(self, index: int) -> Article: ...
    @overload
    def __getitem__(self, index: slice) -> "Articles": ...
    def __getitem__(self, index: int | slice) -> "Article | Articles":
        """An article, or a part of the list."""
        if isinstance(index, slice):
            return Articles(self._corpus, self.numbers[index])
        if index < 0:
            index += len(self.numbers)
        if not 0 <= index < len(self.numbers):
            raise IndexError(index)
        return self._chunk(index // _CHUNK)[index % _CHUNK]

    def __iter__(self) -> Iterator[Article]:
        for at in range(-(-len(self.numbers) // _CHUNK)):
            yield from self._chunk(at)

    def __contains__(self, article: object) -> bool:
        return isinstance(article, Article) and article.number in self.numbers

    def index(self, article: Article, start: int = 0, stop: int | None = None) -> int:
        """The place of an article in the list, from 0.

        Raises:
            ValueError: the article is not in the list.
        """
        stop = len(self.numbers) if stop is None else stop
        return self.numbers.index(article.number, start, stop)
