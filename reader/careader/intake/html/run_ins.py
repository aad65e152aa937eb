"""Separating titles from text in one block, such as ``<li><a>A Headline</a> – The first sentence.</li>``.

A single block of this form is a sentence that begins with a link. Several blocks with equal markup are a list
of articles.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from careader.intake.days import whole_day
from careader.intake.html.walk import Box, Run

_FEWEST = 3  # the fewest blocks of a list
_MOST_OF = 0.6  # the least share of the blocks with equal markup that begin with a title
_WORDS = range(3, 26)  # the mean number of words of the titles
_REST = 40  # the fewest letters of the text after a title
_LONGEST_DAY = 40
_APART = " –—:-|·•.,"


def split_run_ins(runs: list[Run], boxes: Sequence[Box]) -> list[Run]:
    """The blocks of a page, with each block of a list divided into its title and its text.

    Args:
        runs: the blocks.
        boxes: the boxes of the blocks, whose `first` and `end` are adapted.
    """
    makes: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    for at, run in enumerate(runs):
        if not run.level and not run.box.furniture:
            outer = run.box.parent.tag if run.box.parent else ""
            makes[run.box.tag, run.box.classes, outer].append(at)
    cut = {at for group in makes.values() for at in _titled(runs, group)}
    if not cut:
        return runs
    made: list[Run] = []
    places: list[int] = []
    for at, run in enumerate(runs):
        places.append(len(made))
        made += _in_two(run) if at in cut else [run]
    places.append(len(made))
    for box in boxes:
        box.first, box.end = places[box.first], places[box.end]
    return made


def _titled(runs: Sequence[Run], group: Sequence[int]) -> list[int]:
    """The blocks that begin with a title, among blocks with equal markup; none unless they are a list."""
    group = [at for at in group if not _is_day(runs[at].text)]
    if len(group) < _FEWEST:
        return []
    found = [
        at
        for at in group
        if (lead := runs[at].lead) and _begins_anew(runs[at]) and not _is_day(runs[at].text[:lead])
    ]
    titles = [runs[at].text[: runs[at].lead] for at in found]
    if len(found) < max(_FEWEST, _MOST_OF * len(group)) or len(set(titles)) < len(titles):
        return []
    words = sum(title.count(" ") + 1 for title in titles) / len(titles)
    return found if int(words) in _WORDS else []


def _is_day(text: str) -> bool:
    """Whether a text is a day, which can stand before the title."""
    return len(text) < _LONGEST_DAY and text[-1:].isdigit() and whole_day(text) is not None


def _begins_anew(run: Run) -> bool:
    rest = run.text[run.lead :].lstrip(_APART)
    return len(rest) >= _REST and not rest[0].islower()


def _in_two(run: Run) -> list[Run]:
    title, rest = run.text[: run.lead].rstrip(_APART), run.text[run.lead :].lstrip(_APART)
    linked = len(title) if run.link else 0
    bold = len(title) if run.bold else 0
    return [
        replace(run, text=title, linked=linked, bold=bold, lead=0, times=(), authors=()),
        replace(run, text=rest, linked=max(run.linked - linked, 0), bold=0, link="", lead=0, broken=True),
    ]
