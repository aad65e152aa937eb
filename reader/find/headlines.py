"""The headlines of a corpus, ready to be jumped to: on whatever thread asks first."""

from array import array
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from reader.corpus.index import connect, damage, get
from reader.find.jump import Jump
from reader.words import one_line


@dataclass(frozen=True, slots=True)
class Headlines:
    """What jumping needs of one edition of an index.

    Attributes:
        edition: of the index.
        numbers: of the articles, in the order of the corpus; a row of `jump` is a place among them.
        jump: finds their headlines.
    """

    edition: int
    numbers: Sequence[int]
    jump: Jump


def headlines_in(index: Path) -> Headlines:
    """Read the headlines of an index, over a connection of its own.

    Raises:
        CareaderError: the index cannot be read.
        FileNotFoundError: there is none.
    """
    with damage(index), closing(connect(index)) as db:
        db.execute("BEGIN")
        edition, order = get(db, "edition"), get(db, "order")
        numbers = array("I")
        numbers.frombytes(order if isinstance(order, bytes) else b"")
        headline = dict(db.execute("SELECT number, headline FROM articles"))
    jump = Jump([one_line(headline[number]) for number in numbers])
    return Headlines(edition if isinstance(edition, int) else 0, numbers, jump)
