"""Reading and removing traces of markup that a text tool left in a page: headings, links, emphasis.

Tools that convert a page to text keep some markup as signs: ``## Headline``, ``***** Headline *****``, a rule
below a heading, headings further left or right than the text, ``[12]`` before a link, an address after a
link. The level of a heading is evidence for or against a headline (docs/headlines.md). All other traces are
separated from the words.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from careader.capture.blocks import LONGEST_TITLE, Piece, form_of
from careader.capture.bylines import read_byline
from careader.capture.links import TAG_NAMES
from careader.capture.models import FURNITURE, LIST, OTHER
from careader.capture.roles import LINK
from careader.capture.surroundings import BYLINED, SHORT
from careader.patterns import late

_ATX = re.compile(r" {0,3}(#{1,6})\s+(?=\S)")
_STARS = late(r"\s*(\*{2,6}) \S.* \1\s*$")
_STARRED_ITEM = re.compile(r"[*+-]\s+(?=\*{4,6} )")
_OPEN_LINK = late(r"\s*(?:#{1,6}\s+|[*+-]\s+)?!?\[[^\]]*$")
_OPEN_ADDRESS = re.compile(r".*\]\([^()\s]*$")
_OPEN_STARS = re.compile(r"\*{4,6} [^*]*$")
_STARS_AHEAD = late(r"(\*{4,6}) ([^*]{2,300}) \1 (\S.*)$", re.DOTALL)
_RULE = re.compile(r"\s*(?:(={3,})|-{3,})\s*$")
_RULED = ("=", "-")
_AT_BEGIN = ("#", "*", "==", "--")
_BEHIND_SIGNS = {
    "<": ("http", "file", "a ", "#", "/"),
    "[": ("1]", "2]", "10]"),
    "]": ("(",),
    " (": ("http", "/", "#"),
}
"""Traces of markup within a line: a sign, and the beginnings of texts behind the sign that make it one."""
_INDENTED = re.compile(r" +(?![•*+\s-])\S")
_JOINED = re.compile(r"_(?:(?<=[a-z]_)[A-Za-z]|(?<=^_)\S)", re.MULTILINE)
_LINK = late(
    r"!?\[((?:[^\[\]]|\[[^\[\]]*\])*)\]\(\s*<?([^()\s]*(?:\([^()]*\)[^()\s]*)*)>?(?:\s+\"[^\"]*\")?\s*\)"
)
_ANCHOR = late(r"<a\b[^<>]*?href=\"([^\"]*)\"[^<>]*>(.*?)</a>", re.IGNORECASE)
_BEHIND = late(rf"\s*<((?:https?:|file:|mailto:|/(?!{TAG_NAMES}>)|#)[^<>]*)>")
_IN_PARENTHESES = late(r"\s\(((?:https?:/|#|(?=/))/?[^()\s]*(?:\([^()\s]*\)[^()\s]*)*)\)$")
_TAGS = late(r"((?:<(?!a\b)\w[^<>]*>)+)(.*?)((?:</(?!a>)\w+>)*)$")
_DRESS = "[<*_#"
"""Signs, one of which is in each line with a trace of markup, except an address in parentheses at its end."""
_NUMBER = late(r"(?:[*+•-]\s+)?\[\d{1,4}\]")
_EMPHASIS = late(r"(\*{1,3}|_{1,3})(?=\S)(.+?)(?<=\S)\1$")
_ADDRESS = re.compile(r"https?://\S+$")
_BLANKS = re.compile(r"(?<=[^\s_])_(?=[^\s_])")
_FOR_BLANKS = late(r"[A-Za-z]{2,}_[A-Z][a-z]|[A-Z][a-z]+_[a-z]{2,}")
_LONGEST_JOINED = 200  # the most characters of a line with underscores in place of blanks
_LONGEST_OPEN = 2000  # the most characters of a line whose link goes on in the line below
_MOST_INDENT = 12
_ARROW = re.compile(r"([→⇒➜➔➤»›▶►▸■◆★]+|>{1,3}|-?->|=>)\s+(\S.*)$", re.DOTALL)
_BULLET = re.compile(r"([-–*+])\s+(\S.*)$", re.DOTALL)
_WHEN = re.compile(
    r"(\d{1,2}[./]\d{1,2}[./]\d{2,4}|\d{1,2}:\d{2}|\d{4}-\d\d-\d\d)[\s|–—-]+(?:\[\d{1,4}\])?(\S.*)$",
    re.DOTALL,
)
"""Matches a day or a time before a title, in one line as in a table."""
_COUNT = re.compile(r"(\(?\d{1,3}[.)])\s+(\S.*)$", re.DOTALL)
_NEARLY_ALL = 0.7  # the least share of the titles above text
_FEW = 3  # the fewest lines of one form that count as a habit of the tool


def has_traces(lines: Sequence[str]) -> bool:
    """Whether lines may have traces of markup: a fast test that rejects most captures."""
    if not lines or lines[0].startswith(("#", "*", "_", "[")):
        return bool(lines)
    begins = {line[:1] for line in lines}
    if not begins.isdisjoint("#*=-") and any(line.startswith(_AT_BEGIN) for line in lines[1:]):
        return True
    if " " in begins and any(line[:1] == " " and _INDENTED.match(line) for line in lines[1:]):
        return True
    text = "\n".join(lines)
    if any(_has_trace(text, sign, traces) for sign, traces in _BEHIND_SIGNS.items()):
        return True
    return ("*" in text and "****" in text) or _has_joined_words(text)


def _has_joined_words(text: str) -> bool:
    """Whether a text has underscores as in emphasis or in place of blanks."""
    at = text.find("_")
    while at >= 0:
        if _JOINED.match(text, at):
            return True
        at = text.find("_", at + 1)
    return False


def _has_trace(text: str, sign: str, traces: tuple[str, ...]) -> bool:
    """Whether one of ``traces`` stands right behind ``sign``."""
    last = sign[-1]  # to seek one character is ten times as fast as to seek two
    within = last in text and any(part.startswith(traces) for part in text.split(last)[1:])
    return within and (sign == last or any(sign + trace in text for trace in traces))


def levels_of(lines: Sequence[str], start: int) -> dict[int, int]:
    """The level of each heading that a tool marked, 1 for the highest, by the line's number from 1.

    Where only indents mark headings, as in dumps of text browsers, the levels are not levels of HTML: only
    their order has a meaning.
    """
    levels: dict[int, int] = {}
    for at in range(start, len(lines)):
        line = lines[at]
        sign = line.lstrip()[:1]
        if sign == "#" and (match := _ATX.match(line)):
            levels[at + 1] = len(match[1])
        elif sign == "*" and (match := _STARS.match(line)):
            levels[at + 1] = 7 - len(match[1])
        elif sign in _RULED and at > start and lines[at - 1].strip() and (match := _RULE.match(line)):
            top = at - 1
            if not _RULE.match(lines[top]) and len(lines[top].split()) <= LONGEST_TITLE:
                levels[top + 1] = 1 if match[1] else 2
    return levels or _by_indent(lines, start)


def _by_indent(lines: Sequence[str], start: int) -> dict[int, int]:
    """The levels of headings that indents mark: further left than text, or indented below two blank lines."""
    indents = [len(line) - len(line.lstrip(" ")) if line.strip() else -1 for line in lines]
    text = Counter(
        indents[at]
        for at in range(start, len(lines))
        if indents[at] >= 0 and len(lines[at].split()) > 5  # words
    )
    if not text:
        return {}
    usual = text.most_common(1)[0][0]
    found = {}
    for at in range(start, len(lines)):
        indent, line = indents[at], lines[at].strip()
        if indent < 0 or indent == usual or indent > _MOST_INDENT or _is_marked(line):
            continue
        above = [n for n in range(max(at - 2, 0), at) if indents[n] >= 0]
        if indent < usual:
            if not above or at - 1 not in above:
                found[at + 1] = 1 + indent
        elif not usual and not above and indent % 2 == 0 and at >= start + 2:  # columns
            found[at + 1] = 1 + indent
    return found if 1 < len(found) < len(lines) // 4 else {}


def _is_marked(line: str) -> bool:
    return line[0] in "•*+-–|" or re.match(r"\d+\.\s", line) is not None


def join_broken(lines: Sequence[str], start: int) -> list[str]:
    """Join links and headings that are broken over two lines; the first line becomes blank."""
    done = list(lines)
    for at in range(start, len(done) - 1):
        if ("[" not in done[at] and not done[at].startswith("****")) or len(done[at]) > _LONGEST_OPEN:
            continue
        line, below = done[at].rstrip(), done[at + 1].strip()
        within = below and (_OPEN_LINK.match(line) or (_OPEN_STARS.match(line) and "**" in below))
        if within or (below and _OPEN_ADDRESS.match(line)):
            done[at], done[at + 1] = "", f"{line}{' ' * bool(within)}{below}"
    return done


def undress(pieces: Sequence[Piece], levels: Mapping[int, int]) -> list[Piece]:
    """Remove traces of markup from lines that could be titles: signs, numbers of links, addresses of links.

    A removed trace becomes a piece of its own before or after the line, so that nothing is lost.
    `Piece.address` keeps the address of a link.

    Args:
        pieces: the blocks of the page.
        levels: the levels of headings (`levels_of`).
    """
    linked = [line for piece in pieces for line in (piece.text, *piece.items) if "[" in line]
    numbered = sum(_NUMBER.match(line) is not None for line in linked) >= _FEW
    joined = sum("_" in piece.text and bool(_FOR_BLANKS.search(piece.text)) for piece in pieces) >= _FEW
    done: list[Piece] = []
    for piece in pieces:
        starred = piece.text.startswith("*") and not piece.items
        if starred and (match := _STARS_AHEAD.match(piece.text)):  # a heading and text in one block
            heading = replace(piece, text=match[2].strip(), kind=form_of(match[2]), level=7 - len(match[1]))
            done += _undress(heading, numbered=numbered, joined=joined)
            done.append(Piece(piece.line, match[3], form_of(match[3])))
            continue
        level = levels.get(piece.line, 0)
        if piece.kind is OTHER and piece.line - 1 in levels and _RULE.match(piece.text):
            done.append(replace(piece, kind=FURNITURE, role=LINK))
            continue
        if piece.items or (len(piece.text) > 600 and not level):  # characters
            done.append(piece)
            continue
        piece.level = level
        done += _undress(piece, numbered=numbered, joined=joined)
    return done


def _is_pointed(text: str) -> bool:
    return any(sign.match(text) for sign in (_ARROW, _COUNT, _BULLET))


def without_pointers(pieces: Sequence[Piece]) -> list[Piece]:
    """Remove numbers, arrows, bullets or days from titles, if the first and nearly all titles have them.

    Numbered steps within an article are below a headline without a number. A removed sign becomes a piece of
    its own.
    """
    unusual = [piece for piece in pieces if piece.kind is None and not piece.text[:1].isalpha()]
    if (
        sum(_is_pointed(piece.text) or bool(_WHEN.match(piece.text)) for piece in unusual) < _FEW
    ):  # most pages
        return list(pieces)
    heads = [
        piece
        for piece, below in pairwise(pieces)
        if piece.kind is None and below.kind not in (None, OTHER, FURNITURE)
    ]
    bylined = [above for above, below in pairwise(pieces) if above.kind is None and read_byline(below.text)]
    heads = bylined if len(bylined) >= _FEW else heads
    for sign in (_ARROW, _COUNT, _BULLET, _WHEN):
        named = sign is _COUNT and bool(heads) and heads[0].text.count(" ") <= SHORT  # the digest itself
        if not heads or not (sign is _WHEN or named or sign.match(heads[0].text)):
            continue
        told = sum(sign.match(piece.text) is not None for piece in heads)
        if told < _FEW or told < _NEARLY_ALL * len(heads):
            continue
        done: list[Piece] = []
        for piece in pieces:
            if piece.kind is None and (match := sign.match(piece.text)):
                signs = (*piece.signs, BYLINED) if sign is _WHEN or named else piece.signs
                done += [*_link_piece(piece, match[1]), replace(piece, text=match[2], signs=signs)]
            else:
                done.append(piece)
        return done
    return list(pieces)


def out_of_lists(pieces: Sequence[Piece]) -> Sequence[Piece]:
    """The blocks with titles that stand as items of a list, each above its byline, as lines of their own."""
    listed = {
        id(piece) for piece in pieces if piece.kind is LIST and not piece.text and len(piece.items) == 1
    }
    if len(listed) < _FEW:
        return pieces
    titles = {
        id(above)
        for above, below in pairwise(pieces)
        if id(above) in listed
        and form_of(above.items[0]) is None
        and below.kind is not LIST
        and read_byline(below.text)
    }
    if len(titles) < max(_FEW, _NEARLY_ALL * len(listed)):
        return pieces
    return [
        replace(piece, text=piece.items[0], items=(), kind=None) if id(piece) in titles else piece
        for piece in pieces
    ]


def _undress(piece: Piece, *, numbered: bool, joined: bool) -> list[Piece]:
    if not piece.text.endswith(")") and not any(sign in piece.text for sign in _DRESS):
        return [piece]
    before, behind = "", ""
    if match := _STARRED_ITEM.match(piece.text):
        before, piece = match[0].strip(), replace(piece, text=piece.text[match.end() :])
    text = _without_heading_signs(piece)
    if numbered and (match := _NUMBER.match(text)):
        before, text = match[0], text[match.end() :].strip()
    if text.startswith("<") and (match := _TAGS.match(text)):
        before, text, behind = f"{before} {match[1]}".strip(), match[2], match[3]
    text, address = _take_link(text)
    behind = f"{address} {behind}".strip()
    while match := _EMPHASIS.match(text):
        text = match[2]
    if (joined and len(text) < _LONGEST_JOINED and "=" not in text) or (
        " " not in text and text.count("_") > 1 and not piece.text.startswith("_")
    ):
        text = _BLANKS.sub(" ", text)
    text = text.strip()
    if text == piece.text and not before:
        return [piece]
    if not text:  # a picture without words, only an address, only a tag
        return [replace(piece, kind=FURNITURE, role=LINK)]
    kind = form_of(text)
    main = replace(piece, text=text, kind=piece.kind if kind is OTHER else kind)
    main.address = address if _ADDRESS.match(address) else ""
    return [*_link_piece(piece, before), main, *_link_piece(piece, behind.strip("#/ ") and behind)]


def _without_heading_signs(piece: Piece) -> str:
    """The text of a heading without heading signs. Also sets the level of the piece where stars show it."""
    text = piece.text
    if not piece.level and (match := _STARS.match(text)) and len(match[1]) > 3:  # wrapped: more than emphasis
        piece.level = 7 - len(match[1])
    if piece.level:
        text = re.sub(r"\s+#+$", "", _ATX.sub("", text).strip())
        text = text.strip("*").strip() if _STARS.match(text) else text
    return text


def _link_piece(piece: Piece, text: str) -> list[Piece]:
    return [Piece(piece.line, text, FURNITURE, role=LINK)] if text else []


def _take_link(text: str) -> tuple[str, str]:
    """The words and the address of a line that is a single link; else the line and ""."""
    if text.startswith("![") and _LINK.fullmatch(text):
        return "", ""  # a picture
    if (match := _LINK.search(text)) and not (text[: match.start()] + text[match.end() :]).strip(" *_"):
        words, address = match[1], match[2]
        return ("", "") if words.startswith("![") else (words, address)
    if (match := _ANCHOR.search(text)) and not (text[: match.start()] + text[match.end() :]).strip(" *_"):
        return match[2], match[1]
    if (match := _BEHIND.search(text)) and match.end() == len(text):
        return text[: match.start()], "".join(match[1].split())
    if (match := _IN_PARENTHESES.search(text)) and match.start():
        return text[: match.start()], match[1]
    return text, ""
