"""Lists of titles on a page, such as the contents of a newsletter, and the headlines that they name."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from careader.capture.blocks import Piece
from careader.capture.models import CAPTION, FURNITURE, LIST, OTHER, PARAGRAPH
from careader.capture.roles import BYLINE, PLACE, RELATED
from careader.capture.surroundings import NAMED, SHORT
from careader.text import fold

_FEW = 3  # the fewest titles of a list
_GREETING = 60  # the most words of text above the contents of a newsletter
_STEM = 4  # the first letters of a title's word that are sought in the text
_TEXT = 8  # the fewest words of a paragraph of text


def mark_contents(pieces: Sequence[Piece]) -> None:
    """Add the sign ``NAMED`` to titles that a list of titles has, such as the contents of a newsletter.

    The list becomes furniture. A list of all titles of the page can also be the contents of one long article,
    whose headline is above the list. The words of this headline run through its text.
    """
    lists = [run for run in _runs(pieces) if len(run) >= _FEW]
    if not lists:
        return
    heads = {
        fold(piece.text): piece
        for piece, below in pairwise(pieces)
        if piece.kind is None and piece.text.count(" ") >= SHORT and (_is_text(below) or below.role == BYLINE)
    }
    for run in lists if len(heads) >= _FEW else ():
        _mark(pieces, run, heads)


def _mark(pieces: Sequence[Piece], run: Sequence[tuple[Piece, str]], heads: Mapping[str, Piece]) -> None:
    """Mark one list, and the headlines that it names.

    Args:
        pieces: the blocks of the page.
        run: the titles of the list, each with its block.
        heads: the titles above text, by their folded words.
    """
    named = [(piece, head) for piece, text in run if (head := heads.get(fold(text))) and head is not piece]
    above = pieces[: next(at for at, piece in enumerate(pieces) if piece is run[0][0])]
    greeting = sum(piece.text.count(" ") + 1 for piece in above if piece.kind is PARAGRAPH)
    if (
        len(named) < _FEW
        or greeting > _GREETING
        or (len(named) >= len(heads) - 1 and _is_one_article(above, pieces))
    ):
        return
    for piece, head in named:
        head.signs = (*head.signs, NAMED)
        piece.kind, piece.role = FURNITURE, RELATED
    if not any(NAMED in piece.signs for piece in above):  # the name of the letter, its day and a greeting
        for piece in above:
            if piece.kind is not FURNITURE:
                piece.kind, piece.role = FURNITURE, PLACE


def _runs(pieces: Sequence[Piece]) -> list[list[tuple[Piece, str]]]:
    """The titles that stand in a row without text between them, each with its block."""
    runs: list[list[tuple[Piece, str]]] = [[]]
    for piece in pieces:
        if piece.kind is None:
            runs[-1].append((piece, piece.text))
        elif piece.kind is LIST or (piece.items and piece.kind is FURNITURE):
            runs[-1] += [(piece, item) for item in piece.items]
        elif runs[-1] and piece.kind is not FURNITURE:
            runs.append([])
    return runs


def _is_text(piece: Piece) -> bool:
    return piece.kind not in (None, OTHER, CAPTION, FURNITURE)


def _is_one_article(above: Sequence[Piece], pieces: Sequence[Piece]) -> bool:
    """Whether a list is the contents of one article: the words of a line above run through the text."""
    texts = [
        f" {fold(piece.text)}"
        for piece in pieces[len(above) :]
        if piece.kind is PARAGRAPH and piece.text.count(" ") >= _TEXT
    ]
    for piece in above:
        stems = [word[:_STEM] for word in fold(piece.text).split() if len(word) > _STEM]
        if piece.kind is None and len(stems) >= SHORT:
            told = sum(any(f" {stem}" in text for stem in stems) for text in texts)
            if told > len(texts) // 2:
                return True
    return False
