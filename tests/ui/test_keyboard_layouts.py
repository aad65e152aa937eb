"""Keys by their place on the keyboard, whatever Cyrillic layout is on."""

import pytest

from careader.ui.keyboard_layouts import key_in_place
from tests.ui.support import OpenApp


@pytest.mark.parametrize(
    ("letter", "key"),
    [
        *zip("олртзьиЯПТфяеш", "jkhnpmbZGNaztı".replace("ı", "i"), strict=True),
        ("х", "left_square_bracket"),
        ("ъ", "right_square_bracket"),
        ("ю", "full_stop"),
        ("б", "comma"),
        ("Б", "less_than_sign"),
        ("ў", "o"),
        ("ҷ", "s"),
        ("ӣ", "m"),
        ("ө", "minus"),
        ("Һ", "plus"),
        ("ctrl+з", "ctrl+p"),
        ("қ", None),  # on another key in Uzbek than in Tajik
        ("j", None),
        ("é", None),
        ("漢", None),
        ("down", None),
        ("ctrl+c", None),
        ("+", None),
    ],
)
def test_a_letter_means_the_key_in_its_place(letter: str, key: str | None) -> None:
    assert key_in_place(letter) == key


async def test_commands_are_carried_out_on_a_cyrillic_layout(open_app: OpenApp) -> None:
    async with open_app() as screen:
        first = screen.article.headline
        await screen.press("о")
        assert screen.article.headline != first
        await screen.press("и", "ь")
        assert (screen.is_read(), screen.is_bookmarked()) == (True, True)
        await screen.press("м")
        assert "Versions" in type(screen.app.screen).__name__
        await screen.press("й")
        assert screen.app.screen is screen.reader
        await screen.press("Я".lower())
        assert (screen.is_read(), screen.is_bookmarked()) == (False, True)


async def test_letters_stay_letters_where_text_is_typed(open_app: OpenApp) -> None:
    async with open_app() as screen:
        await screen.burst("а", *"балхаш")
        assert "балхаш" in screen.text
