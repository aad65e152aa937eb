"""The authors of an article: from its byline, a signature, a card at its end, or the page's author block."""

import re
from collections.abc import Iterable, Iterator

from careader.capture.models import CONTINUE, Copy, Kind

_NAME = r"[^\W\d_a-z][\w’'.-]*(?:\s(?:(?:al|bin|de|der|la|van|von)\s)?[^\W\d_a-z][\w’'.-]*){1,3}"
"""A name: two to four words with capitals."""

_TITLE = r"(?:(?:Dr|Prof|Professor|Mr|Mrs|Ms|Ambassador)\.?\s)*"
_SIGNATURE = re.compile(rf"(?:[Bb][Yy]|Author|Written by|Text by)\s?:?\s{_TITLE}({_NAME})\.?\s*")
_ROLE = (
    r"journalist|reporter|correspondent|columnist|author|writer|editor|analyst|expert|professor|researcher|fellow"
    r"|scholar|diplomat|lecturer|scientist|historian|economist|consultant|founder|director|specialist|advis[eo]r"
    r"|student|lawyer|activist|commentator"
)
_CARD = re.compile(
    rf"{_TITLE}({_NAME})(?:,\s[^.]{{2,60}},)?\s(?:is|was|works as)\s(?:an?|the)\s[^.]*?\b(?:{_ROLE})\b"
)
_STAFF = re.compile(r"\b(?:journalist|reporter|correspondent|editor)\b|Times of Central Asia|\bTCA\b")
_PAGE = re.compile(r"Our People\s?>\s?(.+)")
_LONGEST_CARD = 80  # words
_CARDS = 3  # the last blocks of a copy, which may be author cards


def authors_of(copy: Copy) -> tuple[str, ...]:
    """The names of the authors that a copy names, each once."""
    names = [*_bylined(copy.byline), *_signed(copy), *(name for name, _ in _cards(copy))]
    return tuple(dict.fromkeys(names))


def author_of_page(preamble: Iterable[str]) -> str:
    """The author on whose page the capture is, by the author block (FORMAT.md: Author block); "" for none.

    Args:
        preamble: the lines before the articles of the capture.
    """
    for line in preamble:
        if found := _PAGE.fullmatch(line.strip()):
            return " ".join(found[1].split())
    return ""


def is_by_guest(copy: Copy) -> bool:
    """Whether a copy ends with the card of an author from outside the paper's staff."""
    return any(not _STAFF.search(card) for _, card in _cards(copy))


def _bylined(byline: str) -> Iterator[str]:
    plain = re.sub(r"^\s*by\s+", "", byline, flags=re.IGNORECASE)
    return filter(None, (" ".join(name.split()) for name in re.split(r",|;|&|\band\b", plain)))


def _text_blocks(copy: Copy) -> list[str]:
    """The texts of the paragraphs and section headings of a copy, without a closing ``Continue reading``."""
    return [
        block.text
        for block in copy.blocks
        if block.kind in (Kind.PARAGRAPH, Kind.HEADING) and block.text != CONTINUE and block.text
    ]


def _signed(copy: Copy) -> Iterator[str]:
    texts = _text_blocks(copy)
    for text in dict.fromkeys((*texts[:1], *texts[-_CARDS:])):
        if found := _SIGNATURE.fullmatch(text):
            yield found[1].rstrip(".")


def _cards(copy: Copy) -> Iterator[tuple[str, str]]:
    """The author cards at the end of a copy: the name and the text of each.

    A block about a person whom the article has named before is not a card: the person belongs to the story.
    """
    texts = _text_blocks(copy)
    for at in range(max(1, len(texts) - _CARDS), len(texts)):
        text = texts[at]
        if (card := _CARD.match(text)) and len(text.split()) <= _LONGEST_CARD:
            surname = card[1].split()[-1]
            if not any(surname in before for before in (copy.headline, *texts[:at])):
                yield card[1], text
