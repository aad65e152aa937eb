"""The note on an article on the screen."""

import asyncio
from collections.abc import Callable

import pytest
from textual.app import App
from textual.pilot import Pilot
from textual.widgets import TextArea

from careader.ui.screens.note import NoteScreen
from careader.ui.themes import DEFAULT, THEMES

NOTE = "Ask the [bold]harbour office[/].\n\nWho paid?"


class Host(App[None]):
    """Shows one note, and notes what becomes of it."""

    def __init__(self, text: str = NOTE, *, keeping: bool = False) -> None:
        super().__init__()
        self.text = text
        self.keeping = keeping
        self.kept: list[str] = []
        self.on_kept: Callable[[], None] = lambda: None
        self.ended: list[str | None] = []
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = DEFAULT

    def on_mount(self) -> None:
        keep = self.keep if self.keeping else None
        self.push_screen(NoteScreen("Buoys [Drifted", self.text, keep), self.ended.append)

    def keep(self, note: str) -> None:
        self.kept.append(note)
        self.on_kept()

    @property
    def area(self) -> TextArea:
        return self.screen.query_one(TextArea)

    @property
    def lines(self) -> list[str]:
        return [strip.text for strip in self.screen._compositor.render_strips()]


async def press(pilot: Pilot[None], *keys: str) -> None:
    await pilot.press(*keys)
    await pilot.pause()


async def test_ctrl_s_saves_what_is_written() -> None:
    app = Host(keeping=True)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "enter", "N", "o", "w", "q", "ctrl+s")
        assert app.ended == [f"{NOTE}\nNowq"]
        assert app.kept == [f"{NOTE}\nNowq"]


async def test_escape_leaves_the_note_as_it_was_and_asks_where_words_would_be_lost() -> None:
    app = Host(keeping=True)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, *"xy", "escape")
        screen = app.screen
        assert isinstance(screen, NoteScreen)
        assert "Esc again drops it" in "\n".join(app.lines)
        await press(pilot, "z")
        assert "Esc again" not in "\n".join(app.lines)
        await press(pilot, "escape", "escape")
        assert app.ended == [None]
        assert app.kept == []
        assert screen.dropped == f"{NOTE}xyz"


async def test_what_was_asked_can_be_answered_with_save() -> None:
    app = Host("")
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, *"word", "escape", "ctrl+s")
        assert app.ended == ["word"]


async def test_a_note_that_was_not_changed_is_not_kept_anew() -> None:
    app = Host(NOTE + "\n", keeping=True)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "x", "backspace", "space", "escape")
        assert app.ended == [None]
        assert app.kept == []


async def test_a_note_without_words_is_none() -> None:
    app = Host("x")
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "backspace", "space", "enter", "ctrl+s")
        assert app.ended == [""]


async def test_nothing_written_where_nothing_was_is_no_change() -> None:
    app = Host("")
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "space", "escape")
        assert app.ended == [None]


async def test_brackets_are_text() -> None:
    app = Host()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        shown = "\n".join(app.lines)
        assert "Ask the [bold]harbour office[/]." in shown
        assert "Buoys [Drifted" in shown
        assert "Ctrl+S saves · Esc leaves it as it was" in shown


@pytest.mark.parametrize("size", [(120, 40), (60, 20), (40, 12), (20, 6)])
async def test_at_every_size_there_is_room_to_write(size: tuple[int, int]) -> None:
    app = Host("")
    async with app.run_test(size=size) as pilot:
        await press(pilot, *"written")
        assert any("written" in line for line in app.lines)
        assert all(len(line) <= size[0] for line in app.lines)


async def test_a_note_from_elsewhere_is_safe_to_show() -> None:
    app = Host("a\x1b[31mb")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert app.area.text == "a␛[31mb"


async def test_what_is_written_is_kept_at_a_pause() -> None:
    app = Host("", keeping=True)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, *"half a th")
        assert app.kept == []
        screen = app.screen
        assert isinstance(screen, NoteScreen)
        screen._keep_so_far()
        screen._keep_so_far()
        await press(pilot, *"ought", "ctrl+s")
        assert app.kept == ["half a th", "half a thought"]
        assert app.ended == ["half a thought"]


async def test_a_pause_in_writing_keeps_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("careader.ui.screens.note._PAUSE", 0.001)
    app = Host("", keeping=True)
    paused = asyncio.Event()
    app.on_kept = paused.set
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("a")
        async with asyncio.timeout(60):
            await paused.wait()
        assert app.kept == ["a"]


async def test_what_was_kept_meanwhile_is_taken_back_with_the_note_as_it_was() -> None:
    app = Host(keeping=True)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "x")
        screen = app.screen
        assert isinstance(screen, NoteScreen)
        screen._keep_so_far()
        await press(pilot, "escape", "escape")
        assert app.kept == [NOTE + "x", NOTE]
        assert app.ended == [None]


async def test_leaving_the_app_loses_nothing() -> None:
    app = Host("", keeping=True)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, *"all of it")
        app.exit()
    assert app.kept == ["all of it"]


async def test_a_long_note_is_shown_from_its_end_and_kept_whole() -> None:
    text = "\n".join(f"line {number} of many, with a few words in it" for number in range(2500))
    app = Host(text)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "!", "ctrl+s")
        assert app.ended == [text + "!"]
