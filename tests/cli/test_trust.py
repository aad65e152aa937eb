"""What comes from outside: files that are no captures, names that are no text, a disk or pipe that fails."""

import json
import os
import signal
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from careader import locations
from careader.corpus import choose
from careader.corpus.opening import index_of
from careader.text import safe
from tests.support import ROOT, Careader

COMMANDS = {
    "read": [],
    "parse": ["parse"],
    "check": ["check"],
    "add": ["add"],
    "list": ["list", "--corpus"],
    "rates": ["rates", "--corpus"],
}
"""Every way to read captures, a path to follow."""


BALKHASH = "French Grant Backs a Long-Term Plan for Lake Balkhash"
"""A headline of the sample, of 10 December alone."""


def fifo(path: Path) -> None:
    os.mkfifo(path)


def huge(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(1 << 40)


def listening(path: Path) -> None:
    with closing(socket.socket(socket.AF_UNIX)) as made:
        made.bind(os.path.relpath(path))


BAD: dict[str, tuple[Callable[[Path], object], str]] = {
    "gone": (lambda _: None, "no such file or folder"),
    "empty": (lambda path: path.touch(), "empty"),
    "blank": (lambda path: path.write_text("\n \n\t\n"), "empty"),
    "binary": (lambda path: path.write_bytes(bytes(range(256)) * 9), "not text"),
    "fifo": (fifo, "not a regular file"),
    "socket": (listening, "no such device or address"),
    "huge": (huge, "too large for a capture (over 16 MiB)"),
    "folder": (lambda path: path.mkdir(), "no saved pages in this folder"),
    "dangling": (lambda path: path.symlink_to("nowhere"), "a link to nowhere, which is not there"),
    "loop": (lambda path: path.symlink_to(path), "too many levels of symbolic links"),
    "n" * 300: (lambda _: None, "file name too long"),
}
"""Names of what cannot be read, how it is made, and what is said of it."""


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("name", BAD, ids=lambda name: name[:8])
def test_what_cannot_be_read_is_named_with_the_reason(
    careader: Careader, tmp_path: Path, name: str, command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    make, reason = BAD[name]
    make(Path(name))
    ran = careader(*COMMANDS[command], name)
    assert (ran.code, ran.out) == (1, "")
    assert ran.complaints[0] == f"careader: {name}: {reason}"


def test_within_a_folder_the_rest_is_read(careader: Careader, tmp_path: Path, sample: Path) -> None:
    names = ["binary", "blank", "dangling", "empty", "fifo", "huge", "loop"]
    for name in names:
        BAD[name][0](tmp_path / f"{name}.txt")
    (tmp_path / "page.txt").write_bytes((sample / "004_category_teasers.txt").read_bytes())
    ran = careader("list", "--corpus", tmp_path)
    assert (ran.code, len(ran.lines)) == (1, 6)
    assert ran.complaints == [f"careader: {tmp_path}/{name}.txt: {BAD[name][1]}" for name in names]


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is forbidden to root")
def test_a_folder_without_permission(careader: Careader, tmp_path: Path) -> None:
    folder = tmp_path / "closed"
    folder.mkdir(mode=0)
    ran = careader("list", "--corpus", folder)
    assert (ran.code, ran.complaints[0]) == (1, f"careader: {folder}: permission denied")


def test_escapes_in_names_and_arguments_never_reach_the_terminal(
    careader: Careader, tmp_path: Path, sample: Path
) -> None:
    evil = "\x1b[31m\x9b1m\u202eevil\n.txt"
    file = tmp_path / evil
    file.write_bytes((sample / "000_home_2025-12-10.txt").read_bytes())
    (name,) = {a["id"] for a in careader("list", "--json", "--corpus", file).records[:1]}
    for arguments in (
        ["parse", file],
        ["parse", "--json", file],
        ["check", file, tmp_path / f"gone{evil}"],
        ["list", "--json", "--corpus", file],
        ["rates", "--corpus", file],
        ["rates", "--csv", "--corpus", file],
        ["rates", "--pair", evil],
        ["show", name, "--corpus", file],
        ["show", evil],
        ["jump", evil],
        ["jump", evil, "--json"],
        ["list", "--date", evil],
        ["list", f"--{evil}"],
        ["mark", evil, "x"],
        ["mark", "read", evil],
        ["add", file],
        ["add", "--json", file],
        [file],
        [tmp_path / f"gone{evil}"],
    ):
        ran = careader(*arguments)
        for line in (*ran.out.split("\n"), *ran.err.split("\n")):
            assert safe(line) == line
        assert len(ran.complaints) <= 1


@pytest.mark.parametrize(
    "name", ["two\nlines.txt", "\x1bescape.txt", "b\udcffyte.txt", "\u202ebidi.txt", "🏔.txt"]
)
def test_json_gives_a_name_as_it_is(careader: Careader, tmp_path: Path, sample: Path, name: str) -> None:
    file = tmp_path / name
    file.write_bytes((sample / "000_home_2025-12-10.txt").read_bytes())
    assert careader("parse", "--json", file).records[0]["path"] == str(file)
    assert {record["path"] for record in careader("rates", "--json", "--corpus", file).records} == {str(file)}
    stored = careader("add", "--json", file).records[0]["library"]
    assert stored == str(locations.library() / name)
    assert Path(stored).read_bytes() == file.read_bytes()


@pytest.mark.parametrize("environment", [{"LC_ALL": "C"}, {"PYTHONIOENCODING": "ascii"}, {"PYTHONUTF8": "0"}])
def test_any_locale_will_do(
    careader_process: Careader, environment: dict[str, str], careader: Careader
) -> None:
    ran = careader_process("list", **environment)
    assert (ran.code, ran.err, len(ran.lines)) == (0, "", 26)
    assert careader_process("list", "--json", **environment).records == careader("list", "--json").records


def test_a_file_name_that_is_not_utf8_is_listed_searched_and_marked(
    careader: Careader, tmp_path: Path, sample: Path
) -> None:
    file = tmp_path / os.fsdecode(b"caf\xe9.txt")
    file.write_bytes((sample / "000_home_2025-12-10.txt").read_bytes())
    assert careader("add", file).code == 0
    first = careader("list", "--json").records[0]
    assert first["captures"] == [str(locations.library() / file.name)]
    for command in (
        ["list"],
        ["search", "the"],
        ["jump", first["headline"]],
        ["rates"],
        ["show", first["id"]],
        [],
    ):
        ran = careader(*command)
        assert (ran.code, ran.err) == (0, ""), command
    assert careader("mark", "read", first["id"]).code == 0
    assert careader("list", "--json").records[0]["read"]


def test_json_stays_json_where_the_output_is_not_unicode(
    careader_process: Careader, tmp_path: Path, sample: Path
) -> None:
    page = (sample / "000_home_2025-12-10.txt").read_text("utf-8").replace("€1.35 million", "a lot 🏔")
    (tmp_path / "page.txt").write_text(page, encoding="utf-8")
    ran = careader_process("parse", "--json", tmp_path, PYTHONIOENCODING="ascii")
    assert ran.out.isascii()
    assert "🏔" in json.dumps(ran.records, ensure_ascii=False)


def test_queries_that_are_no_text_are_no_error() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "careader", "jump", "-", "--limit", "1"],
        input=b"\xff\xfe\nbalkhash\n",
        capture_output=True,
        check=False,
        cwd=ROOT,
    )
    assert b"Balkhash" in done.stdout
    assert b"Traceback" not in done.stderr


def shell(command: str) -> subprocess.CompletedProcess[str]:
    """Run a line of shell in which $careader is the command."""
    return subprocess.run(
        ["bash", "-o", "pipefail", "-c", command],  # noqa: S607 - whichever bash there is
        env={**os.environ, "careader": f"{sys.executable} -m careader"},
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        timeout=120,
    )


@pytest.mark.parametrize(
    "command", ["list --json", "parse --json seeds seeds/../seeds", "--help", "rates", ""]
)
@pytest.mark.parametrize("reader", ["head -1 >/dev/null", "true"])
def test_a_reader_of_the_output_who_leaves_is_no_error(command: str, reader: str) -> None:
    done = shell(f"$careader {command} | {reader}")
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("command", ["list", "--help", "rates --csv", "gone"])
def test_a_closed_output_is_said(command: str) -> None:
    done = shell(f"$careader {command} >&-")
    assert (done.returncode, done.stdout, done.stderr) == (1, "", "careader: standard output: closed\n")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
@pytest.mark.parametrize("command", ["list", "--help", "parse --json seeds"])
def test_a_full_disk_is_said(command: str) -> None:
    done = shell(f"$careader {command} >/dev/full")
    assert done.returncode == 1
    assert done.stderr == "careader: standard output: no space left on device\n"


def test_complaints_go_nowhere_else_where_stderr_is_closed() -> None:
    done = shell("$careader list --corpus gone 2>&-")
    assert (done.returncode, done.stdout) == (1, "")


def test_complaints_whose_reader_left_are_no_traceback() -> None:
    done = shell("{ { $careader gone; echo $? >&3; } 2>&1 >/dev/null | true; } 3>&1")
    assert done.stdout in {"0\n", "1\n"}  # whether it was quicker than its reader


def test_a_closed_stdin_is_no_error() -> None:
    assert shell("$careader <&-").returncode == 0
    assert shell("$careader jump - <&-").returncode == 0


def test_ctrl_c_ends_at_once_and_without_a_word() -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "careader", "jump", "-", "--json", "--limit", "1"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    ) as process:
        assert process.stdin
        assert process.stdout
        process.stdin.write("balkhash\n")
        process.stdin.flush()
        assert "Balkhash" in process.stdout.readline()
        process.send_signal(signal.SIGINT)
        _, complaints = process.communicate(timeout=120)
        assert (process.returncode, complaints) == (130, "")


class TestHome:
    @pytest.fixture
    def data(self) -> Path:
        """The data folder, its parent made."""
        locations.data().parent.mkdir(parents=True)
        return locations.data()

    def test_a_data_folder_that_is_a_file(self, careader: Careader, data: Path, sample: Path) -> None:
        data.touch()
        assert careader("list").code == 0
        name = careader("list", "--json").records[0]["id"]
        ran = careader("mark", "read", name)
        assert (ran.code, ran.out, len(ran.complaints)) == (1, "", 1)
        assert f"{data}/state.db: " in ran.err
        ran = careader("add", sample)
        assert (ran.code, ran.out) == (1, "")
        assert ran.err == f"careader: {data}/library: cannot be added to: not a directory\n"

    def test_a_library_that_is_a_file(self, careader: Careader, data: Path, sample: Path) -> None:
        data.mkdir()
        locations.library().touch()
        ran = careader("add", sample)
        assert (ran.code, ran.out) == (1, "")
        assert ran.err == f"careader: {data}/library: cannot be added to: file exists\n"

    @pytest.mark.skipif(not Path("/proc/self").exists(), reason="no /proc here")
    def test_a_home_that_nothing_can_be_written_to(
        self, careader: Careader, sample: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("XDG_DATA_HOME", "/proc/nowhere")
        name = careader("list", "--json").records[0]["id"]
        for arguments in (["add", sample], ["mark", "read", name]):
            ran = careader(*arguments)
            assert (ran.code, ran.out, len(ran.complaints)) == (1, "", 1)
            assert "/proc/nowhere/careader/" in ran.err

    def test_a_home_that_cannot_be_looked_into_is_not_taken_for_none(
        self, careader: Careader, monkeypatch: pytest.MonkeyPatch, sample: Path
    ) -> None:
        monkeypatch.setenv("XDG_DATA_HOME", f"/{'n' * 300}")
        ran = careader("list")
        assert ran.code == 1
        assert all("file name too long" in line.lower() for line in ran.complaints[:2])
        ran = careader("list", "--corpus", sample)
        assert (ran.code, len(ran.lines), len(ran.complaints)) == (1, 26, 1)

    @pytest.mark.parametrize(
        "content", [b"no database at all", b"SQLite format 3\0" + b"\xff" * 2000], ids=["text", "torn"]
    )
    def test_damaged_marks_are_said_and_the_rest_is_shown(
        self, careader: Careader, data: Path, content: bytes
    ) -> None:
        data.mkdir()
        locations.state_db().write_bytes(content)
        for arguments in (["list"], []):
            ran = careader(*arguments)
            assert (ran.code, len(ran.complaints)) == (1, 1)
            assert ran.err.startswith(f"careader: {locations.state_db()}: ")
            assert len([line for line in ran.lines if "●" in line]) >= 26
        ran = careader("mark", "read", careader("list", "--json").records[0]["id"])
        assert (ran.code, ran.out, len(ran.complaints)) == (1, "", 1)
        assert locations.state_db().read_bytes() == content

    def test_marks_of_a_newer_careader_are_left_alone(self, careader: Careader, data: Path) -> None:
        name = careader("list", "--json").records[0]["id"]
        careader("mark", "read", name)
        with closing(sqlite3.connect(locations.state_db())) as db:
            db.execute("PRAGMA user_version = 1000")
        before = locations.state_db().read_bytes()
        ran = careader("mark", "unread", name)
        assert (ran.code, ran.out, len(ran.complaints)) == (1, "", 1)
        assert "newer" in ran.err
        assert careader("list").code == 1
        assert locations.state_db().read_bytes() == before
        assert data.is_dir()

    def test_what_is_kept_is_for_its_owner_alone(
        self, careader_process: Careader, home: Path, sample: Path
    ) -> None:
        before = os.umask(0)
        try:
            assert careader_process("add", sample).code == 0
            name = careader_process("list", "--json").records[0]["id"]
            assert careader_process("mark", "read", name).code == 0
            with closing(sqlite3.connect(locations.state_db())) as db:
                db.execute("UPDATE marks SET at = at + 1")
                db.commit()
                open_to_all = [path for path in home.rglob("*") if path.stat().st_mode & 0o077]
                assert locations.state_db().with_name("state.db-wal").exists()
        finally:
            os.umask(before)
        assert open_to_all == []

    def test_an_empty_state_is_told_of_once(self, careader: Careader) -> None:
        name = careader("list", "--json").records[0]["id"]
        careader("mark", "read", name)
        locations.state_db().write_bytes(b"")
        said = f"careader: {locations.state_db()}: it was empty, and is begun anew\n"
        ran = careader("list")
        assert (ran.code, ran.err) == (0, said)
        assert careader("list").err == ""
        locations.state_db().write_bytes(b"")
        assert careader("mark", "read", name).err == said

    def test_marking_tells_that_the_index_was_made_anew(self, careader: Careader) -> None:
        name = careader("list", "--json").records[0]["id"]
        index = index_of(choose())
        index.unlink()
        ran = careader("mark", "read", name)
        assert ran.complaints == [f"careader: the index was made anew: {index}: it was not there any more"]


class TestLibraryAway:
    @pytest.fixture
    def disk(self, careader: Careader, sample: Path, tmp_path: Path) -> Path:
        """A disk with the library on it, which has been read once, and is away."""
        disk = tmp_path / "disk"
        disk.mkdir()
        locations.data().mkdir(parents=True)
        locations.library().symlink_to(disk)
        assert careader("add", sample / "000_home_2025-12-10.txt").code == 0
        assert careader("list").code == 0
        disk.rename(tmp_path / "away")
        return disk

    def test_its_articles_stay_and_one_line_says_why(
        self, careader: Careader, disk: Path, tmp_path: Path
    ) -> None:
        said = [f"careader: {locations.library()}: a link to {disk}, which is not there"]
        for _ in range(2):
            ran = careader("list")
            assert (ran.code, ran.complaints) == (1, said)
            assert BALKHASH in ran.out
        assert not any("This is the sample" in line for line in careader().lines)
        (tmp_path / "away").rename(disk)
        assert careader("list").complaints == []

    def test_nothing_is_added_in_its_place(self, careader: Careader, disk: Path, sample: Path) -> None:
        ran = careader("add", sample)
        assert (ran.code, ran.out) == (1, "")
        away = f"{locations.library()}: a link to {disk}, which is not there"
        assert ran.complaints == [f"careader: {away}: nothing was added to {locations.library()}"]
        assert not disk.exists()

    @pytest.mark.parametrize("mounted", [False, True])
    def test_a_library_placed_on_a_disk_stays_too(
        self, careader: Careader, sample: Path, tmp_path: Path, *, mounted: bool
    ) -> None:
        disk = tmp_path / "disk"
        locations.config_file().parent.mkdir(parents=True)
        locations.config_file().write_text(f'library = "{disk / "news"}"\n')
        assert careader("add", sample / "000_home_2025-12-10.txt").code == 0
        assert careader("list").code == 0
        disk.rename(tmp_path / "away")
        if mounted:  # the empty folder to which the disk belongs is there
            disk.mkdir()
        ran = careader("list")
        assert (ran.code, ran.complaints) == (1, [f"careader: {disk}/news: no such file or folder"])
        assert BALKHASH in ran.out
        ran = careader("add", sample)
        assert (ran.code, ran.out, len(ran.complaints)) == (1, "", 1)
        assert "(make the folder to begin anew): nothing was added" in ran.complaints[0]
        assert not (disk / "news").exists()
        (disk / "news").mkdir(parents=True)
        assert careader("add", sample / "004_category_teasers.txt").code == 0
        assert BALKHASH not in careader("list").out

    def test_an_emptied_library_stays_until_it_has_a_page(self, careader: Careader, sample: Path) -> None:
        assert careader("add", sample / "000_home_2025-12-10.txt").code == 0
        assert careader("list").code == 0
        (file,) = locations.library().iterdir()
        file.unlink()
        for _ in range(2):
            ran = careader("list")
            assert (ran.code, len(ran.complaints)) == (1, 1)
            assert f"{locations.library()}: no saved pages in this folder any more" in ran.complaints[0]
            assert BALKHASH in ran.out
        assert careader("add", sample / "004_category_teasers.txt").code == 0
        ran = careader("list")
        assert (ran.code, BALKHASH in ran.out) == (0, False)

    def test_a_library_placed_elsewhere_is_not_taken_for_the_former(
        self, careader: Careader, sample: Path, tmp_path: Path
    ) -> None:
        assert careader("add", sample / "000_home_2025-12-10.txt").code == 0
        assert careader("list").code == 0
        locations.config_file().parent.mkdir(parents=True)
        locations.config_file().write_text(f'library = "{tmp_path / "new"}"\n')
        assert careader("list").complaints == []  # the sample
        assert careader("add", sample / "004_category_teasers.txt").code == 0
        assert (careader("list").code, BALKHASH in careader("list").out) == (0, False)

    def test_a_data_folder_that_is_away_is_named(self, careader: Careader, tmp_path: Path) -> None:
        name = careader("list", "--json").records[0]["id"]
        locations.data().parent.mkdir(parents=True, exist_ok=True)
        locations.data().symlink_to(tmp_path / "gone")
        ran = careader("mark", "read", name)
        assert (ran.code, ran.out) == (1, "")
        assert ran.complaints == [
            f"careader: {locations.data()}: a link to {tmp_path}/gone, which is not there"
        ]
