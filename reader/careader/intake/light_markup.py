"""Reading the lightweight markup of wikis and converters: it is turned into Markdown, and read as Markdown.

Each *dialect* is a row of steps, each a pattern and the Markdown in its place. Only signs that such a page
has around its words change, so every word stays.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from html import unescape

from careader.intake.markdown import page_of_markdown
from careader.intake.models import WITHOUT_LEVELS, Page
from careader.intake.plain_text import text_of

Step = tuple[str, str | Callable[[re.Match[str]], str]]
"""A pattern, in which ``^`` and ``$`` match at every line, and the text in place of each match."""


def open_light_markup(data: bytes, dialect: str) -> Page:
    """Read a page in lightweight markup.

    Args:
        data: the content of the file.
        dialect: one of `sniffing.DIALECTS`.

    Raises:
        CaptureError: the file is too large, or not text.
    """
    text, note = text_of(data)
    fields = _fields_of(text) if dialect == "Org" else {}
    markdown = to_markdown(text, dialect)
    if "title" in fields:  # the title of the file is above all its headings
        markdown = re.sub(r"(?m)^(?=#{1,5} )", "#", markdown)
    if dialect in WITHOUT_LEVELS and _is_flat(_HEADING.findall(markdown)):
        notes = (note,) if note else ()
        return Page(_ONLY_MARKS.sub("", _LINK_WITHIN.sub(r"\1", markdown)), dialect, notes=notes)
    return page_of_markdown(markdown, fields, form=dialect, note=note)


_FIELD = re.compile(r"^[ \t]*#\+(title|author|date):[ \t]*(\S.*?)[ \t]*$", re.IGNORECASE | re.MULTILINE)
_TOP = 4096  # the first letters of a file, which hold its fields


def _fields_of(text: str) -> dict[str, str]:
    """The fields at the top of a file in Org mode, such as ``#+title:``, named as in `split_front`."""
    names = {"title": "title", "author": "author", "date": "published"}
    return {names[name.lower()]: words.strip("<>[]") for name, words in _FIELD.findall(text[:_TOP])}


_MOST = 0.8  # the least share of the headings with one level that shows that levels are lost
_HEADING = re.compile(r"^(#{1,6}) ", re.MULTILINE)
_LINK_WITHIN = re.compile(
    r"(?m)(?:(?<=[^\n\]])|(?=\[[^\[\]\n]{1,2000}\]\([^()\s]{0,2000}\)[^\n]))\[([^\[\]\n]{1,2000})\]\([^()\s]{0,2000}\)"
)
_ONLY_MARKS = re.compile(
    r"^(?:#{1,6} |</?(?:div|figure|figcaption)\b[^<>\n]*>(?:<figcaption>|</figure>)?$)", re.MULTILINE
)


def _is_flat(levels: Sequence[str]) -> bool:
    """Whether nearly all headings of a page have one level."""
    usual = Counter(levels).most_common(1)
    return not usual or usual[0][1] >= max(_MOST * len(levels), 2)


def to_markdown(text: str, dialect: str) -> str:
    """Turn a text in a dialect (`sniffing.DIALECTS`) into Markdown."""
    if dialect == "reStructuredText":
        text = "\n".join(_underlined(list(_boxed(text.split("\n")))))
    steps = _STEPS[dialect]
    if dialect in _BY_LINE and max(map(len, text.split("\n"))) > _WRAPPED:
        steps = (*steps, _PARAGRAPHS)
    for pattern, words in (_ENTITY, *steps):
        text = re.sub(pattern, words, text, flags=re.MULTILINE)
    return text


_ENTITY: Step = (r"&(?:#\d{1,5}|[a-z]{2,8});", lambda match: unescape(match[0]))


def _marks(level: int, words: str) -> str:
    """A heading of Markdown, whose words were perhaps broken over lines."""
    return f"\n{'#' * min(level, 6)} {_one_line(words)}\n"


def _one_line(words: str) -> str:
    return " ".join(words.split())


def _link(words: int | str, address: int | str = 0) -> Callable[[re.Match[str]], str]:
    """A link of Markdown from the groups of a match; without a group for the address, the words alone."""

    def made(match: re.Match[str]) -> str:
        to = "".join(match[address].split()) if address else ""
        to = to.translate(_IN_ADDRESS)
        said = _one_line(match[words])
        return f"[{said}]({to or '#'})" if address and said else said

    return made


_IN_ADDRESS = {ord("("): "%28", ord(")"): "%29", ord("["): "%5B", ord("]"): "%5D"}


_ITEM = r"(?:[ \t]*(?:[-*+]|\d{1,3}\.)\.?[ \t]+)?"  # an item of a list can begin with a heading
_PARAGRAPHS: Step = (r"\n(?=[^\n])", "\n\n")  # each line is a paragraph
_BLOCKS = "p|ul|ol|li|div|blockquote|table|tbody|thead|tr|td|th|figure|figcaption|dl|dt|dd"
_TAG: Step = (
    r"</?(?:HTML|html)>|(</?(?:" + _BLOCKS + r")\b[^<>\n]{0,300}>)",
    lambda match: f"\n{match[1]}\n" if match[1] else "",
)
"""A tag of HTML, which Markdown wants on a line of its own."""


def _heading(*, from_six: bool = False) -> Callable[[re.Match[str]], str]:
    """A heading of Markdown whose level is the number of signs; seven less that number in some wikis.

    The first group of the match is the signs, the second group the words.
    """

    def made(match: re.Match[str]) -> str:
        level = len(match[1])
        return _marks(7 - level if from_six else level, match[2])

    return made


def _cells(match: re.Match[str]) -> str:
    """The cells of a row of a table, each on a line of its own."""
    cells = [cell.strip() for cell in re.split(r"\s*(?:\|\||!!|\|)\s*", match[1])]
    return "\n\n".join(["", *filter(None, cells), ""])


_CAPTION = "<figure><figcaption>\n{}\n</figcaption></figure>"

_NO_CELL = {ord(sign): " " for sign in "[],"}

_ORG: tuple[Step, ...] = (
    # a heading that a program broke
    (r"^(\*{1,6}[ \t]+\S.*(?<=.{55}))\n(?![ \t]*[*#:|+-])(\S.*)(?=\n[ \t]*(?:\n|:PROPERTIES:))", r"\1 \2"),
    (r"^[ \t]*:(?:PROPERTIES|END|LOGBOOK|[A-Z_]{2,30}):.*\n?", ""),
    (r"^[ \t]*#\+caption:[ \t]*(.*)$", lambda match: _CAPTION.format(match[1])),
    (r"^[ \t]*#\+\w+.*$", ""),
    (r"\[\[[^\[\]]{0,2000}\.(?:jpe?g|png|gif|webp|svg)\]\]", ""),
    (r"\[\[([^\[\]]{0,2000})\]\[([^\[\]]{1,2000})\]\]", _link(2, 1)),
    (r"\[\[([^\[\]]{1,2000})\]\]", _link(1)),
    (r"<<[^<>\n]{1,200}>>", ""),
    (r"</?class(?: [^<>\n]{0,200})?>", ""),  # Muse
    (r"^#[\w-]+$", ""),
    (r"</?verbatim>", ""),
    (r"^(?:(?:[ \t]*-[ \t]+)?(?=\*)|[ \t]+(?=\*\*))(\*{1,6})[ \t]+(\S.*)$", _heading()),
    (r"(?<![\w/:])/(?=[^\s/])([^/\n]{1,300}[^\s/])/(?![\w/])", r"_\1_"),
    (r" --- ", " — "),
    (r"\\\\$", "  "),
)
"""Org mode of Emacs, and Muse."""

_ASCIIDOC: tuple[Step, ...] = (
    (r"^\[\[[^\[\]\n]{1,200}\]\]$", ""),
    (r"^\[(?:[.#%][^\[\]\n]{0,300}|[^\[\]\n]{0,300}=[^\[\]\n]{0,300}|[a-z]{2,12})\]$", ""),
    (r"\bimage::?[^\s\[\]]{0,2000}\[[^\[\]]{0,2000}\]", ""),
    (
        r"(?<![^\s#(>*_])(?:link:|(?=https?://|mailto:|/[^\s\[\]]{0,200}://))(?:\+\+)?([^\s\[\]]{0,2000}?)(?:\+\+)?\[([^\[\]]{1,2000})\]",
        _link(2, 1),
    ),
    (r"\[\.[\w .-]{1,200}\]#([^#\n]{1,2000}(?:\n[^#\n]{1,2000}){0,4})#", r"\1"),
    # Haddock
    (r"<<[^<>]{1,2000}>>", ""),
    (r"<((?:/|#|https?:)[^\s<>]{0,2000})\s([^<>]{1,2000})>", _link(2, 1)),
    (r"^#[\w-]+#$", ""),
    # Typst
    (
        r"^[ \t]*(?:table\.header\()?((?:\[[^\[\]\n]{0,500}\],?[ \t]*){2,})\)?,?$",  # the cells of a row
        lambda match: "\n\n".join(["", *re.findall(r"\[([^\[\]\n]+)\]", match[1]), ""]),
    ),
    (r"^[ \t]*(?:#figure\(|align\(\w+\)\[#?table\(|#?table\()[ \t]*$", ""),
    (r"^[ \t]*(?:columns|align|rows|gutter|stroke|inset|fill): ?[^\n]{0,300},$", ""),
    (r"^[ \t]*(?:table\.hline\(\),?|\)\]?,?|,? ?kind: table,?)[ \t]*$", ""),
    (
        r"^[ \t]*(?:(?:caption: )?\[|\]|\)|#(?:figure|align|table)\(.*|#\w+(?:\([^()\n]{0,300}\))?\[)$",
        "",
    ),
    (r"^[ \t]*(?:(?:columns|align|, kind): .*|table\.\w+\(.*)$", ""),
    (
        r"^[ \t]*(?:\[[^\[\]\n]{0,2000}\],[ \t]?){2,}$",
        lambda match: f"{' '.join(match[0].translate(_NO_CELL).split())}  ",
    ),
    (r"^<[\w-]+>$", ""),
    (r"#link\(\"?([^()\"\n]{0,2000})\"?\)\[([^\[\]]{1,2000})\]", _link(2, 1)),
    (r"#\w+(?:\([^()\n]{0,300}\))?\[([^\[\]\n]{0,2000})\]", r"\1"),
    # all three
    ("^" + _ITEM + r"(={1,6})[ \t]+(\S.*)$", _heading()),
    (r"\\([/\"'`@<>])", r"\1"),
    (r"^\.(?=[^\s.])(.*)\n(?=\n)", lambda match: f"{_CAPTION.format(match[1])}\n"),
    (r"^\.{1,5}[ \t]+(?=\S)", "1. "),
    (r"^(?:_{4,}|={4,}|-{4,}|\*{4,}|\+{4,}|\.{4,}|--|\|===|'{3,})$", ""),
    (r"^[a-z]?\|(?!\|)(.*)$", _cells),
    (r"[ \t]\+$", "  "),
    (r"\+\+\+?([^+\n]{1,200})\+\+\+?", r"\1"),
    (r"\{(?:empty|blank|nbsp|sp)\}", ""),
    (r"\"`|`\"", '"'),
)
"""AsciiDoc, Haddock and Typst: a heading begins with equals signs, and nothing ends it."""


def _wiki(*, from_six: bool) -> tuple[Step, ...]:
    """The steps for wikis, whose headings stand between equals signs.

    Args:
        from_six: whether the highest headings have six signs, as in DokuWiki, not one, as in MediaWiki.
    """
    return (
        _TAG,
        (r"^(?:[ \t]{2,12}-|#{1,6})[ \t]+", "1. "),
        (r"^[ \t]*([#*])[#*]{0,6}\.?[ \t]+", lambda match: "1. " if match[1] == "#" else "* "),
        (r"<span id=\"[^\"\n]{0,300}\"></span>", ""),
        (r"^[;:][ \t]+(?=\S)", "" if from_six else "\n"),  # the terms of a list, and what they mean
        (r"\{\{/?\w+[^{}\n|]{0,300}/?\}\}", ""),  # XWiki
        (r"^\(\(\(|\)\)\)$|^\(%[^%\n]{0,300}%\)|\(%[^%\n]{0,300}%\)", ""),
        (r"\[\[(?:File|Image|image):[^\[\]]{0,2000}\]\]|\{\{[^{}]{0,2000}\}\}", ""),
        (r"\[\[([^\[\]|>]{0,2000})(?:\|\|?)([^\[\]]{1,2000})\]\]", _link(2, 1)),
        (r"\[\[([^\[\]]{1,2000}?)>>([^\[\]]{0,2000})\]\]", _link(1, 2)),
        (r"\[\[([^\[\]]{1,2000})\]\]", _link(1)),
        (r"\[((?:https?://|mailto:)[^\s\[\]]{1,2000})\s([^\[\]\n]{1,2000})\]", _link(2, 1)),
        (
            "^" + _ITEM + r"[ \t]{0,3}(={1,6})[ \t]*([^\s=].*?)[ \t]*={1,6}[ \t]*$",
            _heading(from_six=from_six),
        ),
        (r"'{2,3}|(?<!:)//(?=\S)(?<![\w/]//)|(?<=[^\s:/])//(?!\w)", ""),
        (r"^(?:\{\||\|\}|\|-).*$", ""),
        (r"^[|!^]+(?!\})(.*?)[|^]*$", _cells),
        (r"\\\\(?:[ \t]|$)", "  "),
    )


_TEXTILE: tuple[Step, ...] = (
    (r"\{/?(?:anchor|panel|quote|color|noformat|code|div|section|column)\b[^{}\n]{0,300}\}", ""),
    _TAG,
    (r"^#{1,6}[ \t]+", "1. "),
    (
        "^" + _ITEM + r"h([1-6])(?:\([^()\n]{0,300}\)|\{[^{}\n]{0,300}\})*\.[ \t]+(.*)$",
        lambda match: _marks(int(match[1]), match[2]),
    ),
    (r"^(?:p|bq|div|fn\d{1,3})(?:\([^()\n]{0,300}\)|\{[^{}\n]{0,300}\})*\.[ \t]+", ""),
    (r"!(?=\S)[^!\n]{1,2000}!(?::\S{1,2000})?", ""),
    (
        r"(?<![\w=])\"(?:\([^()\"\n]{0,300}\))?([^\"\n]{1,1000})\":((?:https?://|mailto:|[/#.\w])[^\s\"]{0,2000}|$|(?=\s))",
        _link(1, 2),
    ),
    (r"\[([^\[\]|\n]{1,1000})\|([^\[\]|\n]{0,2000})(?:\|[^\[\]\n]{0,100})?\]", _link(1, 2)),
    (r"%(?:\([^()\n]{0,300}\)|\{[^{}\n]{0,300}\})([^%\n]{1,2000})%", r"\1"),
    (r"^\|+(.*?)\|*$", _cells),
    (r"\\([\[\]{}|#*_!-])", r"\1"),
)
"""Textile and Jira's markup: a heading begins with ``h2.``."""

_RST: tuple[Step, ...] = (
    (r"\|([^|\n]{1,200})\|(?=\s|$)(?<!\|)", lambda match: "" if match[1].startswith("image") else match[0]),
    (r"`([^`<>]{1,2000})\s<([^`<>]{0,2000})>`__?", _link(1, 2)),
    (r"`([^`<>]{1,1000})`__?(?!\w)", _link(1)),
    (r"^[ \t]*\+[-=+]{3,}\+[ \t]*$|^[ \t]*=[= \t]+=[ \t]*$", ""),
    (r"^([ \t]*)\|[ \t](.*[^|\n])$", r"\1\2  "),
    (r"^([ \t]*)#\.[ \t]", r"\g<1>1. "),
    (r"\\ ", ""),
    (r"::$", ":"),
)
"""reStructuredText, after its boxes and underlined headings are Markdown (`_boxed`, `_underlined`)."""


_BEHIND = re.compile(r"(.*) \((https?://[^\s()]+)\)$")
_OF_MAN: dict[str, str] = {
    "lq": "“",
    "rq": "”",
    "cq": "’",
    "oq": "‘",
    "em": "—",
    "en": "–",
    "aq": "'",
    "dq": '"',
}

_MAN: tuple[Step, ...] = (
    (r"\\c\n(?=\.pdfhref [WL])", ""),  # the link goes on in the line
    (r"\.pdfhref [WL] -D \"([^\"\n]{0,2000})\".*\n -- \"([^\"\n]{0,1000})\"(?:\n\\&)?", _link(2, 1)),
    (r"\n(?:\.nr .*\n)?T\}\tT\{\n(?:\.nr .*\n)?", " | "),  # between the cells of a table
    (r"^T\{\n(?:\.nr .*\n)?|^T\}$", ""),
    (r"^([^.\n].{0,50}[^.?!,;:\n])\n(?=[A-Z\d])", r"\1\n\n"),
    (r"\\\[bu\]|\\\(bu", "•"),
    (r"\\f\[?[A-Z]*\]?|\\&|\\c$", ""),
    (
        r"\\\[(?:lq|rq|cq|oq|em|en|aq|dq)\]|\\\((?:lq|rq|cq|oq|em|en|aq|dq)",
        lambda match: _OF_MAN[match[0][2:4]],
    ),
    (r"\\\[u([0-9A-F]{4,5})\]", lambda match: chr(int(match[1], 16))),
    (r"\\(?=[-'`. ])", ""),
    (
        r"^\.(?:SH|SS|NH)(?:[ \t]+(\d))?[ \t]*\n(?!\.)(.*(?:\n[^.\n].{0,80}(?=\n\.))?)$",
        lambda match: _marks(int(match[1] or 2) or 1, match[2]),
    ),
    (
        r"^\.(SH|SS)[ \t]+\"?(.*?)\"?$",
        lambda match: _marks(1 if match[1] == "SH" else 2, _BEHIND.sub(r"[\1](\2)", match[2])),
    ),
    (r"^\.IP[ \t]+\"([^\"\n]{4,300})\"[ \t]*\d*[ \t]*\n", r"\1 "),
    (r"^\.[IT]P[ \t]+(?:\"?(\d{1,3}[.)]?)\"?|\S+)?.*\n", lambda match: f"{match[1] or '-'} "),
    (r"^(?:\.\\\"|\.[A-Za-z]{1,10}\b).*$", ""),
)
"""The macros of manual pages."""


_STEPS: dict[str, tuple[Step, ...]] = {
    "Org": _ORG,
    "AsciiDoc": _ASCIIDOC,
    "MediaWiki": _wiki(from_six=False),
    "DokuWiki": _wiki(from_six=True),
    "Textile": _TEXTILE,
    "reStructuredText": _RST,
    "man": _MAN,
}


_BY_LINE = frozenset({"MediaWiki", "DokuWiki", "Textile"})
_WRAPPED = 160  # the most characters of a line that a program has wrapped


_DIRECTIVE = re.compile(r"([ \t]*(?:-[ \t]+)?)\.\.(?:[ \t]+([\w-]+)::[ \t]*(.*)|[ \t]+(?:\||_).*|[ \t]*)$")
_OPTION = re.compile(r"[ \t]+:[\w-]+:(?:[ \t].*)?$")
_UNDERLINE = re.compile(r"([=~^\"'+*#.:_`-])\1{2,}[ \t]*$")
_BOXES = {"container": "div", "figure": "figure", "topic": "div", "note": "div", "epigraph": "div"}


def _boxed(lines: list[str]) -> Iterator[str]:
    """The lines of reStructuredText with directives such as ``figure`` as tags, ``rubric`` as a heading."""
    boxes: list[tuple[int, str]] = []
    at = 0
    while at < len(lines):
        line, at = lines[at], at + 1
        indent = len(line) - len(line.lstrip())
        while line.strip() and boxes and indent <= boxes[-1][0]:
            yield from (boxes.pop()[1], "")
        match = _DIRECTIVE.match(line)
        if not match:
            yield line.lstrip()
            continue
        words = [match[3] or ""]
        while at < len(lines) and lines[at].strip() and len(lines[at]) - len(lines[at].lstrip()) > indent:
            if not _OPTION.match(lines[at]) and match[2] == "rubric":
                words.append(lines[at])
            elif not _OPTION.match(lines[at]):
                break
            at += 1
        if match[2] == "rubric":
            yield from ("", f"## {_one_line(' '.join(words))}", "")
        elif match[2] in _BOXES:
            tag = _BOXES[match[2]]
            name = f' class="{words[0]}"' if tag == "div" and re.fullmatch(r"[\w -]+", words[0]) else ""
            inner = "<figcaption>" if tag == "figure" else ""
            boxes.append((indent, f"{inner.replace('<', '</')}</{tag}>"))
            yield f"<{tag}{name}>{inner}"
    yield from (closing for _, closing in reversed(boxes))


def _underlined(lines: list[str]) -> Iterator[str]:
    """The lines of reStructuredText with underlined headings as headings of Markdown.

    The sign of the underline shows the level: the first sign on the page has the highest.
    """
    signs: list[str] = []
    for at, line in enumerate(lines):
        below = lines[at + 1] if at + 1 < len(lines) else ""
        above = lines[at - 1] if at else ""
        match = _UNDERLINE.match(below)
        if (
            line.strip()
            and match
            and not _UNDERLINE.match(line)
            and len(below.rstrip()) >= len(line.rstrip())
        ):
            if match[1] not in signs:
                signs.append(match[1])
            yield _marks(signs.index(match[1]) + 1, line)
        elif not (_UNDERLINE.match(line) and (above.strip() or (below.strip() and at + 2 < len(lines)))):
            yield line
