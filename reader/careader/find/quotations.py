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
from functools import cached_property, lru_cache
from itertools import islice
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
_TEXTS_KEPT = 512  # articles
_WORDS_KEPT = 1024  # each a bit for every article
_ONE = ord("1")
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


class Checker:
    """Looks for quotations in every version of every article; what it read for one serves the next.

    Args:
        corpus: the archive, as it stands until the last quotation is checked.
    """

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._candidates = _Candidates(corpus)
        self._texts: dict[int, list[_Text]] = {}

    def check(self, quotation: Quotation) -> Checked:
        """Look for a quotation.

        Raises:
            sqlite3.Error: the index cannot be read.
        """
        texts: list[_Text] = []
        nearest, likeness, difference = None, _LIKE, ""
        one_word = 1 - 1 / len(quotation.text.split())
        for articles in self._candidates.of(quotation.text):
            new = [text for article in articles for text in self._texts_of(article)]
            texts += new
            if found := _standing(quotation, texts):
                return found
            for text in new:
                like, told = _compared(quotation.text, text)
                if like > likeness or (like == likeness and nearest is None):
                    nearest, likeness, difference = text, like, told
            if nearest and likeness >= one_word:
                break  # the articles that follow lack a word as well
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
    """What became of a quotation that stands in one of the texts; None where it stands in none."""
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
    return None


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

    @cached_property
    def words(self) -> list[tuple[str, str]]:
        """Its words, each as it is compared and as captured."""
        return [(key, word) for word in self._said.split() if (key := _key(word))]


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


class _Candidates:
    """Finds the articles that a quotation may stand in.

    The articles that have a word are kept as the bits of an integer, by their numbers: so all articles are
    compared at once, and a word of several quotations is looked up once.
    """

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._often: dict[str, int] = {}
        self._having: dict[str, int] = {}

    def of(self, text: str) -> Iterator[list[int]]:
        """The articles that have all of the rarest words of a text; then others that have most of them.

        As soon as few articles have all of the words looked at, they come: to look at more words takes time.
        """
        words = [*dict.fromkeys(plain_words(_PUT_IN.sub(" ", text)) or plain_words(text))]
        rarest = self._rarest(words)
        given: list[int] = []
        least: list[int] = []  # the articles with one of the words at least, with two, with three
        for word in rarest:
            having = self._articles(word)
            least = [
                before | (having & fewer) for before, fewer in zip([*least, 0], [-1, *least], strict=True)
            ]
            if not given and 0 < least[-1].bit_count() <= _CANDIDATES:
                given = self._best(least[-1], (), _CANDIDATES)
                yield given
        if least and not given and least[-1]:  # more than can be read, all alike: words in a row tell
            phrase = " ".join(plain_words(text))
            rows = self._corpus.database.execute(
                "SELECT rowid FROM search WHERE search MATCH ? LIMIT ?", (f'"{phrase}"', _CANDIDATES)
            )
            yield [number for (number,) in rows] or self._best(least[-1], rarest, _CANDIDATES)
            return
        known = sum(1 << number for number in given)
        most: list[int] = []
        for articles in reversed(least):
            most += self._best(articles & ~known, rarest, _CANDIDATES - len(most))
            known |= articles
        yield most

    def _rarest(self, words: Sequence[str]) -> list[str]:
        """The rarest words that the archive has, the rarest first."""
        new = [word for word in words if word not in self._often]
        select = "SELECT term, doc FROM search_words WHERE term IN (SELECT value FROM json_each(?))"
        self._often.update(dict.fromkeys(new, 0))
        self._often.update(self._corpus.database.execute(select, (json.dumps(new),)).fetchall())
        known = sorted((word for word in words if self._often[word]), key=self._often.__getitem__)
        return known[:1] + [word for word in known[1:_RAREST] if self._often[word] <= _COMMON]

    def _articles(self, word: str) -> int:
        if word not in self._having:
            while len(self._having) >= _WORDS_KEPT:
                del self._having[next(iter(self._having))]
            select = "SELECT json_group_array(rowid) FROM search WHERE search MATCH ?"
            (numbers,) = self._corpus.database.execute(select, (f'"{word}"',)).fetchone()
            digits = bytearray(b"0") * (self._corpus.last_number + 1)
            for number in json.loads(numbers):
                digits[-1 - number] = _ONE
            self._having[word] = int(digits, 2)
        return self._having[word]

    def _best(self, articles: int, words: Sequence[str], most: int) -> list[int]:
        """Some of the articles, at most so many: first those that have the rarest word."""
        if not articles or most <= 0:
            return []
        if not words:
            digits = f"{articles:b}"[::-1]
            return [found.start() for found in islice(re.finditer("1", digits), most)]
        having = self._articles(words[0])
        found = self._best(articles & having, words[1:], most)
        return found + self._best(articles & ~having, words[1:], most - len(found))


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
