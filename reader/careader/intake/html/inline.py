"""The inside of a block of text: its stretches, and where breaks or a link set parts of it apart."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from careader.intake.days import day_at_edge, whole_day


@dataclass(slots=True)
class Inline:
    """What was gathered of the block that the walk is in.

    Attributes:
        words: its stretches of text, and a line end for each break.
        linked: of each stretch, the number of its letters that are links.
        bold: of each stretch, the number of its letters that are bold.
        links: of each stretch, the address that it leads to.
        names: classes of the elements in it.
        times: the days and times that it marks as such.
        authors: the names that it marks as an author's.
        asides: what is not seen, or but a sign that links to it.
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
        """Where each line between breaks begins and ends among the stretches."""
        begin = 0
        for at, text in enumerate([*self.words, "\n"]):
            if text == "\n":
                yield begin, at
                begin = at + 1


def lead_of(inline: Inline, begin: int, end: int, words: str) -> int:
    """How many letters of a block, from the first, are one link or bold; 0 for none, or where all are."""
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


_BESIDE = re.compile(r"[\s()\[\]|·•–—:,-]*(?:\d{1,4}[\s()\[\]]*|\d{1,2}[:.]\d\d[\s()\[\]|·•–—-]*)?")
"""What can stand beside a link that is a title, but a day: a time of day, or a number of comments."""


def beside_link(inline: Inline, begin: int, end: int) -> list[tuple[int, int]]:
    """Where a link ends that has no more beside it than a day: that is a block of its own."""
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
    return [(begin, end)]


def _is_beside(text: str) -> bool:
    return len(text) < 60 and (_BESIDE.fullmatch(text) or whole_day(text.strip(" ()[]|·•–—:,-"))) is not None


_LONG_LINE = 80  # letters of a line that is a paragraph and no part of an address or a verse


def paragraphs_of(inline: Inline) -> list[tuple[int, int]]:
    """The paragraphs of a block with breaks in it: apart by two, or by one beside a line that is a title.

    Where most lines are long, each is a paragraph.
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
        if apart or each or marked:
            spans.append((begin, end))
        else:
            spans[-1] = (spans[-1][0], end)
        apart = marked
    return spans
