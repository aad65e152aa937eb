"""The texts of an article in the columns of the search table.

The sentences with an amount, and the sentences with a share, are repeated in columns of their own: so the
index tells which words are in one sentence with such a figure. `PART_END` separates two sentences.

The column of signs also tells the length of the longest sentence. So the index tells of most articles when
two words are too far apart for one sentence.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from careader.index.figures import SIGN, Figure, figures_in
from careader.index.sentences import sentence_ends
from careader.text import PART_END, plain_words, tokenizable

LONGER = {30: "¶longer30", 45: "¶longer45", 70: "¶longer70"}
"""For each number of words, the word in the column ``signs`` of articles with a longer sentence."""

IN_COLUMN = {Figure.MONEY: "money", Figure.SHARE: "share"}
"""The columns of the sentences with figures of a kind."""


def search_columns(headline: str, parts: Sequence[str], signs: str) -> tuple[str, ...]:
    """The texts of the columns `stored.COLUMNS`.

    Args:
        headline: the headline of the article.
        parts: its texts and list items, in order.
        signs: the signs of its figures (`figures.signs_of`).
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
    """The number of words of the longest sentence in a line, or less where no sentence is long."""
    most = 0
    for start, end in pairwise((0, *sentence_ends(line), len(line))):
        if end - start > 2 * min(LONGER):  # a word and the blank behind it are two characters or more
            most = max(most, len(plain_words(line[start:end])))
    return most


def _sentences_with(figure: Figure, lines: Iterable[str]) -> Iterator[str]:
    """The sentences with a figure of a kind. No figure reaches over the end of a sentence."""
    for line in lines:
        starts = [start for start, _ in figures_in(line, figure)]
        if starts:
            for begin, end in pairwise((0, *sentence_ends(line), len(line))):
                if bisect_left(starts, begin) < bisect_left(starts, end):
                    yield line[begin:end]
