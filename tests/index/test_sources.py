"""Which files are captures, in which order, and what is said of the others."""

import os
from pathlib import Path

import pytest

from careader.errors import CaptureError
from careader.index import sources
from careader.index.sources import LARGEST, as_text, capture_files, holds_captures, read_bytes


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "pages"
    for name in (
        "b.txt",
        "a.txt",
        "deep/er/c.txt",
        "deep.txt",
        ".hidden.txt",
        ".git/d.txt",
        "notes.md",
        "e.txt.gz",
    ):
        (made / name).parent.mkdir(parents=True, exist_ok=True)
        (made / name).write_text("text", encoding="utf-8")
    return made


def names(found: list[Path], folder: Path) -> list[str]:
    return [str(path.relative_to(folder)) for path in found]


def test_a_folder_is_searched_to_any_depth_in_path_order_without_hidden_files(folder: Path) -> None:
    found, errors = capture_files([folder])
    assert names(found, folder) == ["a.txt", "b.txt", "deep.txt", "deep/er/c.txt"]
    assert errors == []


def test_a_file_named_outright_may_be_called_anything(folder: Path) -> None:
    found, errors = capture_files([folder / "notes.md", folder / ".hidden.txt"])
    assert names(found, folder) == [".hidden.txt", "notes.md"]
    assert errors == []


def test_a_file_that_several_paths_lead_to_is_found_once(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    given = [Path("a.txt"), Path("deep/../a.txt"), Path(), folder, folder / "b.txt"]
    assert [path.resolve() for path in capture_files(given)[0]] == capture_files([folder.resolve()])[0]


def test_the_order_of_paths_makes_no_difference(folder: Path) -> None:
    given = [folder / "deep", folder / "b.txt", folder / "a.txt"]
    assert capture_files(given) == capture_files(given[::-1])


def test_each_path_that_names_nothing_is_told(tmp_path: Path) -> None:
    (tmp_path / "bare").mkdir()
    found, errors = capture_files([tmp_path / "bare", tmp_path / "gone"])
    assert found == []
    assert [str(error) for error in errors] == [
        f"{tmp_path}/bare: no captures (*.txt) in this folder",
        f"{tmp_path}/gone: no such file or folder",
    ]


def test_a_folder_that_cannot_be_listed_is_told_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scandir = os.scandir

    def forbid(path: str) -> object:
        if Path(path).name == "deep":
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", forbid)
    found, errors = capture_files([folder])
    assert names(found, folder) == ["a.txt", "b.txt", "deep.txt"]
    assert [str(error) for error in errors] == [f"{folder}/deep: permission denied"]
    found, errors = capture_files([folder / "deep"])
    assert [str(error) for error in errors] == [f"{folder}/deep: permission denied"]
    assert holds_captures(folder / "deep")


@pytest.mark.usefixtures("folder")
def test_holds_captures(tmp_path: Path) -> None:
    (tmp_path / "bare").mkdir()
    told = {
        name: holds_captures(tmp_path / name) for name in ("pages", "bare", "gone", "pages/a.txt", "n" * 300)
    }
    assert told == {"pages": True, "bare": False, "gone": False, "pages/a.txt": False, "n" * 300: True}


def test_the_largest_capture_is_read_whole_and_one_byte_more_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sources, "LARGEST", 1 << 20)
    file = tmp_path / "large.txt"
    file.write_bytes(b"a" * (1 << 20))
    assert len(read_bytes(file)) == 1 << 20
    file.write_bytes(b"a" * ((1 << 20) + 1))
    with pytest.raises(CaptureError, match=r"large\.txt: too large for a capture \(over 1 MiB\)"):
        read_bytes(file)
    assert LARGEST > 100 * 1024  # a real page


def test_a_folder_is_no_capture(tmp_path: Path) -> None:
    with pytest.raises(CaptureError, match="is a directory"):
        read_bytes(tmp_path)


def test_what_is_not_text_is_named(tmp_path: Path) -> None:
    with pytest.raises(CaptureError, match=r"page\.txt: not text"):
        as_text(tmp_path / "page.txt", b"\0\0")


def test_text_is_what_decode_makes_of_it(tmp_path: Path) -> None:
    assert as_text(tmp_path, b"\xef\xbb\xbfone\r\ntwo\x1b") == "one\ntwo␛"
