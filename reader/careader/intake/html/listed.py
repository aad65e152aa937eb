"""The parts of a page that lists several articles: the headlines, texts and furniture."""

import re
from bisect import bisect
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

from careader.intake.html.about import are_dated_above, byline_and_day, has_one_day, names_below, tells_at_top
from careader.intake.html.blocks import (
    Placed,
    form_of,
    furniture,
    gives_address,
    is_label,
    leads_away,
    text_parts,
)
from careader.intake.html.heads import Heads
from careader.intake.html.metadata import Metadata
from careader.intake.html.titles import article_box, in_body, is_body_text
from careader.intake.html.walk import Box, Run
from careader.intake.models import Form, Part

_TEASER = 60  # the fewest letters of a paragraph that is text and a link
_ENDS = ".!?…”»]"
_LINKED = 200  # the most letters of a link that is not text
_AROUND = 20  # the most blocks around a headline that may be its byline
_TEXT = 40  # the fewest letters of the last block of a text whose end nothing marks
_NUMBER = re.compile(r"\W{0,2}(\d{1,3})(?:[.):]|\s[–—|])\s+(?=\S)")
_FEWEST_NUMBERED = 3  # headlines that numbers are taken from
_FOOT = re.compile(r"©|\(c\)|copyright|all rights reserved|все права", re.IGNORECASE)


class _Own(NamedTuple):
    """What belongs to one headline of a list.

    Attributes:
        card: the box of the article; None where no box has the headline and its text.
        around: the indices of the blocks around the headline.
        names: the indices of blocks that are only the name of an author.
    """

    card: Box | None
    around: list[int]
    names: Collection[int]


def parts_of_listing(runs: Sequence[Run], heads: Heads, metadata: Metadata, taken: set[int]) -> list[Placed]:
    """The parts of a page that lists articles: first furniture, then each article from its headline on.

    Args:
        runs: the blocks of the page.
        heads: its headings.
        metadata: the metadata of the page.
        taken: the indices of blocks that are rates, dates or a paging line.
    """
    for head in heads.chosen:
        for box in runs[head].box.around():
            box.titled = True
    cards = _cards(runs, heads.chosen)
    own: list[list[int]] = [[] for _ in heads.chosen]
    none: list[int] = []
    known = taken | {*heads.chosen}
    for at, run in enumerate(runs):
        if at not in known:
            owner = _owner(at, run, heads.chosen, cards)
            (none if owner is None else own[owner]).append(at)
    if not any(cards) and are_dated_above(runs, heads.chosen):
        for n, head in enumerate(heads.chosen):
            for others in (none, *own[max(n - 1, 0) : n]):
                if head - 1 in others and has_one_day(runs[head - 1]):
                    others.remove(head - 1)
                    own[n].insert(0, head - 1)
    placed = [furniture(runs[at]) for at in none]
    names = names_below(runs, heads.chosen)
    headlines = without_numbers([runs[at].text for at in heads.chosen])
    for head, headline, card, around in zip(heads.chosen, headlines, cards, own, strict=True):
        title, *rest = _article(runs, heads, head, _Own(card, around, names), metadata.address)
        placed += [title._replace(part=title.part._replace(text=headline)), *rest]
    return placed


def without_numbers(headlines: list[str]) -> list[str]:
    """The headlines of a list, without the consecutive numbers that the list puts before them."""
    matches = [_NUMBER.match(headline) for headline in headlines]
    numbers = [int(match[1]) for match in matches if match]
    if len(headlines) < _FEWEST_NUMBERED or len(numbers) < len(headlines):
        return headlines
    if {later - earlier for earlier, later in pairwise(numbers)} - {1, -1} or len(set(numbers)) < len(
        numbers
    ):
        return headlines
    return [headline[match.end() :] for headline, match in zip(headlines, matches, strict=True) if match]


def _article(runs: Sequence[Run], heads: Heads, head: int, own: _Own, home: str) -> Iterator[Placed]:
    card, around, names = own
    above = [at for at in around if at < head]
    below = [at for at in around if at > head]
    texts = _texts(runs, [at for at in below if at not in names], heads, card)
    around_title = [at for at in around if at not in texts][:_AROUND]
    byline, published = byline_and_day(runs[at] for at in around_title)
    byline = byline or next((runs[at].text for at in around if at in names), "")
    address = _address(home, runs[head].link)
    yield Placed(Part(Form.TITLE, runs[head].text, heads.signs[head], byline, published, address))
    for at in above:
        if form_of(runs[at]) is Form.CAPTION and not runs[at].box.furniture:
            yield from text_parts(runs[at])  # the caption of a picture above the headline
        else:
            yield furniture(runs[at])
    for at in below:
        if at not in texts:
            yield furniture(runs[at])
        elif at in heads.signs and not runs[at].whole_link:
            yield Placed(Part(Form.TITLE, runs[at].text, heads.signs[at]))
        else:
            yield from text_parts(runs[at])


def _address(home: str, link: str) -> str:
    """The address of an article without its fragment; "" where the link gives no web address.

    Args:
        home: the address of the page.
        link: the link of the headline.
    """
    if not link:
        return ""
    try:
        whole = urlsplit(urljoin(home, link))._replace(fragment="").geturl()
    except ValueError:
        return ""
    return whole if whole.startswith(("http://", "https://")) else ""


def _texts(runs: Sequence[Run], below: Sequence[int], heads: Heads, card: Box | None) -> set[int]:
    """The indices of the blocks that are the text below a headline."""
    texts: set[int] = set()
    for at in below:
        run = runs[at]
        if run.box.furniture or (not texts and tells_at_top(run)) or _is_no_text(run, at, heads):
            continue
        texts.add(at)
    if card is None:  # only the text itself shows the end of the last article
        last = max((at for at in texts if len(runs[at].text) >= _TEXT or _is_sentence(runs[at])), default=-1)
        texts = {at for at in texts if at <= last}
    while texts and (tells_at_top(runs[last := max(texts)]) or _is_entry_of_foot(runs[last])):
        texts.remove(last)  # a byline, or a count of readers, below the text
    return texts


def _is_sentence(run: Run) -> bool:
    """Whether a short block is a sentence of a text, not a line of the foot of the page."""
    is_whole = run.box.tag == "p" and run.text[-1] in _ENDS and run.text.count(" ") >= 2 and not run.link
    return is_whole and not _FOOT.search(run.text)


def _is_entry_of_foot(run: Run) -> bool:
    """Whether a short block names a fact about an article, such as ``Views:``, or is its value, ``40 |``."""
    text = run.text
    return len(text) < _TEXT and not run.level and (text[-1] in ":|" or text.strip(" |·").isdigit())


def _is_no_text(run: Run, at: int, heads: Heads) -> bool:
    is_title = at in heads.signs and (run.level or in_body(run) is not None)
    if leads_away(run) or gives_address(run) or (is_label(run) and not is_title):
        return True
    is_teaser = len(run.text) >= _TEASER and (run.box.tag == "p" or run.text[-1] in _ENDS)
    return run.whole_link and len(run.text) < _LINKED and in_body(run) is None and not is_teaser


def _cards(runs: Sequence[Run], chosen: Sequence[int]) -> list[Box | None]:
    """The widest box around each headline without another headline; None where no such box has text."""
    if len(chosen) == 1:
        return [article_box(runs[chosen[0]])]
    cards: list[Box | None] = []
    bounds = [-1, *chosen, len(runs)]
    for n, head in enumerate(chosen):
        card: Box | None = None
        for box in runs[head].box.around():
            if box.first <= bounds[n] or box.end > bounds[n + 2] or box.parent is None:
                break
            card = box
        holds_text = card is not None and any(
            len(run.text) >= _TEXT for run in runs[card.first : card.end] if run is not runs[head]
        )
        cards.append(
            card if card is not None and holds_text and not _begins_above(runs, card, head) else None
        )
    return [None] * len(cards) if cards.count(None) * 2 > len(cards) else cards


def _begins_above(runs: Sequence[Run], card: Box, head: int) -> bool:
    """Whether a box has as much text above a headline as below, so that it is no box of this article."""
    above, below = (
        (run for run in runs[first:end] if is_body_text(run) and form_of(run) is not Form.CAPTION)
        for first, end in ((card.first, head), (head + 1, card.end))
    )
    many = sum(1 for _ in above)
    return bool(many) and many >= sum(1 for _ in below) > 0


def _owner(at: int, run: Run, chosen: Sequence[int], cards: Sequence[Box | None]) -> int | None:
    """The headline to which a block belongs, by its place in ``chosen``; None for furniture."""
    last = bisect(chosen, at) - 1
    for n in (last, last + 1):
        if 0 <= n < len(chosen) and (card := cards[n]) is not None and card.first <= at < card.end:
            return n
    if last < 0:
        return None
    if cards[last] is None:
        return last
    return None if run.box.furniture or any(cards) else last
