"""Which files are captures, in which order, and what is said of the others."""

import gzip
import os
from pathlib import Path

import pytest

from careader.errors import CaptureError
from careader.index.page_contents import numbered, pages_of
from careader.index.scanning import capture_files, holds_captures, passed_over, scan
from careader.intake.models import LeftOut, Page


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
        "notes.doc",
        "e.txt.bak",
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
    found, errors = capture_files([folder / "notes.doc", folder / ".hidden.txt"])
    assert names(found, folder) == [".hidden.txt", "notes.doc"]
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
        f"{tmp_path}/bare: no saved pages in this folder",
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


def test_files_of_all_kinds_are_found_and_the_others_are_counted(tmp_path: Path) -> None:
    pages = ("a.html", "b.MHT", "c.warc.gz", "d.eml", "sub/e.md", "f.json", "g.xml")
    others = ("h.pdf", "i.jpg", "j.jpg", "README.md", "k.json", "l.xml", "noending")
    contents = {
        "c.warc.gz": gzip.compress(b"WARC/1.0\r\n"),
        "f.json": b'[{"title": {"rendered": "A"}}]',
        "g.xml": b'<?xml version="1.0"?><rss version="2.0"/>',
        "k.json": b'{"a": 1}',
        "l.xml": b'<?xml version="1.0"?><svg/>',
    }
    for name in (*pages, *others, "a_files/frame.html"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(contents.get(name, b"text"))
    scanned = scan([tmp_path])
    assert sorted(below for _, below in scanned.files) == sorted(pages)
    assert dict(scanned.passed) == {".pdf": 1, ".jpg": 2, ".md": 1, ".json": 1, ".xml": 1, "": 1}
    assert passed_over(scanned) == (
        "7 files passed over: no saved pages (2 .jpg, 1 without an ending, 1 .json, 1 .md, 1 .pdf, 1 .xml)"
    )


def test_the_pages_of_a_file_are_numbered_where_there_are_several(tmp_path: Path) -> None:
    pages: list[Page | LeftOut] = [
        Page("one", "WET"),
        LeftOut("a page: damaged_error", problem=True),
        Page("two", "WET"),
        LeftOut("picture"),
    ]
    found = list(numbered(pages, "x.warc"))
    assert [each.page if isinstance(each, Page) else str(each) for each in found] == [
        "x.warc: a page: damaged_error",
        1,
        2,
    ]
    assert list(numbered([Page("text")], "x")) == ["text"]
    (tmp_path / "a.txt").write_bytes(b"\xef\xbb\xbfone\r\ntwo\x1b")
    assert list(pages_of(tmp_path / "a.txt")) == ["one\ntwo␛"]


def test_a_folder_is_no_capture(tmp_path: Path) -> None:
    with pytest.raises(CaptureError, match="is a directory"):
        list(pages_of(tmp_path))
