"""The evidence in the words of a line for and against a headline (docs/headlines.md).

A *sign* is something that can be measured on a line. Each sign adds its weight, times its measure, to the log
odds that the line is a headline. ``bench/fit_headlines.py`` fitted the weights. No weight depends on
particular words.
"""

import math
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, chain, pairwise
from typing import NamedTuple

from careader.capture.blocks import NUMBERED, WORD, Piece, title_case
from careader.capture.models import LIST, PARAGRAPH
from careader.capture.wording import OFTEN_GOODBYE, OFTEN_WHEN, measure_wording

_ODD = re.compile(r"[<>{}=_*#~^\\]|\$(?!\d)|\S\||\|\S|--|/\w*/")  # traces of markup and code

_ABOVE = 400  # the words above a line that count as known
_BELOW = 1000  # the words below a line that may repeat its words
_FAR = range(300, 1501)  # the distance in words of text far below a line, which may repeat its words
FEW_TERMS = 5  # the most terms of a block that is too short to compare
_BEGINS = re.compile(r"(?:We|This|It|You|I|They|These|There|He|She|That|Those|Many|Some|If|As)\b")


class Evidence(NamedTuple):
    """A reason in plain words, and its weight in log odds: positive for a headline, negative against it."""

    what: str
    weight: float


@dataclass(frozen=True, slots=True)
class Sign:
    """One kind of evidence.

    Attributes:
        weight: the log odds for each unit of the measure.
        usual: the measure of an average line, which is no evidence.
        what: the evidence in plain words, with ``{}`` in place of the measure.
    """

    weight: float
    usual: float
    what: str


SIGNS: dict[str, Sign] = {
    "length": Sign(1.80, 1.73, "length, in log words: {:.1f}"),
    "long": Sign(-5.88, 0.03, "longer than fifteen words: {:.0f}"),
    "title": Sign(0.27, 0.57, "share of words in Title Case: {:.1f}"),
    "unlike": Sign(-0.42, 0.26, "case unlike the first headline's: {:.1f}"),
    "untitled": Sign(-3.00, 0.19, "less in Title Case than the first headline: {:.1f}"),
    "above": Sign(-3.12, 0.31, "share of its words known from the text above: {:.2f}"),
    "below": Sign(1.56, 0.64, "share of its words that the text below takes up: {:.2f}"),
    "list_next": Sign(-5.67, 0.01, "a list right below: {:.0f}"),
    "gap": Sign(0.35, 4.26, "text since the last title, in log words: {:.1f}"),
    "previous": Sign(-0.13, 3.47, "length of the block above, in log words: {:.1f}"),
    "question": Sign(-1.09, 0.09, "ends in a question mark: {:.0f}"),
    "exclaims": Sign(-1.50, 0.03, "ends in an exclamation mark: {:.0f}"),
    "stop": Sign(-6.85, 0.00, "ends in a full stop: {:.0f}"),
    "bracket": Sign(-2.80, 0.02, "holds a bracket: {:.0f}"),
    "odd": Sign(-4.95, 0.03, "holds signs of code or markup: {:.0f}"),
    "numbered": Sign(-5.49, 0.00, "numbered: {:.0f}"),
    "taken_up": Sign(-0.71, 0.32, "share of its words that the block below takes up: {:.2f}"),
    "shorter": Sign(-1.23, 0.40, "shorter than the first title, in log words: {:.1f}"),
    "beside": Sign(0.88, -0.04, "length beside the other titles, in log words: {:.1f}"),
    "sentence": Sign(-2.90, 0.02, "begins like a sentence of a text: {:.0f}"),
    "through": Sign(1.26, 0.32, "share of the blocks well below that hold a word of it: {:.2f}"),
    "next": Sign(0.28, 4.17, "text up to the next title, in log words: {:.1f}"),
    "goodbye": Sign(1.59, OFTEN_GOODBYE, "the text above says goodbye: {:.0f}"),
    "reader": Sign(0.80, 0.19, "the text above speaks to its reader: {:.0f}"),
    "colon_above": Sign(-2.40, 0.02, "the text above ends in a colon: {:.0f}"),
    "when": Sign(1.95, OFTEN_WHEN, "the text below tells when: {:.0f}"),
    "colon": Sign(-2.28, 0.07, "the block below ends in a colon: {:.0f}"),
    "after_end": Sign(2.26, 0.04, "the title above heads the end of an article: {:.0f}"),
    "section": Sign(-1.76, 0.10, "begins as headings of sections do: {:.0f}"),
    "announces": Sign(1.35, 0.10, "begins or tells as headlines do: {:.0f}"),
    "function": Sign(-3.72, 0.24, "share of words of grammar: {:.2f}"),
    "figure": Sign(1.56, 0.11, "holds a figure: {:.0f}"),
    "questions": Sign(-2.42, 0.05, "a question next to another: {:.0f}"),
}
BIAS = -3.61


@dataclass(slots=True)
class CountedText:
    """Consecutive blocks with their counted words. All measures are computed from this.

    Attributes:
        pieces: the blocks.
        terms: the topic words of each block, each once (`read_terms`).
        weights: the weight of each term. Terms in few blocks have a high weight.
        ends: the number of words up to the end of each block.
    """

    pieces: Sequence[Piece]
    terms: list[frozenset[str]]
    weights: dict[str, float]
    ends: list[int]


def read_text(pieces: Sequence[Piece]) -> CountedText:
    """Count the words of some blocks."""
    texts = [" ".join((piece.text, *piece.items)) if piece.items else piece.text for piece in pieces]
    terms = [read_terms(text) for text in texts] or [frozenset()]  # no blocks: one set
    often = Counter(chain.from_iterable(terms))
    logs = [0.0, *(math.log((len(pieces) + 1) / n) for n in range(1, len(pieces) + 1))]
    weights = {term: logs[n] for term, n in often.items()}
    return CountedText(pieces, terms, weights, list(accumulate(text.count(" ") + 1 for text in texts)))


_MOST_TERMS = 50_000  # the most spellings in the cache: some 10 MB
_LONGEST_TERM = 40  # the most bytes of a spelling in the cache
_LONGEST_KEPT = 2000  # the most characters of a text whose terms are kept
_SEVERAL = " "  # the term of a run of letters and signs that is several words
_APART = bytes(c if chr(c).isalnum() or chr(c) in "_'-" or c > 127 else 32 for c in range(256))
_PARTING = "—–…\xa0"  # signs between words that often touch both
_UNSEEN = "\u00ad\u200b\u200c\u200d\u2060\ufeff"  # signs within words


class _Terms(dict[bytes, str]):
    """A cache of the term of each spelling of a word; "" for a word that is too short for a topic word.

    An archive has few different words, so most words are only looked up.
    """

    def __missing__(self, spelling: bytes) -> str:
        word = spelling.decode("utf-8", "surrogatepass")
        if word.isascii() and word.isalpha():  # most words; the pattern takes ten times as long
            term = word[:7].lower() if len(word) > 3 or (len(word) > 1 and word.isupper()) else ""
        else:
            found = _split_terms(word)
            term = _SEVERAL if len(found) > 1 else "".join(found)
        if len(self) >= _MOST_TERMS:
            self.clear()
        if len(spelling) <= _LONGEST_TERM:
            self[spelling] = term
        return term


_terms = _Terms()


def read_terms(text: str) -> frozenset[str]:
    """The topic words of a text, in lower case and cut to seven letters.

    Topic words are words of four letters or more, and abbreviations in capitals such as ``EU``. A possessive
    ``'s`` is left out.
    """
    return _read_terms(text) if len(text) <= _LONGEST_KEPT else _read_terms.__wrapped__(text)


@lru_cache(2048)  # a story's texts stand on several pages; some 8 MB
def _read_terms(text: str) -> frozenset[str]:
    if not text.isascii():
        for sign in _PARTING:
            text = text.replace(sign, " ")
        for sign in _UNSEEN:
            text = text.replace(sign, "")
    words = text.encode("utf-8", "surrogatepass").translate(_APART).split()
    terms = frozenset(filter(None, map(_terms.__getitem__, words)))
    return frozenset(_split_terms(text)) if _SEVERAL in terms else terms


def _split_terms(text: str) -> list[str]:
    words = [word.removesuffix("'s") for word in WORD.findall(text.replace("’", "'"))]
    return [word[:7].lower() for word in words if len(word) > 3 or (len(word) > 1 and word.isupper())]


@dataclass(slots=True)
class _Titles:
    """Facts about all lines of a page that could be titles.

    Attributes:
        case: the share of words in Title Case in the first of these lines.
        first: the number of words in the first of these lines.
        usual: the mean number of words in these lines.
    """

    case: float
    first: int
    usual: float


def measure(text: CountedText, lines: Sequence[int]) -> list[list[float]]:
    """For each line (an index, ascending), the measure of every sign, in the order of ``SIGNS``."""
    cases = [title_case(text.pieces[at].text) for at in lines]
    words = [text.ends[at] - (text.ends[at - 1] if at else 0) for at in lines]
    titles = _Titles(cases[0], words[0], sum(words) / len(words)) if lines else _Titles(0.0, 1, 1.0)
    sizes = [end - begin for begin, end in pairwise([0, *text.ends])]
    texts = [n if piece.kind is PARAGRAPH else 0 for n, piece in zip(sizes, text.pieces, strict=True)]
    told = [0, *accumulate(texts)]  # the words of text above each block
    bounds = zip(lines, [-1, *lines], [*lines[1:], len(text.pieces)], strict=False)
    shares, through = _shares(text, lines), _through(text, lines)
    wording = measure_wording(text.pieces, lines)
    return [
        [*_measure_line(text, at, last, told[below] - told[at + 1], case, titles, share, far), *words]
        for (at, last, below), case, share, far, words in zip(
            bounds, cases, shares, through, wording, strict=True
        )
    ]


class _Shares(NamedTuple):
    """The shares of words that a line has in common with other text (``SIGNS`` tells which)."""

    above: float
    below: float
    taken_up: float


def _shares(text: CountedText, lines: Sequence[int]) -> list[_Shares]:
    """The shares of each line."""
    terms, ends = text.terms, text.ends
    shares = []
    for at in lines:
        own = terms[at]
        first = bisect_left(ends, (ends[at - 1] if at else 0) - _ABOVE)
        new = own.difference(*terms[first:at])
        missed = own.difference(*terms[at + 1 : bisect_left(ends, ends[at] + _BELOW) + 1])
        taken_up = own & terms[at + 1] if at + 1 < len(terms) else frozenset()
        shares.append(
            _Shares(
                _share(text, own - new, own),
                _share(text, own - missed, own),
                _share(text, taken_up, own),
            )
        )
    return shares


def _measure_line(  # noqa: PLR0913, PLR0917 - a line and what stands around it
    text: CountedText,
    at: int,
    last: int,
    following: int,
    case: float,
    titles: _Titles,
    share: _Shares,
    through: float,
) -> list[float]:
    """The measures of the line ``at``, below the title ``last``; ``following`` words stand up to the next."""
    pieces, ends = text.pieces, text.ends
    line = pieces[at].text
    start = ends[at - 1] if at else 0
    words = ends[at] - start
    return [
        math.log(words),
        words > 15,  # words
        case,
        abs(case - titles.case),
        max(0.0, titles.case - case),
        share.above,
        share.below,
        at + 1 < len(pieces) and pieces[at + 1].kind is LIST,
        math.log(1 + start - (ends[last] if last >= 0 else 0)),
        math.log(1 + start - (ends[at - 2] if at > 1 else 0)) if at else 0,
        line[-1] == "?",
        line[-1] == "!",
        line[-1] == ".",
        "(" in line,
        *_odd_signs(line),
        share.taken_up,
        max(0.0, math.log(titles.first / words)),
        math.log(words / titles.usual),
        _BEGINS.match(line) is not None,
        through,
        math.log(1 + following),
    ]


def _through(text: CountedText, lines: Sequence[int]) -> list[float]:
    """For each line, the share of the blocks far below that have one of its words; 0.5 without blocks."""
    terms, ends = text.terms, text.ends
    long = [n for n, found in enumerate(terms) if len(found) > FEW_TERMS]
    shares = []
    for at in lines:
        begin = max(at + 1, bisect_left(ends, ends[at] + _FAR.start + 1))
        end = bisect_left(ends, ends[at] + _FAR.stop)
        far = [terms[n] for n in long[bisect_left(long, begin) : bisect_left(long, end)]]
        apart = sum(map(terms[at].isdisjoint, far))
        shares.append((len(far) - apart) / len(far) if far else 0.5)
    return shares


@lru_cache(4096)
def _odd_signs(line: str) -> tuple[bool, bool]:
    return _ODD.search(line) is not None, NUMBERED.match(line) is not None


def _share(text: CountedText, known: frozenset[str], terms: frozenset[str]) -> float:
    """The share of the terms ``known`` among ``terms``, weighted so that rare terms count more."""
    if not known:
        return 0.0
    weight = text.weights.__getitem__
    # `fsum` is exact, so the sum does not depend on the order of the strings in a set.
    return math.fsum(map(weight, known)) / math.fsum(map(weight, terms))
