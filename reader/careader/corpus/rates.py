"""Exchange rates over all captures: the range of a rounded rate, and the history of a pair.

A captured rate is rounded (FORMAT.md: Rates): ``0.00008`` is any value from 0.000075 to 0.000085. Every
result has such a range, and is shown with no more digits than the range allows. Nothing is computed for a
day without a captured rate.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Decimal
from typing import NamedTuple

from careader.capture.models import Rate
from careader.corpus.captures import CaptureHead

BACK = (1, 7, 30)
"""A rate is compared with the rates of these numbers of days before."""


class ValueRange(NamedTuple):
    """A rounded value, and the lowest and highest value before rounding; all are above 0."""

    low: Decimal
    value: Decimal
    high: Decimal

    def times(self, amount: Decimal) -> "ValueRange":
        """The value and both ends, multiplied by an amount."""
        return ValueRange(self.low * amount, self.value * amount, self.high * amount)


def value_range(value: str) -> ValueRange | None:
    """A captured value with its range before rounding; None where the range reaches 0."""
    exact = Decimal(value)
    half = Decimal(5).scaleb(int(exact.as_tuple().exponent) - 1)
    return ValueRange(exact - half, exact, exact + half) if exact > half else None


def inverse(value: str) -> ValueRange | None:
    """The inverse rate with its range; None where the range of the rate reaches 0."""
    known = value_range(value)
    return ValueRange(1 / known.high, 1 / known.value, 1 / known.low) if known else None


def figures(known: ValueRange) -> tuple[str, str, str]:
    """Low, value and high as text, with no more digits than the range allows.

    ``low`` is rounded down and ``high`` is rounded up. The last digit is the largest power of ten that fits
    into the range. All three texts have the same number of decimals.
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
    """Every captured pair, in the order in which pages give them."""
    return list(dict.fromkeys(rate.pair for capture in captures for rate in capture.rates))


class Quote(NamedTuple):
    """One capture's rate of a pair.

    Attributes:
        capture: the capture.
        day: the date of the capture.
        rate: the rate as captured.
        differences: the differences to the values of 1, 7 and 30 days before; None where the day before has
            no value or several values.
        missed: the number of days without a rate of the pair between the quote before and this quote.
    """

    capture: CaptureHead
    day: date
    rate: Rate
    differences: tuple[Decimal | None, ...]
    missed: int


def history(captures: Iterable[CaptureHead], pair: str) -> list[Quote]:
    """The rates of a pair by date, earliest first; a day with several different rates has several quotes.

    Captures without a date are left out, since they have no place in the order.
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
    """A difference as text with its sign; ``·`` for None."""
    if difference is None:
        return "·"
    return f"{difference:+f}" if difference else f"{difference:f}"


def indexed(quotes: Sequence[Quote]) -> list[tuple[date, Decimal]]:
    """The values of a pair by date, scaled so that the first value is 100; of each day, the last value."""
    if not quotes or not (first := Decimal(quotes[0].rate.value)):
        return []
    return [*{each.day: Decimal(each.rate.value) * 100 / first for each in quotes}.items()]
