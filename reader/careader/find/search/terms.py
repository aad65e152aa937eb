"""What is looked for in a text: words in a row, figures, and how such go together.

A query is read into these (`careader.find.search.query`). Words that the archive does not know are replaced
by words that it has (`careader.find.search.fitting`). What was asked for says where a text matches
(`careader.find.search.matches`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import product
from math import prod

from careader.index.figures import HEADLINE_SIGN, SIGN, Figure

_MOST_WAYS = 64
"""Ways to write what stands near each other that FTS5 is asked for; where there are more, texts are read."""


@dataclass(frozen=True, slots=True)
class Run:
    """Words that stand in a row.

    Attributes:
        words: one word or more, each as `plain_words` gives it.
        prefix: whether the last of them may go on: ``kazakh*``.
        counts: how much it counts beside the words that were typed, 0 to 1.
    """

    words: tuple[str, ...]
    prefix: bool = False
    counts: float = 1.0

    def __str__(self) -> str:
        return " ".join(self.words) + "*" * self.prefix


@dataclass(frozen=True, slots=True)
class Term:
    """One thing that was asked for, with every way to write it that counts.

    Attributes:
        runs: the ways; the first is the one that was typed.
        headline: whether it counts in the headline only.
        exact: whether it was quoted, and so means only what was typed.
    """

    runs: tuple[Run, ...]
    headline: bool = False
    exact: bool = False


@dataclass(frozen=True, slots=True)
class AnyFigure:
    """Any figure of a kind: ``#``, ``$#``, ``%#``.

    Attributes:
        figure: the kind.
        headline: whether it counts in the headline only.
    """

    figure: Figure
    headline: bool = False


@dataclass(frozen=True, slots=True)
class Near:
    """What stands together, in any order: a `OneOf` among the parts is terms of which any will do.

    Attributes:
        parts: two or more.
        within: words between the first and the last at most; None: all are in one sentence.
    """

    parts: tuple[Together, ...]
    within: int | None


@dataclass(frozen=True, slots=True)
class AllOf:
    """Each of ``parts``, one at least, and none of ``without``."""

    parts: tuple[Node, ...]
    without: tuple[Node, ...] = ()


@dataclass(frozen=True, slots=True)
class OneOf:
    """At least one of ``parts``."""

    parts: tuple[Node, ...]


Together = Term | AnyFigure | OneOf
"""What can stand near something; of a `OneOf` the parts are terms and figures."""

Node = Term | AnyFigure | Near | AllOf | OneOf
Lookup = Term | AnyFigure | Near
"""What is looked for in a text by itself, and brought out in it."""


def lookups(node: Node) -> Iterator[Lookup]:
    """What of a node is wanted and brought out, in the order of the query; none that is to be left out."""
    if isinstance(node, AllOf | OneOf):
        for part in node.parts:
            yield from lookups(part)
    else:
        yield node


def every_lookup(node: Node) -> Iterator[Lookup]:
    """What of a node is looked for to tell whether a text answers, also what is to be left out."""
    if isinstance(node, AllOf):
        for part in (*node.parts, *node.without):
            yield from every_lookup(part)
    elif isinstance(node, OneOf):
        for part in node.parts:
            yield from every_lookup(part)
    else:
        yield node


def wanted_terms(node: Node) -> Iterator[Term]:
    """The terms of a node that are wanted, in the order of the query; none that is to be left out."""
    if isinstance(node, Term):
        yield node
    elif not isinstance(node, AnyFigure):
        for part in node.parts:
            yield from wanted_terms(part)


def in_headline(node: Node) -> Node:
    """The same, asked of headlines only."""
    if isinstance(node, Term | AnyFigure):
        return replace(node, headline=True)
    parts = tuple(map(in_headline, node.parts))
    if isinstance(node, AllOf):
        return AllOf(parts, tuple(map(in_headline, node.without)))
    return replace(node, parts=parts)  # type: ignore[arg-type]  # of a Near the parts stay what they are


def of_headline(part: Together) -> bool:
    """Whether what stands near something counts in headlines only."""
    return of_headline(part.parts[0]) if isinstance(part, OneOf) else part.headline  # type: ignore[arg-type]


def is_told_by_index(node: Node) -> bool:
    """Whether the index tells which articles answer; else those that it finds are to be read."""
    if isinstance(node, Near):
        ways = [_ways(part) for part in node.parts]
        return node.within is not None and all(ways) and prod(map(len, ways)) <= _MOST_WAYS
    if isinstance(node, AllOf):
        return all(map(is_told_by_index, (*node.parts, *node.without)))
    return not isinstance(node, OneOf) or all(map(is_told_by_index, node.parts))


def expression(node: Node) -> str:
    """Write a node as an expression of FTS5, over the table ``search`` of the index.

    It matches every article that answers; where `is_told_by_index` is false, others as well.
    """
    if isinstance(node, Term):
        return _one_of([_column(node.headline) + _phrase(run) for run in node.runs])
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
    if not is_told_by_index(near):
        return f"({' AND '.join(expression(part) for part in near.parts)})"
    column = _column(of_headline(near.parts[0]))
    ways = product(*map(_ways, near.parts))
    return _one_of([f"{column}NEAR({' '.join(map(_phrase, runs))}, {near.within})" for runs in ways])


def _ways(part: Node) -> list[Run]:
    """Every way to write what stands near something; none where the index cannot be asked for it."""
    if isinstance(part, Term):
        return [*part.runs]
    if not isinstance(part, OneOf):
        return []
    ways = [_ways(each) for each in part.parts]
    return [run for runs in ways for run in runs] if all(ways) else []


def _phrase(run: Run) -> str:
    return f'"{" ".join(run.words)}"' + "*" * run.prefix


def _column(headline: bool) -> str:  # noqa: FBT001 - of a term
    return "headline : " if headline else ""


def _one_of(expressions: list[str]) -> str:
    return f"({' OR '.join(expressions)})" if len(expressions) > 1 else expressions[0]
