"""An article set in lines at a measure. Pure: text and columns in, lines out."""

import re
from collections.abc import Iterator
from enum import StrEnum
from itertools import islice
from typing import NamedTuple

from rich.cells import cell_len

from careader.capture import Block, Kind
from careader.sitting.places import place_of, whole_text, words_at
from careader.state import Position
from careader.ui.view.paragraphs import BlockPart, paragraphs

MEASURE = 72
"""Columns of text that are comfortable to read."""

_WIDEST = 2
"""Cells of the widest letter."""

_WORD = re.compile(r"\S+")

_SHORTCODE = re.compile(r"\[/?[a-z][a-z0-9_-]*(?:\s[^\]]*)?\]", re.IGNORECASE)
"""Markup that the page's own system left in its text, such as the two halves around a caption."""


class Role(StrEnum):
    """What a line is, which gives it its style."""

    HEADLINE = "headline"
    ABOUT = "about"
    SIGN = "sign"
    NOTE = "note"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    CAPTION = "caption"
    QUESTION = "question"
    OTHER = "other"
    BLANK = "blank"


_ROLES = {
    Kind.PARAGRAPH: Role.PARAGRAPH,
    Kind.HEADING: Role.HEADING,
    Kind.CAPTION: Role.CAPTION,
    Kind.QUESTION: Role.QUESTION,
    Kind.LIST: Role.PARAGRAPH,
    Kind.OTHER: Role.OTHER,
}


class Line(NamedTuple):
    """One line of a set article.

    Attributes:
        text: with its indent.
        role: gives the style.
        unit: a number that the lines of one paragraph, heading or item share; they are joined when copied.
        position: the block and the character its first word begins at; None above the body.
        indent: how many columns of ``text`` are no words.
    """

    text: str
    role: Role
    unit: int
    position: Position | None = None
    indent: int = 0


def set_body(blocks: tuple[Block, ...], width: int, first_unit: int = 0) -> list[Line]:
    """Set the blocks of an article at a width in columns, a blank line between two of them.

    Every word is there, in order; only the blank space between words is set anew. Items of one list stand
    together, and so do lists of one item that follow each other. Furniture and the markup of shortcodes are
    not set: neither is text of the article.
    """
    lines: list[Line] = []
    unit = first_unit
    before: Kind | None = None
    for number, block in enumerate(blocks):
        if _is_no_text(block):
            continue
        for index, piece in enumerate(_pieces(block)):
            together = piece.item and (index > 0 or (before is Kind.LIST and not block.text))
            if lines and not together:
                lines.append(Line("", Role.BLANK, unit))
            unit += 1
            for text, indent, start in _wrap(piece, width):
                lines.append(Line(text, piece.role, unit, Position(number, piece.base + start), indent))
        before = block.kind
    return lines


def _is_no_text(block: Block) -> bool:
    markup = block.kind is Kind.OTHER and _SHORTCODE.fullmatch(block.text.strip())
    return block.kind is Kind.FURNITURE or bool(markup)


class _Piece(NamedTuple):
    """A stretch of a block set as one paragraph, with its place in the block and its bullet or bar."""

    text: str
    base: int
    role: Role
    first: str = ""
    rest: str = ""
    item: bool = False


def _pieces(block: Block) -> Iterator[_Piece]:
    bar = "▏ " if block.kind is Kind.CAPTION else ""
    if block.text:
        whole = [BlockPart(0, len(block.text))]
        for part in paragraphs(block.text) if block.kind is Kind.PARAGRAPH else whole:
            role = Role.HEADING if part.heading else _ROLES[block.kind]
            yield _Piece(block.text[part.start : part.end], part.start, role, bar, bar)
    base = len(block.text) + 1
    for item in block.items:
        yield _Piece(item, base, Role.PARAGRAPH, "  • ", "    ", item=True)
        base += len(item) + 1


def _wrap(piece: _Piece, width: int) -> Iterator[tuple[str, int, int]]:
    """Break a text into lines of at most ``width`` cells: each with its indent and where it begins."""
    room = max(1, width - cell_len(piece.first))
    line: list[str] = []
    used = start = 0
    lead = piece.first
    for begin, word in _fitting(piece.text, room):
        cells = cell_len(word)
        if line and used + 1 + cells > room:
            yield lead + " ".join(line), len(lead), start
            lead, line, used = piece.rest, [], 0
        if line:
            used += 1
        else:
            start = begin
        line.append(word)
        used += cells
    if line:
        yield lead + " ".join(line), len(lead), start


def _fitting(text: str, room: int) -> Iterator[tuple[int, str]]:
    """The words of a text with their places; a word wider than a line comes in parts."""
    for match in _WORD.finditer(text):
        begin, word = match.start(), match[0]
        if len(word) * _WIDEST > room and cell_len(word) > room:
            yield from _parts(begin, word, room)
        else:
            yield begin, word


def _parts(begin: int, word: str, room: int) -> Iterator[tuple[int, str]]:
    """A word cut where a line is full. A letter wider than the room has a part of its own."""
    start = used = 0
    for end, letter in enumerate(word):
        cells = cell_len(letter)
        if end > start and used + cells > room:
            yield begin + start, word[start:end]
            start, used = end, 0
        used += cells
    yield begin + start, word[start:]


def set_text(text: str, role: Role, width: int, unit: int, sign: str = "") -> list[Line]:
    """Set one text above or below the body, such as the headline, behind a sign if it has a sign."""
    piece = _Piece(text, 0, role, sign, " " * len(sign))
    return [Line(line, role, unit, None, indent) for line, indent, _ in _wrap(piece, width)]


def wrap_text(text: str, width: int, most: int) -> list[tuple[str, int]]:
    """Break a text into at most so many lines; where it does not fit, the last ends in an ellipsis.

    Returns:
        Each line, and the character of the text that it begins at.
    """
    lines = [
        (line, start) for line, _, start in islice(_wrap(_Piece(text, 0, Role.HEADLINE), width), most + 1)
    ]
    if len(lines) <= most:
        return lines
    last, start = lines[most - 1]
    while cell_len(last) > width - 1:
        last = last[:-1]
    return [*lines[: most - 1], (last.rstrip() + "…", start)]


def offsets_of(line: Line, block: Block) -> list[int]:
    """For each column of a line of the body, without its indent, the character of the block that is there.

    Blank space between two words takes one column, however long it is in the text.
    """
    if line.position is None:
        return []
    text, at = whole_text(block), line.position.offset
    offsets = []
    for letter in line.text[line.indent :]:
        if letter != " ":
            while at < len(text) and text[at].isspace():
                at += 1
        offsets.append(min(at, len(text)))
        at += letter != " "
    return offsets


def line_at(lines: list[Line], position: Position) -> int:
    """The line that shows a position: the last that begins at or before it; 0 where none does."""
    found = 0
    for number, line in enumerate(lines):
        if line.position is None:
            continue
        if (line.position.block, line.position.offset) > (position.block, position.offset):
            break
        found = number
    return found


def same_place(before: tuple[Block, ...], position: Position, after: tuple[Block, ...]) -> Position:
    """Where the word at a position of a text stands in another form of it.

    Where the words that follow it are not there, the position is as good as any.
    """
    return place_of(position._replace(words=words_at(before, position)), after)
