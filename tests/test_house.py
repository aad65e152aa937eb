"""The rules of the house: how large a module and a class can grow; the docs name files that exist."""

import ast
import re
from pathlib import Path

import pytest

from tests.support import ROOT

MOST_LINES = 400
MOST_METHODS = 25
"""Public methods and properties of a class; a screen's actions do not count: each calls one thing."""

SOURCE = ROOT / "reader" / "careader"

NAMED_FILE = re.compile(r"`((?:\w+/)*\w+\.py)\b|`((?:\w+/)+)`")
"""A file or a folder in the text of a page of docs."""

NAME_IN_FILE = re.compile(r"`((?:\w+/)*\w+\.py)`: `(\w+)`")
"""A file in the text of a page of docs, and a name that is defined there."""


def too_long(source: Path) -> set[str]:
    lines = {path: path.read_text(encoding="utf-8").count("\n") for path in source.rglob("*.py")}
    return {path.relative_to(source).as_posix() for path, count in lines.items() if count > MOST_LINES}


def public_methods(node: ast.ClassDef) -> set[str]:
    defined = {each.name for each in node.body if isinstance(each, ast.FunctionDef | ast.AsyncFunctionDef)}
    return {name for name in defined if not name.startswith(("_", "action_"))}


def too_large(source: Path) -> set[str]:
    return {
        f"{path.relative_to(source).as_posix()}: {node.name}"
        for path in source.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ClassDef) and len(public_methods(node)) > MOST_METHODS
    }


def not_there(page: str, source: Path) -> set[str]:
    """What a page names and the source does not have: a name can begin at any folder below the source."""
    there = {
        path.relative_to(source).as_posix() for path in source.rglob("*") if "__pycache__" not in path.parts
    }
    named = {file or folder.rstrip("/") for file, folder in NAMED_FILE.findall(page)}
    outside = {name for name in named if (ROOT / name).exists() or any((ROOT / "tests").rglob(name))}
    return {name for name in named - outside if not any(f"/{path}".endswith(f"/{name}") for path in there)}


def not_defined(page: str, source: Path) -> set[str]:
    """The names that a page looks for in a file that does not define them."""
    wrong = set()
    for file, name in NAME_IN_FILE.findall(page):
        found = [path for path in source.rglob("*.py") if f"/{path.as_posix()}".endswith(f"/{file}")]
        nodes = [node for path in found for node in ast.parse(path.read_text(encoding="utf-8")).body]
        names = {node.name for node in nodes if isinstance(node, ast.FunctionDef | ast.ClassDef)}
        names |= {
            each.id
            for node in nodes
            if isinstance(node, ast.Assign)
            for each in node.targets
            if isinstance(each, ast.Name)
        }
        if name not in names:
            wrong.add(f"{file}: {name}")
    return wrong


def test_no_module_is_longer_than_a_person_reads_in_one_go() -> None:
    assert not too_long(SOURCE)


def test_no_class_has_more_public_methods_than_a_person_keeps_in_mind() -> None:
    assert not too_large(SOURCE)


@pytest.mark.parametrize("page", sorted((ROOT / "docs").glob("*.md")), ids=lambda page: page.name)
def test_the_docs_name_files_that_are_there(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert not not_there(text, SOURCE)
    assert not not_defined(text, SOURCE)


def test_the_rules_find_what_breaks_them(tmp_path: Path) -> None:
    (tmp_path / "room").mkdir()
    (tmp_path / "room" / "long.py").write_text("x = 1\n" * (MOST_LINES + 1))
    (tmp_path / "room" / "full.py").write_text("x = 1\n" * MOST_LINES)
    methods = "".join(f"    def do_{n}(self): ...\n" for n in range(MOST_METHODS))
    others = "    def _own(self): ...\n    def action_go(self): ...\n"
    (tmp_path / "large.py").write_text(
        f"class Large:\n{methods}    @property\n    async def more(self): ...\n"
    )
    (tmp_path / "whole.py").write_text(f"class Whole:\n{methods}{others}")
    assert too_long(tmp_path) == {"room/long.py"}
    assert too_large(tmp_path) == {"large.py: Large"}
    page = "See `room/long.py`, `long.py: name`, `room/`, `gone.py`, `away/`, `oom/long.py` and `docs/`."
    names = "`large.py`: `Large`, `room/long.py`: `x`, `long.py`: `y`, `gone.py`: `z`"
    assert not_defined(names, tmp_path) == {"long.py: y", "gone.py: z"}
    assert not_there(page, tmp_path) == {"gone.py", "away", "oom/long.py"}
