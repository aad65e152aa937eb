"""Setting an article in lines of a number of columns, called the measure."""

import re
from collections.abc import Iterator
from enum import StrEnum
from itertools import islice
from typing import NamedTuple

from rich.cells import cell_len

from careader.capture import Block, Kind
from careader.sitting.positions import position_in, whole_text, words_at
from careader.state import Position
from careader.ui.view.paragraphs import BlockPart, paragraphs

MEASURE = 72
"""The default columns of text, which are comfortable to read."""

_WIDEST = 2
"""Columns of the widest letter."""

_UNITS_ABOVE = 10
"""The units of the body have higher numbers; the lower numbers are for lines above and below the body."""

_WORD = re.compile(r"\S+")

_SHORTCODE = r"(?i)\[/?[a-z][a-z0-9_-]*(?:\s[^\]]*)?\]"
"""Markup that the web site's software left in the text, such as ``[caption]`` and ``[/caption]``."""


class Role(StrEnum):
    """The role of a line, which decides the style of the line."""

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
        text: the text, with its indent.
        role: the role, which decides the style.
        unit: a number that all lines of one paragraph, heading or item share. Copying joins these lines.
        position: the block, and the index of the line's first character in this block; None above the body.
        indent: the number of columns in ``text`` before the first word.
    """

    text: str
    role: Role
    unit: int
    position: Position | None = None
    indent: int = 0


def set_body(blocks: tuple[Block, ...], width: int) -> list[Line]:
    """Set the blocks of an article in lines of ``width`` columns, with a blank line between two blocks.

    All words are kept in order; only the blank space between words changes. No blank line is between the
    items of a list, or between lists of one item each. Furniture and shortcodes are left out, since they are
    not text of the article.
    """
    lines: list[Line] = []
    unit = _UNITS_ABOVE
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
    markup = block.kind is Kind.OTHER and re.fullmatch(_SHORTCODE, block.text.strip())
    return block.kind is Kind.FURNITURE or bool(markup)


class _Piece(NamedTuple):
    """A part of a block that is set as one paragraph.

    Attributes:
        text: the text of the part.
        base: the index of its first character in the block.
        role: the role of its lines.
        first: the bullet or bar before the first line.
        rest: the indent or bar before each other line.
        item: whether the part is an item of a list.
    """

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
    """Break a text into lines of at most ``width`` columns.

    Yields:
        Each line, the columns of its indent, and the index of its first character in the piece's text.
    """
    room = max(1, width - cell_len(piece.first))
    if _ONE_COLUMN.issuperset(piece.text) and piece.text == " ".join(piece.text.split()):
        return _wrap_even(piece, room)
    return _wrap_uneven(piece, room)


_ONE_COLUMN = frozenset({*map(chr, range(0x20, 0x7F)), *map(chr, range(0x410, 0x450)), *"’‘“”–—…•é\u2800"})
"""Common characters that take one column each."""


def _wrap_even(piece: _Piece, room: int) -> Iterator[tuple[str, int, int]]:
    """Break a text of characters of one column, with one blank between words: three times as fast."""
    text, lead, start = piece.text, piece.first, 0
    while len(text) - start > room:
        end = text.rfind(" ", start, start + room + 1)
        if end < 0:  # a word wider than a line is cut
            end = start + room
        yield lead + text[start:end], len(lead), start
        lead, start = piece.rest, end + (text[end] == " ")
    if start < len(text):
        yield lead + text[start:], len(lead), start


def _wrap_uneven(piece: _Piece, room: int) -> Iterator[tuple[str, int, int]]:
    """Break any text. ``room`` is the columns of a line without its indent."""
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
    """The words of a text, each after the index of its first character; a word wider than a line is cut."""
    for match in _WORD.finditer(text):
        begin, word = match.start(), match[0]
        if len(word) * _WIDEST > room and cell_len(word) > room:
            yield from _parts(begin, word, room)
        else:
            yield begin, word


def _parts(begin: int, word: str, room: int) -> Iterator[tuple[int, str]]:
    """The parts of a word wider than a line, each after the index of its first character in the text.

    A letter wider than the line is a part of its own.
    """
    start = used = 0
    for end, letter in enumerate(word):
        cells = cell_len(letter)
        if end > start and used + cells > room:
            yield begin + start, word[start:end]
            start, used = end, 0
        used += cells
    yield begin + start, word[start:]


def set_text(text: str, role: Role, width: int, unit: int, sign: str = "") -> list[Line]:
    """Set a text that stands above or below the body, such as the headline.

    Args:
        text: the text.
        role: the role of its lines.
        width: the columns of the lines.
        unit: the number of the text among the units of the article (`Line.unit`).
        sign: the sign before the first line; "" for none.
    """
    piece = _Piece(text, 0, role, sign, " " * len(sign))
    return [Line(line, role, unit, None, indent) for line, indent, _ in _wrap(piece, width)]


def wrap_text(text: str, width: int, most: int) -> list[tuple[str, int]]:
    """Break a text into at most ``most`` lines; a longer text is cut and ends with an ellipsis.

    Returns:
        Each line, and the index of its first character in the text.
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
    """The index in the block of each character in a line of the body, without the indent.

    Blank space between two words takes one column, even where the block has more blank space there.
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
    """The index of the line that shows a position: the last line that begins at or before it, else 0."""
    found = 0
    for number, line in enumerate(lines):
        if line.position is None:
            continue
        if (line.position.block, line.position.offset) > (position.block, position.offset):
            break
        found = number
    return found


def same_place(before: tuple[Block, ...], position: Position, after: tuple[Block, ...]) -> Position:
    """Find a word of one text in another text.

    The word is at ``position`` in the blocks ``before``; the result is its position in the blocks ``after``.
    Where ``after`` lacks the words from the position on, the result is a guess.
    """
    return position_in(position._replace(words=words_at(before, position)), after)
