"""The ends of sentences.

A sentence ends with a full stop or another stop, if the beginning of a sentence follows. The points in
abbreviations, initials, numbers and names (``U.S.``, ``Dr. Orla Venn``, ``3.6``, ``No. 5``) end no sentence.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from careader.text import LINE_END

_OPENING = "[\"'“‘«(\\[]*"
_STOP = re.compile(  # `[.][.]*`, not `[.]+`: Python looks three times as fast for a first character
    rf"[.!?…][.!?…]*[\"'”’»)\]]*\s+(?={_OPENING}(?![a-zа-яё])[^\W_])"
)
_ABBREVIATIONS = frozenset(
    "Dr Prof Mr Mrs Ms St Gen Col Lt Capt Maj Sgt Gov Sen Rep Pres Amb Rev Hon Jr Sr"
    " Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec"
    " vs etc approx No Nos Art Fig Vol Inc Ltd Co Corp cf al ca km sq mln bln bn".split()
)
_ABBREVIATED = re.compile(
    rf"(?:^|[\s(\"'“‘«\[{LINE_END}-])((?:[^\W\d_]\.)*[^\W\d_]|{'|'.join(sorted(_ABBREVIATIONS))})$"
)
_LONGEST = 16  # characters of an abbreviation
_WORD = re.compile(rf"{_OPENING}(\w+)")
_ENDS = frozenset(("etc", "Inc", "Ltd", "Co", "Corp", "Jr", "Sr", "al", "km", "mln", "bln", "bn"))
"""Abbreviations that end a sentence where a capital follows."""


@lru_cache(maxsize=64)
def sentence_ends(text: str) -> tuple[int, ...]:
    """Where sentences end: for each sentence but the last, where the next sentence begins (an index)."""
    return tuple(_ends(text))


def _ends(text: str) -> Iterator[int]:
    for stop in _STOP.finditer(text):
        start, end = stop.span()
        short = _abbreviation(text, start) if text[start] == "." != text[start + 1] else ""
        if not short or short in _ENDS or _ends_with_initials(short, text, end):
            yield end


def _abbreviation(text: str, end: int) -> str:
    """The abbreviation, or the initials, before the point at ``end``; "" where the point ends a word."""
    begin = max(0, end - _LONGEST)
    last = text[max(begin, text.rfind(" ", begin, end) + 1) : end]
    if len(last) > 1 and last.isalpha():  # the usual case: no need to search
        return last if last in _ABBREVIATIONS else ""
    found = _ABBREVIATED.search(text[begin:end])
    return found[1] if found else ""


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
