"""The signs of a headline in the lines around a line, and their weight as evidence (docs/headlines.md).

`framing` marks the furniture of a page first, and then notes the signs in `Piece.signs`.
"""

import re
from collections.abc import Iterator, Sequence

from careader.capture.blocks import Piece, title_case
from careader.capture.models import CAPTION, CONTINUE, FURNITURE, LIST, OTHER, PARAGRAPH
from careader.capture.roles import BYLINE, INSIDE, LINK, PLACE, RELATED, SITE
from careader.patterns import late

BYLINED, NAMED, TWICE, CLOSED, SECTION, DATED = (
    "bylined",
    "named",
    "twice",
    "closed",
    "section",
    "dated",
)
"""Signs around a line that make it likely a headline (`Piece.signs`), in order: a byline is right below; a
link to the full text repeats the line; the same line is right above; an article ends right above; the name of
a section of the site is right above; the text right below begins with a place, as news often does."""

LEVELLED, LOWER = "levelled", "lower"
"""Signs where a tool marked headings, in order: the line is a heading of the highest level that has text
below; the line is a heading of another level, or no heading."""

SHORT = 3
"""The most words in the name of a section of a site."""

DATELINE = re.compile(
    r"[^\W\da-z_][^a-z.!?]{2,40}?(?:,[^—–]{1,40}?)?\s?(?:\([^()]{2,20}\))?\s{0,2}(?:—|–|--|-\s)\s?\S"
)

_SENTENCE_WITHIN = re.compile(r"[^\W\d_]{2}[.!?][”’\"']? [^\W\d_a-z]")

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
"""Each sign around a line in words, and its log odds, set by hand."""

_ABSENT = {
    DATED: ("no place opens the text below, as that of other headlines", -3.0),
    BYLINED: ("no byline below, as other headlines of the page have", -5.0),
    CLOSED: ("no article ends above", -3.0),
}
_FEW_SIGNED = 3  # the fewest lines with a byline that tell more than levels
_USUAL = {BYLINED: 1, CLOSED: 3, DATED: 3}
"""The fewest lines of a page with a sign that makes a headline without this sign unlikely."""


def usual_signs(pieces: Sequence[Piece]) -> list[str]:
    """The signs that the headlines of a page usually have."""
    return [sign for sign in _ABSENT if sum(sign in piece.signs for piece in pieces) >= _USUAL[sign]]


def evidence_around(piece: Piece, usual: Sequence[str]) -> Iterator[tuple[str, float]]:
    """The evidence of the signs around a line and of missing usual signs: words and log odds of each sign."""
    for sign in piece.signs:
        yield _AROUND[sign]
    if CLOSED in piece.signs and CLOSED in usual:
        yield ("articles end above other lines of the page too", 3.0)
    for sign in usual:
        if sign not in piece.signs and NAMED not in piece.signs:
            yield _ABSENT[sign]


_PRINTED = late(r"\b\d{1,3}\s?/\s?\d{1,3}$|^page \d|^\d{1,2}[/.]\d{1,2}[/.]\d{2,4},|://", re.IGNORECASE)
"""Matches the edge of a printed page, which may stand anywhere in an article."""


def are_apart(between: Sequence[Piece]) -> bool:
    """Whether lines between a title and text set them apart: another part of the site begins with them.

    Args:
        between: the lines of furniture between the title and the text.
    """
    return any(
        piece.role == RELATED or (piece.role == SITE and not _PRINTED.search(piece.text)) for piece in between
    )


def below_furniture(pieces: Sequence[Piece], at: int) -> Piece | None:
    """The next block below that is not furniture; None at the end."""
    for n in range(at + 1, len(pieces)):
        if pieces[n].kind is not FURNITURE:
            return pieces[n]
    return None


def note_signs(pieces: Sequence[Piece], opens: Sequence[int]) -> None:
    """Add ``DATED``, ``BYLINED``, ``SECTION`` and ``CLOSED`` to the signs of possible headlines."""
    for at in opens:
        piece = pieces[at]
        if piece.kind is not None:
            continue
        n = at + 1
        while n < len(pieces) and pieces[n].kind is FURNITURE:
            n += 1
        if n + 1 < len(pieces) and pieces[n].kind is None and pieces[n + 1].kind is CAPTION:
            n += 1  # the words of a picture above its caption
        heads = n < len(pieces) and pieces[n].kind is not None and pieces[n].kind is not OTHER
        heads = heads and not are_apart(pieces[at + 1 : n])
        if n < len(pieces) and pieces[n].kind is PARAGRAPH and DATELINE.match(pieces[n].text):
            piece.signs = (*piece.signs, DATED)
        heads = heads or (piece.text.count(" ") >= SHORT and _goes_on(pieces, n))
        between = pieces[at + 1 : n] if heads and BYLINED not in piece.signs else ()
        if between and any(each.role == BYLINE for each in between):
            piece.signs = (*piece.signs, BYLINED)
        above = at - 1
        section = above >= 0 and pieces[above].role == PLACE
        while above >= 0 and pieces[above].role in (LINK, INSIDE, SITE, PLACE):
            above -= 1
        if section:
            piece.signs = (*piece.signs, SECTION)
        if above >= 0 and (pieces[above].role or pieces[above].text == CONTINUE):
            piece.signs = (*piece.signs, CLOSED)


def _goes_on(pieces: Sequence[Piece], at: int) -> bool:
    """Whether an article goes on below its byline with a line that is no headline.

    Such a line is the beginning of a text that a page break cuts, or a label above text, such as ``Live``.
    """
    text = pieces[at].text if at + 1 < len(pieces) and pieces[at].kind is None else ""
    if not text:
        return False
    label = text.count(" ") < SHORT and pieces[at + 1].kind in (PARAGRAPH, LIST)
    return label or _SENTENCE_WITHIN.search(text) is not None


def note_decks(pieces: Sequence[Piece], opens: Sequence[int]) -> None:
    """Give the sign ``BYLINED`` of a deck (`is_deck`) to the headline above the deck."""
    for at in opens:
        piece, above = pieces[at], pieces[at - 1]
        if not at or piece.kind is not None or above.kind is not None or BYLINED not in piece.signs:
            continue
        if above.text.count(" ") >= SHORT and TWICE not in piece.signs:
            above.signs = (*above.signs, BYLINED)
            apart = at == 1 or pieces[at - 2].kind is not None or pieces[at - 2].text.count(" ") < SHORT
            below_title = apart and piece.text.count(" ") >= SHORT and not {NAMED, LEVELLED} & {*piece.signs}
            if below_title or is_deck(piece.text, above.text):
                piece.signs = tuple(sign for sign in piece.signs if sign != BYLINED)


def is_deck(text: str, above: str) -> bool:
    """Whether a line below a title is a deck: a sentence that sums up the article.

    Args:
        text: the line.
        above: the line above.
    """
    return text.count(" ") > 4 and title_case(text) < 0.5 and title_case(above) > 0.8


def note_levels(pieces: Sequence[Piece]) -> None:
    """Add the signs ``LEVELLED`` and ``LOWER`` where a tool marked headings."""
    if not any(piece.level for piece in pieces):
        return
    heads: list[Piece] = []
    lists: list[int] = []  # the levels of headings of lists, such as an archive in a sidebar
    plain = 0
    for at, piece in enumerate(pieces):
        below = below_furniture(pieces, at) if piece.kind is None else None
        if below is not None and below.kind is not None and below.kind is not OTHER:
            heads += [piece] if piece.level else []
            plain += not piece.level
            lists += [piece.level] if piece.level and below.kind is LIST else []
    if len(heads) <= plain // 2:
        return
    levels = [piece.level for piece in heads]
    top = min((level for level in levels if levels.count(level) > lists.count(level)), default=min(levels))
    signed = [piece for piece in pieces if piece.kind is None and BYLINED in piece.signs]
    if len(signed) >= _FEW_SIGNED and sum(piece.level != top for piece in signed) > len(signed) // 2:
        return  # the bylines tell more than indents: some tools centre the highest headings
    several = plain > 0 or any(piece.level != top for piece in heads)
    for piece in pieces:
        if piece.kind is None and piece.level != top:
            piece.signs = (*piece.signs, LOWER)
        elif piece.kind is None and several:
            piece.signs = (*piece.signs, LEVELLED)
