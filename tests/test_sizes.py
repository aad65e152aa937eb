"""No module and no class of the interface and the sitting is too large to be read at once."""

import ast
from pathlib import Path

import pytest

from tests.support import ROOT

MOST_LINES = 400
MOST_METHODS = 25
"""Public methods of a class, the actions of a screen aside: each of those calls one thing."""

MODULES = [
    path for room in ("sitting", "ui") for path in sorted((ROOT / "reader" / "careader" / room).rglob("*.py"))
]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_module_and_its_classes_can_be_read_at_once(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= MOST_LINES
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.ClassDef):
            methods = [each for each in node.body if isinstance(each, ast.FunctionDef | ast.AsyncFunctionDef)]
            public = [each for each in methods if not each.name.startswith(("_", "action_"))]
            assert len(public) <= MOST_METHODS, node.name
