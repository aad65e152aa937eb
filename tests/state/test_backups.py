"""Backups of the state: one complete file, remembered, and taken over again."""

import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from careader.capture.models import Correction
from careader.errors import StateError
from careader.state.models import Mark, Position
from careader.state.store import Store

CORRECTION = Correction("a line", "what follows", headline=True)


def fill(store: Store) -> None:
    store.set_mark(Mark.READ, ["one", "two"], on=True)
    store.set_mark(Mark.BOOKMARK, ["two"], on=True)
    store.set_note(["one"], "Ask the harbour office.")
    store.set_position(["two"], Position(4, 1))
    store.correct(CORRECTION)


def test_a_backup_alone_has_everything(store: Store, tmp_path: Path) -> None:
    fill(store)
    store.backups.write(tmp_path / "backup.db")
    alone = Path(shutil.move(tmp_path / "backup.db", tmp_path / "moved.db"))
    with Store.of_backup(alone) as backup:
        assert backup.marked(Mark.READ) == {"one", "two"}
        assert backup.marked(Mark.BOOKMARK) == {"two"}
        assert backup.note(["one"]) == "Ask the harbour office."
        assert backup.position(["two"]) == Position(4, 1)
        assert backup.corrections() == {CORRECTION}
    assert sorted(tmp_path.glob("*")) == [tmp_path / "data", alone]


def test_only_its_owner_can_read_it(store: Store, tmp_path: Path) -> None:
    store.backups.write(tmp_path / "backup.db")
    assert (tmp_path / "backup.db").stat().st_mode & 0o777 == 0o600


def test_a_later_backup_takes_the_place_of_an_earlier(store: Store, tmp_path: Path) -> None:
    store.backups.write(tmp_path / "backup.db")
    fill(store)
    store.backups.write(tmp_path / "backup.db")
    with Store.of_backup(tmp_path / "backup.db") as backup:
        assert backup.marked(Mark.BOOKMARK) == {"two"}


def test_the_last_backup_is_remembered_and_whether_it_is_complete(store: Store, tmp_path: Path) -> None:
    assert store.backups.last() is None
    fill(store)
    store.backups.write(tmp_path / "backup.db")
    last = store.backups.last()
    assert last is not None
    assert (last.path, last.complete) == (str(tmp_path / "backup.db"), True)
    store.set_view("a corpus", "{}")  # where the reader was is nothing that a backup is made for
    assert store.backups.last() == last
    store.set_mark(Mark.READ, ["three"], on=True)
    assert store.backups.last() == last._replace(complete=False)


def test_what_was_set_in_the_moment_of_the_backup_is_in_it(tmp_path: Path) -> None:
    with Store.in_memory(clock=lambda: 5.0) as store:
        fill(store)
        store.backups.write(tmp_path / "backup.db")
        last = store.backups.last()
    assert last is not None
    assert last.complete


def test_other_files_are_left_as_they_are(store: Store, path: Path, tmp_path: Path) -> None:
    text, other = tmp_path / "letter.txt", tmp_path / "other.db"
    text.write_text("Dear Marat, the boat is late.")
    with closing(sqlite3.connect(other)) as db:
        db.execute("CREATE TABLE boats (name)")
    link = tmp_path / "link.db"
    link.symlink_to(path)
    before = [each.read_bytes() for each in (text, other)]
    for each in (text, other, tmp_path, path, link, tmp_path / "none" / "backup.db"):
        with pytest.raises(StateError, match=str(each)):
            store.backups.write(each)
    assert [each.read_bytes() for each in (text, other)] == before
    assert store.backups.last() is None
    fill(store)
    assert store.marked(Mark.BOOKMARK) == {"two"}
    assert not [*tmp_path.rglob(".making-*")]


def test_what_fails_on_the_way_leaves_the_earlier_backup(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(store)
    store.backups.write(tmp_path / "backup.db")
    last = store.backups.last()

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    store.set_mark(Mark.READ, ["three"], on=True)
    with pytest.raises(StateError, match="No space left"):
        store.backups.write(tmp_path / "backup.db")
    assert not [*tmp_path.rglob(".making-*")]
    assert store.backups.last() == last._replace(complete=False) if last else False
    with Store.of_backup(tmp_path / "backup.db") as backup:
        assert backup.marked(Mark.READ) == {"one", "two"}


@pytest.mark.parametrize("content", [None, b"", b"Dear Marat", b"SQLite format 3\0" + b"\xff" * 200])
def test_what_is_no_backup_is_refused(content: bytes | None, tmp_path: Path) -> None:
    file = tmp_path / "backup.db"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(StateError, match=str(file)) as caught:
        Store.of_backup(file)
    assert "\n" not in str(caught.value)
    assert (file.read_bytes() if content is not None else None) == content


def test_the_last_marks_of_an_open_reader_are_in_its_state(
    path: Path, clock: Callable[[], float], tmp_path: Path
) -> None:
    with Store.open(path, clock=clock) as reader, Store.open(path, clock=clock) as command:
        fill(reader)
        command.backups.write(tmp_path / "backup.db")
        with Store.of_backup(tmp_path / "backup.db") as backup, Store.of_backup(path) as state:
            assert backup.marked(Mark.READ) == state.marked(Mark.READ) == {"one", "two"}
