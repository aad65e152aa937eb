"""Evidence from forms that decide by themselves whether a line is a headline (docs/headlines.md).

The weights were set by hand, for these are facts about the format of pages and not tendencies.
"""

import re
from collections.abc import Iterator, Sequence

from careader.capture.blocks import Piece
from careader.capture.evidence import Evidence
from careader.capture.models import CAPTION, CONTINUE
from careader.capture.surroundings import is_deck

FINAL = 100.0
"""The weight shown where nothing else can decide otherwise: higher than any other."""

_DIGEST_ITEM = re.compile(r"(?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8})\s*[—–-]")
_READ_MORE = re.compile(r"\bREAD MORE\b")
_GENRE = re.compile(
    r"(?:[A-Z]\w+ )?(?:Opinion|Interview|Analysis|Commentary|Review|Explainer|Podcast|Video|Photos?|Exclusive"
    r"|Editorial|Feature|Profile|Breaking|Update)(?::| [|–—-]) "
)
_HEADS_NOTHING = re.compile(
    r"(?:©|\(c\)|copyright\b|(?:photo|image|picture|graphic)s? (?:of|by|courtesy)\b|sources?:|credits?:"
    r"|(?:additional )?(?:reporting|editing|translation|writing) by\b|(?:edited|translated|written) by\b)",
    re.IGNORECASE,
)
_TWO_SENTENCES = re.compile(r"(?:\S+ ){6,}\S*[^\W\dA-Z_]{3}\. [A-Z]")
_QUOTED = "“”\"'‘’„«».,!?… "
_SHORTEST_PULLED = 4  # the fewest blanks in a pull quote
_CLOSE = 8  # the blocks above and below a pull quote that may contain its words
_LONG_ITEM = 500  # the characters of a text in which the end of an item of a digest is sought
_LONG_EXCERPT = 1500  # the fewest characters of a block that is a whole excerpt by its length


def evidence_of_form(pieces: Sequence[Piece], at: int) -> Iterator[Evidence]:
    """The evidence of the form of the line ``pieces[at]``, and of its place among the blocks around it."""
    if not at:
        yield Evidence("the first line of a page", FINAL)
    elif _GENRE.match(pieces[at].text):
        yield Evidence("begins with a kind of article", 1.5)
    below = pieces[at + 1] if at + 1 < len(pieces) else None
    if below and below.kind is not None and _cut_short_above(pieces, at):
        yield Evidence("the text above was cut short", 8)
    if at and pieces[at].spaced:
        yield Evidence("set apart by a blank block above", 2.5)
    if below and (_DIGEST_ITEM.match(below.text) or _has_read_more(below.text)):
        yield Evidence("an item of a digest", -12)
    if at and pieces[at - 1].kind is None and is_deck(pieces[at].text, pieces[at - 1].text):
        yield Evidence("a sentence right below a title in Title Case", -4)
    if at and _HEADS_NOTHING.match(pieces[at].text):
        yield Evidence("a source, a credit or a sign-off by its form", -8)
    if at and _TWO_SENTENCES.match(pieces[at].text):
        yield Evidence("a sentence and the beginning of another", -8)
    if at and _is_pulled(pieces, at):
        yield Evidence("words of the text close by, set apart from it", -8)


def _has_read_more(text: str) -> bool:
    return "READ" in text and _READ_MORE.search(text, 0, _LONG_ITEM) is not None


def _is_pulled(pieces: Sequence[Piece], at: int) -> bool:
    """Whether a line is a pull quote, which repeats words of the text nearby."""
    words = pieces[at].text.strip(_QUOTED)
    if words.count(" ") < _SHORTEST_PULLED:
        return False
    longest = 2 * len(words)
    for piece in pieces[max(at - _CLOSE, 0) : at + 1 + _CLOSE]:
        if len(piece.text) > longest and words in piece.text and piece is not pieces[at]:
            return True
    return False


def _cut_short_above(pieces: Sequence[Piece], at: int) -> bool:
    """Whether the text above is cut short: ``Continue reading`` ends it, or its only block ends in ``...``.

    An author card or a caption may be between.
    """
    for n in range(at - 1, max(at - 4, -1), -1):
        above = pieces[n]
        if above.kind is CAPTION:
            continue
        if above.kind is not None:
            excerpt = not n or pieces[n - 1].kind is None or len(above.text) > _LONG_EXCERPT
            return above.text.endswith(CONTINUE) or (excerpt and above.text.endswith(("...", "…")))
    return False
