"""What is loaded, and what is not: the core never knows a screen, and a command loads only what it needs."""

import ast
import json
import pkgutil
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import careader
from careader import locations
from tests.support import ROOT

TEXT = "seeds/000_home_2025-12-10.txt"

CORE = sorted(
    module.name
    for module in pkgutil.walk_packages(careader.__path__, "careader.")
    if not module.name.startswith("careader.ui") and module.name != "careader.__main__"
)


def loaded_by(code: str) -> set[str]:
    """Names of the modules that a new interpreter has loaded after some code, at their top."""
    program = f"{code}\nimport sys, json; print(); print(json.dumps(sorted(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, encoding="utf-8", check=True, cwd=ROOT
    )
    return set(json.loads(done.stdout.splitlines()[-1]))


def test_nothing_below_the_interface_knows_a_screen() -> None:
    assert {
        "careader.cli.program",
        "careader.corpus.library",
        "careader.state.store",
        "careader.find.jump.jump",
    } <= set(CORE)
    loaded = loaded_by("import " + ", ".join(CORE))
    assert set(CORE) <= loaded
    assert not {name for name in loaded if name.partition(".")[0] in {"textual", "rich"}}
    assert not {name for name in loaded if name.startswith("careader.ui")}


@pytest.mark.parametrize(
    "arguments",
    [["--version"], ["--help"], ["list"], ["list", "--json"], ["rates"], ["parse", TEXT], []],
    ids=" ".join,
)
def test_a_command_loads_neither_interface_nor_search(arguments: list[str]) -> None:
    locations.library().mkdir(parents=True)
    shutil.copy(ROOT / TEXT, locations.library())  # the sample holds HTML, which needs its parser
    loaded = loaded_by(f"from careader.cli import main; main({arguments!r})")
    assert not {name.partition(".")[0] for name in loaded} & {"textual", "rich", "rapidfuzz", "selectolax"}


@pytest.mark.parametrize(
    "arguments", [["list"], ["rates", "--json"], ["jump", "astana"], ["notes"]], ids=" ".join
)
def test_a_command_on_an_index_that_is_up_to_date_loads_no_parser(arguments: list[str]) -> None:
    loaded_by("from careader.cli import main; main(['list'])")
    loaded = loaded_by(f"from careader.cli import main; main({arguments!r})")
    assert not {"careader.capture.page", "careader.capture.blocks", "careader.intake.opening"} & loaded


def test_help_and_version_load_no_captures_and_no_marks() -> None:
    loaded = loaded_by("from careader.cli import main; main(['--version']); main(['--help'])")
    assert not {"careader.capture", "careader.corpus", "careader.state", "sqlite3"} & loaded


def test_parse_opens_no_marks() -> None:
    assert "careader.state" not in loaded_by(
        "from careader.cli import main; main(['parse', '--json', 'seeds'])"
    )


FLOORS = (
    (
        "__init__",
        "encodings",
        "errors",
        "locations",
        "patterns",
        "settings",
        "sqlite",
        "text",
        "typed_days",
        "words",
    ),
    ("intake",),
    ("capture",),
    ("index",),
    ("corpus",),
    ("state",),
    ("find",),
    ("sitting",),
    ("cli", "ui", "__main__"),
)
"""The rooms from the ground up. A room imports from its own floor and from those below."""

SOURCE = ROOT / "reader" / "careader"


def imported_by(path: Path) -> set[str]:
    """Rooms of careader that a module imports anywhere in it, for types alone as well."""
    names = set[str]()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.update(f"{node.module}.{alias.name}" for alias in node.names)
    return {name.split(".")[1] for name in names if name.startswith("careader.")}


@pytest.mark.parametrize(("floor", "rooms"), [*enumerate(FLOORS)], ids=lambda each: str(each)[:12])
def test_no_room_imports_from_a_floor_above(floor: int, rooms: tuple[str, ...]) -> None:
    above = {room for rooms_above in FLOORS[floor + 1 :] for room in rooms_above} - {"__init__"}
    for room in rooms:
        files = [*(SOURCE / room).rglob("*.py"), *SOURCE.glob(f"{room}.py")]
        upward = {str(file): found for file in files if (found := imported_by(file) & above)}
        assert not upward


def test_every_room_has_a_floor() -> None:
    rooms = {
        path.stem for path in SOURCE.iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()
    }
    assert rooms <= {room for rooms in FLOORS for room in rooms}


def test_the_interface_does_not_know_the_command_line() -> None:
    assert not {str(file) for file in (SOURCE / "ui").rglob("*.py") if "cli" in imported_by(file)}


_MAKE_INDEX = (
    "from careader.corpus import load\n"  # as it is at every start but the first
    "from careader.corpus.opening import choose\n"
    "load(choose([])).corpus.close()\n"
)

_SHOW_FIRST_FRAME = (
    "import asyncio, pathlib, tempfile\n"
    "from careader.cli import program\n"
    "from careader.cli.commands import read\n"
    "from careader.corpus.opening import choose, open_corpus\n"
    "from careader.sitting.session import Session\n"
    "from careader.ui.app import CareaderApp\n"
    "async def show(folder):\n"
    "    session = Session(choose([]), pathlib.Path(folder) / 'state.db', open_corpus)\n"
    "    async with CareaderApp(session).run_test() as pilot:\n"
    "        assert len(pilot.app.session.corpus.articles) > 9\n"
    "    session.close()\n"
    "with tempfile.TemporaryDirectory() as folder: asyncio.run(show(folder))\n"
)

_NOT_FOR_THE_FIRST_FRAME = (
    *("rapidfuzz", "selectolax", "multiprocessing", "tomllib", "importlib.resources", "email", "calendar"),
    *("careader.intake", "careader.find", "careader.typed_days", "careader.encodings"),
    *(
        "careader.corpus.versions",
        "careader.corpus.library",
        "careader.corpus.amounts",
        "careader.corpus.rates",
    ),
    *(
        "careader.index.figures",
        "careader.index.article_kinds",
        "careader.index.authors",
        "careader.index.identity",
    ),
    *("careader.index.planning", "careader.index.reading", "careader.index.updating"),
    *("careader.sitting.finding", "careader.sitting.indexing", "careader.sitting.asking"),
    *("careader.ui.help", "careader.ui.palette", "careader.ui.clipboard", "careader.ui.taking_out"),
)
"""Modules, with all below them, that a start on an index does without."""


def test_the_first_frame_loads_neither_parser_nor_search_nor_what_a_key_opens() -> None:
    loaded_by(_MAKE_INDEX)
    loaded = loaded_by(_SHOW_FIRST_FRAME)
    assert "careader.ui.screens.reader" in loaded
    assert not {
        name for name in loaded for no in _NOT_FOR_THE_FIRST_FRAME if name == no or name.startswith(f"{no}.")
    }
    capture = {name for name in loaded if name.startswith("careader.capture.")}
    assert capture == {"careader.capture.models", "careader.capture.corrections"}
    opened = {name for name in loaded if name.startswith("careader.ui.screens.")}
    assert opened == {"careader.ui.screens.reader"}


def test_looking_for_new_captures_where_there_are_none_loads_no_parser() -> None:
    loaded_by(_MAKE_INDEX)
    loaded = loaded_by(
        "from careader.corpus.opening import choose\n"
        "from careader.sitting.indexing import Indexing\n"
        "assert not Indexing(choose([])).run((), print, bool).changed\n"
    )
    assert "careader.index.planning" in loaded
    assert not {"careader.capture.page", "careader.capture.proofs", "careader.index.updating"} & loaded
