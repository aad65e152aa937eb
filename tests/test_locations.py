"""Where careader keeps what is the user's."""

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
