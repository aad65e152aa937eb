"""The panes together: the headlines pane follows the dates pane, and the article follows the headlines."""

from collections.abc import Callable, Sequence

from textual import events, on
from textual.app import ComposeResult
from textual.message import Message
from textual.reactive import var
from textual.timer import Timer

from careader.corpus import Article, RatesShown
from careader.sitting.positions import LastView
from careader.sitting.sections import BOOKMARKS, FOUND_ID, NEW, UNREAD, Section, section_of
from careader.sitting.session import Session
from careader.state import Position
from careader.ui.safe_text import safe_content
from careader.ui.view.article_head import READ
from careader.ui.view.empty_list import why_empty
from careader.ui.widgets.article import ArticlePane
from careader.ui.widgets.dates import DatesPane
from careader.ui.widgets.fixed_layout import FixedContainer
from careader.ui.widgets.headlines import HeadlinesPane, Signs
from careader.ui.widgets.list_panes import ListPanes
from careader.ui.widgets.places import PlacesPane
from careader.ui.widgets.rates_bar import RatesBar
from careader.ui.widgets.row_list import RowList
from careader.words import count

Pane = DatesPane | HeadlinesPane | ArticlePane

PANES = ("dates", "headlines", "article")
"""The ids of the panes from left to right. Opening goes to the right, and back goes to the left."""

_REST = 0.5
"""Seconds without scrolling before the place in the text is saved."""


class Panes(FixedContainer):
    """The three panes and the rates bar.

    Args:
        session: the sitting.

    Attributes:
        dates: the dates pane.
        headlines: the headlines pane.
        text: the article pane.
        rates: the rates bar.
        section: the section whose headlines are listed.
        last_view: the view at the end of the last sitting; None in the first sitting on these captures.
        at: the id of the pane with the focus. A narrow screen shows this pane alone.
        reading: whether the captures are still being read for the first time.
        complete: tells whether all known captures are indexed.
    """

    at: var[str] = var("headlines", init=False)

    class Changed(Message):
        """Another article is shown, or marks changed, so the title may be out of date."""

    def __init__(self, session: Session, *, id: str) -> None:  # noqa: A002 - Textual's own name
        self.last_view = session.positions.last_view()
        pane = self.last_view.pane if self.last_view and self.last_view.pane in PANES else "headlines"
        super().__init__(id=id, classes=f"-at-{pane}")
        self.set_reactive(Panes.at, pane)
        self.session = session
        self.section = UNREAD
        self._doubted = False  # whether a page of the date may have been read wrong
        self.dates = DatesPane(session.sections.all, session.sections.counts, id="dates")
        self.headlines = PlacesPane(self._signs, id="headlines")
        self.text = ArticlePane(id="article")
        self.rates = RatesBar(id="rates")
        self.reading = False
        self.complete: Callable[[], bool] = lambda: True
        self._changed: Article | None = None
        self._resting: Timer | None = None
        self._unsaved: tuple[Article, Position] | None = None
        self._behind: Pane | RowList | None = None

    def compose(self) -> ComposeResult:
        """The dates and the headlines, the article beside them, the rates bar below."""
        with FixedContainer(id="columns"):
            with ListPanes(id="lists"):
                yield self.dates
                yield self.headlines
            yield self.text
        yield self.rates

    def on_mount(self) -> None:
        """Show the last view."""
        self.dates.border_title = safe_content("Dates")
        self.show_first()

    def on_unmount(self) -> None:
        """Save the reader's place."""
        self.keep_place()

    @property
    def active(self) -> Pane:
        """The pane with the focus."""
        focused = self.screen.focused
        return focused if isinstance(focused, Pane) else self.headlines

    @property
    def article(self) -> Article | None:
        """The shown article."""
        return self.text.article

    @property
    def view(self) -> LastView:
        """The present view."""
        return LastView(self.section.id, self.article.id if self.article else None, self.at)

    def show_first(self) -> None:
        """Show the last view; without a last view, show the first headline of the latest date."""
        sections = self.session.sections.all
        view = self.last_view
        section = next((s for s in sections if view and s.id == view.section), None)
        article = self.session.corpus.article(view.article) if view and view.article else None
        if section is None:
            section = next(iter(self.session.sections.dates), UNREAD)
        self.show_section(section, article)
        self.focus_pane(view.pane if view and view.pane in PANES else "headlines")

    def show_section(self, section: Section, article: Article | None = None) -> None:
        """List the headlines of a section, with the cursor on ``article``, else on the first headline."""
        if self.section.id == FOUND_ID != section.id:
            self.text.highlight(())
        self.section = section
        articles = self.session.sections.articles(section, beside=[article] if article else [])
        row = articles.index(article) if article and article in articles else 0
        self._list_found(section)
        self.dates.rows_changed(self.dates.row_of(section))
        self._show_section_title()
        self.headlines.show(articles, self._empty(section), row, dated=not section.is_date)
        self.show_article(articles[row] if articles else None)

    def _show_section_title(self) -> None:
        """Show the name of the section, its doubtful pages, and the bookmarks whose captures are away."""
        section = self.section
        doubted = self.session.corpus.captures.doubtful_on(section.day) if section.is_date else 0
        self._doubted = bool(doubted)
        said = f" · ? {count(doubted, 'doubtful page')}" if doubted else ""
        if (
            section == BOOKMARKS
            and self.session.sections.counts(section)[1]
            and (away := self._bookmarks_away())
        ):
            said = f" · {away:,} of captures that are away"
        self.headlines.border_title = safe_content(section.name + said)

    def _bookmarks_away(self) -> int:
        """The number of bookmarks on articles that no capture has; 0 while captures are being indexed."""
        return self.session.marks.bookmarks_away() if self.complete() else 0

    def _list_found(self, section: Section) -> None:
        """Prepare the headlines pane for a section: for found articles, with their places and first days."""
        found = self.session.sections.found if section.id == FOUND_ID else None
        self.headlines.first_days = bool(found and found.terms)
        self.headlines.places = found.places if found else ()
        if section == NEW:
            self.session.arrivals.remember_look()

    def captures_read(self) -> None:
        """Note that the captures are read; where they have no articles, say why."""
        self.reading = False
        self._show_section_title()
        if not self.session.corpus.articles:
            self.show_section(self.section)

    def _empty(self, section: Section) -> str:
        away = self._bookmarks_away() if section == BOOKMARKS else 0
        return why_empty(section, self.session.corpus, away, reading=self.reading)

    def show_article(self, article: Article | None) -> None:
        """Show an article at the place where the reader stopped, and the rates of its capture."""
        self._save_position()
        position = self.session.positions.position(article) if article else None
        self._changed = None
        if self.section.id == FOUND_ID and self.session.sections.found and not self.text.terms:
            self.text.highlight(self.session.sections.found.terms)
        note = self.session.notes.of(article) if article and self.session.notes.has(article) else ""
        self.text.show(article, self.section.day, self._marks_in_words(article), position, note)
        self._show_match()
        self.rates.show(self._rates_beside(article))
        self.post_message(self.Changed())
        self._save_place_soon()

    def _show_match(self) -> None:
        """In a list of found articles, bring the match of the row into sight, else the first match."""
        if self.section.id == FOUND_ID and self.article:
            places, row = self.headlines.places, self.headlines.cursor
            place = places[row] if row is not None and row < len(places) else None
            self.text.show_match(place if place and place.article == self.article.number else None)

    def go_to(self, article: Article) -> None:
        """Open an article in the shown list; where the list lacks the article, under its latest date."""
        if article in self.headlines.articles:
            self.headlines.put_cursor(self.headlines.articles.index(article))
            self.show_article(article)
        else:
            self.show_section(section_of(article.dates[0] if article.dates else None), article)
        self.open()

    def open(self) -> None:
        """Focus the article pane, and mark the shown article read, unless the preferences say otherwise."""
        if article := self.article:
            self.focus_pane("article")
            self._changed = article if self.session.seen_texts.has_changed(article) else None
            self.session.open(article)
            self.show_marks()
            self.call_after_refresh(self._notice_end)

    def _notice_end(self) -> None:
        """Tell the session when the reader is at the end of the article."""
        at_end = self.active is self.text and self.text.at_end
        if self.article and at_end and self.session.reach_end(self.article):
            self.show_marks()

    def show_marks(self) -> None:
        """Show changed marks in all panes. No row moves."""
        self.dates.refresh()
        self.headlines.refresh()
        self.text.show_signs(self._marks_in_words(self.article))
        self.post_message(self.Changed())

    def show_note(self) -> None:
        """Show a changed note in the article pane, and its sign in the list."""
        if self.article:
            self.text.show_note(self.session.notes.of(self.article))
        sections = self.session.sections.all
        if self.section not in sections:  # the section of notes is gone with the last note
            self.dates.set_sections(sections)
            self.show_section(UNREAD, self.article)
        elif self.dates.set_sections(sections):
            self.dates.rows_changed(self.dates.row_of(self.section), steady=True)
        self.headlines.signs_changed()

    def _signs(self, article: Article) -> Signs:
        return Signs(
            unread=not self.session.marks.is_read(article),
            bookmarked=self.session.marks.is_bookmarked(article),
            seen=article.seen_before(self.section.day),
            doubtful=article.doubtful or self._on_doubtful_page(article),
            noted=self.session.notes.has(article),
            changed=self.session.seen_texts.has_changed(article),
        )

    def _on_doubtful_page(self, article: Article) -> bool:
        """Whether the capture under whose date the article is shown is doubtful as a whole page."""
        return self._doubted and article.appearance_on(self.section.day).capture.doubtful

    def _marks_in_words(self, article: Article | None) -> str:
        if article is None:
            return ""
        signs = self._signs(article)
        words = {
            "● unread": signs.unread,
            READ: not signs.unread,
            "★ bookmarked": signs.bookmarked,
            "? doubtful headline": article.doubtful,
            "? the page may have been read wrong": self._on_doubtful_page(article),
            "△ changed since you read it: v shows how": signs.changed or article == self._changed,
        }
        return " · ".join(word for word, so in words.items() if so)

    def _rates_beside(self, article: Article | None) -> RatesShown | None:
        """The rates of the capture under whose date the article is shown; for None, the latest rates."""
        corpus = self.session.corpus
        if article:
            return corpus.captures.rates_for(article.appearance_on(self.section.day).capture)
        latest = corpus.captures.latest()
        return None if latest is None else corpus.captures.rates_for(latest)

    def focus_pane(self, pane: str) -> None:
        """Focus a pane at once, before the next key comes."""
        self._show_pane(pane)
        self.screen.set_focus(self.query_one(f"#{pane}"))

    def turn(self, step: int) -> None:
        """Focus the next pane (1) or the previous pane (-1); the first pane follows the last."""
        self.focus_pane(PANES[(PANES.index(self.active.id or "headlines") + step) % len(PANES)])

    def _show_pane(self, pane: str) -> None:
        """Make ``pane`` the pane that a narrow screen shows."""
        self.at = pane
        if not self.has_class(f"-at-{pane}"):
            self.remove_class(*(f"-at-{each}" for each in PANES if each != pane), update=False)
            self.add_class(f"-at-{pane}")

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Follow the focus to a pane, for example after a click."""
        if (pane := event.widget.id) in PANES:
            self._show_pane(pane)
            self._save_place_soon()

    @on(RowList.Moved)
    def _cursor_moved(self, event: RowList.Moved) -> None:
        self.follow_soon(event.rows)

    def follow_soon(self, pane: Pane | RowList | None = None) -> None:
        """Show the section or article under a list's cursor, after the next frame has painted the cursor.

        So the cursor answers each key at once, and of several fast keys only the last shows its article.

        Args:
            pane: the list; None for the pane with the focus.
        """
        pane = pane or self.active
        if self._behind is not pane:
            self.catch_up()
            self._behind = pane
        pane.call_after_refresh(self.catch_up)

    def catch_up(self) -> None:
        """Show the section or article under the cursor now, where `follow_soon` has not done this yet."""
        if self._behind is not None:
            self._follow(self._behind)

    def _follow(self, pane: Pane | RowList) -> None:
        """Show the section or article under a list's cursor.

        The list's own cursor counts, not the row of a message: the rows may have changed since that message.
        """
        self._behind = None
        if pane is self.dates and self.dates.cursor is not None:
            section = self.dates.section(self.dates.cursor)
            if section != self.section:
                self.show_section(section)
        elif pane is self.headlines and self.headlines.cursor is not None:
            article = self.headlines.articles[self.headlines.cursor]
            if article != self.article:
                self.show_article(article)
            elif self.headlines.places:
                self._show_match()

    @on(RowList.Opened, "#dates")
    def _date_opened(self) -> None:
        self.focus_pane("headlines")

    @on(RowList.Opened, "#headlines")
    def _headline_opened(self) -> None:
        self._follow(self.headlines)
        self.open()

    @on(ArticlePane.Scrolled)
    def _article_scrolled(self, event: ArticlePane.Scrolled) -> None:
        self._unsaved = event.article, event.position
        self._save_place_soon()
        self._notice_end()

    def _save_place_soon(self) -> None:
        """Save the reader's place once the reader has not moved for a moment."""
        if self._resting is not None:
            self._resting.stop()
        self._resting = self.set_timer(_REST, self.keep_place)

    def keep_place(self) -> None:
        """Save the reader's place: the position in the text, and the view."""
        self._save_position()
        if self._resting is not None:
            self._resting.stop()
            self._resting = None
            self.session.positions.keep_view(self.view)
        if self.is_mounted:
            self.post_message(self.Changed())

    def _save_position(self) -> None:
        if self._unsaved:
            self.session.positions.keep_position(*self._unsaved)
            self._unsaved = None

    def exchange(self, section: Section, article: Article | None, beside: Sequence[Article]) -> None:
        """Show what a section lists now, or lists in a new edition of the corpus, without moving the reader.

        Args:
            section: the section to show: the shown section, unless the new edition lacks it.
            article: the successor of the shown article; None where its captures are gone.
            beside: articles that the list shows although they are read.
        """
        if section != self.section or article is None:
            self.show_section(section, article)
            return
        articles, row = self.session.sections.articles(section, [article, *beside]), self.headlines.cursor
        if row is None or article not in articles[row : row + 1]:  # it can be listed in several rows
            row = articles.index(article) if article in articles else 0
        self._list_found(section)
        self._show_section_title()
        self.dates.rows_changed(self.dates.row_of(section), steady=True)
        self.headlines.show(articles, self._empty(section), row, dated=not section.is_date, steady=True)
        self.text.exchange(article, self._marks_in_words(article))
        self.rates.show(self._rates_beside(article))
        self.post_message(self.Changed())
