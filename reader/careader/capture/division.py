"""The best division of a page into articles, and the probability of each beginning of an article."""

import math
from collections.abc import Sequence

_MOST = 8  # the most articles whose number is counted exactly
_MORE = math.log(0.3)
_TEMPER = 1.25
"""The divisor of log odds before they become probabilities. Words depend on each other, so the sum of their
log odds is too large."""
_LOST = -60.0  # log odds relative to the best division: worse divisions are dropped


def expect(articles: int, share: float = 0.9, more: float = 0.002) -> list[float]:
    """The log probability of each number of articles, from 0 on.

    Args:
        articles: the likeliest number.
        share: the probability of the likeliest number; the lower numbers share the rest.
        more: the relative probability of each of the next higher numbers. Beyond the list, each further
            article adds the constant ``_MORE``.
    """
    fewer = (1 - share) / max(articles - 1, 1)
    chances = [1e-9, *[fewer] * (articles - 1), share]
    chances += [more] * max(1, _MOST + 1 - len(chances))
    return [math.log(chance) for chance in chances]


def divide(
    scores: Sequence[float], gains: Sequence[Sequence[float]], expected: Sequence[float]
) -> tuple[list[int], list[float]]:
    """Divide a sequence of stretches of text into articles.

    Args:
        scores: for each stretch, the log odds that an article begins with this stretch. An article always
            begins with the first stretch.
        gains: ``gains[i][j - i - 1]`` is the log odds that the stretches from i up to, not including, j are
            one article.
        expected: the log probability of each number of articles (``expect``).

    Returns:
        The stretches with which articles begin in the best division; and for each stretch, the probability
        over all divisions that an article begins with this stretch.
    """
    count = len(scores)
    edges = _edges(scores, gains)
    top = len(expected) - 1
    best = [[-math.inf] * (top + 1) for _ in range(count + 1)]
    back = [[(0, 0)] * (top + 1) for _ in range(count + 1)]
    best[0][0] = 0.0
    for i in range(count):
        here = best[i]
        for k in range(top + 1):
            if here[k] == -math.inf:
                continue
            n, value = (k + 1, here[k]) if k < top else (k, here[k] + _MORE)
            for j, edge, _ in edges[i]:
                if value + edge > best[j][n]:
                    best[j][n] = value + edge
                    back[j][n] = (i, k)
    k = max(range(1, top + 1), key=lambda n: best[count][n] + expected[n])
    starts = []
    at = count
    while at:
        at, k = back[at][k]
        starts.append(at)
    return starts[::-1], _chances(edges, expected)


_Edges = list[list[tuple[int, float, float]]]
"""For each stretch, the articles that may begin with it: the stretch after the article, the log odds of the
article, and its probability relative to the best division, so that sums stay within the range of a float."""


def _edges(scores: Sequence[float], gains: Sequence[Sequence[float]]) -> _Edges:
    count = len(scores)
    level = [0.0] + [-math.inf] * count
    edges: _Edges = []
    for i, row in enumerate(gains):
        for j, gain in enumerate(row, i + 1):
            level[j] = max(level[j], level[i] + scores[i] + gain)
    for i, row in enumerate(gains):
        ways = [
            (j, scores[i] + gain, level[i] + scores[i] + gain - level[j]) for j, gain in enumerate(row, i + 1)
        ]
        edges.append([(j, edge, math.exp(chance / _TEMPER)) for j, edge, chance in ways if chance > _LOST])
    return edges


def _chances(edges: _Edges, expected: Sequence[float]) -> list[float]:
    """The probability of each beginning, by forward and backward sums over all divisions."""
    count, top = len(edges), len(expected) - 1
    more = math.exp(_MORE / _TEMPER)
    ahead = [[0.0] * (top + 1) for _ in range(count)] + [[math.exp(chance / _TEMPER) for chance in expected]]
    for i in range(count - 1, -1, -1):
        for k in range(top + 1):
            n, factor = (k + 1, 1.0) if k < top else (k, more)
            ahead[i][k] = factor * sum([way * ahead[j][n] for j, _, way in edges[i]])
    behind = [[0.0] * (top + 1) for _ in range(count + 1)]
    behind[0][0] = 1.0
    total = ahead[0][0]
    chances = []
    for i in range(count):
        chances.append(sum(b * a for b, a in zip(behind[i], ahead[i], strict=True)) / total if total else 0.0)
        for k in range(top + 1):
            if not behind[i][k]:
                continue
            n, factor = (k + 1, behind[i][k]) if k < top else (k, behind[i][k] * more)
            for j, _, way in edges[i]:
                behind[j][n] += factor * way
    return chances
