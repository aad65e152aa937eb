"""Highlighting: the ranges of a text that match a query, and the snippet that shows the match best."""

from collections import Counter
from collections.abc import Iterable, Sequence

from careader.find.search.reading import Reading, merged
from careader.find.search.terms import Lookup

_ELLIPSIS = "…"
_NEAR = 40  # characters
_LONGEST = 300  # characters of a snippet, give or take a word
_STOPS, _CLOSING = (".", "!", "?", "…", ":", ";", ","), "\"'”’»)]"  # how a sentence ends


def matched(text: str, lookups: Iterable[Lookup], *, headline: bool = False) -> list[tuple[int, int]]:
    """The ranges of a text that match lookups.

    Args:
        text: the text as it is shown.
        lookups: the lookups of the query.
        headline: whether the text is a headline: some lookups count in headlines only.

    Returns:
        The ranges of characters, sorted and disjoint.
    """
    reading = Reading([text], headline=headline)
    return merged(place for lookup in lookups for place in reading.ranges(reading.spans(lookup)))


def snippet(
    parts: Sequence[str], lookups: Sequence[Lookup], words: int = 24
) -> tuple[str, list[tuple[int, int]]]:
    """The piece of a text that shows best how it matches: with the most terms, the rarest terms, and early.

    Args:
        parts: the blocks and items of the text.
        lookups: the lookups of the query.
        words: the most words that the piece has; it also has hardly more than 300 characters.

    Returns:
        The piece, with single blanks, a middle dot after a part without a final stop, and … where it was cut;
        and the ranges of its characters that match. Where nothing matches, the beginning of the text.
    """
    reading = Reading(_lines(parts))
    text, found = reading.text, reading.words
    if not found:
        return f"{text[:_LONGEST]} {_ELLIPSIS}" if len(text) > _LONGEST else text, []
    spans = sorted((span, number) for number, lookup in enumerate(lookups) for span in reading.spans(lookup))
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
        for first, last in reading.ranges(span for span, _ in spans)
        if first < stop and last > start
    ]


def _lines(parts: Iterable[str]) -> list[str]:
    """Each part in one line; a middle dot follows a part without a final stop, such as a list item."""
    lines = [line for part in parts if (line := " ".join(part.split()))]
    ended = [line if line.rstrip(_CLOSING).endswith(_STOPS) else f"{line} ·" for line in lines[:-1]]
    return [*ended, *lines[-1:]]


def _cut(text: str, start: int, stop: int) -> tuple[int, int]:
    """The places to cut a text around a piece: at the nearest blanks, if they are near."""
    before, after = text.rfind(" ", 0, start) + 1, text.find(" ", stop)
    after = len(text) if after < 0 else after
    return before if start - before < _NEAR else start, after if after - stop < _NEAR else stop
