"""What becomes of the reader's state where its file is copied, replaced or removed while it is open."""

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from careader import locations
from careader.sitting.saved_state import SavedState
from careader.state import Mark, MarkChange, Store


@pytest.fixture
def file() -> Path:
    return locations.state_db()


@pytest.fixture
def state(file: Path) -> Iterator[SavedState]:
    with closing(SavedState(file)) as opened:
        yield opened


def read(*keys: str) -> MarkChange:
    return MarkChange(Mark.READ, on=True, keys=keys)


def marked(file: Path) -> set[str]:
    with Store.open(file) as store:
        return {*store.marked(Mark.READ)}


def from_elsewhere(folder: Path, *keys: str) -> Path:
    """The state of another machine, with marks."""
    other = folder / "elsewhere" / "state.db"
    with Store.open(other) as store:
        store.set_mark(Mark.READ, keys, on=True)
    return other


def test_a_copy_of_the_file_alone_is_whole_once_nothing_happens(
    state: SavedState, file: Path, tmp_path: Path
) -> None:
    state.apply(read("a", "b"))
    state.has_news()
    shutil.copy(file, tmp_path / "copy.db")
    assert marked(tmp_path / "copy.db") == {"a", "b"}


def test_a_reader_that_reads_just_then_is_not_waited_for(state: SavedState, file: Path) -> None:
    state.apply(read("a"))
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN")
        other.execute("SELECT count(*) FROM marks").fetchone()
        state.apply(read("b"))
        assert not state.has_news()
        assert state.problem is None
    state.has_news()
    assert file.with_name("state.db-wal").stat().st_size == 0


def test_a_file_put_in_its_place_keeps_its_marks_and_gets_ours(
    state: SavedState, file: Path, tmp_path: Path
) -> None:
    state.apply(read("mine"))
    os.replace(from_elsewhere(tmp_path, "one", "two", "three"), file)  # noqa: PTH105
    state.apply(read("also mine"))  # before anything was noticed
    assert state.has_news()
    assert state.notice == "state.db was replaced: its marks and yours were brought together"
    assert state.problem is None
    assert state.store.marked(Mark.READ) == {"mine", "also mine", "one", "two", "three"}
    state.close()
    assert marked(file) == {"mine", "also mine", "one", "two", "three"}
    with closing(sqlite3.connect(file)) as db:
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_two_readers_whose_file_is_replaced_lose_nothing(
    state: SavedState, file: Path, tmp_path: Path
) -> None:
    with closing(SavedState(file)) as second:
        state.apply(read("first"))
        second.apply(read("second"))
        second.has_news()
        state.apply(read("later"))
        os.replace(from_elsewhere(tmp_path, "one"), file)  # noqa: PTH105
        for each in (state, second, state):
            each.has_news()
        second.apply(read("last"))
        state.has_news()
    state.close()
    assert marked(file) == {"first", "second", "later", "one", "last"}


def test_a_file_that_is_removed_is_made_again(state: SavedState, file: Path) -> None:
    state.apply(read("a"))
    file.unlink()
    assert state.has_news()
    assert state.notice == "state.db was removed: it was made again with your marks"
    state.close()
    assert marked(file) == {"a"}


def test_what_is_put_in_its_place_and_is_no_state_is_left_alone(state: SavedState, file: Path) -> None:
    state.apply(read("a"))
    file.unlink()
    file.write_bytes(b"something else altogether")
    for _ in range(2):
        state.has_news()
        assert state.problem == f"{file}: it is not a database of careader"
        assert file.read_bytes() == b"something else altogether"
    assert state.store.marked(Mark.READ) == {"a"}
    file.unlink()
    state.apply(read("b"))
    state.has_news()
    assert marked(file) == {"a", "b"}


def test_a_log_left_of_a_removed_file_is_not_laid_over_a_new_one(file: Path) -> None:
    with Store.open(file) as store:
        store.set_mark(Mark.READ, ["old"], on=True)
        log = file.with_name("state.db-wal").read_bytes()
    file.unlink()
    file.with_name("state.db-wal").write_bytes(log)
    assert marked(file) == set()


def test_an_empty_file_is_a_notice(file: Path) -> None:
    file.parent.mkdir(parents=True)
    file.touch()
    with closing(SavedState(file)) as opened:
        assert opened.notice == f"{file}: it was empty, and is begun anew"
        assert opened.problem is None
