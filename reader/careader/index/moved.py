"""What became of the articles whose captures the reader's corrections change."""

import sqlite3
from collections.abc import Iterator, Sequence

from careader.index.progress import Moved


def shown_on(db: sqlite3.Connection, captures: Sequence[int]) -> list[tuple[int, int, str]]:
    """The articles that show a copy of one of these captures: capture, line of the headline, keys."""
    select = """
        SELECT a.capture, c.line, a."keys" FROM articles a
        CROSS JOIN copies c ON c.capture = a.capture AND c.place = a.place
    """
    wanted = set(captures)
    return [row for row in db.execute(select) if row[0] in wanted] if wanted else []


def moved(db: sqlite3.Connection, before: Sequence[tuple[int, int, str]]) -> Iterator[Moved]:
    """Where each article is that `shown_on` gave before the captures were judged anew."""
    select = """
        SELECT c.line, a."keys" FROM copies c JOIN texts t ON t.id = c.text
        JOIN articles a ON a.number = t.article
        WHERE c.capture = ? AND c.line <= ? ORDER BY c.line DESC LIMIT 1
    """
    for capture, line, keys in before:
        for now, keys_now in db.execute(select, (capture, line)):
            yield Moved(tuple(keys.split()), tuple(keys_now.split()), now == line)
