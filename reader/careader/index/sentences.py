"""The ends of sentences.

A sentence ends with a full stop or another stop, if the beginning of a sentence follows. The points in
abbreviations, initials, numbers and names (``U.S.``, ``Dr. Orla Venn``, ``3.6``, ``No. 5``) end no sentence.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

_STOP = re.compile(r"[.!?…]+[\"'”’»)\]]*\s+(?=[\"'“‘«(\[]*(?:[^\W\d_]|\d))")
_ABBREVIATED = re.compile(
    r"(?:^|[\s(\"'“‘«\[-])(?:[^\W\d_]|(?:[^\W\d_]\.)+[^\W\d_]"
    r"|Dr|Prof|Mr|Mrs|Ms|St|Gen|Col|Lt|Capt|Maj|Sgt|Gov|Sen|Rep|Pres|Amb|Rev|Hon|Jr|Sr"
    r"|vs|etc|approx|No|Nos|Art|Fig|Vol|Inc|Ltd|Co|Corp|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec"
    r"|e\.g|i\.e|cf|al|ca|km|sq|mln|bln|bn)$"
)
_LONGEST = 16  # characters of an abbreviation
_OPENING = "[\"'“‘«(\\[]*"
_SMALL = re.compile(rf"{_OPENING}[a-zа-яё]")
_WORD = re.compile(rf"{_OPENING}(\w+)")
_ENDS = frozenset(("etc", "Inc", "Ltd", "Co", "Corp", "Jr", "Sr", "al", "km", "mln", "bln", "bn"))
"""Abbreviations that end a sentence where a capital follows."""


@lru_cache(maxsize=64)
def sentence_ends(text: str) -> tuple[int, ...]:
    """Where sentences end: for each sentence but the last, where the next sentence begins (an index)."""
    return tuple(_ends(text))


def _ends(text: str) -> Iterator[int]:
    for stop in _STOP.finditer(text):
        if _SMALL.match(text, stop.end()):
            continue
        before = text[max(0, stop.start() - _LONGEST) : stop.start()]
        if stop[0][0] == "." and stop[0][1:2] != "." and (short := _ABBREVIATED.search(before)):
            word = short[0].lstrip(" \t\u00a0(\"'“‘«[-")
            if word not in _ENDS and not _ends_with_initials(word, text, stop.end()):
                continue
        yield stop.end()


_OPENS = frozenset(
    "The A An In On At It Its He She They We But And As For From This That These Those There After Before"
    " When While His Her Their According Last However Meanwhile Both Since With".split()
)


def _ends_with_initials(word: str, text: str, following: int) -> bool:
    """Whether initials such as ``U.S.`` end a sentence: the next word often begins sentences.

    Args:
        word: the initials.
        text: the text.
        following: the index of the next word in the text.
    """
    if "." not in word:
        return False
    found = _WORD.match(text, following)
    return found is not None and found[1] in _OPENS
