"""Highlighting: the ranges of a text that match a query, and the snippet with the best match."""

from collections import Counter
from collections.abc import Iterable, Sequence

from careader.find.ranges import merged
from careader.find.search.searched_text import SearchedText
from careader.find.search.terms import Lookup

_ELLIPSIS = "…"
_NEAR = 40  # a snippet is cut at a blank if the blank is at most so many characters away
_LONGEST = 300  # the most characters of a snippet; a word at an end can be more
_STOPS, _CLOSING = (".", "!", "?", "…", ":", ";", ","), "\"'”’»)]"  # the ends of sentences


def matched(text: str, lookups: Iterable[Lookup], *, headline: bool = False) -> list[tuple[int, int]]:
    """The ranges of a text that match lookups.

    Args:
        text: the text as it is shown.
        lookups: the lookups of the query.
        headline: whether the text is a headline: some lookups match only in headlines.

    Returns:
        The ranges of characters, sorted and disjoint.
    """
    searched = SearchedText([text], headline=headline)
    return merged(place for lookup in lookups for place in searched.ranges(searched.spans(lookup)))


def snippet(
    parts: Sequence[str], lookups: Sequence[Lookup], words: int = 24
) -> tuple[str, list[tuple[int, int]]]:
    """The piece of a text with the best match: many different lookups, rare lookups, early in the text.

    Args:
        parts: the blocks and items of the text.
        lookups: the lookups of the query.
        words: the most words of the piece; the piece also has hardly more than 300 characters.

    Returns:
        The piece, in one line, with a middle dot after a part without a final stop, and … at each cut; and
        the ranges of its characters that match. Without a match, the piece is the beginning of the text.
    """
    searched = SearchedText(_lines(parts))
    text, found = searched.text, searched.words
    if not found:
        return f"{text[:_LONGEST]} {_ELLIPSIS}" if len(text) > _LONGEST else text, []
    spans = sorted((span, number) for number, lookup in enumerate(lookups) for span in searched.spans(lookup))
    often = Counter(number for _, number in spans)
    lead = words // 4
    best, first, at = 0.0, 0, 0
    for at_span, (span, _) in enumerate(spans):
        within = {
            number
            for other, number in spans[at_span : at_span + words]
            if other.last <= span.first + words - lead
        } | {spans[at_span][1]}
        worth = sum(1 + 1 / often[number] for number in within)
        if worth > best:
            best, at = worth, span.first
            first = span.first - min(lead, max(0, words - (span.last - span.first)))
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
        for first, last in searched.ranges(span for span, _ in spans)
        if first < stop and last > start
    ]


def _lines(parts: Iterable[str]) -> list[str]:
    """Each part in one line; a middle dot follows a part without a final stop, such as a list item."""
    lines = [line for part in parts if (line := " ".join(part.split()))]
    ended = [line if line.rstrip(_CLOSING).endswith(_STOPS) else f"{line} ·" for line in lines[:-1]]
    return [*ended, *lines[-1:]]


def _cut(text: str, start: int, stop: int) -> tuple[int, int]:
    """Move the ends of a piece outward to the nearest blanks, if they are near; returns start and end."""
    before, after = text.rfind(" ", 0, start) + 1, text.find(" ", stop)
    after = len(text) if after < 0 else after
    return before if start - before < _NEAR else start, after if after - stop < _NEAR else stop
