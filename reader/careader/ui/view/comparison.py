"""Setting the comparison of two versions in lines, with signs around new and gone words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from careader.capture import Kind
from careader.corpus.versions import BlockDiff, Comparison, Fate, Segment
from careader.ui.view.typesetting import wrap_text
from careader.words import count

_FEW = 40
"""The most unchanged words that are shown in full; more words are replaced by their number."""

_AROUND = 20
"""Unchanged words that are shown before and after each change in a long paragraph."""

_SIGNS = {Fate.NEW: "[+{}]", Fate.MORE: "[+{}]", Fate.GONE: "[−{}]", Fate.LESS: "[−{}]"}
"""The signs around new and gone words, for terminals without colour and strikethrough."""

_TOLD = {
    Fate.SAME: "the same",
    Fate.MORE: "more, where the version before ends",
    Fate.LESS: "fewer: this version ends here",
}
"""The text that replaces many words of one fate, after their number."""


@dataclass(frozen=True, slots=True)
class ComparisonLine:
    """One line of a comparison that is laid out for the screen.

    Attributes:
        text: the text, with signs around new and gone words.
        role: the style: ``headline``, ``heading``, ``text`` or ``aside``.
        spans: the ranges of characters that are ``new`` or ``gone``, each as (start, end, name).
    """

    text: str
    role: str
    spans: tuple[tuple[int, int, str], ...] = ()


def set_comparison(comparison: Comparison, width: int, *, whole: bool) -> list[ComparisonLine]:
    """Set a comparison in lines: the headline, a blank line, the body.

    Args:
        comparison: what to set.
        width: columns.
        whole: whether every word is shown. Otherwise many words that did not change, or that only one version
            has at its end, are replaced by their number.
    """
    lines = list(_set_segments(comparison.headline, "headline", width))
    blocks = comparison.blocks
    if not whole and comparison.words(Fate.MORE) + comparison.words(Fate.LESS) > _FEW:
        blocks = tuple(part for block in blocks for part in _without_end(block))
    item = False
    for fate, alike in groupby(blocks, key=_fate_of):
        stretch = list(alike)
        words = sum(segment.words for block in stretch for segment in block.segments)
        if fate in _TOLD and words > _FEW and not whole:
            lines += [
                ComparisonLine("", "text"),
                *set_passage(f"… {count(words, 'word')} {_TOLD[fate]}", "aside", width),
            ]
            item = False
            continue
        for block in stretch:
            together = item and block.kind is Kind.LIST
            item = block.kind is Kind.LIST
            lines += [] if together else [ComparisonLine("", "text")]
            lines += _set_block(block, width, whole=whole)
    return lines


def _fate_of(block: BlockDiff) -> Fate | None:
    """The one fate of all words of a block; None where the words have different fates."""
    return block.segments[0].fate if len(block.segments) == 1 else None


def _without_end(block: BlockDiff) -> Iterator[BlockDiff]:
    """A block in two parts: the part that both versions have, and the end that only one version has."""
    *segments, last = block.segments
    if segments and last.fate in (Fate.MORE, Fate.LESS):
        yield BlockDiff(block.kind, tuple(segments))
        yield BlockDiff(block.kind, (last,))
    else:
        yield block


def _set_block(block: BlockDiff, width: int, *, whole: bool) -> Iterator[ComparisonLine]:
    last = len(block.segments) - 1
    segments = [
        segment if whole or not last else _around_changes(segment, first=at == 0, last=at == last)
        for at, segment in enumerate(block.segments)
    ]
    role = "heading" if block.kind is Kind.HEADING else "text"
    return _set_segments(segments, role, width, "  • " if block.kind is Kind.LIST else "")


def _around_changes(segment: Segment, *, first: bool, last: bool) -> Segment:
    """Shorten a long segment of unchanged words to the words next to a change."""
    words = segment.text.split()
    if segment.fate is not Fate.SAME or len(words) <= 2 * _AROUND + 1:
        return segment
    before = [] if first else words[:_AROUND]
    after = [] if last else words[-_AROUND:]
    return Segment(segment.fate, " ".join([*before, "…", *after]))


def _set_segments(
    segments: Sequence[Segment], role: str, width: int, bullet: str = ""
) -> Iterator[ComparisonLine]:
    text, spans = "", []
    for segment in segments:
        begin = len(text) + bool(text)
        text = f"{text} {_SIGNS.get(segment.fate, '{}').format(segment.text)}".strip()
        if segment.fate is not Fate.SAME:
            spans.append((begin, len(text), "new" if segment.fate in (Fate.NEW, Fate.MORE) else "gone"))
    return set_passage(text, role, width, spans, bullet)


def set_passage(
    text: str, role: str, width: int, spans: Sequence[tuple[int, int, str]] = (), bullet: str = ""
) -> Iterator[ComparisonLine]:
    """Set a text in lines of one role.

    Args:
        text: the text.
        role: the role of the lines (`ComparisonLine.role`).
        width: columns.
        spans: the ranges of characters that are ``new`` or ``gone``.
        bullet: the sign before the first line; the other lines are indented as far.
    """
    indent = len(bullet)
    for number, (line, at) in enumerate(wrap_text(text, max(1, width - indent), len(text) + 1)):
        within = tuple(
            (max(begin - at, 0) + indent, min(end - at, len(line)) + indent, name)
            for begin, end, name in spans
            if begin < at + len(line) and end > at
        )
        yield ComparisonLine((" " * indent if number else bullet) + line, role, within)
