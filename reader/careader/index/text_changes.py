"""The days on which the text of an article changed.

Two texts are compared by their headlines and by the part of the body that both have. So the full text after a
teaser is not a change, and a text that a page cuts earlier or later is not a change.
"""

from collections.abc import Iterable
from typing import NamedTuple

from careader.index.identity import Wording


class DatedWording(NamedTuple):
    """One text of an article: the ordinal of its first day (None for undated), and its wording."""

    day: int | None
    wording: Wording


def days_of_change(texts: Iterable[DatedWording]) -> list[int]:
    """The ordinals of the days on which an article appeared with a changed text, latest first.

    Args:
        texts: the texts of one article, all with different `digest.digest`. Undated texts count as the
            earliest; of two texts that first appeared on one day, the shorter counts as the earlier.
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
    """Whether two wordings differ, where a cut end is not a difference."""
    if one.headline != other.headline:
        return True
    # Two whole texts differ: the caller passes only texts with different digests.
    return not (_is_cut_from(one, other) or _is_cut_from(other, one))


def _is_cut_from(excerpt: Wording, whole: Wording) -> bool:
    """Whether ``excerpt`` is an excerpt that is the beginning of ``whole``."""
    return excerpt.excerpt and f"{whole.body} ".startswith(f"{excerpt.body} " if excerpt.body else "")
