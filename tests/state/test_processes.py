"""Other processes: killed right after an action, all at once, and with no room left to write."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import careader
from careader.errors import StateError
from careader.state.models import Mark, Position
from careader.state.store import Store
from tests.state.support import all_seen

Start = Callable[..., "subprocess.Popen[str]"]

HEAD = """
import os, signal, sys
from pathlib import Path
from careader.errors import StateError
from careader.state.models import MarkChange, Mark, Position
from careader.state.store import Store
path = Path(sys.argv[1])
"""
WAIT_FOR_START = """
print("ready", flush=True)
sys.stdin.readline()
"""


@pytest.fixture
def start() -> Iterator[Start]:
    """Starts a Python program given as text, with its arguments; what still runs at the end is ended."""
    started: list[subprocess.Popen[str]] = []

    def program(text: str, *arguments: object) -> "subprocess.Popen[str]":
        process = subprocess.Popen(
            [sys.executable, "-c", HEAD + text, *map(str, arguments)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env=os.environ | {"PYTHONPATH": str(Path(careader.__file__).parents[1])},
        )
        started.append(process)
        return process

    yield program
    for process in started:
        process.kill()
        process.communicate()


def finish(process: "subprocess.Popen[str]") -> str:
    """Waits for the program and gives what it printed; it must have ended well."""
    output, errors = process.communicate(timeout=120)
    assert process.returncode == 0, errors
    return output


def let_go(processes: "list[subprocess.Popen[str]]") -> None:
    """Waits until each program is ready, then lets all of them go on together."""
    for process in processes:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    for process in processes:
        assert process.stdin is not None
        process.stdin.write("\n")
        process.stdin.flush()


@pytest.mark.skipif(sys.platform == "win32", reason="needs SIGKILL")
@pytest.mark.parametrize(
    ("action", "kept"),
    [
        ("store.set_mark(Mark.READ, ['b'], True)", lambda s: s.marked(Mark.READ) == {"a", "b"}),
        ("store.set_mark(Mark.READ, ['a'], False)", lambda s: s.marked(Mark.READ) == frozenset()),
        ("store.apply(MarkChange(Mark.BOOKMARK, True, ('b',)))", lambda s: s.marked(Mark.BOOKMARK) == {"b"}),
        ("store.set_position(['a'], Position(3, 14))", lambda s: s.position(["a"]) == Position(3, 14)),
        ("store.set_view('corpus', 'v')", lambda s: s.view("corpus") == "v"),
        ("store.set_note(['a'], 'n')", lambda s: s.note(["a"]) == "n"),
        ("store.set_seen({'a': 'd'})", lambda s: all_seen(s) == {"a": "d"}),
        ("store.spread([('a', 'b', 'c')])", lambda s: s.marked(Mark.READ) == {"a", "b", "c"}),
    ],
)
def test_killed_right_after_an_action_nothing_is_lost(
    path: Path, start: Start, action: str, kept: Callable[[Store], bool]
) -> None:
    with Store.open(path) as store:
        store.set_mark(Mark.READ, ["a"], on=True)
    process = start(f"store = Store.open(path)\n{action}\nos.kill(os.getpid(), signal.SIGKILL)", path)
    process.communicate(timeout=120)
    assert process.returncode == -9
    with Store.open(path) as store:
        assert kept(store)


@pytest.mark.skipif(sys.platform == "win32", reason="needs SIGKILL")
def test_killed_within_an_action_the_earlier_ones_stand(path: Path, start: Start) -> None:
    text = """
keys = [f"all {number}" for number in range(50_000)]
store = Store.open(path)
store.set_mark(Mark.READ, ["before"], True)
print("ready", flush=True)
store.set_mark(Mark.READ, keys, True)
sys.stdin.readline()
"""
    process = start(text, path)
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    process.kill()
    process.communicate(timeout=120)
    # Wherever in the action the kill fell: all of it is there, or nothing.
    with Store.open(path) as store:
        read = store.marked(Mark.READ)
    assert "before" in read
    assert len(read) in {1, 50_001}


def test_processes_that_make_the_file_at_one_moment_all_succeed(path: Path, start: Start) -> None:
    text = WAIT_FOR_START + "Store.open(path).set_mark(Mark.READ, [sys.argv[2]], True)"
    processes = [start(text, path, number) for number in range(6)]
    let_go(processes)
    for process in processes:
        finish(process)
    with Store.open(path) as store:
        assert store.marked(Mark.READ) == set("012345")


def test_writers_at_one_moment_lose_nothing_and_share_nothing(path: Path, start: Start) -> None:
    text = """
store = Store.open(path, timeout=120)
store.changed_elsewhere()
"""
    text += WAIT_FOR_START
    text += """
won = 0
for number in range(50):
    store.set_mark(Mark.BOOKMARK, [f"{sys.argv[2]} {number}"], True)
    won += len(store.set_mark(Mark.READ, [f"everyone's {number}"], True).keys)
    store.set_position([f"{sys.argv[2]}"], Position(number, 0))
    store.set_note([f"{sys.argv[2]} {number}"], f"note {number}")
    store.set_seen({f"{sys.argv[2]} {number}": f"digest {number}"})
    own = (f"{sys.argv[2]} {number}", f"copy of {sys.argv[2]} {number}")
    store.spread([own, ("shared", f"everyone's {number}")])
print(won)
"""
    writers = [start(text, path, name) for name in "abcd"]
    with Store.open(path) as store:
        let_go(writers)
        won = [int(finish(writer)) for writer in writers]
        assert store.changed_elsewhere()
        own = {
            f"{copy}{name} {number}" for name in "abcd" for number in range(50) for copy in ("", "copy of ")
        }
        assert store.marked(Mark.BOOKMARK) == store.noted() == all_seen(store).keys() == own
        assert store.marked(Mark.READ) == {"shared", *(f"everyone's {number}" for number in range(50))}
        assert store.note(["copy of b 7"]) == "note 7"
        assert [store.position([name]) for name in "abcd"] == [Position(49, 0)] * 4
    # Each key changed from unread to read once: exactly one writer was told that it did that.
    assert sum(won) == 50


@pytest.mark.skipif(sys.platform == "win32", reason="needs a limit on the size of files")
def test_no_room_to_write_is_said_and_what_was_kept_stays(path: Path, start: Start) -> None:
    with Store.open(path) as store:
        store.set_mark(Mark.READ, ["before"], on=True)
    text = """
import resource
store = Store.open(path)
resource.setrlimit(resource.RLIMIT_FSIZE, (64_000, resource.RLIM_INFINITY))
try:
    store.set_mark(Mark.READ, [f"a long key to fill the file {number}" for number in range(10_000)], True)
except StateError as error:
    print(error)
print(sorted(store.marked(Mark.READ)))
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
store.set_mark(Mark.READ, ["after"], True)
"""
    assert finish(start(text, path)) == f"{path}: the disk failed to read or write\n['before']\n"
    with Store.open(path) as store:
        assert store.marked(Mark.READ) == {"before", "after"}


def test_a_write_waits_for_another_process_no_longer_than_the_timeout(path: Path, start: Start) -> None:
    text = """
import sqlite3
db = sqlite3.connect(path, isolation_level=None)
db.execute("BEGIN IMMEDIATE")
"""
    with Store.open(path, timeout=0.05) as store:
        holder = start(text + WAIT_FOR_START, path)
        assert holder.stdout is not None
        assert holder.stdout.readline() == "ready\n"
        with pytest.raises(StateError, match="another program holds it locked"):
            store.set_mark(Mark.READ, ["a"], on=True)
        holder.communicate("\n", timeout=120)
        assert store.set_mark(Mark.READ, ["a"], on=True).keys == ("a",)


def test_neither_interface_nor_search_is_imported_with_the_state(start: Start) -> None:
    text = "print([name for name in ('textual', 'rich', 'rapidfuzz') if name in sys.modules])"
    assert finish(start(text, "unused")) == "[]\n"
