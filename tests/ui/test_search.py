"""Search and jump as they are used: typed, opened, listed, left; matches within the article."""

import pytest

from tests.ui.support import BALKHASH, OpenApp

HOSTILE = [
    "",
    "a",
    "x" * 5000,
    "?!…—",
    '"unbalanced',
    "AND",
    "NEAR(",
    "*",
    "headline:",
    "🚂",
    "Казахстан",
    "كازاخستان",
    "\x1b[31m\x00",
    "(((((",
    "date:someday",
    "is:purple",
    "NOT",
    "[/b] [red]",
]


async def test_search_opens_the_article_with_the_match_in_sight(open_app: OpenApp) -> None:
    async with open_app() as screen:
        await screen.press("slash")
        await screen.write("geological survey")
        assert "1 article, " in screen.text
        await screen.press("enter")
        assert screen.article.headline == BALKHASH
        assert screen.focus == "article"
        assert any("geological survey" in line for line in screen.article_lines())


async def test_n_and_capital_n_walk_the_matches_round(open_app: OpenApp) -> None:
    async with open_app(size=(80, 24)) as screen:
        await screen.press("slash")
        await screen.write("Balkhash")
        await screen.press("enter")
        count = screen.pane.match_count
        assert count > 2
        titles = []
        for _ in range(count):
            titles.append(str(screen.pane.border_title).split(" · ")[0])
            await screen.press("n")
        assert titles == [f"match {number} of {count}" for number in range(1, count + 1)]
        assert str(screen.pane.border_title).startswith(f"match 1 of {count}")
        await screen.press("N")
        assert str(screen.pane.border_title).startswith(f"match {count} of {count}")


async def test_escape_leaves_the_list_where_it_was_and_keeps_the_query(open_app: OpenApp) -> None:
    async with open_app() as screen:
        await screen.press("j", "j")
        before, listed = screen.article.headline, screen.listed
        for key in ("slash", "f"):
            await screen.press(key)
            await screen.write("balkhash")
            await screen.press("escape")
            assert (screen.article.headline, screen.listed) == (before, listed)
            await screen.press(key)
            assert "balkhash" in screen.text
            await screen.press("escape")


async def test_what_was_found_is_listed_to_be_read_through(open_app: OpenApp) -> None:
    async with open_app() as screen:
        await screen.press("slash")
        await screen.write("railway")
        await screen.press("tab")
        assert screen.section == "Search: railway"
        assert screen.focus == "headlines"
        found = screen.listed
        assert len(found) > 1
        await screen.press("enter", "h", "h", "j", "enter")  # the first h drops the matches
        assert screen.listed == found
        assert screen.pane.match_count
        await screen.press("left_square_bracket")
        assert screen.section != "Search: railway"
        assert not screen.pane.match_count


async def test_jump_hands_its_list_over_too(open_app: OpenApp) -> None:
    async with open_app() as screen:
        await screen.press("f")
        await screen.write("kyrgyz")
        await screen.press("tab")
        assert screen.section == "Jump: kyrgyz"
        assert all("Kyrgyz" in headline for headline in screen.listed[:3])


async def test_first_days_outside_of_the_days_asked_for_are_named_as_such(open_app: OpenApp) -> None:
    async with open_app() as screen:
        await screen.press("slash")
        await screen.write("date:2025-12-11")
        assert " articles, first on 10 Dec 2025 – 11 Dec 2025" in screen.text
        await screen.press("ctrl+u")
        await screen.write("date:2025-12-10")
        assert " articles, 10 Dec 2025" in screen.text


async def test_undated_articles_are_counted_beside_the_days(open_app: OpenApp) -> None:
    async with open_app() as screen:
        await screen.press("slash")
        await screen.write("date:undated")
        assert "6 articles, undated" in screen.text
        await screen.press("ctrl+u")
        await screen.write("-date:2025-12-11")
        assert " – 12 Dec 2025, 6 undated" in screen.text


async def test_filters_ask_for_marks_and_dates(open_app: OpenApp) -> None:
    async with open_app() as screen:
        await screen.press("b", "slash")
        await screen.write("is:bookmarked date:2025-12")
        assert "1 article, " in screen.text
        await screen.press("enter")
        assert screen.is_bookmarked()


@pytest.mark.parametrize("query", HOSTILE, ids=ascii)
async def test_no_query_breaks_search(open_app: OpenApp, query: str) -> None:
    async with open_app(size=(60, 20)) as screen:
        before = screen.article.headline
        await screen.press("slash")
        screen.app.screen.query_one("#query").value = query  # type: ignore[attr-defined]  # an Input
        await screen.settle()
        assert "Search the text" in screen.text
        await screen.press("escape")
        assert screen.article.headline == before


async def test_words_are_found_within_the_open_article(open_app: OpenApp) -> None:
    async with open_app(size=(80, 24)) as screen:
        await screen.press("enter", "slash")
        await screen.write("turk")
        assert screen.pane.match_count > 1
        assert f"{screen.pane.match_count} matches" in screen.text
        await screen.press("enter", "n")
        assert str(screen.pane.border_title).startswith("match 2 of")
        await screen.press("slash", "escape")
        assert screen.pane.match_count == 0


async def test_a_query_that_cannot_be_understood_is_explained(open_app: OpenApp) -> None:
    async with open_app() as screen:
        await screen.press("slash")
        await screen.write("date:someday")
        assert "date:someday is no date" in screen.text
