"""Furniture by its place on the page, and the signs of headlines that furniture gives.

Everything is decided from the page alone, so it does not change with other captures. Nothing is removed: a
line of furniture stays in its place, with the kind ``FURNITURE``.
"""

import re
from collections.abc import Sequence

from careader.capture.blocks import Piece, title_case
from careader.capture.bylines import NAME, read_byline
from careader.capture.furniture import named_in, role_of
from careader.capture.models import CONTINUE, Kind
from careader.capture.roles import BYLINE, CLOSE, INSIDE, LINK, MORE, PLACE, RELATED, SITE
from careader.text import fold

BYLINED, NAMED, TWICE, CLOSED, SECTION, DATED = (
    "bylined",
    "named",
    "twice",
    "closed",
    "section",
    "dated",
)
"""Signs of a headline around a line (`Piece.signs`): a byline right below; a link below, to the full text,
that repeats the line; the same line right above; the end of an article right above; the name of a section of
the site right above; text right below that begins with a place, as news does."""

LEVELLED, LOWER = "levelled", "lower"
"""Signs where a tool marked headings: the line is a heading of the highest level that heads text; or it is a
heading of another level, or no heading."""

_LONGEST_NAME = 4  # words
_PROSE = 8  # a paragraph of text has at least so many words
_SHORT = 3  # the name of a section of a site has at most so many words
_SENTENCE = 8  # a sentence of at least so many words is furniture only beside other furniture
_BIO = 80  # a note about an author has at most so many words
_BACK = 8  # the headline of a link to the full text is looked for in so many blocks above the link
_DATELINE = re.compile(
    r"[^\W\da-z_][^a-z.!?]{2,40}?(?:,[^—–]{1,40}?)?\s?(?:\([^()]{2,20}\))?\s{0,2}(?:—|–|--|-\s)\s?\S"
)
_MOST_FIRST = 40  # lines above the first text among which the first headline is looked for
_LONGEST_RECURRING = 8  # words


def frame(pieces: Sequence[Piece]) -> None:
    """Mark the furniture of a page, and note the signs of headlines on the other lines."""
    _by_form(pieces)
    _names(pieces)
    _doubled(pieces)
    _recurring(pieces)
    if any(piece.kind is Kind.FURNITURE or piece.text == CONTINUE for piece in pieces):
        _author_cards(pieces)
        _named(pieces)
        _captions(pieces)
        _recurring(pieces)
        _sections(pieces)
        _related(pieces)
        _tail(pieces)
    _note_signs(pieces)
    _note_decks(pieces)
    _note_levels(pieces)


def is_prose(piece: Piece) -> bool:
    """Whether a block is certainly text of an article."""
    if piece.kind is Kind.PARAGRAPH:
        return piece.text.count(" ") >= _PROSE - 1
    return piece.kind is Kind.QUESTION or (
        piece.kind is Kind.LIST and sum(item.count(" ") for item in piece.items) >= 4 * _PROSE
    )


def _set(piece: Piece, role: str) -> None:
    piece.kind, piece.role = Kind.FURNITURE, role


def _is_furniture(piece: Piece | None) -> bool:
    return piece is not None and piece.kind is Kind.FURNITURE


def _by_form(pieces: Sequence[Piece]) -> None:
    """Mark furniture by its words; a line that could be a heading or text, only beside other furniture."""
    roles = {
        at: role
        for at, piece in enumerate(pieces)
        if piece.kind not in (Kind.FURNITURE, Kind.CAPTION)
        and piece.text != CONTINUE
        and (role := _role_of(piece))
    }
    for at, role in roles.items():
        beside = [n for n in (at - 1, at + 1) if 0 <= n < len(pieces)]
        company = any(n in roles or _is_furniture(pieces[n]) for n in beside)
        words = pieces[at].text.count(" ") + 1
        if role in (BYLINE, LINK) or company or len(beside) < 2:
            _set(pieces[at], role)
        elif pieces[at].kind is not Kind.PARAGRAPH or words < _SENTENCE:
            alone = all(is_prose(pieces[n]) for n in beside)
            if not alone or (role == INSIDE and words > 1):
                _set(pieces[at], role)


def _role_of(piece: Piece) -> str:
    """The role of a block by its words; a list has a role only if all its items are furniture."""
    if not piece.items:
        return role_of(piece.text)
    roles = {role_of(item) for item in piece.items}
    intro = role_of(piece.text) if piece.text else ""
    if piece.text and not intro:
        return ""
    if "" not in roles:
        return intro or (BYLINE if roles == {BYLINE} else CLOSE if CLOSE in roles else SITE)
    short = all(item.count(" ") < 4 for item in piece.items)  # words
    return intro if short else ""


def _author_cards(pieces: Sequence[Piece]) -> None:
    """Mark author cards: a name by itself below furniture, and the note about that person below it."""
    names = {read.name for piece in pieces if piece.role == BYLINE and (read := read_byline(_said(piece)))}
    for at, piece in enumerate(pieces[:-1]):
        below = pieces[at + 1]
        if piece.role == RELATED and piece.text.lower().startswith("about the") and is_prose(below):
            _set(below, CLOSE)
        if piece.kind is not None or not 2 <= piece.text.count(" ") + 1 <= 4:  # words
            continue
        noted = (
            below.kind is Kind.PARAGRAPH and below.text.count(" ") < _BIO and piece.text in below.text[:80]
        )
        named = piece.text in names and at > 0 and _is_furniture(pieces[at - 1])
        if noted and (named or (at > 0 and pieces[at - 1].role == CLOSE)):
            _set(piece, CLOSE)
            _set(below, CLOSE)
        elif named and (_is_furniture(below) or below.kind is None):
            _set(piece, BYLINE if pieces[at - 1].role == BYLINE else CLOSE)


def _names(pieces: Sequence[Piece]) -> None:
    """Mark names between a headline and its day, or right below the day, and all lines with that name."""
    known = set()
    for at in range(1, len(pieces)):
        piece, above, day = pieces[at], pieces[at - 1], pieces[at + 1] if at + 1 < len(pieces) else None
        if piece.kind is not None or not 2 <= piece.text.count(" ") + 1 <= _LONGEST_NAME:
            continue
        if above.role == BYLINE and at > 1:
            above, day = pieces[at - 2], above
        longer = above.kind is None and above.text.count(" ") > max(piece.text.count(" "), _SHORT - 1)
        told = read_byline(_said(day)) if day is not None and day.role == BYLINE else None
        if longer and told and not told.name and NAME.fullmatch(piece.text):
            known.add(piece.text)
    for at, piece in enumerate(pieces):
        beside = pieces[max(at - 1, 0) : at + 2]
        if piece.kind is None and piece.text in known and any(each.role == BYLINE for each in beside):
            _set(piece, BYLINE)


def _said(piece: Piece) -> str:
    return piece.text or " ".join(piece.items)


def _doubled(pieces: Sequence[Piece]) -> None:
    """Mark the first of two equal lines in a row: a page repeats a title for the picture above it."""
    above: Piece | None = None
    for piece in pieces:
        if piece.role == LINK:
            continue
        if piece.kind is None and above is not None and fold(above.text) == fold(piece.text):
            _set(above, PLACE)
            piece.signs = (*piece.signs, TWICE)
        above = piece if piece.kind is None else None


def _named(pieces: Sequence[Piece]) -> None:
    """Note the lines that a link to the full text below repeats, whole or cut short."""
    for at, piece in enumerate(pieces):
        if piece.items or not (named := named_in(piece.text)):
            continue
        begin = fold(named).rstrip(".… ")
        for above in reversed(pieces[max(at - _BACK, 0) : at]):
            if above.kind is None and len(begin) > 7 and fold(above.text).startswith(begin):  # letters
                above.signs = (*above.signs, NAMED)
                _set(piece, MORE)
                break


def _captions(pieces: Sequence[Piece]) -> None:
    """Mark captions between the end of an excerpt and the next headline: they belong to neither text."""
    for at in range(1, len(pieces) - 1):
        if pieces[at].kind is not Kind.CAPTION or pieces[at + 1].kind is not None:
            continue
        above = [piece.text for piece in pieces[max(at - 3, 0) : at] if not is_prose(piece)]
        if CONTINUE in above:
            _set(pieces[at], INSIDE)


def _below(pieces: Sequence[Piece], at: int) -> Piece | None:
    """The next block below that is not furniture."""
    for n in range(at + 1, len(pieces)):
        if pieces[n].kind is not Kind.FURNITURE:
            return pieces[n]
    return None


def _recurring(pieces: Sequence[Piece]) -> None:
    """Mark short lines that recur on the page and never head a text."""
    places: dict[str, list[int]] = {}
    for at, piece in enumerate(pieces):
        if piece.kind is None and piece.text.count(" ") < _LONGEST_RECURRING and TWICE not in piece.signs:
            places.setdefault(piece.text, []).append(at)
    for text, found in places.items():
        beside = any(
            not at or _is_furniture(pieces[at - 1]) or pieces[at - 1].text == CONTINUE for at in found
        )
        if len(found) < (2 if text.count(" ") < _SHORT and beside else 3):
            continue
        below = [_below(pieces, at) for at in found]
        if not any(piece is not None and _is_text(piece) for piece in below):
            for at in found:
                _set(pieces[at], PLACE)


def _is_text(piece: Piece) -> bool:
    return piece.kind not in (None, Kind.OTHER, Kind.CAPTION)


def _sections(pieces: Sequence[Piece]) -> None:
    """Mark names of sections of the site: a short line between the end of an article and a longer line."""
    for at in range(1, len(pieces) - 1):
        piece, above, below = pieces[at], pieces[at - 1], pieces[at + 1]
        ended = above.role in (CLOSE, MORE, PLACE, BYLINE) or above.text == CONTINUE
        if (
            piece.kind is None
            and ended
            and piece.text.count(" ") < _SHORT
            and below.kind is None
            and below.text.count(" ") >= _SHORT
        ):
            _set(piece, PLACE)


def _related(pieces: Sequence[Piece]) -> None:
    """Mark titles below the heading of a list of other articles, up to the title that heads a text."""
    listing = False
    for at, piece in enumerate(pieces):
        if piece.kind is Kind.FURNITURE:
            listing = listing or piece.role == RELATED
            continue
        below = _below(pieces, at)
        if (listing and piece.kind is Kind.LIST) or (
            listing
            and piece.kind is None
            and (below is None or below.kind is None or below.kind is Kind.LIST)
        ):
            _set(piece, PLACE)
        else:
            listing = False


def _tail(pieces: Sequence[Piece]) -> None:
    """Mark everything below the end of the last article."""
    texts = [at for at, piece in enumerate(pieces) if is_prose(piece) or (piece.signs and piece.kind is None)]
    begin = texts[-1] + 1 if texts else len(pieces)
    ends = [at for at in range(begin, len(pieces)) if pieces[at].role in (CLOSE, RELATED, SITE, MORE)]
    for piece in pieces[ends[0] :] if ends else ():
        if piece.kind is not Kind.FURNITURE and piece.text != CONTINUE:
            _set(piece, PLACE)


def _note_signs(pieces: Sequence[Piece]) -> None:
    """Note the lines with a byline right below, and the lines with the end of an article right above."""
    for at, piece in enumerate(pieces):
        if piece.kind is not None:
            continue
        n = at + 1
        while n < len(pieces) and pieces[n].kind is Kind.FURNITURE:
            n += 1
        heads = n < len(pieces) and pieces[n].kind is not None and pieces[n].kind is not Kind.OTHER
        if n < len(pieces) and pieces[n].kind is Kind.PARAGRAPH and _DATELINE.match(pieces[n].text):
            piece.signs = (*piece.signs, DATED)
        if heads and any(each.role == BYLINE for each in pieces[at + 1 : n]):
            piece.signs = (*piece.signs, BYLINED)
        above = at - 1
        section = above >= 0 and pieces[above].role == PLACE
        while above >= 0 and pieces[above].role in (LINK, INSIDE, SITE, PLACE):
            above -= 1
        if section:
            piece.signs = (*piece.signs, SECTION)
        if above >= 0 and (pieces[above].role or pieces[above].text == CONTINUE):
            piece.signs = (*piece.signs, CLOSED)


def _note_decks(pieces: Sequence[Piece]) -> None:
    """Give a byline below a deck, a sentence that sums up the article, to the headline above the deck."""
    for at in range(1, len(pieces)):
        piece, above = pieces[at], pieces[at - 1]
        if piece.kind is not None or above.kind is not None or BYLINED not in piece.signs:
            continue
        if above.text.count(" ") >= _SHORT and TWICE not in piece.signs:
            above.signs = (*above.signs, BYLINED)
            if is_deck(piece.text, above.text):
                piece.signs = tuple(sign for sign in piece.signs if sign != BYLINED)


def is_deck(text: str, above: str) -> bool:
    """Whether a line is a deck: a sentence below a title that sums up the article."""
    return text.count(" ") > 4 and title_case(text) < 0.5 and title_case(above) > 0.8


def _note_levels(pieces: Sequence[Piece]) -> None:
    """Note how the level of each heading compares with other levels, where a tool marked headings."""
    if not any(piece.level for piece in pieces):
        return
    heads: list[Piece] = []
    plain = 0
    for at, piece in enumerate(pieces):
        below = _below(pieces, at) if piece.kind is None else None
        if below is not None and below.kind is not None and below.kind is not Kind.OTHER:
            heads += [piece] if piece.level else []
            plain += not piece.level
    if len(heads) <= plain // 2:
        return
    top = min(piece.level for piece in heads)
    several = plain > 0 or any(piece.level != top for piece in heads)
    for piece in pieces:
        if piece.kind is None and piece.level != top:
            piece.signs = (*piece.signs, LOWER)
        elif piece.kind is None and several:
            piece.signs = (*piece.signs, LEVELLED)


def choose_first(pieces: Sequence[Piece]) -> tuple[int | None, float]:
    """Choose the headline among the lines above the first text of a page; the lines above it are furniture.

    Returns:
        The index of the headline, None where no line is above the text; and how sure the choice is, 0.0 to
        1.0.
    """
    text = next((at for at, piece in enumerate(pieces) if is_prose(piece)), len(pieces))
    opens = [at for at in range(text) if pieces[at].kind is None]
    opens = opens[-_MOST_FIRST:] if text < len(pieces) else opens[:_MOST_FIRST]
    if not opens:
        return None, 1.0
    scores = [_score_first(pieces, opens, n) for n in range(len(opens))]
    best = max(range(len(opens)), key=scores.__getitem__)
    others = sum(2.0 ** (score - scores[best]) for n, score in enumerate(scores) if n != best)
    return opens[best], 1 / (1 + others) * (0.75 if len(pieces[opens[best]].text.split()) < _SHORT else 1.0)


def _score_first(pieces: Sequence[Piece], opens: Sequence[int], n: int) -> float:
    """A score for a line above the first text of a page as its headline, compared with the others."""
    at = opens[n]
    piece, words = pieces[at], pieces[at].text.count(" ") + 1
    score = -3.0 if words <= 2 else 0.0 if words <= _SHORT else 3.0  # words
    score += 8 * any(sign in piece.signs for sign in (BYLINED, NAMED, TWICE))
    score += 6 * (LEVELLED in piece.signs) - 4 * (LOWER in piece.signs)
    last = n == len(opens) - 1
    longer = [pieces[other].text.count(" ") >= _SHORT for other in opens]
    score += 2 * last if not any(longer[:n]) else -2.0 * (not longer[n])
    score += 2.0 * (longer[n] and not any(longer[:n]))
    others = [
        fold(pieces[other].text) for other in range(max(opens[0] - _BACK, 0), opens[-1] + 1) if other != at
    ]
    line = fold(piece.text)
    if words > _SHORT:  # the way to a page, or its title with that of the site, holds its headline
        score += 8 * any(other.endswith(f" {line}") or other.startswith(f"{line} ") for other in others)
        score -= 8 * any(
            line.startswith(f"{fold(pieces[other].text)} ") or line.endswith(f" {fold(pieces[other].text)}")
            for other in opens
            if other != at and pieces[other].text.count(" ") >= _SHORT
        )
        score -= 6 * any(is_deck(piece.text, pieces[other].text) for other in opens[:n])
    else:
        score -= 4 * any(other.startswith(f"{line} ") for other in others)
    return score
