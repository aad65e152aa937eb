"""One walk through the tree of a page: its blocks of text, and the boxes that they stand in."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

from careader.intake.bounds import DEEPEST
from careader.intake.days import whole_day
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
    datalist input button progress meter frameset link meta base param track col colgroup
    """.split()
)
_BOLD = frozenset({"b", "strong", "big"})
_LARGE = re.compile(r"\s*(?:[4-7]|\+[1-4])\s*$")
"""Sizes of ``font`` that set a line apart as bold does."""

HEADINGS = {f"h{level}": level for level in range(1, 7)}
_FORMATTING = frozenset("a b big code em font i nobr s small strike strong tt u".split())
"""Elements that a parser opens anew in each paragraph, as long as they are not closed."""

_MOST_FORMATTING = 16
_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_CLOSE_THEMSELVES = frozenset("p li dt dd tr td th option optgroup tbody thead tfoot rp rt".split())
_TAG = re.compile(r"""<(/?)([a-zA-Z][a-zA-Z0-9-]*)\b(?:[^<>"']++|"[^"]{0,2000}"|'[^']{0,2000}'|["'])*+>""")
_PICTURE = re.compile(r"""data:[\w/+.-]{3,60}(?:;[\w=-]{1,40})*;base64,[A-Za-z0-9+/=%\s]{200,}""")
_TEMPLATE = re.compile(r"<(/?)template\b([^<>]{0,1000})>", re.IGNORECASE)
_FEW_TAGS = 3000  # fewer cannot be within each other so deep that it takes time
_TITLED = re.compile(r"(?:^|[\s_-])(?:title|headline)(?:$|\s)", re.IGNORECASE)
_DATED = re.compile(r"(?:^|[\s_-])(?:date|datetime|date-time)(?:$|[\s_-])", re.IGNORECASE)


@dataclass(slots=True)
class Box:
    """An element that blocks of text stand in.

    Attributes:
        tag: of the element.
        names: its classes and its id, in small letters, each between spaces.
        parent: the box around it; None for the page.
        furniture: why what stands in it belongs to no article; "" where it may.
        first: the index of its first block.
        end: the index behind its last block.
        attributes: of the element, where it has any.
        titled: whether the headline of an article of a list stands in it.
    """

    tag: str
    names: str
    parent: "Box | None"
    furniture: str = ""
    first: int = 0
    end: int = 0
    attributes: dict[str, str | None] = field(default_factory=dict)
    titled: bool = False

    def around(self) -> "Iterator[Box]":
        """This box and all around it, the innermost first."""
        box: Box | None = self
        while box is not None:
            yield box
            box = box.parent

    def within(self, other: "Box") -> bool:
        """Whether this box stands in another, or is it."""
        return other.first <= self.first and self.end <= other.end and any(b is other for b in self.around())


@dataclass(slots=True)
class Run:
    """A block of text.

    Attributes:
        text: its words on one line.
        box: the innermost box that it stands in.
        names: classes of the inline elements in it, as in `Box.names`.
        linked: the number of its letters that are links.
        bold: the number of its letters that are bold.
        link: the address that its first link leads to; "" for none.
        times: the days and times that it marks as such.
        authors: the names that it marks as an author's.
        broken: whether breaks, and no tags, set it apart.
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

    @property
    def level(self) -> int:
        """Of a heading 1 to 6, the uppermost 1; 0 for all else."""
        for box in self.box.around():
            if box.tag in HEADINGS:
                return HEADINGS[box.tag]
            if box.attributes.get("role") == "heading":
                level = box.attributes.get("aria-level") or "2"
                return min(int(level), 6) if level.isdecimal() else 2
            if box.tag not in ("div", "p", "header", "hgroup"):
                break
        return 0

    @property
    def whole_link(self) -> bool:
        """Whether it is a link from end to end."""
        return bool(self.link) and self.linked >= 0.9 * len(self.text)

    @property
    def whole_bold(self) -> bool:
        """Whether it is bold from end to end."""
        return self.bold >= 0.95 * len(self.text)


def tree_of(markup: str) -> LexborHTMLParser:
    """Parse a page whose elements are within each other no deeper than careader looks."""
    if "<template" in markup and "shadow" in markup:
        markup = _TEMPLATE.sub(_Shown(), markup)
    if "base64," in markup:
        markup = _PICTURE.sub("", markup)
    if markup.count("<") - markup.count("</") > _FEW_TAGS:
        markup = _flattened(markup)
    return LexborHTMLParser(markup)


class _Shown:
    """Makes a plain element of each template that a tool saved for what a script showed inside another."""

    def __init__(self) -> None:
        self._shown: list[bool] = []

    def __call__(self, match: re.Match[str]) -> str:
        if match[1]:
            shown = self._shown.pop() if self._shown else False
            return "</div>" if shown else match[0]
        self._shown.append("shadow" in match[2])
        return f"<div{match[2]}>" if self._shown[-1] else match[0]


def _flattened(markup: str) -> str:
    """A page without the tags of elements that are deeper than people write."""
    depth = formatting = 0
    parts: list[str] = []
    last = 0
    for match in _TAG.finditer(markup):
        name = match[2].lower()
        if name in _VOID or name in _CLOSE_THEMSELVES:
            continue
        step = -1 if match[1] else 1
        if name in _FORMATTING:
            over = max(formatting, formatting + step) > _MOST_FORMATTING
            formatting = max(formatting + step, 0)
        else:
            over = max(depth, depth + step) > DEEPEST
            depth = max(depth + step, 0)
        if over:
            parts += [markup[last : match.start()], " "]
            last = match.end()
    return "".join([*parts, markup[last:]]) if last else markup


@dataclass(slots=True)
class _Inline:
    """What was gathered of the block that the walk is in.

    Attributes:
        words: its stretches of text, and a line end for each break.
        linked: of each stretch, the number of its letters that are links.
        bold: of each stretch, the number of its letters that are bold.
        links: of each stretch, the address that it leads to.
        names: classes of the elements in it.
        times: the days and times that it marks as such.
        authors: the names that it marks as an author's.
    """

    words: list[str] = field(default_factory=list)
    linked: list[int] = field(default_factory=list)
    bold: list[int] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    times: list[str] = field(default_factory=list)
    authors: list[str] = field(default_factory=list)

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


@dataclass(slots=True)
class _Around:
    """What holds for the text that the walk is at: the box, the link and whether it is bold."""

    box: Box
    link: str
    bold: bool


class Walk:
    """The blocks of a page and their boxes, in page order.

    Attributes:
        runs: the blocks.
        boxes: the boxes, each behind the one that it stands in.
    """

    def __init__(self, root: LexborNode) -> None:
        self.runs: list[Run] = []
        page = Box("body", "", None)
        self.boxes: list[Box] = [page]
        self._inline = _Inline()
        self._walk(root, page)
        page.end = len(self.runs)

    def _walk(self, root: LexborNode, page: Box) -> None:
        """Go through the tree without calling itself: however deep it is."""
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
            elif (inner := self._enter(node, around)) is not None:
                if (child := node.child) is not None:
                    back.append((node, around))
                    around, node = inner, child
                    continue
                inner.box.end = max(inner.box.end, len(self.runs))
            node = node.next
        self._flush(page)

    def _enter(self, node: LexborNode, around: _Around) -> _Around | None:
        """Take a text, or begin an element; None where there is nothing to go into."""
        tag = node.tag or "-"
        if tag == "-text":
            text = node.text_content or ""
            self._inline.add(text.replace("\n", " ") if "\n" in text else text, around.link, bold=around.bold)
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
        inline = tag in INLINE and not (
            attributes
            and (
                _TITLED.search(attributes.get("class") or "")
                or _TITLED.search(attributes.get("data-testid") or "")
            )
        )
        apart = (
            not inline or (tag == "time" and around.box.tag != "p") or self._opens_with_day(tag, attributes)
        )
        if apart:
            self._flush(around.box)
        if attributes and tag in INLINE:
            self._note(node, tag, attributes)
        box = self._box(tag, attributes, around.box) if apart else around.box
        bold = tag in _BOLD or (tag == "font" and _LARGE.match(attributes.get("size") or "") is not None)
        if not (apart or link != around.link or bold):
            return around
        return _Around(box, link, bold=around.bold or bold)

    def _opens_with_day(self, tag: str, attributes: dict[str, str | None]) -> bool:
        """Whether an element within a line is the day that the block opens with, and no part of its text."""
        dated = tag == "time" or (attributes and _DATED.search(attributes.get("class") or ""))
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
        if not inline.words:
            return
        self._inline = _Inline()
        if "\n" not in inline.words:
            self._put(inline, 0, len(inline.words), box, broken=False)
            return
        spans = _paragraphs(inline)
        for begin, end in spans:
            self._put(inline, begin, end, box, broken=len(spans) > 1)

    def _put(self, inline: _Inline, begin: int, end: int, box: Box, *, broken: bool) -> None:
        """Make a block of some stretches; of a link with no more than a day beside it two."""
        for start, stop in _beside_link(inline, begin, end):
            self._make(inline, start, stop, box, broken=broken)

    def _make(self, inline: _Inline, begin: int, end: int, box: Box, *, broken: bool) -> None:
        """Make a block of some stretches, unless they are blank."""
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
            )
        )


_BESIDE = re.compile(r"[\s()\[\]|·•–—:,-]*(?:\d{1,4}[\s()\[\]]*|\d{1,2}[:.]\d\d[\s()\[\]|·•–—-]*)?")
"""What can stand beside a link that is a title, but a day: a time of day, or a number of comments."""


def _beside_link(inline: _Inline, begin: int, end: int) -> list[tuple[int, int]]:
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


def _paragraphs(inline: _Inline) -> list[tuple[int, int]]:
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
        if apart or each or marked:
            spans.append((begin, end))
        else:
            spans[-1] = (spans[-1][0], end)
        apart = marked
    return spans
