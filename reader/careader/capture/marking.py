"""Marking blocks as furniture, and telling what kind of block a block is."""

from careader.capture.blocks import Piece, has_blanks
from careader.capture.models import CAPTION, FURNITURE, LIST, OTHER, PARAGRAPH, QUESTION

_PROSE = 8  # the fewest words of a paragraph that is certainly text


def is_prose(piece: Piece) -> bool:
    """Whether a block is certainly text of an article."""
    if piece.kind is PARAGRAPH:
        return has_blanks(piece.text, _PROSE - 1)
    return piece.kind is QUESTION or (
        piece.kind is LIST and sum(item.count(" ") for item in piece.items) >= 4 * _PROSE
    )


def mark(piece: Piece, role: str) -> None:
    """Make a block furniture with a role (`roles`)."""
    piece.kind, piece.role = FURNITURE, role


def is_furniture(piece: Piece | None) -> bool:
    """Whether there is a block, and it is furniture."""
    return piece is not None and piece.kind is FURNITURE


def is_text(piece: Piece) -> bool:
    """Whether a block is neither a possible headline nor a caption nor a line without text."""
    return piece.kind not in (None, OTHER, CAPTION)


def said(piece: Piece) -> str:
    """The words of a block, also of a list without introduction."""
    return piece.text or " ".join(piece.items)
