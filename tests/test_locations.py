"""Where careader keeps what is the user's."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from careader import locations


def test_everything_is_in_the_folders_of_the_user(home: Path) -> None:
    assert locations.library() == home / "data" / "careader" / "library"
    assert locations.state_db() == home / "data" / "careader" / "state.db"


def test_none_is_made_before_something_is_written(home: Path) -> None:
    code = "from careader import locations as l; print(l.library(), l.state_db())"
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)
    assert not home.exists()


def test_the_sample_is_beside_the_package_or_within_it(
    sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert locations.sample() == sample
    (tmp_path / "reader" / "seeds").mkdir(parents=True)
    monkeypatch.setattr(locations, "__file__", str(tmp_path / "reader" / "locations.py"))
    assert locations.sample() == tmp_path / "reader" / "seeds"


def test_what_is_made_is_for_its_owner_alone_whatever_the_umask(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        locations.make_private_folder(tmp_path / "one" / "two")
        locations.make_private_file(tmp_path / "one" / "file")
    finally:
        os.umask(before)
    modes = {path.name: path.stat().st_mode & 0o777 for path in (tmp_path / "one").rglob("*")}
    assert {**modes, "one": (tmp_path / "one").stat().st_mode & 0o777} == {
        "one": 0o700,
        "two": 0o700,
        "file": 0o600,
    }


def test_what_is_there_stays_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "shared").mkdir(mode=0o755)
    (tmp_path / "file").write_text("kept", encoding="utf-8")
    locations.make_private_folder(tmp_path / "shared")
    locations.make_private_file(tmp_path / "file")
    assert (tmp_path / "shared").stat().st_mode & 0o777 == 0o755
    assert (tmp_path / "file").read_text(encoding="utf-8") == "kept"


def test_the_link_on_the_way_that_leads_nowhere_is_found(tmp_path: Path) -> None:
    disk, link = tmp_path / "disk", tmp_path / "link"
    link.symlink_to(disk)
    assert locations.broken_link(link / "careader" / "library") == link
    assert locations.link_in_words(link) == f"a link to {disk}, which is not there"
    disk.mkdir()
    assert locations.broken_link(link / "careader" / "library") is None
