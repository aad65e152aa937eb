"""Finding the blocks of text of a page and the boxes around them, in one walk through its tree."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from selectolax.lexbor import LexborNode

from careader.intake.html.inline import Inline, beside_link, lead_of, paragraphs_of
from careader.text import safe

INLINE = frozenset(
    """
    a abbr acronym b bdi bdo big br cite code data del dfn em font i img ins kbd label mark nobr picture q
    rp rt ruby s samp small source span strike strong sub sup time tt u var wbr
    """.split()
)
_NOTHING = frozenset(
    """
    script style template svg math iframe object embed canvas audio video map head noscript select textarea
    datalist input button progress meter frameset link meta base param track col colgroup rt rp
    """.split()
)
_BOLD = frozenset({"b", "strong", "big"})
_LARGE = re.compile(r"\s*(?:[4-7]|\+[1-4])\s*$")
"""Matches sizes of ``font`` that mark a title as bold does."""

_ROWS = frozenset({"div", "li", "section", "article", "td"})
_PARTS = frozenset({"a", "span", "time", "b", "strong", "em", "i", "small", "cite"})
"""Inline elements of which a style sheet makes blocks, in a row of a list."""

_PARTS_OF_CARD = 3  # the fewest parts of a row in a link
HEADINGS = {f"h{level}": level for level in range(1, 7)}

_TITLED = re.compile(r"(?:^|[\s_-])(?:title|headline)(?:$|\s)", re.IGNORECASE)
_UNSEEN = re.compile(
    r"(?:^|[\s_-])(?:sr-only|screen-reader(?:-text)?|visually-?hidden|assistive-text|a11y-hidden|offscreen)(?:$|[\s_-])",
    re.IGNORECASE,
)
_LABELLED = re.compile(
    r"(?:^|[\s_-])(?:kicker|eyebrow|overline|label|badge|rubric|category|flag)(?:$|\s)", re.IGNORECASE
)
_PERMALINKS = frozenset({"#", "¶", "§", "🔗", "[edit]", "edit"})
_DATED = re.compile(r"(?:^|[\s_-])(?:date|datetime|date-time)(?:$|[\s_-])", re.IGNORECASE)


_RUN_TOGETHER = re.compile(
    r"[^\W\d]\d{1,2}\.? [^\W\d]{3}"
    r"|[a-zà-ÿа-яё](?:Mon|Tue|Wed|Thu|Fri|Sat|Sun|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*"
    r"\.?,? \d"
    r"|[^\W\d]\d{1,4}[./-]\d{1,2}[./-]\d{1,4}"
)
"""Matches a day that only a style sheet sets apart from the word before it."""

_EMPTY_LINE = re.compile(r"\n[ \t\r]*\n\s*")
_LONGEST_LINE = 100  # the most letters of a line with a day


@dataclass(slots=True)
class Box:
    """An element that contains blocks of text.

    Attributes:
        tag: the tag of the element.
        names: its classes and its id, in small letters, each between spaces.
        parent: the box around the element; None for the page.
        furniture: the reason why its blocks belong to no article; "" where they may belong to an article.
        first: the index of its first block.
        end: the index after its last block.
        attributes: the attributes of the element.
        titled: whether it contains the headline of an article in a list.
    """

    tag: str
    names: str
    parent: "Box | None"
    furniture: str = ""
    first: int = 0
    end: int = 0
    attributes: dict[str, str | None] = field(default_factory=dict)
    titled: bool = False
    _level: int = -1

    @property
    def classes(self) -> str:
        """The classes of the element, as written, without the id, which differs in each box."""
        return self.attributes.get("class") or ""

    @property
    def level(self) -> int:
        """The level of the heading that the box is, or is in, from 1 (highest) to 6; 0 outside headings."""
        if self._level < 0:
            self._level = self._find_level()
        return self._level

    def _find_level(self) -> int:
        if self.tag in HEADINGS:
            return HEADINGS[self.tag]
        if self.attributes.get("role") == "heading":
            level = self.attributes.get("aria-level") or "2"
            return min(int(level), 6) if level.isdecimal() else 2
        may_stand_in_one = self.parent is not None and self.tag in ("div", "p", "header", "hgroup", "span")
        return self.parent.level if may_stand_in_one and self.parent is not None else 0

    def around(self) -> "Iterator[Box]":
        """This box and all boxes around it, from the innermost to the page."""
        box: Box | None = self
        while box is not None:
            yield box
            box = box.parent

    def within(self, other: "Box") -> bool:
        """Whether this box is ``other``, or is inside ``other``."""
        return other.first <= self.first and self.end <= other.end and any(b is other for b in self.around())


@dataclass(slots=True)
class Run:
    """A block of text.

    Attributes:
        text: its words on one line.
        box: the innermost box around it.
        names: the classes of the inline elements in it, as in `Box.names`.
        linked: the number of its letters in links.
        bold: the number of its bold letters.
        link: the address of its first link; "" for none.
        times: the days and times that elements in it mark.
        authors: the names that elements in it mark as authors.
        broken: whether line breaks, not tags, divide it from its neighbours.
        lead: the length of its first link or bold words, if the text begins with them and goes on; else 0.
        spaced: its words with a space between all elements, where the text has a slash or a day runs into the
            word before it; else "".
    """

    text: str
    box: Box
    names: str = ""
    linked: int = 0
    bold: int = 0
    link: str = ""
    times: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    broken: bool = False
    lead: int = 0
    spaced: str = ""

    @property
    def level(self) -> int:
        """The level of a heading, from 1 (highest) to 6; 0 for other blocks."""
        return self.box.level

    @property
    def whole_link(self) -> bool:
        """Whether nearly the whole block is a link."""
        if not self.link or (self.link[0] == "#" and self.level):  # a heading that links to its own place
            return False
        return self.linked >= 0.9 * len(self.text)

    @property
    def whole_bold(self) -> bool:
        """Whether nearly the whole block is bold."""
        return self.bold >= 0.95 * len(self.text)


@dataclass(slots=True)
class _Around:
    """What holds for the text that the walk is at.

    Attributes:
        box: the innermost box.
        link: where the link around it leads; "" for none.
        bold: whether it is bold.
        row: whether the child elements here are blocks, whatever their tags.
    """

    box: Box
    link: str
    bold: bool
    row: bool = False


def _is_row(node: LexborNode, *, in_link: bool) -> bool:
    """Whether the children of an element are parts of a row that a style sheet sets as blocks.

    Such a row has no text of its own. Its parts are elements of a line, each of another class, as many as a
    title and its text need, and a link is among them. In a card that is a link as a whole, three parts of
    several tags or classes are enough.
    """
    names: list[str] = []
    tags: list[str] = []
    linked = False
    child = node.child
    while child is not None:
        tag = child.tag or "-"
        if tag in _PARTS:
            names.append(child.attributes.get("class") or ("cite" if tag == "cite" else ""))
            tags.append(tag)
            linked = linked or tag == "a"
        elif tag not in ("-comment", "-text") or (tag == "-text" and (child.text_content or "").strip()):
            return False
        child = child.next
    if in_link and len(tags) >= _PARTS_OF_CARD and len({*zip(tags, names, strict=True)}) > 1:
        return True
    return linked and len(names) > 1 and all(names) and len(set(names)) == len(names)


def _is_run_together(words: str) -> bool:
    """Whether a block may have rates, or a day that only a style sheet sets apart from the word before it."""
    return "/" in words or (len(words) < _LONGEST_LINE and _RUN_TOGETHER.search(words) is not None)


class Walk:
    """The blocks of a page and their boxes, in page order.

    Attributes:
        runs: the blocks.
        boxes: the boxes, each after the box around it.
    """

    def __init__(self, root: LexborNode) -> None:
        self.runs: list[Run] = []
        page = Box("body", "", None)
        self.boxes: list[Box] = [page]
        self._inline = Inline()
        self._walk(root, page)
        page.end = len(self.runs)

    def _walk(self, root: LexborNode, page: Box) -> None:
        """Walk through a tree of any depth, without recursion."""
        around = _Around(page, "", bold=False)
        back: list[tuple[LexborNode, _Around]] = []
        node: LexborNode | None = root.child
        while node is not None or back:
            if node is None:
                node, outer = back.pop()
                if outer.box is not around.box:
                    self._flush(around.box)
                    around.box.end = len(self.runs)
                around = outer
            elif (inner := self._enter(node, around)) is not None and (child := node.child) is not None:
                back.append((node, around))
                around, node = inner, child
                continue
            node = node.next
        self._flush(page)

    def _enter(self, node: LexborNode, around: _Around) -> _Around | None:
        """Add a text, or begin an element; returns the state inside the element, None to skip it."""
        tag = node.tag or "-"
        if tag == "-text":
            text = (node.text_content or "").replace("\u00ad", "")  # soft hyphens
            if "\n" in text:
                text = self._divided(text) if around.box.tag == "pre" else text.replace("\n", " ")
            self._inline.add(text, around.link, bold=around.bold)
            return None
        if tag == "br":
            self._inline.add("\n", "", bold=False)
            return None
        if tag[0] in "-!" or tag in _NOTHING:
            return None
        attributes = node.attributes
        link = around.link
        if tag == "a":
            link = attributes.get("href") or ""
        if attributes and tag in INLINE and self._set_aside(node, tag, attributes):
            return None
        inline = tag in INLINE and not (
            attributes
            and (
                _TITLED.search(attributes.get("class") or "")
                or _TITLED.search(attributes.get("data-testid") or "")
            )
        )
        apart = (
            not inline
            or around.row
            or (tag == "time" and around.box.tag != "p")
            or self._opens_with_day(tag, attributes)
        )
        if apart:
            self._flush(around.box)
        if attributes and tag in INLINE:
            self._note(node, tag, attributes)
        box = self._box(tag, attributes, around.box) if apart else around.box
        bold = tag in _BOLD or (tag == "font" and _LARGE.match(attributes.get("size") or "") is not None)
        if not (apart or link != around.link or bold):
            return around
        return _Around(box, link, around.bold or bold, row=tag in _ROWS and _is_row(node, in_link=bool(link)))

    def _divided(self, text: str) -> str:
        """Add the paragraphs of a text that is set as written, which empty lines divide, but for the last."""
        *paragraphs, last = (part.replace("\n", " ") for part in _EMPTY_LINE.split(text))
        for paragraph in paragraphs:
            for words in (paragraph, "\n", "\n"):
                self._inline.add(words, "", bold=False)
        return last

    def _set_aside(self, node: LexborNode, tag: str, attributes: dict[str, str | None]) -> bool:
        """Set the words of an inline element aside if it is invisible, or a sign that links to its own block.

        Returns:
            Whether the element was such an element.
        """
        names = attributes.get("class") or ""
        if not (names and _UNSEEN.search(names)) and (tag != "a" or not attributes.get("href")):
            return False
        words = " ".join(node.text().split())
        if tag == "a" and not (names and _UNSEEN.search(names)) and words not in _PERMALINKS:
            return False
        if words:
            self._inline.asides.append(safe(words))
        return True

    def _opens_with_day(self, tag: str, attributes: dict[str, str | None]) -> bool:
        """Whether an inline element at the beginning of a block is a day or a label, not text."""
        names = attributes.get("class") or "" if attributes else ""
        dated = tag == "time" or (names and (_DATED.search(names) or _LABELLED.search(names)))
        return bool(dated) and all(words.isspace() for words in self._inline.words)

    def _box(self, tag: str, attributes: dict[str, str | None], parent: Box) -> Box:
        names = ""
        if attributes:
            said = (attributes.get(name) or "" for name in ("class", "id", "data-testid"))
            names = f" {' '.join(said)} ".lower()
        made = Box(tag, names, parent, "", len(self.runs), len(self.runs), attributes)
        self.boxes.append(made)
        return made

    def _note(self, node: LexborNode, tag: str, attributes: dict[str, str | None]) -> None:
        inline = self._inline
        names = attributes.get("class")
        if tag == "time":
            inline.times.append(attributes.get("datetime") or node.text().strip())
        own = f" {names or ''} ".lower()
        if names:
            inline.names.append(own)
        if (
            attributes.get("rel") == "author"
            or attributes.get("itemprop") == "author"
            or (names and ("author" in own or "byline" in own))
        ):
            inline.authors.append(" ".join(node.text().split())[:100])
        if attributes.get("itemprop") in ("datePublished", "dateCreated"):
            inline.times.append(attributes.get("content") or node.text().strip())

    def _flush(self, box: Box) -> None:
        inline = self._inline
        if not (inline.words or inline.asides):
            return
        self._inline = Inline()
        if inline.words:
            self._make_paragraphs(inline, box)
        for words in inline.asides:
            aside = Box("span", "", box, "", len(self.runs), len(self.runs) + 1, {"hidden": None})
            self.boxes.append(aside)
            self.runs.append(Run(words, aside))

    def _make_paragraphs(self, inline: Inline, box: Box) -> None:
        if "\n" not in inline.words:
            self._make_blocks(inline, 0, len(inline.words), box, broken=False)
            return
        spans = paragraphs_of(inline)
        for begin, end in spans:
            self._make_blocks(inline, begin, end, box, broken=len(spans) > 1)

    def _make_blocks(self, inline: Inline, begin: int, end: int, box: Box, *, broken: bool) -> None:
        """Make a block of the stretches from ``begin`` up to ``end``, or several, divided beside a link."""
        for start, stop in beside_link(inline, begin, end):
            self._make_block(inline, start, stop, box, broken=broken)

    def _make_block(self, inline: Inline, begin: int, end: int, box: Box, *, broken: bool) -> None:
        """Make a block of the stretches from ``begin`` up to ``end``, unless they are blank.

        Args:
            inline: the stretches.
            begin: the first stretch.
            end: the stretch after the last.
            box: the innermost box around the block.
            broken: as in `Run`.
        """
        words = safe(" ".join("".join(inline.words[begin:end]).split()))
        if not words:
            return
        self.runs.append(
            Run(
                words,
                box,
                "".join(inline.names),
                sum(inline.linked[begin:end]),
                sum(inline.bold[begin:end]),
                next(filter(None, inline.links[begin:end]), ""),
                tuple(inline.times),
                tuple(inline.authors),
                broken,
                lead_of(inline, begin, end, words),
                safe(" ".join(" ".join(inline.words[begin:end]).split())) if _is_run_together(words) else "",
            )
        )
