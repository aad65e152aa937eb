"""Finding blocks of a page that repeat titles of its metadata."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from careader.intake.html.metadata import Metadata
from careader.intake.html.stated import words_of
from careader.intake.html.titles import words_in
from careader.intake.html.walk import Run
from careader.text import fold

_FEWEST_WORDS = 3  # the fewest words of a line that is the page's title and no heading
_KICKER = 6  # the most words of a kicker
_KICKED = re.compile(r"\w[\"'”’»)]?(?::| [–—|-]) ")
_MOST_OF_TITLE = 0.6  # the least share of a page's title that is not the name of the site


def plain_title(runs: Sequence[Run], metadata: Metadata, taken: set[int]) -> int | None:
    """The index of the block that is only the page's title and has no markup of a title; None for none."""
    said = {fold(title) for title in metadata.titles} - {""}
    if metadata.titles and len(metadata.best_title) >= _MOST_OF_TITLE * len(metadata.titles[0]):
        said.add(fold(metadata.best_title))
    for at, run in enumerate(runs):
        text = run.text
        if at in taken or run.box.furniture or run.whole_link or words_in(text) < _FEWEST_WORDS:
            continue
        if len(text) < 300 and fold(text) in said:
            return at
    return None


def title_of_metadata(runs: Sequence[Run], metadata: Metadata) -> str:
    """The title of a page whose text has no headline."""
    return next(_titles_outside(runs, metadata), metadata.best_title)


def _titles_outside(runs: Sequence[Run], metadata: Metadata) -> Iterator[str]:
    """The titles of the metadata that are the uppermost heading of the page, outside of the article.

    Some sites set the headline as the last part of the path of links above the article.
    """
    stated = {words_of(title) for title in (*metadata.titles, *metadata.stated)}
    tops = (run.text for run in runs if run.level == 1 and run.box.furniture)
    return (text for text in tops if words_of(text) in stated)


class Headline(NamedTuple):
    """The headline of a page that is one article.

    Attributes:
        text: its words.
        blocks: the indices of the blocks that the headline takes: its own, and the kicker's where the page's
            title has both.
    """

    text: str
    blocks: frozenset[int]


def headline_at(runs: Sequence[Run], head: int, metadata: Metadata) -> Headline:
    """The headline in a block, as the title of the page divides it from a kicker.

    Sites set a kicker (``Parliament``) above a headline, in the same heading or in a block of its own. Their
    titles either leave the kicker out, or set it before the headline with a colon.

    Args:
        runs: the blocks of the page.
        head: the index of the block with the headline.
        metadata: the metadata of the page.
    """
    text = runs[head].text
    bare = words_of(text)
    if not bare:
        return Headline(text, frozenset({head}))
    stated = (*metadata.titles, *metadata.stated)
    for title in stated:
        said = words_of(title)
        if said == bare:
            divided = (each for each in stated if words_of(each) == bare and _divides(each))
            return Headline(text if _divides(text) else next(divided, text), frozenset({head}))
        if words_in(title) >= _FEWEST_WORDS and _is_below_kicker(said, bare):
            return Headline(title, frozenset({head}))
    near = ((head - 1, head), (head, head + 1), (head, head + 2), (head - 2, head))
    joined = {
        words_of(" ".join(run.text for run in runs[first : last + 1])): frozenset(range(first, last + 1))
        for first, last in reversed(near)
        if first >= 0 and last < len(runs)
    }
    for title in metadata.stated:
        if blocks := joined.get(words_of(title)):
            return Headline(title, blocks)
    whole = (title for title in _titles_outside(runs, metadata) if _is_below_kicker(bare, words_of(title)))
    return Headline(next(whole, text), frozenset({head}))


def _is_below_kicker(words: str, whole: str) -> bool:
    """Whether the words of a title are the end of a longer title, which has a kicker before them."""
    return whole.endswith(f" {words}") and _count(whole) - _count(words) <= _KICKER


def _divides(text: str) -> bool:
    """Whether a title sets a kicker apart from the headline."""
    return _KICKED.search(text) is not None


def _count(words: str) -> int:
    return words.count(" ") + 1


def listed_headlines(runs: Sequence[Run], metadata: Metadata) -> list[int]:
    """The indices of the blocks that are headlines in the metadata; none unless the page has most of them."""
    found: dict[str, int] = {}
    for at, run in enumerate(runs) if len(metadata.listed) > 1 else ():
        if not run.box.furniture and len(run.text) < 300 and (said := fold(run.text)) in metadata.listed:
            found.setdefault(said, at)
    return sorted(found.values()) if len(found) > 1 and 2 * len(found) >= len(metadata.listed) else []
