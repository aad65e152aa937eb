"""The screen that jump and search share: an input line, and the list of the found articles."""

from abc import abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.widgets import Static
from textual.worker import get_current_worker

from careader.corpus import Article, Articles
from careader.errors import CareaderError
from careader.find.search.terms import Lookup
from careader.sitting.sections import FoundList
from careader.sitting.session import Session
from careader.ui.safe_text import safe_content, show_message
from careader.ui.screens.modal_keys import TYPING
from careader.ui.screens.overlay import OverScreen
from careader.ui.widgets.headlines import HeadlinesPane, Signs, Spans
from careader.ui.widgets.query_line import QueryLine
from careader.ui.widgets.row_list import RowList

if TYPE_CHECKING:
    from careader.ui.screens.reader import ReaderScreen


@dataclass(frozen=True, slots=True)
class Hits:
    """The result of a query.

    Attributes:
        numbers: the numbers of the found articles, best first.
        spans: the matched letters in the headline of each article; empty where they are not known yet.
        terms: the lookups to highlight in the texts.
        said: a line about the result.
        found: whether anything was typed. While nothing is typed, every headline is listed, latest first.
        edition: the edition of the index in which the articles have these numbers; None without articles.
    """

    numbers: Sequence[int]
    said: str
    spans: Sequence[Spans] = ()
    terms: tuple[Lookup, ...] = ()
    found: bool = True
    edition: int | None = None


@dataclass(frozen=True, slots=True)
class Chosen:
    """The reader's choice on a `FindScreen`.

    Attributes:
        article: the article to open; None where the reader chose to list all found articles.
        listed: the found articles.
        read_on: reads the whole list on a worker's thread, where ``listed`` is only its beginning; else None.
    """

    article: Article | None
    listed: FoundList
    read_on: Callable[[], FoundList] | None = None


_WIDEST, _BESIDE = 84, 10
"""The most columns of the frame, as in the style sheet, and the columns beside the key hints."""

_MOST_LINES = 3
"""The most lines of the message below the list."""


class FindScreen(OverScreen[Chosen | None]):
    """Finds articles while the reader types. The result is the reader's choice, or None.

    Attributes:
        KIND: the name of the screen, which is also the key of its last query in `Session.queries`.
        HEADING: the text in the upper border.
        HINT: the text in the empty input line.
        KEYS: wordings of the key hints in the lower border, the longest first.
        MOST_SHOWN: the most results that this screen lists. Tab lists all results in the headlines pane.
    """

    KIND: ClassVar[str]
    HEADING: ClassVar[str]
    HINT: ClassVar[str]
    KEYS: ClassVar[tuple[str, ...]] = ("Enter open · Tab list all · Esc back", "Enter · Tab list · Esc")
    MOST_SHOWN: ClassVar[int | None] = None
    CSS_PATH = "find.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [*TYPING]

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._answered: str | None = None
        self._hits = Hits((), "", found=False)
        self._wanted: tuple[str, Callable[[], None]] | None = None
        self._later: list[events.Key] = []
        self._input = QueryLine(session.queries.get(self.KIND, ""), self.HINT, self._typed, self.acts())
        self._results = self.make_results()
        self._status = Static(id="status", markup=False)
        self._lines = 1

    @abstractmethod
    def hits(self, query: str) -> Hits | None:
        """The result of a query, found on a worker's thread; None where a newer query came meanwhile."""

    def quick_hits(self, query: str) -> Hits | None:
        """The result of a query, if it comes at once; None where `hits` has to be called on a thread."""
        del query
        return None

    def prepare(self) -> None:
        """Prepare for the next query, on a worker's thread, after a query is answered."""

    @abstractmethod
    def make_results(self) -> HeadlinesPane:
        """Make the pane that lists the results."""

    def compose(self) -> ComposeResult:
        """The input line, the list of results, and the message about the result."""
        with Vertical(id="find") as frame:
            frame.border_title = safe_content(self.HEADING)
            room = min(_WIDEST, self.app.size.width - _BESIDE)
            keys = next((each for each in self.KEYS if len(each) <= room), "")
            frame.border_subtitle = safe_content(keys)
            yield self._input
            yield self._results
            yield self._status

    def on_mount(self) -> None:
        """Begin with the last query; the first typed letter replaces it."""
        self._results.can_focus = False
        self.set_focus(self._input)
        self._find(self._input.value)

    def on_key(self, event: events.Key) -> None:
        """Take keys that come to the screen, since they were typed before the input line was mounted.

        Keys typed after Enter are kept for the reader's screen, until the article is open.
        """
        if self._wanted is not None and not self._input.done:
            event.stop()
            self._later.append(event)
        else:
            self._input.take(event)

    def signs(self, article: Article) -> Signs:
        """The signs of an article in the list."""
        return Signs(
            unread=not self.session.marks.is_read(article),
            bookmarked=self.session.marks.is_bookmarked(article),
            seen=False,
            doubtful=article.doubtful,
            noted=self.session.notes.has(article),
            changed=self.session.seen_texts.has_changed(article),
        )

    def _typed(self, query: str) -> None:
        if self._wanted and self._wanted[0] != query:
            self._wanted = None
        self._find(query)

    def _find(self, query: str) -> None:
        """Answer a query, at once or on a worker's thread, and cancel the search for an older query."""
        self.session.finding.stop()
        self.workers.cancel_node(self)
        hits = self.quick_hits(query)
        if hits is None:
            self._find_on_thread(query)
        else:
            self._show(query, hits)

    @work(thread=True, exclusive=True, exit_on_error=False)
    def _find_on_thread(self, query: str) -> None:
        worker = get_current_worker()
        hits = self.hits(query)
        if hits is not None and not worker.is_cancelled:
            self.app.call_from_thread(self._show, query, hits)
            self.prepare()

    def _show(self, query: str, hits: Hits) -> None:
        if query != self._input.value:
            return
        self._hits = hits = self._known(hits)
        self.show_hits(self._results, hits)
        self._say(hits.said)
        self._answered = query
        if self._wanted and self._wanted[0] == query:
            self._wanted[1]()

    def _say(self, said: str) -> None:
        """Show the message about the result below the list, in as many lines as the message needs."""
        content = safe_content(said)
        width = self._status.content_size.width
        lines = min(_MOST_LINES, len(content.wrap(width))) if width and said else 1
        if lines != self._lines:
            self._lines = self._status.styles.height = lines
        self._status.update(content, layout=False)

    def _known(self, hits: Hits) -> Hits:
        """The result without the articles that are not in the edition shown in the panes."""
        corpus = self.session.corpus
        if hits.edition in {None, corpus.edition}:
            return hits
        listed = set(corpus.articles.numbers)
        known = [place for place, number in enumerate(hits.numbers) if number in listed]
        spans = [hits.spans[place] for place in known] if hits.spans else ()
        return replace(hits, numbers=[hits.numbers[place] for place in known], spans=spans)

    def show_hits(self, results: HeadlinesPane, hits: Hits) -> None:
        """Show the found articles in the pane of results."""
        articles = Articles(self.session.corpus, hits.numbers[: self.MOST_SHOWN])
        results.show(articles, "", dated=True, matches=hits.spans)

    def when_answered(self, act: Callable[[], None]) -> None:
        """Call ``act`` as soon as the list answers the whole typed text."""
        if self._answered == self._input.value:
            act()
        else:
            self._wanted = self._input.value, act

    def acts(self) -> dict[str, Callable[[], None]]:
        """The functions that Enter and Tab call."""
        return {
            "enter": lambda: self.when_answered(self._choose),
            "tab": lambda: self.when_answered(self._list_all),
        }

    @on(RowList.Opened)
    def _choose(self) -> None:
        if self._results.cursor is not None:
            self._take(self._results.articles[self._results.cursor])

    def _take(self, article: Article | None) -> None:
        self._leave_with(Chosen(article, FoundList(self._list_name(), self._hits.numbers, self._hits.terms)))

    def _list_name(self) -> str:
        return f"{self.KIND}: {self._input.value.strip()}"

    def _leave_with(self, chosen: Chosen) -> None:
        self._input.done = True
        self.session.queries[self.KIND] = self._input.value.strip()
        self.dismiss(chosen)
        for key in self._later:
            self.app.post_message(events.Key(key.key, key.character))

    def _list_all(self) -> None:
        """Choose to list all found articles in the headlines pane."""
        if self._hits.found and self._hits.numbers:
            self._take(None)

    def action_move(self, rows: int) -> None:
        """Move the cursor by ``rows`` results: down, or up if negative."""
        self._results.move(rows)

    def action_page(self, pages: int) -> None:
        """Move the cursor by screens."""
        self._results.move_page(pages)

    def action_leave(self) -> None:
        """Close the screen without a choice."""
        self.session.queries[self.KIND] = self._input.value.strip()
        super().action_leave()


def ask_for(reader: "ReaderScreen", screen: FindScreen) -> None:
    """Show a screen, then go to the reader's choice: an article, or the list of all found articles."""

    def take(chosen: Chosen | None) -> None:
        if chosen is None:
            return
        if chosen.article is None:
            reader.navigator.list_found(chosen.listed)
            if chosen.read_on:
                _read_on(reader, chosen.listed, chosen.read_on)
        else:
            reader.navigator.open_found(chosen.article, chosen.listed)

    reader.app.push_screen(screen, take)


def _read_on(reader: "ReaderScreen", listed: FoundList, read_on: Callable[[], FoundList]) -> None:
    """Read a whole list on a worker's thread, then show the list in place of its beginning."""

    def work() -> None:
        try:
            whole = read_on()
        except (CareaderError, FileNotFoundError) as error:
            reader.app.call_from_thread(show_message, reader.app, f"The text cannot be searched on: {error}")
        else:
            reader.app.call_from_thread(reader.navigator.list_whole, listed, whole)

    reader.run_worker(work, thread=True, group="read on", exclusive=True, exit_on_error=False)
