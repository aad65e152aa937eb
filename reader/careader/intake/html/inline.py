"""The inside of a block of text: its stretches, and its division at breaks or beside a link."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from careader.intake.days import day_at_edge, whole_day


@dataclass(slots=True)
class Inline:
    """The content of the present block of the walk, so far. A stretch is the text between two tags.

    Attributes:
        words: its stretches, and a line end for each break.
        linked: the number of link letters in each stretch.
        bold: the number of bold letters in each stretch.
        links: the address of the link in each stretch; "" for none.
        names: the classes of the elements in the block.
        times: the days and times that elements mark.
        authors: the names that elements mark as authors.
        asides: invisible words, and signs that link to the block itself.
    """

    words: list[str] = field(default_factory=list)
    linked: list[int] = field(default_factory=list)
    bold: list[int] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    times: list[str] = field(default_factory=list)
    authors: list[str] = field(default_factory=list)
    asides: list[str] = field(default_factory=list)

    def add(self, text: str, link: str, *, bold: bool) -> None:
        """Add a stretch of text."""
        letters = 0 if text.isspace() else len(text)
        self.words.append(text)
        self.linked.append(letters if link else 0)
        self.bold.append(letters if bold else 0)
        self.links.append(link if letters else "")

    def lines(self) -> Iterator[tuple[int, int]]:
        """For each line between breaks: its first stretch, and the stretch after its end."""
        begin = 0
        for at, text in enumerate([*self.words, "\n"]):
            if text == "\n":
                yield begin, at
                begin = at + 1


def lead_of(inline: Inline, begin: int, end: int, words: str) -> int:
    """The number of first letters of a block that are one link or bold; 0 for none, and for all.

    Args:
        inline: the stretches.
        begin: the first stretch of the block.
        end: the stretch after the end of the block.
        words: the text of the block.
    """
    at = begin
    while at < end and not inline.words[at].strip():
        at += 1
    if at == end or not (inline.links[at] or inline.bold[at]):
        return 0
    link, stop = inline.links[at], at
    while stop < end and (inline.links[stop] == link if link else inline.bold[stop]):
        stop += 1
    lead = len(" ".join("".join(inline.words[begin:stop]).split()))
    return lead if lead < len(words) else 0


_AROUND = " ()[]|·•–—:,-"
_LONGEST_DAY = 60  # the most letters of a day beside a link
_TITLE = 2  # the fewest blanks of a link that is a title before its text
_BESIDE = re.compile(r"[\s()\[\]|·•–—:,-]*(?:\d{1,4}[\s()\[\]]*|\d{1,2}[:.]\d\d[\s()\[\]|·•–—-]*)?")
"""Matches a time of day or a number of comments, which may be beside a link that is a title."""


def beside_link(inline: Inline, begin: int, end: int) -> list[tuple[int, int]]:
    """Divide a block with one link and only a day or a number beside it: the link becomes a block of its own.

    A day before a link with text behind becomes a block too: the link may be the title of this text.

    Returns:
        For each block: its first stretch, and the stretch after its end.
    """
    links = inline.links[begin:end]
    linked = [at for at, link in enumerate(links, begin) if link]
    if not linked or len(set(inline.links[linked[0] : linked[-1] + 1]) - {""}) > 1:
        return [(begin, end)]
    spans = [(begin, linked[0]), (linked[0], linked[-1] + 1), (linked[-1] + 1, end)]
    before, title, after = (" ".join("".join(inline.words[start:stop]).split()) for start, stop in spans)
    if not (before or after) or title.count(" ") < 1:
        return [(begin, end)]
    if all(not rest or _is_beside(rest) for rest in (before, after)):
        return spans
    is_bold = sum(inline.bold[linked[0] : linked[-1] + 1]) >= len(title)
    if before and (is_bold or title.count(" ") >= _TITLE) and _is_day(before):
        return [(begin, linked[0]), (linked[0], end)]
    return [(begin, end)]


def _is_dated_link(inline: Inline, begin: int, end: int) -> bool:
    """Whether a line is one link with only a day, a time or a number beside it."""
    if not any(inline.links[begin:end]):
        return False
    rest = "".join(inline.words[at] for at in range(begin, end) if not inline.links[at]).strip()
    return not rest or _is_beside(rest)


def _is_day(text: str) -> bool:
    return len(text) < _LONGEST_DAY and whole_day(text.strip(_AROUND)) is not None


def _is_beside(text: str) -> bool:
    return (len(text) < _LONGEST_DAY and _BESIDE.fullmatch(text) is not None) or _is_day(text)


_LONG_LINE = 80  # the fewest letters of a line that is a paragraph, not a line of an address or a verse


def paragraphs_of(inline: Inline) -> list[tuple[int, int]]:
    """Divide a block at its breaks into paragraphs.

    Two breaks divide. One break divides beside a line that is a title: a link, bold, or with a day. Where
    most lines are long, every break divides.

    Returns:
        For each paragraph: its first stretch, and the stretch after its end.
    """
    lines = list(inline.lines())
    texts = ["".join(inline.words[begin:end]).strip() for begin, end in lines]
    said = [text for text in texts if text]
    each = len(said) > 2 and sum(len(text) > _LONG_LINE for text in said) * 2 > len(said)
    spans: list[tuple[int, int]] = []
    apart = True
    for (begin, end), text in zip(lines, texts, strict=True):
        if not text:
            apart = True
            continue
        marked = max(sum(inline.linked[begin:end]), sum(inline.bold[begin:end])) >= 0.95 * len(text)
        marked = marked or (len(text) <= _LONG_LINE and day_at_edge(text) is not None)
        marked = marked or _is_dated_link(inline, begin, end)
        if apart or each or marked:
            spans.append((begin, end))
        else:
            spans[-1] = (spans[-1][0], end)
        apart = marked
    return spans
