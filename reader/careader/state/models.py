"""What the reader's own state is made of: marks, positions and the changes that undo takes back."""

from enum import StrEnum
from typing import NamedTuple


class Mark(StrEnum):
    """What a reader can set on an article. The values are stored: they never change."""

    READ = "read"
    BOOKMARK = "bookmark"


class Position(NamedTuple):
    """The place in an article that reading goes on from: anchored to its text, so a resize keeps it.

    Attributes:
        block: the index of the block, from 0.
        offset: the character of that block, from 0, that the first visible word begins at.
        words: the first words from there on, folded, by which the place is found in a text that changed;
            "" where they are not known.
    """

    block: int
    offset: int
    words: str = ""


class Change(NamedTuple):
    """What setting or clearing a mark did, no more: the value that undo keeps.

    Attributes:
        mark: the mark that was set or cleared.
        on: True where it was set.
        keys: exactly the keys that were the other way before; empty where there was nothing to do.
    """

    mark: Mark
    on: bool
    keys: tuple[str, ...]
