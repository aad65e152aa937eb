"""Adding to the library: once, whole, under a free name, whoever else is adding."""

import os
import subprocess
import sys
import time
from contextlib import ExitStack
from pathlib import Path

import pytest

from careader.corpus import library as library_module
from careader.corpus.library import Added
from careader.errors import CareaderError
from careader.index.locking import exclusive_lock

PAGE = "Viewing results 1 - 6 of {}\n\nA Headline of Our Own\n\nAnd a sentence below it.\n"


def add(paths: list[Path], library: Path) -> tuple[list[Added], list[CareaderError]]:
    """What adding came to: the files, and what went wrong."""
    steps = [*library_module.add(paths, library)]
    return (
        [step for step in steps if isinstance(step, Added)],
        [step for step in steps if isinstance(step, CareaderError)],
    )


@pytest.fixture
def library(tmp_path: Path) -> Path:
    return tmp_path / "data" / "library"


def page(folder: Path, name: str, number: int = 1) -> Path:
    """A file with a capture in it; the same number is the same content."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / name
    file.write_text(PAGE.format(number), encoding="utf-8")
    return file


def held(library: Path) -> dict[str, bytes]:
    """Everything in the library, hidden files too."""
    return {
        str(file.relative_to(library)): file.read_bytes() for file in library.rglob("*") if file.is_file()
    }


def test_a_capture_is_copied_byte_by_byte(tmp_path: Path, library: Path) -> None:
    file = tmp_path / "page.txt"
    content = b"\xef\xbb\xbfA headline\r\n\r\nText \x93quoted\x94 and \x1b[1m\r\n"
    file.write_bytes(content)
    (added,), problems = add([file], library)
    assert (added.source, added.stored, added.new, problems) == (file, library / "page.txt", True, [])
    assert held(library) == {"page.txt": content}


def test_the_same_content_is_there_once_whatever_the_names(tmp_path: Path, library: Path) -> None:
    one, two = page(tmp_path, "one.txt"), page(tmp_path / "two", "two.txt")
    added, _ = add([one, two], library)
    assert [(each.source, each.stored.name, each.new) for each in added] == [
        (one, "one.txt", True),
        (two, "one.txt", False),
    ]
    (again,), _ = add([page(tmp_path, "three.txt")], library)
    assert (again.stored.name, again.new) == ("one.txt", False)
    assert list(held(library)) == ["one.txt"]


def test_a_name_that_is_taken_gets_a_number(tmp_path: Path, library: Path) -> None:
    files = [page(tmp_path / str(n), "page.txt", n) for n in range(3)]
    added, problems = add(files, library)
    assert [each.stored.name for each in added] == ["page.txt", "page-2.txt", "page-3.txt"]
    assert problems == []
    assert held(library)["page-3.txt"] == files[2].read_bytes()


def test_content_of_one_size_is_told_apart(tmp_path: Path, library: Path) -> None:
    added, _ = add([page(tmp_path, "a.txt", 1), page(tmp_path, "b.txt", 2)], library)
    assert [each.new for each in added] == [True, True]


@pytest.mark.parametrize(
    ("name", "stored"),
    [
        ("page", "page.txt"),
        (".txt", "capture.txt"),
        (".page.txt", "page.txt"),
        ("page.html", "page.html"),
        ("report.pdf", "report.pdf.txt"),
    ],
)
def test_whatever_a_file_is_called_the_library_finds_it_again(
    tmp_path: Path, library: Path, name: str, stored: str
) -> None:
    (added,), _ = add([page(tmp_path, name)], library)
    assert added.stored == library / stored
    assert [each.new for each in add([library], library)[0]] == [False]


def test_the_pages_read_of_a_file_with_many_are_told(tmp_path: Path, library: Path) -> None:
    records = []
    for number in range(120):
        text = PAGE.format(number).encode()
        head = f"WARC-Type: conversion\r\nContent-Type: text/plain\r\nContent-Length: {len(text)}"
        records.append(b"WARC/1.0\r\n" + head.encode() + b"\r\n\r\n" + text + b"\r\n\r\n")
    file = tmp_path / "pages.wet"
    file.write_bytes(b"".join(records))
    told: list[int] = []
    (added,) = library_module.add([file], library, read=told.append)
    assert isinstance(added, Added)
    assert (added.pages, told) == (120, [50, 100])


def test_nothing_is_made_for_what_cannot_be_read(tmp_path: Path, library: Path) -> None:
    added, problems = add([tmp_path / "gone.txt"], library)
    assert (added, [str(each) for each in problems]) == ([], [f"{tmp_path}/gone.txt: no such file or folder"])
    assert not library.parent.exists()


def test_a_name_the_disk_does_not_take_is_said_and_the_others_are_added(
    tmp_path: Path, library: Path
) -> None:
    long = page(tmp_path, "n" * 255)
    added, problems = add([long, page(tmp_path, "page.txt", 2)], library)
    assert [each.stored.name for each in added] == ["page.txt"]
    assert [str(each) for each in problems] == [f"{long}: cannot be added to {library}: file name too long"]
    assert list(held(library)) == ["page.txt"]


def test_links_that_lead_nowhere_and_files_that_cannot_be_read_are_passed_over(
    tmp_path: Path, library: Path
) -> None:
    file = page(tmp_path, "page.txt")
    library.mkdir(parents=True)
    (library / "dangling.txt").symlink_to("nowhere")
    os.mkfifo(library / "fifo.txt")
    (added,), problems = add([file], library)
    assert (added.new, problems) == (True, [])


@pytest.mark.parametrize("error", [KeyboardInterrupt, OSError(28, "No space left on device")])
@pytest.mark.parametrize("step", ["fsync", "_put"])
def test_an_interrupted_add_leaves_nothing(
    tmp_path: Path, library: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException, step: str
) -> None:
    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr(os if step == "fsync" else library_module, step, fail)
    file = page(tmp_path, "page.txt")
    if isinstance(error, OSError):
        added, problems = add([file], library)
        assert (added, [str(each) for each in problems]) == (
            [],
            [f"{file}: cannot be added to {library}: no space left on device"],
        )
    else:
        with pytest.raises(KeyboardInterrupt):
            add([file], library)
    assert held(library) == {}


def test_killed_at_any_moment_an_add_leaves_no_half_capture(tmp_path: Path, library: Path) -> None:
    file = page(tmp_path, "page.txt")
    program = f"""
import os, signal
from pathlib import Path
os.fsync = lambda _: os.kill(os.getpid(), signal.SIGKILL)
from careader.corpus.library import add
list(add([Path({str(file)!r})], Path({str(library)!r})))
"""
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == -9
    assert not list(library.glob("[!.]*"))
    assert [each.new for each in add([file], library)[0]] == [True]


def test_without_links_a_file_is_put_in_its_place_all_the_same(
    tmp_path: Path, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    added, problems = add([page(tmp_path / str(n), "page.txt", n) for n in range(2)], library)
    assert ([each.stored.name for each in added], problems) == (["page.txt", "page-2.txt"], [])
    assert sorted(held(library)) == ["page-2.txt", "page.txt"]
    assert all(held(library).values())


def test_several_that_add_at_once_add_each_content_once(tmp_path: Path, library: Path) -> None:
    numbers = range(12)
    program = """
import sys
from pathlib import Path
from careader.corpus.library import add
sys.stdin.readline()
print(sum(each.new for each in add([Path(sys.argv[1])], Path(sys.argv[2]))))
"""
    adding = []
    for who in ("a", "b", "c", "d"):
        for number in numbers:
            page(tmp_path / who, f"{who}{number}.txt", number)
        command = [sys.executable, "-c", program, str(tmp_path / who), str(library)]
        adding.append(subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True))
    for process in adding:
        assert process.stdin
        process.stdin.write("\n")
        process.stdin.flush()
    new = [int(process.communicate(timeout=120)[0]) for process in adding]
    assert sum(new) == len(numbers)
    assert sorted(held(library).values()) == sorted(PAGE.format(number).encode() for number in numbers)


def test_adding_waits_while_another_adds(
    tmp_path: Path, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.mkdir(parents=True)
    seen: list[dict[str, bytes]] = []
    with ExitStack() as other:
        other.enter_context(exclusive_lock(library))

        def until_it_is_done(_: float) -> None:
            seen.append(held(library))
            other.close()

        monkeypatch.setattr(time, "sleep", until_it_is_done)
        added, _ = add([page(tmp_path, "page.txt")], library)
    assert (seen, [each.new for each in added]) == ([{}], [True])


def test_files_of_one_size_are_each_read_once_to_be_compared(
    tmp_path: Path, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add([page(tmp_path / "first", f"{number}.txt", number) for number in range(10, 30)], library)
    opened: list[Path] = []
    real = Path.open

    def count(path: Path, mode: str = "r", *rest: object, **named: object) -> object:
        if library in path.parents:
            opened.append(path)
        return real(path, mode, *rest, **named)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", count)
    added, errors = add([page(tmp_path / "in", f"{n}.txt", n) for n in range(20, 60)], library)
    assert (len(opened), len(errors), sum(each.new for each in added)) == (20, 0, 30)


def test_a_capture_is_on_the_disk_as_a_whole_before_it_has_a_name(
    tmp_path: Path, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[tuple[int, int]] = []
    monkeypatch.setattr(
        os, "fsync", lambda file: told.append((os.fstat(file).st_size, len([*library.glob("[!.]*")])))
    )
    file = page(tmp_path, "page.txt")
    add([file], library)
    assert told == [(file.stat().st_size, 0)]
