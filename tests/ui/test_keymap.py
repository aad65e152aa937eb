"""Keys of the reader's own, by the name of the command."""

import pytest

from careader import locations
from careader.ui.keymap import Keymap, key_named
from tests.ui.support import OpenApp


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("x", "x"),
        ("X", "X"),
        (".", "full_stop"),
        ("$", "dollar_sign"),
        ("Ctrl+F", "ctrl+f"),
        ("alt+left", "alt+left"),
        ("Esc", "escape"),
        ("pgdn", "pagedown"),
        ("f5", "f5"),
        ("full_stop", None),
        ("nonsense", None),
        ("ctrl+", None),
        ("", None),
    ],
)
def test_a_key_is_known_as_people_write_it(written: str, key: str | None) -> None:
    assert key_named(written) == key


def test_a_key_given_to_a_command_is_no_other_commands() -> None:
    keymap = Keymap({"jump": ("b", "ctrl+g")})
    assert keymap.wrong == {}
    assert keymap.command("jump").keys == ("b", "ctrl+g")
    assert keymap.command("toggle_bookmark").keys == ()
    assert keymap.action_of("b") == keymap.command("jump").action
    assert keymap.action_of("f") is None


def test_what_cannot_be_is_named_and_leaves_the_ordinary_keys() -> None:
    keymap = Keymap({"fly": ("x",), "undo": ("nokey",), "jump": ("u",), "open": ("u",)})
    assert set(keymap.wrong) == {"fly", "undo", "open"}
    assert keymap.command("undo").keys == ("z",)
    assert keymap.command("jump").keys == ("u",)


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("bookmark", "there is no such command (show-bookmarks, toggle-bookmark?)"),
        ("toggle_bokmark", "there is no such command (toggle-bookmark?)"),
        ("xyzzy", "there is no such command"),
    ],
)
def test_the_commands_that_an_unknown_name_may_stand_for_are_named(name: str, reason: str) -> None:
    assert Keymap({name: ("x",)}).wrong == {name: reason}


async def test_config_gives_keys_theme_measure_and_names_wrong_lines(open_app: OpenApp) -> None:
    locations.config_file().parent.mkdir(parents=True)
    locations.config_file().write_text(
        'theme = "nord"\nmeasure = 40\nrates = false\n[keys]\ntoggle-bookmark = "k"\nfly = "y"\n'
    )
    async with open_app(size=(120, 160)) as screen:
        assert screen.app.theme == "nord"
        assert not screen.reader.query_one("#rates").display
        assert max(len(line.text) for line in screen.pane._lines) <= 40
        assert screen.said == [f"{locations.config_file()}, line 6: fly: there is no such command"]
        await screen.press("k")
        assert screen.is_bookmarked()
        await screen.press("b")
        assert screen.is_bookmarked()
        assert "k bookmark" in screen.words_of("#keys")
        await screen.press("question_mark")
        assert "k Bookmark" in screen.text
