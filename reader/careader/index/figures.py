"""Figures in a text: the numbers, amounts of money and shares that a search can ask for (docs/search.md).

A number is written in digits, or in words with a unit of size: ``3.6``, ``five million``. A number word
alone, such as ``seven``, is not a figure: otherwise ``one of them`` would have a figure.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from functools import lru_cache

from careader.text import LINE_END


class Figure(StrEnum):
    """A kind of figure. The value is the sign that asks for this kind in a query."""

    ANY = "#"
    MONEY = "$#"
    SHARE = "%#"


FoundFigure = tuple[int, int, Figure]
"""A figure in a text: the index of its first character, the index of the character after it, and its kind."""


_DIGITS = re.compile(r"\d\d*(?:[.,]\d+)*(?:[-–—]\d+(?:[.,]\d+)*)?")
_SIZES = "hundred|thousand|million|billion|trillion|trln|mln|bln|bn|mn"
_SIZE = re.compile(r"[bhmtBHMT](?:undred|housand|illion|rillion|rln|ln|n)s?\b")  # as `_SIZES`, but fast
_SIZED = re.compile(rf"(?:[-\s]?(?:{_SIZES})\b|[km]\b)+", re.IGNORECASE)
_MORE_SIZES = re.compile(rf"(?:[-\s](?:{_SIZES})\b)*", re.IGNORECASE)
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_ONES = "one|two|three|four|five|six|seven|eight|nine"
_TEENS = "ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
_IN_WORDS = re.compile(rf"\b(?:(?:{_TENS})(?:[-\s](?:{_ONES}))?|{_ONES}|{_TEENS}|half a|an?)[-\s]\Z")
_LONGEST = 16  # the most characters of a number in words, and of the currency before an amount

_SIGNS = "$€£¥₸₽₺₼₾₴₹"
_CODES = "USD|EUR|GBP|CHF|JPY|CNY|RUB|TRY|AZN|GEL|KZT|KGS|UZS|TJS|TMT|AFN|INR"
_BEFORE = re.compile(rf"(?:(?:\b[A-Z]{{1,2}})?[{_SIGNS}]|\b(?:{_CODES}))\s?\Z")
_WHOSE = (
    r"U\.?S\.?|American|Australian|Canadian|Kazakh(?:stani?)?|Kyrgyz(?:stani?)?|Uzbek(?:istani?)?"
    r"|Tajik(?:istani?)?|Turkmen(?:istani?)?|Russian|Chinese|Turkish|Swiss|British|Azerbaijani"
)
_MONEY = re.compile(
    rf"\s?[{_SIGNS[1:]}]|\s?(?:{_CODES})\b|[-\s](?:(?:{_WHOSE})\s)?(?:dollars?|euros?|cents?|tenge|tiyn|soms?"
    r"|sums?|soums?|somonis?|manats?|rubles?|roubles?|yuan|renminbi|liras?|pounds? sterling|yen|rupees?"
    r"|afghanis?|francs?)\b",
    re.IGNORECASE,
)
_SHARE = re.compile(r"\s?%|[-\s](?:per ?cent|pct|percentage points?)\b|\s?p\.p\.", re.IGNORECASE)
_PERCENT = re.compile(r"[pP]er ?[cC]ent")
_OF_MONEY = (
    *_SIGNS,
    *_CODES.lower().split("|"),
    *"dollar euro cent tenge tiyn som sum soum manat ruble rouble yuan renminbi lira pound yen".split(),
    *"rupee afghani franc".split(),
)
_OF_PERCENT = ("%", "cent", "pct", "p.p.")
_OF_PART = "half halves third quarter fifth sixth seventh eighth ninth tenth".split()
_NEEDED = {Figure.MONEY: _OF_MONEY, Figure.SHARE: (*_OF_PERCENT, *_OF_PART)}
"""Every amount or share contains one of these texts. To look for them is faster than to look for figures."""

_PARTS = re.compile(r"[hHtTqQfFsSeEnN](?:al(?:f|ves)|(?:hird|uarter|ifth|ixth|eventh|ighth|inth|enth)s?)\b")
_OF_PARTS = re.compile(r"\b(?:one|a|two|three|four)[-\s]\Z")
_AFTER_PART = re.compile(
    r"\s+(?:of|more|less|fewer|as|higher|lower|larger|smaller|over|above|below|between|compared|from|to|since"
    r"|this|last|by|and|or|in|on|year)\b|\s*(?:[.,;:!?)\"”’" + LINE_END + r"]|\Z)"
)
_BY = re.compile(r"\bby (?:about |almost |nearly |some |over )?\Z")
_ONE_OF_TWO = re.compile(r"\b(?:first|second|other|latter|last|later|former|next|early|better|final)[-\s]\Z")
_WHOLE = re.compile(r"\s+(?:of|its|their|his|her|our|the|these|those|all|that|as|were|are|have|had|was|is)\b")
_NEARLY = re.compile(
    r"\b(?:than|over|nearly|almost|about|roughly|around|approximately|only|by|least|just|in)\s\Z"
)
_NO_SPAN = re.compile(r"(?!-|\s+(?:an?|past|hours?|days?|years?|dozen|(?:" + _SIZES + r"))\b)")
_SHARES_IN_WORDS = (
    (_PERCENT, ("ercent", "er cent", "er Cent", "erCent"), _IN_WORDS),
    (_PARTS, ("alf", "alves", *(name[1:] for name in _OF_PART[2:])), _OF_PARTS),
)
"""The units of shares that follow a number in words: the pattern of the unit, what can follow its first
letter, and the pattern of the number."""


def figures_in(text: str, figure: Figure) -> Iterator[tuple[int, int]]:
    """The ranges of characters of all figures of a kind in a text, in order and without overlap.

    `Figure.ANY` also finds amounts and shares. The range of an amount includes its currency and its unit.
    """
    last = 0
    for start, end, kind in _cached_figures(text) if _may_have(text, figure) else ():
        if figure in {Figure.ANY, kind} and start >= last:
            yield start, end
            last = end


def has_figure(text: str, figure: Figure) -> bool:
    """Whether a text has a figure of a kind."""
    return _may_have(text, figure) and any(
        figure in {Figure.ANY, kind} for _, _, kind in _cached_figures(text)
    )


def _may_have(text: str, figure: Figure) -> bool:
    letters = text.lower()
    return figure is Figure.ANY or any(needed in letters for needed in _NEEDED[figure])


def all_figures(text: str) -> list[FoundFigure]:
    """All figures in a text, in order. They can overlap."""
    return sorted(_find_figures(text))


@lru_cache(maxsize=256)
def _cached_figures(text: str) -> Sequence[FoundFigure]:
    """`all_figures`, cached, since a query can ask for several kinds of figures of one text."""
    return all_figures(text)


def _find_figures(text: str) -> Iterator[tuple[int, int, Figure]]:
    for start, end in _numbers(text):
        if before := _BEFORE.search(text, max(0, start - _LONGEST), start):
            yield before.start(), end, Figure.MONEY
        elif unit := _MONEY.match(text, end):
            yield start, unit.end(), Figure.MONEY
        elif sign := _SHARE.match(text, end):
            yield start, sign.end(), Figure.SHARE
        else:
            yield start, end, Figure.ANY
    for pattern, rests, number in _SHARES_IN_WORDS:
        for unit in _units(text, pattern, rests):
            begin = _begin(number, text, unit.start())
            if begin is None:
                begin = unit.start() if _is_half_of_a_whole(text, unit) else None
            elif _is_ordinal(text, begin, unit) or _is_added(text, begin, unit):
                begin = None
            if begin is not None:
                yield begin, unit.end(), Figure.SHARE


def _units(text: str, pattern: re.Pattern[str], rests: Iterable[str]) -> Iterator[re.Match[str]]:
    """The units in a text.

    Args:
        text: the text.
        pattern: matches a unit.
        rests: what can follow the first letter of a unit. It is faster to find than the pattern.
    """
    for rest in rests:
        at = text.find(rest, 1)
        while at > 0:
            if unit := pattern.match(text, at - 1):
                yield unit
            at = text.find(rest, at + 1)


def _is_ordinal(text: str, begin: int, unit: re.Match[str]) -> bool:
    """Whether ``a third`` stands for one more, as in ``a third party``, and not for a share."""
    if not unit[0].endswith(("th", "rd")) or text[unit.start() - 1] == "-":
        return False
    return not (_AFTER_PART.match(text, unit.end()) or _BY.search(text[max(0, begin - _LONGEST) : begin]))


def _is_added(text: str, begin: int, unit: re.Match[str]) -> bool:
    """Whether ``a half`` is added to a number, as in ``a year and a half``, and is not a share."""
    return unit[0] == "half" and text.endswith("and ", 0, begin)


def _is_half_of_a_whole(text: str, unit: re.Match[str]) -> bool:
    """Whether ``half`` without a number is a share: ``over half its ice``, but not ``the first half``."""
    if unit[0].lower() != "half" or (unit.start() and text[unit.start() - 1].isalnum()):
        return False
    before = text[max(0, unit.start() - _LONGEST) : unit.start()].lower()
    if _ONE_OF_TWO.search(before):
        return False
    return bool(
        _WHOLE.match(text, unit.end()) or (_NEARLY.search(before) and _NO_SPAN.match(text, unit.end()))
    )


def _numbers(text: str) -> Iterator[tuple[int, int]]:
    """The ranges of characters of numbers in digits or words, each with the unit of size that follows."""
    for number in _DIGITS.finditer(text):
        start, end = number.span()
        if start == 0 or not text[start - 1].isalnum():
            sized = _SIZED.match(text, end)
            yield start, sized.end() if sized else end
    for size in _SIZE.finditer(text):
        if (begin := _begin(_IN_WORDS, text, size.start())) is not None:
            sizes = _MORE_SIZES.match(text, size.end())
            yield begin, sizes.end() if sizes else size.end()


def _begin(number: re.Pattern[str], text: str, end: int) -> int | None:
    """The start of the number in words that ends at ``end``; None where no number ends there.

    Args:
        number: matches a number at the end of a text.
        text: the text.
        end: the start of the unit after the number.
    """
    begin = max(0, end - _LONGEST)
    found = number.search(text[begin:end].lower())
    return begin + found.start() if found else None
