"""Signs that the tool which saved a page lost words or changed the order of words. ``check`` reports them."""

from collections.abc import Iterator, Sequence

from careader.capture.blocks import Piece
from careader.capture.marking import is_prose
from careader.capture.models import Problem
from careader.intake.plain_text import SIDE_BY_SIDE, side_by_side

_TITLE = range(3, 25)  # words of a line that may be a headline
_ENDS = (".", "!", "?", ":", ";", ",", "…", "”", "’", '"', ")", "]")


def problems_of_lines(lines: Sequence[str], start: int, pieces: Sequence[Piece]) -> Iterator[Problem]:
    """The problems that a page shows in its lines, from the index ``start`` on, and in its blocks."""
    beside = side_by_side(lines[start:])
    if beside is not None:
        yield Problem(start + beside + 1, SIDE_BY_SIDE)
    last = pieces[-1] if pieces else None
    if last is not None and _may_be_cut(last) and any(map(is_prose, pieces)):
        yield Problem(last.line, f"the page ends in a line like a headline without text: {last.text}")


def _may_be_cut(last: Piece) -> bool:
    """Whether the last block of a page looks like a headline: the page may be cut within it or below it."""
    words = last.text.count(" ") + 1
    whole = last.text.endswith(_ENDS) or ". " in last.text or "://" in last.text
    return last.kind is None and words in _TITLE and not whole
