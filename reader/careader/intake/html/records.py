"""Finding a list of articles by rows with equal markup, each a title with its own text below.

Each site has its own classes for titles, and only some sites use headings. But every list repeats the markup
of its titles, and has a text below each title.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from careader.intake.days import whole_day
from careader.intake.html.about import has_byline_below
from careader.intake.html.blocks import is_continue_link
from careader.intake.html.titles import is_sentence, letters_in, reads_as_headline, words_in
from careader.intake.html.walk import Box, Run

_LONGEST = 40  # the most words of a title
_LETTERS = 300  # the most letters of a title
_FEWEST = 3  # the fewest titles of a list
_WORDS = 3.0  # the least mean number of words of titles; names of sections and authors have fewer
_WITH_TEXT = 0.6  # the least share of titles with text below
_NEAR = 4  # blocks below the last title of a list, in which its text begins
_DISTINCT = 0.9  # the least share of different titles
_TEXT = 40  # the fewest letters of a block of text
_LABEL = 80  # the fewest letters of a block of text without the end of a sentence
_ENDS = '.!?…”»]"’)'
_NO_ARTICLE = re.compile(
    r"^(?:#|javascript:|mailto:|tel:)|/(?:category|tags?|author|topic|users?)/", re.IGNORECASE
)
_TERMS = frozenset({"dt", "summary"})
"""Tags of a title whose text is in the element beside it."""
_STATES = frozenset("first last odd even active current featured sticky clear clearfix left right".split())
_ITEM = re.compile(
    r"[\s_-](?:article|post|story|news|item|card|entry|message|teaser|node|blog|feed)(?=[\s_-])"
)


@dataclass(frozen=True, slots=True)
class Records:
    """Titles with equal markup, the titles of a possible list.

    Attributes:
        titles: the indices of their blocks.
        share: the share of the page's text that is below these titles, 0.0 to 1.0.
        linked: whether each title has an address of its own, by its own link or a link below.
        boxed: whether each title has a box of its own that is an article or an item by tag or class.
        bylined: whether each title has a byline close below.
    """

    titles: tuple[int, ...]
    share: float
    linked: bool
    boxed: bool
    bylined: bool

    @property
    def marked(self) -> bool:
        """Whether each title is marked as the title of an article: by its link, its box or its byline."""
        return self.linked or self.boxed or self.bylined


def find_records(runs: Sequence[Run], taken: Collection[int]) -> Records | None:
    """The titles with equal markup that have the most text below; None where no markup repeats.

    Args:
        runs: the blocks of the page.
        taken: the indices of blocks that are rates, dates or a paging line.
    """
    alike: dict[object, list[int]] = defaultdict(list)
    for at, run in enumerate(runs):
        if at not in taken and _could_be(run):
            alike[make_of(run)].append(at)
    texts = [at for at, run in enumerate(runs) if at not in taken and _is_text(run)]
    groups = [_without_menu(runs, group, texts) for group in alike.values()]
    named = _by_whole_class(runs, alike.values())
    groups += [_without_menu(runs, group, texts) for group in named]
    groups += [first for group in groups if (first := _first_of_items(runs, group))]
    groups = [group for group in groups if _is_list(runs, group)]
    if not groups:
        return None
    all_letters = sum(len(runs[at].text) for at in texts) or 1
    best: Records | None = None
    for group in groups:
        found = _records(runs, group, texts, all_letters)
        if found and (best is None or _rank(found) > _rank(best)):
            best = found
    return best


def _by_whole_class(runs: Sequence[Run], groups: Iterable[list[int]]) -> list[list[int]]:
    """Groups of titles, each divided by classes with digits, as some tools give them to each kind of block.

    Classes with digits that occur in one row only number the rows. Such classes divide nothing.
    """
    divided: list[list[int]] = []
    for group in groups:
        by_class: dict[str, list[int]] = defaultdict(list)
        for at in group:
            by_class[runs[at].box.classes].append(at)
        if 1 < len(by_class) <= len(group) / _FEWEST:
            divided += by_class.values()
    return divided


def _rank(records: Records) -> tuple[float, bool, bool]:
    return records.share, records.linked, records.boxed


def _first_of_items(runs: Sequence[Run], group: Sequence[int]) -> list[int]:
    """The first title of each item, such as a message, in which bold section headings look like the title.

    Returns:
        The titles; none where no title stands first in an item, or no item has a second title.
    """
    items: dict[int, int] = {}
    for at in group:
        box = next((box for box in runs[at].box.around() if _ITEM.search(box.names)), None)
        if box is None or box.furniture:
            return []
        items.setdefault(id(box), at)
    return [*items.values()] if _FEWEST <= len(items) < len(group) else []


def _without_menu(runs: Sequence[Run], group: Sequence[int], texts: Sequence[int]) -> list[int]:
    """A group of titles, without short titles at its ends that have no text below, such as a menu's lines.

    Where each other title has a text, a first line of a few words has none because it is a link such as
    ``View in your browser``.
    """
    kept = [*group]
    while len(kept) > 1 and words_in(runs[kept[0]].text) < _WORDS and not _holds(texts, kept[0], kept[1]):
        del kept[0]
    while (
        len(kept) > 1
        and words_in(runs[kept[-1]].text) < _WORDS
        and not _holds(texts, kept[-1], kept[-1] + _NEAR)
    ):
        del kept[-1]
    if (
        len(kept) > _FEWEST
        and not _holds(texts, kept[0], kept[1])
        and not reads_as_headline(runs[kept[0]].text)
    ):
        rest = kept[1:]
        if all(_holds(texts, at, end) for at, end in pairwise([*rest, rest[-1] + _NEAR])):
            return rest
    return kept


def _holds(texts: Sequence[int], at: int, end: int) -> bool:
    """Whether a text stands between two blocks."""
    return bisect_left(texts, at + 1) < bisect_left(texts, end)


def _is_text(run: Run) -> bool:
    """Whether a block is text by its words and its length."""
    if run.box.furniture or letters_in(run.text) < _TEXT or run.whole_bold:
        return False
    if run.level:
        return is_sentence(run)
    if run.whole_link:
        return len(run.text) >= _LABEL and run.text[-1] in _ENDS
    return run.text[-1] in _ENDS or len(run.text) >= _LABEL


def make_of(run: Run) -> object:
    """The markup of a block: tags, classes, level, link, bold. It is equal for all titles of a list."""
    box = run.box
    outer = box.parent
    tags = (box.tag, outer.tag if outer else "", outer.parent.tag if outer and outer.parent else "")
    names = _names(box.classes) or (outer and _names(outer.classes))
    return tags, names, _names(run.names), run.level, run.whole_link, run.whole_bold


@lru_cache(maxsize=4096)
def _names(classes: str) -> frozenset[str]:
    return frozenset(
        name for name in classes.split() if name not in _STATES and not any(map(str.isdigit, name))
    )


def _could_be(run: Run) -> bool:
    text = run.text
    if run.box.furniture or is_sentence(run) or len(text) > _LETTERS or words_in(text) > _LONGEST:
        return False
    if not (
        run.level
        or run.whole_link
        or run.whole_bold
        or run.box.tag in _TERMS
        or "tit" in run.box.names
        or "head" in run.box.names
    ):
        return False
    if run.whole_link and (is_continue_link(run) or _NO_ARTICLE.search(run.link)):
        return False
    return any(map(str.isalpha, text)) and whole_day(text) is None


def _is_list(runs: Sequence[Run], group: Sequence[int]) -> bool:
    if len(group) < _FEWEST:
        return False
    texts = [runs[at].text for at in group]
    words = sum(map(words_in, texts)) / len(texts)
    return words >= _WORDS and len(set(texts)) >= _DISTINCT * len(texts)


def _records(
    runs: Sequence[Run], group: Sequence[int], texts: Sequence[int], all_letters: int
) -> Records | None:
    longest = max(until - at for at, until in pairwise(group))
    ends = [*group[1:], min(group[-1] + longest, len(runs))]
    held = letters = 0
    links: set[str] = set()
    for at, end in zip(group, ends, strict=True):
        own = texts[bisect_left(texts, at + 1) : bisect_left(texts, end)]
        held += bool(own)
        letters += sum(len(runs[text].text) for text in own)
        link = runs[at].link if runs[at].whole_link else _link_below(runs, at, end)
        if link:
            links.add(link)
    if len(links) < _DISTINCT * len(group):
        links = _links_alike(runs, group, ends)
    if held < _WITH_TEXT * len(group):
        return None
    return Records(
        tuple(group),
        letters / all_letters,
        linked=len(links) >= _DISTINCT * len(group),
        boxed=_are_boxed(runs, group),
        bylined=all(has_byline_below(runs, at) for at in group),
    )


def _link_below(runs: Sequence[Run], at: int, end: int) -> str:
    """The address of the link to the rest of an article below its title; "" for none."""
    for run in runs[at + 1 : end]:
        if run.whole_link and run.link and not _NO_ARTICLE.search(run.link) and is_continue_link(run):
            return run.link
    return ""


def _links_alike(runs: Sequence[Run], group: Sequence[int], ends: Sequence[int]) -> set[str]:
    """The addresses of links with equal words below each title, such as ``Details``, in any language."""
    said: dict[str, set[str]] = defaultdict(set)
    for at, end in zip(group, ends, strict=True):
        for run in runs[at + 1 : end]:
            if run.whole_link and len(run.text) <= _TEXT and not _NO_ARTICLE.search(run.link):
                said[run.text].add(run.link)
    return max(said.values(), key=len, default=set())


def _are_boxed(runs: Sequence[Run], group: Sequence[int]) -> bool:
    """Whether each title has a box of its own, all with equal markup, that is an item by tag or class."""
    if all(runs[at].box.tag == "dt" for at in group):
        return True  # a list of terms needs no boxes
    cards = [card_of(runs, group, n) for n in range(len(group))]
    tags = {(card.tag, _names(card.classes)) for card in cards if card is not None}
    if None in cards or len(tags) > 1:
        return False
    return all(
        card is not None
        and (
            card.tag in ("article", "tr", "li")
            or card.attributes.get("role") in ("article", "listitem")
            or _ITEM.search(card.names)
        )
        for card in cards
    )


def card_of(runs: Sequence[Run], titles: Sequence[int], n: int) -> Box | None:
    """The widest box around the title ``n`` without another title; None where there is no such box."""
    before = titles[n - 1] if n else -1
    after = titles[n + 1] if n + 1 < len(titles) else len(runs)
    card: Box | None = None
    for box in runs[titles[n]].box.around():
        if box.first <= before or box.end > after or box.parent is None:
            break
        card = box
    return card
