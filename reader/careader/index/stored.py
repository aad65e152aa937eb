"""The forms in which the index stores values. Each writer (``store_…``) is above its reader (``read_…``).

A changed form needs a new version of the index (`tables.VERSION`).
"""

import json
import os
import zlib
from array import array
from collections.abc import Callable, Collection, Iterable
from datetime import date
from enum import StrEnum
from functools import lru_cache, wraps
from itertools import chain
from typing import NamedTuple, ParamSpec, TypeVar

from careader.capture.models import NO_TEXT, Block, Capture, Copy, Correction, Kind, Listing, Problem, Rate
from careader.errors import StoredFormError

P = ParamSpec("P")
T = TypeVar("T")


def _reader(read: Callable[P, T]) -> Callable[P, T]:
    """Make the reader of a stored form raise StoredFormError for any other value.

    Raises:
        StoredFormError: the writer of the form did not make the value, so the index is damaged.
    """

    @wraps(read)
    def reading(*stored: P.args, **named: P.kwargs) -> T:
        try:
            return read(*stored, **named)
        except (ValueError, TypeError, KeyError, IndexError, OverflowError, zlib.error) as error:
            raise StoredFormError(str(error)) from error

    return reading


class ArticleKind(StrEnum):
    """A kind of article. The value is the word after ``kind:`` in a query, and the index stores it."""

    NEWS = "news"
    INTERVIEW = "interview"
    OPINION = "opinion"
    DIGEST = "digest"
    REVIEW = "review"


COLUMNS = ("headline", "body", "signs", "money", "share")
"""The columns of the search table (`search_columns`)."""

SEPARATOR = "\n"
"""The character between the names of several authors."""

UNDATED = 0
"""The ordinal of the day of undated captures, in columns that cannot be NULL."""


def ordinal_of(day: date | None) -> int:
    """The ordinal of a day; `UNDATED` for None."""
    return day.toordinal() if day else UNDATED


@_reader
def day_of(ordinal: int | None) -> date | None:
    """The day of an ordinal; None for None or `UNDATED`."""
    return date.fromordinal(ordinal) if ordinal else None


def store_blocks(blocks: Iterable[Block]) -> str:
    """The blocks of a copy as JSON: the kind, the text and the items of each block."""
    return json.dumps([[block.kind.value, block.text, *block.items] for block in blocks], ensure_ascii=False)


@_reader
def read_blocks(stored: str) -> tuple[Block, ...]:
    """The blocks that `store_blocks` stored."""
    return tuple(Block(Kind(kind), text, tuple(items)) for kind, text, *items in json.loads(stored))


def word_count(blocks: Iterable[Block]) -> int:
    """The number of words in blocks. Words are runs without blank space."""
    said = [block for block in blocks if block.kind not in NO_TEXT]
    texts = chain((block.text for block in said), chain.from_iterable(block.items for block in said))
    return sum(map(_words_in, texts))


def _words_in(text: str) -> int:
    bare = text.strip()
    if bare.isascii() and bare.isprintable() and "  " not in bare:  # most teasers: no need to split
        return bare.count(" ") + bool(bare)
    return len(bare.split())


def is_searched(block: Block) -> bool:
    """Whether the words of a block are searched. All blocks except furniture are searched."""
    return block.kind.value not in _NO_TEXT


def searched_parts(blocks: Iterable[Block]) -> list[str]:
    """The texts and list items that are searched, as `read_parts` returns them from the stored blocks."""
    return [part for block in blocks if is_searched(block) for part in (block.text, *block.items) if part]


@_reader
def read_parts(stored: str) -> list[str]:
    """The texts and list items of stored blocks that are searched, in order."""
    return [part for kind, *parts in json.loads(stored) if kind not in _NO_TEXT for part in parts if part]


_NO_TEXT = {kind.value for kind in NO_TEXT if kind is not Kind.OTHER}
"""The kinds of blocks that are not searched. `Kind.OTHER` is searched, since its brackets can be text."""


COPY = "headline, blocks, excerpt, byline, published, address"
"""The columns of the table ``texts`` for `read_copy`, in the order of its arguments."""


@_reader
def read_copy(  # noqa: PLR0913, PLR0917 - the columns of a row
    headline: str,
    blocks: str,
    excerpt: int,
    byline: str,
    published: int | None,
    address: str,
) -> Copy:
    """A copy made of the columns `COPY`. It lacks its confidence and line, which each capture stores."""
    return Copy(headline, read_blocks(blocks), bool(excerpt), 1.0, 1, byline, day_of(published), address)


def store_rates(rates: Iterable[Rate]) -> str:
    """The rates of a capture as JSON; `NO_RATES` for none."""
    return json.dumps([list(rate) for rate in rates])


NO_RATES = "[]"
"""The stored form of no rates."""


@lru_cache(1024)  # the articles of a capture share its rates: a list is read with a seventh less work
@_reader
def read_rates(stored: str) -> tuple[Rate, ...]:
    """The rates that `store_rates` stored."""
    return tuple(Rate(*rate) for rate in json.loads(stored))


class Head(NamedTuple):
    """The facts about a capture that other columns lack."""

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
    """The head that `store_head` stored."""
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
    """The ordinals of an article's days, latest first, separated by blanks; `UNDATED` for no days."""
    return " ".join(map(str, days)) or str(UNDATED)


@_reader
def read_days(stored: str) -> tuple[date, ...]:
    """The days that `store_days` stored."""
    return tuple(date.fromordinal(day) for day in map(int, stored.split()) if day != UNDATED)


def store_authors(names: Iterable[Iterable[str]]) -> str:
    """The names of an article's authors, each once, from the names on each copy."""
    return SEPARATOR.join(dict.fromkeys(name for some in names for name in some if name))


@_reader
def read_authors(stored: str) -> tuple[str, ...]:
    """The names that `store_authors` stored."""
    return tuple(filter(None, stored.split(SEPARATOR)))


def store_keys(keys: Iterable[str]) -> str:
    """The keys of an article as one text, with a blank between two keys."""
    return " ".join(keys)


@_reader
def read_keys(stored: str) -> tuple[str, ...]:
    """The keys that `store_keys` stored."""
    return tuple(stored.split())


def store_hashes(hashes: Collection[int]) -> bytes:
    """64-bit hashes as bytes."""
    return array("q", hashes).tobytes()


@_reader
def read_hashes(stored: bytes) -> "array[int]":
    """The hashes that `store_hashes` stored."""
    hashes = array("q")
    hashes.frombytes(stored)
    return hashes


def store_numbers(numbers: Iterable[int]) -> bytes:
    """Numbers of articles, or fingerprints, as bytes: 32 bits each."""
    return array("I", numbers).tobytes()


@_reader
def read_numbers(stored: bytes) -> "array[int]":
    """The numbers that `store_numbers` stored."""
    numbers = array("I")
    numbers.frombytes(stored)
    return numbers


def path_bytes(path: str) -> bytes:
    """The path of a file as bytes. File names need not be UTF-8, but text in SQLite must be UTF-8."""
    return os.fsencode(path)


@_reader
def read_path(stored: bytes) -> str:
    """The path that `path_bytes` stored."""
    return os.fsdecode(stored)


@_reader
def read_number(stored: int | str) -> int:
    """A number that SQLite returns as an integer or as text."""
    return int(stored)


def store_lines(lines: Iterable[str]) -> str:
    """Lines for the reader, as JSON."""
    return json.dumps([*lines])


@_reader
def read_lines(stored: str) -> tuple[str, ...]:
    """The lines that `store_lines` stored."""
    return tuple(map(str, json.loads(stored)))


def store_corrections(corrections: Iterable[Correction]) -> str:
    """The corrections by which an index was made, as JSON."""
    return json.dumps(sorted((each.line, each.lead, each.headline) for each in corrections))


@_reader
def read_corrections(stored: str) -> set[Correction]:
    """The corrections that `store_corrections` stored."""
    return {Correction(*each) for each in json.loads(stored)}
