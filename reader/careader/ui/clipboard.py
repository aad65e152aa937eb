"""Copying from the screen."""

from typing import TYPE_CHECKING

from careader.ui.safe_text import say
from careader.words import cut, one_line

if TYPE_CHECKING:
    from careader.ui.screens.reader import ReaderScreen

_SAID = 60
"""Characters of what was copied that are said."""


def copy(reader: "ReaderScreen") -> None:
    """Copy the selected text; where none is selected, the headline."""
    text = reader.get_selected_text() or (reader.article.headline if reader.article else "")
    if text:
        reader.app.copy_to_clipboard(text)
        say(reader, f"Copied: {cut(one_line(text), _SAID)}")
