"""Dates, headlines, article and rates as one object: a selection in one pane shows in the next pane."""

from collections.abc import Callable, Sequence

from textual import events, on
from textual.app import ComposeResult
from textual.message import Message
from textual.reactive import var
from textual.timer import Timer

from careader.corpus import Article, RatesShown
from careader.sitting.places import LastView
from careader.sitting.sections import BOOKMARKS, FOUND_ID, NEW, UNREAD, Section, section_of
from careader.sitting.session import Session
from careader.state import Mark, Position
from careader.ui.safe_text import safe_content
from careader.ui.view.article_head import READ
from careader.ui.view.empty_list import why_empty
from careader.ui.widgets.article import ArticlePane
from careader.ui.widgets.dates import DatesPane
from careader.ui.widgets.fixed_layout import FixedContainer
from careader.ui.widgets.headlines import HeadlinesPane, Signs
from careader.ui.widgets.lists import Lists
from careader.ui.widgets.places import PlacesPane
from careader.ui.widgets.rates import RatesBar
from careader.ui.widgets.row_list import RowList
from careader.words import count

Pane = DatesPane | HeadlinesPane | ArticlePane

PANES = ("dates", "headlines", "article")
"""The ids of the panes from left to right: opening goes that way."""

_REST = 0.5
"""Seconds without scrolling after which the place in the text is saved."""


class Panes(FixedContainer):
    """The three panes and the rates bar.

    Args:
        session: the sitting that is shown.

    Attributes:
        dates: the dates pane.
        headlines: the headlines pane.
        text: the article pane.
        rates: the rates bar.
        section: the section whose headlines are listed.
        last_view: where the reader was when they left last; None in the first sitting on these captures.
        at: the id of the pane that has the keyboard; a narrow screen shows that pane alone.
        reading: whether the captures are still being read for the first time.
        complete: tells whether all captures are indexed, as far as is known.
    """

    at: var[str] = var("headlines", init=False)

    class Changed(Message):
        """Another article is shown, or marks changed: the title may have to change."""

    def __init__(self, session: Session, *, id: str) -> None:  # noqa: A002 - Textual's own name
        self.last_view = session.places.last_view()
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
        """Dates and headlines, the article beside them, the rates below."""
        with FixedContainer(id="columns"):
            with Lists(id="lists"):
                yield self.dates
                yield self.headlines
            yield self.text
        yield self.rates

    def on_mount(self) -> None:
        """Go back to where the reader was."""
        self.dates.border_title = safe_content("Dates")
        self.show_first()

    def on_unmount(self) -> None:
        """Save the last place."""
        self.keep_place()

    @property
    def active(self) -> Pane:
        """The pane that has the keyboard."""
        focused = self.screen.focused
        return focused if isinstance(focused, Pane) else self.headlines

    @property
    def article(self) -> Article | None:
        """The article that is shown."""
        return self.text.article

    @property
    def view(self) -> LastView:
        """Where the reader is."""
        return LastView(self.section.id, self.article.id if self.article else None, self.at)

    def show_first(self) -> None:
        """Show where the reader was when they left, else the first headline of the latest date."""
        sections = self.session.sections.all
        view = self.last_view
        section = next((s for s in sections if view and s.id == view.section), None)
        article = self.session.corpus.article(view.article) if view and view.article else None
        if section is None:
            section = next(iter(self.session.sections.dates), UNREAD)
        self.show_section(section, article)
        self.focus_pane(view.pane if view and view.pane in PANES else "headlines")

    def show_section(self, section: Section, article: Article | None = None) -> None:
        """List a section's headlines, with the cursor on an article of it, else on the first."""
        if self.section.id == FOUND_ID != section.id:
            self.text.bring_out(())
        self.section = section
        articles = self.session.sections.articles(section, beside=[article] if article else [])
        row = articles.index(article) if article and article in articles else 0
        self._list_found(section)
        self.dates.rows_changed(self.dates.row_of(section))
        self._show_section_title()
        self.headlines.show(articles, self._empty(section), row, dated=not section.is_date)
        self.show_article(articles[row] if articles else None)

    def _show_section_title(self) -> None:
        """Name the section that is listed, with its doubtful pages or the bookmarks that are away."""
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
        """How many bookmarks are on articles that are not here; 0 while captures are still being indexed."""
        return self.session.marks.bookmarks_away() if self.complete() else 0

    def _list_found(self, section: Section) -> None:
        """Have the list tell what a list of what was found tells, or else nothing of that."""
        found = self.session.sections.found if section.id == FOUND_ID else None
        self.headlines.first_days = bool(found and found.terms)
        self.headlines.places = found.places if found else ()
        if section == NEW:
            self.session.arrivals.look()

    def captures_read(self) -> None:
        """The captures are read: where they hold no article, say so."""
        self.reading = False
        self._show_section_title()
        if not self.session.corpus.articles:
            self.show_section(self.section)

    def _empty(self, section: Section) -> str:
        away = self._bookmarks_away() if section == BOOKMARKS else 0
        return why_empty(section, self.session.corpus, away, reading=self.reading)

    def show_article(self, article: Article | None) -> None:
        """Show an article where reading it stopped, and the rates of the capture it is looked at in."""
        self._save_position()
        position = self.session.places.position(article) if article else None
        self._changed = None
        if self.section.id == FOUND_ID and self.session.sections.found and not self.text.terms:
            self.text.bring_out(self.session.sections.found.terms)
        note = self.session.notes.of(article) if article and self.session.notes.has(article) else ""
        self.text.show(article, self.section.day, self._marks_in_words(article), position, note)
        self._show_match()
        self.rates.show(self._rates_beside(article))
        self.post_message(self.Changed())
        self._rest()

    def _show_match(self) -> None:
        """Have an article of a list of what was found stand at a match: that of the row, else the first."""
        if self.section.id == FOUND_ID and self.article:
            places, row = self.headlines.places, self.headlines.cursor
            place = places[row] if row is not None and row < len(places) else None
            self.text.stand_at_match(place if place and place.article == self.article.number else None)

    def go_to(self, article: Article) -> None:
        """Open an article wherever it is: in the list that is shown, else under its latest date."""
        if article in self.headlines.articles:
            self.headlines.put_cursor(self.headlines.articles.index(article))
            self.show_article(article)
        else:
            self.show_section(section_of(article.dates[0] if article.dates else None), article)
        self.open()

    def open(self) -> None:
        """Open the article that is shown: the keyboard goes to it, and it counts as read."""
        if article := self.article:
            self.focus_pane("article")
            self._changed = article if self.session.seen_texts.has_changed(article) else None
            self.session.seen_texts.see(article)
            if self.session.preferences.current.mark_read == "open":
                self._mark_read(article)
            self.show_marks()
            self.call_after_refresh(self._mark_at_end)

    def _mark_read(self, article: Article) -> None:
        self.session.marks.set(Mark.READ, [article], on=True, said=f"read: {article.headline}")

    def _mark_at_end(self) -> None:
        """Where articles are read at their end: mark the article that has come to it."""
        wanted = self.session.preferences.current.mark_read == "end" and self.active is self.text
        if wanted and self.article and self.text.at_end and not self.session.marks.is_read(self.article):
            self._mark_read(self.article)
            self.show_marks()

    def show_marks(self) -> None:
        """Marks changed: show them wherever they stand, moving nothing."""
        self.dates.refresh()
        self.headlines.refresh()
        self.text.show_signs(self._marks_in_words(self.article))
        self.post_message(self.Changed())

    def show_note(self) -> None:
        """A note changed: show it with its article, and its sign in the list."""
        if self.article:
            self.text.show_note(self.session.notes.of(self.article))
        sections = self.session.sections.all
        if self.section not in sections:  # the last note is gone, and its section with it
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
        """Whether the capture that the article is looked at in may have been read wrong as a whole."""
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
        """The rates of the capture that the article is looked at in; with no article, the latest."""
        corpus = self.session.corpus
        if article:
            return corpus.captures.rates_for(article.appearance_on(self.section.day).capture)
        latest = corpus.captures.latest()
        return None if latest is None else corpus.captures.rates_for(latest)

    def focus_pane(self, pane: str) -> None:
        """Give a pane the keyboard before the next key comes."""
        self._show_pane(pane)
        self.screen.set_focus(self.query_one(f"#{pane}"))

    def turn(self, step: int) -> None:
        """Give the keyboard to the next pane (1) or the previous pane (-1), round and round."""
        self.focus_pane(PANES[(PANES.index(self.active.id or "headlines") + step) % len(PANES)])

    def _show_pane(self, pane: str) -> None:
        """Make a pane the one that a narrow screen shows. Both classes change in one pass over the styles."""
        self.at = pane
        if not self.has_class(f"-at-{pane}"):
            self.remove_class(*(f"-at-{each}" for each in PANES if each != pane), update=False)
            self.add_class(f"-at-{pane}")

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """The keyboard went to a pane, perhaps by mouse."""
        if (pane := event.widget.id) in PANES:
            self._show_pane(pane)
            self._rest()

    @on(RowList.Moved)
    def _cursor_moved(self, event: RowList.Moved) -> None:
        self.follow_soon(event.rows)

    def follow_soon(self, pane: Pane | RowList | None = None) -> None:
        """Show what a list's cursor is on now, once the cursor itself has been painted.

        So a cursor key is answered at once, and of many that come together only the last has to be followed.
        Asked after each key, and for the mouse by message.

        Args:
            pane: the list; None for the pane that has the keyboard.
        """
        pane = pane or self.active
        if self._behind is not pane:
            self.catch_up()
            self._behind = pane
        pane.call_after_refresh(self.catch_up)

    def catch_up(self) -> None:
        """Let what is shown follow the cursor that moved last, before anything else is done with it."""
        if self._behind is not None:
            self._follow(self._behind)

    def _follow(self, pane: Pane | RowList) -> None:
        """Show what a list's cursor is on now.

        By the time a message comes, other rows can stand in the list: only the cursor itself tells the truth.
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
        self._rest()
        self._mark_at_end()

    def _rest(self) -> None:
        """Save the place once nothing has moved for a moment."""
        if self._resting is not None:
            self._resting.stop()
        self._resting = self.set_timer(_REST, self.keep_place)

    def keep_place(self) -> None:
        """Save where the reader is: the place in the text, and what is shown."""
        self._save_position()
        if self._resting is not None:
            self._resting.stop()
            self._resting = None
            self.session.places.keep_view(self.view)
        if self.is_mounted:
            self.post_message(self.Changed())

    def _save_position(self) -> None:
        if self._unsaved:
            self.session.places.keep_position(*self._unsaved)
            self._unsaved = None

    def exchange(self, section: Section, article: Article | None, beside: Sequence[Article]) -> None:
        """Show what a section holds in another edition, with the reader where they are.

        Args:
            section: the section that is shown, unless it is gone.
            article: what the article shown has become; None where its captures are gone.
            beside: articles read meanwhile, which the list still shows.
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
