"""The surveys of all pages in an update, kept until the pages are judged.

A survey of a page is what the page proves for other captures (`reading.Survey`).
"""

import sqlite3
from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter

from careader.index.planning import Name
from careader.index.reading import Survey
from careader.index.stored import path_bytes, read_hashes, read_path, store_hashes


class Surveys:
    """The surveys of an update, in a temporary table: memory does not grow with the number of files.

    `clear` makes the table, so call `clear` before any other method.

    Args:
        db: the index.
    """

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def clear(self) -> None:
        """Drop all surveys, and make the empty table."""
        self._db.execute("DROP TABLE IF EXISTS temp.surveyed")
        self._db.execute(
            """
            CREATE TEMP TABLE surveyed (
                number INTEGER PRIMARY KEY, root INTEGER, path BLOB, page INTEGER,
                given BLOB, digest BLOB, source BLOB, unreadable TEXT, is_text INTEGER
            )
            """
        )

    def add(self, name: Name, page: int, survey: Survey) -> None:
        """Keep the survey of one page of a file.

        Args:
            name: the name of the file.
            page: the index of the page in the file. Pages are added in order.
            survey: the survey.
        """
        root, path = name
        given = store_hashes(survey.given)
        _, digest, source, unreadable, is_text = survey
        row = (root, path_bytes(path), page, given, digest, source, unreadable, is_text)
        self._db.execute("INSERT INTO temp.surveyed VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?)", row)

    def by_file(self) -> Iterator[tuple[Name, Iterator[tuple[int, Survey]]]]:
        """The name of each file, in the order of adding, with the index and the survey of each page."""
        select = """
            SELECT root, path, page, given, digest, source, unreadable, is_text FROM temp.surveyed
            ORDER BY number
        """
        for (root, path), rows in groupby(self._db.execute(select), itemgetter(0, 1)):
            yield (
                (root, read_path(path)),
                (
                    (page, Survey(frozenset(read_hashes(given)), digest, source, unreadable, bool(is_text)))
                    for _, _, page, given, digest, source, unreadable, is_text in rows
                ),
            )
