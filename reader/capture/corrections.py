"""The reader's own word about a line, and how the line is known again."""

from collections.abc import Sequence

from reader.capture.models import Block, Correction
from reader.text import fold


def lead_of(text: str) -> str:
    """The beginning of a text below a line, folded: two equal lines with the same lead head the same text."""
    return fold(text[:60])[:40]


def correction(line: str, below: Sequence[Block], *, headline: bool) -> Correction:
    """Say that a line is a headline, or that it is none.

    Args:
        line: as captured.
        below: the blocks that follow it.
        headline: what it is.
    """
    return Correction(fold(line), lead_of(below[0].text) if below else "", headline)
