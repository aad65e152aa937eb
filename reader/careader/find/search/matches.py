"""Where a text matches what was looked for, and the piece of it that shows so best.

The text is read as it is folded for the index (`careader.text.plain_words`), word by word, and each word is
known by its place in the original: what is shown is never the folded form.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from careader.find.search.terms import Run, Term
from careader.text import DROPPED, PART_END, plain_words

_WRITTEN = re.compile(rf"[^\W_](?:[^\W_]|[{DROPPED}])*")
"""A word as it is written: signs that `careader.text.fold` drops do not part it."""

_PART = re.compile(r"\S+")
_ELLIPSIS = "…"
_NEAR = 40  # characters
_LONGEST = 300  # characters of a snippet, give or take a word
_STOPS, _CLOSING = (".", "!", "?", "…", ":", ";", ","), "\"'”’»)]"  # how a sentence ends


class Word(NamedTuple):
    """A word of a text, folded, and where it is written."""

    plain: str
    start: int
    end: int


class _Match(NamedTuple):
    """Words of a text, from one up to before another, that match a term, by its number."""

    first: int
    last: int
    term: int


def words_in(text: str) -> list[Word]:
    """The words of a text as they are searched, each with its place."""
    if text.isascii():
        return [Word(m[0], *m.span()) for m in _WRITTEN.finditer(text.lower())]
    return [word for part in _PART.finditer(text) for word in _words_of(part[0], part.start())]


def _words_of(part: str, start: int) -> list[Word]:
    """The words of a part of a text that has no blank in it, and stands at ``start``."""
    found = [
        Word(plain, start + m.start(), start + m.end())
        for m in _WRITTEN.finditer(part)
        for plain in ((m[0].lower(),) if m[0].isascii() else plain_words(m[0]))
    ]
    if not part.isascii() and [word.plain for word in found] != (words := plain_words(part)):
        # A sign that is no letter became some: № is no, ™ is tm.
        return [Word(plain, start, start + len(part)) for plain in words]
    return found


def places(text: str, terms: Iterable[Term], *, headline: bool = False) -> list[tuple[int, int]]:
    """Where a text matches.

    Args:
        text: as it is shown.
        terms: what was looked for.
        headline: whether the text is a headline: some terms count in headlines only.

    Returns:
        The ranges of its characters, sorted and disjoint.
    """
    words = words_in(text)
    return _ranges(words, _matches(words, terms, headline))


def _ranges(words: Sequence[Word], matches: Iterable[_Match]) -> list[tuple[int, int]]:
    """Where matches stand in their text, sorted and disjoint."""
    found: list[tuple[int, int]] = []
    for start, end in sorted((words[m.first].start, words[m.last - 1].end) for m in matches):
        if found and start <= found[-1][1]:
            found[-1] = found[-1][0], max(end, found[-1][1])
        else:
            found.append((start, end))
    return found


def _matches(words: Sequence[Word], terms: Iterable[Term], headline: bool) -> Iterator[_Match]:  # noqa: FBT001 - passed on
    begin: dict[str, list[tuple[int, Run]]] = {}
    half: list[tuple[int, Run]] = []
    for number, term in enumerate(terms):
        for run in term.runs if headline or not term.headline else ():
            if run.prefix and len(run.words) == 1:
                half.append((number, run))
            else:
                begin.setdefault(run.words[0], []).append((number, run))
    for at, word in enumerate(words):
        for number, run in begin.get(word.plain, ()):
            if _runs_on(words, at, run):
                yield _Match(at, at + len(run.words), number)
        for number, run in half:
            if word.plain.startswith(run.words[0]):
                yield _Match(at, at + 1, number)


def _runs_on(words: Sequence[Word], at: int, run: Run) -> bool:
    """Whether the words of a run stand in a row from a place on."""
    *most, last = run.words
    if at + len(most) >= len(words) or any(words[at + n].plain != word for n, word in enumerate(most)):
        return False
    here = words[at + len(most)].plain
    return here.startswith(last) if run.prefix else here == last


def snippet(
    parts: Sequence[str], terms: Sequence[Term], words: int = 24
) -> tuple[str, list[tuple[int, int]]]:
    """The piece of a text that shows best how it matches: with the most terms, the rarest of them, and early.

    Args:
        parts: the text, piece by piece.
        terms: what was looked for.
        words: how many the piece has at most; nor is it much longer than 300 characters.

    Returns:
        The piece, with single blanks, a dot in the middle where a part ends without a stop, and … where it
        was cut; and the ranges of its characters that match. Where nothing matches, the beginning.
    """
    lines = _lines(parts)
    text = " ".join(lines)
    found = _words_of_lines(lines)
    if not found:
        return f"{text[:_LONGEST]} {_ELLIPSIS}" if len(text) > _LONGEST else text, []
    matches = [*_matches(found, terms, headline=False)]
    often = Counter(match.term for match in matches)
    lead = words // 4
    best, first, at = 0.0, 0, 0
    for number, match in enumerate(matches):
        within = {match.term} | {
            other.term
            for other in matches[number : number + words]
            if other.last <= match.first + words - lead
        }
        worth = sum(1 + 1 / often[term] for term in within)
        if worth > best:
            best, at = worth, match.first
            first = match.first - min(lead, max(0, words - (match.last - match.first)))
    begin = max(0, min(first, len(found) - words))
    end = min(len(found), begin + words)
    start, stop = _cut(text, found[begin].start, found[end - 1].end)
    if begin == 0:
        start = 0
    if end == len(found):
        stop = len(text)
    if stop - start > _LONGEST:
        start = max(start, min(found[at].start - _LONGEST // 4, stop - _LONGEST))
        start, stop = _cut(text, start, start + _LONGEST)
    before, after = f"{_ELLIPSIS} " * (start > 0), f" {_ELLIPSIS}" * (stop < len(text))
    shift = len(before) - start
    return f"{before}{text[start:stop]}{after}", [
        (max(first, start) + shift, min(last, stop) + shift)
        for first, last in _ranges(found, matches)
        if first < stop and last > start
    ]


def _lines(parts: Iterable[str]) -> list[str]:
    """Each part in one line; what ends without a stop, as an item of a list, is told from what follows."""
    lines = [line for part in parts if (line := " ".join(part.split()))]
    ended = [line if line.rstrip(_CLOSING).endswith(_STOPS) else f"{line} ·" for line in lines[:-1]]
    return [*ended, *lines[-1:]]


def _words_of_lines(lines: Iterable[str]) -> list[Word]:
    """The words of lines with a blank between two, and a sign that is no word where a line ends."""
    found: list[Word] = []
    start = 0
    for line in lines:
        if found:
            found.append(Word(PART_END, start - 1, start - 1))
        found += [Word(word.plain, start + word.start, start + word.end) for word in words_in(line)]
        start += len(line) + 1
    return found


def _cut(text: str, start: int, stop: int) -> tuple[int, int]:
    """Where to cut a text to keep a piece of it: at the blanks around the piece, if they are near."""
    before, after = text.rfind(" ", 0, start) + 1, text.find(" ", stop)
    after = len(text) if after < 0 else after
    return before if start - before < _NEAR else start, after if after - stop < _NEAR else stop
