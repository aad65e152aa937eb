"""Days and moments as pages and tools write them."""

from datetime import date

import pytest

from careader.intake.days import day_at_edge, day_in, moment_of, whole_day

DAY = date(2025, 12, 9)


@pytest.mark.parametrize(
    "written",
    ["2025-12-09", "9 December 2025", "Dec. 9, 2025", "09.12.2025", "the paper of 9 December 2025, page 4"],
)
def test_a_day_is_found_anywhere_in_a_text(written: str) -> None:
    assert day_in(written) == DAY


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("13/12/2025", date(2025, 12, 13)),
        ("12/13/2025", date(2025, 12, 13)),
        ("5/5/2025", date(2025, 5, 5)),
        ("5/6/2025", None),
        ("13/14/2025", None),
        ("31 February 2025", None),
        ("2025-13-01", None),
        ("no day at all", None),
    ],
)
def test_a_day_with_two_meanings_or_none_is_not_guessed(written: str, day: date | None) -> None:
    assert day_in(written) == day


@pytest.mark.parametrize(
    ("written", "is_day"),
    [
        ("Tuesday, 9 December 2025", True),
        ("Posted on December 9, 2025 at 14:30", True),
        ("Updated: 2025-12-09 08:00:00 +05:00", True),
        ("(09.12.2025)", True),
        ("9 December 2025 | Tuesday", True),
        ("9 December 2025 was a cold day", False),
        ("9 December", False),
        ("2025", False),
    ],
)
def test_a_text_that_is_only_a_day(written: str, *, is_day: bool) -> None:
    assert whole_day(written) == (DAY if is_day else None)


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("Issue of 9 December 2025", DAY),
        ("9 December 2025 - Gazette of the Dam", DAY),
        ("Gazette, 09.12.2025, 14:30", DAY),
        ("On 9 December 2025 the dam broke", None),
        ("9 December 2025 to 11 December 2025", None),
        ("Gazette of the Dam", None),
    ],
)
def test_a_day_at_the_beginning_or_the_end_of_a_line(written: str, day: date | None) -> None:
    assert day_at_edge(written) == day


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("2025-12-09T08:30:00+05:00", "2025-12-09T08:30:00+05:00"),
        ("Tue, 09 Dec 2025 08:30:00 +0500", "2025-12-09T08:30:00+05:00"),
        ("Tue Dec 09 2025 08:30:00 GMT+0500 (Uzbekistan Standard Time)", "2025-12-09T08:30:00+05:00"),
        ("Tue Dec 09 2025 08:30:00", "2025-12-09T08:30:00"),
        ("20251209083000", "2025-12-09T08:30:00"),
        ("December 9, 2025", "2025-12-09T00:00:00"),
        ("not long ago", ""),
        ("", ""),
    ],
)
def test_a_moment_in_any_form_that_tools_write(written: str, moment: str) -> None:
    read = moment_of(written)
    assert (read.isoformat() if read else "") == moment
