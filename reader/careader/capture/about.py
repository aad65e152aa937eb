"""Facts about an article beside its text: byline, published day, address, whether it is an excerpt."""

import re
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from careader.capture.blocks import Piece, has_blanks, is_cut_short
from careader.capture.bylines import byline_of
from careader.capture.models import CAPTION, FURNITURE
from careader.capture.roles import BYLINE, LINK, MORE
from careader.patterns import late

_STANDFIRST = 46  # the fewest blanks of a paragraph too long to stand between a headline and its byline
_REGISTER = late(
    r"(?:register|log in|sign (?:in|up)|subscribe)\b.{0,30}\b(?:read|continue|view)\b", re.IGNORECASE
)
_ADDRESS = re.compile(r"https?://\S+$")


class About(NamedTuple):
    """The facts that a page tells about an article; "" or None for a fact that the page does not tell."""

    byline: str = ""
    published: date | None = None
    address: str = ""


def about_article(pieces: Sequence[Piece], top: int, end: int) -> About:
    """Read the byline, the published day and the address of an article from the lines around its headline.

    Args:
        pieces: all blocks of the page.
        top: the index of the headline; -1 for a text without a headline at the top of the page.
        end: the index of the block below the article.
    """
    byline, published = "", None
    address = pieces[top].address if top >= 0 else ""
    texts = 0
    for piece in pieces[top + 1 : end]:
        if piece.kind is not FURNITURE:
            texts += piece.kind is not CAPTION
            if texts > 1 or has_blanks(piece.text, _STANDFIRST):
                break
        elif piece.role == LINK and not texts:
            address = address or (piece.text if _ADDRESS.match(piece.text) else "")
        elif piece.role == BYLINE and (read := byline_of(piece.text or " ".join(piece.items))):
            byline, published = byline or read.name, published or read.published
    if not published and top > 0 and pieces[top - 1].role == BYLINE:
        above = byline_of(pieces[top - 1].text)
        published = above.published if above and not above.name else None
    return About(byline, published, address)


def is_excerpt(pieces: Sequence[Piece]) -> bool:
    """Whether the page cut the text of an article short, or links to the full text.

    Args:
        pieces: the blocks below the headline of the article.
    """
    body = [piece for piece in pieces if piece.kind is not FURNITURE]
    if is_cut_short(body):
        return True
    if len(body) == len(pieces):  # most articles
        return False
    if any(piece.kind is FURNITURE and _REGISTER.match(piece.text) for piece in pieces):
        return True
    last = max((at for at, piece in enumerate(pieces) if piece.kind is not FURNITURE), default=-1)
    return any(piece.role == MORE for piece in pieces[last + 1 :])
