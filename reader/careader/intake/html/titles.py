"""Finding the blocks of a page that could be titles, by tag and class, and the blocks that are text."""

import re
from collections.abc import Sequence
from itertools import pairwise

from careader.intake.days import whole_day
from careader.intake.html.walk import Box, Run

LONGEST = 40  # the most words of a title
_TITLED = re.compile(
    r"[\s_-](?:entry|post|article|story|card|news|item|node|blog|content|page|teaser)?[_-]*(?:title|headline|heading|hed)(?=[\s_-])"
)
_NO_TITLE = re.compile(
    r"sub-?(?:title|head)|site-?(?:title|name|logo)|widget-?title|section-?(?:title|head)|block-?title|page-?title-?bar|meta|caption|kicker|category|author"
)
_BODY = re.compile(
    r"[\s_-](?:entry[_-]*content|post[_-]*(?:content|body|text)|article[_-]*(?:body|content|text)|story[_-]*(?:body|content|text)|body[_-]?text|"
    r"node-?content|text-?body|td-post-content|single-content|the-content|articlebody|full-?text)(?=[\s_-])"
)
_SENTENCE = 80  # the fewest letters of a heading that is a sentence of text
_TEXT = 60  # the fewest letters of a block that is text below a title
_HEADLINE = 5  # words of a line that is hardly the name of a site or of a list
_WITHOUT_BLANKS = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
"""Matches a letter of Chinese or Japanese, which set no blanks between words: two are about a word."""
_NO_TITLES = frozenset({"li", "figcaption", "td", "th"})
"""Tags in which only bold links are titles."""


def words_in(text: str) -> int:
    """The number of words of a text, also where the script sets no blanks between words."""
    words = text.count(" ") + 1
    return words if text.isascii() else words + len(_WITHOUT_BLANKS.findall(text)) // 2


def letters_in(text: str) -> int:
    """The length of a text in letters. A Chinese or Japanese letter counts twice, since it says as much."""
    return len(text) if text.isascii() else len(text) + len(_WITHOUT_BLANKS.findall(text))


def reads_as_headline(text: str) -> bool:
    """Whether a line has so many words that it is hardly the name of a site, a section or a list."""
    return words_in(text) >= _HEADLINE


def is_titled(run: Run) -> bool:
    """Whether a block is a title by its class."""
    if run.box.attributes.get("itemprop") == "headline":
        return True
    names = run.names + run.box.names
    if "tit" not in names and "head" not in names and "hed" not in names:
        return False
    return _TITLED.search(names) is not None and _NO_TITLE.search(names) is None


def is_sentence(run: Run) -> bool:
    """Whether a block is a heading in markup, but a sentence of text by its words."""
    return run.level > 1 and len(run.text) >= _SENTENCE and run.text[-1] in ".…"


def is_deck(run: Run, above: Run) -> bool:
    """Whether a block is a deck: a long heading right below a headline of a higher level."""
    if not 0 < above.level < run.level or run.whole_link or len(run.text) < _TEXT:
        return False
    return reads_as_headline(above.text) and whole_day(above.text) is None


def in_body(run: Run) -> "Box | None":
    """The innermost box around a block that is marked as an article's text; None where no box is."""
    for box in run.box.around():
        if box.attributes.get("itemprop") == "articleBody" or (box.names and _BODY.search(box.names)):
            return box
    return None


def could_be_title(run: Run) -> bool:
    """Whether a block could be a title."""
    if not any(map(str.isalnum, run.text[:40])):
        return False
    if run.box.furniture and (run.level != 1 or run.box.furniture in ("nav", "footer", "hidden")):
        return False
    if words_in(run.text) > LONGEST:
        return False
    if run.box.tag in _NO_TITLES and not run.level:
        in_layout = run.box.tag == "td" and run.broken and run.text[-1] not in ".;,:"
        return run.box.tag != "figcaption" and run.whole_bold and (run.whole_link or in_layout)
    if run.level:
        return not is_sentence(run)
    is_bold_title = run.whole_bold and run.text[-1] not in ".;,:" and whole_day(run.text) is None
    return is_bold_title or (is_titled(run) and run.text[-1] != ":")


def article_box(run: Run) -> Box | None:
    """The innermost box around a block that is an article by tag or class; None for none."""
    for box in run.box.around():
        if (
            box.tag == "article"
            or box.attributes.get("role") == "article"
            or " hentry " in box.names
            or " type-post " in box.names
        ):
            return box
        if "article" in (box.attributes.get("itemtype") or "").lower():
            return box
    return None


def is_body_text(run: Run) -> bool:
    """Whether a block is text of an article, not a title, a label or a link."""
    return (
        not run.box.furniture
        and not run.level
        and letters_in(run.text) >= _TEXT
        and (run.linked < 0.5 * len(run.text) or run.box.tag == "p" or run.text[-1] in ".!?…”»]")
        and (not run.whole_bold or run.text[-1] in ".…")  # a lead can be bold
    )


def text_below(titles: Sequence[int], texts: Sequence[int], end: int) -> dict[int, int]:
    """The number of blocks of text between each title and the next title.

    Args:
        titles: the indices of the titles.
        texts: the indices of the blocks of text.
        end: the number of all blocks.
    """
    counts: dict[int, int] = {}
    bounds = [*titles, end]
    n = 0
    for at, until in pairwise(bounds):
        while n < len(texts) and texts[n] < at:
            n += 1
        begin = n
        while n < len(texts) and texts[n] < until:
            n += 1
        counts[at] = n - begin
    return counts
