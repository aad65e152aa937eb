"""Parsing HTML into a tree whose depth is limited, so that parsing stays fast."""

import re

from selectolax.lexbor import LexborHTMLParser

from careader.intake.bounds import DEEPEST

_FORMATTING = frozenset("a b big code em font i nobr s small strike strong tt u".split())
"""Elements that a parser opens again in each paragraph until they are closed."""
_MOST_FORMATTING = 16
_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_CLOSE_THEMSELVES = frozenset("p li dt dd tr td th option optgroup tbody thead tfoot rp rt".split())
_TAG = re.compile(r"""<(/?)([a-zA-Z][a-zA-Z0-9-]*)\b(?:[^<>"']++|"[^"]{0,2000}"|'[^']{0,2000}'|["'])*+>""")
_PICTURE = re.compile(r"""data:[\w/+.-]{3,60}(?:;[\w=-]{1,40})*;base64,[A-Za-z0-9+/=%\s]{200,}""")
_TEMPLATE = re.compile(r"<(/?)template\b([^<>]{0,1000})>", re.IGNORECASE)
_FEW_TAGS = 3000  # the most open tags of a page that is fast to parse at any depth


def tree_of(markup: str) -> LexborHTMLParser:
    """Parse a page; elements nested deeper than `DEEPEST` lose their tags."""
    if "<template" in markup and "shadow" in markup:
        markup = _TEMPLATE.sub(_Shown(), markup)
    if "base64," in markup:
        markup = _PICTURE.sub("", markup)
    if markup.count("<") - markup.count("</") > _FEW_TAGS:
        markup = _flattened(markup)
    return LexborHTMLParser(markup)


class _Shown:
    """Turns templates that a tool saved for shadow DOM into plain elements, so that their text is read."""

    def __init__(self) -> None:
        self._shown: list[bool] = []

    def __call__(self, match: re.Match[str]) -> str:
        if match[1]:
            shown = self._shown.pop() if self._shown else False
            return "</div>" if shown else match[0]
        self._shown.append("shadow" in match[2])
        return f"<div{match[2]}>" if self._shown[-1] else match[0]


def _flattened(markup: str) -> str:
    """A page without the tags of elements that are nested too deep."""
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
