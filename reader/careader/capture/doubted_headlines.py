"""Doubts of the headlines of a page: the title of the page among them, marks of tools, missed headlines."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from careader.capture.blocks import Piece, has_blanks, title_case
from careader.capture.bylines import NAME
from careader.capture.header import Header
from careader.capture.marking import is_prose
from careader.capture.models import FURNITURE, HEADING, LIST, PARAGRAPH, QUESTION, Copy
from careader.capture.surroundings import DATELINE
from careader.patterns import late
from careader.text import fold

WORDS_OF_TITLE = range(4, 25)
"""The possible numbers of words of a line that was not taken for a headline and may be one."""

_MARKS = late(
    r"^\[\d+\]|\[\[|'{3}|^[#=*]+ |\*{3,}|\]\(|\]\[|</?\w+>|_\w+_|`__|^\.\. |^:{2,}|={3,}|://|\| ?\||\w\]$|^> "
    r'|":[/#\w]|^h[1-6](?:\([^()]*\))?\. |\{anchor:'
)
_DAY_RUN_INTO = re.compile(r"\d[./]\d{2,4}[^\W\d_]{3}")
_BUTTON = re.compile(r"\][^\W\d_]")
_OF_MARKS = frozenset("[]#=*<>_`:.|'")  # a headline without these has no marks
_WITH_AUTHOR = 2  # headlines: of an article and, by mistake, its author
_TEXT = (PARAGRAPH, LIST, QUESTION)  # the usual kind first
_FEW_ABOVE = 30  # the most words between the title of a page and its first headline
_SHORT_TITLE = 4  # words; a shorter title may be the name of the site
_MANY_TEXTS, _MANY_WORDS = 12, 500  # paragraphs or words without a heading
_SEVERAL_TEXTS, _TAKEN_UP = 8, 0.15  # paragraphs of an article, and the least share with its headline's words
_MOST_TOLD = 0.7  # the share of the other headlines whose words are in their texts
_STEM = 4  # the first letters of a headline's word that are sought in the text
_RUN_TOGETHER = re.compile(r"[A-Z](?<=[^\W\d_A-Z]{3}[A-Z])[a-z]{2}")  # begins with a rare sign, for speed
_LONGEST = 20  # the most words of a headline; the longest headline seen has 18
_REPORT_WITHIN = re.compile(r"[A-Z]{4,}, [A-Z][a-z]+ \d{1,2} \(")
_BEGIN, _SEVERAL_REPORTS = 200, 3  # the first characters of a text; the texts that begin like reports
_DASH = re.compile(r" [-–—|»·] ")
_OF_SITE = late(
    r" [-|»·] [^\W\d_]\S*(?: \S+){0,3}$"
    r"|(?: (?:[|/·] )?(?:EN|RU|KZ|KG|UZ|TJ|TM|AZ|CN|DE|FR|TR|ENG|RUS|KAZ)){2,}$"
)
"""Matches the name of a site at the end of a page's title, or the languages of a site behind its name.
Headlines have dashes, not hyphens."""
_FEW_NAMED = 3  # the fewest headlines in the contents of a page
_FEW_ENDED = 3  # the fewest lines like headlines with a sign behind them
_LONGEST_ENDED = 240  # the most characters of such a line
_TITLED = 0.8  # the least share of words with a capital in Title Case
_SAME_WORDS = 4  # the fewest first words that two titles of a series share


class Reason(NamedTuple):
    """A reason to doubt a page, in plain words, and the factor of the confidence."""

    what: str
    left: float


def lines_above_first(blocks: Sequence[Piece], copies: Sequence[Copy]) -> list[str]:
    """The lines above the first headline of a page. Contents above may name the headline too."""
    headline = copies[0].headline if copies else ""
    texts = [block.text for block in blocks]
    if headline not in texts:
        return []
    tops = (at for at, block in enumerate(blocks) if block.text == headline and block.kind is not FURNITURE)
    return texts[: next(tops, texts.index(headline))]


def doubts_of_headlines(
    header: Header, copies: Sequence[Copy], *, by_markup: bool, framed: bool
) -> Iterator[Reason]:
    """The reasons to doubt a page in the words of its headlines."""
    headlines = [copy.headline for copy in copies]
    if any(map(_is_marked, headlines)):
        yield Reason("marks of a tool stand in a headline", 0.6)
    if any("]" in headline and _BUTTON.search(headline) for headline in headlines):
        yield Reason("buttons stand in a headline", 0.6)
    if sum(map(_has_run_together, headlines)) > 1 or any(map(_DAY_RUN_INTO.search, headlines)):
        yield Reason("words of headlines have run together", 0.6)
    if [headline for headline in headlines if headline.count(" ") >= _LONGEST]:
        yield Reason("a headline is so long that lines may have been joined", 0.75)
    if len(copies) == _WITH_AUTHOR and _is_author(*copies):
        yield Reason("its second headline may be the author of the first", 0.75)
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


def _is_author(article: Copy, below: Copy) -> bool:
    """Whether the second of two headlines is like a name with a day, and the first has only a deck."""
    alone = article.published is None and not article.byline and len(article.blocks) == 1
    named = below.published is not None and not below.byline and NAME.fullmatch(below.headline) is not None
    return alone and named and below.headline.count(" ") + 1 < _SHORT_TITLE <= article.headline.count(" ")


def _is_short_above(copies: Sequence[Copy]) -> bool:
    """Whether the first headline is a few words above a few words, and all others are longer."""
    first, *others = copies
    short = first.headline.count(" ") + 1 < _SHORT_TITLE and words_in(texts_of(first)) < _FEW_ABOVE
    return short and len(others) > 1 and all(copy.headline.count(" ") + 1 >= _SHORT_TITLE for copy in others)


def _is_title_above(copies: Sequence[Copy]) -> bool:
    """Whether no word of the first headline is in its text, unlike those of most other headlines."""
    if _has_told_words(copies[0]):
        return False
    return sum(map(_has_told_words, copies[1:])) >= _MOST_TOLD * len(copies[1:])


def _has_told_words(copy: Copy) -> bool:
    """Whether a longer word of a headline is in the text below it; true for a headline without such words."""
    telling = [f" {word[:_STEM]}" for word in fold(copy.headline).split() if len(word) > _STEM]
    return not telling or any(stem in f" {fold(text)}" for text in texts_of(copy) for stem in telling)


def _names_site(headline: str) -> bool:
    """Whether a headline ends in the name of a site, or is two short names with a dash between them."""
    title, *site = _DASH.split(headline)
    short = bool(site) and title.count(" ") + 1 < _SHORT_TITLE
    return short or _OF_SITE.search(headline) is not None


def doubts_of_missed(blocks: Sequence[Piece], copies: Sequence[Copy]) -> Iterator[Reason]:
    """The reasons to doubt a page in its lines that are no headlines."""
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


def doubts_of_contents(header: Header, blocks: Sequence[Piece], copies: Sequence[Copy]) -> Iterator[Reason]:
    """A doubt where the contents above the articles name titles that head no article."""
    found = {copy.headline for copy in copies}
    titles = [*header.preamble, *lines_above_first(blocks, copies)]
    if found.isdisjoint(titles):  # nearly all pages
        return
    named = [at for at, title in enumerate(titles) if title in found]
    within = titles[named[0] : named[-1] + 1]
    lost = [title for title in within if title not in found and title.count(" ") + 1 >= _SHORT_TITLE]
    if len(named) > len(lost) > 0 and len(named) >= _FEW_NAMED:
        yield Reason("its contents name titles that were not found below", 0.75)


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
    items = [item for block in copy.blocks for item in block.items]
    if (
        sum(_REPORT_WITHIN.search(text, 0, _BEGIN) is not None for text in (*texts, *items))
        >= _SEVERAL_REPORTS
    ):
        return True
    telling = [f" {word[:_STEM]}" for word in fold(copy.headline).split() if len(word) >= _STEM]
    said = [f" {fold(text)}" for text in texts]
    told = sum(any(stem in text for stem in telling) for text in said)
    if (texts and not told) or (len(texts) >= _SEVERAL_TEXTS and told < _TAKEN_UP * len(texts)):
        return True
    title, *site = _DASH.split(copy.headline)
    many = len(texts) > _MANY_TEXTS or words_in(texts_of(copy)) > _MANY_WORDS
    long = many and not any(block.kind is HEADING for block in copy.blocks)
    unsure = bool(site) or long or by_markup or not header.found
    return unsure and title.count(" ") + 1 < _SHORT_TITLE


def texts_of(copy: Copy) -> list[str]:
    """The paragraphs, questions and items of an article."""
    texts = [block.text for block in copy.blocks if block.kind in _TEXT]
    return texts + [item for block in copy.blocks if block.items for item in block.items]


def words_in(texts: Sequence[str]) -> int:
    """The number of words of texts, at least 1."""
    return max(sum(text.count(" ") + 1 for text in texts), 1)


def _is_ended_title(piece: Piece, below: Piece) -> bool:
    """Whether a line above text may be a headline with a sign behind it."""
    if piece.kind not in (None, PARAGRAPH) or piece.text[-1] not in ":.":
        return False
    if has_blanks(piece.text, _LONGEST - 1):  # nearly every paragraph
        return False
    return (
        piece.text.count(" ") + 1 in WORDS_OF_TITLE and is_prose(below) and title_case(piece.text) > _TITLED
    )
