"""The form of a block by its tag: a paragraph, an item, a caption; or a label, which is not text."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from careader.intake.html.titles import words_in
from careader.intake.html.walk import Box, Run
from careader.intake.models import Form, Part

_CAPTIONED = re.compile(
    r"caption|credit(?!s)|(?:photo|image|picture|media)[\w-]*credits|photo-?(?:text|desc)|image-?(?:text|desc)",
    re.IGNORECASE,
)
_MORE = re.compile(
    r"^\W*(?:continue reading|read (?:more|on|full|the (?:full|rest))|full (?:story|article|text|version)"
    r"|more)\b[^.]{0,120}$",
    re.IGNORECASE,
)
_MORE_AT_END = re.compile(
    r"^(.{40,}?)\s+(\W*(?:(?:continue reading|read (?:more|on)|full text)\b\W*|more\s?[>»→…]+|[>»›→]{2,}))$",
    re.IGNORECASE,
)
_ALSO = re.compile(
    r"""^\W*(?:also\ read|read\ also|see\ also|don[’']t\ miss|recommended|more\ on\ this
    |related(?:\ (?:stor(?:y|ies)|articles?|news|reading))?
    |читайте\ (?:также|ещ[её]|далее|по\ теме)|читать\ (?:также|далее|дальше|полностью|ещ[её])
    |смотрите\ также|см\.\ также|подробнее|(?:ещ[её]\ )?по\ теме|полный\ текст)\b""",
    re.IGNORECASE | re.VERBOSE,
)
_FOLLOW = re.compile(
    r"""^\W*(?:(?:follow|join|find)\ us\b|share(?:\ (?:this|it|on|via))*:
    |(?:subscribe|sign\ up)\ (?:to|for|now|here|today)\b
    |подпи(?:сывайтесь|шитесь|саться)\b|присоединяйтесь\b|следите\ за\ (?:нами|нашими)\b
    |читайте\ нас\b|мы\ в\ telegram\b)[^.]{0,80}[.!]?$""",
    re.IGNORECASE | re.VERBOSE,
)
_ADDRESS = re.compile(r"(?:^|:\s?)https?://\S+")
_ADDRESS_AT_END = re.compile(r"^(?:[^.!?]{0,60}[:\s])?https?://\S+$")
_TAGS = re.compile(r"#\w+(?:[\s,·|]+#\w+)*")
_LONGEST_FOOT = 200  # letters of a line without a link that gives the address of a page
_CAPTION_BOX = re.compile(r"[\s_-]caption(?=\s)")
_MOST_IN_CAPTION = 4  # blocks of text in a box with a class of captions
_PARAGRAPHS = frozenset({"p", "li", "blockquote", "td", "th", "dd", "dt", "pre", "figcaption"})
_CELLS = frozenset({"td", "th"})
_ENDS = '.!?:”"…)]。！？：」』）'  # of a short line that is text
_LONGEST_CAPTION = 300  # the most letters of a caption that only its class marks
_LABEL = 7  # the most words of a label
_LINKS = 12  # the most words of a line of links
_MOSTLY = 0.5  # the least share of link letters in a line that leads to another page
_CELL = 80  # the most letters of a cell in a table of figures


def form_of(run: Run) -> Form:
    """The form of a block by its tag: a paragraph, an item or a caption."""
    for box in [*run.box.around()][:4]:
        if box.titled:
            break
        if box.tag in ("figcaption", "figure", "caption") or " wp-caption-text " in box.names:
            return Form.CAPTION
        if box.tag == "li":
            return Form.ITEM
        if box.tag in ("article", "td", "table", "section", "main"):
            break
        if _CAPTION_BOX.search(box.names) and box.end - box.first <= _MOST_IN_CAPTION:
            return Form.CAPTION
    if len(run.text) < _LONGEST_CAPTION and _CAPTIONED.search(run.names + run.box.names):
        return Form.CAPTION
    return Form.PARAGRAPH


def is_label(run: Run) -> bool:
    """Whether a block is a label, which is not text: a short link, or a few words outside a paragraph."""
    words = words_in(run.text)
    if run.linked >= 0.8 * len(run.text):
        return words <= _LINKS
    if not any(map(str.isalnum, run.text)) or _TAGS.fullmatch(run.text):
        return True
    in_cell = run.box.parent is not None and run.box.parent.tag in _CELLS
    if run.broken or in_cell or run.box.tag in _PARAGRAPHS:
        return False
    bracketed = run.text[0] == "(" and run.text[-1] == ")"
    return words <= _LABEL and (bracketed or run.text[-1] not in _ENDS)


def is_continue_link(run: Run) -> bool:
    """Whether a block is a link to the rest of an article."""
    return bool(run.link) and len(run.text) < 160 and _MORE.match(run.text) is not None


def leads_away(run: Run) -> bool:
    """Whether a block is a line such as ``Read more:`` with a link to another page."""
    if not run.link or len(run.text) > _LONGEST_CAPTION:
        return False
    if _FOLLOW.match(run.text):
        return True
    named = _MORE.match(run.text) or _ALSO.match(run.text)
    return named is not None and run.linked >= _MOSTLY * len(run.text)


def gives_address(run: Run) -> bool:
    """Whether a block is a line with the address of the page, as at the foot of a printed page."""
    if not run.link:
        return len(run.text) < _LONGEST_FOOT and _ADDRESS_AT_END.search(run.text) is not None
    if len(run.text) > _LONGEST_CAPTION or run.linked < 0.3 * len(run.text):
        return False
    return _ADDRESS.search(run.text) is not None


class Placed(NamedTuple):
    """A part of a page, and the row of a table in which the part is; None outside tables."""

    part: Part
    row: Box | None = None


def furniture(run: Run) -> Placed:
    """A block as furniture; a link to the rest of an article gets the sign ``more``."""
    return Placed(Part(Form.FURNITURE, run.text, ("more",) if is_continue_link(run) else ()))


def text_parts(run: Run) -> Iterator[Placed]:
    """The parts of a block of text: the text, and a link to the rest of the article at its end."""
    row = run.box.parent if run.box.tag in ("td", "th") and not run.broken else None
    if run.link and (match := _MORE_AT_END.match(run.text)):
        yield Placed(Part(form_of(run), match[1]), row)
        yield Placed(Part(Form.FURNITURE, match[2], ("more",)))
    else:
        yield Placed(Part(form_of(run), run.text), row)


def joined_rows(placed: Sequence[Placed]) -> Iterator[Part]:
    """The parts, with the short cells in each row of a table joined to one part."""
    n = 0
    while n < len(placed):
        part, row = placed[n]
        end = n + 1
        while row is not None and end < len(placed) and placed[end].row is row:
            end += 1
        cells = [each.part for each in placed[n:end]]
        if len(cells) > 1 and all(len(cell.text) <= _CELL for cell in cells):
            yield part._replace(text=" | ".join(cell.text for cell in cells))
        else:
            yield from cells
        n = end
