"""Commands that move by more than a row: half pages, the next article, back and forward."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from careader.ui.screens.reader import ReaderScreen


def half_page_down(reader: "ReaderScreen") -> None:
    """Move down by half a page."""
    reader.panes.active.move_page(0.5)
    reader.panes.follow_soon()


def half_page_up(reader: "ReaderScreen") -> None:
    """Move up by half a page."""
    reader.panes.active.move_page(-0.5)
    reader.panes.follow_soon()


def next_article(reader: "ReaderScreen") -> None:
    """Go to the next article, read or unread."""
    reader.navigator.go_to_neighbour(1)


def previous_article(reader: "ReaderScreen") -> None:
    """Go to the article before, read or unread."""
    reader.navigator.go_to_neighbour(-1)


def go_back(reader: "ReaderScreen") -> None:
    """Go back to the view before the last jump."""
    reader.navigator.go_through_history(-1)


def go_forward(reader: "ReaderScreen") -> None:
    """Go forward again to the view from which `go_back` came."""
    reader.navigator.go_through_history(1)
