"""The one table of commands, and what is made of it: keys, hints, help and palette."""

import re

import pytest
from textual.command import DiscoveryHit, Hit

from careader.ui.commands import COMMANDS, HINTS, Command, bindings
from careader.ui.palette import ReaderCommands
from careader.ui.screens.reader import ReaderScreen
from tests.support import ROOT
from tests.ui.support import OpenApp


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_every_command_has_its_action_or_its_function(command: Command) -> None:
    action = getattr(ReaderScreen, f"action_{command.name}", None)
    assert callable(command.load()) if command.function else callable(action)
    assert not (command.function and action)


def test_every_action_has_its_command() -> None:
    actions = {name.removeprefix("action_") for name in vars(ReaderScreen) if name.startswith("action_")}
    assert actions - {"run"} == {command.name for command in COMMANDS if not command.function}


def test_no_key_is_given_twice() -> None:
    keys = [binding.key for binding in bindings()]
    assert sorted(set(keys)) == sorted(keys)


def test_the_keys_that_the_design_names_do_what_it_says() -> None:
    action = {key: command.name for command in COMMANDS for key in command.keys}
    asked = {
        "j": "move_down",
        "k": "move_up",
        "down": "move_down",
        "up": "move_up",
        "enter": "open",
        "l": "open",
        "h": "back",
        "escape": "back",
        "tab": "next_pane",
        "left_square_bracket": "earlier_date",
        "right_square_bracket": "later_date",
        "n": "next_unread",
        "p": "previous_unread",
        "space": "read_on",
        "m": "toggle_read",
        "b": "toggle_bookmark",
        "A": "all_read",
        "z": "undo",
        "f": "jump",
        "question_mark": "help",
        "ctrl+p": "palette",
        "q": "quit",
    }
    assert asked.items() <= action.items()


@pytest.mark.parametrize("pane", ["dates", "headlines", "article"])
def test_the_hints_of_a_pane_are_commands_with_a_hint_and_help_is_last(pane: str) -> None:
    hints = {command.name: command.hint for command in COMMANDS}
    assert all(hints[action] for action in HINTS[pane])
    assert HINTS[pane][-1] == "help"


async def test_help_lists_every_command_with_all_its_keys(open_app: OpenApp) -> None:
    async with open_app(size=(120, 160)) as screen:
        await screen.press("question_mark")
        rows = [" ".join(line.split("│")[1].split()) for line in screen.lines if line.count("│") == 2]
        for command in COMMANDS:
            assert f"{command.shown_keys or 'in the palette'} {command.title}" in rows
        for sign in "●★⋯✎△▲":
            assert any(row.startswith(sign) for row in rows)


@pytest.mark.parametrize("size", [(80, 24), (40, 12)])
async def test_help_shows_all_of_itself_by_scrolling(open_app: OpenApp, size: tuple[int, int]) -> None:
    async with open_app(size=size) as screen:
        await screen.press("question_mark")
        seen = screen.text
        for _ in range(80):
            await screen.press("space")
            seen += " " + screen.text
        for command in COMMANDS:
            assert command.title.split()[0] in seen
        assert "state.db" in seen
        assert screen.widest() <= size[0]


@pytest.mark.parametrize("key", ["escape", "q", "question_mark", "h"])
async def test_help_closes_and_careader_goes_on(open_app: OpenApp, key: str) -> None:
    async with open_app() as screen:
        await screen.press("question_mark")
        assert "Esc closes" in screen.text
        await screen.press(key)
        assert screen.app.screen is screen.reader
        assert screen.focus == "headlines"


async def test_the_palette_offers_the_commands_and_runs_them(open_app: OpenApp) -> None:
    async with open_app() as screen:
        provider = ReaderCommands(screen.reader)
        offered = [str(hit.text) async for hit in provider.discover() if isinstance(hit, DiscoveryHit)]
        assert offered == [command.title for command in COMMANDS if command.palette]
        for command in COMMANDS:
            found = [hit.help async for hit in provider.search(command.title) if isinstance(hit, Hit)]
            assert (command.shown_keys in found) is command.palette

        await screen.press("ctrl+p")
        await screen.write("show the bookmarks")
        await screen.press("enter")
        assert screen.section == "Bookmarks"


async def test_the_key_hints_follow_the_pane(open_app: OpenApp) -> None:
    async with open_app() as screen:
        assert screen.words_of("#keys").startswith("Enter open b bookmark")
        await screen.press("tab")
        assert screen.words_of("#keys").startswith("Space read on")
        await screen.press("tab")
        assert "A all read" in screen.words_of("#keys")


@pytest.mark.parametrize("width", [20, 40, 60, 80, 160])
async def test_the_key_hints_end_with_help_at_every_width(open_app: OpenApp, width: int) -> None:
    async with open_app(size=(width, 24)) as screen:
        for _ in range(3):
            await screen.press("tab")
            assert screen.words_of("#keys").endswith("? help")


async def test_a_key_hint_can_be_clicked(open_app: OpenApp) -> None:
    async with open_app() as screen:
        bar = screen.lines[screen.reader.query_one("#keys").region.y]
        await screen.click("keys", bar.index("b bookmark") + 2, 0)
        assert screen.is_bookmarked()


def test_docs_list_every_command_by_its_keys_and_its_name_and_no_other() -> None:
    text = (ROOT / "docs" / "reading.md").read_text(encoding="utf-8")
    listed = re.findall(r"^\| (.+) \| `([a-z-]+)` \| (.+) \|$", text, re.MULTILINE)
    told = {name: (keys.replace("`", "").replace("\\|", "|"), title) for keys, name, title in listed}
    assert told == {
        each.name.replace("_", "-"): (each.shown_keys or "in the palette", each.title) for each in COMMANDS
    }
