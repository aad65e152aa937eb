"""The kinds of rows that state.db stores per key: marks, positions, seen texts, notes.

A row is stored under the key of a copy, and a later copy of the article can have another key. So each kind
tells what the rows of an article's keys say together, and each key gets this row (`Store.spread`). The state
then stays when captures of the article are deleted.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from careader.state.models import Mark

Row = tuple[Any, ...]
"""A row of a table without its key: ``at``, the time at which the row was set; then the other columns."""


class RowKind(NamedTuple):
    """A kind of row that is stored per key, such as a mark or a note.

    Attributes:
        select: the SELECT for key and row; the caller appends the list of keys.
        replace: the statement that writes a row; its parameters are the key and the values of the row.
        whole: makes the row of an article from the rows of its keys, at least one; returns None where the
            article has no such row.
    """

    select: str
    replace: str
    whole: Callable[[Collection[Row]], Row | None]

    @property
    def select_all(self) -> str:
        """The SELECT for the rows of every key."""
        return self.select.removesuffix(" key IN").removesuffix(" AND").removesuffix(" WHERE")

    def of(self, rows: Collection[Row]) -> Row | None:
        """The row of an article, made from the rows of its keys; None where the article has no such row."""
        return self.whole(rows) if rows else None


def whole_mark(rows: Collection[Row]) -> Row | None:
    """The row (at, marked) that stands for a whole article: the latest row of a key that is marked now.

    So an article is marked if one of its keys is, even if other keys were cleared later. None where no key is
    marked now.
    """
    return max((row for row in rows if row[1]), default=None)


def latest(rows: Collection[Row]) -> Row:
    """The row that was set last, for positions (at, block, offset, words) and seen texts (at, digest)."""
    return max(rows)


def whole_note(rows: Collection[Row]) -> Row:
    """The row (at, begun, note) of an article; ``note`` is None for a deleted note.

    Rows with the same ``begun`` are one note, and its latest text counts. Rows with different ``begun`` are
    notes on two articles that became one article: both texts are kept, the earlier text first. A text that is
    part of another text is not repeated.
    """
    notes = {begun: note for _, begun, note in sorted(rows, key=lambda row: (row[0], row[2] or ""))}
    texts = list(dict.fromkeys(notes[begun] for begun in sorted(notes) if notes[begun]))
    apart = [text for text in texts if not any(text in other for other in texts if other != text)]
    return max(at for at, _, _ in rows), min(notes), "\n\n".join(apart) or None


def _mark(mark: Mark) -> RowKind:
    return RowKind(
        f"SELECT key, at, marked FROM marks WHERE mark = '{mark}' AND key IN",  # noqa: S608 - a word of ours
        f"REPLACE INTO marks (mark, key, at, marked) VALUES ('{mark}', ?, ?, ?)",  # noqa: S608 - the same
        whole_mark,
    )


POSITION = RowKind(
    'SELECT key, at, block, "offset", words FROM positions WHERE key IN',
    'REPLACE INTO positions (key, at, block, "offset", words) VALUES (?, ?, ?, ?, ?)',
    latest,
)
SEEN = RowKind(
    "SELECT key, at, digest FROM seen WHERE key IN",
    "REPLACE INTO seen (key, at, digest) VALUES (?, ?, ?)",
    latest,
)
NOTE = RowKind(
    "SELECT key, at, begun, note FROM notes WHERE key IN",
    "REPLACE INTO notes (key, at, begun, note) VALUES (?, ?, ?, ?)",
    whole_note,
)
MARKS = {mark: _mark(mark) for mark in Mark}
KINDS = (*MARKS.values(), POSITION, SEEN, NOTE)
"""All kinds of rows that are stored per key."""


def missing(groups: Iterable[Sequence[str]], rows: Mapping[str, Row], kind: RowKind) -> list[Row]:
    """The rows to write so that each key of an article has the row of the article.

    Args:
        groups: for each article, the keys of its copies.
        rows: the stored rows, by key.
        kind: the kind of the rows.

    Returns:
        For each key whose row must change, the key followed by the values of its new row.
    """
    found: list[Row] = []
    for keys in groups:
        if whole := kind.of([rows[key] for key in keys if key in rows]):
            found += [(key, *whole) for key in keys if rows.get(key) != whole]
    return found
