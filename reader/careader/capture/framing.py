"""Finding furniture by its place on the page.

Only the page itself decides, so the result does not change with other captures. Nothing is removed: a line of
furniture stays in its place, with the kind ``FURNITURE``.
"""

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from careader.capture.blocks import Piece, has_blanks
from careader.capture.bylines import BY_ALONE, JOB_ALONE, LONGEST_BY, NAME, read_byline, told_by
from careader.capture.contents import mark_contents
from careader.capture.furniture import LONGEST_FURNITURE, named_in, role_of
from careader.capture.links import may_have_links
from careader.capture.models import CAPTION, CONTINUE, FURNITURE, LIST, OTHER, PARAGRAPH, QUESTION
from careader.capture.roles import BYLINE, CLOSE, INSIDE, LINK, MORE, PLACE, RELATED, SITE
from careader.capture.surroundings import (
    BYLINED,
    NAMED,
    SHORT,
    TWICE,
    are_apart,
    below_furniture,
    note_decks,
    note_levels,
    note_signs,
)
from careader.patterns import late
from careader.text import fold

_LONGEST_NAME = 4  # words

_PROSE = 8  # the fewest words of a paragraph that is certainly text
_SENTENCE = 8  # the fewest words of a sentence that is furniture only beside other furniture
_BIO = 80  # the most words of a note about an author
_BACK = 8  # the blocks above a link to the full text that may be its headline
_MOST = 0.7  # the least share of the headlines with the same kind of line below
_MANY = 3  # the fewest headlines with the same kind of line below
_PAGE_NUMBER = late(
    r"\b\d{1,3}\s?/\s?\d{1,3}$|^page \d{1,3}\b|^\d{1,2}[/.]\d{1,2}[/.]\d{2,4},", re.IGNORECASE
)
_PAGE_EDGE = 6  # the most blocks between two lines at the same edge of a printed page
_SPONSORED = late(r"\W*(?:sponsored|promoted|paid|partner) ?(?:content|post|story)?\W*$", re.IGNORECASE)
_LONGEST_RECURRING = 8  # words
_NUMBER = re.compile(r"\d+")


def frame(pieces: Sequence[Piece]) -> None:
    """Mark the furniture of a page, and add the signs of headlines to the other lines."""
    _by_form(pieces)
    _rules(pieces)
    if LINK in [piece.role for piece in pieces]:  # a number or address says nothing about the lines beside
        pieces = [piece for piece in pieces if piece.role != LINK]
    opens = [at for at, piece in enumerate(pieces) if piece.kind is None]  # some become furniture below
    _names(pieces, opens)
    roles = {piece.role for piece in pieces}
    if BYLINE in roles:
        _roles(pieces)
    if SITE in roles:
        _printed(pieces, opens)
    _below_headlines(pieces, opens)
    if INSIDE in roles:
        _sponsored(pieces)
    _doubled(pieces, opens)
    mark_contents(pieces)
    _recurring(pieces, opens)
    if FURNITURE in [piece.kind for piece in pieces] or CONTINUE in [piece.text for piece in pieces]:
        _author_cards(pieces)
        _named(pieces)
        _recurring(pieces, opens)
        _sections(pieces)
        _related(pieces)
        _tail(pieces)
    note_signs(pieces, opens)
    note_decks(pieces, opens)
    note_levels(pieces)


def is_prose(piece: Piece) -> bool:
    """Whether a block is certainly text of an article."""
    if piece.kind is PARAGRAPH:
        return has_blanks(piece.text, _PROSE - 1)
    return piece.kind is QUESTION or (
        piece.kind is LIST and sum(item.count(" ") for item in piece.items) >= 4 * _PROSE
    )


def _set(piece: Piece, role: str) -> None:
    piece.kind, piece.role = FURNITURE, role


def _is_furniture(piece: Piece | None) -> bool:
    return piece is not None and piece.kind is FURNITURE


def _by_form(pieces: Sequence[Piece]) -> None:
    """Mark furniture by its words. A line that could be a heading or text needs other furniture beside it."""
    roles = {
        at: role
        for at, piece in enumerate(pieces)
        if (len(piece.text) <= LONGEST_FURNITURE or piece.items or may_have_links(piece.text))
        and piece.kind is not FURNITURE
        and piece.kind is not CAPTION
        and piece.text != CONTINUE
        and (role := _role_of_list(piece) if piece.items else role_of(piece.text))
    }
    for at, role in roles.items():
        beside = [n for n in (at - 1, at + 1) if 0 <= n < len(pieces)]
        company = any(n in roles or _is_furniture(pieces[n]) for n in beside)
        words = pieces[at].text.count(" ") + 1
        if role in (BYLINE, LINK) or company or len(beside) < 2:
            _set(pieces[at], role)
        elif pieces[at].kind is not PARAGRAPH or words < _SENTENCE:
            alone = all(is_prose(pieces[n]) for n in beside)
            if not alone or (role == INSIDE and words > 1):
                _set(pieces[at], role)


def _rules(pieces: Sequence[Piece]) -> None:
    """Mark lines of signs without a word, such as a dash or a rule, beside furniture."""
    for at, piece in enumerate(pieces):
        if piece.kind is OTHER and not any(map(str.isalnum, piece.text)):
            beside = pieces[max(at - 1, 0) : at + 2]
            if any(map(_is_furniture, beside)):
                _set(piece, LINK)


def _role_of_list(piece: Piece) -> str:
    """The role of a list by its words; "" for none. A list has a role only if all items are furniture."""
    roles = {role_of(item) for item in piece.items}
    intro = role_of(piece.text) if piece.text else ""
    if piece.text and not intro:
        return ""
    if "" not in roles:
        return intro or (BYLINE if roles == {BYLINE} else CLOSE if CLOSE in roles else SITE)
    short = all(item.count(" ") < 4 for item in piece.items)  # words
    titles = intro == RELATED and all(item[-1] not in ".;,:" for item in piece.items)
    return intro if short or titles else ""


def _author_cards(pieces: Sequence[Piece]) -> None:
    """Mark author cards: a name alone below furniture, and the note about this person below the name."""
    names = {read.name for piece in pieces if piece.role == BYLINE and (read := told_by(_said(piece)))} - {""}
    for at, piece in enumerate(pieces[:-1]):
        below = pieces[at + 1]
        if piece.role == RELATED and piece.text.lower().startswith("about the") and is_prose(below):
            _set(below, CLOSE)
        if piece.kind is not None or not 2 <= piece.text.count(" ") + 1 <= 4:  # words
            continue
        begins = piece.text in below.text[:80] or below.text.startswith(f"{piece.text.split()[0]} ")
        noted = below.kind is PARAGRAPH and below.text.count(" ") < _BIO and begins
        named = piece.text in names and at > 0 and _is_furniture(pieces[at - 1])
        if noted and (piece.text in names or (at > 0 and pieces[at - 1].role == CLOSE)):
            _set(piece, CLOSE)
            _set(below, CLOSE)
        elif named and (_is_furniture(below) or below.kind is None):
            _set(piece, BYLINE if pieces[at - 1].role == BYLINE else CLOSE)


def _names(pieces: Sequence[Piece], opens: Sequence[int]) -> None:
    """Mark author names between a headline and its day, or right below the day, wherever they occur."""
    known = _author_names(pieces, opens)
    if not known:
        return
    for above, below in pairwise(pieces):
        if below.text in known and above.kind in (None, PARAGRAPH) and BY_ALONE.fullmatch(above.text):
            _set(above, BYLINE)
    for at, piece in enumerate(pieces):
        beside = pieces[max(at - 1, 0) : at + 2]
        if piece.kind is None and piece.text in known and any(each.role == BYLINE for each in beside):
            _set(piece, BYLINE)


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
        told = read_byline(_said(day)) if day is not None and day.role == BYLINE else None
        if longer and told and not told.name and NAME.fullmatch(piece.text):
            known.add(piece.text)
    return known


def _is_name(text: str) -> bool:
    """Whether a line is a name, perhaps with a section: ``Dana Nobody in Culture``."""
    told = read_byline(f"by {text}")
    return NAME.fullmatch(text) is not None or bool(told and told.name)


def _roles(pieces: Sequence[Piece]) -> None:
    """Mark the profession of an author on a line of its own below the name."""
    for above, piece in pairwise(pieces):
        named = above.role == BYLINE and (read := read_byline(_said(above))) and read.name
        if named and piece.kind is None and JOB_ALONE.fullmatch(piece.text):
            _set(piece, BYLINE)


def _said(piece: Piece) -> str:
    return piece.text or " ".join(piece.items)


def _sponsored(pieces: Sequence[Piece]) -> None:
    """Mark titles of adverts within articles: a title right below a line such as ``Sponsored``."""
    for above, piece, below in zip(pieces, pieces[1:], pieces[2:], strict=False):
        if above.role == INSIDE and _SPONSORED.match(above.text) and piece.kind is None and is_prose(below):
            _set(piece, INSIDE)


def _doubled(pieces: Sequence[Piece], opens: Sequence[int]) -> None:
    """Mark the first of two equal lines in a row: pages repeat a title as the title of a picture."""
    for at in opens[1:] if opens[:1] == [0] else opens:
        above, piece = pieces[at - 1], pieces[at]
        alone = above.kind is LIST and not above.text and len(above.items) == 1
        if piece.kind is None and (above.kind is None or alone) and fold(_said(above)) == fold(piece.text):
            _set(above, PLACE)
            piece.signs = (*piece.signs, TWICE)


def _named(pieces: Sequence[Piece]) -> None:
    """Add the sign ``NAMED`` to lines that a link to the full text below repeats, whole or cut short."""
    for at, piece in enumerate(pieces):
        if piece.items or not (named := named_in(piece.text)):
            continue
        begin = fold(named).rstrip(".… ")
        for above in reversed(pieces[max(at - _BACK, 0) : at]):
            if above.kind is None and len(begin) > 7 and fold(above.text).startswith(begin):  # letters
                above.signs = (*above.signs, NAMED)
                _set(piece, MORE)
                break


def _recurring(pieces: Sequence[Piece], opens: Sequence[int]) -> None:
    """Mark short lines that occur several times on the page and hardly ever have text right below.

    Lines that differ in their numbers alone, such as counts of comments, are one line.
    """
    places: dict[str, list[int]] = {}
    for at in opens:
        piece = pieces[at]
        if piece.kind is None and TWICE not in piece.signs and (line := _short_line(piece.text)):
            places.setdefault(line, []).append(at)
    for text, found in places.items():
        if len(found) == 1 or (len(found) < _MANY and "0" in text):
            continue
        beside = any(
            not at or _is_furniture(pieces[at - 1]) or pieces[at - 1].text == CONTINUE for at in found
        )
        if len(found) < (2 if text.count(" ") < SHORT and beside else 3):
            continue
        below = [below_furniture(pieces, at) for at in found]
        heads = sum(piece is not None and _is_text(piece) for piece in below)
        if not heads or (len(found) > _MANY and heads == 1 and below[-1] is not None and _is_text(below[-1])):
            for at in found:
                _set(pieces[at], PLACE)


@lru_cache(4096)  # a story's lines stand on several pages
def _short_line(text: str) -> str:
    """A short line with 0 in place of its numbers; "" for a longer line."""
    return _NUMBER.sub("0", text) if text.count(" ") < _LONGEST_RECURRING else ""


def _below_headlines(pieces: Sequence[Piece], opens: Sequence[int]) -> None:
    """Mark lines right below most headlines: names of sections, rows of links, or the same line again.

    No page has section headings right below three of its headlines.
    """
    found = [
        at
        for at in opens
        if 0 < at < len(pieces) - 1
        and pieces[at].kind is None
        and pieces[at - 1].kind is None
        and pieces[at - 1].text.count(" ") >= SHORT
        and _is_text(pieces[at + 1])
    ]
    if not found:
        return
    short = {at for at in found if pieces[at].text.count(" ") < SHORT}
    heading = sum(
        piece.kind is None and piece.text.count(" ") >= SHORT and (_is_text(below) or at + 1 in short)
        for at, (piece, below) in enumerate(pairwise(pieces))
    )
    usual = len(short) >= max(_MANY, _MOST * heading)
    often = Counter(pieces[at].text for at in found)
    for at in found:
        if often[pieces[at].text] >= max(_MANY, _MOST * heading) or (usual and at in short):
            _set(pieces[at], PLACE)
            pieces[at - 1].signs = (*pieces[at - 1].signs, BYLINED)


def _printed(pieces: Sequence[Piece], opens: Sequence[int]) -> None:
    """Mark running titles of printed pages: a line beside the numbers of several pages."""
    places: dict[str, list[int]] = {}
    for at in opens:
        piece, beside = pieces[at], [*pieces[max(at - 1, 0) : at], *pieces[at + 1 : at + 2]]
        if piece.kind is None and any(_PAGE_NUMBER.search(each.text) for each in beside if each.role == SITE):
            places.setdefault(piece.text, []).append(at)
    for found in places.values():
        for at in found if len(found) > 1 and found[-1] - found[0] > _PAGE_EDGE else ():
            _set(pieces[at], SITE)


def _is_text(piece: Piece) -> bool:
    return piece.kind not in (None, OTHER, CAPTION)


def _sections(pieces: Sequence[Piece]) -> None:
    """Mark names of the site's sections: a short line between the end of an article and a longer line.

    A link to all articles of the section, such as ``See all``, may stand below the name.
    """
    for at in range(1, len(pieces) - 1):
        piece, above, below = pieces[at], pieces[at - 1], pieces[at + 1]
        if piece.kind is not None or piece.text.count(" ") >= SHORT:
            continue
        ended = above.role in (CLOSE, MORE, PLACE, BYLINE, RELATED) or above.text == CONTINUE
        if below.role in (MORE, RELATED) and at + 2 < len(pieces):
            below = pieces[at + 2]
        if ended and below.kind is None and below.text.count(" ") >= SHORT:
            _set(piece, PLACE)


def _related(pieces: Sequence[Piece]) -> None:
    """Mark titles below the heading of a list of other articles, up to a title with text below."""
    listing, listed = False, 0
    for at, piece in enumerate(pieces):
        if piece.kind is FURNITURE:
            listing, listed = listing or piece.role == RELATED, 0 if piece.role == RELATED else listed
            continue
        last = listed > 1 and not any(map(is_prose, pieces[at + 2 : at + 4]))  # above a line about the site
        below = None if last or _is_at_end(pieces, at) else below_furniture(pieces, at)
        if (listing and piece.kind is LIST) or (
            listing and piece.kind is None and (below is None or below.kind is None or below.kind is LIST)
        ):
            _set(piece, RELATED)
            listed += 1
        else:
            listing = False


def _is_at_end(pieces: Sequence[Piece], at: int) -> bool:
    """Whether another part of the site begins between a line and the next text."""
    end = at + 1
    while end < len(pieces) and pieces[end].kind is FURNITURE:
        end += 1
    return are_apart(pieces[at + 1 : end])


def _tail(pieces: Sequence[Piece]) -> None:
    """Mark all blocks below the end of the last article."""
    texts = [at for at, piece in enumerate(pieces) if is_prose(piece) or (piece.signs and piece.kind is None)]
    begin = texts[-1] + 1 if texts else len(pieces)
    ends = [at for at in range(begin, len(pieces)) if pieces[at].role in (CLOSE, RELATED, SITE, MORE)]
    for piece in pieces[ends[0] :] if ends else ():
        if piece.kind is not FURNITURE and piece.text != CONTINUE:
            _set(piece, PLACE)
