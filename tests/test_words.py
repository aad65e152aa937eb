"""Dates, counts, names and reasons as people read them."""

from datetime import date
from pathlib import Path

import pytest

from careader.text import safe
from careader.words import count, dates_in_words, day_in_words, path_in_words, reason, short_day

TEN, ELEVEN, TWELVE = (date(2025, 12, day) for day in (10, 11, 12))


@pytest.mark.parametrize(
    ("day", "long", "short"),
    [
        (TEN, "10 December 2025", "10 Dec 2025"),
        (date(2024, 9, 8), "8 September 2024", "8 Sep 2024"),
        (None, "Undated", "Undated"),
    ],
)
def test_a_day(day: date | None, long: str, short: str) -> None:
    assert (day_in_words(day), short_day(day)) == (long, short)


@pytest.mark.parametrize(
    ("days", "words"),
    [
        ([], "Undated"),
        ([TEN], "10 December 2025"),
        ([ELEVEN, TEN], "10 and 11 December 2025"),
        ([TWELVE, ELEVEN, TEN], "10 – 12 December 2025 (3 days)"),
        ([date(2026, 1, 2), TEN], "10 December 2025 and 2 January 2026"),
        ([date(2026, 12, 10), TEN], "10 December 2025 and 10 December 2026"),
    ],
)
def test_days(days: list[date], words: str) -> None:
    assert dates_in_words(days) == words


@pytest.mark.parametrize(
    ("number", "words"), [(0, "0 files"), (1, "1 file"), (2, "2 files"), (12345, "12,345 files")]
)
def test_count(number: int, words: str) -> None:
    assert count(number, "file") == words


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("plain/page.txt", "plain/page.txt"),
        ("two\nlines\r.txt", "two lines␍.txt"),
        ("\x1b[31mred", "␛[31mred"),
        ("b\udcffyte", "b\ufffdyte"),
        ("two  blanks", "two  blanks"),
    ],
)
def test_a_name_is_one_safe_line(path: str, words: str) -> None:
    assert path_in_words(path) == path_in_words(Path(path)) == words
    assert safe(words) == words


def test_a_reason_is_the_systems_own() -> None:
    assert reason(PermissionError(13, "Permission denied")) == "permission denied"
    assert reason(OSError("Something else")) == "something else"
