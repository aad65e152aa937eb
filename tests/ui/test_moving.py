"""The keys that move: among rows, panes, dates and unread articles."""

import pytest

from careader.ui.screens import jump
from careader.ui.widgets.headlines import HeadlinesPane
from careader.ui.widgets.query_line import QueryLine
from tests.ui.support import BALKHASH, OpenApp, capture

PANES = ["dates", "headlines", "article"]


async def test_tab_goes_through_the_panes_and_round(open_app: OpenApp) -> None:
    async with open_app() as screen:
        for pane in ["article", "dates", "headlines"]:
            await screen.press("tab")
            assert screen.focus == pane
        for pane in ["dates", "article", "headlines"]:
            await screen.press("shift+tab")
            assert screen.focus == pane


@pytest.mark.parametrize(
    ("on", "back"), [("enter", "escape"), ("l", "h"), ("right", "left"), ("enter", "backspace")]
)
async def test_opening_goes_to_the_right_and_back_to_the_left(open_app: OpenApp, on: str, back: str) -> None:
    async with open_app() as screen:
        await screen.press(on)
        assert screen.focus == "article"
        for pane in ["headlines", "dates", "dates"]:
            await screen.press(back)
            assert screen.focus == pane
        await screen.press(on)
        assert screen.focus == "headlines"


async def test_going_back_leaves_the_cursor_where_it_was(open_app: OpenApp) -> None:
    async with open_app() as screen:
        await screen.press("j", "j", "enter", "space", "h")
        assert screen.article.headline == screen.listed[2]
        assert screen.headlines.cursor == 2


@pytest.mark.parametrize(("down", "up"), [("j", "k"), ("down", "up")])
async def test_the_cursor_stops_at_both_ends(open_app: OpenApp, down: str, up: str) -> None:
    async with open_app() as screen:
        await screen.press(up)
        assert screen.headlines.cursor == 0
        await screen.press(*[down] * 13)
        assert screen.headlines.cursor == 11
        await screen.press(up)
        assert screen.headlines.cursor == 10


@pytest.mark.parametrize(("top", "bottom"), [("g", "G"), ("home", "end")])
async def test_top_and_bottom_in_every_pane(open_app: OpenApp, top: str, bottom: str) -> None:
    async with open_app(size=(80, 24)) as screen:
        await screen.press(bottom)
        assert screen.headlines.cursor == 11
        await screen.press(top, "tab", bottom)
        assert screen.pane.at_end
        await screen.press(top)
        assert screen.pane.scroll_offset.y == 0
        await screen.press("tab", bottom)
        assert screen.section == "Undated"
        await screen.press(top)
        assert screen.section == "Unread"


async def test_a_page_moves_by_what_is_in_sight(open_app: OpenApp) -> None:
    async with open_app(size=(80, 24)) as screen:
        await screen.press("pagedown")
        first = screen.headlines.cursor
        assert first is not None
        assert first > 1
        await screen.press("pageup")
        assert screen.headlines.cursor == 0
        await screen.press("tab")
        before = screen.article_lines()
        await screen.press("pagedown")
        overlap = screen.article_lines()[0]
        assert overlap in before[-3:]
        await screen.press("pageup")
        assert screen.article_lines() == before


async def test_brackets_go_to_the_earlier_and_the_later_date(open_app: OpenApp) -> None:
    async with open_app() as screen:
        seen = [screen.section]
        for _ in range(4):
            await screen.press("left_square_bracket")
            seen.append(screen.section)
        days = ["Fri 12 December 2025", "Thu 11 December 2025", "Wed 10 December 2025", "Undated"]
        assert seen == [*days, "Undated"]
        assert screen.said == ["No earlier date"]
        for _ in range(4):
            await screen.press("right_square_bracket")
        assert screen.section == days[0]
        assert screen.said[-1] == "No later date"


async def test_from_unread_the_date_keys_go_to_the_articles_own_date(open_app: OpenApp) -> None:
    async with open_app() as screen:
        await screen.press("f")
        await screen.write("balkash grant")
        await screen.press("enter", "m", "U")
        place = screen.listed.index(BALKHASH)
        await screen.press(*["j"] * place)
        assert screen.article.headline == BALKHASH
        await screen.press("left_square_bracket")
        assert screen.section == "Wed 10 December 2025"


async def test_n_and_p_go_to_the_unread_and_pass_over_the_read(open_app: OpenApp) -> None:
    async with open_app() as screen:
        await screen.press("j", "m", "j", "m", "k", "k")
        await screen.press("n")
        assert screen.headlines.cursor == 3
        assert not screen.is_read()
        await screen.press("p")
        assert screen.headlines.cursor == 0


async def test_n_goes_on_to_the_next_date_and_p_back(open_app: OpenApp) -> None:
    async with open_app() as screen:
        await screen.press("G", "n")
        assert (screen.section, screen.headlines.cursor) == ("Thu 11 December 2025", 0)
        await screen.press("p")
        assert (screen.section, screen.headlines.cursor) == ("Fri 12 December 2025", 11)


async def test_n_in_the_article_opens_the_next_unread(open_app: OpenApp) -> None:
    async with open_app() as screen:
        await screen.press("enter", "n")
        assert screen.headlines.cursor == 1
        assert screen.focus == "article"
        assert screen.is_read()


async def test_space_turns_pages_then_goes_to_the_next_unread_until_all_is_read(open_app: OpenApp) -> None:
    tale = "\n".join(f"Paragraph {number} of a tale told to fill a page." for number in range(20))
    days = [capture("2025-12-11", {"A": tale, "B": "Short."}), capture("2025-12-10", {"C": "Short."})]
    async with open_app(days, (80, 24)) as screen:
        await screen.press("space")
        assert screen.is_read("A")
        pages = 0
        while screen.article.headline == "A":
            top = screen.pane.scroll_offset.y
            await screen.press("space")
            pages += 1
            assert screen.article.headline == "B" or screen.pane.scroll_offset.y > top
        assert pages > 2
        await screen.press("space")
        assert screen.article.headline == "C"
        assert screen.section == "Wed 10 December 2025"
        assert screen.focus == "article"
        await screen.press("space")
        assert screen.said[-1] == "Nothing else is unread"
        assert screen.article.headline == "C"


async def test_every_word_of_an_article_comes_by_while_paging(open_app: OpenApp) -> None:
    async with open_app(size=(60, 20)) as screen:
        await screen.press("enter")
        seen, lines = "", [line.text.strip() for line in screen.pane._lines]
        while True:
            seen += "\n".join(line.strip() for line in screen.article_lines()) + "\n"
            if screen.pane.at_end:
                break
            await screen.press("space")
        assert [line for line in lines if line not in seen] == []


@pytest.mark.parametrize("pane", PANES)
async def test_the_keys_work_in_every_pane(open_app: OpenApp, pane: str) -> None:
    async with open_app() as screen:
        while screen.focus != pane:
            await screen.press("tab")
        await screen.press("b", "m")
        assert screen.is_bookmarked()
        assert screen.is_read()
        await screen.press("z", "z")
        assert not screen.is_bookmarked()
        for key in ("f", "question_mark"):
            await screen.press(key)
            assert screen.app.screen is not screen.reader
            await screen.press("escape")
            assert screen.focus == pane
        await screen.press("n")
        assert screen.article.headline == screen.listed[1]
        await screen.press("q")
    assert screen.app.return_code == 0


async def test_jump_left_with_escape_changes_nothing(open_app: OpenApp) -> None:
    async with open_app() as screen:
        await screen.press("j", "f")
        await screen.write("balkash")
        await screen.press("escape")
        assert screen.headlines.cursor == 1
        assert screen.session.marks.unread(screen.session.corpus.articles) == 26


async def test_jump_moves_among_what_it_found(open_app: OpenApp) -> None:
    async with open_app() as screen:
        await screen.press("f")
        await screen.write("kazakhstan")
        assert "best first" in screen.text
        await screen.press("down", "down", "up", "enter")
        assert "Kazakhstan" in screen.article.headline
        assert screen.focus == "article"


async def test_what_a_letter_finds_stands_there_with_the_letter(open_app: OpenApp) -> None:
    async with open_app() as screen:
        await screen.press("f")
        line = screen.app.screen.query_one(QueryLine)
        found = screen.app.screen.query_one(HeadlinesPane)
        line.value = "balkash"
        assert found.articles[0].headline == BALKHASH


async def test_what_takes_long_to_find_is_found_beside_the_screen(
    open_app: OpenApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jump, "_PATIENCE", -1)
    async with open_app() as screen:
        await screen.press("f")
        await screen.write("lake balkash")
        found = screen.app.screen.query_one(HeadlinesPane)
        assert found.articles[0].headline == BALKHASH
        await screen.press("enter")
        assert screen.article.headline == BALKHASH


async def test_jump_says_when_nothing_is_like_what_was_typed(open_app: OpenApp) -> None:
    async with open_app() as screen:
        await screen.press("f")
        await screen.write("qqqq xxxx zzzz")
        assert "No headline is like that." in screen.text
        await screen.press("enter", "down", "up", "pagedown", "pageup")
        assert screen.app.screen is not screen.reader


async def test_jump_to_an_article_of_the_list_on_screen_stays_in_it(open_app: OpenApp) -> None:
    async with open_app() as screen:
        await screen.press("U", "f")
        await screen.write("balkash grant")
        await screen.press("enter")
        assert screen.section == "Unread"
        assert screen.article.headline == BALKHASH
        assert screen.headlines.cursor == screen.listed.index(BALKHASH)


async def test_dot_and_comma_go_through_all_articles_and_on_to_the_dates_beyond(open_app: OpenApp) -> None:
    async with open_app() as screen:
        await screen.press("A", "full_stop")
        assert screen.headlines.cursor == 1
        await screen.press("comma", "comma")
        assert screen.headlines.cursor == 0
        assert screen.said[-1] == "This is the first article"
        await screen.press("G", "full_stop")
        assert (screen.section, screen.headlines.cursor) == ("Thu 11 December 2025", 0)
        await screen.press("comma")
        assert (screen.section, screen.headlines.cursor) == ("Fri 12 December 2025", 11)
        await screen.press("U", "G", "full_stop")
        assert screen.said[-1] == "This is the last article"


async def test_dot_in_the_article_opens_the_next_also_a_read_one(open_app: OpenApp) -> None:
    async with open_app() as screen:
        await screen.press("j", "m", "k", "enter", "full_stop")
        assert (screen.focus, screen.article.headline) == ("article", screen.listed[1])
        await screen.press("comma")
        assert screen.article.headline == screen.listed[0]


async def test_ctrl_o_goes_back_and_alt_right_forward_and_neither_marks(open_app: OpenApp) -> None:
    async with open_app() as screen:
        await screen.press("j", "j")
        first = screen.article.headline
        await screen.press("right_square_bracket", "left_square_bracket", "j")
        second = (screen.section, screen.article.headline)
        await screen.press("U", "ctrl+o")
        assert (screen.section, screen.article.headline) == second
        await screen.press("alt+left")
        assert (screen.section, screen.article.headline) == ("Fri 12 December 2025", first)
        await screen.press("alt+right")
        assert (screen.section, screen.article.headline) == second
        await screen.press("alt+right")
        assert screen.section == "Unread"
        await screen.press("alt+right")
        assert screen.said[-1] == "Nothing to go forward to"
        assert "Unread 26" in screen.words_of("#dates")


async def test_after_a_jump_ctrl_o_leads_back_to_where_one_read(open_app: OpenApp) -> None:
    async with open_app() as screen:
        await screen.press("enter")
        here = screen.article.headline
        await screen.press("f")
        await screen.write("balkhash")
        await screen.press("enter")
        assert screen.article.headline == BALKHASH
        await screen.press("ctrl+o")
        assert (screen.article.headline, screen.focus) == (here, "article")
        await screen.press("ctrl+o")
        assert screen.said[-1] == "Nothing to go back to"


async def test_n_says_when_it_goes_round(open_app: OpenApp) -> None:
    async with open_app() as screen:
        await screen.press("G", "n")
        assert screen.said == []
        await screen.press("U", "G", "n")
        assert screen.said == ["Nothing more is unread below: on from the top"]
        assert screen.headlines.cursor == 0
        await screen.press("p")
        assert screen.said[-1] == "Nothing more is unread above: on from the end"


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (40, 12)])
async def test_half_pages_move_by_half_in_lists_and_text(open_app: OpenApp, size: tuple[int, int]) -> None:
    async with open_app(size=size) as screen:
        await screen.press("ctrl+d")
        half = screen.headlines.cursor
        assert half
        await screen.press("ctrl+u")
        assert screen.headlines.cursor == 0
        await screen.press("ctrl+f")
        assert (screen.headlines.cursor or 0) >= half
        await screen.press("ctrl+b", "enter", "ctrl+d")
        half = int(screen.pane.scroll_offset.y)
        await screen.press("g", "ctrl+f")
        assert 0 < half <= screen.pane.scroll_offset.y
        await screen.press("ctrl+b")
        assert screen.pane.scroll_offset.y == 0
