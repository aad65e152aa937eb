"""The evidence in the lines around a line for or against a headline (docs/headlines.md)."""

from collections.abc import Iterator, Sequence

from careader.capture.blocks import Piece
from careader.capture.framing import BYLINED, CLOSED, DATED, LEVELLED, LOWER, NAMED, SECTION, TWICE

_AROUND = {
    NAMED: ("a line below names it as the headline of the full text", 12.0),
    BYLINED: ("a byline stands right below", 8.0),
    TWICE: ("it stands twice in a row", 6.0),
    LEVELLED: ("set as a heading of the highest level that heads text", 6.0),
    LOWER: ("set as no heading, or one of another level", -12.0),
    CLOSED: ("an article ends right above", 3.0),
    DATED: ("the text below opens with a place", 5.0),
    SECTION: ("the name of a section of the site stands right above", 1.0),
}
"""Each sign around a line (`framing`) in words, and its log odds, set by hand."""

_ABSENT = {
    DATED: ("no place opens the text below, as that of other headlines", -3.0),
    BYLINED: ("no byline below, as other headlines of the page have", -5.0),
    CLOSED: ("no article ends above", -3.0),
}
_USUAL = {BYLINED: 1, CLOSED: 3, DATED: 3}
"""The fewest lines of a page with a sign that makes a headline without this sign unlikely."""


def usual_signs(pieces: Sequence[Piece]) -> list[str]:
    """The signs that the headlines of a page usually have."""
    return [sign for sign in _ABSENT if sum(sign in piece.signs for piece in pieces) >= _USUAL[sign]]


def evidence_around(piece: Piece, usual: Sequence[str]) -> Iterator[tuple[str, float]]:
    """The evidence of the signs around a line and of missing usual signs: words and log odds of each sign."""
    for sign in piece.signs:
        yield _AROUND[sign]
    for sign in usual:
        if sign not in piece.signs and NAMED not in piece.signs:
            yield _ABSENT[sign]
