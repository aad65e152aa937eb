"""Making a correction of a line, and recognising the same line in other copies."""

import re
from collections.abc import Iterable, Sequence

from careader.capture.models import Block, Correction, Kind
from careader.text import fold

_MARKUP = re.compile(r"\[/?caption\b[^\]\n]*\]")

LONGEST_LEAD = 300
"""The lead is taken from so many first characters of a text."""


def lead_of(below: Iterable[str]) -> str:
    """The lead: the folded beginning of the text below a line, by which equal lines are told apart.

    Args:
        below: the text in pieces. Shortcode tags are left out, so that the lead is the same whether or not
            the text was split at them.
    """
    for text in below:
        for words in _MARKUP.split(text[:LONGEST_LEAD]):
            if words.strip():
                return fold(words.lstrip()[:60])[:40]
    return ""


def correction(line: str, below: Sequence[Block], *, headline: bool) -> Correction:
    """Make the correction that a line is a headline, or that it is not.

    Args:
        line: the line as captured.
        below: the blocks below the line.
        headline: True where the line is a headline.
    """
    said = [block.text for block in below if block.kind is not Kind.FURNITURE]
    return Correction(fold(line), lead_of(said[:4]), headline)
