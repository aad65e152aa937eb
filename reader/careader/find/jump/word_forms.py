"""Splitting headlines and queries into words, and the plain form in which words are compared."""

import re

from careader.text import DROPPED, fold, transliterate

# Combining accents and invisible signs, such as soft hyphens, belong to the word around them.
_INSIDE = rf"\u0483-\u0487\u064b-\u065f{DROPPED}"
_LETTERS = rf"[^\W_](?:[^\W_]|[{_INSIDE}])*"

WORD = re.compile(
    r"[^\W\d_](?:\.[^\W\d_](?![^\W_]))+\.?"  # U.S. is one word, and so is U.S
    r"|\d+(?:[.,]\d+)+"  # and 1.2, and 1,200
    rf"|{_LETTERS}(?:['’‘ʼʻ`´]{_LETTERS})*"
)
"""Matches a word as it is written in a headline or a query."""


def plain_form(word: str) -> str:
    """The form in which a word is compared: folded, and in Latin letters.

    The form has only letters and digits, and the point of a number. ``Türkiye’s`` becomes ``turkiye``,
    ``U.S.`` becomes ``us``, ``Алматы`` becomes ``almaty``, ``1,200`` becomes ``1200``. A word whose letters
    are all dropped has the form "".
    """
    if word.isascii() and word.isalnum():
        return word.lower()
    folded = fold(word)
    if len(folded) > 3 and folded.endswith("'s"):
        folded = folded[:-2]
    point = "." if folded[:1].isdigit() else ""
    return "".join(c for c in transliterate(folded) if c.isalnum() or c == point)
