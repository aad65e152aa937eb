"""Checking a draft's quotations against the archive: each is there word for word, differs, or is absent.

Texts are compared by their words, as versions of an article are (docs/versions.md): quotation marks, dashes,
capitals and punctuation make no difference; figures and their signs do.
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
from careader.find.search.fitting import how_often
from careader.index.digest import keys_of
from careader.index.sources import path_of
from careader.index.stored import day_of, read_parts, read_path
from careader.text import plain_words, safe

_QUOTED = re.compile(r"“([^“”]+)(?:”|\Z)|«([^«»]+)»|„([^„“”]+)[“”]|\"([^\"]+)\"")
_FENCE = re.compile(r"^(?:```|~~~).*?^(?:```|~~~)[^\n]*$", re.MULTILINE | re.DOTALL)
_LEFT_OUT = re.compile(r"\[?\s*(?:…|\.\s?\.\s?\.)\s*\]?")
_PUT_IN = re.compile(r"\[[^\[\]]*\]")
_PARAGRAPH = re.compile(r"\n[ \t]*\n")

_RAREST = 8  # articles are found by so many rarest words of a quotation
_CANDIDATES = 8  # so many articles are read for one quotation
_TEXTS_KEPT = 512  # articles
_WORDS_KEPT = 1024  # each takes a bit for every article
_ONE = ord("1")
_COMMON = 20_000  # a word that more articles have is not used to find articles
_LIKE = 0.6  # the least share of a passage that is equal to a quotation that `DIFFERS` from it
_SHORTEST = 3  # a quotation of fewer words cannot differ: it is there or absent


class Quotation(NamedTuple):
    """A quotation: the line of the draft on which it begins, from 1, and the text between the marks."""

    line: int
    text: str


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
        article: the number of the article that has it; None where no article has it.
        day: the date of the first capture with these words; None for an undated capture.
        path: the path of that capture; "" where there is none.
        shown: whether the words are in the text that the article shows; False where only another version has
            them.
        difference: for a quotation that differs, the words of the archive with ``[−only in the archive]`` and
            ``[+only in the draft]``.
        more: the number of other articles that have it.
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
    """Every text in quotation marks, in order; code blocks are skipped.

    Without a closing mark a quotation ends with its paragraph: quotations over several paragraphs are written
    so.
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
    """Looks for quotations in every version of every article, and keeps the texts it reads.

    Args:
        corpus: the archive; it must not be renewed before the last quotation is checked.
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
                break  # the articles that follow lack a word of the quotation
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
    """The result for a quotation that one of the texts has word for word; None where none has it."""
    for pieces in _ways_to_cut(quotation.text):
        if standing := [text for text in texts if text.has(pieces)]:
            # Of several articles that have it, the earliest; of its versions, the shown one.
            best = min(standing, key=lambda text: (text.day or date.max, not text.shown))
            versions = [text for text in standing if text.article == best.article]
            more = len({text.article for text in standing}) - 1
            shown = any(text.shown for text in versions)
            return Checked(
                quotation, Verdict.STANDS, best.article, best.day, best.path, shown=shown, more=more
            )
    return None


class _Text:
    """A text of an article, and the first capture that carried it."""

    def __init__(self, article: int, said: str, day: date | None, path: str, *, shown: bool) -> None:
        self.article, self.day, self.path, self.shown = article, day, path, shown
        self._said = said
        self._keys: str | None = None

    def has(self, pieces: Sequence[str]) -> bool:
        """Whether the text has pieces word for word, one after the other."""
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
        """Its words, each in the form in which it is compared and as captured."""
        return [(key, word) for word in self._said.split() if (key := _key(word))]


def _ways_to_cut(text: str) -> Iterator[list[str]]:
    """The ways to cut a quotation into pieces: as it is, and without words in brackets and at omissions."""
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
    """Finds the articles that may have a quotation.

    The articles that have a word are a set: an integer whose bits are the numbers of the articles. So all
    articles are compared at once, and a word of several quotations is looked up once.
    """

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._often: dict[str, int] = {}
        self._having: dict[str, int] = {}

    def of(self, text: str) -> Iterator[list[int]]:
        """The articles that have all of the rarest words of a text; then others that have most of them.

        As soon as only a few articles have all words so far, they are returned: looking up more words takes
        time.
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
        """The rarest of the words that the archive has, rarest first."""
        new = [word for word in words if word not in self._often]
        self._often.update(dict.fromkeys(new, 0))
        self._often.update(how_often(self._corpus.database, new))
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
        """At most ``most`` of the articles: first those that have the rarest word."""
        if not articles or most <= 0:
            return []
        if not words:
            digits = f"{articles:b}"[::-1]
            return [found.start() for found in islice(re.finditer("1", digits), most)]
        having = self._articles(words[0])
        found = self._best(articles & having, words[1:], most)
        return found + self._best(articles & ~having, words[1:], most - len(found))


def _texts(corpus: Corpus, article: int) -> list[_Text]:
    """The different texts of an article, the shown text first, each with its first capture."""
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
    """The share of the nearest passage of a text that is equal to the quotation, and the difference."""
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
    # The first and last words of the quotation may be other words than the archive has there.
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
