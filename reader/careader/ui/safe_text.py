"""Making text safe for the screen.

Captures, file names, notes and queries are untrusted: Textual must not read their brackets as markup, and
their control characters must not reach the terminal. Every string for Textual passes `safe_content`,
`show_message` or `careader.ui.view.line_view.LineView`, and every typed or pasted string passes `safe_line`.
"""

from textual.content import Content
from textual.dom import DOMNode

from careader.text import safe

_SECONDS = 3.0
"""Seconds that a message stays on screen."""

_SECONDS_OF_TROUBLE = 8.0
"""Seconds that a message of trouble stays on screen."""


def safe_content(text: str) -> Content:
    """A text as Textual's content: brackets stay brackets, control characters become visible signs."""
    return Content(safe(text))


def safe_line(text: str) -> str:
    """A text made fit for an input: joined to one line, its control characters turned to visible signs."""
    return " ".join(safe(text).splitlines())


def show_message(node: DOMNode, text: str, *, trouble: bool = False) -> None:
    """Show a message at the edge of the screen for some seconds (Textual's toast).

    Args:
        node: any widget or screen of the app.
        text: the message.
        trouble: whether the message tells that something went wrong. Such a message stays longer.
    """
    node.app.notify(
        safe(text),
        severity="warning" if trouble else "information",
        timeout=_SECONDS_OF_TROUBLE if trouble else _SECONDS,
        markup=False,
    )
