"""The articles that may have a quotation, found by its rarest words or by words in a row."""

import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice
from math import prod

from careader.corpus import Corpus
from careader.text import plain_words

LEFT_OUT = re.compile(r"[\[(]?\s*(?:…|\.\s?\.\s?\.)[\s.,]*[\])]?")
"""Matches the sign for words that a quotation leaves out."""

PUT_IN = re.compile(r"\w*\[[^\[\]]*\]\w*")
"""Matches words that a quotation has in brackets."""

CUT = re.compile("[\0\1]+")
"""Matches the signs that stand for `LEFT_OUT` (0) and `PUT_IN` (1) in a quotation that is cut there."""

_RAREST = 8  # articles are found by so many rarest words of a quotation
_CANDIDATES = 8  # so many articles are read for one quotation
_WORDS_KEPT = 1024  # each kept word takes one bit for every article
_ONE = ord("1")
_COMMON = 20_000  # a word that more articles have is not used to find articles
_RUN, _RUNS = 3, 4  # the words of a run, and the number of runs that are searched, the rarest first
_MOST_VOTES = 2_000  # articles with a run that are counted
_MOST_COMPARED = 100  # articles with the most runs among which those with all rare words come first


class QuotedArticles:
    """Finds the articles that may have a quotation.

    A set of articles is an integer: its bit ``number`` says whether the article with this number is in the
    set. So all articles are compared at once. The set of each word is kept for later quotations.
    """

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._often: dict[str, int] = {}
        self._having: dict[str, int] = {}

    def of(self, text: str) -> Iterator[list[int]]:
        """Find articles that may have a text; yields up to four lists of numbers, the likeliest first.

        The lists have the articles

        1. with all pieces of the text, word for word,
        2. with one half of its longest piece, word for word: so a text with one other word is found quickly,
        3. with all of its rarest words; yielded as soon as only a few articles have all words looked up so
           far, since looking up more words takes time,
        4. with most of its rarest words.
        """
        pieces = _pieces(text)
        known = 0
        for expression in (" AND ".join(map(_phrase, pieces)), _halves(max(pieces, key=len))):
            given = [number for number in self._matching(expression, _CANDIDATES) if not known >> number & 1]
            if given:
                yield given
            known |= sum(1 << number for number in given)
        rarest = self._rarest([*dict.fromkeys(plain_words(PUT_IN.sub(" ", text)) or plain_words(text))])
        few: list[int] = []
        least: list[int] = []  # the articles with at least one of the words, at least two, at least three …
        for word in rarest:
            having = self._articles(word) & ~known
            least = [
                before | (having & fewer) for before, fewer in zip([*least, 0], [-1, *least], strict=True)
            ]
            if not few and 0 < least[-1].bit_count() <= _CANDIDATES:
                few = self._best(least[-1], (), _CANDIDATES)
                yield few
        if least and not few and least[-1]:  # too many articles have all words: ask for words in a row
            yield self._with_words_in_a_row(pieces, least[-1]) or self._best(least[-1], rarest, _CANDIDATES)
            return
        known = sum(1 << number for number in few)
        most: list[int] = []
        for articles in reversed(least):
            most += self._best(articles & ~known, rarest, _CANDIDATES - len(most))
            known |= articles
        yield most

    def in_older_versions(self, text: str) -> list[int]:
        """The numbers of articles that may have a text in an older version, which the search table lacks."""
        letters = text.lower()
        words = sorted({word for word in plain_words(PUT_IN.sub(" ", text)) if word in letters}, key=len)
        select = """
            SELECT DISTINCT a.number FROM articles a CROSS JOIN texts t ON t.article = a.number
            WHERE a.changes != '' AND t.id != a.text AND NOT EXISTS (
                SELECT 1 FROM json_each(?) WHERE instr(lower(t.headline || t.blocks), value) = 0
            ) LIMIT ?
        """
        rows = self._corpus.database.execute(select, (json.dumps(words[-_RAREST:][::-1]), _CANDIDATES))
        return [number for (number,) in rows]

    def _with_words_in_a_row(self, pieces: Sequence[Sequence[str]], likely: int) -> list[int]:
        """The numbers of a few articles that have the most of the rarest word sequences of a text.

        Of equal articles, first those among ``likely``, the articles that have its rare words, as bits.
        """
        every = [words[at : at + _RUN] for words in pieces for at in range(len(words) - _RUN + 1)]
        runs = [run for run in every if all(map(self._often.get, run))]
        runs.sort(key=lambda run: prod(map(self._often.__getitem__, run)))
        votes = Counter(
            number for run in runs[:_RUNS] for number in self._matching(_phrase(run), _MOST_VOTES)
        )
        first = [number for number, _ in votes.most_common(_MOST_COMPARED)]
        return sorted(first, key=lambda number: (-votes[number], not likely >> number & 1))[:_CANDIDATES]

    def _matching(self, expression: str, most: int) -> list[int]:
        select = "SELECT rowid FROM search WHERE search MATCH ? LIMIT ?"
        return [number for (number,) in self._corpus.database.execute(select, (expression, most))]

    def _rarest(self, words: Sequence[str]) -> list[str]:
        """The rarest of the words that the archive has, rarest first."""
        new = [word for word in words if word not in self._often]
        # The vocabulary of FTS5 counts all articles with a word; for the commonest words that takes long.
        select = "SELECT count(*) FROM (SELECT 1 FROM search WHERE search MATCH ? LIMIT ?)"
        for word in new:
            row = self._corpus.database.execute(select, (_phrase([word]), _COMMON + 1)).fetchone()
            self._often[word] = int(row[0])
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
        """The numbers of at most ``most`` articles of a set, first the articles with the rarest word.

        Args:
            articles: the set of articles.
            words: the words by which the articles are ordered, rarest first.
            most: the most articles to return.
        """
        if not articles or most <= 0:
            return []
        if not words:
            digits = f"{articles:b}"[::-1]
            return [found.start() for found in islice(re.finditer("1", digits), most)]
        having = self._articles(words[0])
        found = self._best(articles & having, words[1:], most)
        return found + self._best(articles & ~having, words[1:], most - len(found))


def _pieces(text: str) -> list[list[str]]:
    """The words of each piece of a text, cut at words left out or put in; one piece where none are."""
    parts = CUT.split(PUT_IN.sub("\1", LEFT_OUT.sub("\0", text)))
    return [words for part in parts if (words := plain_words(part))] or [plain_words(text)]


def _halves(words: Sequence[str]) -> str:
    """The FTS5 expression for the first half of the words in a row, or their second half in a row."""
    middle = len(words) // 2
    return f"{_phrase(words[:middle])} OR {_phrase(words[middle:])}"


def _phrase(words: Sequence[str]) -> str:
    """The FTS5 expression for words in a row."""
    return f'"{" ".join(words)}"'
