"""The confidence that a page as a whole was read right, and the reasons to doubt it.

Each *reason* multiplies the confidence by a factor. The factors were chosen so that nearly all wrongly read
pages are doubted, and hardly any page that was read right (``bench/doubt.py``).
"""

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from careader.capture.blocks import Piece, has_blanks, title_case
from careader.capture.days import DAY_WITHIN, read_day
from careader.capture.header import RATE, Header, articles_listed
from careader.capture.joined import LOST_LINES
from careader.capture.marking import is_prose
from careader.capture.models import FURNITURE, HEADING, LIST, OTHER, PARAGRAPH, QUESTION, Copy
from careader.capture.roles import PLACE
from careader.capture.surroundings import DATELINE
from careader.intake.plain_text import SIDE_BY_SIDE
from careader.patterns import late
from careader.text import fold

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
_TITLE = range(4, 25)
"""The possible numbers of words of a line that was taken for furniture and may be a headline."""
_MARKS = late(
    r"^\[\d+\]|\[\[|'{3}|^[#=*]+ |\*{3,}|\]\(|\]\[|</?\w+>|_\w+_|`__|^\.\. |^:{2,}|={3,}|://|\| ?\||\w\]$|^> "
    r'|":[/#\w]'
)
_BUTTON = re.compile(r"\][^\W\d_]")
_OF_MARKS = frozenset("[]#=*<>_`:.|'")  # a headline without these has no marks
_TEXT = (PARAGRAPH, LIST, QUESTION)  # the usual kind first
_TEASER = 7  # the fewest blanks of a paragraph that is the text of an article by the markup
_CODE = re.compile(r"[{}=_<>|#\\]|\w\(")  # lines of program code are no titles
_MOST_RUN = 5  # the most titles in a row within an article
_FEW_WORDS = 8  # the fewest words of an article's text
_TOP = 4  # the first blocks of the first article, which may include the date of the page
_FEW_ABOVE = 30  # the most words between the title of a page and its first headline
_SHORT_TITLE = 4  # words; a shorter title may be the name of the site
_MANY_TEXTS, _MANY_WORDS = 12, 500  # paragraphs or words without a heading
_SEVERAL_TEXTS, _TAKEN_UP = 8, 0.15  # paragraphs of an article, and the least share with its headline's words
_MOST_TOLD = 0.7  # the share of the other headlines whose words are in their texts
_STEM = 4  # the first letters of a headline's word that are sought in the text
_RUN_TOGETHER = re.compile(r"[A-Z](?<=[^\W\d_A-Z]{3}[A-Z])[a-z]{2}")  # begins with a rare sign, for speed
_LONGEST = 20  # the most words of a headline; the longest headline seen has 18
_DASH = re.compile(r" [-–—|»·] ")
_OF_SITE = late(r" [-|»·] [^\W\d_]\S*(?: \S+){0,3}$")
"""Matches the name of a site at the end of a page's title. Headlines have dashes, not hyphens."""
_PROSE_ABOVE = 14  # the fewest blanks of a sentence above the articles
_FEW_ENDED = 3  # the fewest lines like headlines with a sign behind them
_LONGEST_ENDED = 240  # the most characters of such a line
_TITLED = 0.8  # the least share of words with a capital in Title Case
_SAME_WORDS = 4  # the fewest first words that two titles of a series share
LOST_ABOVE = "text above the first headline; it may be an article without its headline"
"""The problem of a page with markup that may have lost its first headline."""
_LEFT = 0.05
"""Where all headlines are right with a lower probability, the whole page is doubted."""


class Reason(NamedTuple):
    """A reason to doubt a page, in plain words, and the factor of the confidence."""

    what: str
    left: float


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
    yield from _of_headlines(header, copies, by_markup=marked, framed=framed)
    yield from _of_missed(blocks, copies)
    yield from _of_lines(blocks, page)


def _of_problems(header: Header) -> Iterator[Reason]:
    told = {problem.what for problem in header.problems}
    if SIDE_BY_SIDE in told:
        yield Reason("lines stand side by side in columns", 0.75)
    if LOST_LINES in told:
        yield Reason("its lines are joined", 0.5)
    if LOST_ABOVE in told:
        yield Reason("text above the first headline may be an article without its headline", 0.75)


def _above_first(blocks: Sequence[Piece], copies: Sequence[Copy]) -> list[str]:
    """The lines above the first headline of a page."""
    headline = copies[0].headline if copies else ""
    texts = [block.text for block in blocks]
    return texts[: texts.index(headline)] if headline in texts else []


def _of_date(header: Header, blocks: Sequence[Piece], copies: Sequence[Copy]) -> Iterator[Reason]:
    if any(problem.what.startswith("date not understood") for problem in header.problems):
        yield Reason("its date was not understood", 0.5)
        return
    if header.date is not None:
        return
    lines = header.preamble
    if lines[:1] == ["---"] and "---" in lines[1:]:  # the day in front matter is the article's
        lines = lines[lines.index("---", 1) :]
    first = [block.text for copy in copies[:1] for block in copy.blocks if block.kind is not FURNITURE]
    top = [text for text in first[:_TOP] if _DAY.match(text)]
    top += _above_first(blocks, copies)
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
    above = _above_first(blocks, copies)
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
    texts = [_texts(copy) for copy in copies]
    if any(map(_are_few_words, [each for copy, each in zip(copies, texts, strict=True) if copy.headline])):
        yield Reason("a headline has no text", 0.75)
    if any(map(_may_be_cut, [copy for copy in copies if copy.headline])):
        yield Reason("a headline may go on in the line below it", 0.75)
    if any(map(_are_long, texts)):
        yield Reason("an article is very long", 0.7)


def _of_headlines(
    header: Header, copies: Sequence[Copy], *, by_markup: bool, framed: bool
) -> Iterator[Reason]:
    headlines = [copy.headline for copy in copies]
    if any(map(_is_marked, headlines)):
        yield Reason("marks of a tool stand in a headline", 0.6)
    if any("]" in headline and _BUTTON.search(headline) for headline in headlines):
        yield Reason("buttons stand in a headline", 0.6)
    if sum(map(_has_run_together, headlines)) > 1:
        yield Reason("words of headlines have run together", 0.6)
    if [headline for headline in headlines if headline.count(" ") >= _LONGEST]:
        yield Reason("a headline is so long that lines may have been joined", 0.75)
    if len(copies) == 1 and not header.listing and _is_title_of_page(copies[0], header, by_markup=by_markup):
        yield Reason("its only headline may be the title of the page", 0.75)
    elif (copies[1:] and framed and _is_title_above(copies)) or (
        copies[1:] and not header.found and (_names_site(copies[0].headline) or _is_short_above(copies))
    ):
        yield Reason("its first headline may be the title of the page", 0.75)


@lru_cache(4096)  # a story's headline stands on several pages
def _is_marked(headline: str) -> bool:
    return not _OF_MARKS.isdisjoint(headline) and _MARKS.search(headline) is not None


@lru_cache(4096)
def _has_run_together(headline: str) -> bool:
    return _RUN_TOGETHER.search(headline) is not None


def _is_short_above(copies: Sequence[Copy]) -> bool:
    """Whether the first headline is a few words above a few words, and all others are longer."""
    first, *others = copies
    short = first.headline.count(" ") + 1 < _SHORT_TITLE and _words(_texts(first)) < _FEW_ABOVE
    return short and len(others) > 1 and all(copy.headline.count(" ") + 1 >= _SHORT_TITLE for copy in others)


def _is_title_above(copies: Sequence[Copy]) -> bool:
    """Whether no word of the first headline is in its text, unlike those of most other headlines."""
    if _has_told_words(copies[0]):
        return False
    return sum(map(_has_told_words, copies[1:])) >= _MOST_TOLD * len(copies[1:])


def _has_told_words(copy: Copy) -> bool:
    """Whether a longer word of a headline is in the text below it; true for a headline without such words."""
    telling = [f" {word[:_STEM]}" for word in fold(copy.headline).split() if len(word) > _STEM]
    return not telling or any(stem in f" {fold(text)}" for text in _texts(copy) for stem in telling)


def _names_site(headline: str) -> bool:
    """Whether a headline ends in the name of a site, or is two short names with a dash between them."""
    title, *site = _DASH.split(headline)
    short = bool(site) and title.count(" ") + 1 < _SHORT_TITLE
    return short or _OF_SITE.search(headline) is not None


def _of_missed(blocks: Sequence[Piece], copies: Sequence[Copy]) -> Iterator[Reason]:
    # Articles of one series begin with the same words. Their texts have so much in common that a headline
    # among them is easily missed.
    found = {copy.headline for copy in copies}
    missed = [piece for piece in blocks if piece.kind is None and piece.text not in found]
    begins = set(map(_first_words, found if missed else ())) - {""}
    ended = [
        above
        for above, below in pairwise(blocks)
        if len(above.text) <= _LONGEST_ENDED and _is_ended_title(above, below)
    ]
    if sum(piece.text not in found for piece in ended) >= max(_FEW_ENDED, len(found) + 1):
        yield Reason("lines like headlines end like sentences", 0.75)
    if any(_first_words(piece.text) in begins for piece in missed):
        yield Reason("a line that begins like a headline was not taken for one", 0.75)


@lru_cache(4096)
def _first_words(title: str) -> str:
    """The first words of a title; "" for a title with fewer words."""
    words = fold(title).split()
    return " ".join(words[:_SAME_WORDS]) if len(words) >= _SAME_WORDS else ""


def _is_title_of_page(copy: Copy, header: Header, *, by_markup: bool) -> bool:
    """Whether a page's only headline may be the title of the page, so that the real headlines are lost."""
    if not copy.headline or _OF_SITE.search(copy.headline):
        return bool(copy.headline)
    texts = [block.text for block in copy.blocks if block.kind is PARAGRAPH]
    if len({match[0] for text in texts if (match := DATELINE.match(text))}) > 1:
        return True
    telling = [f" {word[:_STEM]}" for word in fold(copy.headline).split() if len(word) >= _STEM]
    said = [f" {fold(text)}" for text in texts]
    told = sum(any(stem in text for stem in telling) for text in said)
    if (texts and not told) or (len(texts) >= _SEVERAL_TEXTS and told < _TAKEN_UP * len(texts)):
        return True
    title, *site = _DASH.split(copy.headline)
    many = len(texts) > _MANY_TEXTS or _words(_texts(copy)) > _MANY_WORDS
    long = many and not any(block.kind is HEADING for block in copy.blocks)
    unsure = bool(site) or long or by_markup or not header.found
    return unsure and title.count(" ") + 1 < _SHORT_TITLE


def _may_be_cut(copy: Copy) -> bool:
    """Whether a heading of one or two words right below a headline may be the rest of the headline."""
    below = copy.blocks[0] if copy.blocks else None  # below a byline no headline goes on
    return below is not None and below.kind is HEADING and below.text.count(" ") < 2


def _texts(copy: Copy) -> list[str]:
    """The paragraphs, questions and items of an article."""
    texts = [block.text for block in copy.blocks if block.kind in _TEXT]
    return texts + [item for block in copy.blocks if block.items for item in block.items]


def _words(texts: Sequence[str]) -> int:
    return max(sum(text.count(" ") + 1 for text in texts), 1)


def _are_few_words(texts: Sequence[str]) -> bool:
    return not (texts and has_blanks(texts[0], _FEW_WORDS)) and _words(texts) < _FEW_WORDS


def _are_long(texts: Sequence[str]) -> bool:
    return sum(map(len, texts)) > _LONG_ARTICLE and _words(texts) > _LONG_ARTICLE


def _is_ended_title(piece: Piece, below: Piece) -> bool:
    """Whether a line above text may be a headline with a sign behind it."""
    if piece.kind not in (None, PARAGRAPH) or piece.text[-1] not in ":.":
        return False
    if has_blanks(piece.text, _LONGEST - 1):  # nearly every paragraph
        return False
    return piece.text.count(" ") + 1 in _TITLE and is_prose(below) and title_case(piece.text) > _TITLED


def _is_teaser(piece: Piece) -> bool:
    """Whether a paragraph is long enough to be the text of an article, on a page with markup."""
    return piece.kind is PARAGRAPH and piece.text.count(" ") >= _TEASER


def _of_lines(blocks: Sequence[Piece], page: str) -> Iterator[Reason]:
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
    if len(titles) > _MOST_RUN and _has_run_of_titles(within):
        yield Reason("many titles stand in a row", 0.75)
    places = [_NUMBER.sub("0", piece.text) for piece in within if piece.role == PLACE]
    if not places:  # most pages
        return
    lines = (piece.text for piece in blocks if piece.kind is None or piece.role == PLACE)
    often = Counter(_NUMBER.sub("0", line) for line in lines)
    if any(often[text] == 1 and text.count(" ") + 1 in _TITLE for text in places):
        yield Reason("lines like headlines were taken for furniture", 0.75)


def _has_tags(blocks: Sequence[Piece]) -> bool:
    """Whether several blocks have markup in their text."""
    texts = [piece.text for piece in blocks if piece.kind is not FURNITURE]
    may_be = [text for text in texts if "<" in text or "{" in text or text[:1] == "@"]
    return sum(_TAG.search(text) is not None for text in may_be) > 2


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
