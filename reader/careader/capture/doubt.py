"""The confidence that a page as a whole was read right, and the reasons to doubt it.

Each *reason* multiplies the confidence by a factor. The factors were chosen so that nearly all wrongly read
pages are doubted, and hardly any page that was read right (``bench/doubt.py``).
"""

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from careader.capture.blocks import Piece
from careader.capture.days import DAY_WITHIN, read_day
from careader.capture.doubted_headlines import (
    WORDS_OF_TITLE,
    Reason,
    doubts_of_contents,
    doubts_of_headlines,
    doubts_of_missed,
    lines_above_first,
    texts_of,
    words_in,
)
from careader.capture.furniture import role_of
from careader.capture.header import RATE, Header, articles_listed
from careader.capture.joined import LOST_LINES
from careader.capture.marking import is_prose
from careader.capture.models import FURNITURE, HEADING, OTHER, PARAGRAPH, Copy
from careader.capture.roles import PLACE
from careader.intake.plain_text import SIDE_BY_SIDE
from careader.patterns import late

_PAIR = re.compile(r"/(?<=[A-Z]{3}/)[A-Z]{3}\s*[=:|]?\s*\d")  # `/` first: fast in a long text
_PAIR_ALONE = re.compile(r"[A-Z]{3}/[A-Z]{3}")
_DAY_LINE = 1000  # the letters of a line in which a day is looked for: a text can be one line of 4 Mi
_DAY = late(rf"(?<![\w/.-]){DAY_WITHIN}(?![\w/-])", re.IGNORECASE)
_YEAR = re.compile(r"\d{4}")
_TAG = late(
    r"</?[a-z]+\d?(?:\s[^<>]*)?>|\{[^{}:;]{0,80}:[^{};]{0,200};"
    r"|\\[a-z]+\*?\{|^@(?:node|chapter|section|unnumbered|heading|item|ref|uref|menu|bye)\b"
)
"""Markup in a text: of pages, of style sheets, of LaTeX and of Texinfo."""
_NUMBER = re.compile(r"\d+")  # lines that differ in a number alone are one line
_LONG_BLOCK = 6_000  # characters; a teaser of 500 words has some 3,500
_LONG_ARTICLE = 5_000  # words
_TEASER = 7  # the fewest blanks of a paragraph that is the text of an article by the markup
_CODE = re.compile(r"[{}=_<>|#\\]|\w\(")  # lines of program code are no titles
_MOST_RUN = 5  # the most titles in a row within an article
_WORDS_ABOVE_LIST = 60  # the fewest words of an article above a list of other articles
_WORDS_OF_NOTE = 30  # the most words of a note of the site below such a list
_FEW_WORDS = 8  # the fewest words of an article's text
_FEW_LETTERS = 240  # characters of a text that may be a menu
_TOP = 4  # the first blocks of the first article, which may include the date of the page
_PROSE_ABOVE = 14  # the fewest blanks of a sentence above the articles
LOST_ABOVE = "text above the first headline; it may be an article without its headline"
"""The problem of a page with markup that may have lost its first headline."""
_LEFT = 0.05
"""Where all headlines are right with a lower probability, the whole page is doubted."""


def confidence_of(reasons: Sequence[Reason]) -> float:
    """The confidence in a page, 0.0 to 1.0: the product of the factors of all reasons."""
    return round(math.prod(reason.left for reason in reasons), 3)


def reasons_of(
    header: Header, blocks: Sequence[Piece], copies: Sequence[Copy], chances: Sequence[float]
) -> Iterator[Reason]:
    """The reasons to doubt a page.

    Args:
        header: the head of the page.
        blocks: all blocks of the page, furniture included.
        copies: the articles of the page.
        chances: for each line that could be a headline, the probability that the decision about the line is
            right.
    """
    page = "\n".join([block.text for block in blocks])  # for fast tests: most pages have few signs
    yield from _of_problems(header)
    yield from _of_date(header, blocks, copies)
    yield from _of_rates(header, blocks, page)
    yield from _of_articles(header, blocks, copies, chances)
    marked = any(block.part for block in blocks)
    framed = any(block.role for block in blocks)
    yield from doubts_of_headlines(header, copies, by_markup=marked, framed=framed)
    yield from doubts_of_missed(blocks, copies)
    yield from doubts_of_contents(header, blocks, copies)
    yield from _of_lines(blocks, page, single=len(copies) == 1 and bool(copies[0].headline))


def _of_problems(header: Header) -> Iterator[Reason]:
    told = {problem.what for problem in header.problems}
    if SIDE_BY_SIDE in told:
        yield Reason("lines stand side by side in columns", 0.75)
    if LOST_LINES in told:
        yield Reason("its lines are joined", 0.5)
    if LOST_ABOVE in told:
        yield Reason("text above the first headline may be an article without its headline", 0.75)


def _of_date(header: Header, blocks: Sequence[Piece], copies: Sequence[Copy]) -> Iterator[Reason]:
    if header.date is not None:
        return
    if any(problem.what.startswith("date not understood") for problem in header.problems):
        yield Reason("its date was not understood", 0.5)
        return
    lines = header.preamble
    if lines[:1] == ["---"] and "---" in lines[1:]:  # the day in front matter is the article's
        lines = lines[lines.index("---", 1) :]
    first = [block.text for copy in copies[:1] for block in copy.blocks if block.kind is not FURNITURE]
    top = [text for text in first[:_TOP] if _DAY.match(text)]
    top += lines_above_first(blocks, copies)
    days = {
        day.date
        for line in (*lines, *top)
        if _YEAR.search(line, 0, _DAY_LINE)  # a fast test: each such day has a year
        for match in _DAY.finditer(line[:_DAY_LINE])
        if (day := read_day(match[0]))
    }
    told = {copy.published for copy in copies[1:] if header.rates} or {copy.published for copy in copies}
    if days - told:
        yield Reason("a date above its headlines was not taken for its own", 0.75)


def _of_rates(header: Header, blocks: Sequence[Piece], page: str) -> Iterator[Reason]:
    lost = sum(problem.what.startswith("rate not understood") for problem in header.problems)
    if lost > max(1, len(header.rates)):
        yield Reason("most of its rates were not understood", 0.5)
    paired = [piece for piece in blocks if "/" in piece.text] if "/" in page else []
    stray = (
        any(len(_PAIR.findall(piece.text)) > 1 for piece in paired)
        or (not header.rates and sum(map(_is_rate, paired)) > 1)
        or sum(_PAIR_ALONE.fullmatch(piece.text) is not None for piece in paired) > 1
        or any(map(_is_rate_list, [piece for piece in blocks if piece.items]))
    )
    if stray or (not header.rates and any(_PAIR.search(line) for line in header.preamble)):
        yield Reason("rates stand below its first headline", 0.6)


def _is_rate(piece: Piece) -> bool:
    return piece.kind is OTHER and RATE.match(piece.text) is not None


def _is_rate_list(piece: Piece) -> bool:
    return len(_PAIR.findall(" ".join(piece.items))) > 1


def _is_sentence(line: str) -> bool:
    """Whether a line above the articles is the end of a text whose beginning is cut off."""
    return line.endswith(".") and line.count(" ") >= _PROSE_ABOVE


def _before(blocks: Sequence[Piece], copies: Sequence[Copy]) -> Sequence[Piece]:
    """The blocks above the first headline of a page that are not furniture."""
    above = lines_above_first(blocks, copies)
    return [block for block in blocks[: len(above)] if block.kind is not FURNITURE]


def _of_articles(
    header: Header, blocks: Sequence[Piece], copies: Sequence[Copy], chances: Sequence[float]
) -> Iterator[Reason]:
    if "" in [copy.headline for copy in copies]:
        yield Reason("text has no headline", 0.5)
    elif not (header.found or any(block.part for block in blocks)) and (
        any(is_prose(block) for block in _before(blocks, copies)) or any(map(_is_sentence, header.preamble))
    ):
        yield Reason("text stands above its first headline", 0.75)
    if not copies:
        yield Reason("it has no article", 0.7 if header.found else 0.5)
    if header.listing and len(copies) != articles_listed(header.listing):
        yield Reason("it lists another number of articles", 0.5)
    right = math.prod(chances)
    if right < _LEFT:
        yield Reason("its headlines are not sure", 0.7)
    texts = [texts_of(copy) for copy in copies]
    if any(map(_are_few_words, [each for copy, each in zip(copies, texts, strict=True) if copy.headline])):
        yield Reason("a headline has no text", 0.75)
    if any(map(_may_be_cut, [copy for copy in copies if copy.headline])):
        yield Reason("a headline may go on in the line below it", 0.75)
    if any(map(_are_long, texts)):
        yield Reason("an article is very long", 0.7)


def _may_be_cut(copy: Copy) -> bool:
    """Whether a heading of one or two words right below a headline may be the rest of the headline."""
    below = copy.blocks[0] if copy.blocks else None  # below a byline no headline goes on
    return below is not None and below.kind is HEADING and below.text.count(" ") < 2


def _are_few_words(texts: Sequence[str]) -> bool:
    if sum(map(len, texts)) > _FEW_LETTERS:  # nearly all articles
        return False
    return words_in([text for text in texts if not role_of(text)]) < _FEW_WORDS


def _are_long(texts: Sequence[str]) -> bool:
    return sum(map(len, texts)) > _LONG_ARTICLE and words_in(texts) > _LONG_ARTICLE


def _is_teaser(piece: Piece) -> bool:
    """Whether a paragraph is long enough to be the text of an article, on a page with markup."""
    return piece.kind is PARAGRAPH and piece.text.count(" ") >= _TEASER


def _of_lines(blocks: Sequence[Piece], page: str, *, single: bool) -> Iterator[Reason]:
    if [piece for piece in blocks if len(piece.text) > _LONG_BLOCK]:
        yield Reason("a block is so long that lines may have been lost", 0.5)
    if any(map(page.__contains__, "<{@")) and _has_tags(blocks):
        yield Reason("markup stands in its text", 0.7)
    first = next((at for at, piece in enumerate(blocks) if is_prose(piece)), None)
    titles = [piece for piece in blocks if piece.kind is None]
    if first is None:
        teased = any(piece.part for piece in titles) and any(map(_is_teaser, blocks))
        if titles and not teased:
            yield Reason("its lines have no text below them", 0.6)
        return
    last = next(at for at in reversed(range(len(blocks))) if is_prose(blocks[at]))
    within = blocks[first:last]
    if len(titles) > _MOST_RUN and _has_run_of_titles(
        within if not single else _above_list(within, blocks[last])
    ):
        yield Reason("many titles stand in a row", 0.75)
    places = [_NUMBER.sub("0", piece.text) for piece in within if piece.role == PLACE]
    if not places:  # most pages
        return
    lines = (piece.text for piece in blocks if piece.kind is None or piece.role == PLACE)
    often = Counter(_NUMBER.sub("0", line) for line in lines)
    if any(often[text] == 1 and text.count(" ") + 1 in WORDS_OF_TITLE for text in places):
        yield Reason("lines like headlines were taken for furniture", 0.75)


def _has_tags(blocks: Sequence[Piece]) -> bool:
    """Whether several blocks have markup in their text."""
    texts = [piece.text for piece in blocks if piece.kind is not FURNITURE]
    may_be = [text for text in texts if "<" in text or "{" in text or text[:1] == "@"]
    return sum(_TAG.search(text) is not None for text in may_be) > 2


def _above_list(blocks: Sequence[Piece], note: Piece) -> Sequence[Piece]:
    """The blocks of a page with one article without the titles of other articles listed below its text.

    Args:
        blocks: the blocks from the first text of the page to the last.
        note: the last text; a short note of the site where a list stands between the article and the note.
    """
    end = len(blocks)
    while end and blocks[end - 1].kind in (None, FURNITURE):
        end -= 1
    article = words_in([piece.text for piece in blocks[:end] if is_prose(piece)])
    listed = article >= _WORDS_ABOVE_LIST and words_in([note.text]) <= _WORDS_OF_NOTE
    return blocks[:end] if listed else blocks


def _has_run_of_titles(blocks: Sequence[Piece]) -> bool:
    """Whether more than `_MOST_RUN` titles stand in a row. Furniture and program code do not count."""
    run: list[str] = []
    for piece in blocks:
        if piece.kind is None:
            run.append(piece.text)
        elif piece.kind is not FURNITURE:
            if len(run) > _MOST_RUN and sum(_CODE.search(text) is None for text in run) > _MOST_RUN:
                return True
            run = []
    return len(run) > _MOST_RUN and sum(_CODE.search(text) is None for text in run) > _MOST_RUN
