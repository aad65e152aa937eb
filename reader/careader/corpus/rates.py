"""Exchange rates over all captures: what they leave open, how they moved, and what can be counted with them.

A rate is known only as far as its digits go (FORMAT.md: Rates): ``0.00008`` is anything from 0.000075 to
0.000085. All that is computed here carries such a range, and is shown with no more digits than it allows.
Nothing is computed where nothing was captured.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Decimal
from typing import NamedTuple

from careader.capture.models import Rate
from careader.corpus.captures import CaptureHead

BACK = (1, 7, 30)
"""Days that a rate is compared with."""


class Span(NamedTuple):
    """A figure and the range that the captured digits leave it: low, value, high, all above 0."""

    low: Decimal
    value: Decimal
    high: Decimal

    def times(self, amount: Decimal) -> "Span":
        """So much of it."""
        return Span(self.low * amount, self.value * amount, self.high * amount)


def span(value: str) -> Span | None:
    """What a captured value can have been before it was rounded; None where it can have been nothing."""
    exact = Decimal(value)
    half = Decimal(5).scaleb(int(exact.as_tuple().exponent) - 1)
    return Span(exact - half, exact, exact + half) if exact > half else None


def inverse(value: str) -> Span | None:
    """The rate the other way round: how much of the first currency one of the second is."""
    known = span(value)
    return Span(1 / known.high, 1 / known.value, 1 / known.low) if known else None


def figures(known: Span) -> tuple[str, str, str]:
    """Low, value and high with no more digits than the range allows: the ends are rounded outward.

    Their last digit is that of the largest power of ten within the range; what stands right of the point
    is as long in all three.
    """
    width = known.high - known.low
    if not width:
        return (f"{known.value:,f}",) * 3
    unit = Decimal(1).scaleb(width.adjusted())
    rounded = (
        (figure / unit).to_integral_value(way) * unit
        for figure, way in zip(known, (ROUND_FLOOR, ROUND_HALF_EVEN, ROUND_CEILING), strict=True)
    )
    decimals = max(0, -width.adjusted())
    low, value, high = (f"{figure:,.{decimals}f}" for figure in rounded)
    return low, value, high


def pairs(captures: Iterable[CaptureHead]) -> list[str]:
    """Every pair that a capture has, in the order in which pages give them."""
    return list(dict.fromkeys(rate.pair for capture in captures for rate in capture.rates))


class Quote(NamedTuple):
    """One capture's rate of a pair.

    Attributes:
        capture: whose it is.
        day: its date.
        rate: as captured.
        differences: to the value captured 1, 7 and 30 days before; None where that day has none, or has two.
        missed: days right before this one without a rate of the pair; 0 for the first.
    """

    capture: CaptureHead
    day: date
    rate: Rate
    differences: tuple[Decimal | None, ...]
    missed: int


def history(captures: Iterable[CaptureHead], pair: str) -> list[Quote]:
    """The rates of a pair by date, earliest first; captures of a day that differ are listed each for itself.

    Captures without a date are left out: nothing can be compared with them.
    """
    days: dict[date, dict[Rate, CaptureHead]] = {}
    for capture in captures:
        for rate in capture.rates:
            if rate.pair == pair and capture.date:
                days.setdefault(capture.date, {}).setdefault(rate, capture)
    values = {day: {rate.value for rate in rates} for day, rates in days.items()}
    found: list[Quote] = []
    for day in sorted(days):
        missed = (day - found[-1].day).days - 1 if found else 0
        for rate, capture in days[day].items():
            differences = tuple(_difference(rate, values.get(day - timedelta(days=back))) for back in BACK)
            found.append(Quote(capture, day, rate, differences, missed))
            missed = 0
    return found


def _difference(rate: Rate, before: set[str] | None) -> Decimal | None:
    if before is None or len(before) != 1:
        return None
    (value,) = before
    return Decimal(rate.value) - Decimal(value)


def signed(difference: Decimal | None) -> str:
    """A difference as it is shown: with its sign; `·` where there is nothing to compare with."""
    if difference is None:
        return "·"
    return f"{difference:+f}" if difference else f"{difference:f}"


def indexed(quotes: Sequence[Quote]) -> list[tuple[date, Decimal]]:
    """The values of a pair by date with the first one as 100; of several on a day the last."""
    if not quotes or not (first := Decimal(quotes[0].rate.value)):
        return []
    return [*{each.day: Decimal(each.rate.value) * 100 / first for each in quotes}.items()]


def by_pair(rates: Iterable[Rate]) -> Mapping[str, Rate]:
    """Rates by their pair."""
    return {rate.pair: rate for rate in rates}
