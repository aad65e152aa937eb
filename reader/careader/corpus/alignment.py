"""Finding the words that two texts share, in order. Pure, and quick for texts of any length.

A diff for machines keeps single words of two rewritten sentences, because both sentences happen to have these
words. This alignment is for reading: it keeps the words that a reader would call unchanged.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

SENTENCE, PARAGRAPH = 1, 3
"""The values of a cut at the end of a sentence and at the end of a paragraph.

One end of a paragraph is worth more than two ends of sentences.
"""

_SMALL = 10_000
"""Two stretches are compared word by word if the product of their lengths, in words, is at most this."""

_DEPTH = 20
"""A stretch is divided at most so many times. Real texts take three or four divisions."""

_CHANCE = 4
"""By chance, two rewritten stretches share at most so many words in a row."""


@dataclass(frozen=True, slots=True)
class Words:
    """A text to align.

    Attributes:
        keys: the keys of the words, in order; equal keys are the same word.
        breaks: the value of a cut before each word, and of a cut at the end: ``SENTENCE``, ``PARAGRAPH``, or
            0 within a sentence.
    """

    keys: Sequence[str]
    breaks: Sequence[int]


@dataclass(frozen=True, slots=True)
class Match:
    """A run of equal words.

    Attributes:
        old: the index of the first word in the older text.
        new: the index of the first word in the newer text.
        size: the number of words.
    """

    old: int
    new: int
    size: int


def align(old: Words, new: Words) -> list[Match]:
    """The words that two texts share, as runs in order; runs that touch in both texts are one run."""
    return _parted_well(_without_chance(_joined(sorted(_found(old.keys, new.keys))), old, new), old, new)


def _found(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int, int]]:
    """Yield runs of equal words, unsorted: start in the old text, start in the new text, and length."""
    stretches = [(0, len(old), 0, len(new), 0)]
    while stretches:
        a, a_end, b, b_end, depth = stretches.pop()
        begin = a
        while a < a_end and b < b_end and old[a] == new[b]:
            a, b = a + 1, b + 1
        if a > begin:
            yield begin, b - (a - begin), a - begin
        end = a_end
        while a < a_end and b < b_end and old[a_end - 1] == new[b_end - 1]:
            a_end, b_end = a_end - 1, b_end - 1
        if end > a_end:
            yield a_end, b_end, end - a_end
        if (a_end - a) * (b_end - b) <= _SMALL:
            matcher = SequenceMatcher(None, old[a:a_end], new[b:b_end], autojunk=False)
            yield from ((a + i, b + j, size) for i, j, size in matcher.get_matching_blocks() if size)
        elif depth < _DEPTH and (anchors := _anchors(old, new, (a, a_end, b, b_end))):
            for i, j in [*anchors, (a_end, b_end)]:
                stretches.append((a, i, b, j, depth + 1))
                a, b = i, j


def _anchors(
    old: Sequence[str], new: Sequence[str], stretch: tuple[int, int, int, int]
) -> list[tuple[int, int]]:
    """The longest series of words that occur once in each text's stretch, in the same order in both.

    Patience sorting finds the series (https://bramcohen.livejournal.com/73318.html).

    Args:
        old: the words of the older text.
        new: the words of the newer text.
        stretch: the stretch to search: start and end in the older text, start and end in the newer text.

    Returns:
        For each word of the series, its index in the older and in the newer text.
    """
    a, a_end, b, b_end = stretch
    once_old, once_new = (_once(text, *ends) for text, ends in ((old, (a, a_end)), (new, (b, b_end))))
    pairs = [(i, once_new[word]) for word, i in once_old.items() if word in once_new]
    tops: list[int] = []  # for each pile: the least index in the new text
    piles: list[int] = []  # for each pile: the pair with this index
    before: list[int] = []  # for each pair: the pair before it in the series
    for at, (_, j) in enumerate(pairs):
        pile = bisect_left(tops, j)
        before.append(piles[pile - 1] if pile else -1)
        tops[pile : pile + 1], piles[pile : pile + 1] = [j], [at]
    chain: list[tuple[int, int]] = []
    last = piles[-1] if piles else -1
    while last >= 0:
        chain.append(pairs[last])
        last = before[last]
    return chain[::-1]


def _once(text: Sequence[str], begin: int, end: int) -> dict[str, int]:
    """The words that occur exactly once in a part of a text, in order, each with its index."""
    counts = Counter(text[begin:end])
    return {word: at for at, word in enumerate(text[begin:end], begin) if counts[word] == 1}


def _joined(runs: Sequence[tuple[int, int, int]]) -> list[Match]:
    """Join the runs that touch in both texts.

    Args:
        runs: the runs in order, each as start in the old text, start in the new text, and length.
    """
    joined: list[Match] = []
    for old, new, size in runs:
        last = joined[-1] if joined else Match(0, 0, 0)
        if joined and (last.old + last.size, last.new + last.size) == (old, new):
            joined[-1] = Match(last.old, last.new, last.size + size)
        else:
            joined.append(Match(old, new, size))
    return joined


def _without_chance(matches: list[Match], old: Words, new: Words) -> list[Match]:
    """Drop matches by chance: a few equal words between two rewritten stretches.

    A heading stays, however short: an equal heading is not chance.
    """
    while True:
        kept: list[Match] = []
        for match, following in pairwise([*matches, Match(len(old.keys), len(new.keys), 0)]):
            last = kept[-1] if kept else Match(0, 0, 0)
            before = max(match.old - last.old - last.size, match.new - last.new - last.size)
            after = max(following.old - match.old, following.new - match.new) - match.size
            if match.size > _CHANCE or match.size >= min(before, after) or _is_paragraph(match, old, new):
                kept.append(match)
        if len(kept) == len(matches):
            return kept
        matches = kept


def _is_paragraph(match: Match, old: Words, new: Words) -> bool:
    """Whether the words are a whole paragraph of one text and begin a sentence of the other text."""
    places = ((old.breaks, match.old), (new.breaks, match.new))
    whole = any(breaks[at] == breaks[at + match.size] == PARAGRAPH for breaks, at in places)
    return whole and all(breaks[at] for breaks, at in places)


def _parted_well(matches: list[Match], old: Words, new: Words) -> list[Match]:
    """Move the borders of insertions and deletions to the places where a reader would see them.

    An inserted paragraph can begin with the same words as the next paragraph. The insertion then has several
    descriptions: ``a [b c] b d`` is the same text as ``a b [c b] d``. The description with whole sentences
    and paragraphs is chosen. Words that can be the end of the text are described as the end.
    """
    parted = matches[:1]
    for match in matches[1:]:
        last = parted[-1]
        in_old, in_new = match.old - last.old - last.size, match.new - last.new - last.size
        shift = 0
        if not (in_old and in_new):
            text = old if in_old else new
            begin, end = (last.old + last.size, match.old) if in_old else (last.new + last.size, match.new)
            to_end = match.old + match.size == len(old.keys) and match.new + match.size == len(new.keys)
            to_start = last.old == last.new == 0
            on = _alike(text.keys, begin, end, 1, match.size - (not to_end))
            back = _alike(text.keys, begin - 1, end - 1, -1, last.size - (not to_start))
            shift = on
            if on < match.size:
                breaks = text.breaks
                shift = max(
                    range(-back, on + 1), key=lambda n: (breaks[begin + n] + breaks[end + n], -abs(n))
                )
        parted[-1] = Match(last.old, last.new, last.size + shift)
        parted.append(Match(match.old + shift, match.new + shift, match.size - shift))
    return [match for match in parted if match.size]


def _alike(keys: Sequence[str], one: int, two: int, step: int, most: int) -> int:
    """How many words in a row are equal, at most ``most``, beginning at the indexes ``one`` and ``two``.

    ``step`` is 1 to compare forward, -1 to compare backward.
    """
    count = 0
    while count < most and keys[one + count * step] == keys[two + count * step]:
        count += 1
    return count
