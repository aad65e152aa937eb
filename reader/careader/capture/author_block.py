"""Lines between the head of a page and its first headline: an author block, or a line of link spam."""

import re
from collections.abc import Sequence

_BREADCRUMB = re.compile(r"\s*Our People\s*>\s*(.*?)\s*$")
_AVATAR = re.compile(r"\s*(.+?)['’]s? Avatar\s*$")
_PRONOUNS = ("He ", "She ", "They ", " his ", " her ", " their ")
_SIGNS = "*_#>[(\"“‘'"  # signs of tools and quotation marks before a word
_LONGEST_HEADLINE = 30  # words; the longest of 311 seen has 18

AUTHOR_BLOCK_LINES = 20
"""The most lines of an author block."""

FIRST_LINES = 8
"""The first lines that show whether a page begins with an author block."""


def link_spam(texts: Sequence[str]) -> int:
    """The number of first lines that are link spam, 0 or 1: link spam has no capitals, unlike headlines."""
    words = texts[0].split()
    if len(words) < 4 or any(word.lstrip(_SIGNS)[:1].isupper() for word in words):  # words
        return 0
    below = texts[1].split() if len(texts) > 1 else []
    return int(
        len(words) > _LONGEST_HEADLINE or (0 < len(below) <= _LONGEST_HEADLINE and below[-1][-1] != ".")
    )


def author_block(texts: Sequence[str]) -> int:
    """The number of first lines that are an author block (FORMAT.md). Any part of it can be missing."""
    crumb, avatar = _BREADCRUMB.match(texts[0]), None
    taken = int(crumb is not None)
    if taken < len(texts) and "Avatar" in texts[taken] and (avatar := _AVATAR.match(texts[taken])):
        taken += 1
    name = (crumb or avatar or [None, ""])[1]
    if "Articles" in texts[: AUTHOR_BLOCK_LINES if taken else FIRST_LINES]:
        end = texts.index("Articles") + 1
        if taken or end == 1 or len(texts[0].split()) <= 4:  # a name
            return end
    if not taken or not name:
        return taken
    taken += taken < len(texts) and texts[taken] == name
    if taken + 1 < len(texts) and _is_role(texts[taken], texts[taken + 1], name):
        taken += 1
    while taken < len(texts) and _is_bio(texts[taken], name):
        taken += 1
    return taken


def _is_role(text: str, below: str, name: str) -> bool:
    """Whether a line is the author's role: a few words with a bar, or a few words right above the bio."""
    return len(text.split()) <= 12 and text[-1] != "." and ("|" in text or _names(below, name))


def _is_bio(text: str, name: str) -> bool:
    """Whether a line belongs to the author's bio: a sentence about the author, or ``divider`` (a rule)."""
    return text == "divider" or (
        text[-1] in ".!…" and (_names(text, name) or any(word in text for word in _PRONOUNS))
    )


def _names(text: str, name: str) -> bool:
    return name.rsplit(maxsplit=1)[-1] in text
