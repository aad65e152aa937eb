"""The effects of the reader's corrections: which article holds a corrected line before and after."""

import sqlite3
from collections.abc import Iterator, Sequence

from careader.index.progress import CorrectionEffect


def articles_showing(db: sqlite3.Connection, captures: Sequence[int]) -> list[tuple[int, int, str]]:
    """The articles that show a copy of one of these captures: of each the capture, headline line and keys."""
    select = """
        SELECT a.capture, c.line, a."keys" FROM articles a
        CROSS JOIN copies c ON c.capture = a.capture AND c.place = a.place
    """
    wanted = set(captures)
    return [row for row in db.execute(select) if row[0] in wanted] if wanted else []


def effects_since(
    db: sqlite3.Connection, before: Sequence[tuple[int, int, str]]
) -> Iterator[CorrectionEffect]:
    """The effect on each article that `articles_showing` returned before the captures were judged again."""
    select = """
        SELECT c.line, a."keys" FROM copies c JOIN texts t ON t.id = c.text
        JOIN articles a ON a.number = t.article
        WHERE c.capture = ? AND c.line <= ? ORDER BY c.line DESC LIMIT 1
    """
    for capture, line, keys in before:
        for now, keys_now in db.execute(select, (capture, line)):
            yield CorrectionEffect(tuple(keys.split()), tuple(keys_now.split()), now == line)
