"""What the lines of a page show of words that a tool lost or put in another order: problems for ``check``."""

import re
from collections.abc import Iterator, Sequence

from careader.capture.blocks import Piece
from careader.capture.framing import is_prose
from careader.capture.models import Problem

_WIDE = re.compile(" {3,}")
"""A run of blanks as between two columns of a table."""
_FEW_BESIDE = 2  # lines; a single wide run of blanks is a slip
_TITLE = range(3, 25)  # words of a line that may be a headline
_ENDS = (".", "!", "?", ":", ";", ",", "…", "”", "’", '"', ")", "]")


def problems_of_lines(lines: Sequence[str], start: int, pieces: Sequence[Piece]) -> Iterator[Problem]:
    """The problems that the lines of a page show, from index ``start``, and its blocks."""
    beside = [at for at in range(start, len(lines)) if "   " in lines[at] and _has_columns(lines[at])]
    if len(beside) >= _FEW_BESIDE:
        said = "lines stand side by side in columns: their words may be in the wrong order"
        yield Problem(beside[0] + 1, said)
    last = pieces[-1] if pieces else None
    if last is not None and _may_be_cut(last) and any(map(is_prose, pieces)):
        yield Problem(last.line, f"the page ends in a line like a headline without text: {last.text}")


def _has_columns(line: str) -> bool:
    """Whether words stand on both sides of a wide run of blanks."""
    return sum(any(map(str.isalpha, part)) for part in _WIDE.split(line)) > 1


def _may_be_cut(last: Piece) -> bool:
    """Whether the last block of a page is a line like a headline: the page may be cut within or below it."""
    words = last.text.count(" ") + 1
    return last.kind is None and words in _TITLE and not last.text.endswith(_ENDS)
