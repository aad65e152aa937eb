"""The calendar: captured, unread and not captured days differ without colours."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from careader.sitting.calendar import WIDTH, month_lines, months_later


def test_days_differ_by_sign() -> None:
    counts = {date(2025, 12, 10): (3, 6), date(2025, 12, 11): (0, 6)}
    lines = [line.text for line in month_lines(date(2025, 12, 1), counts, date(2025, 12, 12))]
    assert lines[:4] == [
        " December 2025",
        "  Mo  Tu  We  Th  Fr  Sa  Su",
        "   ·   ·   ·   ·   ·   ·   ·",
        "   ·   ·  10● 11 [12]  ·   ·",
    ]


@given(st.dates(date(2, 1, 1), date(9998, 1, 1)))
def test_every_day_of_a_month_stands_in_it_once(day: date) -> None:
    lines = month_lines(day, {}, day)
    days = [cell.day for line in lines for cell in line.cells]
    assert len(lines) == 8
    assert days == sorted(set(days))
    assert {each.month for each in days} == {day.month}
    assert all(len(line.text) <= WIDTH for line in lines)
    for line in lines:
        for cell in line.cells:
            assert line.text[cell.start : cell.start + len(cell.text)].rstrip() == cell.text.rstrip()


@given(st.dates(date(100, 1, 1), date(9000, 1, 1)), st.integers(-500, 500))
def test_months_on_and_back_come_to_the_same_month(day: date, months: int) -> None:
    there = months_later(day, months)
    assert (there.year - day.year) * 12 + there.month - day.month == months
    assert months_later(there, -months).replace(day=1) == day.replace(day=1)
