"""The versions of an article, and the comparison of two versions. Pure.

Two copies are compared by their words. Differences in quotes, dashes, punctuation and case do not count. A
teaser has section headings within its text, captions as shortcodes, and a cut mark at its end (FORMAT.md:
Articles): these differences do not count either.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import chain, groupby, pairwise
from typing import NamedTuple, Protocol

from careader.capture.models import Block, Copy, Kind
from careader.corpus.alignment import PARAGRAPH, SENTENCE, Match, Words, align
from careader.index.digest import CHUNK, compared_lines, compared_word, digest, end_of_excerpt
from careader.index.stored import word_count
from careader.words import count

_END = 40
"""An end of more words that only one text has is `Fate.MORE` or `Fate.LESS`, not new or gone."""


class Fate(StrEnum):
    """What happened to words between an older copy and a newer copy."""

    SAME = "same"
    NEW = "new"
    GONE = "gone"
    MORE = "more"
    """The end of the newer copy, where the older copy has already ended."""
    LESS = "less"
    """The end of the older copy, where the newer copy has already ended."""


@dataclass(frozen=True, slots=True)
class Segment:
    """Consecutive words of one fate, with punctuation, separated by single blanks."""

    fate: Fate
    text: str

    @property
    def words(self) -> int:
        """The number of words, without bullets."""
        return len(self.text.split())


@dataclass(frozen=True, slots=True)
class BlockDiff:
    """A block or list item of the newer copy, in segments; also a block that only the older copy has."""

    kind: Kind
    segments: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """The comparison of two copies.

    The segments ``same``, ``new`` and ``more`` in order are the newer copy; the segments ``same``, ``gone``
    and ``less`` in order are the older copy. Captions and cut marks are left out.

    Attributes:
        headline: the segments of the headlines.
        blocks: the segments of the bodies, block by block.
    """

    headline: tuple[Segment, ...]
    blocks: tuple[BlockDiff, ...]

    def words(self, fate: Fate) -> int:
        """The number of words with a fate, in the bodies."""
        return sum(
            segment.words for block in self.blocks for segment in block.segments if segment.fate is fate
        )

    @property
    def retitled(self) -> bool:
        """Whether the words of the headline differ."""
        return any(segment.fate is not Fate.SAME for segment in self.headline)


@dataclass(frozen=True, slots=True)
class Version:
    """One text of an article, and the captures with this text.

    Attributes:
        copy: the copy; of several copies with the same words, the copy with the most blocks.
        captures: the path and the date of each capture with this text, latest first, undated last.
    """

    copy: Copy
    captures: tuple[tuple[str, date | None], ...]

    @property
    def words(self) -> int:
        """The number of words in the body, as the article has it above its text."""
        return word_count(self.copy.blocks)


class _Capture(Protocol):
    @property
    def path(self) -> str: ...
    @property
    def date(self) -> date | None: ...


class Appears(Protocol):
    """A copy on a capture, such as `careader.corpus.Appearance`."""

    @property
    def capture(self) -> _Capture:
        """The capture."""

    @property
    def copy(self) -> Copy:
        """The copy."""


def versions(appearances: Iterable[Appears]) -> list[Version]:
    """The versions of an article, oldest first; undated versions come before all others.

    Two texts are two versions if their digests differ. Of two versions of one day, the shorter comes first.
    """
    digests: dict[tuple[str, tuple[Block, ...], bool], str] = {}
    alike: dict[str, list[tuple[Copy, str, date | None]]] = {}
    for appearance in appearances:
        copy = appearance.copy
        text = (copy.headline, copy.blocks, copy.excerpt)
        if text not in digests:
            digests[text] = digest(copy)
        alike.setdefault(digests[text], []).append((copy, appearance.capture.path, appearance.capture.date))
    found: list[tuple[tuple[date, int, str], Version]] = []
    for same in alike.values():
        same.sort(key=lambda each: (-each[2].toordinal() if each[2] else 0, each[1]))
        copy = max((copy for copy, _, _ in same), key=lambda copy: len(copy.blocks))
        first = min((day for _, _, day in same if day), default=date.min)
        version = Version(copy, tuple((path, day) for _, path, day in same))
        found.append(((first, version.words, same[0][1]), version))
    return [version for _, version in sorted(found, key=lambda each: each[0])]


def compare(old: Copy, new: Copy) -> Comparison:
    """Compare an older copy with a newer copy, word by word."""
    before, after = (_text([(Kind.HEADING, copy.headline)]) for copy in (old, new))
    headline = chain.from_iterable(block.segments for block in _compared(before, after, cut=None))
    body = _compared(_body(old), _body(new), cut=(old.excerpt, new.excerpt))
    return Comparison(tuple(headline), tuple(body))


def summary(comparison: Comparison) -> str:
    """A comparison in one line, such as ``headline changed, 12 words new, 3 gone``."""
    parts = ["headline changed"] if comparison.retitled else []
    for fate, word in ((Fate.NEW, "new"), (Fate.GONE, "gone"), (Fate.MORE, "more"), (Fate.LESS, "fewer")):
        if words := comparison.words(fate):
            told = any(part[0].isdigit() for part in parts)
            parts.append(f"{words:,} {word}" if told else f"{count(words, 'word')} {word}")
    return ", ".join(parts) or "the same words"


@dataclass(frozen=True, slots=True)
class _Text:
    """A text in the form for comparison. A line is a block or a list item.

    Attributes:
        keys: the folded words.
        pieces: the same words as captured, each with the punctuation and blanks up to the next word.
        lines: the line of each word, from 0.
        kinds: the kind of each line.
    """

    keys: list[str]
    pieces: list[str]
    lines: list[int]
    kinds: list[Kind]

    @property
    def words(self) -> Words:
        """The text for `align`; each line counts as a paragraph."""
        breaks = [0] * (len(self.keys) + 1)
        for at, line in enumerate(self.lines):
            if at == 0 or line != self.lines[at - 1]:
                breaks[at] = PARAGRAPH
            elif _SENTENCE_END.search(self.pieces[at - 1]):
                breaks[at] = SENTENCE
        breaks[-1] = PARAGRAPH
        return Words(self.keys, breaks)

    def line(self, at: int) -> int:
        """The line of the word with the index ``at``; -1 where there is no such word."""
        return self.lines[at] if 0 <= at < len(self.lines) else -1


class _ComparedWord(NamedTuple):
    """A word of a comparison.

    Attributes:
        text: the older or the newer text, in a line of which the word is shown.
        line: the index of this line.
        fate: what happened to the word.
        piece: the word as captured.
    """

    text: _Text
    line: int
    fate: Fate
    piece: str


def _compared(old: _Text, new: _Text, cut: tuple[bool, bool] | None) -> Iterator[BlockDiff]:
    """Compare two texts; yields the blocks of both texts in reading order.

    Args:
        old: the older text.
        new: the newer text.
        cut: whether the older and the newer text were cut short; None for headlines, where a missing end is
            always a change.
    """
    told: list[_ComparedWord] = []
    last = Match(0, 0, 0)
    matches = align(old.words, new.words)
    for match in matches:
        gone, added = range(last.old + last.size, match.old), range(last.new + last.size, match.new)
        told += _changed(old, new, gone, added, (Fate.GONE, Fate.NEW))
        same = range(match.new, match.new + match.size)
        told += [_ComparedWord(new, new.lines[at], Fate.SAME, new.pieces[at]) for at in same]
        last = match
    gone, added = range(last.old + last.size, len(old.keys)), range(last.new + last.size, len(new.keys))
    told += _changed(old, new, gone, added, _fates_at_end(gone, added, cut) if cut else (Fate.GONE, Fate.NEW))
    for (is_old, line), words in groupby(told, key=lambda word: (word.text is old, word.line)):
        yield BlockDiff((old if is_old else new).kinds[line], tuple(_segments(words)))


def _changed(
    old: _Text, new: _Text, gone: range, added: range, fates: tuple[Fate, Fate]
) -> Iterator[_ComparedWord]:
    """The words between two matches, in reading order: gone words before new words.

    Gone words are shown in the line of the equal word beside them. A line that is completely gone is shown as
    a line of its own, except between two equal words of one line of the newer text.

    Args:
        old: the older text.
        new: the newer text.
        gone: the indexes of the words between the matches in the older text.
        added: the indexes of the words between the matches in the newer text.
        fates: the fate of the gone words, and the fate of the added words.
    """
    before, after = new.line(added.start - 1), new.line(added.stop)
    within = 0 <= before == after
    for side, line in enumerate((before, -1, after)):
        for at in gone:
            if (0 if within else _side(old, gone, at)) == side:
                place = (old, old.lines[at]) if line < 0 else (new, line)
                yield _ComparedWord(*place, fates[0], old.pieces[at])
        for at in added:
            if _side(new, added, at) == side:
                yield _ComparedWord(new, new.lines[at], fates[1], new.pieces[at])


def _side(text: _Text, part: range, at: int) -> int:
    """The side of a part to which a word belongs.

    Returns:
        0 if the word is in the line of the word before the part, 2 if it is in the line of the word after the
        part, else 1.
    """
    line = text.lines[at]
    return 0 if line == text.line(part.start - 1) else 2 if line == text.line(part.stop) else 1


def _fates_at_end(gone: range, added: range, cut: tuple[bool, bool]) -> tuple[Fate, Fate]:
    """The fate of the gone words, and of the added words, after the last match.

    Words at the end that the other text lacks are `LESS` or `MORE` if the other text was cut short, or if
    they are many. Otherwise they are gone or new, as words elsewhere are.

    Args:
        gone: the indexes of the last words of the older text.
        added: the indexes of the last words of the newer text.
        cut: whether the older and the newer text were cut short.
    """
    old_cut, new_cut = cut
    less = (new_cut and (not old_cut or not added)) or (len(gone) > _END and not added)
    more = (old_cut and (not new_cut or not gone)) or (len(added) > _END and not gone)
    apart = gone.start > 0 or not (gone and added)
    return Fate.LESS if less and apart else Fate.GONE, Fate.MORE if more and apart else Fate.NEW


def _segments(words: Iterable[_ComparedWord]) -> Iterator[Segment]:
    """Divide the words of one line into segments."""
    for fate, alike in groupby(words, key=lambda word: word.fate):
        yield Segment(fate, " ".join("".join(word.piece for word in alike).split()))


def _body(copy: Copy) -> _Text:
    """The body of a copy in the form for comparison, without cut mark."""
    text = _text(compared_lines(copy))
    end = end_of_excerpt(text.keys) if copy.excerpt else len(text.keys)
    return _Text(text.keys[:end], text.pieces[:end], text.lines[:end], text.kinds)


def _text(lines: Iterable[tuple[Kind, str]]) -> _Text:
    text = _Text([], [], [], [])
    for number, (kind, line) in enumerate(lines):
        text.kinds.append(kind)
        found = [(chunk.start(), key) for chunk in CHUNK.finditer(line) if (key := compared_word(chunk[0]))]
        begins = [0, *(begin for begin, _ in found[1:])][: len(found)]
        text.keys.extend(key for _, key in found)
        text.pieces.extend(f"{line} "[begin:end] for begin, end in pairwise([*begins, len(line) + 1]))
        text.lines.extend([number] * len(found))
    return text


_SENTENCE_END = re.compile(r"[.!?…][\"”’')\]]*\s*$")
