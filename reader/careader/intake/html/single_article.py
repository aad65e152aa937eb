"""The parts of a page that is one article."""

import re
from collections.abc import Sequence

from careader.intake.html.about import byline_and_day, tells_at_top, tells_of_article
from careader.intake.html.blocks import (
    Placed,
    form_of,
    furniture,
    gives_address,
    is_label,
    leads_away,
    text_parts,
)
from careader.intake.html.body import body_of
from careader.intake.html.heads import Heads
from careader.intake.html.metadata import Metadata
from careader.intake.html.title_blocks import headline_at, title_of_metadata
from careader.intake.html.titles import LONGEST, reads_as_headline, words_in
from careader.intake.html.walk import Box, Run
from careader.intake.models import Form, Part

_LEAD = re.compile(
    r"[\s_-](?:lead|lede|deck|dek|standfirst|excerpt|summary|sub-?title|sub-?head(?:line)?|intro|synopsis)(?=[\s_-])"
)
_COMMENTS = re.compile(
    r"""(?:(?:all|recent|readers?[’']?s?|your)\s)?comments?(?:\s?\(?\d+\)?)?
    |(?:\d+|no|one)\ (?:comments?|responses?|replies|reply|thoughts?)\b.*
    |(?:leave|post|add|write|submit)\ (?:a|your)\ (?:reply|comment)\b.*
    |join\ the\ (?:discussion|conversation)\W*
    |комментарии\W*\d*\W*|\d+\ комментари\w+.*|(?:добавить|оставить|написать)\ комментарий\W*""",
    re.IGNORECASE | re.VERBOSE,
)
"""Matches the heading of the comments below an article."""
_LONG = 60  # the fewest letters of a paragraph above the body that is text
_LONG_HEADING = 40  # the fewest letters of a heading above the body that is a lead
_TOP = 6  # the first blocks of the body that may be bylines
_FEW_WORDS = 5  # the fewest words of a page's title that is hardly the name of the site
_BETWEEN = 2  # words of a label between two paragraphs at most, such as Advertisement
_OUTER = 5  # the boxes around a block that may be a teaser
_MOST_IN_TEASER = 5  # blocks in a teaser
_ALL = 0.97  # the least share of link letters in a paragraph that is only a link
_NEAR = 12  # the blocks around the headline that may be bylines


def parts_of_article(
    runs: Sequence[Run], boxes: Sequence[Box], heads: Heads, metadata: Metadata, taken: set[int]
) -> list[Placed]:
    """The parts of a page that is one article: furniture above, the headline, the text, furniture below.

    Args:
        runs: the blocks of the page.
        boxes: the boxes of the blocks.
        heads: its headings.
        metadata: the metadata of the page.
        taken: the indices of blocks that are rates, dates or a paging line.
    """
    head = heads.chosen[0] if heads.chosen else None
    body = body_of(runs, boxes, head)
    if head is not None and head >= body.end:
        head = None
    headline = None if head is None else headline_at(runs, head, metadata)
    taken = taken | headline.blocks if headline else taken
    top = body.first if head is None else min(head, body.first)
    around = body if head is None else _box_of_both(runs[head].box, body)
    inside = _Inside(runs, body, head)
    above, below, others = [], [], []
    for at, run in enumerate(runs):
        if at in taken:
            continue
        if body.first <= at < inside.end and not (inside.is_edge(at) or _is_beside(runs, at, heads, inside)):
            below += _in_body(run, heads.signs.get(at))
        elif at < top:
            above.append(furniture(run))
            others.append(at)
        elif at < body.first and _is_lead(run, around):
            below += text_parts(run)
        else:
            below.append(furniture(run))
            others.append(at)
    near = [at for at in others if head is None or abs(at - head) < _NEAR]
    byline, published = byline_and_day([runs[at] for at in near][: 2 * _NEAR])
    title = headline.text if headline else title_of_metadata(runs, metadata)
    signs = _signs(heads, head, title)
    if not title:
        return [*above, *below]
    said_by = metadata.byline or byline or metadata.publisher
    part = Part(Form.TITLE, title, signs, said_by, metadata.published or published, metadata.address)
    return [*above, Placed(part), *below]


class _Inside:
    """The inside of the body of an article: where its text begins and ends.

    Attributes:
        first: the index of the first block of the body.
        head: the index of the headline; of the first block where the page has no headline.
        end: the index after the last block of the text: the end of the body, or the heading of its comments.
    """

    def __init__(self, runs: Sequence[Run], body: Box, head: int | None) -> None:
        self._runs = runs
        self._body = body
        self.first = body.first
        self.head = self.first if head is None else head
        self.end = next(
            (at for at in range(self.head + 1, body.end) if _begins_comments(runs, at, body)), body.end
        )
        back = range(self.end - 1, body.first - 1, -1)
        self._last = next((at for at in back if not (runs[at].level or is_label(runs[at]))), body.end)
        self._last_long = next((at for at in back if len(runs[at].text) > _LONG and not runs[at].linked), -1)

    def is_within(self, box: Box) -> bool:
        """Whether a box contains the whole body."""
        return self._body.within(box)

    def is_edge(self, at: int) -> bool:
        """Whether a block is no text: a heading or label above the headline, or a heading below all text."""
        run = self._runs[at]
        if at < self.head:
            return run.level > 0 or (len(run.text) < _LONG and form_of(run) is not Form.CAPTION)
        return run.level > 0 and at > self._last

    def holds_text_below(self, at: int) -> bool:
        """Whether a paragraph of the body stands below a block."""
        return at < self._last_long


def _begins_comments(runs: Sequence[Run], at: int, body: Box) -> bool:
    """Whether a block is the heading of what readers say about the article, below its text."""
    run = runs[at]
    if not run.level or not _COMMENTS.fullmatch(run.text):
        return False
    return any(len(above.text) > _LONG and not above.linked for above in runs[body.first : at])


def _signs(heads: Heads, head: int | None, title: str) -> tuple[str, ...]:
    """The signs of the headline, with ``guessed`` where it may be the name of the site.

    Args:
        heads: the headings of the page.
        head: the index of the headline; None where the headline is only in the metadata.
        title: the headline.
    """
    if not heads.weighed:
        return ("title of the page", "chosen") if head is None else heads.signs[head]
    if head is not None:
        return (*heads.signs[head], "guessed")
    open_below = any("no text below" not in signs for signs in heads.signs.values())
    short = title.count(" ") + 1 < _FEW_WORDS
    return ("title of the page", "guessed" if open_below or short else "title alone")


def _is_beside(runs: Sequence[Run], at: int, heads: Heads, inside: _Inside) -> bool:
    """Whether a block of the body is not text of the article."""
    run = runs[at]
    if (
        run.box.furniture
        or leads_away(run)
        or (gives_address(run) and not inside.holds_text_below(at))
        or _heads_links(runs, at)
        or _is_teaser(runs, at, inside)
        or _is_link_to_story(run)
        or (is_label(run) and not (_is_title(run, heads.signs.get(at)) or _among_texts(runs, at)))
    ):
        return True
    return at - inside.first < _TOP and (tells_of_article(run) or (bool(run.times) and tells_at_top(run)))


def _heads_links(runs: Sequence[Run], at: int) -> bool:
    """Whether a heading has only links below, to related stories."""
    below = runs[at + 1 : at + 3]
    return (
        runs[at].level > 0
        and bool(below)
        and all(run.whole_link and run.box.tag in ("li", "a", "div", "h3", "h4", "h5") for run in below)
    )


def _is_teaser(runs: Sequence[Run], at: int, body: "_Inside") -> bool:
    """Whether a block is in a small box of its own below a heading that links to another article."""
    for box in [*runs[at].box.around()][:_OUTER]:
        if box.end - box.first > _MOST_IN_TEASER or body.is_within(box) or box.first <= body.head < box.end:
            return False
        inside = runs[box.first : box.end]
        if len(inside) > 1 and (
            any(run.level and run.whole_link for run in inside[: at + 1 - box.first]) or _names_story(inside)
        ):
            return True
    return False


def _names_story(runs: Sequence[Run]) -> bool:
    """Whether the blocks in a box are a heading such as ``See also`` and a link to another article."""
    return runs[0].level > 0 and any(run.whole_link and reads_as_headline(run.text) for run in runs[1:])


def _is_link_to_story(run: Run) -> bool:
    """Whether a block is only a link with the headline of another article, or several."""
    return (
        run.linked >= _ALL * len(run.text)
        and run.text[-1] not in ".!?…"
        and reads_as_headline(run.text)
        and words_in(run.text) <= LONGEST
    )


def _among_texts(runs: Sequence[Run], at: int) -> bool:
    """Whether a short line is between two paragraphs with the same markup, and links to no other story."""
    run = runs[at]
    if run.link and reads_as_headline(run.text):
        return False

    def is_paragraph(other: Run) -> bool:
        make = other.box.parent is run.box.parent and (other.box.tag, other.box.names) == (
            run.box.tag,
            run.box.names,
        )
        return make and len(other.text) > _LONG

    if not run.link and words_in(run.text) > _BETWEEN and _is_between(runs, at):
        return True
    return any(map(is_paragraph, runs[max(at - _TOP, 0) : at])) and any(
        map(is_paragraph, runs[at + 1 : at + 1 + _TOP])
    )


def _is_between(runs: Sequence[Run], at: int) -> bool:
    """Whether a paragraph stands right above a block and another right below, in the same box."""
    outer = runs[at].box.parent
    beside = (runs[at - 1], runs[at + 1]) if 0 < at < len(runs) - 1 else ()
    return bool(beside) and all(each.box.parent is outer and len(each.text) > _LONG for each in beside)


def _is_title(run: Run, signs: tuple[str, ...] | None) -> bool:
    """Whether a short line is a title, not a label: a heading, or a bold line with text below."""
    return signs is not None and (run.level > 0 or not (run.whole_link or "no text below" in signs))


def _in_body(run: Run, signs: tuple[str, ...] | None) -> list[Placed]:
    if signs is not None and not run.whole_link:
        return [Placed(Part(Form.TITLE, run.text, signs))]
    return list(text_parts(run))


def _is_lead(run: Run, around: Box) -> bool:
    """Whether a block between the headline and the body is a caption or a lead of the article."""
    if run.box.furniture or not run.box.within(around) or tells_of_article(run):
        return False
    if form_of(run) is Form.CAPTION or _LEAD.search(run.box.names + run.names):
        return True
    if run.level:
        return run.level > 1 and len(run.text) > _LONG_HEADING and not run.whole_link
    return run.box.tag == "p" and len(run.text) > _LONG


def _box_of_both(one: Box, other: Box) -> Box:
    """The innermost box that contains both boxes."""
    return next((box for box in one.around() if other.within(box)), other)
