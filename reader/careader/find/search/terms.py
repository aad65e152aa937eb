"""The syntax tree of a query: phrases, terms, figures, and the nodes that combine them.

`query` makes the tree of a typed text. `fitting` replaces words that the archive lacks with words that the
archive has. `highlighting` highlights the lookups of the tree in a text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product
from math import prod

from careader.index.figures import Figure
from careader.index.search_columns import HEADLINE_SIGN, IN_COLUMN, LONGER, SIGN

_TEXTS = "{headline body} : "
"""The columns with the words of the article in order; other columns repeat some words for special queries."""

_MOST_WAYS = 64
"""A `Near` with more combinations of spellings is not decided by FTS5, but by reading texts."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """One or more consecutive words.

    Attributes:
        words: the words, in the form of `plain_words`.
        prefix: whether the last word is only the beginning of a word: ``kazakh*``.
        counts: how much a match counts in comparison with a match of the typed words, 0 to 1.
    """

    words: tuple[str, ...]
    prefix: bool = False
    counts: float = 1.0

    def __str__(self) -> str:
        return " ".join(self.words) + "*" * self.prefix


@dataclass(frozen=True, slots=True)
class Term:
    """A word or phrase of a query, with all its spellings.

    Attributes:
        phrases: the spellings; the first is the typed spelling.
        headline: whether only a match in the headline counts.
        exact: whether the term was typed in quotes, so that no other spelling counts.
    """

    phrases: tuple[Phrase, ...]
    headline: bool = False
    exact: bool = False


@dataclass(frozen=True, slots=True)
class AnyFigure:
    """Any figure of a kind: ``#``, ``$#``, ``%#``.

    Attributes:
        figure: the kind.
        headline: whether only a match in the headline counts.
    """

    figure: Figure
    headline: bool = False


@dataclass(frozen=True, slots=True)
class Near:
    """Parts near each other, in any order.

    Attributes:
        parts: two parts or more; a `OneOf` is a choice of terms.
        within: the most words between the first and the last part; None where all parts must be in one
            sentence.
    """

    parts: tuple[Together, ...]
    within: int | None


@dataclass(frozen=True, slots=True)
class AllOf:
    """Matches where all of ``parts`` match and none of ``without`` matches.

    In a finished query, ``parts`` is never empty.
    """

    parts: tuple[Node, ...]
    without: tuple[Node, ...] = ()


@dataclass(frozen=True, slots=True)
class OneOf:
    """At least one of ``parts``."""

    parts: tuple[Node, ...]


Together = Term | AnyFigure | OneOf
"""A node that can be a part of a `Near`. A `OneOf` in a `Near` has only terms and figures."""

Node = Term | AnyFigure | Near | AllOf | OneOf
Lookup = Term | AnyFigure | Near
"""A node that is searched in a text, and highlighted, by itself."""


def lookups(node: Node) -> Iterator[Lookup]:
    """The lookups of a node that articles must have, in the order of the query."""
    if isinstance(node, AllOf | OneOf):
        for part in node.parts:
            yield from lookups(part)
    else:
        yield node


def every_lookup(node: Node) -> Iterator[Lookup]:
    """All lookups of a node, also lookups that articles must not have."""
    if isinstance(node, AllOf):
        for part in (*node.parts, *node.without):
            yield from every_lookup(part)
    elif isinstance(node, OneOf):
        for part in node.parts:
            yield from every_lookup(part)
    else:
        yield node


def wanted_terms(node: Node) -> Iterator[Term]:
    """The terms of a node that articles must have, in the order of the query."""
    if isinstance(node, Term):
        yield node
    elif not isinstance(node, AnyFigure):
        for part in node.parts:
            yield from wanted_terms(part)


def in_headline(node: Node) -> Node:
    """A copy of a node that matches only in headlines."""
    if isinstance(node, Term | AnyFigure):
        return replace(node, headline=True)
    parts = tuple(map(in_headline, node.parts))
    if isinstance(node, AllOf):
        return AllOf(parts, tuple(map(in_headline, node.without)))
    return replace(node, parts=parts)  # type: ignore[arg-type]  # the parts of a Near keep their types


def of_headline(part: Together) -> bool:
    """Whether a part of a `Near` matches only in headlines."""
    return of_headline(part.parts[0]) if isinstance(part, OneOf) else part.headline  # type: ignore[arg-type]


def is_told_by_index(node: Node) -> bool:
    """Whether the index alone decides which articles answer; otherwise the texts must be read."""
    if isinstance(node, Near):
        return node.within is not None and 0 < _combinations(node.parts) <= _MOST_WAYS
    if isinstance(node, AllOf):
        return all(map(is_told_by_index, (*node.parts, *node.without)))
    return not isinstance(node, OneOf) or all(map(is_told_by_index, node.parts))


def expression(node: Node) -> str:
    """The FTS5 expression of a node, for the table ``search`` of the index.

    The expression matches every article that answers. Where `is_told_by_index` is false, the expression also
    matches other articles.
    """
    if isinstance(node, Term):
        return _one_of([_column(headline=node.headline) + _quoted(phrase) for phrase in node.phrases])
    if isinstance(node, AnyFigure):
        return f'signs : "{(HEADLINE_SIGN if node.headline else SIGN)[node.figure]}"'
    if isinstance(node, Near):
        return _together(node)
    if isinstance(node, OneOf):
        return _one_of([expression(part) for part in node.parts])
    wanted = " AND ".join(expression(part) for part in node.parts)
    wanted = f"({wanted})" if len(node.parts) > 1 else wanted
    without = [expression(part) for part in node.without if is_told_by_index(part)]
    return f"({wanted} NOT {_one_of(without)})" if without else wanted


def _together(near: Near) -> str:
    if near.within is None or not is_told_by_index(near):
        parts = [expression(part) for part in near.parts]
        return f"({' AND '.join([*parts, *_beside_figures(near), *_close(near)])})"
    return _near(near.parts, near.within)


def _near(parts: Sequence[Together], within: int) -> str:
    column = _column(headline=True) if of_headline(parts[0]) else _TEXTS
    ways = product(*map(_ways, parts))
    return _one_of([f"{column}NEAR({' '.join(map(_quoted, phrases))}, {within})" for phrases in ways])


def _close(near: Near) -> Iterator[str]:
    """A condition for words in one sentence: they are no farther apart than the article's longest sentence.

    The index knows for each article how long its longest sentence is (`LONGER`).
    """
    parts = [part for part in near.parts if _ways(part)]
    if near.within is not None or len(parts) < 2 or _combinations(parts) * len(LONGER) > _MOST_WAYS:
        return
    apart = [*LONGER]
    signs = [f'signs : "{sign}"' for sign in LONGER.values()]
    within = [_near(parts, words) for words in apart]
    yield _one_of(
        [
            within[0],
            *(f"({close} AND {sign})" for close, sign in zip(within[1:], signs[:-1], strict=True)),
            signs[-1],
        ]
    )


def _beside_figures(near: Near) -> Iterator[str]:
    """FTS5 expressions for the parts of a `Near` that must be in one sentence with an amount or a share."""
    if near.within is None and not any(map(of_headline, near.parts)):
        for figure, column in IN_COLUMN.items():
            if AnyFigure(figure) in near.parts:
                yield from (f"{column} : {expression(part)}" for part in near.parts if _ways(part))


def _combinations(parts: Iterable[Together]) -> int:
    """The number of combinations of spellings of some parts; 0 if the index cannot be asked for a part."""
    return prod(len(_ways(part)) for part in parts)


def _ways(part: Node) -> list[Phrase]:
    """All spellings of a part of a `Near`; empty where the index cannot be asked for the part."""
    if isinstance(part, Term):
        return [*part.phrases]
    if not isinstance(part, OneOf):
        return []
    ways = [_ways(each) for each in part.parts]
    return [phrase for phrases in ways for phrase in phrases] if all(ways) else []


def _quoted(phrase: Phrase) -> str:
    return f'"{" ".join(phrase.words)}"' + "*" * phrase.prefix


def _column(*, headline: bool) -> str:
    return "headline : " if headline else ""


def _one_of(expressions: list[str]) -> str:
    return f"({' OR '.join(expressions)})" if len(expressions) > 1 else expressions[0]
