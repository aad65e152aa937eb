"""The corpus: the articles, dates and rates of a set of captures, parsed and merged.

The corpus reads each part from the index when a caller asks for the part.
"""

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
from careader.index.stored import (
    COPY,
    UNDATED,
    ArticleKind,
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
from careader.sqlite import log_of

if TYPE_CHECKING:
    from tempfile import TemporaryDirectory

_COPIES_KEPT = 64
"""So many texts are kept in memory."""

_FEW = 4
"""Up to one article in so many, sorting the articles is faster than filtering the order of all articles."""

T = TypeVar("T")


class Corpus:
    """Articles, captures and rates of one edition of an index, even while another process writes.

    `renew` moves to the latest edition. Only one thread at a time may use a corpus; any thread may call
    `interrupt`.

    Args:
        path: the file of the index.
        roots: the indexed files and folders, as given.

    Attributes:
        edition: the edition of the index; each transaction adds 1.
        file: the identity of the file (`locations.file_at`).
        damaged: how the index is damaged; "" for a sound index.
        trouble: why a sound index could not be read since `renew`, such as a failed disk; else "".
        rebuilt: why an earlier index was thrown away when this index was opened; "" where none was thrown
            away.
        temporary_folder: the folder of a temporary index, removed when the corpus is closed; None for an
            index that stays.
        strict: whether damage and trouble are raised, as `IndexDamagedError` and `CareaderError`. Otherwise
            rows that cannot be read are left out.

    Raises:
        FileNotFoundError: there is no index.
        IndexDamagedError: the index cannot be used.
    """

    def __init__(self, path: Path, roots: Sequence[Path]) -> None:
        self.path = path
        self.roots = list(roots)
        self.damaged = self.trouble = self.rebuilt = ""
        self.strict = False
        self.temporary_folder: TemporaryDirectory[str] | None = None
        self.edition = 0
        self._db = connect(path)
        self.file = file_at(path)
        self._failed: tuple[str, tuple[object, ...]] = ("", ())
        self._copies: dict[int, Copy] = {}
        self._seen: tuple[object, ...] = ()
        self._order: array[int] | None = None
        self._places: array[int] | None = None
        self._first_days: array[int] | None = None
        self.renew()

    def renew(self) -> bool:
        """Move to the latest edition of the index, or to the file that replaced the index.

        Returns:
            Whether lists must be read again: the index changed, or had a `trouble` that is over.
        """
        before, failed = self.edition, bool(self.trouble)
        if self.is_replaced:
            self._open_again()
        self._seen, self.trouble = _written(self.path), ""
        self.rest()
        self.rows(str, "BEGIN")
        edition = self._fact("edition")
        if self.trouble:  # keep the parts that were read before
            return False
        self.edition = edition
        self._copies.clear()
        self._order = self._places = self._first_days = None
        return failed or self.edition != before

    @property
    def has_recovered(self) -> bool:
        """Whether the statement that failed now succeeds, so that `renew` will clear `trouble`."""
        if not self.trouble:
            return False
        select, values = self._failed
        try:
            for _ in self._db.execute(select, values):
                pass
        except sqlite3.Error:
            return False
        return True

    @property
    def may_have_changed(self) -> bool:
        """Whether a process may have written to the index since `renew`, by sizes and times of its files."""
        return _written(self.path) != self._seen

    @property
    def is_replaced(self) -> bool:
        """Whether another file has replaced the open index; `renew` moves to the new file."""
        return file_at(self.path) not in {None, self.file}

    def rest(self) -> None:
        """End the read transaction until `renew`, so that SQLite's log can be folded in."""
        with suppress(sqlite3.Error):
            self._db.rollback()

    def _open_again(self) -> None:
        """Open the new file of the index; where it cannot be used, keep the file that is open."""
        with suppress(CareaderError, OSError):
            there, db = file_at(self.path), connect(self.path)
            self.close()
            self._db, self.file, self.damaged = db, there, ""

    def close(self) -> None:
        """Close the index."""
        with suppress(sqlite3.Error):
            self._db.close()
        if self.temporary_folder:
            self.temporary_folder.cleanup()

    def __del__(self) -> None:
        """Close the connection of a corpus that is no longer referenced."""
        if hasattr(self, "_db"):
            self.close()

    def interrupt(self) -> None:
        """Interrupt a statement that another thread is running on the index, if any."""
        with suppress(sqlite3.Error):
            self._db.interrupt()

    @property
    def captures(self) -> Captures:
        """The captures that could be read, and their rates."""
        return Captures(self)

    @property
    def database(self) -> sqlite3.Connection:
        """The connection to the index, for the modules that search it."""
        return self._db

    def rows(self, make: Callable[..., T], select: str, *values: object) -> list[T]:
        """Run a SELECT; returns the result of ``make`` for each row.

        Where the rows cannot be read, sets `damaged` or `trouble` and returns nothing; raises if `strict`.
        """
        try:
            with index_errors(self.path):
                return [make(*row) for row in self._db.execute(select, values)]
        except IndexDamagedError as error:
            self.damaged = self.damaged or str(error)
            if self.strict:
                raise
        except CareaderError as error:
            self.trouble, self._failed = str(error), (select, values)
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
        """A line for each path or page that could not be read, with the reason."""
        told = self.rows(read_lines, "SELECT value FROM facts WHERE name = 'errors'")
        select = "SELECT unreadable FROM captures WHERE unreadable != '' ORDER BY root, path, page"
        return (*chain.from_iterable(told), *self.rows(str, select))

    @property
    def articles(self) -> Articles:
        """All articles: latest date first, undated last; within a date in page order."""
        if self._order is None:
            stored = self.rows(read_numbers, "SELECT value FROM facts WHERE name = 'order'")
            self._order = stored[0] if stored else array("I")
        return Articles(self, self._order)

    def newest_first(self, numbers: Iterable[int] | None) -> list[int]:
        """Sort the numbers of articles into the order of `articles`; for None, returns all numbers.

        Raises:
            IndexDamagedError: no article has one of the numbers.
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
        """The ordinal of the first day of each article, by its number; 0 for an undated article."""
        if self._first_days is None:
            days = array("I", [UNDATED]) * (self.last_number + 1)
            # Days come latest first: a later entry overwrites with an earlier day.
            stored = "SELECT day, articles FROM days WHERE day != ? ORDER BY day DESC"
            for day, numbers in self.rows(lambda day, kept: (day, read_numbers(kept)), stored, UNDATED):
                for number in numbers:
                    days[number] = day
            self._first_days = days
        return self._first_days

    @property
    def dates(self) -> list[date | None]:
        """The dates of all captures with articles, latest first; None for undated captures comes last."""
        return self.rows(day_of, "SELECT day FROM days ORDER BY day DESC")

    def on(self, day: date | None) -> Articles:
        """The articles of a date, in page order; None gives the undated articles."""
        return Articles(self, self.numbers_on(day))

    def numbers_on(self, day: date | None) -> Sequence[int]:
        """The numbers of the articles of a date, in page order; None gives the undated articles."""
        stored = self.rows(read_numbers, "SELECT articles FROM days WHERE day = ?", ordinal_of(day))
        return stored[0] if stored else ()

    def fetch(self, numbers: Iterable[int]) -> list[Article]:
        """The articles with these numbers, in the order of the numbers."""
        wanted = [*numbers]
        columns = """number, name, headline, excerpt, confidence, words, "keys", days, said, kind, authors,
            changes, capture, place"""
        select = f"SELECT {columns} FROM json_each(?) j CROSS JOIN articles ON number = j.value"  # noqa: S608 - our columns
        found = {each.number: each for each in self.rows(self._article, select, json.dumps(wanted))}
        if len(found) < len(wanted):  # a row that cannot be read costs no other row
            select = f"SELECT {columns} FROM articles WHERE number = ?"  # noqa: S608 - the same
            for number in wanted:
                if number not in found:
                    found[number] = next(iter(self.rows(self._article, select, number)), self._lost(number))
        return [found[number] for number in wanted]

    def _lost(self, number: int) -> Article:
        """An empty article in place of an article that a damaged index lacks."""
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
        """The article with a key or an id; None where no article has this key or id."""
        found = self.rows(read_number, 'SELECT article FROM "keys" WHERE "key" = ?', name)
        if len(found) > 1:
            found.sort(key=self.articles.numbers.index)
        return next(iter(self.fetch(found[:1])), None)

    def named(self, name: str) -> Article:
        """The article with an id or a key, or with the unambiguous beginning of an id or a key.

        Raises:
            UsageError: the beginning fits several articles.
            CareaderError: no article fits.
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
        """The numbers of the articles that have at least one of the keys."""
        select = 'SELECT k.article FROM json_each(?) j CROSS JOIN "keys" k ON k."key" = j.value'
        return self.rows(read_number, select, json.dumps([*keys])) if keys else []

    def keys_of(self, numbers: Iterable[int]) -> list[tuple[str, ...]]:
        """The keys of each article, given the numbers of the articles."""
        select = 'SELECT a."keys" FROM json_each(?) j CROSS JOIN articles a ON a.number = j.value'
        return self.rows(read_keys, select, json.dumps([*numbers]))

    def copy(self, text: int, confidence: float, line: int) -> Copy:
        """The copy of an article, made from a text that the index stores.

        Args:
            text: the number of the text.
            confidence: how sure careader is of the headline of this copy, 0.0 to 1.0.
            line: the line of the headline in the file.
        """
        if text not in self._copies:
            while len(self._copies) >= _COPIES_KEPT:
                del self._copies[next(iter(self._copies))]
            select = f"SELECT {COPY} FROM texts WHERE id = ?"  # noqa: S608 - our columns
            found = self.rows(read_copy, select, text)
            self._copies[text] = found[0] if found else _NOTHING
        return self._copies[text]._replace(confidence=confidence, line=line)

    def copy_at(self, capture: int, place: int) -> Copy | None:
        """The copy of a capture by its place, from 0; None where the capture has no such place."""
        select = "SELECT text, confidence, line FROM copies WHERE capture = ? AND place = ?"
        return next(iter(self.rows(self.copy, select, capture, place)), None)


_NOTHING = Copy("", (), excerpt=False, confidence=1.0, line=1)
"""An empty copy in place of a copy that a damaged index lacks."""


def _written(path: Path) -> tuple[object, ...]:
    """Inode, size and time of an index and of its log; some of them change when a process writes."""
    found: list[object] = []
    for file in (path, log_of(path)):
        try:
            status = file.stat()
        except OSError:
            found.append(None)
        else:
            found += [status.st_ino, status.st_size, status.st_mtime_ns]
    return tuple(found)
