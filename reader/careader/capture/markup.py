"""Splitting pages with markup (`careader.intake`) into blocks, with the evidence of the markup.

`read_markup` makes a `proofs.PageBlocks` of a page with markup, as `proofs.read_page` does of a page of text.
All later steps are the same for both (docs/saving.md: How a page of HTML is divided).
"""

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from careader.capture.blocks import Piece, is_caption, mark_questions
from careader.capture.days import read_day
from careader.capture.doubt import LOST_ABOVE
from careader.capture.doubted_headlines import Reason
from careader.capture.furniture import role_of
from careader.capture.header import Header, read_header
from careader.capture.joined import part_lines
from careader.capture.marking import is_prose
from careader.capture.models import CONTINUE, DOUBTFUL, Capture, Copy, Kind, Problem
from careader.capture.proofs import PageBlocks
from careader.capture.roles import PLACE, RELATED, SITE
from careader.capture.surroundings import BYLINED
from careader.intake.models import WITHOUT_LEVELS, Form, Markup, Part
from careader.intake.models import Page as Saved
from careader.intake.plain_text import SIDE_BY_SIDE
from careader.words import day_in_words

SIGNS: dict[str, tuple[float, str]] = {
    "chosen": (8.0, "the page is built so that this heads an article"),
    "row": (4.0, "one of several rows with equal markup, each with its own text"),
    "passed over": (-8.0, "the page is built so that other lines head its articles"),
    "title of the page": (5.0, "the page gives this as its title"),
    "entry": (8.0, "the title of an entry"),
    "link": (3.0, "all of the line leads to one address"),
    "class": (2.0, "the markup calls it a title"),
    "first of its article": (3.0, "the first heading of an article"),
    "level 1": (2.0, "a heading of level 1"),
    "level 2": (1.0, "a heading of level 2"),
    "level 3": (0.5, "a heading of level 3"),
    "level 4": (-0.5, "a heading of level 4"),
    "no heading": (-2.0, "bold, and no heading"),
    "in the text": (-5.0, "a heading within the text of an article"),
    "no text below": (-3.0, "no text right below"),
}
"""The log odds of each sign that `intake` gives to a part, and the sign in words; set by hand on made-up
pages."""

FIRST: dict[str, float] = {"guessed": 0.6, "title alone": 0.9}
"""The most confidence of the first title of a page with such a sign."""

OF_TEXT = 0.35
"""The factor of the weights of `evidence.SIGNS` for a line with evidence of markup."""

_TEXT = 40  # the fewest blanks of a text above the first headline that may be an article
_NOTICE = re.compile(r"cookie|consent|privacy|subscri|newsletter|sign up|browser|javascript", re.IGNORECASE)
_ENDS = (".", "!", "?", "…", "”")
_CUT = ("...", "…", "[…]", "[...]")
_FORMS = {Form.PARAGRAPH: Kind.PARAGRAPH, Form.CAPTION: Kind.CAPTION, Form.FURNITURE: Kind.FURNITURE}


def read_markup(path: str, saved: Saved) -> PageBlocks | None:
    """The blocks of a page with markup; None where the markup has no title."""
    markup = saved.content
    if not isinstance(markup, Markup) or not any(part.form is Form.TITLE for part in markup.parts):
        return None
    parts = list(markup.parts)
    begin = 0
    while parts[begin].form is Form.FURNITURE:
        begin += 1
    header = read_header(part_lines(list(markup.head)))
    header.preamble += [part.text for part in parts[:begin]]
    header.problems += _lost_above(parts[:begin])
    header.end = 0
    pieces = list(_pieces(parts, begin))
    mark_questions([piece for piece in pieces if piece.kind is not Kind.FURNITURE])
    for piece in pieces:
        if piece.part and "chosen" in piece.part.signs:
            piece.kind = None
        if piece.part and BYLINED in piece.part.signs:
            piece.signs = (BYLINED,)
    _no_headlines(header, pieces)
    _lists_of_others(pieces)
    return PageBlocks(path, header, pieces, saved, first=_first(pieces))


def _no_headlines(header: Header, pieces: Sequence[Piece]) -> None:
    """Mark titles that head no article: a day, which becomes the date, and a notice with its text."""
    notice = False
    for at, piece in enumerate(pieces):
        if piece.kind is None:
            if day := read_day(piece.text):
                piece.kind, piece.role = Kind.FURNITURE, PLACE
                header.date = header.date or day.date
                continue
            rest = [*takewhile(lambda below: below.kind is not None, pieces[at + 1 :])]
            texts = [each.text for each in rest if _is_text(each)]
            notice = role_of(piece.text) == SITE and all(map(_NOTICE.search, texts))
        if notice and piece.kind is not Kind.FURNITURE:
            piece.kind, piece.role = Kind.FURNITURE, SITE


def _lists_of_others(pieces: Sequence[Piece]) -> None:
    """Mark the headings of lists of other articles, such as ``Most Viewed``, and all below without text."""
    listing = False
    for at, piece in enumerate(pieces):
        if piece.kind is None or (not listing and role_of(piece.text) == RELATED):
            rest = takewhile(lambda below: below.kind is not None, pieces[at + 1 :])
            own = takewhile(lambda below: role_of(below.text) != SITE, rest)
            listing = (listing or role_of(piece.text) == RELATED) and not any(map(_is_text, own))
        if listing and piece.kind is not Kind.FURNITURE:
            piece.kind, piece.role = Kind.FURNITURE, RELATED


def _is_text(piece: Piece) -> bool:
    """Whether a block is a text, not a menu, a list of titles that the tool made one line, or a copyright."""
    return is_prose(piece) and piece.text.endswith(_ENDS) and not role_of(piece.text)


def _lost_above(parts: Sequence[Part]) -> Iterator[Problem]:
    """The problem of a text above the first headline: its own headline may be lost."""
    for at, part in enumerate(parts, 1):
        if part.text.count(" ") >= _TEXT and ". " in part.text and not _NOTICE.search(part.text):
            yield Problem(at, LOST_ABOVE)
            return


def _first(pieces: Sequence[Piece]) -> float:
    """How sure the markup makes it that the first title of a page is a headline, 0.0 to 1.0."""
    top = next((piece.part for piece in pieces if piece.part and piece.kind is None), None)
    return min((FIRST[sign] for sign in top.signs if sign in FIRST), default=1.0) if top else 1.0


def doubts_of(pieces: Sequence[Piece], saved: Saved | None) -> Iterator[Reason]:
    """The reasons in its markup to doubt a whole page."""
    if saved is None:
        return
    if SIDE_BY_SIDE in saved.notes:
        yield Reason("lines stand side by side in columns", 0.75)
    if saved.form in WITHOUT_LEVELS and isinstance(saved.content, str):
        yield Reason("its headings have no levels", 0.75)
    if _first(pieces) < DOUBTFUL:
        yield Reason("nothing in its markup tells what its headlines are", 0.75)


def plain_text(saved: Saved) -> str:
    """The content of a page as plain text."""
    content = saved.content
    if isinstance(content, str):
        return content
    return "\n\n".join(["\n".join(content.head), *(part.text for part in content.parts)])


def _pieces(parts: Sequence[Part], begin: int) -> Iterator[Piece]:
    last: Piece | None = None
    items: list[str] = []
    for line, part in enumerate(parts[begin:], begin + 1):
        if part.form is Form.ITEM:
            if last is not None and last.kind is Kind.LIST:
                items.append(part.text)
                continue
            items = [part.text]
            if last is not None and last.kind is Kind.PARAGRAPH and last.text.endswith(":"):
                last.kind, last.items = Kind.LIST, items
                continue
            piece = Piece(line, "", Kind.LIST, items)
        elif part.form is Form.TITLE:
            piece = Piece(line, part.text, None, part=part)
        else:
            paragraph = part.form is Form.PARAGRAPH
            kind = Kind.CAPTION if paragraph and is_caption(part.text) else _FORMS[part.form]
            piece = Piece(line, part.text, kind, part=part if part.signs else None)
        if last is not None:
            yield last
        last = piece
    if last is not None:
        yield last


def evidence_of_markup(piece: Piece) -> Iterator[tuple[str, float]]:
    """The evidence of the markup for and against a headline: the words and the log odds of each sign."""
    for sign in piece.part.signs if piece.part else ():
        if known := SIGNS.get(sign):
            yield known[1], known[0]


def share_of_text(piece: Piece) -> float:
    """The factor of the weights of `evidence.SIGNS`: below 1 where markup is evidence too."""
    return OF_TEXT if piece.part and "weighed" not in piece.part.signs else 1.0


def is_heading(piece: Piece) -> bool:
    """Whether a line is a heading in the markup."""
    return piece.part is not None and any(sign.startswith("level") for sign in piece.part.signs)


def is_cut(pieces: Sequence[Piece], top: Piece) -> bool:
    """Whether a page with markup cut the text of an article short.

    Args:
        pieces: the blocks below the headline.
        top: the headline.
    """
    if top.part is None:
        return False
    if "cut" in top.part.signs:
        return True
    said = [piece for piece in pieces if piece.kind not in (Kind.FURNITURE, Kind.OTHER)]
    more = any(piece.part and "more" in piece.part.signs for piece in pieces)
    ends = bool(said) and said[-1].text.endswith((*_CUT, CONTINUE))
    return (ends or more) if len(said) == 1 else more and (ends or len(said) < 3)


def with_metadata(copy: Copy, top: Piece) -> Copy:
    """A copy, completed by the byline, the published day and the address in the markup of its headline."""
    part = top.part
    if part is None or not (part.byline or part.published or part.address):
        return copy
    return copy._replace(byline=part.byline, published=part.published, address=part.address)


def _saved_in_words(saved: Saved) -> str:
    """The moment when a page was saved, and its source: ``10 December 2025, 09:00, by WARC-Date``; or ""."""
    if saved.saved is None:
        return ""
    return f"{day_in_words(saved.saved.date())}, {saved.saved:%H:%M}, by {saved.saved_by}"


def placed(capture: Capture, saved: Saved | None, pieces: Sequence[Piece]) -> Capture:
    """A capture, completed by its file: the form of the file, the moment of saving, the address.

    Args:
        capture: the capture.
        saved: the page in the form of its file; None for plain text.
        pieces: the blocks of the page.
    """
    if saved is None:
        return capture
    copies = capture.copies
    if len(copies) == 1 and saved.address and not copies[0].address:
        copies = (copies[0]._replace(address=saved.address),)
    if capture.date is None and saved.saved is not None:
        capture = capture._replace(date=saved.saved.date(), dated_by=saved.saved_by)
    guessed = [Problem(1, note) for note in saved.notes]
    return capture._replace(
        copies=copies,
        form=saved.form,
        page=saved.page,
        by_markup=any(piece.part for piece in pieces),
        left_out=saved.left_out,
        saved=_saved_in_words(saved),
        problems=(*guessed, *capture.problems),
    )
