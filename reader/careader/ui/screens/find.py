"""The screen that jump and search share: an input line and the list of what it finds."""

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
from careader.ui.safe_text import safe_content, say
from careader.ui.screens.modal_keys import TYPING
from careader.ui.screens.overlay import OverScreen
from careader.ui.widgets.headlines import HeadlinesPane, Signs, Spans
from careader.ui.widgets.query_line import QueryLine
from careader.ui.widgets.row_list import RowList

if TYPE_CHECKING:
    from careader.ui.screens.reader import ReaderScreen


@dataclass(frozen=True, slots=True)
class Hits:
    """What was found.

    Attributes:
        numbers: of the articles, best first.
        spans: for each the letters of its headline that matched; none where that is not known yet.
        terms: what to bring out in their texts.
        said: about it, in a line.
        found: whether anything was typed; while nothing is typed every headline is listed, latest first.
        edition: of the index that the numbers are of; None where there are none.
    """

    numbers: Sequence[int]
    said: str
    spans: Sequence[Spans] = ()
    terms: tuple[Lookup, ...] = ()
    found: bool = True
    edition: int | None = None


@dataclass(frozen=True, slots=True)
class Chosen:
    """The reader's choice among the found articles.

    Attributes:
        article: to open; None where the whole list was taken.
        listed: what was found, to be read through.
        read_on: returns the whole list, on a worker's thread, where ``listed`` is only its beginning.
    """

    article: Article | None
    listed: FoundList
    read_on: Callable[[], FoundList] | None = None


_WIDEST, _BESIDE = 84, 10
"""Columns of the frame at most, as the style sheet has it, and those beside its key hints."""

_MOST_LINES = 3
"""Lines at most of what is said below a list."""


class FindScreen(OverScreen[Chosen | None]):
    """Ends with what the reader took, or None when they thought better of it.

    Attributes:
        KIND: names what finds, and its last query.
        HEADING: what stands above.
        HINT: shown in the empty line.
        KEYS: the key hints that stand below, the longest first.
        MOST_SHOWN: how many results this screen lists at most; Tab lists all in the headlines pane.
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
        """What a query finds; asked on a worker's thread. None where a newer query came meanwhile."""

    def quick_hits(self, query: str) -> Hits | None:
        """What a query finds, where the screen can wait for it; None where it is to be asked on a thread."""
        del query
        return None

    def prepare(self) -> None:
        """Prepare for the next query, on a worker's thread, once a query is answered."""

    @abstractmethod
    def make_results(self) -> HeadlinesPane:
        """The list that results are shown in."""

    def compose(self) -> ComposeResult:
        """A line to type in, the headlines found, and how many there are."""
        with Vertical(id="find") as frame:
            frame.border_title = safe_content(self.HEADING)
            room = min(_WIDEST, self.app.size.width - _BESIDE)
            keys = next((each for each in self.KEYS if len(each) <= room), "")
            frame.border_subtitle = safe_content(keys)
            yield self._input
            yield self._results
            yield self._status

    def on_mount(self) -> None:
        """Begin with the last query, to be typed over."""
        self._results.can_focus = False
        self.set_focus(self._input)
        self._find(self._input.value)

    def on_key(self, event: events.Key) -> None:
        """Take what was typed before there was a line to type in: it comes to the screen itself.

        What was typed after Enter is for the reader, once the headline is open.
        """
        if self._wanted is not None and not self._input.done:
            event.stop()
            self._later.append(event)
        else:
            self._input.take(event)

    def signs(self, article: Article) -> Signs:
        """The signs of a row."""
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
        """Find at once what can be, all else off the screen's thread; a newer query ends an older search."""
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
        """Say what came of it below the list, whole: in as many lines as that takes."""
        content = safe_content(said)
        width = self._status.content_size.width
        lines = min(_MOST_LINES, len(content.wrap(width))) if width and said else 1
        if lines != self._lines:
            self._lines = self._status.styles.height = lines
        self._status.update(content, layout=False)

    def _known(self, hits: Hits) -> Hits:
        """The hits without the articles that the panes do not show yet, or show no more."""
        corpus = self.session.corpus
        if hits.edition in {None, corpus.edition}:
            return hits
        listed = set(corpus.articles.numbers)
        known = [place for place, number in enumerate(hits.numbers) if number in listed]
        spans = [hits.spans[place] for place in known] if hits.spans else ()
        return replace(hits, numbers=[hits.numbers[place] for place in known], spans=spans)

    def show_hits(self, results: HeadlinesPane, hits: Hits) -> None:
        """Show the found articles in the list."""
        articles = Articles(self.session.corpus, hits.numbers[: self.MOST_SHOWN])
        results.show(articles, "", dated=True, matches=hits.spans)

    def when_answered(self, act: Callable[[], None]) -> None:
        """Carry out what a key asks for, once the list answers the whole typed text."""
        if self._answered == self._input.value:
            act()
        else:
            self._wanted = self._input.value, act

    def acts(self) -> dict[str, Callable[[], None]]:
        """What Enter and Tab do."""
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
        """Take all that was found to the headlines pane, to be read through."""
        if self._hits.found and self._hits.numbers:
            self._take(None)

    def action_move(self, rows: int) -> None:
        """Move the cursor among the results."""
        self._results.move(rows)

    def action_page(self, pages: int) -> None:
        """Move the cursor by screens."""
        self._results.move_page(pages)

    def action_leave(self) -> None:
        """Go back to where the reader was."""
        self.session.queries[self.KIND] = self._input.value.strip()
        self.dismiss(None)


def ask_for(reader: "ReaderScreen", screen: FindScreen) -> None:
    """Ask the reader on a screen, and go to what they take: an article, or the list of all that was found."""

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
    """Read the whole of a list whose beginning is listed, and then list all of it."""

    def work() -> None:
        try:
            whole = read_on()
        except (CareaderError, FileNotFoundError) as error:
            reader.app.call_from_thread(say, reader.app, f"The text cannot be searched on: {error}")
        else:
            reader.app.call_from_thread(reader.navigator.list_whole, listed, whole)

    reader.run_worker(work, thread=True, group="read on", exclusive=True, exit_on_error=False)
