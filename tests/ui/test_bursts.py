"""Keys that come faster than the screen: each means what it would mean had the reader waited."""

import shutil
from pathlib import Path

import pytest

from careader import locations
from tests.ui.support import BALKHASH, OpenApp

BURSTS = [
    ["j", "b"],
    ["j", "j", "m"],
    ["j", "enter", "pagedown"],
    ["G", "left_square_bracket"],
    ["left_square_bracket", "G", "b"],
    ["h", "j", "enter", "j", "b"],
    ["enter", "space", "h", "j", "enter"],
    ["n", "n", "p", "b", "z"],
    ["tab", "j", "shift+tab", "k"],
    ["U", "j", "m", "B", "j"],
]


async def outcome(open_app: OpenApp, home: Path, keys: list[str], *, at_once: bool) -> object:
    """Where a reader on an empty home is after the keys, and what is marked."""
    shutil.rmtree(home, ignore_errors=True)
    async with open_app() as screen:
        await (screen.burst if at_once else screen.press)(*keys)
        marks = {a.headline: screen.session.marks.current.of(a) for a in screen.session.corpus.articles}
        return screen.section, screen.reader.article and screen.article.headline, screen.focus, marks


@pytest.mark.parametrize("keys", BURSTS, ids=" ".join)
async def test_a_burst_of_keys_does_what_the_keys_do_one_by_one(open_app: OpenApp, keys: list[str]) -> None:
    slowly = await outcome(open_app, locations.data(), keys, at_once=False)
    assert await outcome(open_app, locations.data(), keys, at_once=True) == slowly


async def test_enter_in_jump_waits_for_what_was_typed(open_app: OpenApp) -> None:
    async with open_app() as screen:
        await screen.press("f")
        await screen.burst(*"lake", "space", *"balkash", "enter")
        assert screen.article.headline == BALKHASH
        assert screen.is_read()
        assert screen.session.marks.unread(screen.session.corpus.articles) == 25


async def test_a_whole_jump_can_come_at_once(open_app: OpenApp) -> None:
    async with open_app() as screen:
        await screen.burst("f", *"lake", "space", *"balkash", "enter", "b")
        assert screen.article.headline == BALKHASH
        assert (screen.is_read(), screen.is_bookmarked()) == (True, True)


async def test_what_is_typed_after_enter_in_jump_is_for_the_reader(open_app: OpenApp) -> None:
    async with open_app() as screen:
        await screen.press("f")
        await screen.write("lake balkash")
        await screen.burst("enter", "b")
        assert screen.article.headline == BALKHASH
        assert (screen.is_read(), screen.is_bookmarked()) == (True, True)


async def test_what_is_typed_after_enter_within_an_article_is_for_the_article(open_app: OpenApp) -> None:
    async with open_app(size=(80, 24)) as screen:
        await screen.press("enter", "slash")
        await screen.write("turk")
        await screen.burst("enter", "n")
        assert str(screen.pane.border_title).startswith("match 2 of")


@pytest.mark.parametrize(("key", "section"), [("tab", "Search: border"), ("shift+tab", "Places: border")])
async def test_a_list_of_what_is_found_waits_for_what_was_typed(
    open_app: OpenApp, key: str, section: str
) -> None:
    async with open_app() as screen:
        await screen.press("slash")
        await screen.burst(*"border", key)
        assert screen.section == section


async def test_tab_in_jump_waits_for_what_was_typed(open_app: OpenApp) -> None:
    async with open_app() as screen:
        await screen.press("f")
        await screen.burst(*"lake", "space", *"balkash", "tab")
        assert screen.section == "Jump: lake balkash"
