"""The forms in which the index keeps values: of each form the writer and, right below it, the reader.

A form that changes is another version of the index (`tables.VERSION`).
"""

import json
import os
import zlib
from array import array
from collections.abc import Callable, Collection, Iterable
from datetime import date
from functools import wraps
from typing import NamedTuple, ParamSpec, TypeVar

from careader.capture.models import NO_TEXT, Block, Capture, Copy, Correction, Kind, Listing, Problem, Rate
from careader.errors import StoredFormError
from careader.index.authors import SEPARATOR

P = ParamSpec("P")
T = TypeVar("T")


def _reader(read: Callable[P, T]) -> Callable[P, T]:
    """A function that reads a stored form, and says of anything else that it is none.

    Raises:
        StoredFormError: the value is not what the writer of the form makes: the index is damaged.
    """

    @wraps(read)
    def reading(*stored: P.args, **named: P.kwargs) -> T:
        try:
            return read(*stored, **named)
        except (ValueError, TypeError, KeyError, IndexError, OverflowError, zlib.error) as error:
            raise StoredFormError(str(error)) from error

    return reading


UNDATED = 0
"""Stands for the day of captures without a date where a day is a part of a key."""


def ordinal_of(day: date | None) -> int:
    """A day as a number; `UNDATED` for none."""
    return day.toordinal() if day else UNDATED


@_reader
def day_of(ordinal: int | None) -> date | None:
    """The day that `ordinal_of` made a number of."""
    return date.fromordinal(ordinal) if ordinal else None


def store_blocks(blocks: Iterable[Block]) -> str:
    """The blocks of a copy as JSON: of each its kind, its text and its items."""
    return json.dumps([[block.kind.value, block.text, *block.items] for block in blocks], ensure_ascii=False)


@_reader
def read_blocks(stored: str) -> tuple[Block, ...]:
    """The blocks that `store_blocks` made JSON of."""
    return tuple(Block(Kind(kind), text, tuple(items)) for kind, text, *items in json.loads(stored))


def is_searched(block: Block) -> bool:
    """Whether a block is a text of the article that is searched."""
    return block.kind.value not in _NO_TEXT


def searched_parts(blocks: Iterable[Block]) -> list[str]:
    """What `read_parts` gives of blocks once they are stored."""
    return [part for block in blocks if is_searched(block) for part in (block.text, *block.items) if part]


@_reader
def read_parts(stored: str) -> list[str]:
    """The texts and items of stored blocks that belong to the article, in order: what is searched."""
    return [part for kind, *parts in json.loads(stored) if kind not in _NO_TEXT for part in parts if part]


_NO_TEXT = {kind.value for kind in NO_TEXT if kind is not Kind.OTHER}
"""Markup is searched: what is brackets to careader can be text to who typed it."""


COPY = "headline, blocks, excerpt, byline, published, address"
"""The columns of ``texts`` that `read_copy` takes, in its order."""


@_reader
def read_copy(  # noqa: PLR0913, PLR0917 - the columns of a row
    headline: str,
    blocks: str,
    excerpt: int,
    byline: str,
    published: int | None,
    address: str,
) -> Copy:
    """A copy from the columns `COPY`; its confidence and line stand with the capture that carries it."""
    return Copy(headline, read_blocks(blocks), bool(excerpt), 1.0, 1, byline, day_of(published), address)


def store_rates(rates: Iterable[Rate]) -> str:
    """The rates of a capture as JSON; `NO_RATES` for none."""
    return json.dumps([list(rate) for rate in rates])


NO_RATES = "[]"
"""What `store_rates` gives for none."""


@_reader
def read_rates(stored: str) -> tuple[Rate, ...]:
    """The rates that `store_rates` made JSON of."""
    return tuple(Rate(*rate) for rate in json.loads(stored))


class Head(NamedTuple):
    """What a capture says of itself beside its date and rates."""

    listing: Listing | None
    preamble: tuple[str, ...]
    problems: tuple[Problem, ...]
    confidence: float
    dated_by: str
    form: str


def store_head(capture: Capture) -> str:
    """The head of a capture as JSON."""
    return json.dumps(
        {
            "listing": capture.listing,
            "preamble": capture.preamble,
            "problems": capture.problems,
            "confidence": capture.confidence,
            "dated_by": capture.dated_by,
            "form": capture.form,
        }
    )


@_reader
def read_head(stored: str) -> Head:
    """The head that `store_head` made JSON of."""
    told = json.loads(stored)
    return Head(
        Listing(*told["listing"]) if told["listing"] else None,
        tuple(told["preamble"]),
        tuple(Problem(*problem) for problem in told["problems"]),
        told["confidence"],
        told["dated_by"],
        told["form"],
    )


def store_days(days: Iterable[int]) -> str:
    """Days of an article, as ordinals, latest first; `UNDATED` alone where it has none."""
    return " ".join(map(str, days)) or str(UNDATED)


@_reader
def read_days(stored: str) -> tuple[date, ...]:
    """The days that `store_days` made text of."""
    return tuple(date.fromordinal(day) for day in map(int, stored.split()) if day != UNDATED)


def store_authors(names: Iterable[Iterable[str]]) -> str:
    """The names of an article's authors, each once, from those that each of its copies tells."""
    return SEPARATOR.join(dict.fromkeys(name for some in names for name in some if name))


@_reader
def read_authors(stored: str) -> tuple[str, ...]:
    """The names that `store_authors` made text of."""
    return tuple(filter(None, stored.split(SEPARATOR)))


def store_keys(keys: Iterable[str]) -> str:
    """The keys of an article."""
    return " ".join(keys)


@_reader
def read_keys(stored: str) -> tuple[str, ...]:
    """The keys that `store_keys` made text of."""
    return tuple(stored.split())


def store_hashes(hashes: Collection[int]) -> bytes:
    """64-bit hashes as bytes."""
    return array("q", hashes).tobytes()


@_reader
def read_hashes(stored: bytes) -> "array[int]":
    """The hashes that `store_hashes` made bytes of."""
    hashes = array("q")
    hashes.frombytes(stored)
    return hashes


def store_numbers(numbers: Iterable[int]) -> bytes:
    """Numbers of articles, or fingerprints, as bytes: 32 bits each."""
    return array("I", numbers).tobytes()


@_reader
def read_numbers(stored: bytes) -> "array[int]":
    """The numbers that `store_numbers` made bytes of."""
    numbers = array("I")
    numbers.frombytes(stored)
    return numbers


def store_path(path: str) -> bytes:
    """The path of a file as bytes: a name need not be UTF-8, and SQLite's text has to be."""
    return os.fsencode(path)


@_reader
def read_path(stored: bytes) -> str:
    """The path that `store_path` made bytes of."""
    return os.fsdecode(stored)


@_reader
def read_number(stored: int | str) -> int:
    """A number, whatever form SQLite gives it in."""
    return int(stored)


def store_lines(lines: Iterable[str]) -> str:
    """Lines to be shown as JSON."""
    return json.dumps([*lines])


@_reader
def read_lines(stored: str) -> tuple[str, ...]:
    """The lines that `store_lines` made JSON of."""
    return tuple(map(str, json.loads(stored)))


def store_corrections(corrections: Iterable[Correction]) -> str:
    """The corrections that an index obeys as JSON."""
    return json.dumps(sorted((each.line, each.lead, each.headline) for each in corrections))


@_reader
def read_corrections(stored: str) -> set[Correction]:
    """The corrections that `store_corrections` made JSON of."""
    return {Correction(*each) for each in json.loads(stored)}
