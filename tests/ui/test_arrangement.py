"""How the screen is arranged by keys, and that it is so again on the next start."""

import pytest
from textual.geometry import Offset

from careader import locations
from tests.ui.support import OpenApp


async def test_w_gives_the_article_the_whole_window_and_back(open_app: OpenApp) -> None:
    async with open_app() as screen:
        await screen.press("w")
        assert screen.focus == "article"
        assert screen.reader.query_one("#article").region.width == 120
        await screen.press("w")
        assert screen.reader.query_one("#article").region.width < 120
        assert screen.rates
        await screen.press("w", "escape")
        assert screen.focus == "headlines"
        assert screen.reader.query_one("#headlines").region.width > 0


async def test_plus_and_minus_set_the_measure_and_keep_the_place_and_a_restart_keeps_both(
    open_app: OpenApp,
) -> None:
    async with open_app() as screen:
        await screen.press("enter", "pagedown")
        word = screen.top_word()
        await screen.press("minus", "minus")
        assert max(len(line.text) for line in screen.pane._lines) <= 64
        assert word in screen.article_lines()[0].split() + screen.article_lines()[1].split()
        assert screen.said[-1] == "Set at 64 columns"
        await screen.press("plus", "q")
    async with open_app() as screen:
        assert screen.session.preferences.current.measure == 68
        assert max(len(line.text) for line in screen.pane._lines) <= 68


async def test_where_no_article_is_on_the_screen_the_measure_says_nothing_of_room(open_app: OpenApp) -> None:
    async with open_app(size=(60, 20)) as screen:
        await screen.press("plus")
        assert screen.said[-1] == "Set at 76 columns"
        await screen.press("enter", "plus")
        assert screen.said[-1].startswith("Set at 80 columns; there is room for 5")


async def test_rates_are_hidden_and_a_theme_chosen_until_config_says_something_newer(
    open_app: OpenApp,
) -> None:
    async with open_app() as screen:
        await screen.press("percent_sign")
        assert not screen.reader.query_one("#rates").display
        screen.app.theme = "gruvbox"
        await screen.press("q")
    async with open_app() as screen:
        assert screen.app.theme == "gruvbox"
        assert not screen.reader.query_one("#rates").display
    locations.config_file().parent.mkdir(parents=True)
    locations.config_file().write_text('theme = "nord"')
    async with open_app() as screen:
        assert screen.app.theme == "nord"
        assert not screen.reader.query_one("#rates").display


@pytest.mark.parametrize("width", [160, 120, 80])
async def test_borders_are_moved_by_key_and_stay_moved(open_app: OpenApp, width: int) -> None:
    async with open_app(size=(width, 30)) as screen:
        before = screen.reader.query_one("#headlines").region.width
        await screen.press("greater_than_sign")
        wider = screen.reader.query_one("#headlines").region.width
        assert wider > before
        await screen.press("less_than_sign", "less_than_sign")
        assert screen.reader.query_one("#headlines").region.width < before
        await screen.press("greater_than_sign", "greater_than_sign", "q")
    async with open_app(size=(width, 30)) as screen:
        assert abs(screen.reader.query_one("#headlines").region.width - wider) <= 1
        await screen.resize(60, 20)
        assert screen.reader.query_one("#headlines").region.width >= 59
        for _ in range(3):
            await screen.press("greater_than_sign")
        assert screen.widest() <= 60


async def test_at_30_by_8_text_can_still_be_read(open_app: OpenApp) -> None:
    async with open_app(size=(30, 8)) as screen:
        await screen.press("enter")
        assert screen.reader.query_one("#article").region.height >= 5
        assert sum(bool(line.strip()) for line in screen.article_lines()) >= 3


@pytest.mark.parametrize(("setting", "read"), [("open", True), ("end", False), ("never", False)])
async def test_when_opening_marks_read_is_a_setting(open_app: OpenApp, setting: str, *, read: bool) -> None:
    locations.config_file().parent.mkdir(parents=True)
    locations.config_file().write_text(f'mark-read = "{setting}"')
    async with open_app(size=(80, 24)) as screen:
        await screen.press("enter")
        assert screen.is_read() is read
        await screen.press("G")
        assert screen.is_read() is (setting != "never")


async def test_the_terminals_own_cursor_stands_on_what_has_the_focus(open_app: OpenApp) -> None:
    async with open_app() as screen:
        app = screen.app
        first = app.cursor_position
        await screen.press("j")
        assert app.cursor_position.y > first.y
        assert "Kyiv" in screen.lines[app.cursor_position.y]
        await screen.press("tab")
        assert app.cursor_position == screen.pane.content_region.offset
        await screen.press("f")
        await screen.write("lake")
        assert "lake" in screen.lines[app.cursor_position.y]


@pytest.mark.parametrize(
    ("keys", "stands_on"),
    [
        (("question_mark",), "Moving"),
        (("dollar_sign",), "Computed from rates"),
        (("enter", "e", "w", "h", "y"), "why"),
        (("x",), "careader-"),
        (("vertical_line", "w", "c"), "wc"),
        (("d", "1"), "1"),
        (("v",), "12 Dec 2025"),
        (("r",), "12 Dec 2025"),
        (("ctrl+p",), "Search for commands"),
    ],
)
async def test_the_terminals_own_cursor_follows_on_every_screen(
    open_app: OpenApp, keys: tuple[str, ...], stands_on: str
) -> None:
    async with open_app() as screen:
        await screen.press(*keys)
        at = screen.app.cursor_position
        assert at.y > 0
        assert stands_on in screen.lines[at.y]


@pytest.mark.parametrize("size", [(120, 40), (160, 50)])
async def test_the_border_of_the_lists_is_dragged_and_stays(open_app: OpenApp, size: tuple[int, int]) -> None:
    async with open_app(size=size) as screen:
        before = screen.reader.query_one("#lists").region
        await screen.drag(Offset(before.right - 1, 12), Offset(before.right - 9, 14))
        after = screen.reader.query_one("#lists").region
        assert after.right == before.right - 8
        assert screen.app.mouse_captured is None
    async with open_app(size=size) as screen:
        assert screen.reader.query_one("#lists").region == after


async def test_the_border_between_dates_and_headlines_is_dragged_by_the_rule_above(open_app: OpenApp) -> None:
    async with open_app(size=(160, 50)) as screen:
        before = screen.dates.region.width
        rule = screen.headlines.region.offset
        await screen.drag(rule, rule + Offset(6, 3))
        assert screen.dates.region.width == before + 6


async def test_no_border_is_dragged_over_what_the_panes_need(open_app: OpenApp) -> None:
    async with open_app(size=(120, 40)) as screen:
        for to in (0, 119):
            right = screen.reader.query_one("#lists").region.right
            await screen.drag(Offset(right - 1, 12), Offset(to, 12))
            assert screen.headlines.region.width >= 23
            assert screen.pane.region.width >= 30


async def test_read_up_to_here_and_older_than_a_day_can_be_undone(open_app: OpenApp) -> None:
    async with open_app() as screen:
        await screen.press("j", "j", "M")
        assert [screen.is_read(each) for each in screen.listed[:4]] == [True, True, True, False]
        assert screen.said[-1] == "3 articles down to here marked read. z takes it back"
        await screen.press("z", "ctrl+p")
        await screen.write("more than a day older")
        await screen.press("enter")
        assert screen.said[-1].startswith("2 articles before 11 December 2025 marked read")
        await screen.press("z")
        assert "Unread 26" in screen.words_of("#dates")


async def test_notes_are_a_section_once_there_is_one(open_app: OpenApp) -> None:
    async with open_app() as screen:
        assert "Notes" not in screen.words_of("#dates")
        await screen.press("j", "e")
        headline = screen.article.headline
        await screen.write("ask")
        await screen.press("ctrl+s")
        assert "Bookmarks 0 Notes 1" in screen.words_of("#dates")
        assert screen.section == "Fri 12 December 2025"
        await screen.press("ctrl+p")
        await screen.write("articles with a note")
        await screen.press("enter")
        assert (screen.section, screen.listed) == ("Notes", [headline])
        await screen.press("z")
        assert screen.section == "Unread"
        assert "Notes" not in screen.words_of("#dates")
