"""Leaving careader: what a widget misses meanwhile is no error, and every other error is."""

import asyncio

import pytest
from textual.css.query import NoMatches

from tests.ui.support import OpenApp


async def miss_a_widget(open_app: OpenApp, *, leaving: bool) -> int | None:
    """Let a widget look for another that is gone; returns the exit code of careader."""
    async with open_app() as screen:
        looked = asyncio.Event()

        def look() -> None:
            looked.set()
            screen.reader.query_one("#gone")

        screen.reader.call_later(look)
        if leaving:
            screen.app.exit()
        await looked.wait()
    return screen.app.return_code


async def test_a_widget_that_misses_another_while_careader_ends_is_no_error(open_app: OpenApp) -> None:
    assert await miss_a_widget(open_app, leaving=True) == 0


async def test_a_widget_that_misses_another_before_is_an_error(open_app: OpenApp) -> None:
    with pytest.raises(NoMatches):
        await miss_a_widget(open_app, leaving=False)
