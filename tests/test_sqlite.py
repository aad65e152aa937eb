"""What both databases share: transactions, errors in words, the log; and how old an SQLite will do."""

import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from careader.sqlite import fold_log_in, is_busy, log_of, pragma, transaction, why
from tests.support import ROOT

OLDEST = "3.24"
"""The oldest SQLite that careader claims to work with (docs/state.md)."""

NEWER = {
    "RENAME COLUMN, or a window function (3.25)": r"\bRENAME COLUMN\b|\bOVER \(",
    "FILTER or NULLS FIRST (3.30)": r"\bFILTER \(WHERE\b|\bNULLS (FIRST|LAST)\b",
    "a generated column (3.31)": r"\bGENERATED ALWAYS\b",
    "iif (3.32)": r"\biif\(",
    "UPDATE FROM, or sqlite_schema (3.33)": r"\bUPDATE \w+ SET [^;\"']*\bFROM\b|\bsqlite_schema\b",
    "DROP COLUMN, RETURNING, MATERIALIZED, or ON CONFLICT without its columns (3.35)": (
        r"\bDROP COLUMN\b|\bRETURNING\b|\bMATERIALIZED\b|\bON CONFLICT DO\b"
    ),
    "STRICT (3.37)": r"\)\s*STRICT\b",
    "-> of JSON, or unixepoch (3.38)": r"->>? ?'\$|\bunixepoch\(",
    "IS DISTINCT FROM, or RIGHT JOIN (3.39)": r"\bIS (NOT )?DISTINCT FROM\b|\b(RIGHT|FULL) (OUTER )?JOIN\b",
    "string_agg or concat (3.44)": r"\bstring_agg\(|\bconcat(_ws)?\(",
}
"""What came to SQLite later, and how it is told in a statement."""


@pytest.mark.parametrize("what", NEWER)
def test_no_statement_needs_a_newer_sqlite(what: str) -> None:
    found = [
        str(file)
        for file in (ROOT / "reader" / "careader").rglob("*.py")
        if re.search(NEWER[what], file.read_text(encoding="utf-8"))
    ]
    assert found == []


def test_docs_claim_what_is_held_to() -> None:
    assert f"SQLite {OLDEST}" in (ROOT / "docs" / "state.md").read_text(encoding="utf-8")


def test_a_transaction_is_whole_or_not_at_all() -> None:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as db:
        db.execute("CREATE TABLE kept (value NOT NULL)")
        with transaction(db):
            db.execute("INSERT INTO kept VALUES (1)")
        with pytest.raises(sqlite3.IntegrityError), transaction(db):
            db.executemany("INSERT INTO kept VALUES (?)", [(2,), (None,)])
        assert db.execute("SELECT value FROM kept").fetchall() == [(1,)]
        assert not db.in_transaction


def test_the_log_is_folded_in_unless_somebody_reads_it(tmp_path: Path) -> None:
    path = tmp_path / "some.db"
    with (
        closing(sqlite3.connect(path, isolation_level=None, timeout=7)) as db,
        closing(sqlite3.connect(path, isolation_level=None)) as reader,
    ):
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("CREATE TABLE kept (value)")
        reader.execute("BEGIN")
        reader.execute("SELECT * FROM kept").fetchall()
        db.execute("INSERT INTO kept VALUES (1)")
        assert not fold_log_in(db)
        assert log_of(path).stat().st_size > 0
        reader.execute("ROLLBACK")
        assert fold_log_in(db)
        assert log_of(path).stat().st_size == 0
        assert pragma(db, "busy_timeout") == 7000


def test_errors_in_words(tmp_path: Path) -> None:
    path = tmp_path / "some.db"
    with (
        closing(sqlite3.connect(path, isolation_level=None, timeout=0)) as db,
        closing(sqlite3.connect(path, isolation_level=None, timeout=0)) as other,
    ):
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(sqlite3.OperationalError) as caught:
            db.execute("CREATE TABLE kept (value)")
        assert is_busy(caught.value)
        assert why(caught.value) == "another program holds it locked"
    with pytest.raises(sqlite3.ProgrammingError) as closed:
        db.execute("SELECT 1")
    assert (is_busy(closed.value), why(closed.value)) == (False, str(closed.value))
