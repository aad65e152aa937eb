"""Breaking one long block into paragraphs: a teaser is a whole article in one block (FORMAT.md: Articles).

Only the places of the breaks are computed: no word is changed, and the block stays one block.
"""

import re
from typing import NamedTuple

_LONG = 110
"""Words from which a block is broken."""

_ENOUGH = 55
"""Words of a paragraph after which it ends at the next end of a sentence."""

_WORD = re.compile(r"\S+")
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*$")
_ABBREVIATION = re.compile(r"(^|[\"'“‘(])([A-Z]|[A-Z][a-z]{1,3}|.*\..*)\.$")

_HEADING_WORDS = range(2, 12)
"""How many words a section heading has (FORMAT.md: Section headings)."""

_SMALL = frozenset("a an and as at by for from in of on or the to vs with".split())
"""Words that Title Case leaves small."""

_OPENERS = frozenset(
    "The A An In On At As For By To This These Those It Its He She They His Their We There Although "
    "According However Meanwhile Moreover Additionally Many Most".split()
)
"""Words that begin a sentence where a small word follows.

Inside a heading they would be small themselves, or a capital would follow. With, From, When and their like
are not among them: Title Case writes those large.
"""


class BlockPart(NamedTuple):
    """A part of a block: its characters from start to end, and whether they are a section heading."""

    start: int
    end: int
    heading: bool = False


def paragraphs(text: str) -> list[BlockPart]:
    """Break a block for the eye, if it is long: at the ends of sentences and around run-in section headings.

    Returns:
        The parts in order. Between two of them is nothing but blank space.
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
    begins = following.lstrip("\"'“‘([")[:1]
    return bool(_SENTENCE_END.search(word)) and not _ABBREVIATION.search(word) and not begins.islower()


def _heading_at(said: list[str], at: int) -> int:
    """How many words of a section heading begin at a word; 0 where none does, or where it could be doubted.

    A heading runs into the text without a stop, so it shows as Title Case up to a word that can only begin a
    sentence: one of `_OPENERS` with a small word after it. Before any other word, its end cannot be told.
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
