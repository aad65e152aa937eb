"""The reader's own word about a line, and how the line is known again."""

import re
from collections.abc import Iterable, Sequence

from careader.capture.models import Block, Correction, Kind
from careader.text import fold

_MARKUP = re.compile(r"\[/?caption\b[^\]\n]*\]")

LONGEST_LEAD = 300
"""Characters of a text in which its lead is looked for."""


def lead_of(below: Iterable[str]) -> str:
    """The beginning of the text below a line, folded: two equal lines with the same lead head the same text.

    Args:
        below: the text in its pieces. The markup of shortcodes is passed over, so that the lead is the same
            whether the text stands in one piece or was taken apart around them.
    """
    for text in below:
        for words in _MARKUP.split(text[:LONGEST_LEAD]):
            if words.strip():
                return fold(words.lstrip()[:60])[:40]
    return ""


def correction(line: str, below: Sequence[Block], *, headline: bool) -> Correction:
    """Say that a line is a headline, or that it is none.

    Args:
        line: as captured.
        below: the blocks that follow it in its article.
        headline: what it is.
    """
    said = [block.text for block in below if block.kind is not Kind.FURNITURE]
    return Correction(fold(line), lead_of(said[:4]), headline)
