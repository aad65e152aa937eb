"""The text of the help: every key, the syntax of the search, the signs, and the paths of the files."""

from collections.abc import Sequence
from textwrap import wrap
from typing import TYPE_CHECKING

from textual.content import Content

from careader import locations
from careader.ui.commands import COMMANDS, Command, Group
from careader.ui.screens.text import TextScreen
from careader.words import path_in_words

if TYPE_CHECKING:
    from careader.ui.screens.reader import ReaderScreen

_KEYS = 22
"""Columns of the keys, left of their explanations."""

_SIGNS = (
    ("●", "unread"),
    ("·", "read"),
    ("★", "bookmarked"),
    ("⋯", "an excerpt: the page cut the story short"),
    ("✎", "there is a note on it"),
    ("△", "its text changed since it was read (v shows how)"),
    ("?", "doubtful: this headline may be none (J joins it to the article before)"),
    ("dim", "read, or stood on an earlier date already"),
    ("▲ ▼ =", "a rate rose, fell, stayed; -0% is a fall too small to show"),
)

_SEARCH = (
    ("water gas", "both words; accents, quotes and spellings of names do not matter"),
    ('"gas field" kazakh*', "words in a row; words that begin so"),
    ("water OR gas NOT oil", "either word, without a third"),
    ("water NEAR gas", "at most ten words apart"),
    ("headline:water", "in the headline"),
    ("date:2025-12", "of a month, year, day or date:2025-12-01..2025-12-10"),
    ("is:unread", "also is:read and is:bookmarked"),
)


def show_help(reader: "ReaderScreen") -> None:
    """Show the help."""
    commands = reader.keymap.commands
    reader.app.push_screen(TextScreen("Help", lambda width: help_text(width, commands)))


def help_text(width: int, commands: Sequence[Command] = COMMANDS) -> Content:
    """The text of the help, set for ``width`` columns."""
    keys = min(_KEYS, max(1, width // 3))
    parts: list[Content] = []

    def heading(text: str) -> None:
        parts.append(Content.styled(f"{text}\n", "bold $text-primary"))

    def row(left: str, right: str) -> None:
        told = wrap(right, max(1, width - keys - 1), break_on_hyphens=False) or [""]
        if len(left) > keys:  # the keys have a line of their own
            parts.append(Content.styled(f"{left}\n", "$text-accent"))
            left = ""
        for line in told:
            parts.append(Content.assemble((f"{left:{keys}} ", "$text-accent"), f"{line}\n"))
            left = ""

    for group in Group:
        heading(group)
        for each in commands:
            if each.group is group:
                row(each.shown_keys or "in the palette", each.title)
        parts.append(Content("\n"))
    heading("What search understands")
    for words, meaning in _SEARCH:
        row(words, meaning)
    parts.append(Content("\n"))
    heading("Signs")
    for sign, meaning in _SIGNS:
        row(sign, meaning)
    parts.append(Content("\n"))
    heading("Files")
    row("settings", path_in_words(locations.config_file()))
    row("library", path_in_words(locations.library()))
    row("marks, notes, places", path_in_words(locations.state_db()))
    row("index", f"{path_in_words(locations.cache())} (to delete it costs time only)")
    return Content.assemble(*parts)
