"""When an article began to say something else than it did before. Pure.

The full text of a teaser is no change, nor is it that an older page cut more of it: only the headline and
what both copies have count.
"""

from collections.abc import Iterable
from typing import NamedTuple

from careader.index.identity import Wording


class Said(NamedTuple):
    """One text of an article: the day it first stood on, as an ordinal, None for undated, and its wording."""

    day: int | None
    wording: Wording


def days_of_change(texts: Iterable[Said]) -> list[int]:
    """The days on which a text came up that says something else than the one before, latest first.

    Args:
        texts: of one article, each different from the others by its `digest.digest`. Undated ones stand
            before all; of those that came up on one day, the shorter first.
    """
    ordered = sorted(texts, key=lambda text: (text.day or 0, text.wording.length, text.wording.body))
    days: list[int] = []
    before: Wording | None = None
    for day, wording in ordered:
        if before is not None and _differ(before, wording):
            if day:
                days.append(day)
            before = wording
        elif before is None or not wording.excerpt or (before.excerpt and wording.length > before.length):
            before = wording
    return list(dict.fromkeys(reversed(days)))


def _differ(one: Wording, other: Wording) -> bool:
    """Whether one of two wordings says something that the other does not, but for an end that was cut."""
    if one.headline != other.headline:
        return True
    # Where neither is cut short they are two texts: their digests told so.
    return not (_is_cut_from(one, other) or _is_cut_from(other, one))


def _is_cut_from(excerpt: Wording, whole: Wording) -> bool:
    """Whether a wording is the beginning of another, cut short."""
    return excerpt.excerpt and f"{whole.body} ".startswith(f"{excerpt.body} " if excerpt.body else "")
