"""Finding fast which pieces of a text can match lookups; other pieces need not be split into words. Pure.

The test looks for the letters of the words anywhere in a piece. A piece that passes the test may still have
no match; a piece that fails has no match.
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from careader.find.search.terms import AnyFigure, Lookup, Near, OneOf, Term
from careader.index.figures import has_figure
from careader.index.sentences import sentence_ends
from careader.text import tokenizable

Piece = tuple[int, int]
"""A piece of a line: the indexes of its first character, and of the character after its last."""


def pieces_to_read(lines: Sequence[str], lookups: Iterable[Lookup], *, headline: bool) -> list[list[Piece]]:
    """For each line, the pieces that can match the lookups: some of its sentences, or the whole line.

    Args:
        lines: the lines of a text; no phrase and no sentence crosses from one line to the next.
        lookups: the lookups of the query.
        headline: whether the text is a headline. A lookup that is limited to headlines cannot match any other
            text.
    """
    known = _letters_of(lines)
    asked: list[Lookup] = []
    for lookup in lookups:
        if isinstance(lookup, Near) and lookup.within is not None:
            # The distance between words counts all words between them, so the whole line is read.
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


def _letters_of(lines: Sequence[str]) -> list[str | None]:
    """The `_letters` of each line; all lines are handled at once where the result is the same."""
    together = tokenizable("\n".join(lines)).lower()
    if together.isascii() and together.count("\n") == len(lines) - 1:
        return [*together.split("\n")]
    return [*map(_letters, lines)]


def _letters(text: str) -> str | None:
    """A text in small ASCII letters, for the test; None where a character may still fold to other letters."""
    letters = tokenizable(text).lower()
    return letters if letters.isascii() else None


def _has(sentence: str, lookup: Lookup, headline: bool) -> bool:  # noqa: FBT001 - of the text
    """Whether a sentence can match a lookup: the sentence has the letters and the figures of the lookup."""
    figures = [lookup] if isinstance(lookup, AnyFigure) else lookup.parts if isinstance(lookup, Near) else ()
    return _may_have(_letters(sentence), lookup, headline) and all(
        has_figure(sentence, part.figure) for part in figures if isinstance(part, AnyFigure)
    )


def _may_have(letters: str | None, lookup: Lookup | OneOf, headline: bool) -> bool:  # noqa: FBT001 - of the text
    """Whether a text can match a lookup, by the letters of the text; figures are not checked."""
    if isinstance(lookup, Term | AnyFigure) and lookup.headline and not headline:
        return False
    if isinstance(lookup, AnyFigure) or letters is None:
        return True
    if isinstance(lookup, Term):
        return any(all(word in letters for word in phrase.words) for phrase in lookup.phrases)
    if isinstance(lookup, OneOf):
        return any(_may_have(letters, part, headline) for part in lookup.parts)  # type: ignore[arg-type]  # terms and figures
    return all(_may_have(letters, part, headline) for part in lookup.parts)


def _is_in_one_sentence(lookup: Lookup) -> bool:
    """Whether a match of a lookup is always within one sentence; a phrase can cross the end of a sentence."""
    return not isinstance(lookup, Term) or all(len(phrase.words) == 1 for phrase in lookup.phrases)
