"""Splitting a page into blocks, each with its kind as far as the form of the block shows it.

The form does not show whether a line that looks like a title is a headline or a section heading.
``headlines`` decides this for the page as a whole.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from careader.capture.bylines import may_be_byline, read_byline
from careader.capture.header import LISTING, RATE, is_header_line
from careader.capture.models import CAPTION, CONTINUE, LIST, NO_TEXT, OTHER, PARAGRAPH, QUESTION, Kind
from careader.capture.torn import begins_report, is_rule, names_beside_days, torn_titles
from careader.intake.models import Part
from careader.patterns import late
from careader.text import DROPPED

LONGEST_TITLE = 25  # words; headlines seen have 18 at most, section headings seldom more

_BULLETS = "•‣▪◦●∙·"
_BULLET = re.compile(rf"\s*[{_BULLETS}]\s*(.*)$")
_DASH_BULLET = re.compile(r"\s*[-–*]\s+(.*)$")
_CAPTION = re.compile(
    r"(?:^(?:photo|image|picture)?\s*|[;,.|(\[]\s*)"
    r"(?:image|photo|picture|photograph)s?(?: credit| courtesy| by)?\s*:\s*[^:]{1,90}$"
    r"|[;.|(]\s*(?:image|photo|picture|photograph)s?(?: taken)? by (?-i:[^\W\da-z_])[^.:;]{2,60}\)?$"
    r"|\([^()]{1,60} (?:photo|image)\)$",
    re.IGNORECASE,
)
_LISTED = late(rf"\s*(?:[{_BULLETS}*+–-]|\(?\w{{1,3}}[.)])\s|\s*\[")
_MARKED = re.compile(r"\s*(?:#{1,6}\s|\*{3,6} \S)")
_LONGEST_BYLINE = 160  # characters
_LABEL = re.compile(r"([A-Z][\w.’' -]{0,40}?)\s?:\s")
_ADDRESS = late(r"(?:https?://|file://|www\.)\S+(?:\s+\d{1,3}/\d{1,3})?$")
_SOFT_HYPHEN = "\u00ad"
_HYPHENATED = late(r"[^\W\d_]-\n(?!(?:and|or|to)\b)[^\W\d_]")  # not "mid- and long-term"
_SENTENCE_END = (".", ",", ";", ":", "…", ".”", '."', ".)", ".’")

NUMBERED = re.compile(r"(?:\w+ )?(?:\d{1,2}|[IVX]+|one|two|three|four|five)[.:)] ", re.IGNORECASE)
WORD = re.compile(rf"[^\W\d_][\w’'{DROPPED}-]*")


@dataclass(slots=True)
class Piece:
    """A block of a page, before the decision which lines are headlines.

    Attributes:
        line: the number of its first line in the file, from 1.
        text: its words, without surrounding blank space; the introduction of a list.
        kind: its kind by its form; None for a line that could be a headline or a section heading.
        items: the items of a list.
        spaced: whether a line of only non-breaking spaces is right above.
        part: its part of the markup; None on a page of text.
        level: the level of a heading that a text tool marked, from 1; else 0 (`markup_traces.levels_of`).
        address: the address, where the line is a link; else "".
        role: the role of a line of furniture (`roles`); "" for other lines.
        signs: the signs of a headline around the line (`surroundings`).
    """

    line: int
    text: str
    kind: Kind | None
    items: Sequence[str] = ()
    spaced: bool = False
    part: Part | None = None
    level: int = 0
    address: str = ""
    role: str = ""
    signs: tuple[str, ...] = ()


def has_blanks(text: str, fewest: int) -> bool:
    """Whether a text has at least so many blanks: the beginning of a long text is enough to tell."""
    return text.count(" ", 0, 12 * fewest) >= fewest or text.count(" ") >= fewest


@lru_cache(4096)  # a story's lines stand on several pages
def title_case(text: str) -> float:
    """The share of the longer words with a capital, without the first word; 0.5 where no word is long."""
    words = [word for word in WORD.findall(text)[1:] if len(word) > 3]  # letters
    return sum(word[0].isupper() for word in words) / len(words) if words else 0.5


def split_blocks(lines: list[str], start: int) -> list[Piece]:
    """Split the lines of a page into blocks, from the line with the index ``start`` on.

    A blank line ends a block. Between blank lines, each line is a block of its own, except an item below the
    introduction of its list, and a line that continues the line above, mid-sentence or after a wrap.
    """
    pieces: list[Piece] = []
    joins: _Joins | None = None
    for chunk, first, spaced in _chunks(lines, start):
        if len(chunk) == 1:
            pieces.append(_read_block(chunk[0], first, spaced=spaced))
        else:
            joins = joins or _joins(lines, start)
            _split_chunk(pieces, chunk, first, joins, spaced=spaced)
    mark_questions(pieces)
    _mark_header_lines(pieces)
    _open_first(pieces)
    return pieces


@dataclass(frozen=True, slots=True)
class _Joins:
    """Where lines of a page are joined. Lines are given by their indices.

    Attributes:
        full: the width of a hard-wrapped page (`wrapped_at`); 0 for other pages.
        torn: the lines of broken titles that continue in the line below (`torn_titles`).
        apart: the lines that do not continue the line above.
    """

    full: int
    torn: frozenset[int]
    apart: frozenset[int]


def _joins(lines: list[str], start: int) -> _Joins:
    apart = names_beside_days(lines, start)
    return _Joins(wrapped_at(lines, start), torn_titles(lines, start, apart), apart)


_WRAPPED = range(45, 101)
"""The columns at which programs wrap lines: mail at 72, text browsers at 80, other programs in this range."""
_LONGEST_WORD = 30  # letters; a longer word may be a headline whose blanks are underscores
_FEWEST_WRAPPED = 5  # the fewest pairs of consecutive lines on a page that can be recognised as wrapped


def wrapped_at(lines: list[str], start: int) -> int:
    """The width of a hard-wrapped page in columns; 0 for other pages.

    A page is hard-wrapped where hardly any line is longer than the width, but most long lines would be longer
    than the width together with the first word of the line below. Some programs break lines a little earlier.
    """
    body = lines[start:]
    if 10 * sum(len(line) >= _WRAPPED.stop for line in body) > len(body):
        return 0
    pairs = [
        (line.rstrip(), below.strip())
        for line, below in pairwise(body)
        if len(line) >= _WRAPPED.start and not (_is_blank(line) or _is_blank(below))
    ]
    pairs = [
        (line, below)
        for line, below in pairs
        if len(line) >= _WRAPPED.start and line[-1].strip("_=*-") and not _BULLET.match(below)
    ]
    if len(pairs) < _FEWEST_WRAPPED or 3 * sum(line[-1] in ".!?" for line, _ in pairs) > len(pairs):
        return 0
    width = sorted(len(line) for line, _ in pairs)[len(pairs) * 49 // 50]
    if width not in _WRAPPED:
        return 0
    # Lines that certainly continue show whether lines are filled as far as possible.
    reach = sorted(_reach(line, below) for line, below in pairs if below[0].islower())
    filled = not reach or reach[len(reach) // 25] > width
    full = width if filled else width - width // 5
    return full if sum(_reach(*pair) > full for pair in pairs) >= 0.5 * len(pairs) else 0


def _reach(line: str, below: str) -> int:
    """The length of a line with the first word of the line below."""
    word = below.split(None, 1)[0]
    joined = len(word) > _LONGEST_WORD and word.count("_") > 2 and line[0] != "*"
    return len(line) + 1 + (0 if joined else len(word))


def _chunks(lines: list[str], start: int) -> Iterator[tuple[list[str], int, bool]]:
    """The lines of each run between blank lines, the index of the first, and `Piece.spaced` for the run."""
    chunk: list[str] = []
    spaced = False
    first = start
    for at, line in enumerate(lines[start:], start):
        if line and not line.isspace():
            if not chunk:
                first = at
            chunk.append(line)
            continue
        if chunk:
            yield chunk, first, spaced
            chunk, spaced = [], False
        spaced = spaced or bool(line and line.strip(" \t"))
    if chunk:
        yield chunk, first, spaced


def _is_blank(line: str) -> bool:
    return not line or line.isspace()


def _open_first(pieces: list[Piece]) -> None:
    """Let the first line of a page be a possible headline, even if its last sign is unusual for headlines."""
    if pieces and pieces[0].kind is PARAGRAPH and _is_short(pieces[0].text):
        text = pieces[0].text
        if text[-1] in ",:;…" or text.endswith("..."):
            pieces[0].kind = None


def _split_chunk(pieces: list[Piece], chunk: list[str], first: int, joins: _Joins, *, spaced: bool) -> None:
    """Add the blocks of the lines between two blank lines."""
    dashed = sum(bool(_DASH_BULLET.match(line)) for line in chunk) > 1
    last: Piece | None = None
    items: list[str] = []
    for at, line in _whole_lines(chunk, first, joins, dashed=dashed):
        bullet = _DASH_BULLET.match(line) if dashed else None
        piece = Piece(at + 1, "", LIST, (bullet[1].strip(),)) if bullet else _read_block(line, at)
        goes_on = last is not None and (last.kind is LIST or last.text.endswith(":"))
        if last is not None and goes_on and piece.kind is LIST:
            items += piece.items
            last.kind, last.items = LIST, items
        else:
            piece.spaced = spaced and last is None
            pieces.append(piece)
            last, items = piece, [*piece.items]


def _whole_lines(chunk: list[str], first: int, joins: _Joins, *, dashed: bool) -> Iterator[tuple[int, str]]:
    """Join lines that continue a sentence; yields the index of each first line and the joined text.

    On a hard-wrapped page every full line continues in the line below, unless that line is a list item or an
    address.
    """
    begin, parts = first, [chunk[0]]
    for at, (above, line) in enumerate(pairwise(chunk), first + 1):
        text, ended = line.strip(), above.rstrip()
        listed = ended[-1] == ":" or _DASH_BULLET.match(parts[0])
        item = text[0] in _BULLETS or (dashed and listed and _DASH_BULLET.match(line))
        torn = at - 1 in joins.torn
        broken = torn or (
            joins.full and not item and _reach(ended, text) > joins.full and at not in joins.apart
        )
        goes_on = broken or (text[0].islower() and ended[-1] not in ".?!:%")
        if (
            goes_on
            and not (is_rule(text) or is_rule(ended) or begins_report(text))
            and not _ADDRESS.match(text)
            and at not in joins.apart
            and (torn or not _is_set_apart(above, line))
        ):
            hyphen = ended[-1] == _SOFT_HYPHEN or (broken and _HYPHENATED.search(f"{ended}\n{text}"))
            parts.append(text if hyphen else f" {text}")
        else:
            yield begin, "".join(parts)
            begin, parts = at, [line]
        parts[-1] = parts[-1].rstrip()
    yield begin, "".join(parts)


def _read_block(line: str, at: int, *, spaced: bool = False) -> Piece:
    """A block of one line, with its kind by its form."""
    text = line.strip()
    if text[0] in _BULLETS or text[-1] == "%" or text.startswith("Viewing"):  # a fast test first
        if RATE.match(line) or LISTING.match(line):
            return Piece(at + 1, text, OTHER, (), spaced)
        if bullet := _BULLET.match(line):
            return Piece(at + 1, "", LIST, (bullet[1].strip(),), spaced)
    return Piece(at + 1, text, form_of(text), (), spaced)


def _is_set_apart(above: str, line: str) -> bool:
    """Whether a line is a heading, a byline or indented more, and so does not continue the line above.

    Exception: a line that is indented below the bullet or number of a list item can continue the item.
    """
    if _MARKED.match(line) or above.rstrip().endswith(" ***"):
        return True
    indents = [len(each) - len(each.lstrip(" ")) for each in (above, line)]
    if indents[1] > indents[0] and not _LISTED.match(above):
        return True
    return len(line) < _LONGEST_BYLINE and may_be_byline(line) and read_byline(line) is not None


_CONTINUED = f" {CONTINUE}"
_LONGEST = 600
"""The most characters of a caption or a title. A longer line is a paragraph."""


def form_of(text: str) -> Kind | None:
    """The kind of a block by its form; None where the block could be a headline or a section heading."""
    if len(text) <= _LONGEST:
        return _form_of_short(text)
    return PARAGRAPH if _has_words(text) else OTHER


def _has_words(text: str) -> bool:
    return text[:1].isalnum() or any(map(str.isalnum, text[:80]))


@lru_cache(4096)  # a story's lines stand on several pages
def _form_of_short(text: str) -> Kind | None:
    if text == CONTINUE or not _has_words(text):
        return OTHER
    if text.endswith(_CONTINUED):
        return PARAGRAPH
    if is_caption(text):
        return CAPTION
    if not _is_short(text) or text.startswith("[caption"):
        return PARAGRAPH
    if not text.endswith(_SENTENCE_END) or (
        text[-1] == "," and text.count(" ") > 4
    ):  # a comma at the end can be the first half of a broken headline
        return None
    titled = title_case(text) > 0.8 and text.count(" ") > 2  # a sentence can look like a short title
    numbered = NUMBERED.match(text) and text.count(" ") < 15
    return None if text[-1] == "." and text[-2:] != ".." and (titled or numbered) else PARAGRAPH


def is_caption(text: str) -> bool:
    """Whether a block ends with a credit of at most 90 characters, as captions do (FORMAT.md: Captions)."""
    if len(text) > _LONGEST or not (text[-1:] == ")" or ":" in text[-91:] or " by " in text[-70:]):
        return False
    return _CAPTION.search(text) is not None


def _is_short(text: str) -> bool:
    return len(text) <= 400 and len(text.split()) <= LONGEST_TITLE  # characters, to count few words


def _mark_header_lines(pieces: list[Piece]) -> None:
    """Mark the date and the paging line below the rates of a second page in the file as ``OTHER``."""
    for above, piece in pairwise(pieces):
        if above.kind is OTHER and is_header_line(above.text) and is_header_line(piece.text):
            piece.kind = OTHER


def mark_questions(pieces: list[Piece]) -> None:
    """Mark the questions of interviews: a speaker's name or initials, a colon, and a question.

    A headline can have the same form (``Opinion: …?``). A label is a speaker where it is initials that occur
    again, or where another label begins the text below and one of the two labels occurs again.
    """
    labels = [_label(piece.text) if ":" in piece.text[:44] else None for piece in pieces] + [None]
    if not any(labels):
        return
    often = Counter(labels)
    for piece, follows, label, below in zip(
        pieces, [*pieces[1:], pieces[-1]], labels, labels[1:], strict=False
    ):
        if label and piece.text[-1] == "?" and piece.kind in (None, PARAGRAPH):
            initials = label.isupper() and len(label) <= 5  # letters
            again = often[label] > 1
            answered = below is not None and below != label and (initials or again or often[below] > 1)
            if (answered and follows.kind is PARAGRAPH) or (initials and again):
                piece.kind = QUESTION


def _label(text: str) -> str | None:
    """The label before the first colon of a text; None where there is none."""
    match = _LABEL.match(text)
    return match[1] if match else None


def is_cut_short(pieces: list[Piece]) -> bool:
    """Whether the page cut a text short: its only block ends in ``...``, or ``Continue reading`` follows."""
    ends = [piece.text for piece in pieces if piece.text.endswith((CONTINUE, "...", "…"))]
    if not ends:  # most articles
        return False
    if any(text == CONTINUE or text.endswith(_CONTINUED) for text in ends):
        return True
    said = [piece for piece in pieces if piece.kind not in NO_TEXT]
    return len(said) == 1 and said[0].text.endswith(("...", "…"))
