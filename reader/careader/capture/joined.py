"""Parting lines that a tool has joined: all rates in one line, or all blocks without a blank between them."""

import re
from bisect import bisect
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from careader.capture.days import DAY_WITHIN
from careader.capture.models import Problem
from careader.patterns import late

_LONG = 150  # the fewest characters of a line with several rates
_FEW = 3  # the fewest rates in one line that show that lines are joined
_RATE = late(
    r"(?:[•·*|-][ \t]*)?(\b[A-Z]{3}/[A-Z]{3}\s*=\s*\d+(?:\.\d+)?\s+[+-]?\d+(?:\.\d+)?%)[ \t]*(?:\|[ \t]*)?"
)
_DAY_FIRST = late(rf"\s*({DAY_WITHIN})(?:\s+|(?=[A-Z]))", re.IGNORECASE)
_LONG_TEXT = 500  # the fewest characters of a line in which a tool has joined blocks
_END_GLUED = late(r"(?<=[^\W\d_A-Z]{2}[.!?])(?=[A-Z“])|(?<=[.!?]”)(?=[A-Z“])|(?<=[.!?…]['\")’])(?=[A-Z“])")
_MAY_END_GLUED = [(sign, re.compile(rf"[{sign}][\"'’”)]?[A-Z“]")) for sign in ".!?…"]
"""The signs that end a sentence, each with a pattern that finds the sign fast. One of the patterns matches in
every line in which `_END_GLUED` matches."""
_WORD_GLUED = late(
    r"(?<=[^\W\d_A-Z][^\W\d_A-Z])(?=[A-Z](?:[^\W\d_A-Z]|\s))|(?<=\d{4})(?=[A-Z])|(?<=[)”?!])(?=[A-Z])"
)
_RUN = re.compile(r"[^\W\d_]+")
_NAMES = re.compile(
    r"(?:You|Whats|Linked|Tik|Pay|Face|Insta|Mc|Mac|Kaz|Uz|Gaz|Kyrgyz|Tajik|Turkmen|Eco|Euro|Air|Chat|Deep|Open)$"
)
"""Matches the first part of names with a capital inside, such as YouTube or KazMunayGas."""
JOINED = "a tool has joined the lines of this page, and careader has parted them where their words show it"
"""The problem of a page whose lines were parted."""


def part_lines(lines: list[str]) -> list[str]:
    """The lines of a page, parted where a tool has joined them; the same list where it has not."""
    long = [line for line in lines if len(line) >= _LONG]
    if not any(map(_has_joined, long)):
        return lines
    return [part for line in lines for part in _parted(line)]


def problems_of_joined(lines: Sequence[str], parted: Sequence[str]) -> Iterator[Problem]:
    """The problem of a page whose lines were parted."""
    if len(parted) > len(lines):
        yield Problem(1, JOINED)


def _has_joined(line: str) -> bool:
    if len(line) < _LONG:
        return False
    return _has_rates(line) or (len(line) >= _LONG_TEXT and _is_glued(line))


def _has_rates(line: str) -> bool:
    return line.count("%") >= _FEW <= line.count("/") and sum(1 for _ in _RATE.finditer(line)) >= _FEW


def _is_glued(line: str) -> bool:
    """Whether sentences follow one another without a blank, as where a tool drops the ends of blocks."""
    may_be = any(sign in line and ends.search(line) is not None for sign, ends in _MAY_END_GLUED)
    return may_be and len(_END_GLUED.findall(line)) >= _FEW


def _parted(line: str) -> Iterator[str]:
    if not _has_joined(line):
        yield line
        return
    begin = 0
    if _has_rates(line):
        for match in _RATE.finditer(line):
            yield from _blocks(line[begin : match.start()])
            yield match[1]
            begin = match.end()
        if day := _DAY_FIRST.match(line, begin):
            yield day[1]
            begin = day.end()
    yield from _blocks(line[begin:])


def _blocks(text: str) -> Iterator[str]:
    """The blocks of a text; the text itself where nothing shows its blocks."""
    text = text.strip()
    if not text:
        return
    if not _is_glued(text):
        yield text
        return
    often = Counter(_RUN.findall(text))
    runs = list(_RUN.finditer(text))
    starts = [run.start() for run in runs]
    cuts = {match.start() for match in _END_GLUED.finditer(text)}
    for match in _WORD_GLUED.finditer(text):
        at = match.start()
        before = bisect(starts, at) - 1
        run = runs[before] if before >= 0 else None
        named = run is not None and run.start() < at < run.end()
        if not named or (run and often[run[0]] == 1 and not _NAMES.search(text[run.start() : at])):
            cuts.add(at)
    bounds = [0, *sorted(cuts), len(text)]
    for start, end in pairwise(bounds):
        if block := text[start:end].strip():
            yield block
