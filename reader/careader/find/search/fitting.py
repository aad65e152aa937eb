"""Fitting a query to the archive: adding spellings that the archive has, and replacing mistyped words."""

import json
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import pairwise

from careader.find.search.name_spellings import other_words
from careader.find.search.terms import AllOf, AnyFigure, Near, Node, OneOf, Phrase, Term, expression
from careader.find.spellings import spelling_key
from careader.words import cut

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_LEAST, _MOST = 3, 24  # the fewest and most letters of a word that may be mistyped
_LEAST_FOR_TWO = 5  # the fewest letters of a word with two typos
_LEAST_BEGUN = 5  # the fewest letters of a beginning that may be mistyped
_OFFERED = 3  # a mistyped word is replaced by at most so many words
_SHOWN = 60  # messages show at most so many characters of the typed word
_RARE = 5  # a candidate that is so many times rarer than the commonest candidate is dropped


def fit(db: sqlite3.Connection, node: Node, said: list[str], *, forgive: bool = True) -> Node:
    """Give each term of a node the spellings that the archive has.

    Args:
        db: the index (`careader.find.search.search.find`).
        node: the node to fit.
        said: a list of lines for the reader. For each word that the archive lacks, a line is added that names
            the words that are searched instead.
        forgive: whether a word that the archive lacks may be replaced with a similar word. A word that
            articles must not have is never replaced.
    """
    if isinstance(node, Term):
        return _fit_term(db, node, said, forgive=forgive)
    if isinstance(node, AnyFigure):
        return node
    parts = tuple(fit(db, part, said, forgive=forgive) for part in node.parts)
    if isinstance(node, Near):
        return replace(node, parts=parts)  # type: ignore[arg-type]  # each part keeps its type
    if isinstance(node, OneOf):
        return OneOf(parts)
    return AllOf(parts, tuple(fit(db, part, said, forgive=False) for part in node.without))


def _fit_term(db: sqlite3.Connection, term: Term, said: list[str], *, forgive: bool) -> Term:
    typed = term.phrases[0]
    phrases = [phrase for phrase in term.phrases if _has(db, phrase, term)]
    if not term.exact and not typed.prefix:
        others = other_words(typed.words)
        known = how_often(db, [words[0] for words in others])
        ways = (Phrase(words, counts=counts) for words, counts in others.items() if words[0] in known)
        phrases += [phrase for phrase in ways if _has(db, phrase, term)]
    if phrases:
        phrases.sort(key=lambda phrase: -phrase.counts)
        return replace(
            term,
            phrases=tuple(replace(phrase, counts=phrase.counts / phrases[0].counts) for phrase in phrases),
        )
    if not forgive:
        return term
    if not term.exact:
        phrases = _begun(db, term) or _mistyped(db, term)
    shown = cut(str(typed), _SHOWN)
    line = f"no “{shown}” here"
    if term.headline and _has(db, typed, replace(term, headline=False)):
        line = f"no headline has “{shown}”"
    if phrases:
        *most, last = dict.fromkeys(map(str, phrases))
        line += f": showing {', '.join(most)}{' and ' if most else ''}{last}"
    if line not in said:
        said.append(line)
    return replace(term, phrases=tuple(phrases) or term.phrases)


def _has(db: sqlite3.Connection, phrase: Phrase, term: Term) -> bool:
    """Whether the archive has a phrase; whether a headline has it, if the term asks for headlines."""
    if phrase.prefix:
        # FTS5 would first merge the lists of all words with this beginning.
        select = "SELECT 1 FROM search_words WHERE term >= ? AND term < ? LIMIT 1"
        if db.execute(select, _range(phrase.words[-1])).fetchone() is None:
            return False
        if len(phrase.words) == 1 and not term.headline:
            return True
    select = "SELECT 1 FROM search WHERE search MATCH ? LIMIT 1"
    return db.execute(select, (expression(replace(term, phrases=(phrase,))),)).fetchone() is not None


def _range(begin: str) -> tuple[str, str]:
    """The range of all words that begin with ``begin``, in sort order: the first, and the end."""
    return begin, begin + "\U0010ffff"


def how_often(db: sqlite3.Connection, words: Iterable[str]) -> dict[str, int]:
    """The words that the archive has, each with the number of articles that have the word."""
    # SQLite 3.24 answers only the first word of `term IN (…)`, and cannot read a character that JSON escapes
    # as two code units; so each word has its own SELECT, and the JSON is not escaped.
    select = "SELECT value, (SELECT doc FROM search_words WHERE term = value) FROM json_each(?)"
    asked = json.dumps([*words], ensure_ascii=False)
    return {word: often for word, often in db.execute(select, (asked,)) if often}


def _begun(db: sqlite3.Connection, term: Term) -> list[Phrase]:
    """The typed phrase with its last word taken as half-typed, if the archive has such a phrase."""
    typed = term.phrases[0]
    phrase = replace(typed, prefix=True)
    short = len(typed.words) > 1 and len(typed.words[-1]) < _LEAST  # the s of Kazakhstan's begins many words
    return [phrase] if not (typed.prefix or short) and _has(db, phrase, term) else []


def _mistyped(db: sqlite3.Connection, term: Term) -> list[Phrase]:
    """The phrases that a mistyped term probably means: the nearest words or beginnings, or its two parts."""
    typed = term.phrases[0]
    *most, last = typed.words
    if most:
        known = how_often(db, typed.words)
        near = [word if word in known else _nearest(db, word) for word in most]
        if typed.prefix:
            lasts = [last, *_begun_one_typo_away(db, last)]
        else:
            lasts = [last if last in known else _nearest(db, last)]
        phrases = [replace(typed, words=(*near, word)) for word in lasts]
    elif typed.prefix:
        phrases = [replace(typed, words=(begin,)) for begin in _begun_one_typo_away(db, last)]
    else:
        phrases = [Phrase((word,)) for word in _one_typo_away(db, last)] or _parted(db, term)
        phrases = phrases or [Phrase((word,)) for word in _two_typos_away(db, last)]
    return [phrase for phrase in phrases if _has(db, phrase, term)]


def _nearest(db: sqlite3.Connection, word: str) -> str:
    return next(iter(_one_typo_away(db, word) or _two_typos_away(db, word)), word)


def _one_typo_away(db: sqlite3.Connection, word: str) -> list[str]:
    return _likely(word, how_often(db, _slips(word)))


def _begun_one_typo_away(db: sqlite3.Connection, begin: str) -> list[str]:
    """The beginnings of words that are one typo away from ``begin``.

    Where a beginning is the beginning of another, only the longer beginning is returned.
    """
    if len(begin) < _LEAST_BEGUN:
        return []
    select = "SELECT coalesce(sum(doc), 0) FROM search_words WHERE term >= ? AND term < ?"
    articles = {near: db.execute(select, _range(near)).fetchone()[0] for near in _slips(begin)}
    near = sorted(other for other, count in articles.items() if count)
    longest = [one for one, after in pairwise([*near, ""]) if not after.startswith(one)]
    return _likely(begin, {other: articles[other] for other in longest})


def _slips(word: str) -> set[str]:
    """All letter sequences one typo away from a word; none for a word that is too short or too long."""
    if len(word) < _LEAST or len(word) > _MOST or not word.isalpha():
        return set()
    parts = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    letters = _LETTERS if word.isascii() else {*_LETTERS, *word}
    return {
        *(before + after[1:] for before, after in parts if after),
        *(before + after[1] + after[0] + after[2:] for before, after in parts if len(after) > 1),
        *(before + letter + after[1:] for before, after in parts if after for letter in letters),
        *(before + letter + after for before, after in parts for letter in letters),
    }


def _two_typos_away(db: sqlite3.Connection, word: str) -> list[str]:
    """The words two typos away that begin with the same three letters; comparing all words takes too long."""
    if len(word) < _LEAST_FOR_TWO or len(word) > _MOST or not word.isalpha():
        return []
    from rapidfuzz.distance import OSA  # a start does not need it

    select = "SELECT term, doc FROM search_words WHERE term >= ? AND term < ?"
    begun = db.execute(select, _range(word[:3]))
    return _likely(
        word, {other: doc for other, doc in begun if OSA.distance(word, other, score_cutoff=2) <= 2}
    )


def _likely(word: str, near: Mapping[str, int]) -> list[str]:
    """The candidates that a mistyped word likely means, commonest first.

    Args:
        word: the mistyped word.
        near: the candidates, each with the number of articles that have it.
    """
    key = spelling_key(word)
    near = {other: articles for other, articles in near.items() if spelling_key(other) == key} or near
    near = {other: articles for other, articles in near.items() if other[0] == word[0]} or near
    enough = max(near.values(), default=0) / _RARE
    likely = sorted(other for other, articles in near.items() if articles >= enough)
    return sorted(likely, key=near.__getitem__, reverse=True)[:_OFFERED]


def _parted(db: sqlite3.Connection, term: Term) -> list[Phrase]:
    """The term split into two words, if some article has the two words in a row; else an empty list."""
    word = term.phrases[0].words[0]
    for at in range(_LEAST, len(word) - _LEAST + 1):
        phrase = Phrase((word[:at], word[at:]))
        if all(_has(db, Phrase((part,)), term) for part in phrase.words) and _has(db, phrase, term):
            return [phrase]
    return []
