"""Quotations of a draft, looked for in the whole archive: as they stand there, changed, or not there at all.

Two texts are the same where their words are, as versions of an article are compared (docs/versions.md):
quotation marks, dashes, capitals and stops make no difference, figures with their signs do.
"""

import json
import re
from collections.abc import Iterator, Sequence
from datetime import date
from difflib import SequenceMatcher
from enum import StrEnum
from functools import lru_cache
from heapq import nlargest
from math import log
from typing import NamedTuple

from careader.corpus import Corpus
from careader.index.digest import keys_of
from careader.index.sources import path_of
from careader.index.stored import day_of, read_parts, read_path
from careader.text import plain_words, safe

_QUOTED = re.compile(r"“([^“”]+)(?:”|\Z)|«([^«»]+)»|„([^„“”]+)[“”]|\"([^\"]+)\"")
_FENCE = re.compile(r"^(?:```|~~~).*?^(?:```|~~~)[^\n]*$", re.MULTILINE | re.DOTALL)
_LEFT_OUT = re.compile(r"\[?\s*(?:…|\.\s?\.\s?\.)\s*\]?")
_PUT_IN = re.compile(r"\[[^\[\]]*\]")
_PARAGRAPH = re.compile(r"\n[ \t]*\n")

_RAREST = 8  # words of a quotation by which articles are found
_CANDIDATES = 8  # articles that are read for one quotation
_COMMON = 20_000  # articles that have a word: more, and it finds none
_LIKE = 0.6  # how much of a passage has to be the same for it to be what was quoted
_SHORTEST = 3  # words of a quotation that may differ


class Quotation(NamedTuple):
    """A text in quotation marks: the line of the draft it begins on, from 1, and what stands between them."""

    line: int
    text: str


class Verdict(StrEnum):
    """What became of a quotation."""

    STANDS = "as it stands"
    DIFFERS = "differs"
    ABSENT = "not here"


class Checked(NamedTuple):
    """A quotation that was looked for.

    Attributes:
        quotation: which.
        verdict: what became of it.
        article: the number of the article it stands in; None where it stands in none.
        day: of the first capture with these words; None for an undated one.
        path: of that capture; "" where there is none.
        shown: whether the words are in the text that the article shows now; else an older version has them.
        difference: where it differs, the passage with ``[−what only the archive has]`` and
            ``[+what only the draft has]``.
        more: in how many other articles it stands.
    """

    quotation: Quotation
    verdict: Verdict
    article: int | None = None
    day: date | None = None
    path: str = ""
    shown: bool = True
    difference: str = ""
    more: int = 0


def quotations_in(draft: str) -> Iterator[Quotation]:
    """Every text in quotation marks, in order; code blocks are passed over.

    A quotation ends with its paragraph where its closing mark is missing, as one that goes on does.
    """
    draft = _FENCE.sub(lambda fence: "\n" * fence[0].count("\n"), safe(draft))
    start = 0
    for paragraph in _PARAGRAPH.split(draft):
        at = draft.index(paragraph, start)
        start = at + len(paragraph)
        for found in _QUOTED.finditer(paragraph):
            text = " ".join(next(filter(None, found.groups())).split())
            if plain_words(text):
                yield Quotation(draft.count("\n", 0, at + found.start()) + 1, text)


def check(corpus: Corpus, quotation: Quotation) -> Checked:
    """Look for a quotation in every version of every article.

    Raises:
        sqlite3.Error: the index cannot be read.
    """
    texts = [text for article in _candidates(corpus, quotation.text) for text in _texts(corpus, article)]
    for pieces in _ways_to_cut(quotation.text):
        if standing := [text for text in texts if text.has(pieces)]:
            # Where several articles have it: the one that had it first, of versions one that is shown.
            best = min(standing, key=lambda text: (text.day or date.max, not text.shown))
            versions = [text for text in standing if text.article == best.article]
            more = len({text.article for text in standing}) - 1
            shown = any(text.shown for text in versions)
            return Checked(
                quotation, Verdict.STANDS, best.article, best.day, best.path, shown=shown, more=more
            )
    nearest, likeness, difference = None, _LIKE, ""
    for text in texts:
        like, told = _compared(quotation.text, text)
        if like > likeness or (like == likeness and nearest is None):
            nearest, likeness, difference = text, like, told
    if nearest is None:
        return Checked(quotation, Verdict.ABSENT)
    return Checked(
        quotation, Verdict.DIFFERS, nearest.article, nearest.day, nearest.path, nearest.shown, difference
    )


class _Text:
    """A text of an article, and the first capture that had it."""

    def __init__(self, article: int, said: str, day: date | None, path: str, *, shown: bool) -> None:
        self.article, self.day, self.path, self.shown = article, day, path, shown
        self._said = said
        self._keys: str | None = None

    def has(self, pieces: Sequence[str]) -> bool:
        """Whether pieces of text stand here word by word, one after the other."""
        if self._keys is None:
            self._keys = f" {' '.join(keys_of(self._said))} "
        at = 0
        for piece in pieces:
            at = self._keys.find(f" {piece} ", at)
            if at < 0:
                return False
            at += len(piece) + 1
        return True

    @property
    def words(self) -> list[str]:
        """Its words as captured."""
        return self._said.split()


def _ways_to_cut(text: str) -> Iterator[list[str]]:
    """A quotation in its pieces, as keys: as it is, and without what stands in brackets or was left out."""
    seen = []
    for cuts in ((), (_LEFT_OUT,), (_LEFT_OUT, _PUT_IN)):
        marked = text
        for cut in cuts:
            marked = cut.sub("\0", marked)
        pieces = [piece for part in marked.split("\0") if (piece := " ".join(keys_of(part)))]
        if pieces and pieces not in seen:
            seen.append(pieces)
            yield pieces


def _candidates(corpus: Corpus, text: str) -> list[int]:
    """The articles that have most of the rarest words of a text, most of them first."""
    words = [*dict.fromkeys(plain_words(_PUT_IN.sub(" ", text)) or plain_words(text))]
    select = "SELECT term, doc FROM search_words WHERE term IN (SELECT value FROM json_each(?))"
    often = dict(corpus.database.execute(select, (json.dumps(words),)).fetchall())
    rarest = sorted((word for word in words if word in often), key=often.__getitem__)[:_RAREST]
    total = max(len(corpus.articles), 1)
    worth: dict[int, float] = {}
    for word in rarest:
        if worth and often[word] > _COMMON:
            break
        rows = corpus.database.execute("SELECT rowid FROM search WHERE search MATCH ?", (f'"{word}"',))
        weight = log(1 + total / often[word])
        for (number,) in rows:
            worth[number] = worth.get(number, 0.0) + weight
    best = nlargest(_CANDIDATES, worth.items(), key=lambda each: each[1])
    if len(worth) > _CANDIDATES and best[-1][1] == best[0][1]:  # they are alike: words in a row tell
        phrase = " ".join(plain_words(text))
        rows = corpus.database.execute(
            "SELECT rowid FROM search WHERE search MATCH ? LIMIT ?", (f'"{phrase}"', _CANDIDATES)
        )
        return [number for (number,) in rows] or [number for number, _ in best]
    return [number for number, _ in best]


def _texts(corpus: Corpus, article: int) -> list[_Text]:
    """The different texts of an article, the shown one first, each with the first capture that had it."""
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
    return " ".join(keys_of(word))


def _compared(quoted: str, text: _Text) -> tuple[float, str]:
    """How much of the nearest passage of a text is what was quoted, 0 to 1, and what differs."""
    from rapidfuzz.fuzz import partial_ratio_alignment  # a start does not need it

    ours = [(key, word) for word in _LEFT_OUT.sub(" ", quoted).split() if (key := _key(word))]
    theirs = [(key, word) for word in text.words if (key := _key(word))]
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
    # What the quotation begins and ends with may be another word than the archive has there.
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
