"""Finding the quotations of a draft: texts in quotation marks, and block quotes of Markdown. Pure.

Drafts use the marks of many languages: “…”, "…", «…», »…«, „…“, ”…”, ‘…’ and '…'. Of nested quotations, the
outermost quotation is taken. Code, link targets, tags and the head of a Markdown file are skipped.
"""

import html
import re
from collections.abc import Iterator
from typing import NamedTuple

from careader.text import plain_words, safe


class Quotation(NamedTuple):
    """A quotation: the line of the draft on which it begins, from 1, and the text between the marks."""

    line: int
    text: str


class _Mark(NamedTuple):
    """An opening mark.

    Attributes:
        start: the index of the mark.
        text: the index of the character after the mark.
        closing: the marks that can close the quotation.
    """

    start: int
    text: int
    closing: str


_FENCE = re.compile(r"\s*(?:```|~~~)")
_BLOCK_QUOTE = re.compile(r"[ \t]*>[ \t]?")
_NO_TEXT = re.compile(r"`[^`\n]+`|</?[A-Za-z][^<>\n]*>|\[\^[^\]\n]*\]")
_LINK = re.compile(r"!?\[([^\[\]\n]*)\]\((?:[^()\s]|\([^()\s]*\))*(?:\s+(?:\"[^\"\n]*\"|'[^'\n]*'))?\)")
_ESCAPED = re.compile(r"\\([\"'*_\[\]>])")
_SOURCE = re.compile(r"\n\s*(?:[—–]|--)[^\n]*\Z")  # the speaker, below a block quote

_MARKS = re.compile(r"[“”„‟\"«»‘’‚'‹›]")
_OF_MANY = re.compile(r"(?<=s)[’'](?=\s+[a-z](?:(?!\s['‘]\w).)*?[’'](?!\w))", re.DOTALL)
"""Matches the apostrophe of ``workers’ rights`` in a quotation whose single closing mark follows later."""
_YEARS = re.compile(r"['‘](?:\d0s\b|(?<=')\d\d\b)")
"""The apostrophe of ``the ’90s`` and of ``'24``."""
_OPENING = {"“": "”", "‟": "”", "„": "“”", "«": "»", "»": "«", "‹": "›", "›": "‹", "”": "”", '"': '"'}
"""The marks that open a quotation; for each mark, the marks that can close the quotation."""
_SINGLE = {"‘": "’", "‚": "‘’", "'": "'"}
"""The opening marks that can also be apostrophes; for each mark, the marks that can close the quotation."""


def quotations_in(draft: str) -> Iterator[Quotation]:
    """All quotations of a draft, in order.

    A quotation without a closing mark ends with its paragraph: in a quotation of several paragraphs, only the
    last paragraph has a closing mark.
    """
    for line, paragraph, in_block_quote in _paragraphs(safe(draft)):
        text = _ESCAPED.sub(r"\1", _LINK.sub(r"\1", _NO_TEXT.sub(" ", paragraph)))
        found = [*_quoted(text)]
        if in_block_quote and not found:
            found = [(0, _SOURCE.sub("", text))]
        for start, quoted in found:
            if plain_words(quoted):
                yield Quotation(line + text.count("\n", 0, start), " ".join(quoted.split()))


def _paragraphs(draft: str) -> Iterator[tuple[int, str, bool]]:
    """The paragraphs of a draft: the first line from 1, the text, and whether it is a block quote."""
    lines = draft.split("\n")
    first, paragraph, quoting, in_code = 1, list[str](), False, False
    for number, line in enumerate(lines[_head(lines) :], 1 + _head(lines)):
        if _FENCE.match(line):
            in_code = not in_code
        mark = _BLOCK_QUOTE.match(line)
        text = "" if in_code or _FENCE.match(line) else html.unescape(line[mark.end() :] if mark else line)
        if paragraph and (not text.strip() or bool(mark) is not quoting):
            yield first, "\n".join(paragraph), quoting
            paragraph = []
        if text.strip():
            if not paragraph:
                first, quoting = number, bool(mark)
            paragraph.append(text)
    if paragraph:
        yield first, "\n".join(paragraph), quoting


def _head(lines: list[str]) -> int:
    """The number of lines of the head of a Markdown file; two lines of dashes enclose the head."""
    if lines[0].rstrip() != "---":
        return 0
    return next((at + 1 for at, line in enumerate(lines) if at and line.rstrip() == "---"), 0)


def _quoted(text: str) -> Iterator[tuple[int, str]]:
    """The index of the opening mark, and the text, of each outermost quotation."""
    open_marks: list[_Mark] = []
    inner: list[tuple[int, str]] = []  # complete quotations after an opening mark that is still open
    for found in _MARKS.finditer(text):
        at, mark = found.span()[0], found[0]
        before, after = text[at - 1 : at] or " ", text[at + 1 : at + 2] or " "
        if (mark in "'’" and _OF_MANY.match(text, at)) or _YEARS.match(text, at):
            continue
        if (closed := _closed(open_marks, mark, before, after)) is not None:
            opened = open_marks[closed]
            del open_marks[closed:]
            if open_marks:
                inner.append((opened.start, text[opened.text : at]))
            else:
                inner.clear()
                yield opened.start, text[opened.text : at]
        elif closing := _opened(mark, before, after):
            open_marks.append(_Mark(at, at + 1, closing))
    open_marks = [mark for mark in open_marks if mark.closing not in _SINGLE.values()]
    if not open_marks:
        yield from inner
        return
    # An opening mark without a closing mark: its text ends where the next quotation begins.
    starts = sorted([*(mark.start for mark in open_marks), *(start for start, _ in inner)])
    ends = dict(zip(starts, [*starts[1:], len(text)], strict=True))
    unclosed = [(mark.start, text[mark.text : ends[mark.start]]) for mark in open_marks]
    yield from sorted([*unclosed, *inner])


def _closed(open_marks: list[_Mark], mark: str, before: str, after: str) -> int | None:
    """The index in ``open_marks`` of the mark that ``mark`` closes; None where ``mark`` closes no mark.

    Args:
        open_marks: the opening marks that are not closed yet.
        mark: the mark.
        before: the character before the mark.
        after: the character after the mark.
    """
    if mark in "'’‘" and after.isalnum():
        return None  # an apostrophe, or an opening mark
    if mark in '"“«»' and before.isspace() and after.isalnum():
        return None  # a quotation within a quotation
    for at in range(len(open_marks) - 1, -1, -1):
        if mark in open_marks[at].closing:
            return at
        if mark not in "'’‘" and open_marks[at].closing in _SINGLE.values():
            continue  # the open mark was an apostrophe
        break
    return None


def _opened(mark: str, before: str, after: str) -> str:
    """The marks that can close a quotation that ``mark`` opens; "" where ``mark`` opens no quotation.

    Args:
        mark: the mark.
        before: the character before the mark.
        after: the character after the mark.
    """
    if before.isalnum() or (mark in _SINGLE and after.isspace()):
        return ""  # an apostrophe, or the sign of inches or minutes
    if mark in "”»›" and not (after.isalnum() or after in "[(…$€£'‘"):
        return ""
    return _OPENING.get(mark) or _SINGLE.get(mark, "")
