"""What the copies of one article have in common: how marks outlive the copy that they were set on.

Everything is kept per key, and a copy that comes later brings a key of its own. What any key of an article
has is given to all of them, so whichever of its captures is deleted, the marks stay.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from careader.state.models import Mark

Row = tuple[Any, ...]
"""What is kept under one key, as it stands in its table: ``at`` first, then the rest, without the key."""


class Kept(NamedTuple):
    """One kind of thing that is kept per key.

    Attributes:
        select: finds the rows, each behind its key; what keys to look at follows.
        replace: writes a row, given the key and then the row.
        whole: the row of an article, of those under its keys, at least one; None where it is to have none.
    """

    select: str
    replace: str
    whole: Callable[[Collection[Row]], Row | None]

    @property
    def select_all(self) -> str:
        """Finds the rows of every key."""
        return self.select.removesuffix(" key IN").removesuffix(" AND").removesuffix(" WHERE")

    def of(self, rows: Collection[Row]) -> Row | None:
        """The row of an article, of those under its keys; None where it has none."""
        return self.whole(rows) if rows else None


def whole_mark(rows: Collection[Row]) -> Row | None:
    """The mark (at, marked) of an article: set where any is, no matter when another was cleared."""
    return max((row for row in rows if row[1]), default=None)


def latest(rows: Collection[Row]) -> Row:
    """The row set last: of positions (at, block, offset, words), or of what was seen (at, digest)."""
    return max(rows)


def whole_note(rows: Collection[Row]) -> Row:
    """The note (at, begun, note) of an article: None as its text where it was taken away.

    Rows begun at one time are one note, of which the latest wording counts. Notes begun apart belonged to two
    articles that turned out to be one: both are kept, the first begun first. A text that stands within
    another is not said twice.
    """
    notes = {begun: note for _, begun, note in sorted(rows, key=lambda row: (row[0], row[2] or ""))}
    texts = list(dict.fromkeys(notes[begun] for begun in sorted(notes) if notes[begun]))
    apart = [text for text in texts if not any(text in other for other in texts if other != text)]
    return max(at for at, _, _ in rows), min(notes), "\n\n".join(apart) or None


def _mark(mark: Mark) -> Kept:
    return Kept(
        f"SELECT key, at, marked FROM marks WHERE mark = '{mark}' AND key IN",  # noqa: S608 - a word of ours
        f"REPLACE INTO marks (mark, key, at, marked) VALUES ('{mark}', ?, ?, ?)",  # noqa: S608 - the same
        whole_mark,
    )


POSITION = Kept(
    'SELECT key, at, block, "offset", words FROM positions WHERE key IN',
    'REPLACE INTO positions (key, at, block, "offset", words) VALUES (?, ?, ?, ?, ?)',
    latest,
)
SEEN = Kept(
    "SELECT key, at, digest FROM seen WHERE key IN",
    "REPLACE INTO seen (key, at, digest) VALUES (?, ?, ?)",
    latest,
)
NOTE = Kept(
    "SELECT key, at, begun, note FROM notes WHERE key IN",
    "REPLACE INTO notes (key, at, begun, note) VALUES (?, ?, ?, ?)",
    whole_note,
)
MARKS = {mark: _mark(mark) for mark in Mark}
KINDS = (*MARKS.values(), POSITION, SEEN, NOTE)
"""Everything that is kept per key."""


def missing(groups: Iterable[Sequence[str]], rows: Mapping[str, Row], kept: Kept) -> list[Row]:
    """What is to be written for each key of a group to have what its article has.

    Args:
        groups: for each article the keys of its copies.
        rows: what is kept under those keys.
        kept: the kind of thing it is.

    Returns:
        The keys whose row is another, each with the row that it gets.
    """
    found: list[Row] = []
    for keys in groups:
        if whole := kept.of([rows[key] for key in keys if key in rows]):
            found += [(key, *whole) for key in keys if rows.get(key) != whole]
    return found
