"""What is looked for in a text: words in a row, and how such go together.

A query is read into these (`careader.find.search.query`). Words that the archive does not know are replaced
by words that it has (`careader.find.search.fitting`). The terms say where a text matches
(`careader.find.search.matches`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, product

_MOST_RUNS_NEAR = 16  # ways to write what stands near each other


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
        return " ".join(self.words) + "…" * self.prefix


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
class Near:
    """Terms that stand together, in any order, with at most ``within`` words between first and last."""

    terms: tuple[Term, ...]
    within: int


@dataclass(frozen=True, slots=True)
class AllOf:
    """Each of ``parts``, one at least, and none of ``without``."""

    parts: tuple[Node, ...]
    without: tuple[Node, ...] = ()


@dataclass(frozen=True, slots=True)
class OneOf:
    """At least one of ``parts``."""

    parts: tuple[Node, ...]


Node = Term | Near | AllOf | OneOf


def wanted_terms(node: Node) -> Iterator[Term]:
    """The terms of a node that are wanted, in the order of the query; none that is to be left out."""
    if isinstance(node, Term):
        yield node
    else:
        for part in node.terms if isinstance(node, Near) else node.parts:
            yield from wanted_terms(part)


def expression(node: Node) -> str:
    """Write a node as an expression of FTS5, over a table with the columns ``headline`` and ``body``."""
    if isinstance(node, Term):
        return _one_of([_column(node) + _phrase(run) for run in node.runs])
    if isinstance(node, Near):
        ways = islice(product(*(term.runs for term in node.terms)), _MOST_RUNS_NEAR)
        column = _column(node.terms[0])
        return _one_of([f"{column}NEAR({' '.join(map(_phrase, runs))}, {node.within})" for runs in ways])
    if isinstance(node, OneOf):
        return _one_of([expression(part) for part in node.parts])
    wanted = " AND ".join(expression(part) for part in node.parts)
    wanted = f"({wanted})" if len(node.parts) > 1 else wanted
    return (
        f"({wanted} NOT {_one_of([expression(part) for part in node.without])})" if node.without else wanted
    )


def _phrase(run: Run) -> str:
    return f'"{" ".join(run.words)}"' + "*" * run.prefix


def _column(term: Term) -> str:
    return "headline : " if term.headline else ""


def _one_of(expressions: list[str]) -> str:
    return f"({' OR '.join(expressions)})" if len(expressions) > 1 else expressions[0]
