"""The one door for text to the screen: hostile text at every place where text can come from."""

import ast
from pathlib import Path

import pytest
from textual import events

import careader.ui
from careader.capture import Block, Kind
from tests.ui.support import OpenApp, Screen, capture
from tests.ui.test_hostile import unsafe

HOSTILE = (
    "over [/] [red]x[/] [@click=app.quit]y[/] [link=z \\[ {1} "
    "\x9b31m \x9d52;c;b3duZWQ=\x9c \x0e\x0f \x7f \u202e\u2066 \x1b[2J end"
)
SEEN = "[/] [red]x[/] [@click=app.quit]y[/]"
SOURCE = Path(careader.ui.__file__).parent


async def paste(screen: Screen, text: str) -> None:
    screen.app.post_message(events.Paste(text))
    await screen.settle()


@pytest.mark.parametrize("key", ["f", "slash", "ctrl+p", "e"])
async def test_what_is_pasted_is_text(open_app: OpenApp, key: str) -> None:
    async with open_app(size=(200, 40)) as screen:
        await screen.press(key)
        await paste(screen, HOSTILE)
        assert not unsafe(screen)
        assert SEEN in screen.text
        await screen.press("escape")
        assert not unsafe(screen)
        assert screen.app.is_running


async def test_all_lines_that_are_pasted_into_a_query_are_searched_for(open_app: OpenApp) -> None:
    async with open_app() as screen:
        await screen.press("f")
        await paste(screen, "french grant\r\nbacks")
        assert "french grant backs" in screen.text


async def test_what_comes_from_the_clipboard_is_text(open_app: OpenApp) -> None:
    async with open_app(size=(200, 40)) as screen:
        await screen.press("f")
        screen.app.copy_to_clipboard(HOSTILE)
        await screen.press("ctrl+v")
        assert not unsafe(screen)
        assert SEEN in screen.text


async def test_a_query_stands_as_it_was_typed_over_what_it_found(open_app: OpenApp) -> None:
    query = "lake [/] [red]x[/] [@click=app.quit]y[/]"
    async with open_app(size=(160, 40)) as screen:
        await screen.press("f")
        await paste(screen, query)
        await screen.press("tab")
        assert query in screen.text
        assert screen.app.is_running


@pytest.mark.parametrize("pane", ["find within", "check"])
async def test_other_screens_show_hostile_text_as_text(open_app: OpenApp, pane: str) -> None:
    headline = f"Keeper of {HOSTILE}"
    blocks = (Block(Kind.PARAGRAPH, HOSTILE), Block(Kind.HEADING, HOSTILE), Block(Kind.LIST, "", (HOSTILE,)))
    async with open_app(
        [capture("2025-12-10", {headline: blocks, "Another": "Words."})], (160, 40)
    ) as screen:
        assert not unsafe(screen)
        await screen.press("b", "enter")
        if pane == "check":
            await screen.press("v")
            assert not unsafe(screen)
            await screen.press("escape", "S")
            assert not unsafe(screen)
            await screen.press("escape")
            screen.reader.action_run("check")
            await screen.settle()
        else:
            await screen.press("slash")
            await paste(screen, HOSTILE)
        assert not unsafe(screen)
        assert screen.app.is_running


def calls(name: str) -> list[str]:
    """Where the interface calls a function or method of a name with something else than a literal."""
    return [
        f"{path.relative_to(SOURCE)}:{node.lineno}"
        for path in SOURCE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and name in {getattr(node.func, "id", ""), getattr(node.func, "attr", "")}
        and not all(isinstance(each, ast.Constant | ast.BinOp) for each in node.args)
    ]


def test_no_string_reaches_textual_beside_the_door() -> None:
    for name in ("Content", "from_markup", "from_text", "notify"):
        assert [each for each in calls(name) if not each.startswith("safe_text.py")] == []


def test_every_title_of_a_border_passes_the_door() -> None:
    passed = 0
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Assign):
                continue
            names = {getattr(target, "attr", "") for target in node.targets}
            if names & {"border_title", "border_subtitle"}:
                assert isinstance(node.value, ast.Call), f"{path}:{node.lineno}"
                assert getattr(node.value.func, "id", "") == "safe_content", f"{path}:{node.lineno}"
                passed += 1
    assert passed > 5
