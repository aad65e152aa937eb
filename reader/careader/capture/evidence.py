"""The evidence of each line of a page for and against being a headline (docs/headlines.md).

A *sign* is a measurement of a line. It adds its weight, times the measure, to the log odds. The weights were
fitted by ``bench/fit_headlines.py``; none depends on particular words.
"""

import math
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, chain

from careader.capture.blocks import NUMBERED, WORD, Piece, title_case
from careader.capture.models import Kind
from careader.capture.ordinary import GRADE, SHARES

_ODD = re.compile(r"[<>{}=_$*|#~^\\]|--|/\w*/")  # left-overs of markup and code

_ABOVE = 400  # words of text above a line that count as known
_BELOW = 1000  # words of text below a line that may take up its words
_LEAD = 80  # words below a line that count as its lead


@dataclass(frozen=True, slots=True)
class Sign:
    """One kind of evidence.

    Attributes:
        weight: the log odds for each unit of the measure.
        usual: the measure of an average line, which is evidence neither for nor against.
        what: the evidence in plain words; ``{}`` stands for the measure.
    """

    weight: float
    usual: float
    what: str


SIGNS: dict[str, Sign] = {
    "length": Sign(3.41, 1.87, "length, in log words: {:.1f}"),
    "long": Sign(-5.70, 0.02, "longer than fifteen words: {:.0f}"),
    "title": Sign(1.12, 0.50, "share of words in Title Case: {:.1f}"),
    "unlike": Sign(-0.73, 0.18, "case unlike the first headline's: {:.1f}"),
    "untitled": Sign(0.20, 0.12, "less in Title Case than the first headline: {:.1f}"),
    "above": Sign(-3.28, 0.24, "share of its words known from the text above: {:.2f}"),
    "below": Sign(2.65, 0.66, "share of its words that the text below takes up: {:.2f}"),
    "lead": Sign(-5.96, 0.19, "share of the lead known from the text above: {:.2f}"),
    "list_next": Sign(-5.00, 0.00, "a list right below: {:.0f}"),
    "gap": Sign(0.49, 4.37, "text since the last title, in log words: {:.1f}"),
    "previous": Sign(-0.80, 3.58, "length of the block above, in log words: {:.1f}"),
    "question": Sign(-2.63, 0.08, "ends in a question mark: {:.0f}"),
    "exclaims": Sign(-4.50, 0.00, "ends in an exclamation mark: {:.0f}"),
    "stop": Sign(-5.85, 0.00, "ends in a full stop: {:.0f}"),
    "bracket": Sign(-2.50, 0.02, "holds a bracket: {:.0f}"),
    "odd": Sign(-6.00, 0.00, "holds signs of code or markup: {:.0f}"),
    "numbered": Sign(-9.00, 0.09, "numbered: {:.0f}"),
    "taken_up": Sign(-1.38, 0.36, "share of its words that the block below takes up: {:.2f}"),
    "shorter": Sign(-1.87, 0.32, "shorter than the first title, in log words: {:.1f}"),
    "block": Sign(0.57, 3.70, "length of the block below, in log words: {:.1f}"),
}
BIAS = -2.48


@dataclass(slots=True)
class CountedText:
    """Consecutive blocks with their counted words, from which all measures are computed.

    Attributes:
        pieces: the blocks.
        terms: the topic words of each block, in order: words of four letters or more, cut to seven letters.
        kinds: the set of terms of each block.
        weights: the weight of each term: the rarer among the blocks, the higher.
        ends: the number of words up to the end of each block.
    """

    pieces: Sequence[Piece]
    terms: list[list[str]]
    kinds: list[set[str]]
    weights: dict[str, float]
    ends: list[int]


def read_text(pieces: Sequence[Piece]) -> CountedText:
    """Count the words of some blocks."""
    texts = [" ".join((piece.text, *piece.items)) if piece.items else piece.text for piece in pieces]
    terms = read_terms(texts)
    kinds = [set(found) for found in terms]
    often = Counter(chain.from_iterable(kinds))
    logs = [0.0, *(math.log((len(pieces) + 1) / n) for n in range(1, len(pieces) + 1))]
    weights = {term: logs[n] for term, n in often.items()}
    return CountedText(pieces, terms, kinds, weights, list(accumulate(text.count(" ") + 1 for text in texts)))


_MOST_TERMS = 50_000  # spellings of words that are remembered: some 10 MB
_LONGEST_TERM = 40  # bytes of those
_SEVERAL = " "  # in the place of a term: what looks like one word is several
_APART = bytes(c if chr(c).isalnum() or chr(c) in "_'-\n" or c > 127 else 32 for c in range(256))
_DASHES = [sign.encode() for sign in "—–…\xa0"]  # signs between words that often touch both
_UNSEEN = [sign.encode() for sign in "\u00ad\u200b\u200c\u200d\u2060\ufeff"]  # signs within words


class _Terms(dict[bytes, str]):
    """The term of each word, "" where the word is too short for a topic word. A cache.

    An archive has few different words, so most words are only looked up.
    """

    def __missing__(self, spelling: bytes) -> str:
        found = _split_terms(spelling.decode("utf-8", "surrogatepass"))
        term = _SEVERAL if len(found) > 1 else "".join(found)
        if len(self) >= _MOST_TERMS:
            self.clear()
        if len(spelling) <= _LONGEST_TERM:
            self[spelling] = term
        return term


_terms = _Terms()


def read_terms(texts: Sequence[str]) -> list[list[str]]:
    """The topic words of each text: words of four letters or more, in lower case, cut to seven letters."""
    data = "\n".join(texts).encode("utf-8", "surrogatepass")
    for dash in _DASHES:
        data = data.replace(dash, b" ")
    for sign in _UNSEEN:
        data = data.replace(sign, b"")
    spelled = data.split(b"\n")
    lines = data.translate(_APART).split(b"\n")
    terms = [list(filter(None, map(_terms.__getitem__, line.split()))) for line in lines]
    for n, found in enumerate(terms):
        if _SEVERAL in found:
            terms[n] = _split_terms(spelled[n].decode("utf-8", "surrogatepass"))
    return terms


def _split_terms(text: str) -> list[str]:
    return [word[:7] for word in WORD.findall(text.replace("’", "'").lower()) if len(word) > 3]


def measure(text: CountedText, lines: Sequence[int]) -> list[list[float]]:
    """For each of the lines at these indexes, the measure of every sign, in the order of ``SIGNS``."""
    cases = [title_case(text.pieces[at].text) for at in lines]
    first = text.ends[lines[0]] - (text.ends[lines[0] - 1] if lines[0] else 0) if lines else 1
    return [
        _measure_line(text, at, lines[n - 1] if n else -1, case, (cases[0], first))
        for n, (at, case) in enumerate(zip(lines, cases, strict=True))
    ]


def _measure_line(
    text: CountedText, at: int, last: int, case: float, first: tuple[float, int]
) -> list[float]:
    """The measures of one line; ``last`` is the title above it, ``first`` the case and words of the first."""
    first_case, first_words = first
    pieces, kinds, ends = text.pieces, text.kinds, text.ends
    line = pieces[at].text
    start = ends[at - 1] if at else 0
    words = ends[at] - start
    next_kind = pieces[at + 1].kind if at + 1 < len(pieces) else Kind.OTHER
    above = set().union(*kinds[bisect_left(ends, start - _ABOVE) : at])
    own, rest = kinds[at], kinds[at]
    for below in kinds[at + 1 : bisect_left(ends, ends[at] + _BELOW) + 1]:
        rest = rest - below
        if not rest:
            break
    lead = set().union(*kinds[at + 1 : bisect_left(ends, ends[at] + _LEAD) + 1])
    right_below = kinds[at + 1] if at + 1 < len(kinds) else set()
    return [
        math.log(words),
        words > 15,  # words
        case,
        abs(case - first_case),
        max(0.0, first_case - case),
        _share(text, own & above, own),
        _share(text, own - rest, own),
        _share(text, lead & above, lead),
        next_kind is Kind.LIST,
        math.log(1 + start - (ends[last] if last >= 0 else 0)),
        math.log(1 + start - (ends[at - 2] if at > 1 else 0)) if at else 0,
        line[-1] == "?",
        line[-1] == "!",
        line[-1] == ".",
        "(" in line,
        *_odd_signs(line),
        _share(text, own & right_below, own),
        max(0.0, math.log(first_words / words)),
        math.log(1 + (ends[at + 1] - ends[at] if at + 1 < len(ends) else 0)),
    ]


@lru_cache(4096)
def _odd_signs(line: str) -> tuple[bool, bool]:
    return _ODD.search(line) is not None, NUMBERED.match(line) is not None


def _share(text: CountedText, known: set[str], terms: set[str]) -> float:
    """The share of some terms that is known, weighted so that rare terms count more."""
    if not known:
        return 0.0
    weight = text.weights.__getitem__
    # The exact sum: it is the same in whatever order a set holds its strings.
    return math.fsum(map(weight, known)) / math.fsum(map(weight, terms))


_EVEN = 0.0602
"""The log odds for each unit of the gain under the even prior: all repeated words are equally likely."""
_ORDINARY = 0.01260
"""The log odds for each unit of the gain under the prior by how ordinary each word is (`ordinary`)."""
_PRIOR = 0.5  # of each word, in the even prior
_STRENGTH = 100.0  # of the other prior, in words
_MOST_COUNTED = 64  # times that a word is counted in one stretch


def cohesion(text: CountedText, starts: Sequence[int]) -> list[list[float]]:
    """How much likelier the words of stretches are if the stretches are one article, not one each.

    Returns ``gain[i][j - i - 1]``: the log odds that the text from ``starts[i]`` to ``starts[j]`` (or to the
    end) is one article. The model: each article draws its words from its own distribution (Dirichlet compound
    multinomial, after Eisenstein and Barzilay, "Bayesian Unsupervised Topic Segmentation", EMNLP 2008). Two
    priors are used. Under the even prior, a word that occurs once on the page is left out, since it is no
    evidence.

    The gain is a sum over pairs of stretches that share a word. The gain of i to j sums the pairs between i
    and j, so each pair is computed once and not for every i and j.
    """
    stretches = [
        Counter(chain.from_iterable(text.terms[begin:end]))
        for begin, end in zip(starts, [*starts[1:], len(text.terms)], strict=True)
    ]
    total = Counter(chain.from_iterable(text.terms[starts[0] :]))
    held = Counter(chain.from_iterable(stretches))  # the number of stretches that have a term
    base = _PRIOR * sum(n > 1 for n in total.values())
    most = min(max(total.values(), default=0), _MOST_COUNTED * len(stretches))
    levels = [_levels(grade, 1 << most.bit_length()) for grade in range(len(SHARES))]
    holders: dict[str, list[tuple[int, int]]] = {}
    pairs = [0.0] * len(starts)  # from stretch a to here: what all pairs of stretches within gain
    # Up to here: the words, those of them that the page repeats, and the likelihood of each stretch alone.
    words, repeated, alone = [0], [0], [0.0]
    gains: list[list[float]] = []
    for b, stretch in enumerate(stretches):
        new = [0.0] * (b + 1)
        counted = 0
        for term, n in stretch.items():
            if held[term] == 1:
                counted += n if n > 1 else 0
                continue
            counted += n
            n = min(n, _MOST_COUNTED)  # noqa: PLW2901 - from here on it is counted no further
            before = holders.get(term)
            if before is None:
                holders[term] = [(b, n)]
                continue
            level = levels[GRADE.get(term, 0)]
            between, last = 0, level[n] - level[0]
            for a, k in reversed(before):
                between += k
                risen = level[between + n] - level[between]
                new[a] += risen - last
                last = risen
            before.append((b, n))
        repeated.append(repeated[-1] + counted)
        words.append(words[-1] + stretch.total())
        alone.append(alone[-1] + _spread(counted, base, stretch.total()))
        gains.append([0.0])
        gained = 0.0
        for a in range(b - 1, -1, -1):
            gained += new[a]
            pairs[a] += gained
            joint = _spread(repeated[b + 1] - repeated[a], base, words[b + 1] - words[a])
            gains[a].append(pairs[a] + joint - (alone[b + 1] - alone[a]))
    return gains


@lru_cache(64)
def _levels(grade: int, size: int) -> list[float]:
    """The log likelihood, up to a constant, of a text that has a term of a grade 0, 1, 2 … times."""
    strength = _STRENGTH * SHARES[grade]
    return [_EVEN * math.lgamma(k + _PRIOR) + _ORDINARY * math.lgamma(k + strength) for k in range(size)]


def _spread(repeated: int, base: float, words: int) -> float:
    """The normalising term of both priors, for a number of words."""
    even = math.lgamma(base) - math.lgamma(repeated + base) if base else 0.0
    return _EVEN * even + _ORDINARY * (_OF_ALL - math.lgamma(words + _STRENGTH))


_OF_ALL = math.lgamma(_STRENGTH)
