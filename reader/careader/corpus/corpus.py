"""The corpus: what a set of captures says once parsed and merged, read from its index as it is asked for."""

import json
import sqlite3
from array import array
from collections.abc import Callable, Collection, Iterable, Sequence
from contextlib import suppress
from datetime import date
from itertools import chain, compress
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from careader.capture import Copy
from careader.corpus.articles import Article, Articles
from careader.corpus.captures import Captures
from careader.errors import CareaderError, IndexDamagedError, UsageError
from careader.index.article_kinds import ArticleKind
from careader.index.stored import (
    COPY,
    UNDATED,
    day_of,
    ordinal_of,
    read_authors,
    read_copy,
    read_days,
    read_keys,
    read_lines,
    read_number,
    read_numbers,
)
from careader.index.tables import connect, damaged_error, index_errors
from careader.locations import file_at

if TYPE_CHECKING:
    from tempfile import TemporaryDirectory

_COPIES_KEPT = 64
"""Texts that are kept at hand once they were shown."""

_FEW = 16
"""One article in so many: fewer are sorted sooner than picked out of all."""

T = TypeVar("T")


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
    def captures(self) -> Captures:
        """The captures that could be read, and their rates."""
        return Captures(self)

    @property
    def database(self) -> sqlite3.Connection:
        """The index, for what searches it."""
        return self._db

    def rows(self, make: Callable[..., T], select: str, *values: object) -> list[T]:
        """What ``make`` makes of each row; none where they cannot be read (`damaged`, `trouble`)."""
        try:
            with index_errors(self.path):
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
        return next(iter(self.rows(read_number, "SELECT value FROM facts WHERE name = ?", name)), 0)

    @property
    def last_number(self) -> int:
        """The highest number that an article has."""
        return self._fact("last_article")

    @property
    def unreadable(self) -> tuple[str, ...]:
        """One line for each path or file that could not be read, naming it and the reason."""
        told = self.rows(read_lines, "SELECT value FROM facts WHERE name = 'errors'")
        select = "SELECT unreadable FROM captures WHERE unreadable != '' ORDER BY root, path, page"
        return (*chain.from_iterable(told), *self.rows(str, select))

    @property
    def articles(self) -> Articles:
        """All of them: latest date first, undated last; within a date in page order."""
        if self._order is None:
            stored = self.rows(read_numbers, "SELECT value FROM facts WHERE name = 'order'")
            self._order = stored[0] if stored else array("I")
        return Articles(self, self._order)

    def newest_first(self, numbers: Iterable[int] | None) -> list[int]:
        """Articles by their numbers in the order of `articles`; all of them for None.

        Raises:
            IndexDamagedError: the index does not know one of them.
        """
        order = self.articles.numbers
        if numbers is None:
            return [*order]
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
            raise damaged_error(self.path, "articles are searched that it does not list") from error
        return [*compress(order, map(flags.__getitem__, order))]

    @property
    def first_days(self) -> "array[int]":
        """The day that each article first stood on, as an ordinal, by its number; 0 where it has none."""
        if self._first_days is None:
            days = array("I", [UNDATED]) * (self.last_number + 1)
            # What comes later in this order is the earlier day.
            stored = "SELECT day, articles FROM days WHERE day != ? ORDER BY day DESC"
            for day, numbers in self.rows(lambda day, kept: (day, read_numbers(kept)), stored, UNDATED):
                for number in numbers:
                    days[number] = day
            self._first_days = days
        return self._first_days

    @property
    def dates(self) -> list[date | None]:
        """Every date of a capture that carries articles, latest first; None for undated ones last."""
        return self.rows(day_of, "SELECT day FROM days ORDER BY day DESC")

    def on(self, day: date | None) -> Articles:
        """The articles that stood on a date, in page order; None for those without a date."""
        return Articles(self, self.numbers_on(day))

    def numbers_on(self, day: date | None) -> Sequence[int]:
        """The numbers of the articles that stood on a date."""
        stored = self.rows(read_numbers, "SELECT articles FROM days WHERE day = ?", ordinal_of(day))
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
            for article in self.rows(self._article, select, number) or [self._lost(number)]
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
        found = self.rows(read_number, 'SELECT article FROM "keys" WHERE "key" = ?', name)
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
        found = self.rows(read_number, select, name, f"{name}\U0010ffff") if name else []
        if len(found) > 1:
            raise UsageError(f"{name}: {len(found)} articles have an id that begins so")
        if not found:
            raise CareaderError(f"{name}: no article with this id")
        return self.fetch(found)[0]

    def numbers_of(self, keys: Collection[str]) -> list[int]:
        """The numbers of the articles that have one of the keys."""
        select = 'SELECT k.article FROM json_each(?) j CROSS JOIN "keys" k ON k."key" = j.value'
        return self.rows(read_number, select, json.dumps([*keys])) if keys else []

    def keys_of(self, numbers: Iterable[int]) -> list[tuple[str, ...]]:
        """The keys of articles, by their numbers."""
        select = 'SELECT a."keys" FROM json_each(?) j CROSS JOIN articles a ON a.number = j.value'
        return self.rows(read_keys, select, json.dumps([*numbers]))

    def copy(self, text: int, confidence: float, line: int) -> Copy:
        """A copy by the number of its text, as it stands on a line of a capture."""
        if text not in self._copies:
            while len(self._copies) >= _COPIES_KEPT:
                del self._copies[next(iter(self._copies))]
            select = f"SELECT {COPY} FROM texts WHERE id = ?"  # noqa: S608 - our columns
            found = self.rows(read_copy, select, text)
            self._copies[text] = found[0] if found else _NOTHING
        return self._copies[text]._replace(confidence=confidence, line=line)

    def copy_at(self, capture: int, place: int) -> Copy | None:
        """The copy at a place of a capture, from 0; None where there is none."""
        select = "SELECT text, confidence, line FROM copies WHERE capture = ? AND place = ?"
        return next(iter(self.rows(self.copy, select, capture, place)), None)


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
