"""The reader's position in each article, and the last view."""

import json
import re
from collections.abc import Sequence
from typing import NamedTuple

from careader.capture import Block
from careader.corpus import Article, Choice
from careader.sitting.saved_state import SavedState
from careader.state import Position
from careader.text import fold

_FEW_WORDS = 8
"""So many words are stored with a position, to find the position again in a changed text."""

_WORD = re.compile(r"\S+")


def whole_text(block: Block) -> str:
    """The text of a block and its items, one per line; `Position.offset` is an index in this text."""
    return "\n".join((block.text, *block.items))


def words_at(blocks: Sequence[Block], position: Position) -> str:
    """The first words from a position on, folded; "" where the text has no such position."""
    if not 0 <= position.block < len(blocks):
        return ""
    return " ".join(fold(whole_text(blocks[position.block])[position.offset :]).split()[:_FEW_WORDS])


def position_in(position: Position, blocks: Sequence[Block]) -> Position:
    """The position of the same words in a text that may have changed; the given position if they are gone."""
    words, here = position.words, Position(position.block, position.offset)
    if not words or words_at(blocks, here) == words:
        return here
    for number, block in enumerate(blocks):
        text = whole_text(block)
        folded = " ".join(fold(text).split())
        if (at := f" {folded} ".find(f" {words} ")) >= 0:
            starts = [match.start() for match in _WORD.finditer(text)]
            return Position(number, starts[min(len(folded[:at].split()), len(starts) - 1)])
    return here


class LastView(NamedTuple):
    """The section, article and pane at the end of a sitting; the next start shows them again.

    Attributes:
        section: the id of the section.
        article: the id of the article; None where no article was open.
        pane: the pane that had the keyboard.
    """

    section: str
    article: str | None
    pane: str


class Positions:
    """The reader's position in each article, and the last view.

    Args:
        choice: the captures; each choice has its own last view.
        state: the state in which the positions are saved.
    """

    def __init__(self, choice: Choice, state: SavedState) -> None:
        self._choice, self._state = choice, state

    def position(self, article: Article) -> Position | None:
        """The position at which the reader stopped in an article; None where the reader never scrolled it.

        Where the article now shows another text, such as a fuller copy, it is the position of the same words.
        """
        with self._state.reading():
            stored = self._state.store.position(article.keys)
            return position_in(stored, article.blocks) if stored else None
        return None

    def keep_position(self, article: Article, position: Position) -> None:
        """Save the position at which the reader stopped in an article, and the words there."""
        kept = position._replace(words=words_at(article.blocks, position))
        with self._state.writing():
            self._state.store.set_position(article.keys, kept)

    def last_view(self) -> LastView | None:
        """The last view of these captures; None at the first start."""
        with self._state.reading():
            stored = self._state.store.view(self._choice.id)
            try:
                record = json.loads(stored or "")
                section, article, pane = record["section"], record["article"], record["pane"]
            except (ValueError, KeyError, TypeError):
                return None  # nothing is stored, or another version of careader stored it
            return LastView(str(section), article if isinstance(article, str) else None, str(pane))
        return None

    def keep_view(self, view: LastView) -> None:
        """Save the present view."""
        with self._state.writing():
            self._state.store.set_view(self._choice.id, json.dumps(view._asdict()))
