"""How well the words of a text hold together: the gain of joining stretches of a page to one article.

The gains are log odds. `division` adds them to the scores of the lines (docs/headlines.md).
"""

import math
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate, chain

from careader.capture.evidence import FEW_TERMS, CountedText
from careader.capture.ordinary import GRADE, SHARES

_EVEN = 0.12
"""The log odds for each unit of the gain under the even prior: all repeated words are equally likely."""
_ORDINARY = 0.0385
"""The log odds for each unit of the gain under the prior by how ordinary each word is (`ordinary`)."""
_PRIOR = 0.5  # the strength of the even prior for each word
_STRENGTH = 100.0  # the strength of the other prior, in words


def cohesion(text: CountedText, starts: Sequence[int]) -> list[list[float]]:
    """The gain of each possible article: how much likelier its words are in one article than in several.

    Stretches are the texts between two of ``starts``, which are indices of blocks. The result
    ``gain[i][j - i - 1]`` is the log odds that the stretches from i up to, not including, j are one article.

    The model: each article draws its words from its own distribution (Dirichlet compound
    multinomial, after Eisenstein and Barzilay, "Bayesian Unsupervised Topic Segmentation", EMNLP 2008). Two
    priors are used. A word counts once for each block that has the word, since a repetition within a
    paragraph tells nothing more about the article. The even prior leaves out the words of a single stretch.

    A gain is a sum over the pairs of stretches in the article that share a word. Each pair is computed once,
    and not again for every i and j.
    """
    stretches = [
        Counter(chain.from_iterable(text.terms[begin:end]))
        for begin, end in zip(starts, [*starts[1:], len(text.terms)], strict=True)
    ]
    held = Counter(chain.from_iterable(stretches))  # the number of stretches that have each term
    holders: dict[str, list[tuple[int, int]]] = {term: [] for term, n in held.items() if n > 1}
    base = _PRIOR * len(holders)
    size = 1 << len(text.terms).bit_length()
    pairs = [0.0] * len(starts)  # the gain of all pairs of stretches from stretch a up to here
    # Sums up to here: the words, the words of several stretches, and the likelihoods of single stretches.
    words, repeated, alone = [0], [0], [0.0]
    gains: list[list[float]] = []
    for b, stretch in enumerate(stretches):
        new = [0.0] * (b + 1)
        counted = 0
        for term, n in stretch.items():
            if term not in holders:
                continue
            counted += n
            before = holders[term]
            if before:
                rise = _rise(GRADE.get(term, 0), n, size)
                between, last = 0, rise[0]
                for a, k in reversed(before):
                    between += k
                    risen = rise[between]
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
    """The log likelihood, up to a constant, of a text that has a term of this grade 0, 1, 2 … times."""
    strength = _STRENGTH * SHARES[grade]
    return [_EVEN * math.lgamma(k + _PRIOR) + _ORDINARY * math.lgamma(k + strength) for k in range(size)]


@lru_cache(1024)
def _rise(grade: int, n: int, size: int) -> list[float]:
    """What ``n`` more of a term of this grade add, where the text has the term 0, 1, 2 … times: log odds."""
    level = _levels(grade, size)
    return [more - less for less, more in zip(level, level[n:], strict=False)]


def _spread(repeated: int, base: float, words: int) -> float:
    """The normalising term of both priors, for a number of words."""
    even = math.lgamma(base) - math.lgamma(repeated + base) if base else 0.0
    return _EVEN * even + _ORDINARY * (_OF_ALL - math.lgamma(words + _STRENGTH))


_OF_ALL = math.lgamma(_STRENGTH)

_HEADED = 0.26
"""The log odds for each block of an article that holds a word of its headline."""
_HEADED_RARE = 0.28
"""The log odds that a block adds if no other block of the page has the word; less, the more have it."""
_STEM = 4  # letters of a word that count: *fishing* and *fishermen* share them


def headed(text: CountedText, starts: Sequence[int]) -> list[list[float]]:
    """How much of the text of each possible article repeats words of the line above the text.

    The result ``gain[i][j - i - 1]`` is the log odds from the blocks of text between ``starts[i]`` and
    ``starts[j]`` that have a word of the line at ``starts[i]``. The words of a headline run through the whole
    article, the words of a section heading only through its section. So the sum over a page is highest where
    each text is below its own headline.
    """
    own = [{term[:_STEM] for terms in text.terms[start : start + 1] for term in terms} for start in starts]
    wanted = set().union(*own)
    stems = {term: stem for term in text.weights if (stem := term[:_STEM]) in wanted}
    known = set(stems)
    often = dict.fromkeys(wanted, 0)
    holders: dict[str, list[int]] = {stem: [] for stem in wanted}
    for at, (piece, terms) in enumerate(zip(text.pieces, text.terms, strict=False)):  # no blocks: one set
        is_text = piece.kind is not None and len(terms) > FEW_TERMS
        for stem in {stems[term] for term in terms & known}:
            often[stem] += 1
            if is_text:
                holders[stem].append(at)
    blocks = len(text.terms)
    most = math.log(blocks + 1)
    stretch_of = [bisect_left(starts, at) for at in range(blocks)]
    gains = []
    for i, start in enumerate(starts):
        values: dict[int, float] = {}
        for stem in sorted(own[i], key=lambda stem: (-often[stem], stem)):  # the rarest counts
            rare = 1 - math.log(often[stem]) / most
            value = _HEADED + _HEADED_RARE * rare
            held = holders[stem]
            values.update(dict.fromkeys(held[bisect_right(held, start) :], value))
        within = [0.0] * (len(starts) - i)
        for at, value in values.items():
            within[stretch_of[at] - i - 1] += value
        gains.append(list(accumulate(within)))
    return gains
