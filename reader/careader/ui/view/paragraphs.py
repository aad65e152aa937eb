"""Breaking a long block into paragraphs. A teaser is a whole article in one block (FORMAT.md: Articles).

The breaks exist on screen only: no word is changed, and the block stays one block.
"""

import re
from typing import NamedTuple

_LONG = 110
"""The fewest words of a block that is broken."""

_ENOUGH = 55
"""The fewest words of a paragraph that ends at the end of a sentence."""

_WORD = re.compile(r"\S+")
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*$")
_ABBREVIATION = re.compile(r"(^|[\"'“‘(])([A-Z]|[A-Z][a-z]{1,3}|.*\..*)\.$")

_HEADING_WORDS = range(2, 12)
"""The possible numbers of words in a section heading (FORMAT.md: Section headings)."""

_SMALL = frozenset("a an and as at by for from in of on or the to vs with".split())
"""Words that begin with a small letter in Title Case."""

_OPENERS = frozenset(
    "The A An In On At As For By To This These Those It Its He She They His Their We There Although "
    "According However Meanwhile Moreover Additionally Many Most".split()
)
"""Words that certainly begin a sentence where a word with a small letter follows.

Inside a heading such a word would be small itself, or a capital would follow. Words such as With, From and
When are missing here, since Title Case can begin them with a capital.
"""


class BlockPart(NamedTuple):
    """A part of a block: its first character, the character after its end, and whether it is a heading."""

    start: int
    end: int
    heading: bool = False


def paragraphs(text: str) -> list[BlockPart]:
    """Break a long block at the ends of sentences and around section headings within its text.

    Returns:
        The parts in order, with only blank space between two parts. A short block is one part.
    """
    words = list(_WORD.finditer(text))
    if len(words) < _LONG:
        return [BlockPart(0, len(text))]
    parts: list[BlockPart] = []
    said = [word[0] for word in words]
    begin = at = 0

    def end_paragraph(until: int) -> None:
        if until > begin:
            parts.append(BlockPart(words[begin].start(), words[until - 1].end()))

    while at < len(words):
        if at and _ends_sentence(said[at - 1], said[at]):
            if heading := _heading_at(said, at):
                end_paragraph(at)
                parts.append(BlockPart(words[at].start(), words[at + heading - 1].end(), heading=True))
                at += heading
                begin = at
                continue
            if at - begin >= _ENOUGH and len(words) - at >= _ENOUGH // 2:
                end_paragraph(at)
                begin = at
        at += 1
    end_paragraph(len(words))
    return parts


def _ends_sentence(word: str, following: str) -> bool:
    if word[-1].isalnum():  # most words
        return False
    begins = following.lstrip("\"'“‘([")[:1]
    return bool(_SENTENCE_END.search(word)) and not _ABBREVIATION.search(word) and not begins.islower()


def _heading_at(said: list[str], at: int) -> int:
    """The number of words of the section heading that begins at word ``at``; 0 where none is certain.

    The text follows a heading without a full stop. So a heading is certain only where words in Title Case
    end before a word that can only begin a sentence: one of `_OPENERS`, followed by a small word.

    Args:
        said: the words of the block.
        at: the index of a word that begins a sentence.
    """
    for count, word in enumerate(said[at : at + _HEADING_WORDS.stop]):
        following = said[at + count + 1 : at + count + 2]
        if word in _OPENERS and following and following[0][0].islower():
            heading = said[at : at + count]
            titled = [each for each in heading if each not in _SMALL]
            return count if count in _HEADING_WORDS and len(titled) > 1 and heading[-1] in titled else 0
        large = word[0].isupper() or word[0].isdigit() or (count and word in _SMALL)
        if not large or word[-1] in '.,;:!…"”)':
            return 0
    return 0
