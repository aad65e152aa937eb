"""Finding blocks of a page that repeat titles of its metadata."""

from collections.abc import Sequence

from careader.intake.html.metadata import Told
from careader.intake.html.titles import words_in
from careader.intake.html.walk import Run
from careader.text import fold

_FEWEST_WORDS = 3  # the fewest words of a line that is the page's title and no heading
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


def told_to_be_listed(runs: Sequence[Run], told: Told) -> list[int]:
    """The indices of the blocks that are headlines in the metadata; none unless the page has most of them."""
    found: dict[str, int] = {}
    for at, run in enumerate(runs) if len(told.listed) > 1 else ():
        if not run.box.furniture and len(run.text) < 300 and (said := fold(run.text)) in told.listed:
            found.setdefault(said, at)
    return sorted(found.values()) if len(found) > 1 and 2 * len(found) >= len(told.listed) else []
