"""What the search table holds of an article: a text of plain words for each of its columns.

The sentences with an amount or a share stand once more in columns of their own, so that the index tells
which words stand in one sentence with such a figure. A sign that no query has stands between two sentences.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from careader.index.figures import SIGN, Figure, has_figure
from careader.index.sentences import sentence_ends
from careader.text import PART_END, tokenizable

IN_COLUMN = {Figure.MONEY: "money", Figure.SHARE: "share"}
"""The columns of the sentences that have a figure of such a kind."""


def search_columns(headline: str, parts: Sequence[str], signs: str) -> tuple[str, ...]:
    """The texts for `stored.COLUMNS`.

    Args:
        headline: of the article.
        parts: its texts and items, in order.
        signs: which figures it has (`figures.signs_of`).
    """
    kinds = signs.split()
    having = [
        _joined(_sentences_with(figure, (headline, *parts))) if SIGN[figure] in kinds else ""
        for figure in IN_COLUMN
    ]
    return tokenizable(headline), _joined(parts), signs, *having


def _joined(texts: Iterable[str]) -> str:
    return f" {PART_END} ".join(map(tokenizable, texts))


def _sentences_with(figure: Figure, lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        if has_figure(line, figure):
            for start, end in pairwise((0, *sentence_ends(line), len(line))):
                if has_figure(line[start:end], figure):
                    yield line[start:end]
