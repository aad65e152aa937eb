"""What each line of a page says for and against being a headline (docs/headlines.md).

A *sign* is one measured fact about a line, worth its weight in log odds. The weights were fitted by
``bench/fit_headlines.py``; none of them knows a word of any page.
"""

import math
import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from reader.capture.blocks import NUMBERED, WORD, Piece, title_case
from reader.capture.models import Kind

_ODD = re.compile(r"[<>{}=_$*|#~^\\]|--|/\w*/")  # left-overs of markup and code

_ABOVE = 400  # words of text above a line that count as known
_BELOW = 1000  # words of text below a line that may take up its words
_LEAD = 80  # words below a line that count as its lead


@dataclass(frozen=True, slots=True)
class Sign:
    """One kind of evidence.

    Attributes:
        weight: log odds for each unit of the measure.
        usual: the measure of an average line, which says nothing either way.
        what: the evidence in plain words; ``{}`` takes the measure.
    """

    weight: float
    usual: float
    what: str


SIGNS: dict[str, Sign] = {
    "length": Sign(2.57, 1.56, "length, in log words: {:.1f}"),
    "short": Sign(-0.72, 0.62, "words fewer than four: {:.0f}"),
    "long": Sign(-3.31, 0.07, "longer than fifteen words: {:.0f}"),
    "title": Sign(0.88, 0.41, "share of words in Title Case: {:.1f}"),
    "unlike": Sign(-1.01, 0.33, "case unlike the first headline's: {:.1f}"),
    "above": Sign(-2.16, 0.39, "share of its words known from the text above: {:.2f}"),
    "below": Sign(1.72, 0.64, "share of its words that the text below takes up: {:.2f}"),
    "lead": Sign(-4.00, 0.24, "share of the lead known from the text above: {:.2f}"),
    "list_next": Sign(-3.52, 0.03, "a list right below: {:.0f}"),
    "gap": Sign(0.24, 4.20, "text since the last title, in log words: {:.1f}"),
    "previous": Sign(-0.36, 3.61, "length of the block above, in log words: {:.1f}"),
    "question": Sign(-1.51, 0.11, "ends in a question mark: {:.0f}"),
    "exclaims": Sign(-2.86, 0.02, "ends in an exclamation mark: {:.0f}"),
    "stop": Sign(-2.89, 0.01, "ends in a full stop: {:.0f}"),
    "bracket": Sign(-1.68, 0.02, "holds a bracket: {:.0f}"),
    "odd": Sign(-2.95, 0.15, "holds signs of code or markup: {:.0f}"),
    "numbered": Sign(-5.48, 0.05, "numbered: {:.0f}"),
}
BIAS = -5.92
COHESION = 0.07  # log odds for each unit of the gain that `cohesion` measures


@dataclass(slots=True)
class Text:
    """A run of blocks with its words counted once: what all measures are taken from.

    Attributes:
        pieces: the blocks.
        terms: of each block the words that carry a topic: four letters or more, cut to seven, in order.
        places: for each term the blocks it stands in.
        ends: the number of words up to the end of each block.
    """

    pieces: Sequence[Piece]
    terms: list[list[str]]
    places: dict[str, list[int]]
    ends: list[int]


def read_text(pieces: Sequence[Piece]) -> Text:
    """Count the words of some blocks."""
    terms: list[list[str]] = []
    places: dict[str, list[int]] = {}
    ends: list[int] = []
    total = 0
    for at, piece in enumerate(pieces):
        text = " ".join((piece.text, *piece.items)) if piece.items else piece.text
        total += text.count(" ") + 1
        ends.append(total)
        found = [word[:7] for word in WORD.findall(text.replace("’", "'").lower()) if len(word) > 3]
        terms.append(found)
        for term in set(found):
            places.setdefault(term, []).append(at)
    return Text(pieces, terms, places, ends)


def measure(text: Text, lines: Sequence[int]) -> list[list[float]]:
    """The measure of every sign, in the order of ``SIGNS``, for the lines at these indexes."""
    cases = [title_case(text.pieces[at].text) for at in lines]
    return [
        _measure_line(text, at, lines[n - 1] if n else -1, case, cases[0])
        for n, (at, case) in enumerate(zip(lines, cases, strict=True))
    ]


def _measure_line(text: Text, at: int, last: int, case: float, first_case: float) -> list[float]:
    pieces, ends = text.pieces, text.ends
    line = pieces[at].text
    start = ends[at - 1] if at else 0
    words = ends[at] - start
    next_kind = pieces[at + 1].kind if at + 1 < len(pieces) else Kind.OTHER
    above = bisect_left(ends, start - _ABOVE)
    below = bisect_left(ends, ends[at] + _BELOW) + 1
    own = set(text.terms[at])
    lead = set().union(*text.terms[at + 1 : bisect_left(ends, ends[at] + _LEAD) + 1])
    return [
        math.log(words),
        max(0, 4 - words),
        words > 15,  # words
        case,
        abs(case - first_case),
        _share(text, own, above, at),
        _share(text, own, at + 1, below),
        _share(text, lead, above, at),
        next_kind is Kind.LIST,
        math.log(1 + start - (ends[last] if last >= 0 else 0)),
        math.log(1 + start - (ends[at - 2] if at > 1 else 0)) if at else 0,
        line[-1] == "?",
        line[-1] == "!",
        line[-1] == ".",
        "(" in line,
        _ODD.search(line) is not None,
        NUMBERED.match(line) is not None,
    ]


def _share(text: Text, terms: set[str], begin: int, end: int) -> float:
    """How much of some terms stands in the blocks from ``begin`` to before ``end``; rare terms count more."""
    total = known = 0.0
    for term in terms:
        places = text.places[term]
        weight = math.log((len(text.pieces) + 1) / len(places))
        total += weight
        n = bisect_left(places, begin)
        if n < len(places) and places[n] < end:
            known += weight
    return known / total if total else 0.0


_PRIOR = 0.5  # of the Dirichlet distribution that words of an article are drawn from


def cohesion(text: Text, starts: Sequence[int]) -> list[list[float]]:
    """How much likelier the words are if stretches of text are one article than if each is its own.

    Returns ``gain[i][j - i - 1]``: the log of the ratio for the text from ``starts[i]`` to ``starts[j]`` (or
    to the end). Each article is taken to draw its words from a distribution of its own (Dirichlet compound
    multinomial, after Eisenstein and Barzilay, "Bayesian Unsupervised Topic Segmentation", EMNLP 2008).
    A word that stands once on the page tells nothing and is left out.
    """
    stretches: list[dict[str, int]] = []
    total: dict[str, int] = {}
    for begin, end in zip(starts, [*starts[1:], len(text.terms)], strict=True):
        stretch: dict[str, int] = {}
        for block in text.terms[begin:end]:
            for term in block:
                stretch[term] = stretch.get(term, 0) + 1
        for term, n in stretch.items():
            total[term] = total.get(term, 0) + n
        stretches.append(stretch)
    kept = [[(term, n) for term, n in stretch.items() if total[term] > 1] for stretch in stretches]
    base = _PRIOR * sum(n > 1 for n in total.values())
    table = [math.lgamma(n + _PRIOR) - math.lgamma(_PRIOR) for n in range(max(total.values(), default=0) + 1)]
    gains = []
    alone = [
        _likelihood(sum(table[n] for _, n in stretch), sum(n for _, n in stretch), base) for stretch in kept
    ]
    for i in range(len(starts)):
        seen: dict[str, int] = {}
        likelihood, words, apart = 0.0, 0, 0.0
        row = []
        for j in range(i, len(starts)):
            for term, n in kept[j]:
                before = seen.get(term, 0)
                seen[term] = before + n
                words += n
                likelihood += table[before + n] - table[before]
            apart += alone[j]
            row.append(_likelihood(likelihood, words, base) - apart)
        gains.append(row)
    return gains


def _likelihood(terms: float, words: int, base: float) -> float:
    return terms + math.lgamma(base) - math.lgamma(words + base) if base else 0.0
