"""Finding blocks of a page that repeat titles of its metadata."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from careader.intake.html.metadata import Told
from careader.intake.html.titles import words_in
from careader.intake.html.walk import Run
from careader.text import fold

_FEWEST_WORDS = 3  # the fewest words of a line that is the page's title and no heading
_KICKER = 6  # the most words of a kicker
_NO_WORDS = re.compile(r"[\W_]+")
_MOST_OF_TITLE = 0.6  # the least share of a page's title that is not the name of the site


def plain_title(runs: Sequence[Run], told: Told, taken: set[int]) -> int | None:
    """The index of the block that is only the page's title and has no markup of a title; None for none."""
    said = {fold(title) for title in told.titles} - {""}
    if told.titles and len(told.best_title) >= _MOST_OF_TITLE * len(told.titles[0]):
        said.add(fold(told.best_title))
    for at, run in enumerate(runs):
        text = run.text
        if at in taken or run.box.furniture or run.whole_link or words_in(text) < _FEWEST_WORDS:
            continue
        if len(text) < 300 and fold(text) in said:
            return at
    return None


class Headline(NamedTuple):
    """The headline of a page that is one article.

    Attributes:
        text: its words.
        blocks: the indices of the blocks that the headline takes: its own, and the kicker's where the page's
            title has both.
    """

    text: str
    blocks: frozenset[int]


def headline_at(runs: Sequence[Run], head: int, told: Told) -> Headline:
    """The headline in a block, as the title of the page divides it from a kicker.

    Sites set a kicker (``Parliament``) above a headline, in the same heading or in a block of its own. Their
    titles either leave the kicker out, or set it before the headline with a colon.

    Args:
        runs: the blocks of the page.
        head: the index of the block with the headline.
        told: the metadata of the page.
    """
    text = runs[head].text
    bare = _words_of(text)
    for title in told.titles:
        said = _words_of(title)
        if said == bare:
            break
        if not bare or words_in(title) < _FEWEST_WORDS:
            continue
        if bare.endswith(f" {said}") and _count(bare) - _count(said) <= _KICKER:
            return Headline(title, frozenset({head}))
        for first, last in ((head - 1, head), (head, head + 1), (head, head + 2), (head - 2, head)):
            if first >= 0 and last < len(runs) and said == _words_of(" ".join(_texts(runs, first, last))):
                return Headline(title, frozenset(range(first, last + 1)))
    return Headline(text, frozenset({head}))


def _texts(runs: Sequence[Run], first: int, last: int) -> list[str]:
    return [run.text for run in runs[first : last + 1]]


def _words_of(text: str) -> str:
    return _NO_WORDS.sub(" ", fold(text)).strip()


def _count(words: str) -> int:
    return words.count(" ") + 1


def told_to_be_listed(runs: Sequence[Run], told: Told) -> list[int]:
    """The indices of the blocks that are headlines in the metadata; none unless the page has most of them."""
    found: dict[str, int] = {}
    for at, run in enumerate(runs) if len(told.listed) > 1 else ():
        if not run.box.furniture and len(run.text) < 300 and (said := fold(run.text)) in told.listed:
            found.setdefault(said, at)
    return sorted(found.values()) if len(found) > 1 and 2 * len(found) >= len(told.listed) else []
