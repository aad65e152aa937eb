"""The best division of a row of blocks into articles, and how sure each part of it is."""

import math
from collections.abc import Sequence

_MOST = 8  # articles counted one by one; more are possible, each less likely
_MORE = math.log(0.3)
_LOST = -60.0  # log odds beside the best way: no number of articles makes up for it


def expect(articles: int, share: float = 0.9, more: float = 0.002) -> list[float]:
    """The log probability of every number of articles from 0, where ``articles`` are expected.

    Args:
        articles: the likeliest number.
        share: the probability of that number; the rest is shared by the lower ones.
        more: the weight of each of the next higher ones. The last entry stands for that number; every
            article beyond costs a constant (``_MORE``).
    """
    fewer = (1 - share) / max(articles - 1, 1)
    chances = [1e-9, *[fewer] * (articles - 1), share]
    chances += [more] * max(1, _MOST + 1 - len(chances))
    return [math.log(chance) for chance in chances]


def divide(
    scores: Sequence[float], gains: Sequence[Sequence[float]], expected: Sequence[float]
) -> tuple[list[int], list[float]]:
    """Divide a row of stretches of text into articles.

    Args:
        scores: for each stretch the log odds that an article begins with it. The first always does.
        gains: ``gains[i][j - i - 1]``, the log gain of stretches i to before j being one article.
        expected: the log probability of each number of articles (``expect``).

    Returns:
        The stretches that begin an article in the best division, and for each stretch the probability
        that it begins one, over all divisions.
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
"""For each stretch the articles that may begin with it: the stretch behind each, its log odds, and the chance
of that way to get there beside the best one of any number of articles, so that no sum of chances leaves the
range of a float."""


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
        edges.append([(j, edge, math.exp(chance)) for j, edge, chance in ways if chance > _LOST])
    return edges


def _chances(edges: _Edges, expected: Sequence[float]) -> list[float]:
    """The probability of each start: forward and backward sums over all divisions."""
    count, top = len(edges), len(expected) - 1
    more = math.exp(_MORE)
    ahead = [[0.0] * (top + 1) for _ in range(count)] + [[math.exp(chance) for chance in expected]]
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
