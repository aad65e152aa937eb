"""The text of help: every key, the signs, and where things are kept."""

from textual.content import Content

from reader import locations
from reader.ui.commands import COMMANDS, Group
from reader.words import path_in_words

_KEYS = 22
"""Columns for the keys."""

_SIGNS = (
    ("●", "unread"),
    ("·", "read"),
    ("★", "bookmarked"),
    ("⋯", "an excerpt: the page cut the story short"),
    ("?", "doubtful: this headline may be none (J joins it to the article before)"),
    ("dim", "read, or stood on an earlier date already"),
    ("▲ ▼ =", "a rate rose, fell, stayed; -0% is a fall too small to show"),
)


def help_text() -> Content:
    """Help, from the command table."""
    parts: list[Content] = []

    def heading(text: str) -> None:
        parts.append(Content.styled(f"{text}\n", "bold $text-primary"))

    def row(left: str, right: str) -> None:
        parts.append(Content.assemble((f"{left:{_KEYS}} ", "$text-accent"), f"{right}\n"))

    for group in Group:
        heading(group)
        for each in COMMANDS:
            if each.group is group:
                row(each.shown_keys or "in the palette", each.title)
        parts.append(Content("\n"))
    heading("Text")
    row("mouse", "Select; Ctrl+C copies what is selected")
    parts.append(Content("\n"))
    heading("Signs")
    for sign, meaning in _SIGNS:
        row(sign, meaning)
    parts.append(Content("\n"))
    heading("Files")
    row("library", path_in_words(locations.library()))
    row("marks and places", path_in_words(locations.state_db()))
    return Content.assemble(*parts)
