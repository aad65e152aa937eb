"""Captures that mean harm, or are merely odd: shown as text, and nothing of them reaches the terminal."""

import unicodedata
from pathlib import Path

import pytest

from tests.ui.support import OpenApp, Screen, capture

CAPTURE = """\
• KGS/USD = 0.01144 0%
10 December 2025

{headline}

{body}

"""

HOSTILE = {
    "escapes": "Red \x1b[31mletters\x1b[0m, a title \x1b]0;owned\x07 and a bell \x07 and \x9b2J end.",
    "bidi": "The file \u202egnp.exe\u202c and \u2066isolated\u2069 and \u202aembedded\u202c words.",
    "markup": "A closing [/] and [b]bold[/b] and [@click=app.exit]press[/] and [red]text[/red] end.",
    "unclosed": "[link=http://example.invalid [[ ]] [] [/b] [@click=screen.quit() \\[ [$error] {x} %s",
    "huge word": "x" * 5000,
    "emoji": "👩‍🚀👨‍👩‍👧‍👦🇰🇿🏳️‍🌈 and 漢字 and e\u0301\u0302\u0303\u0304 and \u200b\u200d\ufeff end.",
    "tabs": "one\ttwo\t\tthree\u00a0\u00a0four\u00a0five \u3000six",
    "controls": "null-ish \x01\x02\x7f\x85 next\x0b line\x0c feed\x1d end",
    "cyrillic": "Ғылым және Çalık Eczacıbaşı Recherches Géologiques",
}


def unsafe(screen: Screen) -> set[str]:
    """What stands on the screen that a terminal would obey."""
    bidi = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
    return {
        letter
        for line in screen.lines
        for letter in line
        if letter in bidi or unicodedata.category(letter) == "Cc"
    }


def write(folder: Path, headline: str, body: str) -> Path:
    """A capture on disk, whose text goes through everything that careader does to text."""
    path = folder / "hostile.txt"
    path.write_bytes(CAPTURE.format(headline=headline, body=body).encode())
    return path


@pytest.mark.parametrize("size", [(120, 40), (40, 12)])
@pytest.mark.parametrize("name", HOSTILE)
async def test_hostile_text_is_shown_as_text(
    open_app: OpenApp, tmp_path: Path, name: str, size: tuple[int, int]
) -> None:
    path = write(tmp_path, "A Plain Headline Over Odd Text", HOSTILE[name])
    async with open_app([path], size) as screen:
        assert not unsafe(screen)
        await screen.press("enter")
        for _ in range(8):
            assert not unsafe(screen)
            await screen.press("pagedown")
        await screen.press("f")
        assert not unsafe(screen)


@pytest.mark.parametrize("name", [name for name in HOSTILE if name not in ("huge word", "controls")])
async def test_a_hostile_headline_is_shown_as_text(open_app: OpenApp, name: str) -> None:
    from careader.text import decode

    headline = decode(HOSTILE[name].encode()).replace("\n", " ")
    async with open_app([capture("2025-12-10", {headline: "Words.", "Second": "More."})]) as screen:
        assert not unsafe(screen)
        await screen.press("m", "z", "b", "z", "enter")
        assert not unsafe(screen)
        await screen.press("f")
        await screen.write(headline[4:12])
        assert not unsafe(screen)
        await screen.press("escape", "A", "U", "B")


async def test_brackets_stand_as_they_were_captured(open_app: OpenApp) -> None:
    text = HOSTILE["markup"]
    async with open_app([capture("2025-12-10", {"A [b]Bold[/b] [/] Headline": text})]) as screen:
        assert screen.body() == text
        assert "A [b]Bold[/b] [/] Headline" in screen.words_of("#headlines")
        assert "A [b]Bold[/b] [/] Headline" in screen.words_of("#article")
        await screen.press("b", "z")
        assert screen.said == ["Undone: bookmark: A [b]Bold[/b] [/] Headline"]
        assert "A [b]Bold[/b] [/] Headline" in screen.text.split("Undone:")[1]


async def test_a_hostile_file_name_is_shown_as_text(open_app: OpenApp, tmp_path: Path) -> None:
    folder = tmp_path / "[red]x[b] \x1b[31m"
    folder.mkdir()
    path = write(folder, "A Plain Headline", "A plain paragraph.")
    path = path.rename(folder / "[b]plain\x9b2J.txt")
    broken = folder / "[@click=app.exit] \x1b]0;x\x07.txt"
    broken.write_bytes(b"")
    async with open_app([path, broken]) as screen:
        assert not unsafe(screen)
        assert "[b]plain" in screen.words_of("#article")
        assert "[@click=app.exit]" in screen.said[0]
        assert "\x1b" not in screen.said[0]


async def test_a_megabyte_on_one_line_opens_and_pages(open_app: OpenApp) -> None:
    tale = "Many words make a long line. " * 36_000
    async with open_app([capture("2025-12-10", {"A Very Long Line": tale})], (80, 24)) as screen:
        await screen.press("enter", "space", "G")
        assert screen.pane.at_end
        assert "long line." in screen.words_of("#article")
        assert not unsafe(screen)


async def test_a_word_of_a_megabyte_opens(open_app: OpenApp) -> None:
    async with open_app([capture("2025-12-10", {"A Very Long Word": "z" * 1_000_000})], (80, 24)) as screen:
        await screen.press("enter", "G")
        assert screen.pane.at_end
        assert sum(len(line.text.strip()) for line in screen.pane._lines[-20:]) > 100
