"""Dates, counts, file names and the reasons of errors, written for people: on screen and by commands."""

import os
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from careader.text import safe


def day_in_words(day: date | None) -> str:
    """A date in full, such as ``10 December 2025``; ``Undated`` for None."""
    return f"{day.day} {day:%B %Y}" if day else "Undated"


def short_day(day: date | None) -> str:
    """A short date, such as ``10 Dec 2025``; ``Undated`` for None."""
    return f"{day.day} {day:%b %Y}" if day else "Undated"


def dates_in_words(days: Sequence[date]) -> str:
    """Dates in words: ``10 and 11 December 2025``; of three or more, the first and last, and the number.

    Args:
        days: the dates, latest first.
    """
    if not days:
        return "Undated"
    first, last = days[-1], days[0]
    if first == last:
        return day_in_words(first)
    joint, many = (" and ", "") if len(days) == 2 else (" – ", f" ({len(days)} days)")
    begin = str(first.day) if (first.year, first.month) == (last.year, last.month) else day_in_words(first)
    return f"{begin}{joint}{day_in_words(last)}{many}"


def count(number: int, noun: str, many: str = "") -> str:
    """A number with its noun, such as ``1 article`` or ``2 articles``.

    Args:
        number: the number.
        noun: the singular of the noun.
        many: the plural of the noun, if it is not formed with ``s``.
    """
    return f"{number:,} {noun if number == 1 else many or noun + 's'}"


def publication_in_words(byline: str, published: date | None, address: str) -> str:
    """Byline, day of publication and web address in one line: ``By Nobody · 9 December 2025``.

    Unknown parts are left out; "" where all are unknown.
    """
    by = byline if not byline or byline.lower().startswith("by ") else f"By {byline}"
    return " · ".join(filter(None, (by, day_in_words(published) if published else "", address)))


def time_in_words(seconds: float) -> str:
    """An estimated duration in rounded words, such as ``2 min`` or ``20 s``."""
    if seconds >= 90:
        return f"{round(seconds / 60):,} min"
    return f"{max(1, round(seconds / 5) * 5 if seconds > 10 else round(seconds))} s"


def one_line(text: str) -> str:
    """A text in one line: every run of blanks and line ends becomes one space."""
    return " ".join(text.split())


def cut(text: str, most: int) -> str:
    """The first ``most`` characters of a text; an ellipsis follows where the text is longer."""
    return f"{text[:most]}…" if len(text) > most else text


def path_in_words(path: Path | str) -> str:
    """A path in one line, safe to show: a file name can have escapes, line ends and invalid UTF-8."""
    return " ".join(safe(os.fsencode(path).decode("utf-8", "replace")).split("\n"))


def reason(error: OSError) -> str:
    """The reason of an error in the words of the system, such as ``permission denied``."""
    return (error.strerror or str(error)).lower()
