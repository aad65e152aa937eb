"""Blocks of a page that say what the page tells of itself: its title, and what it lists."""

from collections.abc import Sequence

from careader.intake.html.metadata import Told
from careader.intake.html.titles import words_in
from careader.intake.html.walk import Run
from careader.text import fold

_FEWEST_WORDS = 3  # of a line in no heading that is the title of the page
_MOST_OF_TITLE = 0.6  # of the letters of a page's title, which without the name of its site is its headline


def plain_title(runs: Sequence[Run], told: Told, taken: set[int]) -> int | None:
    """The block that says no more than the page names itself, and that nothing else makes a title."""
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


def told_to_be_listed(runs: Sequence[Run], told: Told) -> list[int]:
    """The blocks that say what the page tells a search engine that its articles are called, if it does."""
    found: dict[str, int] = {}
    for at, run in enumerate(runs) if len(told.listed) > 1 else ():
        if not run.box.furniture and len(run.text) < 300 and (said := fold(run.text)) in told.listed:
            found.setdefault(said, at)
    return sorted(found.values()) if len(found) > 1 and 2 * len(found) >= len(told.listed) else []
