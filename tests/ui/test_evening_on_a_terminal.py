"""One evening with careader on a real terminal, from a shell, with the keyboard alone."""

import re
import shutil
import sys
from pathlib import Path

import pytest

from tests.ui.support import SAMPLE

if sys.platform == "win32":
    pytest.skip("a pseudo-terminal needs POSIX", allow_module_level=True)

from tests.ui.terminal import Terminal, terminal

TWELVE_READ = 26 - 12
"""Unread articles of the sample once twelve are read."""

NOTES = ("ask the ministry", "check the figures")


def unread(screen: Terminal) -> int:
    """What the title says is unread."""
    found = re.search(r"(\d+) unread", screen.lines[0])
    return int(found[1]) if found else -1


def read_twelve(screen: Terminal) -> None:
    """Read with Space alone, page by page."""
    screen.change("Enter")
    screen.see("25 unread")
    while unread(screen) > TWELVE_READ:
        screen.change(" ")
        settle(screen)  # the title counts a moment after the text is painted


def settle(screen: Terminal) -> None:
    """Wait until all keys so far are carried out and painted: help opens and closes after them."""
    screen.press("?")
    screen.see("─ Help ─")
    screen.press("Esc")
    screen.miss("─ Help ─")


def go_back_three(screen: Terminal) -> None:
    """Go back to where reading was before, three times; nothing is marked by that."""
    before = unread(screen)
    for _ in range(3):
        screen.change("Ctrl+O")
    settle(screen)
    assert unread(screen) == before


def bookmark_two_with_notes(screen: Terminal) -> None:
    """Bookmark two articles, one after the other, with a note each."""
    for words in NOTES:
        screen.press("g")
        screen.miss("★ bookmarked")
        screen.press("b")
        screen.see("read · ★ bookmarked")
        screen.press("e")
        screen.see("Ctrl+S saves")
        screen.press(words, "Ctrl+S")
        screen.see(f"✎ {words}")
        screen.press(".")
        screen.miss(f"✎ {words}")


def match_shown(screen: Terminal) -> str:
    """Which match the title of the article says is shown, such as ``match 2 of 17``."""
    found = re.search(r"match \d+ of \d+", screen.text)
    return found[0] if found else ""


def find_a_word(screen: Terminal) -> None:
    """Find a word within the article, go to the next match, and drop the matches."""
    screen.press("/")
    screen.press("the", "Enter")
    screen.see("n next match")
    first = match_shown(screen)
    screen.press("n")
    screen.wait(lambda: match_shown(screen) not in {"", first}, "the next match")
    screen.press("Esc")
    screen.see("n next unread")


def rate_of_two_days_before(screen: Terminal) -> None:
    """Go to the rates of two days before, and on to the headlines of that day."""
    screen.press("r")
    screen.see("KGS/USD, as captured")
    screen.press("Down", "Down", "Enter")
    screen.see("Wed 10 December 2025")
    screen.see("0.00193 ▼")


def convert_an_amount(screen: Terminal) -> None:
    """What is $5 billion in soms, at the rate of that day?"""
    screen.press("$")
    screen.see("437.1 billion KGS")
    screen.press("Esc")
    screen.miss("437.1 billion KGS")


def change_theme_and_measure(screen: Terminal) -> None:
    """Choose another theme by its name, and set the text narrower."""
    before = screen.background
    screen.press("Ctrl+P", "theme", "Enter")
    screen.see("Search for themes…")
    screen.press("nord")
    screen.miss("gruvbox")
    screen.press("Enter")
    screen.wait(lambda: screen.background != before, "another background")
    screen.press("-")
    screen.see("68 columns")


@pytest.mark.parametrize(("width", "height"), [(160, 50), (120, 40), (80, 24), (60, 20)])
def test_an_evening_on_a_terminal(width: int, height: int, tmp_path: Path) -> None:
    shutil.copytree(SAMPLE, tmp_path / "pages")
    with terminal(width, height, tmp_path) as screen:
        screen.press("careader pages", "Enter")
        screen.see("26 unread")
        read_twelve(screen)
        go_back_three(screen)
        bookmark_two_with_notes(screen)
        find_a_word(screen)
        rate_of_two_days_before(screen)
        convert_an_amount(screen)

        screen.press("Ctrl+Z")
        screen.wait(lambda: screen.at_prompt)
        assert all(words in screen.run("careader notes --corpus pages --markdown") for words in NOTES)
        screen.press("fg", "Enter")
        screen.see("Wed 10 December 2025")

        screen.press("A")
        screen.see("marked read")
        change_theme_and_measure(screen)
        colour, left = screen.background, unread(screen)
        screen.press("q")
        screen.wait(lambda: screen.at_prompt)

        screen.run("careader config --init && printf '[keys]\\nundo = \"u\"\\n' >> $(careader config --path)")
        screen.press("careader pages", "Enter")
        screen.see("Wed 10 December 2025")
        assert screen.background == colour
        screen.see(f"{left} unread")
        screen.press("u")
        screen.see(f"{TWELVE_READ} unread")
        screen.press("u")
        screen.see("Undone: note written")
        screen.press("q")
        screen.wait(lambda: screen.at_prompt)
        kept = screen.run("careader notes --corpus pages --markdown")
        assert NOTES[0] in kept
        assert NOTES[1] not in kept
