"""The one door for text to the screen.

A capture, a file name, a note and a query are untrusted: their brackets are no markup, and their control
characters must not reach the terminal. Every string for Textual passes `safe_content`, `say` or
`careader.ui.view.line_view.LineView`, and every string that is typed or pasted passes `safe_line`.
"""

from textual.content import Content
from textual.dom import DOMNode

from careader.text import safe

_SECONDS = 3.0
"""Seconds that a message stays."""

_SECONDS_OF_TROUBLE = 8.0
"""Seconds that a message of trouble stays."""


def safe_content(text: str) -> Content:
    """A text as Textual shows it: brackets as brackets, control characters as visible marks."""
    return Content(safe(text))


def safe_line(text: str) -> str:
    """A text made fit for an input: its lines joined to one, its control characters as visible marks."""
    return " ".join(safe(text).splitlines())


def say(node: DOMNode, text: str, *, trouble: bool = False) -> None:
    """Show a message at the edge of the screen for some seconds.

    Args:
        node: any widget or screen of the app.
        text: the message.
        trouble: whether the reader has to know of something that went wrong: it then stays longer.
    """
    node.app.notify(
        safe(text),
        severity="warning" if trouble else "information",
        timeout=_SECONDS_OF_TROUBLE if trouble else _SECONDS,
        markup=False,
    )
