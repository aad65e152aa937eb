"""The surveys of files, kept until the files are judged."""

import sqlite3
from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter

from careader.index.planning import Name
from careader.index.reading import Survey
from careader.index.stored import read_hashes, read_path, store_hashes, store_path


class Surveys:
    """The surveys of an update, in a temporary table, so that memory does not grow with the number of files.

    Call `clear` before any other method: it makes the table.

    Args:
        db: the index.
    """

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def clear(self) -> None:
        """Drop every survey, or make the empty table."""
        self._db.execute("DROP TABLE IF EXISTS temp.surveyed")
        self._db.execute(
            """
            CREATE TEMP TABLE surveyed (
                number INTEGER PRIMARY KEY, root INTEGER, path BLOB, page INTEGER,
                given BLOB, digest BLOB, source BLOB, unreadable TEXT
            )
            """
        )

    def add(self, name: Name, page: int, survey: Survey) -> None:
        """Keep the survey of one page of a file. Pages are counted from 0 and added in order."""
        root, path = name
        given = store_hashes(survey.given)
        row = (root, store_path(path), page, given, survey.digest, survey.source, survey.unreadable)
        self._db.execute("INSERT INTO temp.surveyed VALUES (NULL, ?, ?, ?, ?, ?, ?, ?)", row)

    def by_file(self) -> Iterator[tuple[Name, Iterator[tuple[int, Survey]]]]:
        """Each file, in the order in which it was added, with the numbers and surveys of its pages."""
        select = (
            "SELECT root, path, page, given, digest, source, unreadable FROM temp.surveyed ORDER BY number"
        )
        for (root, path), rows in groupby(self._db.execute(select), itemgetter(0, 1)):
            yield (
                (root, read_path(path)),
                (
                    (page, Survey(frozenset(read_hashes(given)), digest, source, unreadable))
                    for _, _, page, given, digest, source, unreadable in rows
                ),
            )
