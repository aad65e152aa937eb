"""What each line of a page says for and against being a headline (docs/headlines.md).

A *sign* is one measured fact about a line, worth its weight in log odds. The weights were fitted by
``bench/fit_headlines.py``; none of them knows a word of any page.
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
        kinds: of each block its different terms.
        weights: of each term, how telling it is: the log of the share of blocks that it stands in.
        ends: the number of words up to the end of each block.
    """

    pieces: Sequence[Piece]
    terms: list[list[str]]
    kinds: list[set[str]]
    weights: dict[str, float]
    ends: list[int]


def read_text(pieces: Sequence[Piece]) -> Text:
    """Count the words of some blocks."""
    texts = [" ".join((piece.text, *piece.items)) if piece.items else piece.text for piece in pieces]
    terms = read_terms(texts)
    kinds = [set(found) for found in terms]
    often = Counter(chain.from_iterable(kinds))
    logs = [0.0, *(math.log((len(pieces) + 1) / n) for n in range(1, len(pieces) + 1))]
    weights = {term: logs[n] for term, n in often.items()}
    return Text(pieces, terms, kinds, weights, list(accumulate(text.count(" ") + 1 for text in texts)))


_MOST_TERMS = 50_000  # spellings of words that are remembered: some 10 MB
_LONGEST_TERM = 40  # bytes of those
_SEVERAL = " "  # in the place of a term: what looks like one word is several
_APART = bytes(c if chr(c).isalnum() or chr(c) in "_'-\n" or c > 127 else 32 for c in range(256))
_DASHES = [sign.encode() for sign in "—–…\xa0"]  # signs between words that often touch both
_UNSEEN = [sign.encode() for sign in "\u00ad\u200b\u200c\u200d\u2060\ufeff"]  # signs within words


class _Terms(dict[bytes, str]):
    """The term of each spelling of a word, "" where it is too short to carry a topic.

    A page has many words and an archive few different ones: looking them up is all that is done for most.
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
    """The words of each text that carry a topic: four letters or more, in small letters, cut to seven."""
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


def measure(text: Text, lines: Sequence[int]) -> list[list[float]]:
    """The measure of every sign, in the order of ``SIGNS``, for the lines at these indexes."""
    cases = [title_case(text.pieces[at].text) for at in lines]
    return [
        _measure_line(text, at, lines[n - 1] if n else -1, case, cases[0])
        for n, (at, case) in enumerate(zip(lines, cases, strict=True))
    ]


def _measure_line(text: Text, at: int, last: int, case: float, first_case: float) -> list[float]:
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
    return [
        math.log(words),
        max(0, 4 - words),
        words > 15,  # words
        case,
        abs(case - first_case),
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
    ]


@lru_cache(4096)
def _odd_signs(line: str) -> tuple[bool, bool]:
    return _ODD.search(line) is not None, NUMBERED.match(line) is not None


def _share(text: Text, known: set[str], terms: set[str]) -> float:
    """How much of some terms is known; rare terms count more."""
    if not known:
        return 0.0
    weight = text.weights.__getitem__
    # The exact sum: it is the same in whatever order a set holds its strings.
    return math.fsum(map(weight, known)) / math.fsum(map(weight, terms))


_PRIOR = 0.5  # of the Dirichlet distribution that words of an article are drawn from


def cohesion(text: Text, starts: Sequence[int]) -> list[list[float]]:
    """How much likelier the words are if stretches of text are one article than if each is its own.

    Returns ``gain[i][j - i - 1]``: the log of the ratio for the text from ``starts[i]`` to ``starts[j]`` (or
    to the end). Each article is taken to draw its words from a distribution of its own (Dirichlet compound
    multinomial, after Eisenstein and Barzilay, "Bayesian Unsupervised Topic Segmentation", EMNLP 2008).
    A word that stands once on the page tells nothing and is left out.

    A word gains for a pair of stretches that hold it, by how often they and the stretches between them do.
    The gain of i to j is that of all pairs within: each pair is looked at once, not once for every i and j.
    """
    stretches = [
        Counter(chain.from_iterable(text.terms[begin:end]))
        for begin, end in zip(starts, [*starts[1:], len(text.terms)], strict=True)
    ]
    total = Counter(chain.from_iterable(text.terms[starts[0] :]))
    held = Counter(chain.from_iterable(stretches))  # the number of stretches that hold a term
    base = _PRIOR * sum(n > 1 for n in total.values())
    size = 1 << max(total.values(), default=0).bit_length()
    rises: dict[int, list[float]] = {}
    holders: dict[str, list[tuple[int, int]]] = {}
    pairs = [0.0] * len(starts)  # from stretch a to here: what all pairs of stretches within gain
    words, alone = [0], [0.0]  # up to here: the words that count, and the likelihood of each stretch alone
    gains: list[list[float]] = []
    for b, stretch in enumerate(stretches):
        new = [0.0] * (b + 1)
        counted = 0
        for term, n in stretch.items():
            if held[term] == 1:
                counted += n if n > 1 else 0
                continue
            counted += n
            before = holders.get(term)
            if before is None:
                holders[term] = [(b, n)]
                continue
            rise = rises.get(n) or rises.setdefault(n, _rise(n, size))
            between, last = 0, rise[0]
            for a, k in reversed(before):
                between += k
                risen = rise[between]
                new[a] += risen - last
                last = risen
            before.append((b, n))
        words.append(words[-1] + counted)
        alone.append(alone[-1] + _spread(counted, base))
        gains.append([0.0])
        gained = 0.0
        for a in range(b - 1, -1, -1):
            gained += new[a]
            pairs[a] += gained
            joint = _spread(words[b + 1] - words[a], base)
            gains[a].append(pairs[a] + joint - (alone[b + 1] - alone[a]))
    return gains


@lru_cache(256)
def _rise(n: int, size: int) -> list[float]:
    """What ``n`` more of a term add to the log likelihood of text that holds 0, 1, 2 … of it."""
    return [math.lgamma(k + n + _PRIOR) - math.lgamma(k + _PRIOR) for k in range(size)]


def _spread(words: int, base: float) -> float:
    """What it costs that ``words`` words are spread over the terms of the page."""
    return math.lgamma(base) - math.lgamma(words + base) if base else 0.0
