"""The captures of a corpus, as the index has them, and the rates to show beside a capture."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from careader.capture import DOUBTFUL, Capture, Rate
from careader.errors import StoredFormError
from careader.index.scanning import path_of
from careader.index.stored import NO_RATES, day_of, ordinal_of, read_head, read_number, read_path, read_rates

if TYPE_CHECKING:
    from careader.corpus.corpus import Corpus

_HEADS = "SELECT id, root, path, day, rates, confidence FROM captures WHERE unreadable = ''"
"""Selects every capture that could be read, with the columns that `read_capture_head` takes."""


class CaptureHead(NamedTuple):
    """The head of a capture: everything but its copies.

    Attributes:
        number: the number of the capture in the index.
        path: the path of its file.
        date: the day of the capture; None where it is not known.
        rates: the rates in page order, each pair once.
        confidence: how sure careader is that the page as a whole was read right, 0.0 to 1.0.
    """

    number: int
    path: str
    date: date | None
    rates: tuple[Rate, ...]
    confidence: float = 1.0

    @property
    def doubtful(self) -> bool:
        """Whether the page as a whole may have been read wrong."""
        return self.confidence < DOUBTFUL


class RatesShown(NamedTuple):
    """The rates to show beside a capture.

    Attributes:
        rates: the rates; empty where no capture up to this date has rates.
        of: the capture that has these rates; None where ``rates`` is empty.
        own: whether `of` is the capture itself. Otherwise the rates are the nearest earlier rates; beside an
            undated capture, the latest rates.
        of_day: the number of captures with rates on the day of `of`; 1 where `of` is undated, since the days
            of undated captures are not known.
    """

    rates: tuple[Rate, ...]
    of: CaptureHead | None
    own: bool
    of_day: int = 1


def read_capture_head(  # noqa: PLR0913, PLR0917 - a row of the index
    roots: Sequence[Path], number: int, root: int, path: bytes, day: int | None, rates: str, confidence: float
) -> CaptureHead:
    """Read the head of a capture from columns of the index.

    Raises:
        StoredFormError: a column does not have the form in which careader writes it.
    """
    if not 0 <= root < len(roots):
        raise StoredFormError(f"there is no root {root}")
    return CaptureHead(
        number, path_of(roots[root], read_path(path)), day_of(day), read_rates(rates), confidence
    )


class Captures:
    """The captures of a corpus that could be read."""

    def __init__(self, corpus: "Corpus") -> None:
        self._corpus = corpus

    @property
    def count(self) -> int:
        """The number of captures."""
        return next(
            iter(self._corpus.rows(read_number, "SELECT value FROM facts WHERE name = 'captures'")), 0
        )

    @property
    def passed_over(self) -> str:
        """The message about files in the folders that are not saved pages; "" without such files."""
        told = self._corpus.rows(str, "SELECT value FROM facts WHERE name = 'passed over'")
        return told[0] if told else ""

    def all(self) -> list[CaptureHead]:
        """Every capture, in path order."""
        return self._corpus.rows(self._head, f"{_HEADS} ORDER BY root, path, page")

    def odd(self) -> list[Capture]:
        """The captures with a part that was not understood or is doubtful, in path order."""
        select = """
            SELECT head, id, root, path, day, rates, confidence FROM captures
            WHERE odd ORDER BY root, path, page
        """
        return self._corpus.rows(self._whole, select)

    def doubtful_on(self, day: date | None) -> int:
        """The number of captures of a day that may have been read wrong as a whole.

        Args:
            day: the day; None for undated captures.
        """
        select = "SELECT count(*) FROM captures WHERE confidence < ? AND day IS ?"
        found = self._corpus.rows(read_number, select, DOUBTFUL, day.toordinal() if day else None)
        return next(iter(found), 0)

    def latest(self) -> CaptureHead | None:
        """The first capture of the latest date; the first undated capture where no capture has a date.

        None where there is no capture.
        """
        for dated in ("day NOTNULL ORDER BY day DESC", "day ISNULL ORDER BY 1 = 1"):
            select = f"{_HEADS} AND {dated}, root, path, page LIMIT 1"
            if found := self._corpus.rows(self._head, select):
                return found[0]
        return None

    def rates_for(self, capture: CaptureHead) -> RatesShown:
        """The rates to show beside a capture: the capture's own rates, else the nearest earlier rates.

        Captures of one day can disagree (FORMAT.md: Rates), so rates belong to a capture, not to a date. For
        an undated capture no rates are earlier, so the latest rates are shown.
        """
        if capture.rates:
            return RatesShown(capture.rates, capture, own=True, of_day=self._with_rates_on(capture.date))
        of = self._latest_with_rates(capture.date)
        of_day = self._with_rates_on(of.date) if of else 1
        return RatesShown(of.rates if of else (), of, own=False, of_day=of_day)

    def _with_rates_on(self, day: date | None) -> int:
        """The number of captures with rates on a day; 1 for the day None of one undated capture."""
        select = "SELECT count(*) FROM captures WHERE day = ? AND unreadable = '' AND rates != ?"
        found = self._corpus.rows(read_number, select, day.toordinal(), NO_RATES) if day else ()
        return next(iter(found), 1)

    def _latest_with_rates(self, until: date | None) -> CaptureHead | None:
        select = (
            f"{_HEADS} AND rates != '{NO_RATES}' AND day <= ? ORDER BY day DESC, root, path, page LIMIT 1"
        )
        return next(iter(self._corpus.rows(self._head, select, ordinal_of(until or date.max))), None)

    def _head(self, *columns: Any) -> CaptureHead:
        return read_capture_head(self._corpus.roots, *columns)

    def _whole(self, stored: str, *columns: Any) -> Capture:
        capture, head = self._head(*columns), read_head(stored)
        select = "SELECT text, confidence, line FROM copies WHERE capture = ? ORDER BY place"
        return Capture(
            capture.path,
            capture.date,
            capture.rates,
            head.listing,
            head.preamble,
            tuple(self._corpus.rows(self._corpus.copy, select, capture.number)),
            head.problems,
            head.confidence,
            head.dated_by,
            head.form,
        )
