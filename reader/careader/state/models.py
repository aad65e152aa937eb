"""The values of the reader's own state: marks, positions, and the changes of marks that undo takes back."""

from enum import StrEnum
from typing import NamedTuple


class Mark(StrEnum):
    """A mark that the reader sets on an article. The values are stored, so they never change."""

    READ = "read"
    BOOKMARK = "bookmark"


class Position(NamedTuple):
    """The place in the text of an article where the reader stopped; a resize does not change the place.

    Attributes:
        block: the index of the block, from 0.
        offset: the index of the character in the block, from 0, at which the first visible word begins.
        words: the first words from this character on, folded, to find the place again in a changed text; ""
            where they are not known.
    """

    block: int
    offset: int
    words: str = ""


class MarkChange(NamedTuple):
    """The effect of setting or clearing a mark, as undo stores it.

    Attributes:
        mark: the mark that was set or cleared.
        on: True if the mark was set, False if it was cleared.
        keys: exactly the keys whose mark changed; empty where no mark changed.
    """

    mark: Mark
    on: bool
    keys: tuple[str, ...]
