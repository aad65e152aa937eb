"""What the search table holds of an article: a text of plain words for each of its columns.

The sentences with an amount or a share stand once more in columns of their own, so that the index tells
which words stand in one sentence with such a figure. A sign that no query has stands between two sentences.

The column of signs says as well how long the longest sentence is. So the index tells of most articles that
two words are too far apart to stand in one sentence.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from careader.index.figures import SIGN, Figure, has_figure
from careader.index.sentences import sentence_ends
from careader.text import PART_END, plain_words, tokenizable

LONGER = {30: "¶longer30", 45: "¶longer45", 70: "¶longer70"}
"""The words in the column ``signs`` that mark an article with a sentence of more words than so many."""

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
    longest = max(map(_words_in_longest_sentence, (headline, *parts)))
    told = [signs, *(sign for words, sign in LONGER.items() if longest > words)]
    return tokenizable(headline), _joined(parts), " ".join(filter(None, told)), *having


def _joined(texts: Iterable[str]) -> str:
    return f" {PART_END} ".join(map(tokenizable, texts))


def _words_in_longest_sentence(line: str) -> int:
    """How many words the longest sentence of a line has; of a short line, how many the line has."""
    words = len(plain_words(line))
    if words <= min(LONGER):
        return words
    ends = (0, *sentence_ends(line), len(line))
    return max(len(plain_words(line[start:end])) for start, end in pairwise(ends))


def _sentences_with(figure: Figure, lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        if has_figure(line, figure):
            for start, end in pairwise((0, *sentence_ends(line), len(line))):
                if has_figure(line[start:end], figure):
                    yield line[start:end]
