"""The texts of an article in the columns of the search table.

The sentences with an amount, and the sentences with a share, are repeated in columns of their own: so the
index tells which words are in one sentence with such a figure. `PART_END` separates two sentences.

The column of signs also tells the length of the longest sentence. So the index tells of most articles when
two words are too far apart for one sentence.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from careader.index.figures import SIGN, Figure, has_figure
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
    """The number of words of the longest sentence in a line; for a short line, of the whole line."""
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
