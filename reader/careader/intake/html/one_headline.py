"""Finding the headline of a page whose other headings are section headings or titles of other stories."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence

from careader.intake.html.about import are_dated_above, has_byline_below
from careader.intake.html.metadata import Metadata
from careader.intake.html.records import Records, make_of
from careader.intake.html.titles import article_box, reads_as_headline
from careader.intake.html.walk import Run
from careader.text import fold

_OWN_TEXTS = 2  # blocks of text below a heading that the page names itself by, before another story begins
_MORE_TEXTS = 3  # such blocks below a heading that is only the uppermost
_FEW_TEXTS = 1  # such blocks where the page also says that it is an article
_LONG_WORD = 4  # letters of a word that a title and a heading can share
_FEWEST_SHARED = 3  # such words of a title
_ALIKE = 2  # other headlines of the same make, which make a heading one of many


def heading_of_page(
    runs: Sequence[Run],
    headings: Mapping[str, Sequence[int]],
    texts: Sequence[int],
    records: Records | None,
    metadata: Metadata,
) -> int | None:
    """The index of the one headline of a page; None where no heading is certainly the one headline.

    A list of articles can have a heading too, such as the name of its section: that heading has a few words,
    and no text of its own before the first article, whose title is a link.

    Args:
        runs: the blocks of the page.
        headings: the indexes of the titles that could be headlines (``titles``), of the titles by which
            the page names itself (``named``), and of the titles that would be headlines if the page were a
            list (``listed``).
        texts: the indexes of the blocks of text.
        records: the rows of the page with equal markup.
        metadata: the metadata of the page.
    """
    titles, named, listed = headings["titles"], headings["named"], headings["listed"]
    top = [at for at in titles if runs[at].level == 1 and not runs[at].whole_link]
    rows = {at for at in listed if runs[at].whole_link or article_box(runs[at]) is not None}
    if records is not None and records.linked:
        rows |= {*records.titles}
    candidates: list[int] = [at for at in named if runs[at].level] + (top if len(top) == 1 else [])
    for at in candidates:
        run = runs[at]
        leads_away = run.whole_link and not (run.level == 1 and at in named)
        if leads_away or run.box.furniture or _is_one_of_many(runs, at, listed):
            continue
        own_box = article_box(run)
        others = sorted(row for row in rows if row > at and not _in_same_article(runs[row], own_box))
        end = others[0] if others else len(runs)
        sections = [other for other in listed if at < other < end]
        if sections and 2 * sum(has_byline_below(runs, section) for section in sections) >= len(sections):
            continue
        if len(sections) > _ALIKE and are_dated_above(runs, sections):
            continue
        known = at in named or _speaks_of_title(run.text, metadata)
        if not reads_as_headline(run.text):
            if run.level > 1 or not known:
                continue
            end = sections[0] if sections else end
        own = bisect_left(texts, end) - bisect_right(texts, at)
        if own >= (_MORE_TEXTS if not known else _FEW_TEXTS if metadata.single else _OWN_TEXTS):
            return at
    return None


def _is_one_of_many(runs: Sequence[Run], at: int, listed: Sequence[int]) -> bool:
    """Whether several other headlines have the same markup as the heading ``at``."""
    make = make_of(runs[at])
    return sum(make_of(runs[other]) == make for other in listed if other != at) >= _ALIKE


def _speaks_of_title(text: str, metadata: Metadata) -> bool:
    """Whether a heading has most of the long words of the page's title."""
    said = {word for word in fold(metadata.best_title).split() if len(word) >= _LONG_WORD}
    return len(said) >= _FEWEST_SHARED and 2 * len(said & {*fold(text).split()}) >= len(said)


def _in_same_article(run: Run, box: object) -> bool:
    """Whether a heading without a link is in the box of an article."""
    return box is not None and not run.whole_link and article_box(run) is box
