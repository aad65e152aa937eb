"""The texts of an article in the columns of the search table.

The sentences with an amount, and the sentences with a share, are repeated in columns of their own: so the
index tells which words are in one sentence with such a figure. `PART_END` separates two sentences.

The column of signs tells the kinds of figures in the article, and the length of the longest sentence. So the
index tells of most articles when two words are too far apart for one sentence.

An article is looked through as one text with `LINE_END` between its lines, not line by line: building an
index looks through every article, and this takes a fifth of the time.
"""

from bisect import bisect_right
from collections.abc import Collection, Iterable, Sequence
from itertools import accumulate, pairwise

from careader.index.figures import Figure, FoundFigure, all_figures
from careader.index.sentences import sentence_ends
from careader.text import BLANKS, LINE_END, PART_END, part_words, plain_words, tokenizable

SIGN = {Figure.ANY: "¶figure", Figure.MONEY: "¶money", Figure.SHARE: "¶share"}
"""The words in the column ``signs`` that mark an article with a figure of each kind. No word of a text has a
¶."""

HEADLINE_SIGN = {figure: f"{sign}¶" for figure, sign in SIGN.items()}
"""The words in the column ``signs`` that mark an article with a figure of each kind in its headline."""

LONGER = {30: "¶longer30", 45: "¶longer45", 70: "¶longer70"}
"""For each number of words, the word in the column ``signs`` of articles with a longer sentence."""

IN_COLUMN = {Figure.MONEY: "money", Figure.SHARE: "share"}
"""The columns of the sentences with figures of a kind."""

Piece = tuple[int, int]
"""A piece of a text: the indexes of its first character, and of the character after its last."""


def search_columns(headline: str, parts: Sequence[str]) -> tuple[str, ...]:
    """The texts of the columns `stored.COLUMNS`.

    Args:
        headline: the headline of the article.
        parts: its texts and list items, in order.
    """
    lines = (headline, *parts)
    text = LINE_END.join(lines)
    said = part_words(text)
    begins = accumulate((len(line) + 1 for line in lines[:-1]), initial=0)
    sentences = [*pairwise(sorted({*begins, *sentence_ends(text), len(text)}))]
    figures = all_figures(text)
    longest = _words_in_longest(said, sentences)
    signs = [
        *(SIGN[kind] for kind in _with_any({kind for _, _, kind in figures})),
        *(HEADLINE_SIGN[kind] for kind in _with_any({kind for at, _, kind in figures if at < len(headline)})),
        *(sign for words, sign in LONGER.items() if longest > words),
    ]
    having = [
        _joined(said[begin:end].rstrip(LINE_END) for begin, end in _sentences_with(kind, figures, sentences))
        for kind in IN_COLUMN
    ]
    title, *rest = said.split(LINE_END)
    return tokenizable(title), _joined(rest), " ".join(signs), *having


def _joined(texts: Iterable[str]) -> str:
    return f" {PART_END} ".join(map(tokenizable, texts))


def _with_any(kinds: Collection[Figure]) -> list[Figure]:
    return sorted({*kinds, Figure.ANY}) if kinds else []


def _words_in_longest(said: str, sentences: Iterable[Piece]) -> int:
    """The number of words of the longest sentence in a text, or less where no sentence is long.

    Args:
        said: the text, as `part_words` returns it.
        sentences: its sentences.
    """
    most = min(LONGER)
    words = said.encode().translate(BLANKS) if said.isascii() else b""
    for begin, end in sentences:
        if end - begin <= 2 * most:  # a word and the blank behind it are two characters or more
            continue
        if not words:
            most = max(most, len(plain_words(said[begin:end])))
        elif words.count(b" ", begin, end) >= most:
            most = max(most, len(words[begin:end].split()))
    return most


def _sentences_with(kind: Figure, figures: Iterable[FoundFigure], sentences: list[Piece]) -> list[Piece]:
    """The sentences with a figure of a kind. No figure reaches over the end of a sentence."""
    begins = [begin for begin, _ in sentences]
    found = dict.fromkeys(bisect_right(begins, at) - 1 for at, _, figure in figures if figure is kind)
    return [sentences[at] for at in found]
