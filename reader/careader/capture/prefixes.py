"""What a program put before each line of a page: the sign of a quotation, or the line's number."""

import re
from collections.abc import Sequence
from itertools import pairwise

_QUOTED = re.compile(r"[ \t]{0,3}(?:[>|](?: |\t|(?=[>|])|$))+")
_NUMBERED = re.compile(r"[ \t]{0,7}(\d{1,6})(?:[:.)|]|[ \t]*[|│]|\t| {1,4})(?:[ \t]|$)?")
_MOST = 0.9  # of the lines that have what stands before all
_FEWEST = 8  # lines


def without_prefixes(lines: list[str]) -> list[str]:
    """The lines of a page without what stands before nearly all of them; the same list where nothing does."""
    told = [line for line in lines[:400] if line.strip()]
    if len(told) < _FEWEST:
        return lines
    if sum(line.lstrip()[0] in ">|" for line in told) >= _MOST * len(told):
        return without_prefixes([_QUOTED.sub("", line, count=1) for line in lines])
    if sum(line.lstrip()[0].isdigit() for line in told) >= _MOST * len(told) and _are_counted(told):
        return [_NUMBERED.sub("", line, count=1) for line in lines]
    return lines


def _are_counted(lines: Sequence[str]) -> bool:
    """Whether the numbers before lines grow from each to the next; that of a blank line can be missing."""
    numbers = [int(match[1]) for line in lines if (match := _NUMBERED.match(line))]
    steps = [below - above for above, below in pairwise(numbers)]
    return len(numbers) >= _MOST * len(lines) and all(0 < step <= 4 for step in steps)  # lines
