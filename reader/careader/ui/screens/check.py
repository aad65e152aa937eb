"""The check screen: the problems and doubts of the captures."""

from typing import TYPE_CHECKING

from careader.capture.report import odd_lines
from careader.ui.safe_text import safe_content
from careader.ui.screens.text import TextScreen
from careader.words import count

if TYPE_CHECKING:
    from careader.ui.screens.reader import ReaderScreen

_MOST_LINES = 2000
"""The most lines that the screen shows."""


def show_check(reader: "ReaderScreen") -> None:
    """Show the problems and doubts of the captures."""
    corpus = reader.session.corpus
    lines = odd_lines(corpus.captures.odd(), corpus.unreadable, corpus.captures.count)
    if passed := corpus.captures.passed_over:
        lines = [*lines, "", passed]
    if (more := len(lines) - _MOST_LINES) > 0:
        rest = f"… and {count(more, 'line')} more: careader check says them all"
        lines = [*lines[:_MOST_LINES], "", rest]
    reader.app.push_screen(TextScreen("What was odd in the captures", safe_content("\n".join(lines))))
