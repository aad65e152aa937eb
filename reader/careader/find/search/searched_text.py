"""A text in which lookups are searched: its words, its sentences, and the places of lookups.

Words are compared in the form of the index (`careader.text.plain_words`). Each word keeps its place in the
original text, since only the original text is shown.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from careader.find.ranges import merged
from careader.find.search.sieve import pieces_to_read
from careader.find.search.terms import AllOf, AnyFigure, Lookup, Near, Node, OneOf, Phrase, Term
from careader.index.figures import figures_in
from careader.index.sentences import sentence_ends
from careader.text import PART_END, plain_words

_JOINING = "\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20f0\ufe20-\ufe2f\u200b-\u200f\u2060\ufeff"
_WRITTEN = re.compile(rf"[^\W_](?:[^\W_]|[{_JOINING}])*")
"""Matches a word as it is written; characters that `careader.text.fold` drops do not end the word."""

_PART = re.compile(r"\S+")


class Word(NamedTuple):
    """A word of a text: its folded form, and its range of characters in the original."""

    plain: str
    start: int
    end: int


class Span(NamedTuple):
    """Consecutive words of a text, by their numbers: from ``first`` up to, not including, ``last``."""

    first: int
    last: int


def words_in(text: str) -> list[Word]:
    """The words of a text in the form in which they are searched, each with its place."""
    if text.isascii():
        return [Word(m[0], *m.span()) for m in _WRITTEN.finditer(text.lower())]
    return [word for part in _PART.finditer(text) for word in _words_of(part[0], part.start())]


def _words_of(part: str, start: int) -> list[Word]:
    """The words of a part without blanks, which begins at character ``start`` of the text."""
    found = [
        Word(plain, start + m.start(), start + m.end())
        for m in _WRITTEN.finditer(part)
        for plain in ((m[0].lower(),) if m[0].isascii() else plain_words(m[0]))
    ]
    if not part.isascii() and [word.plain for word in found] != (words := plain_words(part)):
        # Folding turned a character into letters: № into no, ™ into tm.
        return [Word(plain, start, start + len(part)) for plain in words]
    return found


class SearchedText:
    """A text in which lookups are searched.

    Args:
        lines: the lines of the text; no phrase and no sentence crosses from one line to the next.
        headline: whether the text is a headline: some lookups match only in headlines.
        only: all lookups that will be searched, if known. Pieces of the text that cannot match any lookup are
            then skipped, and have no words. None to read the whole text.

    Attributes:
        text: the lines, joined by blanks.
    """

    def __init__(
        self, lines: Sequence[str], *, headline: bool = False, only: Iterable[Lookup] | None = None
    ) -> None:
        self.text = " ".join(lines)
        self.headline = headline
        read = (
            [[(0, len(line))] for line in lines]
            if only is None
            else pieces_to_read(lines, only, headline=headline)
        )
        self._lines = [*zip(lines, read, strict=True)]

    @cached_property
    def words(self) -> list[Word]:
        """The words of the text, with the word `PART_END` between lines and between pieces that were read."""
        found: list[Word] = []
        start = 0
        for line, read in self._lines:
            if found or start:
                found.append(Word(PART_END, start - 1, start - 1))
            for first, last in read:
                at = start + first
                if first:
                    found.append(Word(PART_END, at - 1, at - 1))
                found += [Word(word, at + begin, at + end) for word, begin, end in words_in(line[first:last])]
            start += len(line) + 1
        return found

    @cached_property
    def sentences(self) -> list[int]:
        """The indexes of the characters at which sentences begin; the first index is 0."""
        begins = [0]
        start = 0
        for line, read in self._lines:
            if read:
                begins += [start + end for end in sentence_ends(line)]
            start += len(line) + 1
            begins.append(start)
        return sorted({begin for begin in begins if begin < len(self.text) or begin == 0})

    @cached_property
    def _places(self) -> dict[str, list[int]]:
        """The numbers of the words, by plain form."""
        found: dict[str, list[int]] = {}
        for number, word in enumerate(self.words):
            found.setdefault(word.plain, []).append(number)
        return found

    def sentence_of(self, place: int) -> tuple[int, int]:
        """The range of characters of the sentence with the character at index ``place``."""
        at = bisect_right(self.sentences, place)
        end = self.sentences[at] if at < len(self.sentences) else len(self.text)
        begin = self.sentences[at - 1]
        return begin, begin + len(self.text[begin:end].rstrip())

    def spans(self, lookup: Lookup | OneOf) -> list[Span]:
        """The spans of words that match a lookup, in order."""
        if isinstance(lookup, Term):
            if lookup.headline and not self.headline:
                return []
            return sorted(span for phrase in lookup.phrases for span in self._spans_of(phrase))
        if isinstance(lookup, AnyFigure):
            return [*self._figures(lookup)] if self.headline or not lookup.headline else []
        if isinstance(lookup, OneOf):
            return sorted({span for part in lookup.parts for span in self.spans(part)})  # type: ignore[arg-type]  # terms and figures
        return sorted(self._together(lookup))

    def has(self, node: Node) -> bool:
        """Whether this text alone answers a node."""
        if isinstance(node, AllOf):
            return all(map(self.has, node.parts)) and not any(map(self.has, node.without))
        if isinstance(node, OneOf):
            return any(map(self.has, node.parts))
        return bool(self.spans(node))

    def _spans_of(self, phrase: Phrase) -> Iterator[Span]:
        *most, last = phrase.words
        if most:
            starts: Iterable[int] = self._places.get(most[0], ())
        elif phrase.prefix:
            starts = (at for word, places in self._places.items() if word.startswith(last) for at in places)
        else:
            starts = self._places.get(last, ())
        words = self.words
        for at in starts:
            end = at + len(most)
            if end >= len(words) or any(words[at + n].plain != word for n, word in enumerate(most)):
                continue
            here = words[end].plain
            if here.startswith(last) if phrase.prefix else here == last:
                yield Span(at, end + 1)

    def _figures(self, figure: AnyFigure) -> Iterator[Span]:
        starts = [word.start for word in self.words]
        offset = 0
        for line, read in self._lines:
            for begin, stop in read:
                for start, end in figures_in(line[begin:stop], figure.figure):
                    first = bisect_left(starts, offset + begin + start)
                    last = bisect_left(starts, offset + begin + end)
                    if last > first and self.words[first].plain != PART_END:
                        yield Span(first, last)
                    elif last > first + 1:  # a line starts with the `PART_END` of the line before it
                        yield Span(first + 1, last)
            offset += len(line) + 1

    def _together(self, near: Near) -> set[Span]:
        """The spans of all parts of a `Near`, at every place where all parts are near each other."""
        parts = [self.spans(part) for part in near.parts]
        if not all(parts):
            return set()
        if near.within is None:
            return self._in_one_sentence(parts)
        found: set[Span] = set()
        # The rule of FTS5: at most ``within`` words between the end of each part and the start of the last.
        for last in {span.first for spans in parts for span in spans}:
            near_by = [
                [span for span in spans if span.first <= last <= span.last + near.within] for spans in parts
            ]
            if all(near_by):
                found.update(span for spans in near_by for span in spans)
        return found

    def _in_one_sentence(self, parts: list[list[Span]]) -> set[Span]:
        sentences: dict[int, list[set[Span]]] = {}
        for number, spans in enumerate(parts):
            for span in spans:
                sentence = bisect_right(self.sentences, self.words[span.first].start)
                if self.words[span.last - 1].end <= self._end_of(sentence):
                    sentences.setdefault(sentence, [set() for _ in parts])[number].add(span)
        return {span for found in sentences.values() if all(found) for spans in found for span in spans}

    def _end_of(self, sentence: int) -> int:
        return self.sentences[sentence] if sentence < len(self.sentences) else len(self.text)

    def ranges(self, spans: Iterable[Span]) -> list[tuple[int, int]]:
        """The ranges of characters of spans, sorted and disjoint."""
        words = self.words
        return merged((words[span.first].start, words[span.last - 1].end) for span in spans)


def answers(node: Node, headline: SearchedText, body: SearchedText) -> bool:
    """Whether an article answers a node. A `Near` must be met within the headline or within the body."""
    if isinstance(node, AllOf):
        asked = all(answers(part, headline, body) for part in node.parts)
        return asked and not any(answers(part, headline, body) for part in node.without)
    if isinstance(node, OneOf):
        return any(answers(part, headline, body) for part in node.parts)
    return headline.has(node) or body.has(node)
