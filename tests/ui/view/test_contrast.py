"""Text can be read in every theme, under the cursor too."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.color import Color
from textual.theme import BUILTIN_THEMES

from careader.ui.themes import THEMES
from careader.ui.view.contrast import LEAST, contrast, legible
from tests.ui.every_screen import SCREENS, go
from tests.ui.support import OpenApp, Screen

ALL = [*(theme.name for theme in THEMES), *BUILTIN_THEMES]
COLOURED = [name for name in ALL if not name.startswith("ansi")]
"""The themes with colours of their own: what those of a terminal look like is not known."""

colors = st.tuples(*[st.integers(0, 255)] * 3).map(lambda parts: Color(*parts))


def test_contrast_is_that_of_wcag() -> None:
    assert contrast(Color(0, 0, 0), Color(255, 255, 255)) == pytest.approx(21)
    assert contrast(Color(119, 119, 119), Color(255, 255, 255)) == pytest.approx(4.48, abs=0.01)


@given(colors, colors, st.floats(0, 1))
def test_any_colour_becomes_legible_and_a_legible_one_stays(text: Color, ground: Color, alpha: float) -> None:
    faint = text.with_alpha(alpha)
    made = legible(faint, ground)
    assert contrast(ground + made, ground) >= LEAST - 0.01
    if contrast(ground + faint, ground) >= LEAST:
        assert made == faint


async def test_every_headline_is_legible_also_one_seen_earlier_under_the_cursor(open_app: OpenApp) -> None:
    async with open_app(size=(120, 30)) as screen:
        await screen.press("left_square_bracket", "m", "j", "m", "j")
        for theme in COLOURED:
            screen.app.theme = theme
            await screen.settle()
            for pane in (screen.headlines, screen.dates, screen.pane):
                segments = [each for y in range(pane.line_count) for each in pane._draw(y)]
                assert segments
                for text, style, _ in segments:
                    if text.strip() and style and style.color and style.bgcolor:
                        looks = [Color.from_rich_color(each) for each in (style.color, style.bgcolor)]
                        assert contrast(*looks) >= LEAST - 0.05, (theme, text)


@pytest.mark.parametrize("theme", ["ansi-dark", "ansi-light"])
async def test_the_terminals_own_colours_show_the_cursor(open_app: OpenApp, theme: str) -> None:
    async with open_app(size=(120, 30)) as screen:
        screen.app.theme = theme
        await screen.press("j")
        row = screen.headlines._top(1)
        styles = {
            segment.style for y in (0, row) for segment in screen.headlines._draw(y) if segment.text.strip()
        }
        on_cursor = {segment.style for segment in screen.headlines._draw(row)}
        assert on_cursor != styles
        assert all(style and style.reverse for style in on_cursor)  # in whatever colours the terminal has


FAINTEST = ("careader-light", "textual-light", "catppuccin-latte", "solarized-light", "atom-one-dark")
"""Themes whose own colours are too faint on this or that ground."""

OVER = ("calendar", "rates", "amounts", "note", "search", "palette", "help", "file to write")
"""Screens that lie over the reader; what they cover is dimmed."""


def faint(screen: Screen) -> list[str]:
    """The words on the screen, or on what lies over it, that do not stand out enough from their ground."""
    app = screen.app
    over = app.screen is not screen.reader
    regions = [child.region for child in app.screen.children]
    region = max(regions, key=lambda each: each.area) if over else app.screen.region
    found = []
    for strip in [*app.screen._compositor.render_strips()][region.y : region.bottom]:
        for text, style, _ in strip.crop(region.x, region.right):
            if any(map(str.isalnum, text)) and style and style.color and style.bgcolor:
                looks = [Color.from_rich_color(each) for each in (style.color, style.bgcolor)]
                if contrast(*looks) < LEAST - 0.05:
                    found.append(f"{text.strip()} {contrast(*looks):.1f}")
    return found


@pytest.mark.parametrize("name", ["first", "matches", *OVER])
async def test_every_word_of_every_screen_is_legible_in_every_theme(open_app: OpenApp, name: str) -> None:
    async with open_app(size=(120, 30)) as screen:
        await go(screen, SCREENS[name])
        for theme in COLOURED if name == "first" else FAINTEST:
            screen.app.theme = theme
            await screen.settle()
            assert (theme, faint(screen)) == (theme, [])


@pytest.mark.parametrize("theme", ["ansi-dark", "ansi-light"])
@pytest.mark.parametrize("name", ["within the article", "file to write"])
async def test_a_line_at_the_foot_covers_nothing_in_the_terminals_own_colours(
    open_app: OpenApp, name: str, theme: str
) -> None:
    async with open_app(size=(80, 24)) as screen:
        screen.app.theme = theme
        await go(screen, SCREENS[name])
        assert screen.article.headline.split()[0] in screen.text
        assert screen.app.screen is not screen.reader
