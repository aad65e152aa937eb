"""The chart of a rate: lines of block characters with axes."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careader.corpus.chart import Series, chart, strips

FIRST = date(2025, 1, 1)


def series(*values: str | None) -> Series:
    """Values of days in a row; None for a day without one."""
    return [(FIRST + timedelta(n), Decimal(v)) for n, v in enumerate(values) if v is not None]


def test_a_chart_has_its_ends_beside_it_and_its_dates_below_and_gaps_as_gaps() -> None:
    assert chart(series("1.10", "1.30", None, "1.20"), 34, 6) == [
        "1.30 ┤       ██████",
        "     │       ██████        ▁▁▁▁▁▁",
        "     │       ██████        ██████",
        "1.10 ┤▁▁▁▁▁▁ ██████        ██████",
        "     └────────────────────────────",
        "      1 Jan 2025        4 Jan 2025",
    ]


def test_a_chart_can_be_drawn_in_ascii() -> None:
    drawn = chart(series("1.10", "1.30", None, "1.20"), 34, 6, ascii_only=True)
    assert all(line.isascii() for line in drawn)
    assert [line.count("#") for line in drawn] == [6, 6, 12, 18, 0, 0]


def test_values_that_are_all_alike_stand_at_half_the_height() -> None:
    assert chart(series("1.10"), 20, 5)[:3] == ["     │", "1.10 ┤███████", "     │███████"]
    drawn = chart(series(*["1.10"] * 5), 40, 6)
    assert [line.count("█") for line in drawn[:4]] == [0, 25, 25, 25]
    assert chart(series("1.10"), 20, 3)[0] == "1.10 ┤███████"


def test_a_thousand_days_fit() -> None:
    drawn = chart(series(*(f"1.{n:03}" for n in range(1000))), 60, 10)
    assert len(drawn) == 10
    assert max(map(len, drawn)) <= 60
    assert "27 Sep 2027" in drawn[-1]


@pytest.mark.parametrize(
    ("days", "width", "dates"),
    [
        (21, 60, "1 Jan 2025 11 Jan 2025 21 Jan 2025"),
        (5, 60, "1 Jan 2025 3 Jan 2025 5 Jan 2025"),
        (4, 60, "1 Jan 2025 4 Jan 2025"),
        (30, 40, "1 Jan 2025 30 Jan 2025"),
        (21, 28, "1 Jan 2025 – 21 Jan 2025"),
        (1, 60, "1 Jan 2025"),
    ],
)
def test_the_first_middle_and_last_day_stand_below_where_there_is_room(
    days: int, width: int, dates: str
) -> None:
    drawn = chart(series(*(f"1.{n:03}" for n in range(days))), width, 6)
    assert " ".join(drawn[-1].split()) == dates


def test_a_day_is_marked_on_the_axis() -> None:
    drawn = chart(series("1.10", "1.30", None, "1.20"), 34, 6, at=FIRST + timedelta(1))
    assert drawn[-2] == "     └───────┴┴┴┴┴┴┴──────────────"
    assert "^" in chart(series("1.10", "1.30"), 34, 6, at=FIRST, ascii_only=True)[-2]
    assert "┴" not in chart(series("1.10", "1.30"), 34, 6, at=FIRST - timedelta(1))[-2]


@given(st.integers(0, 999))
def test_where_days_share_a_column_the_axis_says_so_beside_the_mark(day: int) -> None:
    drawn = chart(series(*(f"1.{n:03}" for n in range(1000))), 90, 10, at=FIRST + timedelta(day))
    assert "a column is the last of 13 days" in drawn[-2]
    assert drawn[-2].count("┴") == 1
    assert len(drawn[-2]) == len(drawn[-3])


def test_strips_share_one_scale_and_tell_the_last_value() -> None:
    drawn = strips({"A/B": series("100", "110"), "C/B": series("100", "90"), "D/B": []}, 40)
    assert drawn[0].startswith("A/B ")
    assert drawn[0].endswith("110.00")
    assert "█" in drawn[0]
    assert "▁" in drawn[1]
    assert drawn[2].split() == ["D/B"]
    assert "1 Jan 2025" in drawn[3]
    assert strips({}, 40) == []


days = st.dictionaries(st.integers(0, 3000), st.decimals(min_value=0, max_value=1000, places=5), max_size=40)


@given(days, st.integers(0, 120), st.integers(0, 30), st.booleans())
def test_no_line_is_too_long_and_no_dot_is_braille(
    values: dict[int, Decimal],
    width: int,
    height: int,
    ascii_only: bool,  # noqa: FBT001 - drawn
) -> None:
    made = [(FIRST + timedelta(n), value) for n, value in sorted(values.items())]
    drawn = chart(made, width, height, ascii_only=ascii_only)
    assert len(drawn) in {0, height}
    assert all(len(line) <= width for line in drawn)
    text = "".join((*drawn, *strips({"A/B": made}, width, ascii_only=ascii_only)))
    assert not any("\u2800" <= sign <= "\u28ff" for sign in text)


def test_the_middle_value_is_named_from_five_rows_on() -> None:
    lines = [chart(series("1", "2", "3"), 40, height) for height in (6, 7)]
    assert [sum("2" in line.split()[0] for line in each[:-2]) for each in lines] == [0, 1]


def test_a_chart_needs_one_column_beside_its_labels() -> None:
    assert [bool(chart(series("1"), width, 4)) for width in (3, 4)] == [False, True]
