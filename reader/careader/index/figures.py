"""Figures in a text: numbers, amounts of money and shares, as a search asks for them (docs/search.md).

A number is written in digits, or in words with a unit of size: ``3.6``, ``five million``. A number word
alone, such as ``seven``, is not a figure; otherwise ``one of them`` would hold one.
"""

import re
from collections.abc import Iterable, Iterator
from enum import StrEnum


class Figure(StrEnum):
    """A kind of figure. The value is the sign that asks for it in a query."""

    ANY = "#"
    MONEY = "$#"
    SHARE = "%#"


_DIGITS = re.compile(r"\d+(?:[.,]\d+)*(?:[-–—]\d+(?:[.,]\d+)*)?")
_SIZES = "hundred|thousand|million|billion|trillion|trln|mln|bln|bn|mn"
_SIZE = re.compile(r"[bhmtBHMT](?:undred|housand|illion|rillion|rln|ln|n)s?\b")  # as `_SIZES`, but fast
_SIZED = re.compile(rf"(?:[-\s]?(?:{_SIZES})\b|[km]\b)+", re.IGNORECASE)
_MORE_SIZES = re.compile(rf"(?:[-\s](?:{_SIZES})\b)*", re.IGNORECASE)
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_ONES = "one|two|three|four|five|six|seven|eight|nine"
_TEENS = "ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
_IN_WORDS = re.compile(rf"\b(?:(?:{_TENS})(?:[-\s](?:{_ONES}))?|{_ONES}|{_TEENS}|half a|an?)[-\s]\Z")
_LONGEST = 16  # characters of a number in words, and of what stands before an amount

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
"""Every figure of a kind has one of these letters; to look for them is faster than to look for a figure."""

_PARTS = re.compile(
    r"(?:[hH]al(?:f|ves)|(?:[tT]hird|[qQ]uarter|[fF]ifth|[sS]ixth|[sS]eventh|[eE]ighth|[nN]inth|[tT]enth)s?)\b"
)
_OF_PARTS = re.compile(r"\b(?:one|a|two|three|four)[-\s]\Z")


def figures_in(text: str, figure: Figure) -> Iterator[tuple[int, int]]:
    """The ranges of characters of the figures of a kind in a text, in order and without overlap.

    `Figure.ANY` finds amounts and shares as well. An amount extends from its currency sign to its unit.
    """
    last = 0
    for start, end, kind in sorted(_figures(text)) if _may_have(text, figure) else ():
        if figure in {Figure.ANY, kind} and start >= last:
            yield start, end
            last = end


def has_figure(text: str, figure: Figure) -> bool:
    """Whether a text has a figure of a kind."""
    return _may_have(text, figure) and any(figure in {Figure.ANY, kind} for _, _, kind in _figures(text))


def _may_have(text: str, figure: Figure) -> bool:
    letters = text.lower()
    return figure is Figure.ANY or any(needed in letters for needed in _NEEDED[figure])


def signs_of(headline: str, parts: Iterable[str]) -> str:
    """What the column ``signs`` of the search table holds of an article: the sign of each kind of figure."""
    in_headline = {kind for _, _, kind in _figures(headline)}
    found: set[Figure] = set(in_headline)
    for part in parts:
        if len(found) == len(Figure):
            break
        found.update(kind for _, _, kind in _figures(part))
    signs = [SIGN[figure] for figure in _with_any(found)]
    return " ".join([*signs, *(HEADLINE_SIGN[figure] for figure in _with_any(in_headline))])


def _with_any(found: set[Figure]) -> list[Figure]:
    return sorted({*found, Figure.ANY}) if found else []


SIGN = {Figure.ANY: "¶figure", Figure.MONEY: "¶money", Figure.SHARE: "¶share"}
"""The word in the column ``signs`` of the search table that marks an article with a figure of this kind. No
word of a text has a ¶."""

HEADLINE_SIGN = {figure: f"{sign}¶" for figure, sign in SIGN.items()}
"""The word that marks an article with a figure of this kind in its headline."""


def _figures(text: str) -> Iterator[tuple[int, int, Figure]]:
    """All figures, in no order."""
    for start, end in _numbers(text):
        if before := _BEFORE.search(text, max(0, start - _LONGEST), start):
            yield before.start(), end, Figure.MONEY
        elif unit := _MONEY.match(text, end):
            yield start, unit.end(), Figure.MONEY
        elif sign := _SHARE.match(text, end):
            yield start, sign.end(), Figure.SHARE
        else:
            yield start, end, Figure.ANY
    letters = text.lower()
    for needed, pattern, number in ((_OF_PERCENT, _PERCENT, _IN_WORDS), (_OF_PART, _PARTS, _OF_PARTS)):
        for unit in pattern.finditer(text) if any(each in letters for each in needed) else ():
            if (begin := _begin(number, text, unit.start())) is not None:
                yield begin, unit.end(), Figure.SHARE


def _numbers(text: str) -> Iterator[tuple[int, int]]:
    """Numbers in digits, with a unit of size where one follows, and numbers in words with their unit."""
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
    """The start of the number in words that ends right at ``end``; None where there is none."""
    begin = max(0, end - _LONGEST)
    found = number.search(text[begin:end].lower())
    return begin + found.start() if found else None
