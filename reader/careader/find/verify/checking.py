"""Checking whether the archive has the quotations of a draft: word for word, in other words, or not at all.

Texts are compared by their words, as versions of an article are (docs/versions.md). Quotation marks, dashes,
capitals and punctuation make no difference; figures and their signs make a difference.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import date
from difflib import SequenceMatcher
from enum import StrEnum
from functools import cached_property, lru_cache
from typing import NamedTuple

from careader.corpus import Corpus
from careader.find.verify.draft import Quotation
from careader.find.verify.quoted_articles import CUT, LEFT_OUT, PUT_IN, QuotedArticles
from careader.index.digest import compared_words
from careader.index.scanning import path_of
from careader.index.stored import day_of, read_parts, read_path

_MOST_LEFT_OUT = 200  # a quotation may omit so many words between two pieces; beside a short piece, fewer
_SHORT, _LEFT_OUT_BESIDE_SHORT = 3, 30
_MOST_REPLACED = 10  # words in brackets may replace so many words of the archive

_TEXTS_KEPT = 512  # articles
_LIKE = 0.6  # a passage must be at least so similar to a quotation, from 0 to 1, for the verdict `DIFFERS`
_FEW_WORDS = 6  # so short a quotation is also searched in older versions, even where a similar text is found
_SHORTEST = 3  # a quotation of fewer words never has the verdict `DIFFERS`


class Verdict(StrEnum):
    """The result of checking a quotation."""

    STANDS = "as it stands"
    DIFFERS = "differs"
    ABSENT = "not here"


class Checked(NamedTuple):
    """A checked quotation.

    Attributes:
        quotation: the quotation.
        verdict: the result.
        article: the number of the article with the quotation, or with the most similar passage; None for
            `ABSENT`.
        day: the date of the first capture with this text; None for an undated capture.
        path: the path of this capture; "" for `ABSENT`.
        shown: whether the article shows this text; False where only another version has the words.
        difference: for `DIFFERS`, the passage with ``[−words only in the archive]`` and ``[+words only in the
            draft]``.
        more: the number of other articles with the quotation.
    """

    quotation: Quotation
    verdict: Verdict
    article: int | None = None
    day: date | None = None
    path: str = ""
    shown: bool = True
    difference: str = ""
    more: int = 0


class Checker:
    """Looks for quotations in every version of every article, and keeps the texts that were read.

    Args:
        corpus: the archive; it must not be renewed before the last quotation is checked.
    """

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._articles = QuotedArticles(corpus)
        self._texts: dict[int, list[_Text]] = {}

    def check(self, quotation: Quotation) -> Checked:
        """Look for a quotation; returns the verdict and the best article.

        Raises:
            sqlite3.Error: the index cannot be read.
        """
        texts: list[_Text] = []
        nearest, likeness, difference = None, _LIKE, ""
        one_word = 1 - 1 / len(quotation.text.split())
        for articles in self._articles.of(quotation.text):
            new = [text for article in articles for text in self._texts_of(article)]
            texts += new
            if found := _standing(quotation, texts):
                return found
            for text in new:
                like, told = _compared(quotation.text, text)
                if like > likeness or (like == likeness and nearest is None):
                    nearest, likeness, difference = text, like, told
            if nearest and likeness >= one_word:
                break  # each following article lacks at least one word of the quotation
        if nearest is None or len(quotation.text.split()) <= _FEW_WORDS:
            older = self._articles.in_older_versions(quotation.text)
            if found := _standing(quotation, [text for article in older for text in self._texts_of(article)]):
                return found
        if nearest is None:
            return Checked(quotation, Verdict.ABSENT)
        return Checked(
            quotation, Verdict.DIFFERS, nearest.article, nearest.day, nearest.path, nearest.shown, difference
        )

    def _texts_of(self, article: int) -> "list[_Text]":
        if article not in self._texts:
            while len(self._texts) >= _TEXTS_KEPT:
                del self._texts[next(iter(self._texts))]
            self._texts[article] = _texts(self._corpus, article)
        return self._texts[article]


def _standing(quotation: Quotation, texts: "Sequence[_Text]") -> Checked | None:
    """The result for a quotation that a text has word for word; None where no text has the quotation."""
    for pieces in _ways_to_cut(quotation.text):
        if standing := [text for text in texts if text.has(pieces)]:
            # Of several articles with the quotation, take the earliest; of its versions, the shown version.
            best = min(standing, key=lambda text: (text.day or date.max, not text.shown))
            versions = [text for text in standing if text.article == best.article]
            more = len({text.article for text in standing}) - 1
            shown = any(text.shown for text in versions)
            return Checked(
                quotation, Verdict.STANDS, best.article, best.day, best.path, shown=shown, more=more
            )
    return None


class _Text:
    """A text of an article, with date and path of the first capture of the text."""

    def __init__(self, article: int, said: str, day: date | None, path: str, *, shown: bool) -> None:
        self.article, self.day, self.path, self.shown = article, day, path, shown
        self._said = said
        self._keys: str | None = None

    def has(self, pieces: "Sequence[_Piece]") -> bool:
        """Whether the text has the pieces word for word, one after the other and close enough."""
        if self._keys is None:
            self._keys = f" {' '.join(compared_words(self._said))} "
        keys = self._keys
        ends: list[int] = []
        for number, (piece, apart) in enumerate(pieces):
            found = []
            start = keys.find(f" {piece} ")
            while start >= 0:
                before = bisect_right(ends, start)
                if not number or (before and keys.count(" ", ends[before - 1], start) <= apart):
                    found.append(start + len(piece) + 1)
                start = keys.find(f" {piece} ", start + 1)
            if not found:
                return False
            ends = found
        return True

    @cached_property
    def words(self) -> list[tuple[str, str]]:
        """The words of the text, each in the form for comparison, and as captured."""
        return [(key, word) for word in self._said.split() if (key := _key(word))]


class _Piece(NamedTuple):
    """A piece of a quotation.

    Attributes:
        words: consecutive words, in the form for comparison.
        apart: how many words a text may have, at most, between the previous piece and this piece.
    """

    words: str
    apart: int


def _ways_to_cut(text: str) -> Iterator[list[_Piece]]:
    """The ways to cut a quotation into pieces.

    First the whole quotation as one piece; then cut at each omission mark; then cut at omission marks and
    bracketed words, both left out.
    """
    seen = []
    left_out = LEFT_OUT.sub("\0", text)
    for marked in (text, left_out, PUT_IN.sub("\1", left_out)):
        pieces = _cut(marked)
        few = sum(len(piece.words.split()) for piece in pieces) < _SHORT
        if pieces and pieces not in seen and not (few and "\1" in marked):
            seen.append(pieces)
            yield pieces


def _cut(marked: str) -> list[_Piece]:
    """Cut a text into pieces at the characters NUL (words were omitted) and SOH (words were added)."""
    pieces: list[_Piece] = []
    start, between = 0, ""
    for end, cut in [*((found.start(), found[0]) for found in CUT.finditer(marked)), (len(marked), "")]:
        if words := " ".join(compared_words(marked[start:end])):
            short = min(len(words.split()), len(pieces[-1].words.split()) if pieces else _SHORT) < _SHORT
            apart = _LEFT_OUT_BESIDE_SHORT if short else _MOST_LEFT_OUT
            pieces.append(_Piece(words, apart if "\0" in between else _MOST_REPLACED))
            between = ""
        start, between = end + len(cut), between + cut
    return pieces


def _texts(corpus: Corpus, article: int) -> list[_Text]:
    """The versions of an article as texts, the shown text first."""
    select = """
        SELECT t.id, t.headline, t.blocks, t.id = a.text
        FROM articles a CROSS JOIN texts t ON t.article = a.number WHERE a.number = ? ORDER BY 4 DESC
    """
    stood = """
        SELECT p.day, p.root, p.path FROM copies c CROSS JOIN captures p ON p.id = c.capture
        WHERE c.text = ? ORDER BY p.day IS NULL, p.day, p.root, p.path LIMIT 1
    """
    found = []
    for text, headline, blocks, shown in corpus.database.execute(select, (article,)).fetchall():
        day, root, path = corpus.database.execute(stood, (text,)).fetchone()
        said = "\n".join((headline, *read_parts(blocks)))
        where = path_of(corpus.roots[root], read_path(path))
        found.append(_Text(article, said, day_of(day), where, shown=bool(shown)))
    return found


@lru_cache(maxsize=16384)
def _key(word: str) -> str:
    return " ".join(compared_words(word))


def _compared(quoted: str, text: _Text) -> tuple[float, str]:
    """Compare a quotation with the most similar passage of a text.

    Returns:
        The similarity, from 0 to 1: the share of the words of quotation and passage that are equal; and the
        difference, as `Checked.difference`.
    """
    from rapidfuzz.fuzz import partial_ratio_alignment  # imported here: a start does not need it

    ours = [(key, word) for word in LEFT_OUT.sub(" ", quoted).split() if (key := _key(word))]
    theirs = text.words
    if len(ours) < _SHORTEST or not theirs:
        return 0.0, ""
    ours_keys, their_keys = [key for key, _ in ours], [key for key, _ in theirs]
    found = partial_ratio_alignment(ours_keys, their_keys, score_cutoff=100 * _LIKE / 2)
    if found is None or len(theirs) < len(ours):
        return 0.0, ""
    margin = len(ours) // 4 + 2
    begin, end = max(0, found.dest_start - margin), min(len(theirs), found.dest_end + margin)
    matcher = SequenceMatcher(None, their_keys[begin:end], ours_keys, autojunk=False)
    blocks = [block for block in matcher.get_matching_blocks() if block.size]
    if not blocks:
        return 0.0, ""
    first, last = blocks[0], blocks[-1]
    # The passage also includes the words at the places of the first and last words of the quotation.
    start = max(0, first.a - first.b)
    stop = min(end - begin, last.a + last.size + len(ours) - last.b - last.size)
    same = sum(block.size for block in blocks)
    told: list[str] = []
    passage = SequenceMatcher(None, their_keys[begin + start : begin + stop], ours_keys, autojunk=False)
    for change, a, a_end, b, b_end in passage.get_opcodes():
        gone = " ".join(word for _, word in theirs[begin + start + a : begin + start + a_end])
        new = " ".join(word for _, word in ours[b:b_end])
        if change == "equal":
            told.append(new)
        else:
            told += [f"[−{gone}]"] * bool(gone) + [f"[+{new}]"] * bool(new)
    return 2 * same / (len(ours) + stop - start), " ".join(told)
