"""Notes, what was seen, and how everything follows an article from copy to copy."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from careader.state.models import Mark, Position
from careader.state.store import Store
from tests.state.support import all_seen


def test_a_note_is_kept_for_all_keys_and_taken_away_with_any(store: Store) -> None:
    assert store.note(["a"]) is None
    store.set_note(["a", "b"], "  two\nlines [not markup] \0 ")
    assert store.note(["a"]) == store.note(["never", "b"]) == "  two\nlines [not markup] \0 "
    assert store.noted() == {"a", "b"}
    store.set_note(["b", "a"], "")
    assert store.note(["a", "b"]) is None
    assert store.noted() == store.marked_keys() == frozenset()


def test_a_long_note_is_kept_whole(store: Store) -> None:
    text = "слово word " * 10_000
    store.set_note(["a"], text)
    assert store.note(["a"]) == text


def test_the_latest_wording_of_a_note_counts(store: Store) -> None:
    store.set_note(["a", "b"], "first thought")
    store.set_note(["a"], "second thought")
    assert store.note(["b", "a"]) == "second thought"
    store.set_note(["b"], "")
    assert store.note(["a", "b"]) is None
    store.set_note(["a", "b"], "third thought")
    assert store.note(["a"]) == store.note(["b"]) == "third thought"


def test_a_note_that_was_taken_away_leaves_its_row(store: Store, path: Path) -> None:
    store.set_note(["a"], "n")  # 1000
    store.set_note(["a"], "n")  # 1001, changes nothing
    store.set_note(["a", "never noted"], "")  # 1002
    store.set_note(["a"], "")  # 1003, changes nothing
    with closing(sqlite3.connect(path)) as db:
        assert db.execute("SELECT key, begun, at, note FROM notes").fetchall() == [("a", 1000, 1002, None)]


def test_notes_of_two_articles_that_become_one_are_both_kept(store: Store) -> None:
    store.set_note(["a"], "on the first copy")
    store.set_note(["b"], "on the second copy")
    both = "on the first copy\n\non the second copy"
    assert store.note(["b", "a"]) == both
    assert store.spread([("b", "a", "new")]) == 1
    assert [store.note([key]) for key in ("a", "b", "new")] == [both] * 3
    store.set_note(["a"], "one thought of both")
    assert store.note(["a", "b", "new"]) == "one thought of both"


@pytest.mark.parametrize(
    "texts", [("same", "same"), ("part of a whole", "a whole"), ("a whole", "part of a whole")]
)
def test_what_two_notes_have_in_common_is_said_once(store: Store, texts: tuple[str, str]) -> None:
    for key, text in zip("ab", texts, strict=True):
        store.set_note([key], text)
    assert store.note(["a", "b"]) == max(texts, key=len)


def test_taking_one_note_away_leaves_that_of_the_other_article(store: Store) -> None:
    store.set_note(["a"], "stays")
    store.set_note(["b"], "goes")
    store.set_note(["b"], "")
    assert store.note(["a", "b"]) == "stays"
    store.spread([("a", "b")])
    assert store.note(["b"]) == "stays"


def test_what_was_seen_is_told_for_any_of_the_keys(store: Store) -> None:
    assert store.seen(["a"]) == frozenset()
    store.set_seen({"a": "1", "b": "1"})
    store.set_seen({"b": "2"})
    assert store.seen(["a"]) == {"1"}
    assert store.seen(["a", "b", "never"]) == {"1", "2"}
    store.set_seen({"b": "1", "c": "3"})
    assert all_seen(store) == {"a": "1", "b": "1", "c": "3"}


def test_seeing_the_same_again_changes_nothing(store: Store, path: Path) -> None:
    store.set_seen({"a": "1"})  # 1000
    with Store.open(path) as other:
        store.set_seen({"a": "1"})
        assert not other.changed_elsewhere()
        store.set_seen({"a": "2"})  # 1002
        assert other.changed_elsewhere()
    with closing(sqlite3.connect(path)) as db:
        assert db.execute("SELECT * FROM seen").fetchall() == [("a", "2", 1002)]


def test_marked_keys_are_those_with_anything(store: Store) -> None:
    store.set_mark(Mark.READ, ["read", "unread again"], on=True)
    store.set_mark(Mark.READ, ["unread again"], on=False)
    store.set_mark(Mark.BOOKMARK, ["bookmarked"], on=True)
    store.set_position(["left"], Position(0, 0))
    store.set_note(["noted", "no more"], "n")
    store.set_note(["no more"], "")
    store.set_seen({"seen": "d"})
    assert store.marked_keys() == {"read", "bookmarked", "left", "noted", "seen"}


def test_everything_goes_to_the_other_copies(store: Store) -> None:
    store.set_mark(Mark.READ, ["a"], on=True)
    store.set_mark(Mark.BOOKMARK, ["b"], on=True)
    store.set_position(["a"], Position(1, 1))
    store.set_position(["b"], Position(2, 2))
    store.set_note(["a"], "n")
    store.set_seen({"c": "d"})
    store.set_mark(Mark.READ, ["elsewhere"], on=True)
    assert store.spread([("a", "b", "c"), ("elsewhere",), ("x", "y")]) == 1
    for key in "abc":
        assert key in store.marked(Mark.READ)
        assert key in store.marked(Mark.BOOKMARK)
        assert (store.position([key]), store.note([key])) == (Position(2, 2), "n")
        assert store.seen([key]) == {"d"}
    assert store.marked_keys() == {"a", "b", "c", "elsewhere"}


def test_what_is_spread_keeps_its_time(store: Store, path: Path) -> None:
    store.set_mark(Mark.READ, ["a"], on=True)  # 1000
    store.set_position(["a"], Position(1, 1))  # 1001
    store.set_note(["a"], "n")  # 1002
    store.set_seen({"a": "d"})  # 1003
    store.spread([("a", "b")])
    with closing(sqlite3.connect(path)) as db:
        for table, at in (("marks", 1000), ("positions", 1001), ("notes", 1002), ("seen", 1003)):
            assert db.execute(f"SELECT key, at FROM {table}").fetchall() == [("a", at), ("b", at)]
        assert db.execute("SELECT DISTINCT begun FROM notes").fetchall() == [(1002,)]


def test_a_mark_on_any_copy_counts_though_another_was_cleared_later(store: Store) -> None:
    store.set_mark(Mark.READ, ["a", "b"], on=True)
    store.set_mark(Mark.READ, ["a"], on=False)
    assert store.spread([("a", "b")]) == 1
    assert store.marked(Mark.READ) == {"a", "b"}
    store.set_mark(Mark.READ, ["a", "b"], on=False)
    assert store.spread([("a", "b", "c")]) == 0
    assert store.marked(Mark.READ) == frozenset()


def test_a_note_that_was_taken_away_does_not_come_back_from_a_copy(store: Store) -> None:
    store.set_note(["a", "b"], "n")
    store.set_note(["a"], "")
    assert store.spread([("a", "b")]) == 1
    assert store.note(["b"]) is None


def test_where_there_is_nothing_to_spread_nothing_is_written(path: Path, clock: Callable[[], float]) -> None:
    groups = [("a", "b", "a"), ("c",), ("d", "e")]
    with Store.open(path, timeout=0.05, clock=clock) as store, Store.open(path) as other:
        store.set_mark(Mark.READ, ["a"], on=True)
        store.set_note(["b", "c"], "n")
        assert store.spread(groups) == 1
        other.changed_elsewhere()
        with closing(sqlite3.connect(path, isolation_level=None)) as holder:
            holder.execute("BEGIN IMMEDIATE")  # so that a transaction would fail
            assert store.spread(groups) == 0
            assert store.spread(iter(groups)) == 0
        assert not other.changed_elsewhere()


def test_many_articles_are_spread_together(store: Store) -> None:
    store.set_mark(Mark.READ, [f"{number} a" for number in range(0, 3000, 2)], on=True)
    groups = [(f"{number} a", f"{number} b") for number in range(3000)]
    assert store.spread(groups) == 1500
    assert store.marked(Mark.READ) == {f"{number} {copy}" for number in range(0, 3000, 2) for copy in "ab"}
    assert store.spread(groups) == 0


def test_marks_outlive_the_copy_they_were_set_on(store: Store) -> None:
    store.set_mark(Mark.BOOKMARK, ["first"], on=True)
    store.set_note(["first"], "n")
    store.spread([("first", "second")])
    store.spread([("second", "third")])
    assert "third" in store.marked(Mark.BOOKMARK)
    assert store.note(["third"]) == "n"
