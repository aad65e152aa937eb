"""The effects of the reader's corrections on articles.

An article's headline is found again by its capture and line, before and after the captures are judged again.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CorrectionEffect:
    """The effect of a correction on one article.

    Attributes:
        before: the keys of the article before the correction.
        after: the keys of the article that has the line of its headline now.
        same: whether this line is still a headline.
    """

    before: tuple[str, ...]
    after: tuple[str, ...]
    same: bool


def articles_showing(db: sqlite3.Connection, captures: Sequence[int]) -> list[tuple[int, int, str]]:
    """The articles that show a copy on one of these captures.

    Returns:
        For each article, the number of the capture, the line of the headline, and the keys (`store_keys`).
    """
    select = """
        SELECT a.capture, c.line, a."keys" FROM articles a
        CROSS JOIN copies c ON c.capture = a.capture AND c.place = a.place
    """
    wanted = set(captures)
    return [row for row in db.execute(select) if row[0] in wanted] if wanted else []


def effects_since(
    db: sqlite3.Connection, before: Sequence[tuple[int, int, str]]
) -> Iterator[CorrectionEffect]:
    """The effect of the corrections on each article.

    Args:
        db: the index, after the captures were judged again.
        before: the result of `articles_showing` before the captures were judged again.
    """
    select = """
        SELECT c.line, a."keys" FROM copies c JOIN texts t ON t.id = c.text
        JOIN articles a ON a.number = t.article
        WHERE c.capture = ? AND c.line <= ? ORDER BY c.line DESC LIMIT 1
    """
    for capture, line, keys in before:
        for now, keys_now in db.execute(select, (capture, line)):
            yield CorrectionEffect(tuple(keys.split()), tuple(keys_now.split()), now == line)
