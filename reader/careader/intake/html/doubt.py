"""Reasons to doubt that the chosen headings of a page are the headlines of its articles."""

from collections.abc import Sequence

from careader.intake.html.about import has_byline_below
from careader.intake.html.metadata import Metadata
from careader.intake.html.records import Records
from careader.intake.html.titles import article_box, is_titled, reads_as_headline, words_in
from careader.intake.html.walk import Run
from careader.text import fold

_BEHIND_ROWS = 12  # blocks behind the title of the last row, in which its own text ends
_MOST_OF_TEXT = 0.5  # of the text of a page that stands in its rows, where those are its articles
_FEWEST_ROWS = 3  # that link to articles, of a page that may be a list
_SECTION = 5  # words of a headline on average, where neither links nor boxes tell them
_NAMES = 2.5  # words of a headline on average; the names of sections have fewer


def is_another(text: str, metadata: Metadata) -> bool:
    """Whether a heading has no word of the page's title, while this title looks like a headline."""
    said = fold(metadata.best_title)
    return reads_as_headline(said) and _has_blanks(said) and not {*said.split()} & {*fold(text).split()}


def are_names(runs: Sequence[Run], chosen: Sequence[int], records: Records | None) -> bool:
    """Whether the headlines of a page may be names of sections: short lines, or not the rows of its list."""
    if not chosen:
        return False
    words = sum(words_in(runs[at].text) for at in chosen) / len(chosen)
    others = records is not None and records.share >= _MOST_OF_TEXT and not {*records.titles} & {*chosen}
    return words < _NAMES or others


def may_head_list(runs: Sequence[Run], top: int, listed: Sequence[int], texts: Sequence[int]) -> bool:
    """Whether a heading with little text of its own may be the heading of a list of links below."""
    rows = [at for at in listed if at > top and runs[at].whole_link]
    if len(rows) < _FEWEST_ROWS:
        return False
    return sum(top < at < rows[0] for at in texts) <= 1 and not any(
        at > rows[-1] + _BEHIND_ROWS for at in texts
    )


def begins_within(runs: Sequence[Run], chosen: Sequence[int], texts: Sequence[int]) -> bool:
    """Whether text is above the first of some headings that only their level makes headlines."""
    if not chosen or not texts or texts[0] > chosen[0]:
        return False
    return _by_level_alone(runs, chosen)


def may_be_sections(runs: Sequence[Run], chosen: Sequence[int], metadata: Metadata) -> bool:
    """Whether headings may be section headings of one article, whose headline is only in the page's title."""
    bylined = any(has_byline_below(runs, at) for at in chosen)
    return reads_as_headline(metadata.best_title) and not bylined and _by_level_alone(runs, chosen)


def read_as_sections(runs: Sequence[Run], chosen: Sequence[int]) -> bool:
    """Whether headings without links, outside the boxes of articles, are as short as section headings."""
    words = sum(words_in(runs[at].text) for at in chosen)
    bylined = sum(has_byline_below(runs, at) for at in chosen)
    linked = any(runs[at].whole_link or article_box(runs[at]) for at in chosen)
    return words < _SECTION * len(chosen) and not linked and 2 * bylined < len(chosen)


def _has_blanks(text: str) -> bool:
    """Whether a text is in a script with blanks between words, so that two texts can have common words."""
    return words_in(text) == text.count(" ") + 1


def _by_level_alone(runs: Sequence[Run], chosen: Sequence[int]) -> bool:
    return not any(runs[at].whole_link or is_titled(runs[at]) or article_box(runs[at]) for at in chosen)
