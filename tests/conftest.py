"""What every test shares: a home of its own, the sample, and the real captures where they are at hand."""

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from careader.cli import main
from tests.support import ROOT, Careader, Ran

# No example has to be quick: a busy machine is no defect. The examples are the same in each run, so that a
# change alone makes a test fail; HYPOTHESIS=search looks for others (CONTRIBUTING.md).
_SLOW = [HealthCheck.too_slow]
settings.register_profile("repeat", deadline=None, suppress_health_check=_SLOW, derandomize=True)
settings.register_profile("search", deadline=None, suppress_health_check=_SLOW, max_examples=400)
settings.load_profile(os.environ.get("HYPOTHESIS", "repeat"))


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home, a locale and a time zone for every test; nothing of the terminal that it is run in."""
    folder = tmp_path / "home"
    monkeypatch.setenv("HOME", str(folder))
    for name in ("DATA", "CACHE", "CONFIG", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(folder / name.lower()))
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.setenv("TZ", "UTC")
    for name in ("NO_COLOR", "COLUMNS", "LINES", "PYTHONIOENCODING", "PYTHONUNBUFFERED", "PYTHONUTF8"):
        monkeypatch.delenv(name, raising=False)
    return folder


@pytest.fixture
def sample() -> Path:
    """The sample corpus."""
    return ROOT / "seeds"


@pytest.fixture
def real_captures() -> Path:
    """The five captures that the project was made from, with expected.json; they are not part of it."""
    folder = ROOT.parent / "shared" / "seeds"
    if not (folder / "expected.json").is_file():
        pytest.skip(f"the real captures are not here: {folder}")
    return folder


@pytest.fixture
def careader(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Careader:
    """The command line within this process."""

    def run(*arguments: object, stdin: str | None = "") -> Ran:
        monkeypatch.setattr("sys.stdin", None if stdin is None else io.StringIO(stdin))
        code = main([str(each) for each in arguments])
        printed = capsys.readouterr()
        return Ran(code, printed.out, printed.err)

    return run


@pytest.fixture
def careader_process() -> Careader:
    """The command line as a process of its own; more keywords go to its environment."""

    def run(*arguments: object, stdin: str = "", **environment: str) -> Ran:
        done = subprocess.run(
            [sys.executable, "-m", "careader", *map(str, arguments)],
            input=stdin,
            capture_output=True,
            check=False,
            encoding="utf-8",
            env={**os.environ, **environment},
            cwd=ROOT,
            timeout=120,
        )
        return Ran(done.returncode, done.stdout, done.stderr)

    return run
