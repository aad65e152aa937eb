"""What is loaded, and what is not: the core never knows a screen, and a command loads only what it needs."""

import json
import pkgutil
import subprocess
import sys

import pytest

import reader
from tests.support import ROOT

CORE = sorted(
    module.name
    for module in pkgutil.walk_packages(reader.__path__, "reader.")
    if not module.name.startswith("reader.ui") and module.name != "reader.__main__"
)


def loaded_by(code: str) -> set[str]:
    """Names of the modules that a new interpreter has loaded after some code, at their top."""
    program = f"{code}\nimport sys, json; print(); print(json.dumps(sorted(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, encoding="utf-8", check=True, cwd=ROOT
    )
    return set(json.loads(done.stdout.splitlines()[-1]))


def test_nothing_below_the_interface_knows_a_screen() -> None:
    assert {"reader.cli", "reader.corpus.library", "reader.state.store", "reader.find.jump"} <= set(CORE)
    loaded = loaded_by("import " + ", ".join(CORE))
    assert set(CORE) <= loaded
    assert not {name for name in loaded if name.partition(".")[0] in {"textual", "rich"}}
    assert not {name for name in loaded if name.startswith("reader.ui")}


@pytest.mark.parametrize(
    "arguments",
    [["--version"], ["--help"], ["list"], ["list", "--json"], ["rates"], ["parse", "seeds"], []],
    ids=" ".join,
)
def test_a_command_loads_neither_interface_nor_search(arguments: list[str]) -> None:
    loaded = loaded_by(f"from reader.cli import main; main({arguments!r})")
    assert not {name.partition(".")[0] for name in loaded} & {"textual", "rich", "rapidfuzz"}


def test_help_and_version_load_no_captures_and_no_marks() -> None:
    loaded = loaded_by("from reader.cli import main; main(['--version']); main(['--help'])")
    assert not {"reader.capture", "reader.corpus", "reader.state", "sqlite3"} & loaded


def test_parse_opens_no_marks() -> None:
    assert "reader.state" not in loaded_by("from reader.cli import main; main(['parse', '--json', 'seeds'])")
