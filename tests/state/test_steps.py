"""The steps that undo takes back, over a restart and with two readers."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from careader.errors import StateError
from careader.state import steps
from careader.state.models import Mark
from careader.state.schema import MIGRATIONS
from careader.state.store import Store


def test_steps_are_there_after_a_restart_the_last_one_at_the_end(path: Path) -> None:
    with Store.open(path) as store:
        first, second = store.steps.add("here", "one"), store.steps.add("here", "two")
        store.steps.add("elsewhere", "three")
    with Store.open(path) as store:
        assert store.steps.of("here") == [(first, "one"), (second, "two")]
        assert store.steps.of("nowhere") == []


def test_a_step_is_taken_back_once_by_whichever_reader(path: Path, store: Store) -> None:
    number = store.steps.add("here", "one")
    with Store.open(path) as other:
        assert other.steps.remove(number)
    assert not store.steps.remove(number)


def test_the_number_of_a_step_taken_back_is_not_given_again(store: Store) -> None:
    number = store.steps.add("here", "one")
    store.steps.remove(number)
    assert store.steps.add("here", "two") > number


def test_a_step_can_be_told_more_fully(store: Store) -> None:
    number = store.steps.add("here", "one")
    store.steps.rewrite(number, "one, and what followed")
    assert store.steps.of("here") == [(number, "one, and what followed")]


def test_the_oldest_steps_of_a_corpus_go_and_no_others(store: Store) -> None:
    store.steps.add("elsewhere", "old")
    for number in range(steps.KEPT + 3):
        store.steps.add("here", str(number))
    assert [said for _, said in store.steps.of("here")] == [str(n) for n in range(3, steps.KEPT + 3)]
    assert len(store.steps.of("elsewhere")) == 1


def test_long_steps_leave_room_for_the_newest_however_long(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(steps, "KEPT_LENGTH", 10)
    for said in ("a" * 8, "b" * 8, "c" * 500, "d"):
        store.steps.add("here", said)
    assert [said for _, said in store.steps.of("here")] == ["d"]
    store.steps.add("here", "e" * 500)
    assert [said for _, said in store.steps.of("here")] == ["d", "e" * 500]


def test_a_closed_store_says_so_in_one_line(path: Path) -> None:
    store = Store.open(path)
    store.close()
    for call in (
        lambda: store.steps.of("here"),
        lambda: store.steps.add("here", "one"),
        lambda: store.steps.rewrite(1, "one"),
        lambda: store.steps.remove(1),
    ):
        with pytest.raises(StateError, match=r"^.*state\.db: Cannot operate on a closed database"):
            call()


def test_a_file_from_before_steps_keeps_its_marks_and_takes_steps(path: Path) -> None:
    path.parent.mkdir()
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        for statement in (each for step in MIGRATIONS[:3] for each in step):
            db.execute(statement)
        db.execute("INSERT INTO marks VALUES ('read', 'a', 1, 5.0)")
        db.execute("PRAGMA application_id = 0x63617265")
        db.execute("PRAGMA user_version = 3")
    with Store.open(path) as store:
        assert store.marked(Mark.READ) == {"a"}
        store.steps.add("here", "one")
        assert len(store.steps.of("here")) == 1
