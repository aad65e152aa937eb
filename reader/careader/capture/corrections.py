"""Making the correction of a line, and the lead by which the line is recognised in other copies."""

import re
from collections.abc import Iterable, Sequence

from careader.capture.models import Block, Correction, Kind
from careader.text import fold

_MARKUP = re.compile(r"\[/?caption\b[^\]\n]*\]")

LONGEST_LEAD = 300
"""The first characters of a text that can contain its lead."""


def lead_of(below: Iterable[str]) -> str:
    """The lead of a line: the folded beginning of the text below, which distinguishes equal lines.

    Args:
        below: the text below the line, in pieces. Shortcode tags are left out: some pieces are split at these
            tags, and other pieces contain them.
    """
    for text in below:
        begin = text[:LONGEST_LEAD]
        for words in _MARKUP.split(begin) if "[" in begin else (begin,):
            if words.strip():
                return fold(words.lstrip()[:60])[:40]
    return ""


def correction(line: str, below: Sequence[Block], *, headline: bool) -> Correction:
    """Make the correction that a line is a headline, or that it is not.

    Args:
        line: the line as captured.
        below: the blocks below the line.
        headline: whether the line is a headline.
    """
    said = [block.text for block in below if block.kind is not Kind.FURNITURE]
    return Correction(fold(line), lead_of(said[:4]), headline)
