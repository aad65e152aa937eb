"""The command palette, with keys and clicks that come before it is laid out, or while it closes."""

import pytest
from textual import events
from textual.command import CommandInput, CommandList

from careader.ui.palette import Palette
from tests.ui.support import OpenApp


@pytest.mark.parametrize(
    "keys", [["pagedown"], ["pageup"], ["pagedown", "pagedown", "pageup"], ["end", "pageup"]]
)
async def test_paging_at_once_brings_nothing_down(open_app: OpenApp, keys: list[str]) -> None:
    async with open_app() as screen:
        await screen.burst("ctrl+p", *keys)
        assert screen.app.is_running
        await screen.press("escape")
        assert screen.app.screen is screen.reader


@pytest.mark.parametrize("size", [(40, 4), (20, 3), (1, 1)])
async def test_paging_on_a_tiny_screen_brings_nothing_down(open_app: OpenApp, size: tuple[int, int]) -> None:
    async with open_app(size=size) as screen:
        await screen.press("ctrl+p", "pagedown", "pageup", "escape")
        assert screen.app.is_running


async def test_a_double_click_beside_it_closes_it(open_app: OpenApp) -> None:
    async with open_app() as screen:
        await screen.press("ctrl+p")
        palette = screen.app.screen
        for chain in (1, 2):
            click = events.Click(
                palette,
                1,
                38,
                0,
                0,
                1,
                shift=False,
                meta=False,
                ctrl=False,
                screen_x=1,
                screen_y=38,
                chain=chain,
            )
            palette.post_message(click)
        await screen.settle()
        assert screen.app.is_running
        assert screen.app.screen is screen.reader


async def test_a_search_that_goes_on_while_it_closes_brings_nothing_down(open_app: OpenApp) -> None:
    async with open_app() as screen:
        await screen.press("ctrl+p")
        palette = screen.app.screen
        assert isinstance(palette, Palette)
        line = palette.query_one(CommandInput)
        await palette.query(CommandList).remove()
        line.value = "note"
        await screen.settle()
        palette._list_visible = palette._show_busy = True
        palette._list_visible = palette._show_busy = False
        await screen.settle()
        assert screen.app.is_running
        await screen.press("escape", "escape")
        assert screen.app.screen is screen.reader


async def test_a_second_enter_at_once_runs_the_command_once(open_app: OpenApp) -> None:
    async with open_app() as screen:
        await screen.press("ctrl+p")
        await screen.write("bookmark, or")
        await screen.burst("enter", "enter", "enter")
        assert screen.app.screen is screen.reader
        assert screen.is_bookmarked()


async def test_the_palette_of_themes_is_as_safe(open_app: OpenApp) -> None:
    async with open_app() as screen:
        await screen.press("ctrl+p")
        await screen.write("theme")
        await screen.press("enter")
        await screen.burst("pagedown", "pageup")
        await screen.write("nord")
        await screen.burst("enter", "enter")
        assert screen.app.screen is screen.reader
        assert screen.app.theme == "nord"
