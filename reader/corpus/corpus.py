"""The corpus: what a set of captures says once parsed and merged into articles."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import chain

from reader.capture import Block, Capture, Copy, Kind, Rate
from reader.corpus.identity import key
from reader.corpus.merging import merge
from reader.errors import CareaderError, UsageError


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an article stood: one copy, the capture that carried it, and the copy's key."""

    capture: Capture
    copy: Copy
    key: str


@dataclass(frozen=True, eq=False)
class Article:
    """One story: all its copies, of which it shows the fullest. Equal to nothing but itself.

    Attributes:
        id: the key of its earliest copy; any of its copies' keys names it as well.
        standings: where it stood, latest date first, undated last; never empty.
        shown: the fullest of them; of equally full ones the latest.
    """

    id: str
    standings: tuple[Standing, ...]
    shown: Standing

    @property
    def headline(self) -> str:
        """The headline of the shown copy."""
        return self.shown.copy.headline

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The body of the shown copy."""
        return self.shown.copy.blocks

    @property
    def excerpt(self) -> bool:
        """Whether every copy was cut short by its page, so that the full text is nowhere."""
        return self.shown.copy.excerpt

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """The keys of its copies, each once: what marks are stored under."""
        return tuple(dict.fromkeys(standing.key for standing in self.standings))

    @cached_property
    def dates(self) -> tuple[date, ...]:
        """The days it stood on, latest first; empty where no capture tells its date."""
        return tuple(dict.fromkeys(day for s in self.standings if (day := s.capture.date) is not None))

    @cached_property
    def words(self) -> int:
        """The words of the body."""
        return word_count(self.blocks)

    @property
    def minutes(self) -> int:
        """Minutes to read it, at 230 words a minute, at least one."""
        return max(1, round(self.words / 230))

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


@dataclass(frozen=True, slots=True)
class RatesShown:
    """The rates to show for a capture, and whose they are.

    Attributes:
        rates: empty only where no capture of the corpus has any.
        of: the capture they stand on.
        own: whether that is the capture asked for; otherwise they are the nearest earlier ones,
            or for an undated capture the latest.
    """

    rates: tuple[Rate, ...]
    of: Capture | None
    own: bool


@dataclass(frozen=True)
class Corpus:
    """Captures and the articles they make.

    Attributes:
        captures: in path order.
        articles: latest date first, undated last; within a date in page order.
        unreadable: one line for each file that could not be read, naming it and the reason.
    """

    captures: tuple[Capture, ...]
    articles: tuple[Article, ...]
    unreadable: tuple[str, ...] = ()
    _by_date: dict[date | None, tuple[Article, ...]] = field(default_factory=dict, repr=False)

    @property
    def dates(self) -> list[date | None]:
        """Every date of a capture that carries articles, latest first; None for undated ones last."""
        return list(self._by_date)

    def on(self, day: date | None) -> Sequence[Article]:
        """The articles that stood on a date, in page order; None for those without a date."""
        return self._by_date.get(day, ())

    @cached_property
    def _by_key(self) -> dict[str, Article]:
        return {key: article for article in self.articles for key in article.keys}

    def article(self, name: str) -> Article | None:
        """The article that a key or an id names, or None."""
        return self._by_key.get(name)

    def named(self, name: str) -> Article:
        """The article that an id, a copy's key, or the unambiguous beginning of one names.

        Raises:
            UsageError: several articles are so named.
            CareaderError: none is.
        """
        if exact := self._by_key.get(name):
            return exact
        found = {article for key, article in self._by_key.items() if name and key.startswith(name)}
        if len(found) > 1:
            raise UsageError(f"{name}: {len(found)} articles have an id that begins so")
        if not found:
            raise CareaderError(f"{name}: no article with this id")
        return found.pop()

    def rates_for(self, capture: Capture) -> RatesShown:
        """The rates to show beside a capture: its own, else the nearest earlier ones.

        Captures of one day can disagree (FORMAT.md: Rates), so they are told by capture, not by date.
        An undated capture has no earlier ones; the latest of all stand in.
        """
        if capture.rates:
            return RatesShown(capture.rates, capture, own=True)
        of = max(
            (
                c
                for c in self.captures
                if c.rates and c.date and (capture.date is None or c.date <= capture.date)
            ),
            key=lambda c: c.date or date.min,
            default=None,
        )
        return RatesShown(of.rates if of else (), of, own=False)


def build(captures: Iterable[Capture], unreadable: Iterable[str] = ()) -> Corpus:
    """Merge the copies of captures into articles. The order of captures makes no difference to them."""
    pages = tuple(sorted(captures, key=lambda capture: capture.path))
    standings = [Standing(page, copy, key(copy)) for page in pages for copy in page.copies]
    article_of: dict[int, Article] = {}
    for group in merge([standing.copy for standing in standings]):
        article_of.update(dict.fromkeys(group, _article([standings[at] for at in group])))
    by_date: dict[date | None, dict[Article, None]] = {}
    for at, standing in enumerate(standings):
        by_date.setdefault(standing.capture.date, {})[article_of[at]] = None
    sections = {day: tuple(by_date[day]) for day in sorted(by_date, key=_latest_first)}
    articles = tuple(dict.fromkeys(chain.from_iterable(sections.values())))
    return Corpus(pages, articles, tuple(unreadable), sections)


def _latest_first(day: date | None) -> int:
    return -day.toordinal() if day else 1


def _article(standings: list[Standing]) -> Article:
    """Make one article of its standings, given in path order."""
    ordered = sorted(standings, key=lambda s: _latest_first(s.capture.date))
    dated = [s for s in standings if s.capture.date]
    earliest = min(dated or standings, key=lambda s: (s.capture.date or date.min, s.key))
    shown = max(ordered, key=lambda s: (not s.copy.excerpt, word_count(s.copy.blocks)))
    return Article(earliest.key, tuple(ordered), shown)


def word_count(blocks: Iterable[Block]) -> int:
    """The words that blocks hold, counted as the eye does: runs without blank space; bullets are none."""
    return sum(
        len(block.text.split()) + sum(len(item.split()) for item in block.items)
        for block in blocks
        if block.kind is not Kind.OTHER
    )
