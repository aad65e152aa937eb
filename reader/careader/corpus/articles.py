"""One article as the index has it: its row in a list at once, its text and where it stood when asked for."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple, Self, overload

from careader.capture.models import DOUBTFUL, Block, Copy
from careader.corpus.captures import CaptureHead, read_capture_head
from careader.index.article_kinds import ArticleKind
from careader.index.stored import day_of

if TYPE_CHECKING:
    from careader.corpus.corpus import Corpus


class Told(NamedTuple):
    """What pages tell of an article beside its text.

    Attributes:
        byline: who wrote it; "" where no page names anybody.
        published: the day that a page gives it, None where none does.
        address: where it stood, as a web address; "" where that is not known.
    """

    byline: str
    published: date | None
    address: str

    @classmethod
    def read(cls, byline: str, published: int | None, address: str) -> Self:
        """What one text tells, from columns of the index."""
        return cls(byline, day_of(published), address)


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an article stood: the capture that carried it, the place among its copies, and the copy's key."""

    capture: CaptureHead
    place: int
    key: str
    line: int
    confidence: float
    text: int
    _corpus: "Corpus" = field(repr=False, compare=False)

    @property
    def copy(self) -> Copy:
        """The copy itself."""
        return self._corpus.copy(self.text, self.confidence, self.line)

    @property
    def above(self) -> Copy | None:
        """The copy right above it on its capture."""
        return self._corpus.copy_at(self.capture.number, self.place - 1)


@dataclass(frozen=True, eq=False)
class Article:
    """One story: all its copies, of which it shows the fullest.

    Attributes:
        number: of the article in this edition of the index.
        edition: of the index; an article equals what has its number in the same edition.
        id: the key of its earliest copy; any of its copies' keys names it as well.
        headline: of the shown copy: the fullest, of equally full ones the latest.
        excerpt: whether every copy was cut short by its page, so that the full text is nowhere.
        confidence: how sure it is that the headline is one, 0.0 to 1.0.
        words: of the shown copy's body.
        keys: of its copies, each once: what marks are stored under.
        dates: the days it stood on, latest first; empty where no capture tells its date.
        said: the name of what the shown copy says (`careader.index.digest.digest`).
        kind: what kind of article it is.
        authors: who wrote it, as far as its copies and their pages tell.
        changes: the days on which it began to say something else than before, latest first.
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
        """Whether the headline may be none."""
        return self.confidence < DOUBTFUL

    @property
    def first_day(self) -> date | None:
        """The day it first stood on; None where no capture tells its date."""
        return self.dates[-1] if self.dates else None

    @property
    def minutes(self) -> int:
        """Minutes to read it, at 230 words a minute, at least one."""
        return max(1, round(self.words / 230))

    @cached_property
    def standings(self) -> tuple[Standing, ...]:
        """Where it stood, latest date first, undated last; never empty."""
        select = """
            SELECT p.id, p.root, p.path, p.day, p.rates, p.confidence,
                c.place, t."key", c.line, c.confidence, t.id
            FROM texts t CROSS JOIN copies c ON c.text = t.id CROSS JOIN captures p ON p.id = c.capture
            WHERE t.article = ? ORDER BY ifnull(-p.day, 1), p.root, p.path, p.page, c.place
        """

        def standing(*row: Any) -> Standing:
            head, (place, key, line, confidence, text) = (
                read_capture_head(self._corpus.roots, *row[:6]),
                row[6:],
            )
            return Standing(head, place, key, line, confidence, text, self._corpus)

        found = self._corpus.rows(standing, select, self.number)
        return tuple(found) or (Standing(CaptureHead(0, "", None, ()), 0, "", 1, 1.0, 0, self._corpus),)

    @cached_property
    def shown(self) -> Standing:
        """The fullest of them; of equally full ones the latest."""
        here = (s for s in self.standings if (s.capture.number, s.place) == self._shown)
        return next(here, self.standings[0])

    @cached_property
    def told(self) -> Told:
        """Byline, day and address: those of the shown copy, and where it has none those of another."""
        select = """
            SELECT byline, published, address FROM texts WHERE article = ?
            ORDER BY id != ?, excerpt, words DESC, id
        """
        rows = self._corpus.rows(Told.read, select, self.number, self.shown.text)
        byline = next((each.byline for each in rows if each.byline), "")
        published = next((each.published for each in rows if each.published), None)
        return Told(byline, published, next((each.address for each in rows if each.address), ""))

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """The body of the shown copy."""
        return self.shown.copy.blocks

    def standing_on(self, day: date | None) -> Standing:
        """Where it stood on a day: the shown copy if it is of that day, else the first of that day.

        A day it did not stand on gives the shown copy.
        """
        if self.shown.capture.date == day:
            return self.shown
        return next((s for s in self.standings if s.capture.date == day), self.shown)

    def seen_before(self, day: date | None) -> bool:
        """Whether it stood on a date earlier than this one already."""
        return day is not None and any(other < day for other in self.dates)


_CHUNK = 64
"""Articles that a list fetches together: about what a screen shows."""

_KEPT = 32
"""Chunks that a list keeps at hand."""


class Articles(Sequence[Article]):
    """Articles in a list of any length, each fetched when it is looked at.

    Args:
        corpus: that they are of; None where there are none.
        numbers: theirs, in the order of the list.
    """

    def __init__(self, corpus: "Corpus | None", numbers: Sequence[int]) -> None:
        self._corpus = corpus
        self.numbers = numbers
        self._chunks: dict[int, list[Article]] = {}

    @classmethod
    def none(cls) -> "Articles":
        """No articles, of no corpus."""
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
        """The place of an article in the list.

        Raises:
            ValueError: it is not in the list.
        """
        stop = len(self.numbers) if stop is None else stop
        return self.numbers.index(article.number, start, stop)
