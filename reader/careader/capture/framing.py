"""Finding furniture by its place on the page.

Only the page itself decides, so the result does not change with other captures. Nothing is removed: a line of
furniture stays in its place, with the kind ``FURNITURE``.
"""

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from careader.capture.author_lines import mark_author_cards, mark_below_names, mark_names
from careader.capture.blocks import Piece
from careader.capture.contents import mark_contents
from careader.capture.furniture import LONGEST_FURNITURE, named_in, role_of
from careader.capture.links import may_have_links, without_links
from careader.capture.marking import is_furniture, is_prose, is_text, mark, said
from careader.capture.models import CAPTION, CONTINUE, FURNITURE, LIST, OTHER, PARAGRAPH
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

_SENTENCE = 8  # the fewest words of a sentence that is furniture only beside other furniture
_BACK = 8  # the blocks above a link to the full text that may be its headline
_MOST = 0.7  # the least share of the headlines with the same kind of line below
_MANY = 3  # the fewest headlines with the same kind of line below
_KICKER, _DECK = 6, 12  # words on average: fewer above a headline, as many or more in a sentence below it
_DECK_TO_HEADLINE = 1.5  # the words of such a sentence for each word of its headline, on average
_COMMENTS = late(
    r"(?:\d{1,4}|an?|one|two|three|four|five|six) (?:thoughts?|comments?|responses?|repl(?:y|ies))"
    r" (?:on|to)\b.{4,}",
    re.IGNORECASE,
)
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
    _comments(pieces)
    if LINK in [piece.role for piece in pieces]:  # a number or address says nothing about the lines beside
        pieces = [piece for piece in pieces if piece.role != LINK]
    opens = [at for at, piece in enumerate(pieces) if piece.kind is None]  # some become furniture below
    mark_names(pieces, opens)
    roles = {piece.role for piece in pieces}
    if BYLINE in roles:
        mark_below_names(pieces)
    if SITE in roles:
        _printed(pieces, opens)
    _below_headlines(pieces, opens)
    if roles - {""}:
        _paired(pieces, opens)
    if INSIDE in roles:
        _sponsored(pieces)
    _doubled(pieces, opens)
    mark_contents(pieces)
    _recurring(pieces, opens)
    if FURNITURE in [piece.kind for piece in pieces] or CONTINUE in [piece.text for piece in pieces]:
        mark_author_cards(pieces)
        _named(pieces)
        _recurring(pieces, opens)
        _sections(pieces)
        if SITE in roles:
            _between_parts(pieces)
        _related(pieces)
        _tail(pieces)
    note_signs(pieces, opens)
    note_decks(pieces, opens)
    note_levels(pieces)


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
        company = any(n in roles or is_furniture(pieces[n]) for n in beside)
        words = pieces[at].text.count(" ") + 1
        if role in (BYLINE, LINK) or company or len(beside) < 2:
            mark(pieces[at], role)
        elif pieces[at].kind is not PARAGRAPH or words < _SENTENCE:
            alone = all(is_prose(pieces[n]) for n in beside)
            if not alone or (role == INSIDE and words > 1):
                mark(pieces[at], role)


def _comments(pieces: Sequence[Piece]) -> None:
    """Mark the comments of readers below an article, and titles of other articles right above them.

    Comments begin with a heading that names the article, and end with the last word such as ``Reply``.
    """
    heads = [at for at, piece in enumerate(pieces) if _COMMENTS.match(piece.text)]
    if len(heads) != 1:
        return
    begin = end = heads[0]
    for at in range(begin, len(pieces)):
        if pieces[at].role == RELATED:
            break
        if pieces[at].role == CLOSE:
            end = at
    for piece in pieces[begin : end + 1]:
        mark(piece, CLOSE)
    while begin and (pieces[begin - 1].kind is None or pieces[begin - 1].kind is FURNITURE):
        begin -= 1
        if begin and pieces[begin].kind is None:
            mark(pieces[begin], PLACE)


def _rules(pieces: Sequence[Piece]) -> None:
    """Mark lines of signs without a word, such as a dash or a rule, beside furniture."""
    for at, piece in enumerate(pieces):
        if piece.kind is OTHER and not any(map(str.isalnum, piece.text)):
            beside = pieces[max(at - 1, 0) : at + 2]
            if any(map(is_furniture, beside)):
                mark(piece, LINK)


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


def _sponsored(pieces: Sequence[Piece]) -> None:
    """Mark titles of adverts within articles: a title right below a line such as ``Sponsored``."""
    for above, piece, below in zip(pieces, pieces[1:], pieces[2:], strict=False):
        if above.role == INSIDE and _SPONSORED.match(above.text) and piece.kind is None and is_prose(below):
            mark(piece, INSIDE)


def _doubled(pieces: Sequence[Piece], opens: Sequence[int]) -> None:
    """Mark the first of two equal lines in a row: pages repeat a title as the title of a picture."""
    for at in opens[1:] if opens[:1] == [0] else opens:
        above, piece = pieces[at - 1], pieces[at]
        alone = above.kind is LIST and not above.text and len(above.items) == 1
        if piece.kind is None and (above.kind is None or alone) and _is_same(said(above), piece.text):
            mark(above, PLACE)
            piece.signs = (*piece.signs, TWICE)


def _is_same(above: str, text: str) -> bool:
    return fold(without_links(above)) == fold(text)


def _named(pieces: Sequence[Piece]) -> None:
    """Add the sign ``NAMED`` to lines that a link to the full text below repeats, whole or cut short."""
    for at, piece in enumerate(pieces):
        if piece.items or not (named := named_in(piece.text)):
            continue
        begin = fold(named).rstrip(".… ")
        for above in reversed(pieces[max(at - _BACK, 0) : at]):
            if above.kind is None and len(begin) > 7 and fold(above.text).startswith(begin):  # letters
                above.signs = (*above.signs, NAMED)
                mark(piece, MORE)
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
            not at or is_furniture(pieces[at - 1]) or pieces[at - 1].text == CONTINUE for at in found
        )
        if len(found) < (2 if text.count(" ") < SHORT and beside else 3):
            continue
        below = [below_furniture(pieces, at) for at in found]
        heads = sum(piece is not None and is_text(piece) for piece in below)
        if not heads or (len(found) > _MANY and heads == 1 and below[-1] is not None and is_text(below[-1])):
            for at in found:
                mark(pieces[at], PLACE)


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
        and is_text(pieces[at + 1])
    ]
    if not found:
        return
    short = {at for at in found if pieces[at].text.count(" ") < SHORT}
    heading = sum(
        piece.kind is None and piece.text.count(" ") >= SHORT and (is_text(below) or at + 1 in short)
        for at, (piece, below) in enumerate(pairwise(pieces))
    )
    usual = len(short) >= max(_MANY, _MOST * heading)
    often = Counter(pieces[at].text for at in found)
    for at in found:
        if often[pieces[at].text] >= max(_MANY, _MOST * heading) or (usual and at in short):
            mark(pieces[at], PLACE)
            pieces[at - 1].signs = (*pieces[at - 1].signs, BYLINED)


def _paired(pieces: Sequence[Piece], opens: Sequence[int]) -> None:
    """Mark the lines beside headlines of a page that has two lines between furniture and text everywhere.

    Such a line is the name of a section or of a picture above the headline, or a sentence below it, which is
    text.
    """
    pairs = [
        (pieces[at], pieces[at + 1])
        for at in opens
        if 0 < at < len(pieces) - 2
        and pieces[at].kind is pieces[at + 1].kind is None
        and is_furniture(pieces[at - 1])
        and (is_text(pieces[at + 2]) or pieces[at + 2].role == BYLINE)
    ]
    if len(pairs) < _MANY:
        return
    single = sum(
        pieces[at].kind is None
        and 0 < at < len(pieces) - 1
        and is_prose(pieces[at + 1])
        and pieces[at - 1].kind is not None
        for at in opens
    )
    if len(pairs) < _MOST * (len(pairs) + single):
        return
    above, below = (sum(pair[n].text.count(" ") + 1 for pair in pairs) / len(pairs) for n in (0, 1))
    for first, second in pairs:
        if above < _KICKER and below > above + 1:
            mark(first, INSIDE)
        elif below >= _DECK and below > _DECK_TO_HEADLINE * above:
            second.kind = PARAGRAPH


def _printed(pieces: Sequence[Piece], opens: Sequence[int]) -> None:
    """Mark running titles of printed pages: a line beside the numbers of several pages."""
    places: dict[str, list[int]] = {}
    for at in opens:
        piece, beside = pieces[at], [*pieces[max(at - 1, 0) : at], *pieces[at + 1 : at + 2]]
        if piece.kind is None and any(_PAGE_NUMBER.search(each.text) for each in beside if each.role == SITE):
            places.setdefault(piece.text, []).append(at)
    for found in places.values():
        for at in found if len(found) > 1 and found[-1] - found[0] > _PAGE_EDGE else ():
            mark(pieces[at], SITE)


def _sections(pieces: Sequence[Piece]) -> None:
    """Mark names of the site's sections: a short line between the end of an article and a longer line.

    A link to all articles of the section, such as ``See all``, may stand below the name.
    """
    for at in range(1, len(pieces) - 1):
        piece, above, below = pieces[at], pieces[at - 1], pieces[at + 1]
        if piece.kind is not None or piece.text.count(" ") >= SHORT:
            continue
        ended = above.role in (CLOSE, MORE, PLACE, BYLINE, RELATED) or above.text == CONTINUE
        if below.role in (MORE, RELATED):
            below = next((each for each in pieces[at + 2 : at + 4] if each.kind is not FURNITURE), below)
        if ended and below.kind is None and below.text.count(" ") >= SHORT:
            mark(piece, PLACE)


def _between_parts(pieces: Sequence[Piece]) -> None:
    """Mark a few words right between two lines of the site, such as the name of a page in its foot."""
    for above, piece, below in zip(pieces, pieces[1:], pieces[2:], strict=False):
        if above.role == SITE == below.role and piece.kind is None and piece.text.count(" ") <= SHORT:
            mark(piece, SITE)


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
            mark(piece, RELATED)
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
            mark(piece, PLACE)
