"""Dates, counts, file names and reasons as people read them, on screen and on the command line."""

import os
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from careader.text import safe


def day_in_words(day: date | None) -> str:
    """A date such as ``10 December 2025``."""
    return f"{day.day} {day:%B %Y}" if day else "Undated"


def short_day(day: date | None) -> str:
    """A date where room is short, such as ``10 Dec 2025``."""
    return f"{day.day} {day:%b %Y}" if day else "Undated"


def dates_in_words(days: Sequence[date]) -> str:
    """Dates, latest first, such as ``10 and 11 December 2025``; at most the first and last of many."""
    if not days:
        return "Undated"
    first, last = days[-1], days[0]
    if first == last:
        return day_in_words(first)
    joint, many = (" and ", "") if len(days) == 2 else (" – ", f" ({len(days)} days)")
    begin = str(first.day) if (first.year, first.month) == (last.year, last.month) else day_in_words(first)
    return f"{begin}{joint}{day_in_words(last)}{many}"


def count(number: int, noun: str, many: str = "") -> str:
    """A number with its noun, such as ``1 article`` or ``2 articles``; ``many`` where it takes no ``s``."""
    return f"{number:,} {noun if number == 1 else many or noun + 's'}"


def told_in_words(byline: str, published: date | None, address: str) -> str:
    """What a page tells of an article, such as ``By Nobody · 9 December 2025``; "" for nothing."""
    by = byline if not byline or byline.lower().startswith("by ") else f"By {byline}"
    return " · ".join(filter(None, (by, day_in_words(published) if published else "", address)))


def time_in_words(seconds: float) -> str:
    """A stretch of time that is only guessed, such as ``2 min`` or ``20 s``."""
    if seconds >= 90:
        return f"{round(seconds / 60):,} min"
    return f"{max(1, round(seconds / 5) * 5 if seconds > 10 else round(seconds))} s"


def one_line(text: str) -> str:
    """A text with single spaces, such as a headline where it is listed, jumped to and matched."""
    return " ".join(text.split())


def cut(text: str, most: int) -> str:
    """A text of at most so many characters; where it was longer, with an ellipsis after them."""
    return f"{text[:most]}…" if len(text) > most else text


def path_in_words(path: Path | str) -> str:
    """A path that is safe to show: a name can hold escapes, line ends, and bytes that are no text."""
    return " ".join(safe(os.fsencode(path).decode("utf-8", "replace")).split("\n"))


def reason(error: OSError) -> str:
    """Why the system refused, in its own words, such as ``permission denied``."""
    return (error.strerror or str(error)).lower()
