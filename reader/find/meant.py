"""What an archive has for what was typed: other spellings of a name, and what a mistyped word means."""

import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import replace

from reader.find.spellings import spelling_key
from reader.find.terms import AllOf, Near, Node, OneOf, Run, Term, expression
from reader.find.variants import other_words

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_LEAST, _MOST = 3, 24  # letters of a word that may be mistyped
_LEAST_FOR_TWO = 5  # typos
_OFFERED = 3  # words that a mistyped one may mean
_SHOWN = 60  # characters of what was typed
_RARE = 5  # times rarer than the commonest of them: not meant


def fit(db: sqlite3.Connection, node: Node, said: list[str], *, forgive: bool = True) -> Node:
    """Give each term of a node the ways to write it that the archive has.

    Args:
        db: the index (`reader.find.search.find`).
        node: what was asked for.
        said: takes a line for each word that stands nowhere: what is shown in its place.
        forgive: whether a word that stands nowhere may be taken for another one; what is to be left out
            must not.
    """
    if isinstance(node, Term):
        return _fit_term(db, node, said, forgive=forgive)
    if isinstance(node, Near):
        return replace(node, terms=tuple(_fit_term(db, term, said, forgive=forgive) for term in node.terms))
    parts = tuple(fit(db, part, said, forgive=forgive) for part in node.parts)
    if isinstance(node, OneOf):
        return OneOf(parts)
    return AllOf(parts, tuple(fit(db, part, said, forgive=False) for part in node.without))


def _fit_term(db: sqlite3.Connection, term: Term, said: list[str], *, forgive: bool) -> Term:
    typed = term.runs[0]
    runs = [run for run in term.runs if _has(db, run, term)]
    if not term.exact and not typed.prefix:
        others = other_words(typed.words)
        known = _known(db, [words[0] for words in others])
        ways = (Run(words, counts=counts) for words, counts in others.items() if words[0] in known)
        runs += [run for run in ways if _has(db, run, term)]
    if typed in runs or not forgive:
        return replace(term, runs=tuple(runs) or term.runs)
    if not term.exact:
        runs += _begun(db, term)
        runs = runs or _mistyped(db, term)
    shown = " ".join(typed.words)
    shown = f"{shown[:_SHOWN]}…" if len(shown) > _SHOWN else shown
    line = f"no “{shown}” here"
    if term.headline and _has(db, typed, replace(term, headline=False)):
        line = f"no headline has “{shown}”"
    if runs:
        *most, last = dict.fromkeys(map(str, runs))
        line += f": showing {', '.join(most)}{' and ' if most else ''}{last}"
    if line not in said:
        said.append(line)
    return replace(term, runs=tuple(replace(run, counts=1.0) for run in runs) or term.runs)


def _has(db: sqlite3.Connection, run: Run, term: Term) -> bool:
    """Tell whether a run stands anywhere where its term counts."""
    if run.prefix:
        # SQLite would first bring together all that begins so.
        select = "SELECT 1 FROM search_words WHERE term >= ? AND term < ? LIMIT 1"
        if db.execute(select, (run.words[-1], run.words[-1] + "\U0010ffff")).fetchone() is None:
            return False
        if len(run.words) == 1 and not term.headline:
            return True
    select = "SELECT 1 FROM search WHERE search MATCH ? LIMIT 1"
    return db.execute(select, (expression(replace(term, runs=(run,))),)).fetchone() is not None


def _known(db: sqlite3.Connection, words: Iterable[str]) -> dict[str, int]:
    """Those of the words that the archive has, each with the number of its articles."""
    asked = list(words)
    marks = ", ".join("?" * len(asked))
    return dict(db.execute(f"SELECT term, doc FROM search_words WHERE term IN ({marks})", asked).fetchall())  # noqa: S608  # only ? is put in


def _begun(db: sqlite3.Connection, term: Term) -> list[Run]:
    """What was typed as the beginning of longer words."""
    typed = term.runs[0]
    run = replace(typed, prefix=True)
    short = len(typed.words) > 1 and len(typed.words[-1]) < _LEAST  # the s of Kazakhstan's begins anything
    return [run] if not (typed.prefix or short) and _has(db, run, term) else []


def _mistyped(db: sqlite3.Connection, term: Term) -> list[Run]:
    """What was probably meant: the nearest words, or the two that were written as one."""
    words = term.runs[0].words
    if len(words) == 1:
        near = _one_typo_away(db, words[0])
        runs = [Run((word,)) for word in near] or _parted(db, term)
        runs = runs or [Run((word,)) for word in _two_typos_away(db, words[0])]
    else:
        known = _known(db, words)
        near = [word if word in known else _nearest(db, word) for word in words]
        runs = [Run(tuple(near))]
    return [run for run in runs if _has(db, run, term)]


def _nearest(db: sqlite3.Connection, word: str) -> str:
    return next(iter(_one_typo_away(db, word) or _two_typos_away(db, word)), word)


def _one_typo_away(db: sqlite3.Connection, word: str) -> list[str]:
    if len(word) < _LEAST or len(word) > _MOST or not word.isalpha():
        return []
    parts = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    letters = _LETTERS if word.isascii() else {*_LETTERS, *word}
    near = {
        *(before + after[1:] for before, after in parts if after),
        *(before + after[1] + after[0] + after[2:] for before, after in parts if len(after) > 1),
        *(before + letter + after[1:] for before, after in parts if after for letter in letters),
        *(before + letter + after for before, after in parts for letter in letters),
    }
    return _likely(word, _known(db, near))


def _two_typos_away(db: sqlite3.Connection, word: str) -> list[str]:
    """Words whose first letters are right: to look through all others would take too long."""
    if len(word) < _LEAST_FOR_TWO or len(word) > _MOST or not word.isalpha():
        return []
    from rapidfuzz.distance import OSA  # a start does not need it

    select = "SELECT term, doc FROM search_words WHERE term >= ? AND term < ?"
    begun = db.execute(select, (word[:3], word[:3] + "\U0010ffff"))
    return _likely(
        word, {other: doc for other, doc in begun if OSA.distance(word, other, score_cutoff=2) <= 2}
    )


def _likely(word: str, near: Mapping[str, int]) -> list[str]:
    """Those of some words, each with the number of its articles, that a mistyped one likely means."""
    key = spelling_key(word)
    near = {other: articles for other, articles in near.items() if spelling_key(other) == key} or near
    near = {other: articles for other, articles in near.items() if other[0] == word[0]} or near
    enough = max(near.values(), default=0) / _RARE
    likely = sorted(other for other, articles in near.items() if articles >= enough)
    return sorted(likely, key=near.__getitem__, reverse=True)[:_OFFERED]


def _parted(db: sqlite3.Connection, term: Term) -> list[Run]:
    """The two words that were written as one, if they stand in a row somewhere."""
    word = term.runs[0].words[0]
    for at in range(_LEAST, len(word) - _LEAST + 1):
        run = Run((word[:at], word[at:]))
        if all(_has(db, Run((part,)), term) for part in run.words) and _has(db, run, term):
            return [run]
    return []
