"""The file: made, recognised, migrated, or refused without a byte of it changed."""

import os
import re
import sqlite3
import time
from collections.abc import Callable
from contextlib import AbstractContextManager, closing
from pathlib import Path

import pytest

from careader.capture.models import Correction
from careader.errors import StateError
from careader.index.locking import exclusive_lock
from careader.state import schema
from careader.state.models import Mark, Position
from careader.state.store import Store
from tests.state.support import all_seen

DOCS = Path(__file__).parents[2] / "docs" / "state.md"


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of the folder with its bytes."""
    return {file.name: file.read_bytes() for file in folder.iterdir() if file.is_file()}


def refusal(path: Path) -> str:
    """The one line with which the file is refused; what is in its folder must stay byte for byte."""
    before = contents(path.parent)
    with pytest.raises(StateError) as caught, Store.open(path, timeout=0.05):
        pass
    assert contents(path.parent) == before
    message = str(caught.value)
    assert message.startswith(f"{path}: ")
    assert "\n" not in message
    return message.removeprefix(f"{path}: ")


def pragma(path: Path, text: str) -> object:
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        return db.execute(f"PRAGMA {text}").fetchone()


@pytest.fixture
def kept(path: Path) -> Path:
    """A file with many marks, closed."""
    with Store.open(path) as store:
        store.set_mark(Mark.READ, [f"key {number}" for number in range(2000)], on=True)
        store.set_position(["key 1"], Position(1, 2))
    return path


def foreign(path: Path, application_id: int, journal: str) -> Path:
    """Another program's database, with something in it."""
    path.parent.mkdir(exist_ok=True)
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute(f"PRAGMA application_id = {application_id}")
        db.execute(f"PRAGMA journal_mode = {journal}")
        db.execute("CREATE TABLE marks (theirs)")
    return path


def test_a_new_file_is_known_as_ours_and_has_a_log(path: Path) -> None:
    Store.open(path).close()
    assert [file.name for file in path.parent.iterdir()] == ["state.db"]
    assert path.read_bytes()[68:72] == b"care"
    assert pragma(path, "user_version") == (len(schema.MIGRATIONS),)
    assert pragma(path, "journal_mode") == ("wal",)


def test_a_new_file_is_complete_when_it_appears(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    appeared = []

    def link(made: str, where: Path) -> None:
        appeared.append((Path(made).read_bytes()[68:72], pragma(Path(made), "user_version")))
        Path(made).rename(where)

    monkeypatch.setattr("os.link", link)
    Store.open(path).close()
    assert appeared == [(b"care", (len(schema.MIGRATIONS),))]


def test_an_empty_file_is_begun_anew_and_said_to_have_been_empty(path: Path) -> None:
    with Store.open(path) as store:
        assert store.notice == ""
    path.write_bytes(b"")
    with Store.open(path) as store:
        assert store.notice.endswith("it was empty, and is begun anew")
    with Store.open(path) as store:
        assert store.notice == ""


def test_an_open_store_tells_what_it_is_in_the_file_itself(path: Path) -> None:
    with Store.open(path):
        assert path.read_bytes()[68:72] == b"care"


def test_folders_are_made_and_odd_names_are_names(tmp_path: Path) -> None:
    path = tmp_path / "a b" / "50% ?x=1#é" / ":memory:"
    with Store.open(path) as store:
        store.set_mark(Mark.READ, ["a"], on=True)
    with Store.open(path) as store:
        assert store.marked(Mark.READ) == {"a"}
    assert path.is_file()


def test_a_path_from_where_one_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Store.open(Path("state.db")).close()
    assert (tmp_path / "state.db").is_file()


def test_a_link_leads_to_the_file(kept: Path, tmp_path: Path) -> None:
    link = tmp_path / "elsewhere" / "link.db"
    link.parent.mkdir()
    link.symlink_to(kept)
    with Store.open(link) as store:
        store.set_mark(Mark.BOOKMARK, ["through the link"], on=True)
        with Store.in_memory(link) as copy:
            assert copy.marked(Mark.BOOKMARK) == {"through the link"}
    with Store.open(kept) as store:
        assert store.marked(Mark.BOOKMARK) == {"through the link"}
    assert link.is_symlink()


def test_an_empty_file_is_a_beginning(path: Path) -> None:
    path.parent.mkdir()
    path.touch()
    with Store.open(path) as store:
        store.set_mark(Mark.READ, ["a"], on=True)
        assert store.marked(Mark.READ) == {"a"}


@pytest.mark.parametrize("journal", ["DELETE", "WAL"])
@pytest.mark.parametrize("application_id", [0, 1, 0x0F055112])
def test_another_programs_database_is_not_touched(path: Path, application_id: int, journal: str) -> None:
    assert refusal(foreign(path, application_id, journal)) == "it is not a database of careader"


@pytest.mark.parametrize("journal", ["DELETE", "WAL"])
def test_another_programs_database_in_use_is_not_touched(path: Path, journal: str) -> None:
    foreign(path, 1, journal)
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("INSERT INTO marks VALUES ('in the log')")
        db.execute("BEGIN IMMEDIATE")
        db.execute("INSERT INTO marks VALUES ('under way')")
        assert refusal(path) == "it is not a database of careader"
        db.execute("COMMIT")
        assert db.execute("SELECT count(*) FROM marks").fetchone() == (2,)


def test_what_a_crash_of_another_program_left_is_not_touched(path: Path, tmp_path: Path) -> None:
    live = foreign(tmp_path / "live" / "state.db", 1, "WAL")
    path.parent.mkdir()
    with closing(sqlite3.connect(live, isolation_level=None)) as db:
        db.execute("INSERT INTO marks VALUES ('in the log')")
        for name in ("state.db", "state.db-wal"):
            path.with_name(name).write_bytes(live.with_name(name).read_bytes())
    assert path.with_name("state.db-wal").stat().st_size > 0
    assert refusal(path) == "it is not a database of careader"


@pytest.mark.parametrize(
    "content",
    [
        b"x",
        b"notes of mine\n" * 1000,
        bytes(4096),
        b"SQLite format 3\0",
        b"SQLite format 3\0" + b"\xff" * 5000,
    ],
    ids=["one byte", "text", "zeros", "magic only", "magic and noise"],
)
def test_what_is_no_database_is_not_touched(path: Path, content: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(content)
    assert refusal(path) == "it is not a database of careader"


def test_a_newer_careaders_file_is_not_touched(kept: Path) -> None:
    newest = len(schema.MIGRATIONS)
    pragma(kept, f"user_version = {newest + 1}")
    assert refusal(kept) == f"it comes from a newer careader (its version {newest + 1}, known {newest})"


def test_a_newer_careader_that_is_open_is_recognised_by_its_log(kept: Path) -> None:
    newer = len(schema.MIGRATIONS) + 1
    with closing(sqlite3.connect(kept, isolation_level=None)) as db:
        db.execute(f"PRAGMA user_version = {newer}")
        with pytest.raises(StateError, match=f"comes from a newer careader .its version {newer},"):
            Store.open(kept)
        with Store.in_memory(kept) as store:
            assert len(store.marked(Mark.READ)) == 2000  # as the file was before the newer one changed it
        assert db.execute("PRAGMA user_version").fetchone() == (newer,)


def test_a_file_into_which_its_log_is_just_being_folded_is_ours(path: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy" / "state.db"
    copy.parent.mkdir()
    with Store.open(path) as store:
        store.set_mark(Mark.READ, [f"key {number}" for number in range(2000)], on=True)
        for name in ("state.db", "state.db-wal"):
            copy.with_name(name).write_bytes(path.with_name(name).read_bytes())
    # Pages are folded in by number: the first one, with the length to come, is there before the length is.
    half_done = bytearray(copy.read_bytes())
    half_done[28:32] = (1000).to_bytes(4, "big")
    copy.write_bytes(half_done)
    with Store.open(copy) as store:
        assert len(store.marked(Mark.READ)) == 2000


@pytest.mark.parametrize("keep", [100, 4096, 0.5], ids=["header only", "first page", "half"])
def test_a_file_cut_short_is_refused(kept: Path, keep: float) -> None:
    whole = kept.read_bytes()
    kept.write_bytes(whole[: int(keep if keep > 1 else len(whole) * keep)])
    assert refusal(kept) == "it is damaged"


def test_a_file_with_a_broken_schema_is_refused(kept: Path) -> None:
    whole = kept.read_bytes()
    kept.write_bytes(whole[:100] + b"\xa5" * 3996 + whole[4096:])
    assert refusal(kept) == "it is damaged"


def test_damage_further_inside_is_told_by_whoever_meets_it(kept: Path) -> None:
    whole = kept.read_bytes()
    kept.write_bytes(whole[:4096] + b"\xa5" * (len(whole) - 4096))
    before = contents(kept.parent)
    with Store.open(kept) as store:
        for call in (
            lambda: store.marked(Mark.READ),
            lambda: store.set_mark(Mark.READ, ["a"], on=True),
            lambda: store.position(["a"]),
            lambda: store.set_position(["a"], Position(0, 0)),
            lambda: store.view("corpus"),
            lambda: store.set_view("corpus", "v"),
            lambda: store.note(["a"]),
            lambda: store.set_note(["a"], "n"),
            store.noted,
            lambda: store.seen(["a"]),
            lambda: store.set_seen({"a": "d"}),
            store.marked_keys,
            lambda: store.spread([("a", "b")]),
        ):
            with pytest.raises(StateError) as caught:
                call()
            assert str(caught.value) == f"{kept}: it is damaged"
    assert contents(kept.parent) == before


def test_a_folder_in_the_files_place(path: Path) -> None:
    path.mkdir(parents=True)
    assert refusal(path) == "it is a folder"


def test_a_pipe_in_the_files_place_is_refused_without_waiting(path: Path) -> None:
    path.parent.mkdir()
    os.mkfifo(path)
    assert refusal(path) == "it is not a regular file"


def test_a_loop_of_links(path: Path) -> None:
    path.parent.mkdir()
    path.symlink_to(path)
    with pytest.raises(StateError, match="cannot be opened: Too many levels of symbolic links"):
        Store.open(path)


@pytest.mark.parametrize("below", ["state.db", "deeper/state.db"])
def test_a_file_in_the_folders_place(tmp_path: Path, below: str) -> None:
    (tmp_path / "data").write_text("not a folder")
    path = tmp_path / "data" / below
    with pytest.raises(StateError) as caught:
        Store.open(path)
    assert str(caught.value) == f"{path}: a file stands where its folder should be"
    assert (tmp_path / "data").read_text() == "not a folder"


@pytest.mark.skipif(not Path("/proc/self").is_dir(), reason="needs /proc, where nobody can make a folder")
def test_a_folder_that_nobody_can_make() -> None:
    with pytest.raises(StateError, match=r"^/proc/careader/state\.db: its folder cannot be made: "):
        Store.open(Path("/proc/careader/state.db"))


@pytest.mark.skipif(not Path("/proc/version").is_file(), reason="needs /proc, where nobody can write")
def test_a_file_that_nobody_can_write() -> None:
    with pytest.raises(StateError, match=r"^/proc/version: "):
        Store.open(Path("/proc/version"))


@pytest.mark.skipif(os.geteuid() == 0, reason="permissions do not stop root")
@pytest.mark.parametrize("mode", [0o000, 0o200, 0o400])
def test_a_file_without_permission(kept: Path, mode: int) -> None:
    kept.chmod(mode)
    with pytest.raises(StateError, match="no permission to read and write it"):
        Store.open(kept)


@pytest.mark.skipif(os.geteuid() == 0, reason="permissions do not stop root")
def test_a_read_only_folder_is_refused_at_once_and_can_be_read_from(kept: Path) -> None:
    kept.parent.chmod(0o500)
    try:
        assert refusal(kept).startswith("no permission to write in its folder")
        with Store.in_memory(kept) as store:
            assert len(store.marked(Mark.READ)) == 2000
    finally:
        kept.parent.chmod(0o700)


def test_a_name_with_a_line_break_is_told_on_one_line(tmp_path: Path) -> None:
    path = tmp_path / "two\nlines\x1b[31m"
    path.mkdir()
    with pytest.raises(StateError) as caught:
        Store.open(path)
    assert str(caught.value).isprintable()
    assert r"two\nlines\x1b[31m" in str(caught.value)


def test_a_file_locked_for_longer_than_the_timeout(kept: Path) -> None:
    with closing(sqlite3.connect(kept, isolation_level=None)) as other:
        other.execute("PRAGMA locking_mode = EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")
        assert refusal(kept) == "another program holds it locked"
    with Store.open(kept) as store:
        assert len(store.marked(Mark.READ)) == 2000


def test_the_log_is_turned_on_as_soon_as_others_let_go(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pragma(kept, "journal_mode = DELETE")
    with closing(sqlite3.connect(kept, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StateError, match="another program holds it locked"):
            Store.open(kept, timeout=0.05)
        monkeypatch.setattr(time, "sleep", lambda _: other.execute("ROLLBACK"))
        Store.open(kept, timeout=5).close()
    assert pragma(kept, "journal_mode") == ("wal",)


def test_an_older_file_is_migrated_and_keeps_everything(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    step = ("CREATE TABLE later (key TEXT PRIMARY KEY, word TEXT)", "INSERT INTO later VALUES ('a', 'b')")
    monkeypatch.setattr(schema, "MIGRATIONS", (*schema.MIGRATIONS, step))
    for _ in range(2):
        with Store.open(kept) as store:
            assert len(store.marked(Mark.READ)) == 2000
            assert store.position(["key 1"]) == Position(1, 2)
    assert pragma(kept, "user_version") == (len(schema.MIGRATIONS),)
    with closing(sqlite3.connect(kept)) as db:
        assert db.execute("SELECT * FROM later").fetchall() == [("a", "b")]


VERSION_1 = """
CREATE TABLE marks (mark TEXT NOT NULL, key TEXT NOT NULL, marked INTEGER NOT NULL, at REAL NOT NULL,
    PRIMARY KEY (mark, key)) WITHOUT ROWID;
CREATE TABLE positions (key TEXT PRIMARY KEY NOT NULL, block INTEGER NOT NULL, "offset" INTEGER NOT NULL,
    at REAL NOT NULL) WITHOUT ROWID;
CREATE TABLE views (corpus TEXT PRIMARY KEY NOT NULL, "view" TEXT NOT NULL, at REAL NOT NULL) WITHOUT ROWID;
INSERT INTO marks VALUES ('read', 'a', 1, 5.5), ('read', 'b', 0, 6), ('bookmark', 'b', 1, 7);
INSERT INTO positions VALUES ('a', 3, 14, 8);
INSERT INTO views VALUES ('corpus', '{}', 9);
PRAGMA application_id = 0x63617265;
PRAGMA user_version = 1;
PRAGMA journal_mode = WAL;
"""
"""A file as the first careader left it."""

VERSION_2 = (
    VERSION_1
    + """
CREATE TABLE corrections (line TEXT NOT NULL, lead TEXT NOT NULL, headline INTEGER, at REAL NOT NULL,
    PRIMARY KEY (line, lead)) WITHOUT ROWID;
INSERT INTO corrections VALUES ('a line', 'what follows', 1, 10), ('another', '', NULL, 11);
PRAGMA user_version = 2;
"""
)
"""The same from before notes."""


@pytest.mark.parametrize("old", [VERSION_1, VERSION_2], ids=["version 1", "version 2"])
def test_a_file_of_each_earlier_version_keeps_everything_and_takes_notes(path: Path, old: str) -> None:
    path.parent.mkdir()
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.executescript(old)
    corrections = {Correction("a line", "what follows", headline=True)} if old is VERSION_2 else set()
    with Store.open(path) as store:
        assert store.marked(Mark.READ) == {"a"}
        assert store.marked(Mark.BOOKMARK) == {"b"}
        assert store.position(["a"]) == Position(3, 14)
        assert store.view("corpus") == "{}"
        assert store.corrections() == corrections
        assert (store.noted(), all_seen(store)) == (frozenset(), {})
        assert store.marked_keys() == {"a", "b"}
        store.set_note(["a"], "of mine")
        store.set_seen({"a": "digest"})
        assert store.spread([("a", "new")]) == 1
    assert pragma(path, "user_version") == (len(schema.MIGRATIONS),)
    with Store.open(path) as store, closing(sqlite3.connect(path)) as db:
        assert store.note(["new"]) == "of mine"
        assert store.seen(["new"]) == {"digest"}
        assert store.marked(Mark.READ) == {"a", "new"}
        assert set(db.execute("SELECT * FROM marks WHERE key <> 'new'")) == {
            ("read", "a", 1, 5.5),
            ("read", "b", 0, 6),
            ("bookmark", "b", 1, 7),
        }


def test_a_migration_that_fails_leaves_the_file_as_it_was(
    kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        steps = (("DELETE FROM marks", "CREATE TABLE later (key)"), ("INSERT INTO missing VALUES (1)",))
        patch.setattr(schema, "MIGRATIONS", (*schema.MIGRATIONS, *steps))
        assert refusal(kept) == "no such table: missing"
    with Store.open(kept) as store:
        assert len(store.marked(Mark.READ)) == 2000


def test_an_older_file_that_cannot_be_migrated_now_is_left_for_later(
    kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(schema, "MIGRATIONS", (*schema.MIGRATIONS, ("CREATE TABLE later (key)",)))
    with closing(sqlite3.connect(kept, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StateError, match="another program holds it locked"):
            Store.open(kept, timeout=0.05)
    with Store.open(kept) as store:
        assert len(store.marked(Mark.READ)) == 2000
    assert pragma(kept, "user_version") == (len(schema.MIGRATIONS),)


def test_a_copy_in_memory_begins_from_the_file_and_leaves_it_alone(kept: Path) -> None:
    before = contents(kept.parent)
    with Store.in_memory(kept) as store:
        assert len(store.marked(Mark.READ)) == 2000
        store.set_mark(Mark.READ, ["only here"], on=True)
        assert store.position(["key 1"]) == Position(1, 2)
    assert contents(kept.parent) == before


def test_a_copy_in_memory_has_what_an_open_store_wrote_last(store: Store, path: Path) -> None:
    store.set_mark(Mark.READ, ["still in the log"], on=True)
    with Store.in_memory(path) as copy:
        assert copy.marked(Mark.READ) == {"still in the log"}
        copy.set_mark(Mark.READ, ["only here"], on=True)
    assert store.marked(Mark.READ) == {"still in the log"}
    assert not store.changed_elsewhere()


def test_a_copy_of_an_older_file_is_migrated_in_memory(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = contents(kept.parent)
    monkeypatch.setattr(
        schema, "MIGRATIONS", (*schema.MIGRATIONS, ("DELETE FROM marks WHERE key = 'key 1'",))
    )
    with Store.in_memory(kept) as store:
        assert len(store.marked(Mark.READ)) == 1999
    assert contents(kept.parent) == before


def cut_short(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:4096])


def spoil_the_marks(path: Path) -> None:
    whole = path.read_bytes()
    path.write_bytes(whole[:4096] + b"\xa5" * (len(whole) - 4096))


def make_newer(path: Path) -> None:
    pragma(path, "user_version = 99")


def make_foreign(path: Path) -> None:
    path.unlink()
    foreign(path, 1, "WAL")


def make_a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


@pytest.mark.parametrize(
    "spoil", [cut_short, spoil_the_marks, make_newer, make_foreign, make_a_folder, Path.unlink]
)
def test_a_copy_of_what_cannot_be_read_begins_empty(kept: Path, spoil: Callable[[Path], None]) -> None:
    spoil(kept)
    before = contents(kept.parent)
    with Store.in_memory(kept) as store:
        assert store.marked(Mark.READ) == frozenset()
        store.set_mark(Mark.READ, ["a"], on=True)
        assert store.marked(Mark.READ) == {"a"}
    assert contents(kept.parent) == before


def test_docs_show_the_schema_as_it_is(path: Path) -> None:
    Store.open(path).close()
    with closing(sqlite3.connect(path)) as db:
        ours = "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite%'"
        actual = [sql for (sql,) in db.execute(ours)]
    blocks = re.findall(r"```sql\n(.*?)```", DOCS.read_text(encoding="utf-8"), re.DOTALL)
    documented = [statement for block in blocks for statement in block.split(";") if statement.strip()]

    def plain(sql: str) -> str:
        return re.sub(r"\s*([(),])\s*", r"\1", " ".join(re.sub("--.*", "", sql).split()))

    assert [*map(plain, documented)] == [*map(plain, actual)]
    assert f"0x{schema.APPLICATION_ID:08x}" in DOCS.read_text(encoding="utf-8")


def test_a_file_that_another_process_makes_first_keeps_all_that_it_holds(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "other" / "state.db"
    with Store.open(other) as theirs:
        theirs.set_mark(Mark.READ, ["key"], on=True)  # in the log, since the store is open

        def wait(folder: Path) -> AbstractContextManager[object]:
            for file in other.parent.glob("state.db*"):
                (path.parent / file.name.replace(other.name, path.name)).write_bytes(file.read_bytes())
            return exclusive_lock(folder)

        monkeypatch.setattr("careader.state.database.exclusive_lock", wait)
        with Store.open(path) as store:
            assert store.marked(Mark.READ) == {"key"}
