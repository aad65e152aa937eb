"""Find within the open article: type words, and see their matches highlighted at once."""

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.widgets import Static

from careader.find.search.query import read_within
from careader.ui.safe_text import safe_content
from careader.ui.screens.overlay import OverScreen
from careader.ui.widgets.query_line import QueryLine
from careader.words import count

if TYPE_CHECKING:
    from careader.ui.screens.reader import ReaderScreen


class Typed(NamedTuple):
    """The typed words, and whether to search in all articles."""

    text: str
    everywhere: bool = False


class WithinScreen(OverScreen[Typed | None]):
    """An input line at the foot. The result is the typed words; None leaves the article without matches.

    Args:
        query: the words to begin with; the first typed letter replaces them.
        typed: takes the words typed so far, highlights their matches, and returns the count in words.
    """

    CSS_PATH = "within.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Back"),
    ]

    def __init__(self, query: str, typed: Callable[[str], str]) -> None:
        super().__init__()
        self._tell = typed
        acts = {"enter": self._submitted, "tab": self._search_all}
        self._input = QueryLine(query, "Words of this article", self._typed, acts)
        self._status = Static(id="status", markup=False)

    def compose(self) -> ComposeResult:
        """The input line and the number of matches."""
        with Horizontal(id="within"):
            yield Static("/", id="sign", markup=False)
            yield self._input
            yield self._status

    def on_mount(self) -> None:
        """Focus the input line."""
        self.set_focus(self._input)

    def on_key(self, event: events.Key) -> None:
        """Give keys to the input line that were typed before the line was mounted."""
        self._input.take(event)

    def _typed(self, query: str) -> None:
        self._status.update(safe_content(self._tell(query)))

    def _submitted(self) -> None:
        self._input.done = True
        self.dismiss(Typed(self._input.value))

    def _search_all(self) -> None:
        """Search the typed words in all articles."""
        self._input.done = True
        self.dismiss(Typed(self._input.value, everywhere=True))


def find_within(reader: "ReaderScreen") -> None:
    """Ask for words, and highlight their matches in the shown article."""
    pane, queries = reader.panes.text, reader.session.queries
    before = pane.scroll_offset.y

    def typed(text: str) -> str:
        pane.highlight(read_within(text))
        if pane.match_count:
            pane.go_to_match(0)
        found = count(pane.match_count, "match", "matches") if text.strip() else ""
        return " · ".join(filter(None, (found, "Tab all articles")))

    def left(typed: Typed | None) -> None:
        if typed is None or typed.everywhere:
            pane.highlight(())
            pane.scroll_to(y=before, animate=False)
        if typed is not None:
            queries["Within"] = typed.text
        if typed is not None and typed.everywhere:
            from careader.ui.screens.search import search_all

            queries["Search"] = typed.text.strip()
            search_all(reader)

    reader.app.push_screen(WithinScreen(queries.get("Within", ""), typed), left)
