"""Which pieces of a text may have what is looked for: the others need not be cut into words. Pure.

A quick look, for words as a part of the letters: a piece that it lets through may still have nothing, a
piece that it holds back has nothing.
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from careader.find.search.sentences import sentence_ends
from careader.find.search.terms import AnyFigure, Lookup, Near, OneOf, Term
from careader.index.figures import has_figure
from careader.text import tokenizable

Piece = tuple[int, int]
"""From one character of a line up to before another."""


def pieces_to_read(lines: Sequence[str], lookups: Iterable[Lookup], *, headline: bool) -> list[list[Piece]]:
    """Of each line, the pieces to be read to find every place of the lookups: sentences, or all of it.

    Args:
        lines: of a text; no phrase and no sentence goes on from one to the next.
        lookups: what is looked for.
        headline: whether the text is a headline: what counts in headlines only stands in no other text.
    """
    known = [_letters(line) for line in lines]
    asked: list[Lookup] = []
    for lookup in lookups:
        if isinstance(lookup, Near) and lookup.within is not None:
            # How far apart words stand is counted over all words between them.
            if all(any(_may_have(letters, part, headline) for letters in known) for part in lookup.parts):
                return [[(0, len(line))] for line in lines]
        else:
            asked.append(lookup)
    return [_pieces(line, letters, asked, headline) for line, letters in zip(lines, known, strict=True)]


def _pieces(line: str, letters: str | None, lookups: Iterable[Lookup], headline: bool) -> list[Piece]:  # noqa: FBT001 - of the text
    here = [lookup for lookup in lookups if _may_have(letters, lookup, headline)]
    if not here:
        return []
    if not all(map(_is_in_one_sentence, here)):
        return [(0, len(line))]
    pieces = pairwise((0, *sentence_ends(line), len(line)))
    return [piece for piece in pieces if any(_has(line[slice(*piece)], lookup, headline) for lookup in here)]


def _letters(text: str) -> str | None:
    """What the words of a text are parts of; None where they may be others (`tokenizable`)."""
    letters = tokenizable(text).lower()
    return letters if letters.isascii() else None


def _has(sentence: str, lookup: Lookup, headline: bool) -> bool:  # noqa: FBT001 - of the text
    """Whether a sentence may have something, and has the figures that belong to it."""
    figures = [lookup] if isinstance(lookup, AnyFigure) else lookup.parts if isinstance(lookup, Near) else ()
    return _may_have(_letters(sentence), lookup, headline) and all(
        has_figure(sentence, part.figure) for part in figures if isinstance(part, AnyFigure)
    )


def _may_have(letters: str | None, lookup: Lookup | OneOf, headline: bool) -> bool:  # noqa: FBT001 - of the text
    """Whether a text with these letters may have something, if it has every figure."""
    if isinstance(lookup, Term | AnyFigure) and lookup.headline and not headline:
        return False
    if isinstance(lookup, AnyFigure) or letters is None:
        return True
    if isinstance(lookup, Term):
        return any(all(word in letters for word in run.words) for run in lookup.runs)
    if isinstance(lookup, OneOf):
        return any(_may_have(letters, part, headline) for part in lookup.parts)  # type: ignore[arg-type]  # terms and figures
    return all(_may_have(letters, part, headline) for part in lookup.parts)


def _is_in_one_sentence(lookup: Lookup) -> bool:
    """Whether something stands within one sentence wherever it counts; a phrase may go on behind its end."""
    return not isinstance(lookup, Term) or all(len(run.words) == 1 for run in lookup.runs)
