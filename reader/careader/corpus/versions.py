"""How an article changed from one capture to another: its versions, and what differs between two of them.

Pure. Two copies are compared by their words as a reader sees them, not by how they were set: quotes, dashes,
punctuation and case are no change, nor is it that a teaser runs its section headings into the text, shows its
captions as shortcodes, and ends in a cut mark (FORMAT.md: Articles).
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
from careader.index.digest import CHUNK, compared_lines, digest, end_of_excerpt, key_of
from careader.words import count

_END = 40
"""Words at its end that a text is not told to have been given, or to have lost, but to go on with."""


class Fate(StrEnum):
    """What became of words from an older copy to a newer one."""

    SAME = "same"
    NEW = "new"
    GONE = "gone"
    MORE = "more"
    """The end of the newer copy, which the older has not: it stops before."""
    LESS = "less"
    """The end of the older copy, which the newer has not."""


@dataclass(frozen=True, slots=True)
class Run:
    """Words next to each other that met one fate, with their punctuation and single blanks."""

    fate: Fate
    text: str

    @property
    def words(self) -> int:
        """How many they are, counted as the eye does."""
        return len(self.text.split())


@dataclass(frozen=True, slots=True)
class Passage:
    """A block of the newer copy, or one of its list items; or a block that only the older copy has."""

    kind: Kind
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What differs between two copies.

    The words of the newer copy are the runs that are the same, new and more, in their order; those of the
    older the ones that are the same, gone and less. Captions and cut marks are in neither.

    Attributes:
        headline: of both copies.
        passages: the body.
    """

    headline: tuple[Run, ...]
    passages: tuple[Passage, ...]

    def words(self, fate: Fate) -> int:
        """How many words of the body met a fate."""
        return sum(run.words for passage in self.passages for run in passage.runs if run.fate is fate)

    @property
    def retitled(self) -> bool:
        """Whether the headline has other words."""
        return any(run.fate is not Fate.SAME for run in self.headline)


@dataclass(frozen=True, slots=True)
class Version:
    """One text of an article, and where it stood.

    Attributes:
        copy: the text; of several copies with the same words the one with most blocks.
        captures: the path and the date of each capture that had it, latest first, undated last.
    """

    copy: Copy
    captures: tuple[tuple[str, date | None], ...]

    @property
    def words(self) -> int:
        """The words of its body, without captions."""
        return sum(len(line.split()) for _, line in compared_lines(self.copy))


class _Capture(Protocol):
    @property
    def path(self) -> str: ...
    @property
    def date(self) -> date | None: ...


class Stood(Protocol):
    """Where a copy stood, such as `careader.corpus.Standing`."""

    @property
    def capture(self) -> _Capture:
        """The capture that carried it."""

    @property
    def copy(self) -> Copy:
        """The copy."""


def versions(standings: Iterable[Stood]) -> list[Version]:
    """The different texts of an article, oldest first, undated ones before all.

    Texts are different where their `digest` is. Of those that came up on one day, the shorter come first.
    """
    digests: dict[tuple[str, tuple[Block, ...], bool], str] = {}
    alike: dict[str, list[tuple[Copy, str, date | None]]] = {}
    for standing in standings:
        copy = standing.copy
        text = (copy.headline, copy.blocks, copy.excerpt)
        if text not in digests:
            digests[text] = digest(copy)
        alike.setdefault(digests[text], []).append((copy, standing.capture.path, standing.capture.date))
    found: list[tuple[tuple[date, int, str], Version]] = []
    for same in alike.values():
        same.sort(key=lambda each: (-each[2].toordinal() if each[2] else 0, each[1]))
        copy = max((copy for copy, _, _ in same), key=lambda copy: len(copy.blocks))
        first = min((day for _, _, day in same if day), default=date.min)
        version = Version(copy, tuple((path, day) for _, path, day in same))
        found.append(((first, version.words, same[0][1]), version))
    return [version for _, version in sorted(found, key=lambda each: each[0])]


def compare(old: Copy, new: Copy) -> Comparison:
    """What differs between an older copy and a newer one, word by word."""
    before, after = (_text([(Kind.HEADING, copy.headline)]) for copy in (old, new))
    headline = chain.from_iterable(passage.runs for passage in _compared(before, after, cut=None))
    body = _compared(_body(old), _body(new), cut=(old.excerpt, new.excerpt))
    return Comparison(tuple(headline), tuple(body))


def said(comparison: Comparison) -> str:
    """What differs in one line, such as ``headline changed, 12 words new, 3 gone``."""
    parts = ["headline changed"] if comparison.retitled else []
    for fate, word in ((Fate.NEW, "new"), (Fate.GONE, "gone"), (Fate.MORE, "more"), (Fate.LESS, "fewer")):
        if words := comparison.words(fate):
            told = any(part[0].isdigit() for part in parts)
            parts.append(f"{words:,} {word}" if told else f"{count(words, 'word')} {word}")
    return ", ".join(parts) or "the same words"


@dataclass(frozen=True, slots=True)
class _Text:
    """A text as it is compared.

    Attributes:
        keys: its words, folded.
        pieces: the same as captured, each with what stands between it and the next.
        lines: the line that each stands in.
        kinds: of the lines: a block is one, or as many as its list has items.
    """

    keys: list[str]
    pieces: list[str]
    lines: list[int]
    kinds: list[Kind]

    @property
    def words(self) -> Words:
        """As it is aligned: best parted between lines, then between sentences."""
        breaks = [0] * (len(self.keys) + 1)
        for at, line in enumerate(self.lines):
            if at == 0 or line != self.lines[at - 1]:
                breaks[at] = PARAGRAPH
            elif _SENTENCE_END.search(self.pieces[at - 1]):
                breaks[at] = SENTENCE
        breaks[-1] = PARAGRAPH
        return Words(self.keys, breaks)

    def line(self, at: int) -> int:
        """The line that the word at a place stands in; -1 where there is none."""
        return self.lines[at] if 0 <= at < len(self.lines) else -1


class _Told(NamedTuple):
    """A word in the order that it is told in: its fate, itself, and the line of a text that it is told in."""

    text: _Text
    line: int
    fate: Fate
    piece: str


def _compared(old: _Text, new: _Text, cut: tuple[bool, bool] | None) -> Iterator[Passage]:
    """The passages of the newer text, with what only the older one has where it stood.

    Args:
        old: the older text.
        new: the newer one.
        cut: whether each of them was cut short; None where neither has an end that the other can lack.
    """
    told: list[_Told] = []
    last = Match(0, 0, 0)
    matches = align(old.words, new.words)
    for match in matches:
        gone, added = range(last.old + last.size, match.old), range(last.new + last.size, match.new)
        told += _changed(old, new, gone, added, (Fate.GONE, Fate.NEW))
        same = range(match.new, match.new + match.size)
        told += [_Told(new, new.lines[at], Fate.SAME, new.pieces[at]) for at in same]
        last = match
    gone, added = range(last.old + last.size, len(old.keys)), range(last.new + last.size, len(new.keys))
    told += _changed(old, new, gone, added, _fates_at_end(gone, added, cut) if cut else (Fate.GONE, Fate.NEW))
    for (is_old, line), words in groupby(told, key=lambda word: (word.text is old, word.line)):
        yield Passage((old if is_old else new).kinds[line], tuple(_runs(words)))


def _changed(old: _Text, new: _Text, gone: range, added: range, fates: tuple[Fate, Fate]) -> Iterator[_Told]:
    """The words between two that are the same, in reading order: what is gone before what is new.

    What is gone from the line of a word that is the same is told in that word's line. A line that is gone as
    a whole is told as one, unless it stood in the middle of what is one line in the newer text.
    """
    before, after = new.line(added.start - 1), new.line(added.stop)
    within = 0 <= before == after
    for side, line in enumerate((before, -1, after)):
        for at in gone:
            if (0 if within else _side(old, gone, at)) == side:
                place = (old, old.lines[at]) if line < 0 else (new, line)
                yield _Told(*place, fates[0], old.pieces[at])
        for at in added:
            if _side(new, added, at) == side:
                yield _Told(new, new.lines[at], fates[1], new.pieces[at])


def _side(text: _Text, part: range, at: int) -> int:
    """Where a word of a part stands: 0 in the line of the word before the part, 2 of that after, 1 else."""
    line = text.lines[at]
    return 0 if line == text.line(part.start - 1) else 2 if line == text.line(part.stop) else 1


def _fates_at_end(gone: range, added: range, cut: tuple[bool, bool]) -> tuple[Fate, Fate]:
    """What the last words of two texts met: an end that one of them merely does not have is no change.

    Of a text that was not cut short, a few more words at its end are a change like any other.
    """
    old_cut, new_cut = cut
    less = (new_cut and (not old_cut or not added)) or (len(gone) > _END and not added)
    more = (old_cut and (not new_cut or not gone)) or (len(added) > _END and not gone)
    apart = gone.start > 0 or not (gone and added)
    return Fate.LESS if less and apart else Fate.GONE, Fate.MORE if more and apart else Fate.NEW


def _runs(words: Iterable[_Told]) -> Iterator[Run]:
    """Words of one line as runs of one fate."""
    for fate, alike in groupby(words, key=lambda word: word.fate):
        yield Run(fate, " ".join("".join(word.piece for word in alike).split()))


def _body(copy: Copy) -> _Text:
    """The body of a copy as it is compared."""
    text = _text(compared_lines(copy))
    end = end_of_excerpt(text.keys) if copy.excerpt else len(text.keys)
    return _Text(text.keys[:end], text.pieces[:end], text.lines[:end], text.kinds)


def _text(lines: Iterable[tuple[Kind, str]]) -> _Text:
    text = _Text([], [], [], [])
    for number, (kind, line) in enumerate(lines):
        text.kinds.append(kind)
        found = [(chunk.start(), key) for chunk in CHUNK.finditer(line) if (key := key_of(chunk[0]))]
        begins = [0, *(begin for begin, _ in found[1:])][: len(found)]
        text.keys.extend(key for _, key in found)
        text.pieces.extend(f"{line} "[begin:end] for begin, end in pairwise([*begins, len(line) + 1]))
        text.lines.extend([number] * len(found))
    return text


_SENTENCE_END = re.compile(r"[.!?…][\"”’')\]]*\s*$")
