"""Reading the Markdown of web clippers and converters: it is turned into HTML, and read as HTML."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html import escape
from itertools import pairwise

from careader.intake.days import moment_of
from careader.intake.models import Page
from careader.intake.pages import html_page
from careader.intake.plain_text import SIDE_BY_SIDE, side_by_side, text_of

_FRONT = re.compile(r"\A\s*---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_FIELD = re.compile(r"^([\w-]+):[ \t]*(.*)$")
_ITEM = re.compile(r"^\s*(?:[-*+•]|\d{1,3}[.)])\s+(.*)$")
_HEADING = re.compile(r"^ {0,12}(?:[-*+] +)?(#{1,6})\s+(.*?)\s*#*\s*(?:\{[^{}\n]{0,500}\}\s*)?$")
_UNDERLINE = re.compile(r"^ {0,3}(=+|-+)\s*$")
_RULE = re.compile(r"^ {0,3}(?:(?:\* ?){3,200}|(?:- ?){3,200}|(?:_ ?){3,200})$")
_ROW = re.compile(r"^\s*\|(.*)\|\s*$")
_TOKEN = re.compile(
    r"(?P<image>!\[(?P<alt>[^\]\n]{0,500})\]\((?P<source>[^)\s(\[]{0,2000})(?:\s+\"[^\"\n]{0,300}\")?\))"
    r"|(?P<link>\[(?P<words>(?:[^\[\]\n]|\[[^\]\n]{0,100}\]){1,500})\]\((?P<to>[^)\s(\[]{0,2000})(?:\s+\"[^\"\n]{0,300}\")?\)"
    r"(?:\{[^{}\n]{1,500}\})?)"
    r"|(?P<named>\[(?P<span>[^\[\]\n]{1,500})\]\{[^{}\n]{0,500}\})"
    r"|(?P<auto><(?P<bare>https?://[^>\s]{1,2000})>)"
    r"|(?P<strong>\*\*(?P<bold>[^*\n]{1,2000})\*\*|__(?P<bold2>[^_\n]{1,2000})__)"
    r"|(?P<em>(?<!\w)[*_](?P<weak>[^*_\n]{1,2000})[*_](?!\w))"
    r"|(?P<tag></?(?:a|img|span|br|b|i|em|strong|u|small|sup|sub|font|time|wbr)\b[^<>]{0,2000}>)"
    r"|(?P<code>`(?P<typed>[^`\n]{1,500})`)"
    r"|(?P<escaped>\\(?P<sign>[\\`*_{}\[\]()#+.!>~|-]))"
)
_TAGS = re.compile(
    r"\s*(?:<!--.{0,2000}?-->\s*|</?(?:div|section|article|main|aside|header|footer|nav|figure|figcaption|form|hr|br"
    r"|center|table|thead|tbody|tfoot|tr|td|th|colgroup|col|ul|ol|li|p|h[1-6]|blockquote|dl|dt|dd|details|summary)\b"
    r"[^<>]{0,2000}>\s*)+",
    re.IGNORECASE,
)
"""Matches HTML tags that converters leave in Markdown, for boxes and tables."""
_END_TAGS = re.compile(
    r"(?:\s*</(?:div|section|table|t(?:body|head|d|h|r)|li|p|h[1-6]|figcaption|dd|dt)>){1,20}\s*$",
    re.IGNORECASE,
)
"""Matches tags that end a box or a cell of a table at the end of its line."""
_NEXT_CELL = re.compile(r"(?<=</t[dhr]>)\s*(?=<t[dhr]\b)", re.IGNORECASE)
"""Matches between two cells or rows of a table that stand on one line."""
# Converters drop the box of an article and leave that of its header, which would cut headline from text.
_HEADER_BOX = re.compile(r"</?(?:div|section|article|main|header)\b[^<>]{0,2000}>", re.IGNORECASE)
_FENCE = re.compile(r"\s*:{3,}(?:\s*\{[^{}]{0,2000}\}|\s+[\w-]+)?\s*:*\s*$")
"""Matches the beginning or end of a box, as a converter writes it."""
_OPEN_ADDRESS = re.compile(r".*\]\([^()\s]{1,2000}$")
_ADDRESS = re.compile(r"\s{0,6}\[(\d{1,4})\]:\s+<?(\S+?)>?(?:\s+[\"'(].*)?\s*$")
_NUMBERED = re.compile(r"(?<!!)\[((?:[^\[\]]|\[[^\[\]]{0,100}\]){1,500})\]\s?\[(\d{1,4})\]")
_OPEN_LINK = re.compile(r"\s*(?:(?:#{1,6}|[-*+•]|\d{1,3}[.)])\s+)*!?\[[^\]\n]{0,400}$")
_HEADING_WIDTH = 66  # the least width at which programs break headings, in characters
_LONGEST_LINK = 4  # lines
_EMPTY_LINK = re.compile(r"(?<!!)\[\]\([^()\s]{0,2000}\)")
_MOST_SIGNS = 10_000
_LONG_LINE = 80  # the most characters of a line that a program has wrapped
_FEW_UNMARKED = 4  # the fewest pairs of short lines in a row that show that each line is a block
_ENDS = (".", "!", "?", "”", '"', ":", ";")
_TITLE = re.compile(r"(?:title|headline|name):")
_NAMES = {
    "title": ("title", "headline", "name"),
    "author": ("author", "authors", "byline", "creator"),
    "published": ("published", "date_published", "publication_date", "pubdate", "date"),
    "saved": (
        "saved",
        "clipped",
        "created",
        "date_saved",
        "archived",
        "retrieved",
        "accessed",
        "date_added",
        "captured",
    ),
    "address": ("url", "source", "source_url", "link", "canonical", "original"),
}


def open_markdown(data: bytes) -> Page:
    """Read a page in Markdown.

    Raises:
        CaptureError: the file is too large, or not text.
    """
    text, note = text_of(data)
    fields, rest = split_front(text)
    if not fields and _is_unmarked(rest):
        return Page(text, notes=(note,) if note else ())
    if fields and _is_line_by_line(rest):
        return Page(_with_title_on_top(text, fields.get("title", ""), rest), notes=(note,) if note else ())
    return page_of_markdown(rest, fields, form="Markdown", note=note)


def page_of_markdown(text: str, fields: dict[str, str], *, form: str, note: str) -> Page:
    """Make a page of a text in Markdown.

    Args:
        text: the text below the front matter.
        fields: the fields of the front matter (`split_front`).
        form: the form of the file.
        note: the guess about the encoding; "" for none.
    """
    page = html_page(
        to_html(text, fields).encode("utf-8", "surrogatepass"), "utf-8", fields.get("address", "")
    )
    saved = moment_of(fields.get("saved", ""))
    lines = [line for line in text.split("\n") if not _ROW.match(line)]
    beside = side_by_side(lines) is not None
    notes = (*((note,) if note else ()), *page.notes, *((SIDE_BY_SIDE,) if beside else ()))
    return page._replace(notes=notes, form=form, saved=saved, saved_by="its front matter" if saved else "")


def _is_line_by_line(text: str) -> bool:
    """Whether each line of a text is a paragraph, as extractors write plain text below front matter.

    Markdown has a blank line between paragraphs, and joins lines without a blank line between them.
    """
    if any(map(_HEADING.match, lines := text.split("\n"))):
        return False
    ended = [len(line) > _LONG_LINE and line.rstrip().endswith(_ENDS) for line in lines]
    longest = max(map(len, lines), default=0)
    return longest > 2 * _LONG_LINE and sum(above and below for above, below in pairwise(ended)) > 1


def _is_unmarked(text: str) -> bool:
    """Whether a text has no headings of Markdown, and each of its lines, long or short, is a block."""
    lines = text.split("\n")
    if max(map(len, lines)) <= 2 * _LONG_LINE or any(map(_HEADING.match, lines)):
        return False
    short = [bool(line.strip()) and len(line) < _LONG_LINE and not _ITEM.match(line) for line in lines]
    return sum(above and below for above, below in pairwise(short)) >= _FEW_UNMARKED


def _with_title_on_top(text: str, title: str, rest: str) -> str:
    """A plain text with its title moved from the front matter to the top, unless the text has its title.

    Args:
        text: the whole text.
        title: the title in the front matter.
        rest: the text below the front matter.
    """
    lines = [line.strip() for line in rest.split("\n")]
    first = next(filter(None, lines), "")
    if not title or title in lines or len(first) <= _LONG_LINE:
        return text
    front = [line for line in text[: len(text) - len(rest)].split("\n") if not _TITLE.match(line)]
    kept = "\n".join(front) if len(list(filter(str.strip, front))) > 2 else ""  # more than its two rules
    return f"{kept}{title}\n\n{rest}"


def split_front(text: str) -> tuple[dict[str, str], str]:
    """The fields of the front matter, named as in `_NAMES`, and the text below."""
    match = _FRONT.match(text)
    if not match:
        return {}, text
    fields: dict[str, str] = {}
    last = ""
    for line in match[1].split("\n"):
        if field := _FIELD.match(line):
            last = field[1].lower().replace("-", "_")
            fields[last] = field[2].strip().strip("\"'")
        elif last and not fields[last] and (item := _ITEM.match(line)):
            fields[last] = item[1].strip().strip("\"'")
    found = {
        ours: fields[name].strip("[]").strip("\"'")
        for ours, names in _NAMES.items()
        for name in reversed(names)
        if fields.get(name)
    }
    return found, text[match.end() :]


def to_html(text: str, fields: dict[str, str]) -> str:
    """Turn a text in Markdown into a page of HTML.

    Args:
        text: the text below the front matter.
        fields: the fields of the front matter (`split_front`).
    """
    head = ['<meta charset="utf-8">']
    if title := fields.get("title"):
        head.append(f'<meta property="og:title" content="{escape(title)}">')
    if author := fields.get("author"):
        head.append(f'<meta name="author" content="{escape(author.replace("[[", "").replace("]]", ""))}">')
    if published := fields.get("published"):
        head.append(f'<meta property="article:published_time" content="{escape(published)}">')
    return f"<html><head>{''.join(head)}</head><body>{''.join(_blocks(text.split(chr(10))))}</body></html>"


def _blocks(lines: list[str]) -> Iterator[str]:
    """The blocks of a text in Markdown, as elements of HTML."""
    open_block = _Block(unwrapped=any(map(_is_long, lines)))
    fenced = False
    for whole in _whole_lines(_with_addresses(lines)):
        line = _EMPTY_LINK.sub("", whole) if "[](" in whole else whole
        if line.lstrip().startswith(("```", "~~~")):
            fenced = not fenced
            yield open_block.close()
        elif fenced:
            yield f"<p>{escape(line)}</p>"
        elif tags := _FENCE.match(line) or _TAGS.match(line):
            yield open_block.close() + (_HEADER_BOX.sub("", tags[0]) if "<" in tags[0] else "")
            yield open_block.go_on_to_end(line[tags.end() :])
        elif open_block.underlines(line):
            cells = open_block.leave_cells() if " | " in open_block.lines[-1] else ""
            yield cells + open_block.close(tag="h1" if line.strip()[0] == "=" else "h2")
        elif not line.strip() or _RULE.match(line):
            yield open_block.close("hr" if line.strip() else "")
        elif block := _one_line_block(line):
            yield open_block.close() + block
        elif item := _ITEM.match(line):
            yield open_block.close()
            tags = _TAGS.match(item[1])
            if tags:
                yield tags[0]
            open_block.begin("li", item[1][tags.end() if tags else 0 :])
        else:
            yield open_block.take(line)
    yield open_block.close()


def _is_long(line: str) -> bool:
    """Whether a line of text is longer than programs wrap it; headings, links and tags can be long."""
    if len(line) <= 2 * _LONG_LINE or line.lstrip().startswith("#"):
        return False
    return "](" not in line and "]{" not in line and "<" not in line


def _with_addresses(lines: list[str]) -> list[str]:
    """The lines with the address after each link, where the text has all addresses in a list at its end."""
    addresses = {match[1]: match[2] for line in lines if (match := _ADDRESS.match(line))}
    if not addresses:
        return lines
    rest = "\n".join(line for line in lines if not _ADDRESS.match(line))
    return _NUMBERED.sub(lambda match: f"[{match[1]}]({addresses.get(match[2], '')})", rest).split("\n")


def _whole_lines(lines: list[str]) -> Iterator[str]:
    """The lines of a text; a heading or an item is joined where a program broke the line within a link."""
    at = 0
    while at < len(lines):
        line, end = lines[at], at + 1
        if _OPEN_LINK.match(line):
            while end < min(at + _LONGEST_LINK, len(lines)) and lines[end].strip() and "](" not in line:
                line = f"{line.rstrip()} {lines[end].strip()}"
                end += 1
            if "](" not in line:
                line, end = lines[at], at + 1
        while end < min(at + _LONGEST_LINK, len(lines)) and lines[end].strip() and _is_open_tag(line):
            line = f"{line.rstrip()} {lines[end].strip()}"
            end += 1
        if _OPEN_ADDRESS.match(line) and end < len(lines):
            line, end = line.rstrip() + lines[end].strip(), end + 1
        elif line.startswith("#") and end < len(lines) and _goes_on(line, lines[end : end + 2]):
            line, end = f"{line.rstrip()} {lines[end].strip()}", end + 1
        yield from _NEXT_CELL.split(line) if "</t" in line else (line,)
        at = end


def _goes_on(heading: str, below: Sequence[str]) -> bool:
    """Whether a program broke a heading: a short line is right below, and a blank line below that.

    Args:
        heading: the line of the heading.
        below: the next line, and the line after it if there is one.
    """
    rest = below[0].strip()
    full = len(heading.rstrip()) + 1 + len(rest.split(" ", 1)[0]) > _HEADING_WIDTH
    plain = rest[:1].isalnum() or rest[:1] in "“‘\"'("
    return full and plain and len(rest) < _HEADING_WIDTH and rest[-1:] not in ".:" and not any(below[1:2])


def _is_open_tag(line: str) -> bool:
    """Whether a program broke a line within a tag, or broke a heading within a link."""
    begin = line.rfind("<")
    if begin < 0:
        return False
    if ">" not in line[begin:]:
        return line[begin + 1 : begin + 2].isalpha()
    return line.startswith("#") and line.count("<a ") > line.count("</a>")


def _one_line_block(line: str) -> str:
    """The HTML of a line that is a whole block, a heading or a row of a table; "" for any other line."""
    if heading := _HEADING.match(line):
        level = len(heading[1])
        return f"<h{level}>{_html_of_line(heading[2])}</h{level}>"
    if (row := _ROW.match(line)) and not set(row[1]) <= set("|:- "):
        cells = "".join(f"<td>{_html_of_line(cell.strip())}</td>" for cell in row[1].split("|"))
        return f"<table><tr>{cells}</tr></table>"
    return "<!-- -->" if row else ""


@dataclass(slots=True)
class _Block:
    """A block of Markdown that may continue in the next line.

    Attributes:
        unwrapped: whether no program has wrapped the text, so that each line is a paragraph.
        tag: the tag of the block.
        lines: the lines of the block so far.
    """

    unwrapped: bool = False
    tag: str = "p"
    lines: list[str] = field(default_factory=list)

    def begin(self, tag: str, line: str) -> None:
        self.tag = tag
        self.lines = [line] if line.strip() else []

    def go_on(self, line: str) -> None:
        bare = line.strip()
        if not bare:
            return
        broken = line.endswith("  ") or bare.endswith("\\")
        bare = bare.removesuffix("\\")
        self.lines.append(bare.lstrip("> ") if bare.startswith(">") else bare)
        if broken:
            self.lines.append("\x00")

    def go_on_to_end(self, line: str) -> str:
        """Add the rest of a line with tags; returns the HTML of the block if the line ends the block."""
        ends = _END_TAGS.search(line) if "</" in line else None
        self.go_on(line[: ends.start()] if ends else line)
        return self.close() + ends[0] if ends else ""

    def take(self, line: str) -> str:
        """Add a line of text; returns the HTML of the block above, if the line begins a block of its own."""
        made = self.close() if self.unwrapped else ""
        self.go_on(line)
        return made

    def underlines(self, line: str) -> bool:
        """Whether a line underlines this block, which is then a heading."""
        return bool(self.lines) and self.tag == "p" and _UNDERLINE.match(line) is not None

    def leave_cells(self) -> str:
        """Remove all cells of a table row except the last, which a line below makes a heading.

        Returns:
            The HTML of the removed cells.
        """
        *before, last = self.lines[-1].split(" | ")
        made = "".join(
            f"<p>{_inline(cell)}</p>" for cell in (" ".join(self.lines[:-1]), *before) if cell.strip("| ")
        )
        self.lines = [last]
        return made

    def close(self, behind: str = "", tag: str = "") -> str:
        """End the block; returns its HTML, "" for an empty block.

        Args:
            behind: the tag of an empty element to add after the block; "" for none.
            tag: the tag of the block; "" for the block's own tag.
        """
        tag = tag or self.tag
        made = f"<{tag}>{_html_of_line(' '.join(self.lines))}</{tag}>" if self.lines else ""
        self.tag, self.lines = "p", []
        return made + (f"<{behind}>" if behind else "")


def _html_of_line(text: str) -> str:
    """The HTML of a line. A line with very many signs of Markdown is taken as plain words, to save time."""
    few = sum(map(text.count, "[*_<`")) <= _MOST_SIGNS
    return _inline(text) if few else escape(text, quote=False)


def _inline(text: str) -> str:
    parts: list[str] = []
    last = 0
    for match in _TOKEN.finditer(text):
        parts.append(escape(text[last : match.start()], quote=False))
        last = match.end()
        if match["image"]:
            parts.append(f"<div hidden>{escape(match['alt'])}</div>")
        elif match["link"]:
            words = match["words"]
            inner = _inline(words) if "[" not in words or "![" in words or "]{" in words else escape(words)
            parts.append(f'<a href="{escape(match["to"])}">{inner}</a>')
        elif match["named"]:
            parts.append(escape(match["span"]))
        elif match["auto"]:
            parts.append(f'<a href="{escape(match["bare"])}">{escape(match["bare"])}</a>')
        elif match["strong"]:
            parts.append(f"<b>{_inline(match['bold'] or match['bold2'])}</b>")
        elif match["em"]:
            parts.append(f"<i>{escape(match['weak'], quote=False)}</i>")
        elif match["tag"]:
            parts.append(match["tag"])
        elif match["code"]:
            parts.append(escape(match["typed"]))
        else:
            parts.append(escape(match["sign"]))
    return "".join([*parts, escape(text[last:], quote=False)]).replace("\x00", "<br>")
