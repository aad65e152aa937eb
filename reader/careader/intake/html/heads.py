"""Finding the headlines among the headings of a page, and whether the page is one article or a list."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from careader.intake.html.about import has_byline_below
from careader.intake.html.body import has_body
from careader.intake.html.doubt import (
    are_names,
    begins_within,
    is_another,
    may_be_sections,
    may_head_list,
    read_as_sections,
)
from careader.intake.html.metadata import Metadata
from careader.intake.html.one_headline import heading_of_page
from careader.intake.html.records import Records, find_records, make_of
from careader.intake.html.title_blocks import listed_headlines, plain_title
from careader.intake.html.titles import (
    article_box,
    could_be_title,
    in_body,
    is_body_text,
    is_deck,
    is_titled,
    reads_as_headline,
    text_below,
)
from careader.intake.html.walk import Run

_LISTED = re.compile(r"\s(?:home|blog|archive|paged|category|tag|search|author)(?=[\s-])")
_SINGLE = re.compile(r"\s(?:single|single-post|postid-\d+|article-page|post-template\S*)(?=\s)")
_NO_ARTICLE = re.compile(
    r"/(?:category|tag|tags|author|topic|section|users?|page)/|^#|^javascript:|^mailto:", re.IGNORECASE
)
_HEAD = 3.0
_MOST_OF_TEXT = 0.5  # the least share of a page's text in rows that are its articles
_FEW_LINKED = 3  # headings without a link for each with one, of a page that says that it is an article
_FEWEST_ROWS = 3  # titles of a list without links, boxes and bylines
_OWN_TEXTS = 4  # blocks of text above the first link to an article, of a page that says that it is an article
_FEW_BELOW = 12  # the most blocks of text below each heading, on average, in a single article


@dataclass(slots=True)
class Heads:
    """The headings of a page.

    Attributes:
        titles: the indices of the blocks that could be headlines.
        chosen: the indices of the headlines, by the structure of the page.
        single: whether the page is one article.
        signs: the signs for and against a headline of each block in ``titles``.
        weighed: whether the structure does not decide which blocks in ``chosen`` are headlines. The words of
            the lines and of the text decide then.
    """

    titles: list[int]
    chosen: list[int]
    single: bool
    signs: dict[int, tuple[str, ...]] = field(default_factory=dict)
    weighed: bool = False


def find_heads(runs: Sequence[Run], metadata: Metadata, page_names: str, taken: set[int]) -> Heads:
    """Find the titles of a page, and the headlines among them.

    Args:
        runs: the blocks of the page.
        metadata: the metadata of the page.
        page_names: the classes of its ``body`` element.
        taken: the indices of blocks that are rates, dates or a paging line.
    """
    titles = [at for at, run in enumerate(runs) if at not in taken and could_be_title(run)]
    decks = {at for at in titles if at - 1 in titles and is_deck(runs[at], runs[at - 1])}
    titles = [at for at in titles if at not in decks]
    named = [at for at in titles if metadata.names(runs[at].text)]
    if not named and (at := plain_title(runs, metadata, taken)) is not None:
        named = [at]
        titles = sorted({*titles, at})
    texts = [at for at, run in enumerate(runs) if (is_body_text(run) or at in decks) and at not in taken]
    below = text_below(titles, texts, len(runs))
    scores, signs = _score(runs, titles, below, metadata)
    if not metadata.single and (listed := listed_headlines(runs, metadata)):
        return _listed(runs, titles, listed, signs)
    listed = [at for at in titles if scores[at] >= _HEAD]
    if sum(bool(below[at]) for at in listed) < 2:
        listed = _by_level(runs, titles, below) or _by_bold(runs, titles, below) or listed
    records = None if _SINGLE.search(page_names) else find_records(runs, taken)
    headings = {"titles": titles, "named": named, "listed": listed}
    whole = heading_of_page(runs, headings, texts, records, metadata)
    single = whole is not None or _is_single(
        runs, metadata, page_names, [at for at in listed if below[at]], below
    )
    top = _headline(runs, titles, named, below, metadata) if single else None
    top = top if whole is None else whole
    chosen = _same_kind(runs, listed) if not single else [] if top is None else [top]
    if records and whole is None and not _holds_article(runs, records, named, below, metadata):
        if _is_list(runs, records, chosen, named, single=single):
            return _listed(runs, titles, records.titles, signs)
        chosen = chosen if single else _without_unlike_titles(runs, chosen, records, below)
    built_as_single = bool(metadata.single or _SINGLE.search(page_names))
    if (
        single
        and whole is None
        and not built_as_single
        and (top is None or _is_site_name(runs, top, titles, below, named))
    ):
        unsure = Heads(titles, chosen, single, signs, weighed=True)
        return _guess_by_bold(runs, unsure, texts, below, metadata)
    within = whole is None and not named and begins_within(runs, chosen, texts)
    if within and metadata.titles and not built_as_single:
        return Heads(titles, [], single=True, signs=signs, weighed=True)
    heads = {*chosen}
    rows = {*_rows(runs, chosen, records, below)} if not single else set()
    for at in titles:
        row = ("row",) if at in heads & rows else ()
        signs[at] = (*signs[at], *row, "chosen" if at in heads else "passed over")
    if chosen and (
        (top is not None and top not in named and is_another(runs[top].text, metadata))
        or (not single and are_names(runs, chosen, records))
        or (top is not None and not metadata.single and may_head_list(runs, top, listed, texts))
        or (not (single or built_as_single or named) and may_be_sections(runs, chosen, metadata))
        or (not (single or built_as_single) and read_as_sections(runs, chosen))
        or within
    ):
        signs[chosen[0]] = (*signs[chosen[0]], "guessed")
    return Heads(titles, chosen, single, signs)


def _rows(
    runs: Sequence[Run], chosen: Sequence[int], records: Records | None, below: dict[int, int]
) -> Sequence[int]:
    """The chosen titles that are rows of a list: those of records, or all where their markup is equal.

    The words of one such title do not decide whether it is a headline: all of them are, or none.
    """
    if records and records.marked and records.share >= _MOST_OF_TEXT:
        return records.titles
    alike = len({make_of(runs[at]) for at in chosen}) == 1
    return chosen if alike and len(chosen) >= _FEWEST_ROWS and all(below[at] for at in chosen) else ()


def _holds_article(
    runs: Sequence[Run], records: Records, named: Sequence[int], below: dict[int, int], metadata: Metadata
) -> bool:
    """Whether a page has a heading with its own text, so that its rows are links to other articles."""
    first, rows = records.titles[0], {*records.titles}
    if metadata.single and (
        sum(map(is_body_text, runs[:first])) >= _OWN_TEXTS or has_body(runs, records.titles)
    ):
        return True
    for at, open_below in below.items():
        if at in rows or runs[at].whole_link:
            continue
        texts = sum(map(is_body_text, runs[at + 1 : first])) if open_below and at < first else open_below
        is_top = runs[at].level == 1
        is_long = reads_as_headline(runs[at].text)
        if at in named and sum((bool(texts), bool(metadata.single), is_long)) > 1:
            return True
        if at < first and texts > 1 and (is_top or at in named):
            return True
    return False


def _is_list(
    runs: Sequence[Run], records: Records, chosen: Sequence[int], named: Sequence[int], *, single: bool
) -> bool:
    """Whether rows with equal markup, and not the chosen headings, are the articles of a page."""
    if records.share < _MOST_OF_TEXT or not records.marked:
        return False
    if single:
        above = (at for at in named if at < records.titles[0])
        return records.linked or records.bylined or not any(reads_as_headline(runs[at].text) for at in above)
    if set(records.titles) <= set(chosen):
        return False
    if are_names(runs, chosen, None):
        return True
    return not all(runs[at].whole_link or article_box(runs[at]) for at in chosen)


def _listed(
    runs: Sequence[Run],
    titles: Sequence[int],
    chosen: Sequence[int],
    signs: dict[int, tuple[str, ...]],
) -> Heads:
    """The headings of a page whose rows are its articles.

    Args:
        runs: the blocks of the page.
        titles: the blocks that could be headlines.
        chosen: the titles of the rows.
        signs: the signs of each title.
    """
    heads = {*chosen}
    whole = sorted({*titles, *heads})
    of_rows = {at: tuple(sign for sign in signs.get(at, ()) if sign != "no text below") for at in heads}
    said = {
        at: (
            *(of_rows.get(at) or signs.get(at) or (("link",) if runs[at].whole_link else ())),
            *(("row",) if at in heads else ()),
            "chosen" if at in heads else "passed over",
        )
        for at in whole
    }
    return Heads(whole, list(chosen), single=False, signs=said)


def _without_unlike_titles(
    runs: Sequence[Run], chosen: Sequence[int], records: Records, below: dict[int, int]
) -> list[int]:
    """The chosen titles, except titles without text below whose markup differs from the rows of the list."""
    rows = set(records.titles) & set(chosen)
    if 2 * len(rows) < len(chosen):
        return list(chosen)
    makes = {make_of(runs[at]) for at in rows}
    return [at for at in chosen if below[at] or make_of(runs[at]) in makes]


def _is_site_name(
    runs: Sequence[Run], top: int, titles: Sequence[int], below: dict[int, int], named: Sequence[int]
) -> bool:
    """Whether the headline of a page that is one article may be the name of the site."""
    run = runs[top]
    if not (run.level or is_titled(run) or top in named):
        return True
    short = not reads_as_headline(run.text)
    return short and not below[top] and any(below[at] and not runs[at].level for at in titles)


def _guess_by_bold(
    runs: Sequence[Run], heads: Heads, texts: Sequence[int], below: dict[int, int], metadata: Metadata
) -> Heads:
    """Choose headlines of a page whose markup does not decide: bold lines, unless text is above them."""
    bold = [at for at in heads.titles if below[at] and not runs[at].level]
    above = bool(bold and texts) and texts[0] < bold[0]
    if len(bold) == 1 and not above and not reads_as_headline(metadata.best_title):
        return replace(heads, chosen=bold)
    if bold and is_titled(runs[bold[0]]) and not any(is_titled(runs[at]) for at in bold[1:]):
        return replace(heads, chosen=bold[:1])
    if len(bold) < 2 or above:
        return replace(heads, chosen=[]) if above else heads
    for at in bold:
        bylined = has_byline_below(runs, at)
        heads.signs[at] = ("weighed", "bylined" if bylined else "guessed")
    return replace(heads, chosen=bold, single=False)


def _score(
    runs: Sequence[Run], titles: Sequence[int], below: dict[int, int], metadata: Metadata
) -> tuple[dict[int, float], dict[int, tuple[str, ...]]]:
    scores: dict[int, float] = {}
    signs: dict[int, tuple[str, ...]] = {}
    known: set[int] = set()
    for at in titles:
        run = runs[at]
        score, said = 0.0, []
        if run.whole_link and not _NO_ARTICLE.search(run.link):
            score += 4
            said.append("link")
        if is_titled(run):
            score += 3
            said.append("class")
        box = article_box(run)
        if box is not None and id(box) not in known:
            known.add(id(box))
            score += 3
            said.append("first of its article")
        if run.level:
            score += 1
            said.append(f"level {run.level}")
        else:
            score -= 3 if "class" not in said else 0
            said.append("no heading")
        if in_body(run) is not None:
            score -= 2 if "link" in said else 6
            said.append("in the text")
        if not below[at]:
            score -= 4
            said.append("no text below")
        if metadata.names(run.text):
            said.append("title of the page")
        scores[at] = score
        signs[at] = tuple(said)
    return scores, signs


def _by_level(runs: Sequence[Run], titles: Sequence[int], below: dict[int, int]) -> list[int]:
    """For a page without links: all headings with text below, of the highest level with several of them."""
    for level in range(1, 5):
        same = [at for at in titles if runs[at].level == level and below[at]]
        if len(same) > 1:
            return same
    return []


def _by_bold(runs: Sequence[Run], titles: Sequence[int], below: dict[int, int]) -> list[int]:
    """The bold lines that are links and have text below, for a page without headings."""
    bold = [
        at
        for at in titles
        if not runs[at].level and runs[at].whole_bold and runs[at].whole_link and below[at]
    ]
    return bold if len(bold) > 1 else []


def _same_kind(runs: Sequence[Run], listed: Sequence[int]) -> list[int]:
    """The headings without the few headings of another markup, which the page shows beside its articles."""
    if len(listed) < 3:
        return list(listed)
    makes = Counter((runs[at].whole_link, bool(article_box(runs[at]))) for at in listed)
    (most, often), *_ = makes.most_common(1)
    if often < 0.6 * len(listed):
        return list(listed)
    linked, in_article = most
    return [
        at
        for at in listed
        if (bool(article_box(runs[at])) or not in_article)
        and (runs[at].whole_link or not linked or bool(article_box(runs[at])))
    ]


def _is_single(
    runs: Sequence[Run], metadata: Metadata, page_names: str, listed: Sequence[int], below: dict[int, int]
) -> bool:
    """Whether a page is one article.

    Args:
        runs: the blocks of the page.
        metadata: the metadata of the page.
        page_names: the classes of its ``body`` element.
        listed: the headings that would be headlines if the page were a list.
        below: the number of blocks of text below each heading.
    """
    if len(listed) < 2 or _SINGLE.search(page_names):
        return True
    linked = [at for at in listed if runs[at].whole_link]
    named = [at for at in below if metadata.names(runs[at].text)]
    heads_page = [at for at in named if not runs[at].whole_link and (below[at] or runs[at].level == 1)]
    begins = bool(linked) and sum(below[at] for at in below if at < linked[0]) >= _OWN_TEXTS
    of_article = metadata.single and (heads_page or begins or has_body(runs, listed))
    if of_article or _is_outline(runs, listed, linked, below):
        return True
    if _LISTED.search(page_names):
        return False
    first = next((at for at in heads_page if below[at]), None)
    if not linked and heads_page[:1] == [*listed][:1]:
        return True
    if first is not None and (runs[first].level == 1 or reads_as_headline(runs[first].text)):
        others = sum(below[at] for at in listed if at != first)
        if others < _FEW_BELOW * len(listed):
            return not linked or first < linked[0]
    return bool(metadata.single and (_FEW_LINKED * len(linked) < len(listed) or len(listed) < 3))


def _is_outline(
    runs: Sequence[Run], listed: Sequence[int], linked: Sequence[int], below: dict[int, int]
) -> bool:
    """Whether the first heading has text right below, and all other headings have lower levels."""
    top = next(iter(below))
    level = runs[top].level
    return bool(below[top] and level and not linked) and all(
        runs[at].level > level or not runs[at].level for at in listed if at != top
    )


def _headline(
    runs: Sequence[Run],
    titles: Sequence[int],
    named: Sequence[int],
    below: dict[int, int],
    metadata: Metadata,
) -> int | None:
    """The headline of a page that is one article; None where only the metadata have the headline."""
    said = [at for at in titles if runs[at].box.attributes.get("itemprop") == "headline"]
    if len({runs[at].text for at in said}) == 1 and below[said[-1]]:
        return said[-1]
    if named:
        return min(named, key=lambda at: (runs[at].level or 7, -below[at], at))
    headings = [at for at in titles if runs[at].level and not runs[at].whole_link]
    first = [at for at in headings if runs[at].level == 1]
    if first:
        top = max(first, key=lambda at: (below[at], len(runs[at].text)))
        is_name = not reads_as_headline(runs[top].text) and is_another(runs[top].text, metadata)
        return None if is_name else top
    if metadata.titles and (metadata.single or not any(below[at] for at in headings)):
        return None
    return min(headings or titles, key=lambda at: (not below[at], runs[at].level or 7, at), default=None)
