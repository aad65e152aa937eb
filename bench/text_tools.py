"""Pages as text tools leave them: what a page is built of, set as text by the habits of some kinds of tools.

A page is a row of elements, top to bottom; a tool is a function from those to text. Browsers copy and save,
text browsers dump, converters write Markdown or plain text, extractors join what they find. Each habit was
looked up in the output of a real program and written anew: what matters is where lines, blanks, bullets,
numbers and addresses stand.
"""

import re
import textwrap
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

ADDRESS = "https://example.org/"


@dataclass(frozen=True, slots=True)
class Element:
    """A part of a page.

    Attributes:
        kind: ``title`` (of the site), ``line``, ``link``, ``list``, ``numbers`` (a numbered list),
            ``headline``, ``section``, ``paragraph`` or ``glued`` (lines that stand in one row on the page).
        text: its words.
        items: of a list or a row.
        href: where it leads; "" for no link.
    """

    kind: str
    text: str = ""
    items: tuple[str, ...] = ()
    href: str = ""


Tool = Callable[[Sequence[Element]], str]


def copied(page: Sequence[Element]) -> str:
    """What a browser gives for select all and copy: blank lines around paragraphs alone."""
    lines: list[str] = []
    for element in page:
        if element.kind == "paragraph":
            lines += [element.text, ""] if lines and not lines[-1] else ["", element.text, ""]
        elif element.kind in {"list", "numbers"}:
            lines += element.items
        elif element.kind == "glued":
            lines.append(" ".join(element.items))
        elif element.kind == "section":
            lines += [element.text, ""] if lines and not lines[-1] else ["", element.text, ""]
        else:
            lines.append(element.text)
    return "\n".join(lines) + "\n"


def saved(page: Sequence[Element]) -> str:
    """What a browser saves as text: headings indented by their level, addresses behind links, 72 columns."""
    lines: list[str] = []
    for element in page:
        link = f" <{element.href}>" if element.href else ""
        if element.kind in {"headline", "section", "title"}:
            indent = " " * {"title": 2, "headline": 4, "section": 6}[element.kind]
            lines += ["", "", *_wrap(element.text + link, 72, indent), ""]
        elif element.kind in {"list", "numbers"}:
            for n, item in enumerate(element.items, 1):
                lines += _wrap(item, 72, "  * " if element.kind == "list" else f" {n}. ", "    ")
            lines.append("")
        elif element.kind == "glued":
            lines += [*_wrap(" ".join(element.items), 72), ""]
        else:
            lines += [*_wrap(element.text + link, 72), ""]
    return "\n".join(lines)


def dumped(page: Sequence[Element], *, indent: int = 3, width: int = 79, numbers: bool = True) -> str:
    """What a text browser dumps: text indented, headings at the left, numbers before links."""
    lines: list[str] = []
    links: list[str] = []

    def linked(text: str, href: str) -> str:
        if not (href and numbers):
            return text
        links.append(href if "://" in href else f"file://{href}")
        return f"[{len(links)}]{text}"

    margin = " " * indent
    for element in page:
        text = linked(element.text, element.href)
        if element.kind in {"headline", "section", "title"}:
            lines += [
                "",
                *_wrap(text, width, " " * (element.kind == "section" and indent > 2 and not numbers) * 2),
                "",
            ]
        elif element.kind in {"list", "numbers"}:
            for n, item in enumerate(element.items, 1):
                bullet = "* " if element.kind == "list" else f"{n}. "
                told = linked(item, f"/{n}" if element.href else "")
                lines += _wrap(told, width, f"{margin}  {bullet}", f"{margin}    ")
            lines.append("")
        elif element.kind == "glued":
            lines += [*_wrap(" ".join(linked(item, "/row") for item in element.items), width, margin), ""]
        else:
            lines += [*_wrap(text, width, margin, margin), ""]
    if links:
        lines += ["References", "", *(f"   {n}. {link}" for n, link in enumerate(links, 1))]
    return "\n".join(lines) + "\n"


def paged(page: Sequence[Element]) -> str:
    """What a pager of web pages prints: nothing indented, bullets as dots, 80 columns."""
    lines: list[str] = []
    for element in page:
        if element.kind in {"list", "numbers"}:
            for n, item in enumerate(element.items, 1):
                lines += _wrap(item, 79, "  • " if element.kind == "list" else f" {n}. ", "    ")
            lines.append("")
        elif element.kind == "glued":
            lines += [*_wrap(" ".join(element.items), 79), ""]
        elif element.kind in {"line", "link"}:
            lines += _wrap(element.text, 79)
        else:
            lines += ["", *_wrap(element.text, 79), ""]
    return "\n".join(lines) + "\n"


def marked_down(page: Sequence[Element], *, links: bool = True, width: int = 0, ruled: bool = False) -> str:
    """What a converter to Markdown writes: signs before headings or a rule below, links with addresses."""
    lines: list[str] = []
    for element in page:
        text = f"[{element.text}]({element.href})" if links and element.href else element.text
        level = {"title": 1, "headline": 2, "section": 3}.get(element.kind, 0)
        if level and ruled and level < 3:
            told = [text, ("=" if level == 1 else "-") * len(text)]
        elif level:
            told = [f"{'#' * level} {text}"]
        elif element.kind in {"list", "numbers"}:
            bullets = [
                f"{n}. " if element.kind == "numbers" else "* " for n in range(1, len(element.items) + 1)
            ]
            told = [
                f"  {bullet}[{item}](/{n})" if links and element.href.strip("rates") else f"  {bullet}{item}"
                for n, (bullet, item) in enumerate(zip(bullets, element.items, strict=True))
            ]
        elif element.kind == "glued":
            told = [" ".join(f"[{item}](/row)" if links else item for item in element.items)]
        else:
            told = [text]
        lines += [part for line in told for part in (_wrap(line, width) if width and not ruled else [line])]
        lines.append("")
    return "\n".join(lines)


def converted(page: Sequence[Element]) -> str:
    """What a converter of documents writes as text: long bullets, 72 columns, blank lines between all."""
    lines: list[str] = []
    for element in page:
        if element.kind in {"list", "numbers"}:
            for n, item in enumerate(element.items, 1):
                lines += _wrap(item, 72, "-   " if element.kind == "list" else f"{n}.  ", "    ")
            lines.append("")
        elif element.kind == "glued":
            lines += [line for item in element.items for line in (item, "")]
        else:
            lines += [*_wrap(element.text, 72), ""]
    return "\n".join(lines)


def starred(page: Sequence[Element]) -> str:
    """What an old converter writes: stars around headings, no blank lines, lines for blanks in links."""
    lines: list[str] = []
    for element in page:
        text = element.text.replace(" ", "_") if element.href else element.text
        stars = {"title": "*" * 6, "headline": "*" * 5, "section": "*" * 4}.get(element.kind)
        if stars:
            lines += _wrap(f"{stars} {text} {stars}", 79)
        elif element.kind in {"list", "numbers"}:
            lines += [f"    * {item.replace(' ', '_') if element.href else item}" for item in element.items]
        elif element.kind == "glued":
            lines.append(" ".join(element.items))
        else:
            lines += _wrap(text, 79)
    return "\n".join(lines) + "\n"


def taken_apart(page: Sequence[Element]) -> str:
    """What a library gives for all the text of a page, each piece on a line of its own."""
    lines: list[str] = []
    for element in page:
        if element.kind in {"list", "numbers", "glued"}:
            lines += [part for item in element.items for part in re.split(r" (?==)|(?<==) ", item)]
        else:
            lines.append(element.text)
    return "\n".join(lines) + "\n"


def extracted(page: Sequence[Element]) -> str:
    """What an extractor of main text keeps: text, headings and lists, lines of the site left out."""
    kept = [
        element
        for element in page
        if element.kind in {"headline", "section", "paragraph"} or element.href == "main"
    ]
    return "\n\n".join("\n".join(element.items) if element.items else element.text for element in kept) + "\n"


def untitled(page: Sequence[Element]) -> str:
    """What an extractor of one article keeps that takes its title for metadata: the first text alone."""
    tops = [at for at, element in enumerate(page) if element.kind == "headline"]
    body = page[tops[0] + 1 : tops[1] if len(tops) > 1 else len(page)]
    return "\n".join(element.text for element in body if element.kind in {"paragraph", "section"}) + "\n"


def in_one_line(page: Sequence[Element]) -> str:
    """What is left where a tool drops all lines."""
    return " ".join(" ".join((element.text, *element.items)).strip() for element in page) + "\n"


def _wrap(text: str, width: int, first: str = "", rest: str | None = None) -> list[str]:
    indent = first if rest is None and not first.strip() else rest or ""
    return textwrap.wrap(
        text, width, initial_indent=first, subsequent_indent=indent, break_long_words=False
    ) or [""]


TOOLS: dict[str, Tool] = {
    "copied": copied,
    "saved": saved,
    "dumped": dumped,
    "dumped, no numbers": lambda page: dumped(page, numbers=False),
    "dumped, indented by two": lambda page: dumped(page, indent=2, width=2000, numbers=False),
    "paged": paged,
    "Markdown": marked_down,
    "Markdown, wrapped": lambda page: marked_down(page, width=78),
    "Markdown, no links": lambda page: marked_down(page, links=False),
    "Markdown, ruled": lambda page: marked_down(page, ruled=True),
    "converted": converted,
    "starred": starred,
    "taken apart": taken_apart,
    "extracted": extracted,
}
"""Tools that keep the headlines of a page."""

LOSSY: dict[str, Tool] = {"untitled": untitled, "in one line": in_one_line}
"""Tools that lose them: no reading can be right, and the page must say so."""


def plain(page: Iterable[Element]) -> str:
    """The form of FORMAT.md."""
    lines: list[str] = []
    for element in page:
        if element.kind == "list" and element.href == "rates":
            lines += [f"{'  ' * bool(n)}• {item}" for n, item in enumerate(element.items)]
            continue
        lines += ["\n".join([element.text, *(f"• {item}" for item in element.items)]).strip("\n"), ""]
    return "\n".join(lines).replace("\n\n\n", "\n\n")
