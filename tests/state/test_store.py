"""Marks, positions and views, as a caller of the store sees them."""

import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from careader.capture.models import Correction
from careader.errors import StateError
from careader.state.backups import Backups
from careader.state.models import Mark, MarkChange, Position
from careader.state.row_kinds import NOTE
from careader.state.schema import KNOWN_BY
from careader.state.store import Store
from tests.state.support import inverse

CORRECTION = Correction("a line", "what follows", headline=True)
CALLS: dict[str, Callable[[Store], object]] = {
    "marked": lambda store: store.marked(Mark.READ),
    "set_mark": lambda store: store.set_mark(Mark.READ, ["k"], on=True),
    "apply": lambda store: store.apply(MarkChange(Mark.READ, on=True, keys=("k",))),
    "position": lambda store: store.position(["k"]),
    "set_position": lambda store: store.set_position(["k"], Position(0, 0)),
    "view": lambda store: store.view("corpus"),
    "set_view": lambda store: store.set_view("corpus", "{}"),
    "corrections": lambda store: store.corrections(),
    "correct": lambda store: store.correct(CORRECTION),
    "take_back": lambda store: store.take_back(CORRECTION),
    "note": lambda store: store.note(["k"]),
    "set_note": lambda store: store.set_note(["k"], "another note"),
    "noted": lambda store: store.noted(),
    "seen": lambda store: store.seen(["k"]),
    "set_seen": lambda store: store.set_seen({"k": "another digest"}),
    "rows": lambda store: [(key, row[-1]) for key, row in store.rows(NOTE).items()],
    "marked_keys": lambda store: store.marked_keys(),
    "spread": lambda store: store.spread([("k", "its copy")]),
    "backups.everything": lambda store: [(table, len(rows)) for table, _, rows in store.backups.everything()],
    "backups.last": lambda store: store.backups.last(),
    "backups.take_over": lambda store: store.backups.take_over(
        [("notes", ["key", "begun", "at", "note"], [("k", 1, 2, "n")])]
    ),
    "changed_elsewhere": lambda store: store.changed_elsewhere(),
    "fold_in": lambda store: store.fold_in(),
}
WRITES = (
    "set_mark",
    "apply",
    "set_position",
    "set_view",
    "correct",
    "take_back",
    "set_note",
    "set_seen",
    "spread",
    "backups.take_over",
)


def test_calls_cover_every_public_method() -> None:
    methods = {name for name in vars(Store) if not name.startswith("_")}
    assert methods == {
        *(name for name in CALLS if "." not in name),
        "open",
        "in_memory",
        "of_backup",
        "close",
        "backups",
    }
    called = {name.removeprefix("backups.") for name in CALLS if "." in name}
    assert {name for name in vars(Backups) if not name.startswith("_")} == {*called, "write"}


def test_nothing_is_marked_at_first(store: Store) -> None:
    assert store.marked(Mark.READ) == frozenset()
    assert store.marked(Mark.BOOKMARK) == frozenset()


def test_marks_are_kept_apart(store: Store) -> None:
    store.set_mark(Mark.READ, ["a", "b"], on=True)
    store.set_mark(Mark.BOOKMARK, ["b", "c"], on=True)
    store.set_mark(Mark.READ, ["b"], on=False)
    assert store.marked(Mark.READ) == {"a"}
    assert store.marked(Mark.BOOKMARK) == {"b", "c"}


def test_change_holds_only_what_changed_in_the_order_given(store: Store) -> None:
    store.set_mark(Mark.READ, ["b"], on=True)
    assert store.set_mark(Mark.READ, ["c", "b", "a", "c"], on=True) == MarkChange(
        Mark.READ, on=True, keys=("c", "a")
    )


@pytest.mark.parametrize("on", [True, False])
def test_setting_twice_changes_nothing_more(store: Store, on: bool) -> None:  # noqa: FBT001 - parametrized
    store.set_mark(Mark.READ, ["b"], on=True)
    store.set_mark(Mark.READ, ["a", "b"], on=on)
    before = store.marked(Mark.READ)
    assert store.set_mark(Mark.READ, ["a", "b"], on=on).keys == ()
    assert store.marked(Mark.READ) == before


def test_clearing_what_was_never_set_changes_nothing(store: Store) -> None:
    assert store.set_mark(Mark.READ, ["a"], on=False) == MarkChange(Mark.READ, on=False, keys=())


def test_undo_leaves_alone_what_was_marked_before(store: Store) -> None:
    store.set_mark(Mark.READ, ["old"], on=True)
    all_read = store.set_mark(Mark.READ, ["old", "new", "newer"], on=True)
    undone = store.apply(inverse(all_read))
    assert store.marked(Mark.READ) == {"old"}
    store.apply(inverse(undone))
    assert store.marked(Mark.READ) == {"old", "new", "newer"}


def test_undo_tells_what_it_found_to_do(store: Store) -> None:
    change = store.set_mark(Mark.BOOKMARK, ["a", "b"], on=True)
    store.set_mark(Mark.BOOKMARK, ["a"], on=False)
    assert store.apply(inverse(change)) == MarkChange(Mark.BOOKMARK, on=False, keys=("b",))


def test_keys_may_come_from_an_iterator(store: Store) -> None:
    store.set_mark(Mark.READ, (key for key in "abc"), on=True)
    store.set_position((key for key in "abc"), Position(1, 2))
    assert store.marked(Mark.READ) == {"a", "b", "c"}
    assert store.position(key for key in "zc") == Position(1, 2)


def test_no_keys_are_no_error(store: Store) -> None:
    assert store.set_mark(Mark.READ, [], on=True).keys == ()
    store.set_position([], Position(1, 1))
    assert store.position([]) is None
    store.set_note([], "n")
    store.set_seen({})
    assert (store.note([]), store.seen([]), store.spread([])) == (None, frozenset(), 0)
    assert store.marked_keys() == frozenset()


def test_text_is_kept_exactly(store: Store) -> None:
    odd = ["", " ", "a\0b", "'; DROP TABLE marks; --", "Ғ", "\n", "é", "e\u0301"]
    store.set_mark(Mark.READ, odd, on=True)
    store.set_view("a\0b", 'x\0{"é": 1}')
    assert store.marked(Mark.READ) == set(odd)
    assert store.view("a\0b") == 'x\0{"é": 1}'


def test_position_is_the_last_that_was_set_for_any_key(store: Store) -> None:
    store.set_position(["a", "b"], Position(9, 9))
    store.set_position(["b"], Position(2, 40))
    assert store.position(["a"]) == Position(9, 9)
    assert store.position(["a", "b", "never"]) == Position(2, 40)
    store.set_position(["a", "b"], Position(0, 0))
    assert store.position(["b", "a"]) == Position(0, 0)
    assert store.position(["never"]) is None


def test_view_is_per_corpus(store: Store) -> None:
    store.set_view("one", "1")
    store.set_view("two", "2")
    store.set_view("one", "")
    assert (store.view("one"), store.view("two"), store.view("three")) == ("", "2", None)


def test_everything_is_there_after_reopening(path: Path) -> None:
    with Store.open(path) as store:
        store.set_mark(Mark.READ, ["a"], on=True)
        store.set_mark(Mark.BOOKMARK, ["b"], on=True)
        store.set_position(["a"], Position(3, 14))
        store.set_view("corpus", "v")
    with Store.open(path) as store:
        assert store.marked(Mark.READ) == {"a"}
        assert store.marked(Mark.BOOKMARK) == {"b"}
        assert (store.position(["a"]), store.view("corpus")) == (Position(3, 14), "v")


def test_each_change_keeps_the_time_it_was_made(store: Store, path: Path) -> None:
    store.set_mark(Mark.READ, ["a", "b"], on=True)  # 1000
    store.set_mark(Mark.READ, ["a"], on=False)  # 1001
    store.set_mark(Mark.READ, ["b"], on=True)  # 1002, changes nothing
    store.set_position(["a"], Position(0, 0))  # 1003
    store.set_view("corpus", "v")  # 1004
    store.set_mark(Mark.BOOKMARK, ["a"], on=True)  # 1005
    store.set_mark(Mark.BOOKMARK, ["a"], on=False)  # 1006
    store.set_mark(Mark.BOOKMARK, ["a"], on=True)  # 1007
    with closing(sqlite3.connect(path)) as db:
        assert set(db.execute("SELECT mark, key, marked, at FROM marks")) == {
            ("read", "a", 0, 1001),
            ("read", "b", 1, 1000),
            ("bookmark", "a", 1, 1007),
        }
        assert db.execute("SELECT at FROM positions").fetchall() == [(1003,)]
        assert db.execute("SELECT at FROM views").fetchall() == [(1004,)]


def test_changed_elsewhere_tells_once_of_the_commits_of_others(store: Store, path: Path) -> None:
    assert not store.changed_elsewhere()
    store.set_mark(Mark.READ, ["own"], on=True)
    assert not store.changed_elsewhere()
    with Store.open(path) as other:
        assert not store.changed_elsewhere()
        other.set_mark(Mark.READ, ["theirs"], on=True)
        assert store.changed_elsewhere()
        assert not store.changed_elsewhere()
        assert not other.changed_elsewhere()
    assert store.marked(Mark.READ) == {"own", "theirs"}


def test_a_value_that_cannot_be_stored_stores_nothing_of_its_set(store: Store, path: Path) -> None:
    with pytest.raises(StateError) as caught:
        store.set_mark(Mark.READ, ["good", "\ud800"], on=True)
    assert str(caught.value).startswith(f"{path}: it cannot hold this value")
    with pytest.raises(StateError, match="cannot hold this value"):
        store.set_position(["good"], Position(2**70, 0))
    assert store.marked(Mark.READ) == frozenset()
    assert store.position(["good"]) is None
    with pytest.raises(StateError, match="cannot hold this value"):
        store.set_note(["good"], "half a pair: \ud800")
    with pytest.raises(StateError, match="cannot hold this value"):
        store.spread([("good", "\udfff")])
    assert store.marked_keys() == frozenset()
    assert store.set_mark(Mark.READ, ["good"], on=True).keys == ("good",)


@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)
def test_a_closed_store_says_so_in_one_line(path: Path, call: Callable[[Store], object]) -> None:
    store = Store.open(path)
    store.close()
    store.close()
    with pytest.raises(StateError) as caught:
        call(store)
    assert str(caught.value) == f"{path}: Cannot operate on a closed database."


@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)
def test_another_thread_is_refused_in_one_line(store: Store, call: Callable[[Store], object]) -> None:
    with ThreadPoolExecutor(1) as pool, pytest.raises(StateError) as caught:
        pool.submit(call, store).result()
    assert "thread" in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("name", CALLS)
def test_while_another_writes_reading_goes_on_and_writing_says_why(
    store: Store, path: Path, name: str
) -> None:
    store.set_mark(Mark.READ, ["a"], on=True)
    store.set_position(["k"], Position(1, 2))
    store.set_view("corpus", "kept")
    store.correct(CORRECTION)
    store.set_note(["k"], "kept")
    store.set_seen({"k": "digest"})
    answers = {
        "marked": frozenset({"a"}),
        "position": Position(1, 2),
        "view": "kept",
        "corrections": frozenset({CORRECTION}),
        "note": "kept",
        "noted": frozenset({"k"}),
        "rows": [("k", "kept")],
        "seen": frozenset({"digest"}),
        "marked_keys": frozenset({"a", "k"}),
        "backups.last": None,
        "backups.everything": [(table, 1) for table in KNOWN_BY],
        "changed_elsewhere": False,
        "fold_in": None,
    }
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        if name in WRITES:
            with pytest.raises(StateError) as caught:
                CALLS[name](store)
            assert str(caught.value) == f"{path}: another program holds it locked"
        else:
            assert CALLS[name](store) == answers[name]
        other.execute("ROLLBACK")
    CALLS[name](store)
    assert store.marked(Mark.READ) >= {"a"}


def test_a_store_in_memory_does_the_same_and_writes_nothing(tmp_path: Path) -> None:
    with Store.in_memory() as store:
        change = store.set_mark(Mark.READ, ["a", "b"], on=True)
        store.set_position(["a"], Position(1, 2))
        store.set_view("corpus", "v")
        assert not store.changed_elsewhere()
        assert store.marked(Mark.READ) == {"a", "b"}
        assert (store.position(["a"]), store.view("corpus")) == (Position(1, 2), "v")
        store.apply(inverse(change))
        assert store.marked(Mark.READ) == frozenset()
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(StateError, match="the state in memory: Cannot operate"):
        store.marked(Mark.READ)


def test_the_latest_word_about_a_line_counts(store: Store) -> None:
    store.correct(CORRECTION)
    store.correct(Correction(CORRECTION.line, CORRECTION.lead, headline=False))
    store.correct(Correction(CORRECTION.line, "another text", headline=True))
    assert store.corrections() == {
        Correction("a line", "what follows", headline=False),
        Correction("a line", "another text", headline=True),
    }


def test_a_correction_taken_back_is_gone(store: Store) -> None:
    store.correct(CORRECTION)
    store.take_back(CORRECTION)
    assert store.corrections() == frozenset()


def test_another_store_takes_over_all_and_what_was_set_last_stays() -> None:
    with Store.in_memory(clock=lambda: 1.0) as here, Store.in_memory(clock=lambda: 2.0) as there:
        here.set_mark(Mark.READ, ["k"], on=True)
        here.set_note(["k"], "the older note")
        here.set_position(["k"], Position(3, 7))
        here.set_seen({"k": "digest"})
        here.set_view("corpus", "{}")
        here.correct(CORRECTION)
        there.set_note(["k"], "the newer note")
        there.backups.take_over(here.backups.everything())
        assert there.marked(Mark.READ) == {"k"}
        assert there.note(["k"]) == "the newer note"
        assert there.position(["k"]) == Position(3, 7)
        assert there.seen(["k"]) == {"digest"}
        assert there.view("corpus") == "{}"
        assert there.corrections() == {CORRECTION}
