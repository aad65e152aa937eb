"""Finding the places of an article that answer a query: sentences of the text, and the headline."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from careader.find.ranges import merged
from careader.find.search.searched_text import SearchedText, Span, answers
from careader.find.search.terms import Lookup, Node, every_lookup


class Place(NamedTuple):
    """A sentence or a headline that answers a query.

    Attributes:
        article: the number of the article.
        part: the index of the part (block text or list item) that has the sentence, from 0; -1 for the
            headline.
        start: the index of the first character of the sentence in the part.
        sentence: the sentence as captured, in one line.
        spans: the ranges of characters of ``sentence`` that match.
    """

    article: int
    part: int
    start: int
    sentence: str
    spans: tuple[tuple[int, int], ...]


def places_in(
    article: int,
    headline: str,
    parts: Sequence[str],
    asked: Sequence[Lookup],
    unchecked: Node | None = None,
) -> Iterator[Place]:
    """The places of an article, in the order of its text, the headline first.

    Args:
        article: the number of the article.
        headline: the headline of the article.
        parts: the block texts and list items of the article, in order.
        asked: the lookups of the query (`careader.find.search.search.Found.lookups`).
        unchecked: a condition (`Found.unchecked`); an article that does not meet it has no places. None
            for no condition.
    """
    only = {*asked, *every_lookup(unchecked)} if unchecked else asked
    titled, body = SearchedText([headline], headline=True, only=only), SearchedText(parts, only=only)
    if unchecked is not None and not answers(unchecked, titled, body):
        return
    if spans := _spans(titled, asked):
        yield Place(article, -1, 0, *_line(headline, titled.ranges(spans)))
    starts: list[int] = []
    at = 0
    for text in parts:
        starts.append(at)
        at += len(text) + 1
    part = 0
    for (begin, end), ranges in _by_sentence(body, _spans(body, asked)):
        while part + 1 < len(starts) and starts[part + 1] <= begin:
            part += 1
        inside = [(max(first, begin) - begin, min(last, end) - begin) for first, last in ranges]
        yield Place(article, part, begin - starts[part], *_line(body.text[begin:end], inside))


def _spans(searched: SearchedText, asked: Iterable[Lookup]) -> list[Span]:
    return sorted({span for lookup in asked for span in searched.spans(lookup)})


def _by_sentence(
    searched: SearchedText, spans: Iterable[Span]
) -> Iterator[tuple[tuple[int, int], list[tuple[int, int]]]]:
    """The range of each sentence with a match, and the ranges of the matches in the sentence.

    A match that begins in one sentence and ends in the next belongs to the first sentence.
    """
    found: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for first, last in searched.ranges(spans):
        found.setdefault(searched.sentence_of(first), []).append((first, last))
    yield from found.items()


def _line(text: str, ranges: Iterable[tuple[int, int]]) -> tuple[str, tuple[tuple[int, int], ...]]:
    """A text in one line, and the ranges of the same characters in this line."""
    if "\n" not in text and "  " not in text and "\t" not in text and text == text.strip():
        return text, tuple(merged(ranges))
    places: list[int] = []
    line: list[str] = []
    for character in text:
        places.append(len(line))
        if not character.isspace():
            line.append(character)
        elif line and line[-1] != " ":
            line.append(" ")
    places.append(len(line))
    joined = "".join(line).rstrip()
    ends = [(places[first], min(places[last], len(joined))) for first, last in ranges]
    return joined, tuple(merged(ends))
