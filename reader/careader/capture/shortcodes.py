"""Captions that a page's program left in the text as shortcodes: ``[caption]…[/caption]``."""

import re

from careader.capture.blocks import Piece
from careader.capture.models import Block, Kind

_TAG = re.compile(r"\[caption\b[^\[\]\n]{0,300}\]|\[/caption\]")
_LONGEST_CAPTION = 2000  # characters between the two halves of a shortcode


def to_blocks(piece: Piece, kind: Kind) -> list[Block]:
    """Split a piece into blocks of an article at ``[caption]`` shortcodes, whose tags are ``OTHER``."""
    if "[" not in piece.text or "[caption" not in piece.text:
        return [Block(kind, piece.text, tuple(piece.items))]
    parts = _split_shortcodes(piece.text)
    kinds = (kind, Kind.OTHER, Kind.CAPTION, Kind.OTHER)
    blocks = [Block(kinds[n % 4], part.strip()) for n, part in enumerate(parts) if part.strip()]
    if piece.items:
        blocks.append(Block(kind, "", tuple(piece.items)))
    return blocks


def _split_shortcodes(text: str) -> list[str]:
    """Split a text at caption shortcodes: text, opening tag, caption, closing tag, text, and so on.

    Each tag is examined once, so the time grows only with the length of the text.
    """
    parts: list[str] = []
    end = 0
    opening: re.Match[str] | None = None
    for tag in _TAG.finditer(text):
        if tag[0] != "[/caption]":
            opening = tag
        elif opening:
            if tag.start() - opening.end() <= _LONGEST_CAPTION:
                caption = text[opening.end() : tag.start()]
                parts += [text[end : opening.start()], opening[0], caption, tag[0]]
                end = tag.end()
            opening = None
    return [*parts, text[end:]]
