"""Jump: type a few letters, mistyped or not, and go to the headline they mean."""

from collections.abc import Sequence
from typing import ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static
from textual.worker import get_current_worker

from reader.corpus import Article, Articles
from reader.errors import CareaderError
from reader.find import Match
from reader.ui.session import Session
from reader.ui.widgets.headlines import HeadlinesPane, Signs
from reader.ui.widgets.row_list import RowList
from reader.words import count

_LISTED = 50
"""Headlines listed at most: who has not found it among these types on."""


class JumpScreen(ModalScreen[Article | None]):
    """Ends with the article to open, or None when the reader thought better of it."""

    CSS_PATH = "jump.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Back"),
        Binding("down,ctrl+j", "move(1)", "Down"),
        Binding("up,ctrl+k", "move(-1)", "Up"),
        Binding("pagedown", "page(1)", "Down a page"),
        Binding("pageup", "page(-1)", "Up a page"),
    ]

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._corpus = session.corpus
        self._answered = ""
        self._wanted: str | None = None
        self._later: list[events.Key] = []
        self._input = Input(placeholder="Any part of a headline, mistyped or not", id="query", compact=True)
        self._results = HeadlinesPane(self._signs, id="results")
        self._status = Static(id="status", markup=False)

    def compose(self) -> ComposeResult:
        """A line to type in, the headlines found, and how many there are."""
        with Vertical(id="jump") as frame:
            frame.border_title = Content("Jump to a headline")
            yield self._input
            yield self._results
            yield self._status

    def on_mount(self) -> None:
        """Begin with the latest headlines; what jumping needs is made meanwhile."""
        self._results.can_focus = False
        self.set_focus(self._input)
        self._show_latest()
        self._find("")

    def on_key(self, event: events.Key) -> None:
        """Take what was typed before there was a line to type in: it comes to the screen itself.

        What was typed after Enter is for the reader, once the headline is open.
        """
        if self._wanted is not None:
            event.stop()
            self._later.append(event)
        elif event.key == "enter":
            event.stop()
            self._submitted()
        elif event.is_printable and event.character:
            event.stop()
            self._input.insert_text_at_cursor(event.character)

    def _signs(self, article: Article) -> Signs:
        unread, bookmarked = not self._session.is_read(article), self._session.is_bookmarked(article)
        return Signs(unread, bookmarked, seen=False, doubtful=article.doubtful)

    def _show_latest(self) -> None:
        self._results.show(self._corpus.articles[:_LISTED], "Nothing to jump to.", dated=True)
        self._status.update(f"{count(len(self._corpus.articles), 'headline')}, latest first")

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        if self._input.value != self._wanted:
            self._wanted = None
        self._find(event.value)

    @work(thread=True, exclusive=True, exit_on_error=False)
    def _find(self, query: str) -> None:
        """Find off the screen's thread; a newer query ends an older search."""
        worker = get_current_worker()
        try:
            headlines = self._session.headlines()
        except (CareaderError, FileNotFoundError) as error:
            self.app.call_from_thread(self._status.update, f"No headlines can be found: {error}")
            return
        matches = headlines.jump.find(query, _LISTED, cancelled=lambda: worker.is_cancelled)
        if not worker.is_cancelled:
            self.app.call_from_thread(self._show, query, [headlines.numbers[m.row] for m in matches], matches)

    def _show(self, query: str, numbers: Sequence[int], matches: Sequence[Match]) -> None:
        if query != self._input.value:
            return
        if query.strip():
            articles = Articles(self._corpus, numbers)
            spans = [match.spans for match in matches]
            self._results.show(articles, "No headline is like that.", dated=True, matches=spans)
            self._status.update(f"{count(len(articles), 'headline')}, best first" if articles else "")
        else:
            self._show_latest()
        self._answered = query
        if self._wanted == query:
            self._choose()

    @on(Input.Submitted)
    def _submitted(self) -> None:
        """Open what the list shows, once it answers all that was typed."""
        if self._answered == self._input.value:
            self._choose()
        else:
            self._wanted = self._input.value

    @on(RowList.Opened)
    def _choose(self) -> None:
        if self._results.cursor is not None:
            self.dismiss(self._results.articles[self._results.cursor])
            for key in self._later:
                self.app.post_message(events.Key(key.key, key.character))

    def action_move(self, rows: int) -> None:
        """Move the cursor among the results."""
        self._results.move(rows)

    def action_page(self, pages: int) -> None:
        """Move the cursor by screens."""
        self._results.move_page(pages)

    def action_leave(self) -> None:
        """Go back to where the reader was."""
        self.dismiss(None)
