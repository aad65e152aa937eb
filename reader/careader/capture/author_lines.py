"""Finding the lines of a page that tell of an author by their place: names, professions, author cards."""

import re
from collections.abc import Sequence
from itertools import pairwise

from careader.capture.blocks import Piece
from careader.capture.bylines import BY_ALONE, JOB_ALONE, LONGEST_BY, NAME, byline_of, read_byline
from careader.capture.marking import is_furniture, is_prose, mark, said
from careader.capture.models import PARAGRAPH
from careader.capture.roles import BYLINE, CLOSE, RELATED
from careader.capture.surroundings import SHORT
from careader.patterns import late

_LONGEST_NAME = 4  # words
_BIO = 80  # the most words of a note about an author
_IN_SECTION = late(
    r"(?:posted |filed |published )?(?:in|under):? \S{2,20}(?: \S{1,20}){0,3}(?<![.?!:])", re.IGNORECASE
)


def mark_author_cards(pieces: Sequence[Piece]) -> None:
    """Mark author cards: a name alone below furniture, and the note about this person below the name."""
    bylines = (byline_of(said(piece)) for piece in pieces if piece.role == BYLINE)
    names = {byline.name for byline in bylines if byline} - {""}
    for at, piece in enumerate(pieces[:-1]):
        below = pieces[at + 1]
        if piece.role == RELATED and piece.text.lower().startswith("about the") and is_prose(below):
            mark(below, CLOSE)
        if piece.kind is not None or not 2 <= piece.text.count(" ") + 1 <= 4:  # words
            continue
        begins = piece.text in below.text[:80] or below.text.startswith(f"{piece.text.split()[0]} ")
        noted = below.kind is PARAGRAPH and below.text.count(" ") < _BIO and begins
        named = piece.text in names and at > 0 and is_furniture(pieces[at - 1])
        if noted and (piece.text in names or (at > 0 and pieces[at - 1].role == CLOSE)):
            mark(piece, CLOSE)
            mark(below, CLOSE)
        elif named and (is_furniture(below) or below.kind is None):
            mark(piece, BYLINE if pieces[at - 1].role == BYLINE else CLOSE)


def mark_names(pieces: Sequence[Piece], opens: Sequence[int]) -> None:
    """Mark author names between a headline and its day, or right below the day, wherever they occur."""
    known = _author_names(pieces, opens)
    if not known:
        return
    for above, below in pairwise(pieces):
        if below.text in known and above.kind in (None, PARAGRAPH) and BY_ALONE.fullmatch(above.text):
            mark(above, BYLINE)
    for at, piece in enumerate(pieces):
        beside = pieces[max(at - 1, 0) : at + 2]
        if piece.kind is None and piece.text in known and any(each.role == BYLINE for each in beside):
            mark(piece, BYLINE)


def _author_names(pieces: Sequence[Piece], opens: Sequence[int]) -> set[str]:
    """The lines that are certainly author names by the words beside them."""
    known = set()
    for at in opens[1:] if opens[:1] == [0] else opens:
        piece, above, day = pieces[at], pieces[at - 1], pieces[at + 1] if at + 1 < len(pieces) else None
        if len(above.text) <= LONGEST_BY and BY_ALONE.fullmatch(above.text) and _is_name(piece.text):
            known.add(piece.text)
        if not 2 <= piece.text.count(" ") + 1 <= _LONGEST_NAME:
            continue
        if above.role == BYLINE and at > 1:
            above, day = pieces[at - 2], above
        longer = above.kind is None and above.text.count(" ") > max(piece.text.count(" "), SHORT - 1)
        told = read_byline(said(day)) if day is not None and day.role == BYLINE else None
        if longer and told and not told.name and NAME.fullmatch(piece.text):
            known.add(piece.text)
    return known


def _is_name(text: str) -> bool:
    """Whether a line is a name, perhaps with a section: ``Dana Nobody in Culture``."""
    told = read_byline(f"by {text}")
    return NAME.fullmatch(text) is not None or bool(told and told.name)


def mark_below_names(pieces: Sequence[Piece]) -> None:
    """Mark what stands below an author on a line of its own: the profession, or a section: ``in Culture``."""
    for above, piece in pairwise(pieces):
        if above.role != BYLINE or piece.kind is not None:
            continue
        if _IN_SECTION.fullmatch(piece.text) or (
            (read := read_byline(said(above))) and read.name and JOB_ALONE.fullmatch(piece.text)
        ):
            mark(piece, BYLINE)
