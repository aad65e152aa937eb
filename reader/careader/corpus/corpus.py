"""The corpus: what a set of captures says once parsed and merged, read from its index as it is asked for."""

import json
import sqlite3
from array import array
from collections.abc import Callable, Collection, Iterable, Sequence
from contextlib import suppress
from datetime import date
from itertools import chain, compress
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from careader.capture import DOUBTFUL, Capture, Copy, Rate
from careader.corpus.articles import Article, Articles, CaptureHead, Standing, Told
from careader.errors import CareaderError, IndexDamagedError, StoredFormError, UsageError
from careader.index.article_kinds import ArticleKind
from careader.index.sources import path_of
from careader.index.stored import (
    COPY,
    NO_RATES,
    UNDATED,
    day_of,
    ordinal_of,
    read_authors,
    read_copy,
    read_days,
    read_head,
    read_keys,
    read_lines,
    read_number,
    read_numbers,
    read_path,
    read_rates,
)
from careader.index.tables import connect, damage, damaged
from careader.locations import file_at

if TYPE_CHECKING:
    from tempfile import TemporaryDirectory

_COPIES_KEPT = 64
"""Texts that are kept at hand once they were shown."""

_FEW = 16
"""One article in so many: fewer are sorted sooner than picked out of all."""

T = TypeVar("T")

_HEADS = "SELECT id, root, path, day, rates, confidence FROM captures WHERE unreadable = ''"
"""Every capture that could be read, as `Corpus._head` takes it."""


class RatesShown(NamedTuple):
    """The rates to show for a capture, and whose they are.

    Attributes:
        rates: empty only where no capture of the corpus has any.
        of: the capture they stand on.
        own: whether that is the capture asked for; otherwise they are the nearest earlier ones,
            or for an undated capture the latest.
    """

    rates: tuple[Rate, ...]
    of: CaptureHead | None
    own: bool


class Corpus:
    """Articles, captures and rates of an index, as they stood at one moment: others may write on meanwhile.

    `renew` goes on to what stands there now. To be used by one thread at a time; any may `interrupt` it.

    Args:
        path: of the index.
        roots: the files and folders that it indexes, as given.

    Attributes:
        edition: counts what was written to the index.
        file: which file it is (`locations.file_at`).
        damaged: what is wrong with the index; "" while nothing is.
        trouble: why a sound index did not give something since `renew`, such as a disk that failed; else "".
        rebuilt: why what was in its place was thrown away when it was opened; "" where nothing was.
        goes_with: a folder for an index of its own, which is removed when the corpus is closed; else None.
        strict: whether either is raised, as an `IndexDamagedError` or a `CareaderError`, for callers that can
            do nothing with half an answer; else what the index does not give is left out or empty.

    Raises:
        FileNotFoundError: there is no index.
        IndexDamagedError: it cannot be used.
    """

    def __init__(self, path: Path, roots: Sequence[Path]) -> None:
        self.path = path
        self.roots = list(roots)
        self.damaged = self.trouble = self.rebuilt = ""
        self.strict = False
        self.goes_with: TemporaryDirectory[str] | None = None
        self.edition = 0
        self._db = connect(path)
        self.file = file_at(path)
        self._copies: dict[int, Copy] = {}
        self._seen: tuple[object, ...] = ()
        self._order: array[int] | None = None
        self._places: array[int] | None = None
        self._first_days: array[int] | None = None
        self.renew()

    def renew(self) -> bool:
        """Go on to what the index holds now, also where it was made anew; returns whether that is new."""
        before = self.edition
        if self.is_replaced:
            self._open_again()
        if self._db.in_transaction:
            self._db.execute("ROLLBACK")
        self._seen = _written(self.path)
        self._db.execute("BEGIN")
        self.trouble = ""
        self.edition = self._fact("edition")
        self._copies.clear()
        self._order = self._places = self._first_days = None
        return self.edition != before

    @property
    def may_have_changed(self) -> bool:
        """Whether anybody may have written to the index since `renew`; asks for the state of files only."""
        return _written(self.path) != self._seen

    @property
    def is_replaced(self) -> bool:
        """Whether another index is in the place of the one that is read; `renew` goes on to that."""
        return file_at(self.path) not in {None, self.file}

    def rest(self) -> None:
        """Hold no moment of the index until `renew`: its log can be written back."""
        with suppress(sqlite3.Error):
            self._db.rollback()

    def _open_again(self) -> None:
        """Go on with another file; one that cannot be used is no better than what is open."""
        with suppress(CareaderError, OSError):
            there, db = file_at(self.path), connect(self.path)
            self.close()
            self._db, self.file, self.damaged = db, there, ""

    def close(self) -> None:
        """End the use of the index."""
        with suppress(sqlite3.Error):
            self._db.close()
        if self.goes_with:
            self.goes_with.cleanup()

    def __del__(self) -> None:
        """A corpus that nobody has any more holds no connection."""
        if hasattr(self, "_db"):
            self.close()

    def interrupt(self) -> None:
        """End what is being asked of the index on another thread, if anything is."""
        with suppress(sqlite3.Error):
            self._db.interrupt()

    @property
    def database(self) -> sqlite3.Connection:
        """The index, for what searches it."""
        return self._db

    def _rows(self, make: Callable[..., T], select: str, *values: object) -> list[T]:
        """What is made of each row; nothing where they cannot be read: `damaged` or `trouble` tells why."""
        try:
            with damage(self.path):
                return [make(*row) for row in self._db.execute(select, values)]
        except IndexDamagedError as error:
            self.damaged = self.damaged or str(error)
            if self.strict:
                raise
        except CareaderError as error:
            self.trouble = str(error)
            if self.strict:
                raise
        return []

    def _fact(self, name: str) -> int:
        return next(iter(self._rows(read_number, "SELECT value FROM facts WHERE name = ?", name)), 0)

    @property
    def capture_count(self) -> int:
        """How many captures could be read."""
        return self._fact("captures")

    @property
    def last_number(self) -> int:
        """The highest number that an article has."""
        return self._fact("last_article")

    @property
    def unreadable(self) -> tuple[str, ...]:
        """One line for each path or file that could not be read, naming it and the reason."""
        told = self._rows(read_lines, "SELECT value FROM facts WHERE name = 'errors'")
        select = "SELECT unreadable FROM captures WHERE unreadable != '' ORDER BY root, path, page"
        return (*chain.from_iterable(told), *self._rows(str, select))

    @property
    def articles(self) -> Articles:
        """All of them: latest date first, undated last; within a date in page order."""
        if self._order is None:
            stored = self._rows(read_numbers, "SELECT value FROM facts WHERE name = 'order'")
            self._order = stored[0] if stored else array("I")
        return Articles(self, self._order)

    def newest_first(self, numbers: Iterable[int]) -> list[int]:
        """Articles by their numbers in the order of `articles`.

        Raises:
            IndexDamagedError: the index does not know one of them.
        """
        order = self.articles.numbers
        if self._places is None:
            self._places = array("I", [0]) * (max(order, default=0) + 1)
            for place, number in enumerate(order):
                self._places[number] = place
        wanted = list(numbers)
        try:
            if len(wanted) < len(order) // _FEW:
                return [order[place] for place in sorted(map(self._places.__getitem__, wanted))]
            flags = bytearray(len(self._places))
            for number in wanted:
                flags[number] = 1
        except IndexError as error:
            raise damaged(self.path, "articles are searched that it does not list") from error
        return [*compress(order, map(flags.__getitem__, order))]

    @property
    def first_days(self) -> "array[int]":
        """The day that each article first stood on, as an ordinal, by its number; 0 where it has none."""
        if self._first_days is None:
            days = array("I", [UNDATED]) * (self.last_number + 1)
            # What comes later in this order is the earlier day.
            stored = "SELECT day, articles FROM days WHERE day != ? ORDER BY day DESC"
            for day, numbers in self._rows(lambda day, kept: (day, read_numbers(kept)), stored, UNDATED):
                for number in numbers:
                    days[number] = day
            self._first_days = days
        return self._first_days

    @property
    def dates(self) -> list[date | None]:
        """Every date of a capture that carries articles, latest first; None for undated ones last."""
        return self._rows(day_of, "SELECT day FROM days ORDER BY day DESC")

    def on(self, day: date | None) -> Articles:
        """The articles that stood on a date, in page order; None for those without a date."""
        return Articles(self, self.numbers_on(day))

    def numbers_on(self, day: date | None) -> Sequence[int]:
        """The numbers of the articles that stood on a date."""
        stored = self._rows(read_numbers, "SELECT articles FROM days WHERE day = ?", ordinal_of(day))
        return stored[0] if stored else ()

    def fetch(self, numbers: Iterable[int]) -> list[Article]:
        """Articles by their numbers, in the order given."""
        select = """
            SELECT number, name, headline, excerpt, confidence, words, "keys", days, said, kind,
                authors, changes, capture, place
            FROM articles WHERE number = ?
        """
        return [
            article
            for number in numbers
            for article in self._rows(self._article, select, number) or [self._lost(number)]
        ]

    def _lost(self, number: int) -> Article:
        """Stands for an article that a damaged index does not give."""
        return self._article(number, "", "", 0, 1.0, 0, "", "", "", ArticleKind.NEWS, "", "", 0, 0)

    def _article(  # noqa: PLR0913, PLR0917 - a row of the index
        self,
        number: int,
        name: str,
        headline: str,
        excerpt: int,
        confidence: float,
        words: int,
        keys: str,
        days: str,
        said: str,
        kind: str,
        authors: str,
        changes: str,
        *shown: int,
    ) -> Article:
        return Article(
            number,
            self.edition,
            name,
            headline,
            bool(excerpt),
            confidence,
            words,
            read_keys(keys),
            read_days(days),
            said,
            ArticleKind(kind),
            read_authors(authors),
            read_days(changes) if changes else (),
            shown,
            self,
        )

    def article(self, name: str) -> Article | None:
        """The article that a key or an id names, or None."""
        found = self._rows(read_number, 'SELECT article FROM "keys" WHERE "key" = ?', name)
        if len(found) > 1:
            found.sort(key=self.articles.numbers.index)
        return next(iter(self.fetch(found[:1])), None)

    def named(self, name: str) -> Article:
        """The article that an id, a copy's key, or the unambiguous beginning of one names.

        Raises:
            UsageError: several articles are so named.
            CareaderError: none is.
        """
        if exact := self.article(name):
            return exact
        select = 'SELECT DISTINCT article FROM "keys" WHERE "key" >= ? AND "key" < ?'
        found = self._rows(read_number, select, name, f"{name}\U0010ffff") if name else []
        if len(found) > 1:
            raise UsageError(f"{name}: {len(found)} articles have an id that begins so")
        if not found:
            raise CareaderError(f"{name}: no article with this id")
        return self.fetch(found)[0]

    def numbers_of(self, keys: Collection[str]) -> list[int]:
        """The numbers of the articles that have one of the keys."""
        select = 'SELECT k.article FROM json_each(?) j CROSS JOIN "keys" k ON k."key" = j.value'
        return self._rows(read_number, select, json.dumps([*keys])) if keys else []

    def keys_of(self, numbers: Iterable[int]) -> list[tuple[str, ...]]:
        """The keys of articles, by their numbers."""
        select = 'SELECT a."keys" FROM json_each(?) j CROSS JOIN articles a ON a.number = j.value'
        return self._rows(read_keys, select, json.dumps([*numbers]))

    def standings(self, article: Article) -> tuple[Standing, ...]:
        """Where an article stood, latest date first, undated last."""
        select = """
            SELECT p.id, p.root, p.path, p.day, p.rates, p.confidence,
                c.place, t."key", c.line, c.confidence, t.id
            FROM texts t CROSS JOIN copies c ON c.text = t.id CROSS JOIN captures p ON p.id = c.capture
            WHERE t.article = ? ORDER BY ifnull(-p.day, 1), p.root, p.path, p.page, c.place
        """

        def standing(*row: Any) -> Standing:
            head, (place, key, line, confidence, text) = self._head(*row[:6]), row[6:]
            return Standing(head, place, key, line, confidence, text, self)

        found = self._rows(standing, select, article.number)
        return tuple(found) or (Standing(CaptureHead(0, "", None, ()), 0, "", 1, 1.0, 0, self),)

    def told(self, article: Article, shown: int) -> Told:
        """What pages tell of an article beside its text: first the copy with the text shown, then others."""
        select = """
            SELECT byline, published, address FROM texts WHERE article = ?
            ORDER BY id != ?, excerpt, words DESC, id
        """
        rows = self._rows(lambda *row: row, select, article.number, shown)
        byline, published, address = (next(filter(None, column), None) for column in zip(*rows, strict=True))
        return Told(byline or "", day_of(published), address or "")

    def _head(  # noqa: PLR0913, PLR0917 - the columns of a row
        self, number: int, root: int, path: bytes, day: int | None, rates: str, confidence: float
    ) -> CaptureHead:
        if not 0 <= root < len(self.roots):
            raise StoredFormError(f"there is no root {root}")
        return CaptureHead(
            number,
            path_of(self.roots[root], read_path(path)),
            day_of(day),
            read_rates(rates),
            confidence,
        )

    def doubtful_captures(self, day: date | None) -> int:
        """How many captures of a day, or of none, may have been read wrong as a whole."""
        select = "SELECT count(*) FROM captures WHERE confidence < ? AND day IS ?"
        return self._rows(int, select, DOUBTFUL, day.toordinal() if day else None)[0]

    def copy(self, text: int, confidence: float, line: int) -> Copy:
        """A copy by the number of its text, as it stands on a line of a capture."""
        if text not in self._copies:
            while len(self._copies) >= _COPIES_KEPT:
                del self._copies[next(iter(self._copies))]
            select = f"SELECT {COPY} FROM texts WHERE id = ?"  # noqa: S608 - our columns
            found = self._rows(read_copy, select, text)
            self._copies[text] = found[0] if found else _NOTHING
        return self._copies[text]._replace(confidence=confidence, line=line)

    def copy_at(self, capture: int, place: int) -> Copy | None:
        """The copy at a place of a capture, from 0; None where there is none."""
        select = "SELECT text, confidence, line FROM copies WHERE capture = ? AND place = ?"
        return next(iter(self._rows(self.copy, select, capture, place)), None)

    def captures(self) -> list[CaptureHead]:
        """Every capture that could be read, in path order."""
        return self._rows(self._head, f"{_HEADS} ORDER BY root, path, page")

    def odd_captures(self) -> list[Capture]:
        """The captures in which something was not understood, or is doubtful, in path order."""
        named = "id, root, path, day, rates, confidence"
        select = f"SELECT head, {named} FROM captures WHERE odd ORDER BY root, path, page"  # noqa: S608 - ours
        return self._rows(self._capture, select)

    def _capture(self, stored: str, *named: Any) -> Capture:
        capture, head = self._head(*named), read_head(stored)
        select = "SELECT text, confidence, line FROM copies WHERE capture = ? ORDER BY place"
        return Capture(
            capture.path,
            capture.date,
            capture.rates,
            head.listing,
            head.preamble,
            tuple(self._rows(self.copy, select, capture.number)),
            head.problems,
            head.confidence,
            head.dated_by,
            head.form,
        )

    def latest_capture(self) -> CaptureHead | None:
        """The capture of the latest date, the first of that day; an undated one where none is dated."""
        for dated in ("day NOTNULL ORDER BY day DESC", "day ISNULL ORDER BY 1 = 1"):
            if found := self._rows(self._head, f"{_HEADS} AND {dated}, root, path, page LIMIT 1"):
                return found[0]
        return None

    def rates_for(self, capture: CaptureHead) -> RatesShown:
        """The rates to show beside a capture: its own, else the nearest earlier ones.

        Captures of one day can disagree (FORMAT.md: Rates), so they are told by capture, not by date.
        An undated capture has no earlier ones; the latest of all stand in.
        """
        if capture.rates:
            return RatesShown(capture.rates, capture, own=True)
        of = self._latest_with_rates(capture.date)
        return RatesShown(of.rates if of else (), of, own=False)

    def _latest_with_rates(self, until: date | None) -> CaptureHead | None:
        select = (
            f"{_HEADS} AND rates != '{NO_RATES}' AND day <= ? ORDER BY day DESC, root, path, page LIMIT 1"
        )
        return next(iter(self._rows(self._head, select, ordinal_of(until or date.max))), None)


_NOTHING = Copy("", (), excerpt=False, confidence=1.0, line=1)
"""Stands for a copy that a damaged index does not give."""


def _written(path: Path) -> tuple[object, ...]:
    """What is another as soon as something was written to an index: the state of its file and of its log."""
    found: list[object] = []
    for file in (path, path.with_name(f"{path.name}-wal")):
        try:
            status = file.stat()
        except OSError:
            found.append(None)
        else:
            found += [status.st_ino, status.st_size, status.st_mtime_ns]
    return tuple(found)
