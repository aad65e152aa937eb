"""Rates of every date, amounts of the article, and going to a date."""

import pytest

from tests.ui.support import SIZES, OpenApp, Screen, capture

DAYS = [
    capture("2025-12-01", {"Pier": "It cost $5 million."}, "KGS 0.01140 0%,KZT 0.00190 -0%"),
    capture("2025-12-02", {"Buoy": "Free."}, "KGS 0.01150 0.9%,KZT 0.00190 0%"),
    capture("2025-12-09", {"Boat": "Free, but for €7."}, "KGS 0.01160 0.9%"),
    capture("2025-12-10", {"Ropes": "They cost 450 billion tenge and 20 soms."}, ""),
]


async def test_r_shows_every_date_with_differences_and_gaps_and_enter_leads_there(open_app: OpenApp) -> None:
    async with open_app(DAYS) as screen:
        await screen.press("r")
        rows = [" ".join(line.split("│")[1].split()) for line in screen.lines if line.count("│") >= 2]
        assert "9 Dec 2025 0.01160 0.9% · +0.00010 ·" in rows
        assert "· 6 days without a captured rate" in rows
        assert "2 Dec 2025 0.01150 0.9% +0.00010 · ·" in rows
        assert "KGS/USD, as captured · 1 of 2 pairs" in screen.text
        await screen.press("j", "enter")
        assert screen.section == "Tue 2 December 2025"
        await screen.press("ctrl+o")
        assert screen.section == "Wed 10 December 2025"


async def test_tab_turns_pairs_i_inverts_with_the_digits_allowed_and_a_shows_all(open_app: OpenApp) -> None:
    async with open_app(DAYS) as screen:
        await screen.press("r", "i")
        assert "USD/KGS, computed from KGS/USD as captured" in screen.text
        assert "86.21 86.16–86.25" in screen.text
        await screen.press("tab")
        assert "526 524–528" in screen.text
        await screen.press("i", "a")
        assert "All pairs, first capture 100 · scale 100.00 to 101.75" in screen.text
        assert "101.75" in screen.text
        await screen.press("escape")
        assert screen.app.screen is screen.reader


async def test_the_charts_say_where_captures_of_a_day_disagree(open_app: OpenApp) -> None:
    later = capture("2025-12-09", {"Quay": "Free."}, "KGS 0.01170 0.9%", path="later.txt")
    async with open_app([*DAYS, later]) as screen:
        await screen.press("r")
        assert "9 Dec 2025: captures disagree; the last of them is drawn" in screen.text
        await screen.press("tab")
        assert "disagree" not in screen.text
        await screen.press("a")
        assert "9 Dec 2025: captures disagree; the last of them is drawn" in screen.text


@pytest.mark.parametrize("size", [*SIZES, (30, 8)])
async def test_rates_can_be_read_at_every_size(open_app: OpenApp, size: tuple[int, int]) -> None:
    async with open_app(DAYS, size=size) as screen:
        await screen.press("r")
        assert "0.01160" in screen.text
        assert screen.widest() <= size[0]
        assert not any("\u2801" <= sign <= "\u28ff" for sign in screen.text)


def table(screen: Screen) -> list[list[str]]:
    """The rows of the table of rates, their cells apart, its head first."""
    rows = [line[line.find("│") + 1 : line.rfind("│")].split("  ") for line in screen.lines]
    cells = [[cell.strip() for cell in row if cell.strip()] for row in rows]
    head = next(n for n, row in enumerate(cells) if row[:1] == ["date"])
    return [row for row in cells[head:] if row and row[0][-1].isalnum()]


@pytest.mark.parametrize(("size", "columns"), [((80, 24), 6), ((60, 20), 6), ((40, 12), 4), ((30, 8), 2)])
async def test_a_column_has_its_name_and_its_figures_or_is_left_out(
    open_app: OpenApp, size: tuple[int, int], columns: int
) -> None:
    async with open_app(DAYS, size=size) as screen:
        await screen.press("r")
        head, first = (" ".join(row) for row in table(screen)[:2])
        assert head == " ".join(["date", "value", "change", "vs 1 d", "vs 7 d", "vs 30 d"][:columns])
        assert len(first.split()) == columns + 2  # a date is three words


async def test_the_cursor_begins_on_the_date_that_is_shown_and_keeps_it_from_pair_to_pair(
    open_app: OpenApp,
) -> None:
    async with open_app(DAYS) as screen:
        await screen.press("left_square_bracket", "left_square_bracket", "r", "2", "enter")
        assert screen.section == "Tue 2 December 2025"
        await screen.press("r", "j", "shift+tab", "l")
        assert screen.section == "Mon 1 December 2025"
        await screen.press("r", "k", "h")
        assert screen.app.screen is screen.reader
        assert screen.section == "Mon 1 December 2025"


async def test_captures_that_are_missing_from_the_table_are_told_of(open_app: OpenApp) -> None:
    undated = capture(None, {"Oar": "Free."}, "KGS 0.01170 1%")
    async with open_app([*DAYS, undated]) as screen:
        await screen.press("r")
        assert "1 capture without a date has a rate, not shown" in screen.text
        await screen.press("tab")
        assert "without a date" not in screen.text
        assert "so far" not in screen.text
        await screen.press("escape")
        screen.reader.index.stopped = True
        await screen.press("r")
        assert "so far: captures are still being indexed" in screen.text


@pytest.mark.parametrize("size", SIZES)
async def test_two_captures_of_a_day_are_told_apart_by_their_file(
    open_app: OpenApp, size: tuple[int, int]
) -> None:
    twice = capture("2025-12-09", {"Oar": "Free."}, "KGS 0.01170 1%", path="later.txt")
    async with open_app([*DAYS, twice], size=size) as screen:
        await screen.press("r")
        assert "later.txt" in screen.text
        assert "2025-12-0" in screen.text


async def test_without_rates_r_says_so(open_app: OpenApp) -> None:
    async with open_app([DAYS[3]]) as screen:
        await screen.press("r")
        assert screen.said == ["No capture here with a date has rates"]


async def test_amounts_are_converted_then_and_now_and_nothing_is_guessed(open_app: OpenApp) -> None:
    async with open_app(DAYS) as screen:
        await screen.press("dollar_sign")
        assert "then: no rates were captured (10 December 2025)" in screen.text
        assert "450 billion tenge" in screen.text
        assert "not converted: no rate of KZT was captured" in screen.text
        assert "not converted: whose soms is not clear" in screen.text
        await screen.press("escape", *["left_square_bracket"] * 3)
        assert screen.article.headline == "Pier"
        await screen.press("dollar_sign")
        assert "then: 1 December 2025" in screen.text
        assert "now: 9 December 2025, the latest capture with rates" in screen.text
        assert "≈ 438.6 million KGS (438.4–438.8) ≈ 431.0 million KGS (430.8–431.3)" in screen.text
        assert "≈ 2.63 billion KZT (2.62–2.64) no rate of USD to KZT" in screen.text
        await screen.resize(60, 20)
        assert "then ≈ 438.6 million KGS (438.4–438.8) │" in screen.text
        assert "now ≈ 431.0 million KGS (430.8–431.3) │" in screen.text
        assert screen.widest() <= 60


async def test_amounts_name_the_file_where_two_captures_of_the_day_have_other_rates(
    open_app: OpenApp,
) -> None:
    twice = capture("2025-12-01", {"Oar": "It cost $3."}, "KGS 0.01170 1%", path="later.txt")
    async with open_app([*DAYS, twice]) as screen:
        await screen.press(*["left_square_bracket"] * 3)
        screen.reader.index.stopped = True
        for headline, file, worth in (
            ("Pier", "2025-12-01.txt", "438.6 million"),
            ("Oar", "later.txt", "256."),
        ):
            await screen.press("j" if screen.article.headline != headline else "g")
            while screen.article.headline != headline:
                await screen.press("k")
            await screen.press("dollar_sign")
            assert f"then: 1 December 2025, {file}" in screen.text
            assert f"≈ {worth}" in screen.text
            assert "the latest with rates indexed so far" in screen.text
            await screen.press("escape")


async def test_an_article_without_amounts_says_so(open_app: OpenApp) -> None:
    async with open_app([DAYS[1]]) as screen:
        await screen.press("dollar_sign")
        assert screen.said == ["No amount of money is found in this article"]


async def test_d_goes_to_a_date_that_is_typed(open_app: OpenApp) -> None:
    async with open_app(DAYS) as screen:
        await screen.press("d")
        await screen.write("2 dec 2025")
        assert "Tue 2 December 2025: 1 article, 1 unread" in screen.text
        await screen.press("enter")
        assert screen.section == "Tue 2 December 2025"
        await screen.press("d")
        await screen.write("5 dec 2025")
        assert "5 Dec 2025: not captured. Enter goes to 2 Dec 2025" in screen.text
        await screen.press("escape")
        assert screen.section == "Tue 2 December 2025"
        await screen.press("d")
        await screen.write("someday")
        assert "No date: write" in screen.text
        await screen.press("enter", "escape", "ctrl+o")
        assert screen.section == "Wed 10 December 2025"


async def test_the_calendar_crosses_a_thousand_days_in_a_few_keys(open_app: OpenApp) -> None:
    old = capture("2023-03-14", {"Tide": "High."})
    async with open_app([*DAYS, old]) as screen:
        await screen.press("d", "home")
        assert "Tue 14 March 2023: 1 article" in screen.text
        assert "[14●" in screen.text
        await screen.press("end", "shift+up", "shift+up", "left", "right", "down", "pageup", "enter")
        assert screen.section == "Tue 14 March 2023"


async def test_moving_in_the_calendar_drops_what_was_typed(open_app: OpenApp) -> None:
    async with open_app(DAYS) as screen:
        await screen.press("d")
        await screen.write("1 dec 2025")
        await screen.press("right")
        assert "1 dec 2025" not in screen.text
        assert "Tue 2 December 2025: 1 article, 1 unread" in screen.text
        await screen.press("enter")
        assert screen.section == "Tue 2 December 2025"


async def test_a_click_moves_in_the_calendar_and_a_second_click_goes_there(open_app: OpenApp) -> None:
    async with open_app(DAYS, size=(80, 24)) as screen:
        await screen.press("d")
        row = next(n for n, line in enumerate(screen.lines) if "[10●" in line)
        offset = (screen.lines[row].index("[10●") - 3, row)
        await screen.pilot.click(offset=offset)
        await screen.settle()
        assert "Tue 9 December 2025: 1 article" in screen.text
        await screen.pilot.click(offset=offset)
        await screen.settle()
        assert screen.section == "Tue 9 December 2025"


async def test_while_captures_are_indexed_no_day_is_called_not_captured(open_app: OpenApp) -> None:
    async with open_app(DAYS) as screen:
        screen.reader.index.stopped = True
        await screen.press("d")
        await screen.write("5 dec 2025")
        assert "5 Dec 2025: nothing indexed so far. Enter goes to 2 Dec 2025" in screen.text
        assert "so far: captures are still being indexed" in screen.text


@pytest.mark.parametrize(("size", "months"), [((160, 50), 3), ((120, 40), 3), ((80, 24), 2), ((60, 20), 1)])
async def test_as_many_months_as_fit_and_what_their_signs_mean(
    open_app: OpenApp, size: tuple[int, int], months: int
) -> None:
    async with open_app(DAYS, size=size) as screen:
        await screen.press("d")
        assert screen.text.count("Mo Tu We Th Fr Sa Su") == months
        assert "12 captured 12● unread · nothing" in screen.text


@pytest.mark.parametrize("size", [*SIZES, (30, 8)])
async def test_the_calendar_is_whole_at_every_size(open_app: OpenApp, size: tuple[int, int]) -> None:
    async with open_app(DAYS, size=size) as screen:
        await screen.press("d")
        assert "10 December 2025" in screen.text
        assert screen.widest() <= size[0]
