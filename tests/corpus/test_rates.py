"""Rates over all captures: their range, the other way round, and how they moved."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careader.capture.models import Rate
from careader.corpus.captures import CaptureHead
from careader.corpus.rates import figures, history, indexed, inverse, pairs, signed, value_range

FIRST = date(2025, 1, 1)


def capture(number: int, day: int | None, *rates: tuple[str, str]) -> CaptureHead:
    """A capture so many days after the first, with rates of pairs."""
    made = tuple(Rate(pair, value, "0%") for pair, value in rates)
    return CaptureHead(number, f"{number}.txt", None if day is None else FIRST + timedelta(day), made)


@pytest.mark.parametrize(
    ("value", "other_way"),
    [
        ("0.01144", ("87.37", "87.41", "87.46")),
        ("0.00008", ("11,000", "12,000", "14,000")),
        ("0.28490", ("3.5099", "3.5100", "3.5101")),
    ],
)
def test_a_rate_the_other_way_round_has_the_digits_that_it_allows(
    value: str, other_way: tuple[str, str, str]
) -> None:
    known = inverse(value)
    assert known
    assert figures(known) == other_way


def test_a_rate_that_may_be_nothing_has_no_range() -> None:
    assert value_range("0.00000") is None
    assert inverse("0") is None


@given(st.decimals(min_value=Decimal("0.00001"), max_value=10**6, places=5))
def test_figures_hold_the_whole_range(value: Decimal) -> None:
    known = inverse(f"{value:f}")
    assert known
    low, middle, high = (Decimal(each.replace(",", "")) for each in figures(known))
    assert low <= known.low
    assert high >= known.high
    assert low <= middle <= high


def test_history_has_differences_and_gaps_and_says_where_there_is_nothing_to_compare() -> None:
    captures = [
        capture(1, 8, ("KGS/USD", "0.01150")),
        capture(2, 0, ("KGS/USD", "0.01140"), ("KZT/USD", "0.00190")),
        capture(3, 1, ("KGS/USD", "0.01140")),
        capture(4, 1, ("KGS/USD", "0.01145")),
        capture(5, 1, ("KGS/USD", "0.01145")),
        capture(6, 30, ("KGS/USD", "0.01130")),
        capture(7, None, ("KGS/USD", "0.09000")),
        capture(8, 2),
    ]
    quotes = history(captures, "KGS/USD")
    assert [(each.capture.number, each.rate.value, each.missed) for each in quotes] == [
        (2, "0.01140", 0),
        (3, "0.01140", 0),
        (4, "0.01145", 0),
        (1, "0.01150", 6),
        (6, "0.01130", 21),
    ]
    assert [[signed(each) for each in quote.differences] for quote in quotes] == [
        ["·", "·", "·"],
        ["0.00000", "·", "·"],
        ["+0.00005", "·", "·"],
        ["·", "·", "·"],  # seven days before, two captures disagree
        ["·", "·", "-0.00010"],
    ]
    assert pairs(captures) == ["KGS/USD", "KZT/USD"]


def test_index_begins_with_100_and_has_one_value_a_day() -> None:
    captures = [
        capture(1, 0, ("A/B", "2.00")),
        capture(2, 3, ("A/B", "3.00")),
        capture(3, 3, ("A/B", "2.50")),
    ]
    assert indexed(history(captures, "A/B")) == [
        (FIRST, Decimal(100)),
        (FIRST + timedelta(3), Decimal(125)),
    ]
    assert indexed([]) == []
    assert indexed(history([capture(1, 0, ("A/B", "0.00"))], "A/B")) == []
