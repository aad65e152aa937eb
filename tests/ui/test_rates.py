"""The rates bar: whose rates, of which date, and exactly as captured."""

import pytest

from careader.ui.widgets.rates_bar import direction
from tests.ui.support import SIZES, OpenApp, Screen, capture

FRIDAY = (
    "12 Dec 2025 KGS 0.01144 = 0% KZT 0.00192 ▼ -0% TJS 0.10879 ▲ 0.28% UZS 0.00008 = 0% TMT 0.28490 ▼ -0.28%"
)
LATER = FRIDAY.replace("0.10879 ▲ 0.28%", "0.10866 ▲ 0.18%").replace("0.28490 ▼ -0.28%", "0.28571 = 0%")


def figures(screen: Screen) -> str:
    """What the rates bar says below its border, which names the file of one of several captures of a day."""
    return screen.rates.rpartition("captures of this day")[2].strip("─ ").replace("/USD", "")


@pytest.mark.parametrize("size", SIZES)
async def test_every_rate_is_whole_at_every_size(open_app: OpenApp, size: tuple[int, int]) -> None:
    async with open_app(size=size) as screen:
        assert figures(screen) == FRIDAY
        for _ in range(2):
            await screen.press("tab")
            assert figures(screen) == FRIDAY


async def test_rates_follow_the_selected_capture(open_app: OpenApp) -> None:
    async with open_app() as screen:
        await screen.press("left_square_bracket")
        assert "11 Dec 2025" in screen.rates
        assert "0.10849 ▲ 0.37%" in screen.rates
        await screen.press("left_square_bracket")
        assert "10 Dec 2025" in screen.rates
        assert "0.10866 ▲ 0.55%" in screen.rates
        await screen.press("right_square_bracket", "right_square_bracket")
        assert "12 Dec 2025" in screen.rates


async def test_two_captures_of_one_day_show_the_rates_of_the_one_the_article_came_from(
    open_app: OpenApp,
) -> None:
    async with open_app() as screen:
        seen = {}
        for row, article in enumerate(screen.headlines.articles):
            seen[article.shown.capture.path.rpartition("/")[2]] = figures(screen)
            assert screen.headlines.cursor == row
            await screen.press("j")
        assert seen == {"002_home_2025-12-12.txt": FRIDAY, "003_home_2025-12-12_older.txt": LATER}


async def test_an_undated_capture_has_none_and_shows_whose_it_shows_instead(open_app: OpenApp) -> None:
    async with open_app() as screen:
        await screen.press(*["left_square_bracket"] * 3)
        assert screen.section == "Undated"
        assert screen.rates.startswith("No rates here; from 12 Dec 2025, 002_home_2025-12-12.txt")
        assert "0.00192 ▼ -0%" in screen.rates


@pytest.mark.parametrize("size", [size for size in SIZES if size[1] >= 20])
async def test_rates_of_another_capture_move_nothing(open_app: OpenApp, size: tuple[int, int]) -> None:
    async with open_app(size=size) as screen:
        region = screen.reader.query_one("#rates").region
        await screen.press(*["left_square_bracket"] * 3)
        assert screen.rates.startswith("No rates here; from 12 Dec 2025")
        assert screen.reader.query_one("#rates").region == region


async def test_a_dated_capture_without_rates_shows_the_nearest_earlier_ones(open_app: OpenApp) -> None:
    days = [
        capture("2025-12-12", {"Story Four": "D."}, "KGS 0.04000 4%"),
        capture("2025-12-11", {"Story Three": "C."}, ""),
        capture("2025-12-10", {"Story Two": "B."}, "KGS 0.02000 2%"),
        capture("2025-12-09", {"Story One": "A."}, "KGS 0.01000 1%"),
    ]
    async with open_app(days) as screen:
        await screen.press("left_square_bracket")
        assert screen.rates == "No rates here; from 10 Dec 2025 KGS/USD 0.02000 ▲ 2%"


async def test_captures_without_any_rates_say_so(open_app: OpenApp) -> None:
    async with open_app([capture("2025-12-10", {"Story": "A."}, "")]) as screen:
        assert screen.rates == "No rates in these captures"


async def test_the_same_article_on_another_date_shows_that_dates_rates(open_app: OpenApp) -> None:
    story = {"The Same Story Twice": "Told once and told again, word for word, the day after."}
    days = [capture("2025-12-10", story, "KGS 0.01000 1%"), capture("2025-12-11", story, "KGS 0.02000 2%")]
    async with open_app(days) as screen:
        assert screen.rates == "11 Dec 2025 KGS/USD 0.02000 ▲ 2%"
        await screen.press("left_square_bracket")
        assert screen.rates == "10 Dec 2025 KGS/USD 0.01000 ▲ 1%"


async def test_figures_are_shown_as_captured(open_app: OpenApp) -> None:
    rates = "KGS 0.00200 -0%,KZT 0.10 0.0%,TJS 1.00000 -0.00%,UZS 12345.67890 100%"
    async with open_app([capture("2025-12-10", {"Story": "A."}, rates)]) as screen:
        for shown in ("0.00200 ▼ -0%", "0.10 = 0.0%", "1.00000 ▼ -0.00%", "12345.67890 ▲ 100%"):
            assert shown in screen.rates


@pytest.mark.parametrize(
    ("change", "sign", "name"),
    [
        ("0%", "=", "same"),
        ("0.00%", "=", "same"),
        ("-0%", "▼", "down"),
        ("-0.28%", "▼", "down"),
        ("0.01%", "▲", "up"),
        ("10%", "▲", "up"),
    ],
)
def test_a_change_has_a_sign_beside_its_colour(change: str, sign: str, name: str) -> None:
    assert direction(change) == (sign, name)
