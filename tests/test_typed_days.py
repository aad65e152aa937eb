"""Dates as people type them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careader.typed_days import Days, parse_days

TODAY = date(2026, 3, 14)
"""A Saturday."""


def read(written: str) -> str | None:
    """The days that a text means, as ISO dates with ``..`` between them."""
    days = parse_days(written, TODAY)
    if days is None:
        return None
    if days.first == days.last:
        return str(days.first)
    return f"{days.first or ''}..{days.last or ''}"


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2025-12-10", "2025-12-10"),
        ("2025-2", "2025-02-01..2025-02-28"),
        ("2025", "2025-01-01..2025-12-31"),
        ("12 dec", "2025-12-12"),
        ("12 Mar", "2026-03-12"),
        ("14 march", "2026-03-14"),
        ("15 march", "2025-03-15"),
        ("29 feb", "2024-02-29"),
        ("December 12th, 2024", "2024-12-12"),
        ("dec 2025", "2025-12-01..2025-12-31"),
        ("sept", "2025-09-01..2025-09-30"),
        ("10.12.2025", "2025-12-10"),
        ("12-dec-2025", "2025-12-12"),
        ("today", "2026-03-14"),
        ("Yesterday", "2026-03-13"),
        ("saturday", "2026-03-14"),
        ("last saturday", "2026-03-07"),
        ("last tuesday", "2026-03-10"),
        ("last-tue", "2026-03-10"),
        ("last week", "2026-03-02..2026-03-08"),
        ("this week", "2026-03-09..2026-03-15"),
        ("last month", "2026-02-01..2026-02-28"),
        ("last march", "2025-03-01..2025-03-31"),
        ("last february", "2026-02-01..2026-02-28"),
        ("last year", "2025-01-01..2025-12-31"),
        ("3 days ago", "2026-03-11"),
        ("a week ago", "2026-03-07"),
        ("4 months ago", "2025-11-01..2025-11-30"),
        ("2025-12..2026-01", "2025-12-01..2026-01-31"),
        ("2025-12-10..2025-12-01", "2025-12-01..2025-12-10"),
        ("12 dec .. yesterday", "2025-12-12..2026-03-13"),
        ("..2025", "..2025-12-31"),
        ("2025...", "2025-01-01.."),
        ("Tue 10 March", "2026-03-10"),
        ("Friday, 12 December 2025", "2025-12-12"),
        ("on Dec. 12", "2025-12-12"),
        ("12th of december", "2025-12-12"),
        ("12dec", "2025-12-12"),
        ("2025 dec 12", "2025-12-12"),
        ("2025/12/10", "2025-12-10"),
        ("2025.12", "2025-12-01..2025-12-31"),
        ("20251210", "2025-12-10"),
        ("31/12/2025", "2025-12-31"),
        ("12/31/2025", "2025-12-31"),
        ("12/2025", "2025-12-01..2025-12-31"),
        ("10.12.", "2025-12-10"),
        ("the 12th", "2026-03-12"),
        ("the 30th", "2026-01-30"),
        ("day before yesterday", "2026-03-12"),
        ("two weeks ago", "2026-02-28"),
        ("last 7 days", "2026-03-08..2026-03-14"),
        ("past month", "2026-02-15..2026-03-14"),
        ("last two years", "2024-03-15..2026-03-14"),
        ("week 50", "2025-12-08..2025-12-14"),
        ("2025-W50", "2025-12-08..2025-12-14"),
        ("10-12 dec", "2025-12-10..2025-12-12"),
        ("dec 10 to 12", "2025-12-10..2025-12-12"),
        ("from 10 dec to 2 jan", "2025-12-10..2026-01-02"),
        ("between 10_dec and 12_dec", "2025-12-10..2025-12-12"),
        ("since 10 dec", "2025-12-10.."),
        ("until 10 dec", "..2025-12-10"),
        ("", None),
        ("fri 13 dec 2025", None),
        ("mon tue 3", None),
        ("last 0 days", None),
        ("the 32nd", None),
        ("week 54", None),
        ("dec 10 to 12 jan", "2025-12-10..2026-01-12"),
        ("since", None),
        ("..", None),
        ("2025-13", None),
        ("31 feb", None),
        ("10/12/2025", None),
        ("ju", None),
        ("ma 2025", None),
        ("12", None),
        ("12 dec 25", None),
        ("this tuesday", None),
        ("9999 years ago", None),
        ("12 dec 12", None),
    ],
)
def test_a_date_is_read_as_typed(written: str, meant: str | None) -> None:
    assert read(written) == meant


@given(st.text(alphabet="0123456789-./ decmartuslyoagwkn", max_size=20), st.dates(date(100, 1, 1)))
def test_any_text_is_days_in_order_or_none(text: str, today: date) -> None:
    days = parse_days(text, today)
    assert days is None or days.first is None or days.last is None or days.first <= days.last


@given(st.dates(date(1000, 1, 1)), st.dates(date(1000, 1, 1)))
def test_a_whole_date_means_itself_in_each_form(day: date, today: date) -> None:
    for written in (day.isoformat(), f"{day.day} {day:%B} {day.year}", f"{day:%b} {day.day}, {day.year}"):
        assert parse_days(written, today) == Days(day, day)


@given(st.dates(date(1000, 1, 1)), st.dates(date(1000, 1, 1)))
def test_a_date_without_its_year_is_the_latest_until_today(day: date, today: date) -> None:
    days = parse_days(f"{day:%d %b}", today)
    assert days
    assert days.first
    assert days.first <= today
    assert (days.first.day, days.first.month) == (day.day, day.month)
    assert (today - days.first).days < 366 * 8 + 1
