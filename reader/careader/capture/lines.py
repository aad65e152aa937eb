"""The lines of a page, without additions that a program made to all lines.

Such additions are quotation signs or numbers before each line, a tag at the end of each line, and more blanks
between words.
"""

import re
from collections.abc import Sequence
from itertools import pairwise, repeat
from operator import contains

_QUOTED = re.compile(r"[ \t]{0,3}(?:[>|](?: |\t|(?=[>|])|$))+")
_IN_QUOTES = re.compile(r'^\s*"(.*)"\s*$')
_NUMBERED = re.compile(r"[ \t]{0,7}(\d{1,6})(?:[:.)|]|[ \t]*[|│]|\t| {1,4})(?:[ \t]|$)?")
_MOST = 0.9  # the least share of the lines that have the addition
_FEWEST = 8  # lines

_BREAK = re.compile(r"[ \t]*<br\s*/?>[ \t]*$", re.IGNORECASE)
_SPACED = re.compile(r"(?<=\S) {2,}(?=\S)")


def lines_of(text: str) -> list[str]:
    """The lines of a page, with every word and without additions."""
    # To seek one character is ten times as fast as to seek two.
    if "\u00a0" in text and text.count("\u00a0") > text.count(" "):
        text = text.replace("\u00a0", " ")
    slashed = "\\" in text
    if slashed and text.count("\n") < _FEWEST <= text.count("\\n"):  # the lines as signs
        text = text.replace("\\r", "").replace("\\n", "\n")
    if slashed and "\\|" in text:  # a sign that a converter escaped
        text = text.replace("\\|", "|")
    lines = text.split("\n")
    if slashed and "\\\n" in text:  # a break of Markdown
        lines = [line.removesuffix("\\") for line in lines]
    if "<" in text and ("<br" in text or "<BR" in text):
        lines = [_BREAK.sub("", line) for line in lines]
    if _are_spaced(lines):
        lines = [_SPACED.sub(" ", line) for line in lines]
    return without_prefixes(lines)


def _are_spaced(lines: Sequence[str]) -> bool:
    """Whether more than a quarter of the lines have more than one blank between most of their words."""
    told = [line for line in map(str.strip, lines) if line]
    fewest = len(told) // 4
    within = sum(map(contains, told, repeat("  ")))  # a fast test: at least as many as such lines
    return within > fewest < sum(map(_is_spaced, told))


def _is_spaced(line: str) -> bool:
    """Whether most words of a line have more than one blank between them."""
    return 2 * line.count("  ") > len(line.split()) > 3  # words


def without_prefixes(lines: list[str]) -> list[str]:
    """The lines of a page without the quotation sign or number before nearly all lines, if any."""
    if not _may_have_prefixes(lines[:400]):
        return lines
    begins = "".join([line[0] for line in map(str.lstrip, lines[:400]) if line])
    if len(begins) < _FEWEST:
        return lines
    if begins.count('"') >= _FEWEST and _are_in_quotes(lines[:400]):
        return [_IN_QUOTES.sub(r"\1", line).replace('""', '"') for line in lines]
    if begins.count(">") + begins.count("|") >= _MOST * len(begins):
        return without_prefixes([_QUOTED.sub("", line, count=1) for line in lines])
    if sum(map(str.isdigit, begins)) >= _MOST * len(begins) and _are_counted(lines[:400]):
        return [_NUMBERED.sub("", line, count=1) for line in lines]
    return lines


def _may_have_prefixes(lines: Sequence[str]) -> bool:
    """Whether nearly all lines may begin with a sign or number: a fast test that reads few lines."""
    others = (1 - _MOST) * len(lines)
    for line in reversed(lines):  # rates, which may have no signs before them, are above the text
        begin = line.lstrip()[:1]
        if begin and begin not in '">|' and not begin.isdigit() and "=" not in line:
            others -= 1
            if others < 0:
                return False
    return True


def _are_in_quotes(lines: Sequence[str]) -> bool:
    """Whether quotation signs stand around nearly all lines except the rates."""
    told = [line for line in map(str.strip, lines) if line and "=" not in line]
    return sum(line[0] == line[-1] == '"' for line in told) >= _MOST * len(told)


def _are_counted(lines: Sequence[str]) -> bool:
    """Whether the numbers before lines increase from line to line. Numbers of blank lines can be missing."""
    numbers = [int(match[1]) for line in lines if (match := _NUMBERED.match(line))]
    steps = [below - above for above, below in pairwise(numbers)]
    counted = len(numbers) >= _MOST * sum(map(bool, map(str.strip, lines)))
    return counted and all(0 < step <= 4 for step in steps)  # lines
