"""What the main screen shows: dates, headlines, article and rates of a session.

It wires: what was selected goes down to the panes, what they tell comes up, and `Session` keeps the marks.
"""

from collections.abc import Sequence

from textual import events, on
from textual.app import ComposeResult
from textual.geometry import Size
from textual.notifications import SeverityLevel
from textual.screen import Screen
from textual.timer import Timer

from careader.corpus import Article, Origin, RatesShown
from careader.sitting.sections import BOOKMARKS, FOUND_ID, UNREAD, Section, View, section_of
from careader.sitting.session import Session
from careader.state import Mark, Position
from careader.ui.commands import action_of, command
from careader.ui.widgets.article import ArticlePane
from careader.ui.widgets.bars import KeyBar, TitleBar
from careader.ui.widgets.dates import DatesPane
from careader.ui.widgets.fixed_layout import Panes, Settled
from careader.ui.widgets.headlines import HeadlinesPane, Signs
from careader.ui.widgets.rates import RatesBar
from careader.ui.widgets.row_list import RowList
from careader.words import count

Pane = DatesPane | HeadlinesPane | ArticlePane

PANES = ("dates", "headlines", "article")
"""Left to right: the way that opening goes, and back."""

_HINTS = {
    "dates": ("open", "next_unread", "all_read", "jump", "search", "undo", "quit", "help"),
    "headlines": (
        "open",
        "toggle_bookmark",
        "toggle_read",
        "next_unread",
        "jump",
        "search",
        "undo",
        "quit",
        "help",
    ),
    "article": (
        "read_on",
        "toggle_bookmark",
        "back",
        "next_unread",
        "toggle_read",
        "jump",
        "search",
        "undo",
        "quit",
        "help",
    ),
}
"""For each pane the commands that the key hints name, most useful first, help last."""

_MOVES = {"move_down", "move_up", "page_down", "page_up", "top", "bottom"}
"""The actions that only move a cursor: they need not wait for what it was on before."""

_REST = 0.5
"""Seconds without scrolling after which the place in the text is kept."""


class SessionScreen(Settled, Screen[None]):
    """The panes and bars, and what they show of a session.

    Args:
        session: what is shown.
        size: of the terminal, as far as is known: the first frame need not be laid out twice then.
    """

    AUTO_FOCUS = ""
    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012 - Textual declares it
        (0, "-narrow"),
        (80, "-normal"),
        (140, "-wide"),
    ]
    VERTICAL_BREAKPOINTS = [  # noqa: RUF012 - Textual declares it
        (0, "-short"),
        (20, "-tall"),
    ]

    def __init__(self, session: Session, size: Size) -> None:
        self._view = session.view()
        wide = [name for least, name in self.HORIZONTAL_BREAKPOINTS if size.width >= least]
        tall = [name for least, name in self.VERTICAL_BREAKPOINTS if size.height >= least]
        super().__init__(classes=" ".join((*wide[-1:], *tall[-1:], f"-at-{self._first_pane}")))
        self.session = session
        self._section = UNREAD
        self._title = TitleBar(id="title")
        self._dates = DatesPane(session.sections(), self._figures, id="dates")
        self._headlines = HeadlinesPane(self._signs, id="headlines")
        self._article_pane = ArticlePane(id="article")
        self._rates = RatesBar(id="rates")
        self._keys = KeyBar(id="keys")
        self._told: str | None = None
        self._unreadable: tuple[str, ...] = ()
        self._changed: Article | None = None
        self._doing = ""
        self._resting: Timer | None = None
        self._unkept: tuple[Article, Position] | None = None
        self._behind: Pane | RowList | None = None

    def compose(self) -> ComposeResult:
        """Title, panes, rates, keys."""
        yield self._title
        with Panes(id="panes"):
            with Panes(id="lists"):
                yield self._dates
                yield self._headlines
            yield self._article_pane
        yield self._rates
        yield self._keys

    def on_mount(self) -> None:
        """Go back to where the reader was, else to the first headline of the latest date."""
        self._dates.border_title = "Dates"
        self._report()
        self._show_first()

    def _show_first(self) -> None:
        """Show where the reader was when they left, else the first headline of the latest date."""
        sections = self.session.sections()
        view = self._view
        section = next((s for s in sections if view and s.id == view.section), None)
        article = self.session.corpus.article(view.article) if view and view.article else None
        if section is None:
            section = next((s for s in sections if s.is_date), UNREAD)
        self._show_section(section, article)
        self._focus(self._first_pane)

    @property
    def _first_pane(self) -> str:
        """The pane that had the keyboard when the reader left, else the headlines."""
        return self._view.pane if self._view and self._view.pane in PANES else "headlines"

    def on_unmount(self) -> None:
        """Keep the last place."""
        self.keep()

    @property
    def _pane(self) -> Pane:
        """The pane that has the keyboard."""
        return self.focused if isinstance(self.focused, Pane) else self._headlines

    @property
    def article(self) -> Article | None:
        """The article that is shown."""
        return self._article_pane.article

    def _figures(self, section: Section) -> tuple[int, int]:
        return self.session.figures(section)

    def _signs(self, article: Article) -> Signs:
        return Signs(
            unread=not self.session.is_read(article),
            bookmarked=self.session.is_bookmarked(article),
            seen=article.seen_before(self._section.day),
            doubtful=article.doubtful,
            noted=self.session.is_noted(article),
            changed=self.session.has_changed(article),
        )

    def _show_section(self, section: Section, article: Article | None = None) -> None:
        """Show a section's headlines, with the cursor on the article, else on the first."""
        if self._section.id == FOUND_ID != section.id:
            self._article_pane.bring_out(())
        self._section = section
        articles = self.session.articles(section, beside=[article] if article else [])
        row = articles.index(article) if article and article in articles else 0
        self._dates.rows_changed(self._dates.row_of(section))
        self._headlines.border_title = section.name
        self._headlines.show(articles, self._empty(section), row, dated=not section.is_date)
        self._show_article(articles[row] if articles else None)

    def _empty(self, section: Section) -> str:
        """What the list says where a section holds nothing."""
        if self.session.corpus.articles:
            return _EMPTY.get(section.id, "")
        return "The captures are being read." if self._doing else "There are no articles."

    def _exchange_section(self, section: Section, article: Article | None, beside: Sequence[Article]) -> None:
        """Show what a section holds in another edition, with the reader where they are.

        Args:
            section: the one that is shown, unless it is gone.
            article: what the article shown has become; None where it is gone: it stays until they move.
            beside: articles read meanwhile, that the list still shows.
        """
        if section != self._section or article is None:
            self._show_section(section, article)
            return
        articles = self.session.articles(section, beside=[article, *beside])
        row = articles.index(article) if article in articles else 0
        self._dates.rows_changed(self._dates.row_of(section), steady=True)
        self._headlines.show(articles, self._empty(section), row, dated=not section.is_date, steady=True)
        self._article_pane.exchange(article, self._marks_in_words(article))
        self._rates.show(self._rates_beside(article))
        self._show_titles()

    def _show_article(self, article: Article | None) -> None:
        """Show an article where reading it stopped, and the rates of the capture it is looked at in."""
        self._keep_place()
        position = self.session.position(article) if article else None
        self._changed = None
        note = self.session.note(article) if article and self.session.is_noted(article) else ""
        self._article_pane.show(article, self._section.day, self._marks_in_words(article), position, note)
        self._rates.show(self._rates_beside(article))
        self._show_titles()
        self._rest()

    def _rates_beside(self, article: Article | None) -> RatesShown | None:
        """The rates of the capture that the article is looked at in; with no article, the latest."""
        corpus = self.session.corpus
        if article:
            return corpus.rates_for(article.standing_on(self._section.day).capture)
        latest = corpus.latest_capture()
        return None if latest is None else corpus.rates_for(latest)

    def _marks_in_words(self, article: Article | None) -> str:
        if article is None:
            return ""
        signs = self._signs(article)
        words = {
            "● unread": signs.unread,
            "★ bookmarked": signs.bookmarked,
            "? doubtful headline": signs.doubtful,
            "△ changed since you read it: v shows how": signs.changed or article == self._changed,
        }
        return " · ".join(word for word, so in words.items() if so)

    def _show_marks(self) -> None:
        """Marks changed: show them wherever they stand, moving nothing."""
        self._dates.refresh()
        self._headlines.refresh()
        self._article_pane.show_signs(self._marks_in_words(self.article))
        self._show_titles()

    def _show_titles(self) -> None:
        """Say what is read, and what is wrong."""
        session = self.session
        self._tell_trouble()
        signs = [_UNSAVED] if session.problem else []
        if self._unreadable:
            signs.append(f"⚠ {count(len(self._unreadable), 'file')} not read")
        self._title.show(titles(session, self._doing), "  ".join(signs))

    def _tell_trouble(self) -> bool:
        """Say aloud when trouble with the state begins; returns whether the sign of it has to change."""
        if self.session.problem == self._told:
            return False
        self._told = self.session.problem
        if self._told:
            self._say(f"Marks are not being saved. {self._told}", trouble=True)
        return True

    def _focus(self, pane: str) -> None:
        """Give a pane the keyboard, before the next key; on a narrow screen it is then the one to be seen."""
        self._show_pane(pane)
        self.set_focus(self.query_one(f"#{pane}"))

    def _show_pane(self, pane: str) -> None:
        """Make a pane the one that a narrow screen shows, and name its keys.

        Both classes change in one pass over the styles.
        """
        self._keys.show([command(action) for action in _HINTS[pane]])
        if self.has_class(f"-at-{pane}"):
            return
        self.remove_class(*(f"-at-{each}" for each in PANES if each != pane), update=False)
        self.add_class(f"-at-{pane}")

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """The keyboard went to a pane, perhaps by mouse: name its keys."""
        if (pane := event.widget.id) in PANES:
            self._show_pane(pane)
            self._rest()

    async def on_key(self, event: events.Key) -> None:
        """Carry out a key's command now, not when the key has come up to the app.

        Keys that come together are all on their way before the first is carried out. Taken here, each finds
        what the one before has done, and one that was meant for a screen just opened is handed on to it.
        """
        if self.app.screen is not self:
            event.stop()
            self.app.screen.post_message(events.Key(event.key, event.character))
        elif action := action_of(event.key):
            event.stop()
            if action not in _MOVES:
                self._catch_up()
            await self.run_action(action)

    @on(RowList.Moved)
    def _cursor_moved(self, event: RowList.Moved) -> None:
        self._follow_soon(event.rows)

    def _follow_soon(self, pane: Pane | RowList) -> None:
        """Show what a list's cursor is on now, once the cursor itself has been painted.

        So a cursor key is answered at once, and of many that come together only the last has to be followed.
        Asked after each key, and for the mouse by message.
        """
        if self._behind is not pane:
            self._catch_up()
            self._behind = pane
        pane.call_after_refresh(self._catch_up)

    def _catch_up(self) -> None:
        """Let what is shown follow the cursor that moved last, before anything else is done with it."""
        if self._behind is not None:
            self._follow(self._behind)

    def _follow(self, pane: Pane | RowList) -> None:
        """Show what a list's cursor is on now.

        By the time a message comes, other rows can stand in the list: only the cursor itself tells the truth.
        """
        self._behind = None
        if pane is self._dates and self._dates.cursor is not None:
            section = self._dates.section(self._dates.cursor)
            if section != self._section:
                self._show_section(section)
        elif pane is self._headlines and self._headlines.cursor is not None:
            article = self._headlines.articles[self._headlines.cursor]
            if article != self.article:
                self._show_article(article)

    @on(RowList.Opened, "#dates")
    def _date_opened(self) -> None:
        self._focus("headlines")

    @on(RowList.Opened, "#headlines")
    def _headline_opened(self) -> None:
        self._follow(self._headlines)
        self._open()

    @on(ArticlePane.Scrolled)
    def _article_scrolled(self, event: ArticlePane.Scrolled) -> None:
        self._unkept = event.article, event.position
        self._rest()

    def _rest(self) -> None:
        """Keep the place once nothing has moved for a moment."""
        if self._resting is not None:
            self._resting.stop()
        self._resting = self.set_timer(_REST, self.keep)

    def keep(self) -> None:
        """Keep where the reader is: the place in the text and the view."""
        self._keep_place()
        if self._resting is not None:
            self._resting.stop()
            self._resting = None
            pane = next((each for each in PANES if self.has_class(f"-at-{each}")), "headlines")
            self.session.keep_view(View(self._section.id, self.article.id if self.article else None, pane))
        if self.is_mounted and self._tell_trouble():
            self._show_titles()

    def _keep_place(self) -> None:
        """Keep the place in the text; the view can wait until nothing moves."""
        if self._unkept:
            self.session.keep_position(*self._unkept)
            self._unkept = None

    def _say(self, text: str, *, trouble: bool = False) -> None:
        severity: SeverityLevel = "warning" if trouble else "information"
        self.notify(text, severity=severity, timeout=8 if trouble else 3, markup=False)

    def _report(self) -> None:
        """Say on screen which files could not be read, each once."""
        told, self._unreadable = set(self._unreadable), self.session.corpus.unreadable
        lines = [line for line in self._unreadable if line not in told]
        for line in lines[:_REPORTED]:
            self._say(line, trouble=True)
        if (more := len(lines) - _REPORTED) > 0:
            self._say(
                f"… and {count(more, 'file')} more not read: check, in the palette, names all", trouble=True
            )

    def _mark(self, mark: Mark, articles: Sequence[Article], *, on: bool, said: str) -> bool:
        """Set a mark or take it back, and show it."""
        changed = self.session.mark(mark, articles, on=on, said=said)
        self._show_marks()
        return changed

    def _open(self) -> None:
        """Open the article that is shown: the keyboard goes to it, and it counts as read."""
        if self.article:
            self._focus("article")
            self._changed = self.article if self.session.has_changed(self.article) else None
            self.session.see(self.article)
            self._mark(Mark.READ, [self.article], on=True, said=f"read: {self.article.headline}")

    def go_to(self, article: Article) -> None:
        """Open an article wherever it is: in the list that is shown, else under its latest date."""
        if article in self._headlines.articles:
            self._headlines.put_cursor(self._headlines.articles.index(article))
            self._show_article(article)
        else:
            self._show_section(section_of(article.dates[0] if article.dates else None), article)
        self._open()


_EMPTY = {
    UNREAD.id: "Everything is read.",
    BOOKMARKS.id: "No bookmarks yet: press b on an article.",
}
_UNSAVED = "⚠ marks are not being saved"
_REPORTED = 3
"""Unreadable files that are named on screen at the start, before the rest are counted."""


def titles(session: Session, doing: str = "") -> list[str]:
    """What is being read, in several wordings, the longest first.

    Args:
        session: what is read.
        doing: what is being done about it, "" for nothing.
    """
    corpus = session.corpus
    if doing:
        return [f"{doing}  ·  {count(len(corpus.articles), 'article')} so far", doing, "Indexing"]
    unread = f"{session.figures(UNREAD)[1]:,} unread"
    articles = count(len(corpus.articles), "article")
    captures = count(corpus.capture_count, "capture")
    if session.choice.origin is Origin.SAMPLE:
        return [
            f"This is the sample: {captures} to try. To read your own: careader add PATH…  ·  {unread}",
            "This is the sample. To read your own: careader add PATH…",
            "Sample. Your own: careader add PATH…",
            "Sample: careader add PATH…",
            "Sample",
        ]
    where = "Library" if session.choice.origin is Origin.LIBRARY else "Given captures"
    return [f"{where}  ·  {captures}  ·  {articles}  ·  {unread}", f"{articles}  ·  {unread}", unread]
