"""The main screen: what its keys do."""

from collections.abc import Callable
from typing import ClassVar

from textual import work
from textual.binding import BindingType
from textual.command import Provider
from textual.content import Content
from textual.worker import get_current_worker

from reader.capture.models import Correction
from reader.corpus import Article, Corpus
from reader.corpus.mending import headings, join, split
from reader.errors import CareaderError
from reader.state import Mark
from reader.ui.commands import bindings
from reader.ui.navigation import date_beside, next_unread
from reader.ui.screens.showing import PANES, SessionScreen
from reader.ui.session import BOOKMARKS, UNREAD
from reader.ui.widgets.row_list import RowList
from reader.words import count


def _reader_commands() -> type[Provider]:
    """The palette's provider, imported when the palette is opened."""
    from reader.ui.palette import ReaderCommands

    return ReaderCommands


class ReaderScreen(SessionScreen):
    """Carries out the commands of the reader (`reader.ui.commands`), one action each."""

    COMMANDS: ClassVar = {_reader_commands}
    BINDINGS: ClassVar[list[BindingType]] = [*bindings()]

    def action_move_down(self) -> None:
        """Move down by a row or line."""
        self._pane.move(1)

    def action_move_up(self) -> None:
        """Move up by a row or line."""
        self._pane.move(-1)

    def action_page_down(self) -> None:
        """Move down by a page."""
        self._pane.move_page(1)

    def action_page_up(self) -> None:
        """Move up by a page."""
        self._pane.move_page(-1)

    def action_top(self) -> None:
        """Move to the top."""
        self._pane.move_to_end(-1)

    def action_bottom(self) -> None:
        """Move to the bottom."""
        self._pane.move_to_end(1)

    def action_next_pane(self) -> None:
        """Give the next pane the keyboard."""
        self._turn(1)

    def action_previous_pane(self) -> None:
        """Give the previous pane the keyboard."""
        self._turn(-1)

    def _turn(self, step: int) -> None:
        self._focus(PANES[(PANES.index(self._pane.id or "headlines") + step) % len(PANES)])

    def action_open(self) -> None:
        """Open what the cursor is on; in the article, count it as read."""
        if isinstance(self._pane, RowList):
            self._pane.open()
        else:
            self._open()

    def action_back(self) -> None:
        """Go back a pane: from the article to the headlines, from there to the dates."""
        if self._pane.id != PANES[0]:
            self._turn(-1)

    def action_read_on(self) -> None:
        """Open the article, turn its page, or at its end open the next unread."""
        if self._pane is not self._article_pane:
            self._open()
        elif self._article_pane.at_end:
            self.action_next_unread()
        else:
            self._article_pane.move_page(1)

    def action_next_unread(self) -> None:
        """Go to the next unread article; from the article pane, open it."""
        self._go_unread(1)

    def action_previous_unread(self) -> None:
        """Go to the unread article before; from the article pane, open it."""
        self._go_unread(-1)

    def _go_unread(self, step: int) -> None:
        found = next_unread(self.session, self._section, self._headlines.articles, self.article, step)
        if found is None:
            self._say(
                "Nothing else is unread"
                if self._section.is_date
                else f"Nothing else in {self._section.name} is unread"
            )
            return
        section, article = found
        if section == self._section:
            self._headlines.rows_changed(self._headlines.articles.index(article))
            self._show_article(article)
        else:
            self._show_section(section, article)
        if self._pane is self._article_pane:
            self._open()
        elif self._pane is self._dates:
            self._focus("headlines")

    def action_earlier_date(self) -> None:
        """Show the date before."""
        self._go_date(1)

    def action_later_date(self) -> None:
        """Show the date after."""
        self._go_date(-1)

    def _go_date(self, step: int) -> None:
        section = date_beside(self.session, self._section, self.article, step)
        if section is None:
            self._say("No earlier date" if step > 0 else "No later date")
            return
        self._show_section(section)
        if self._pane is self._article_pane:
            self._focus("headlines")

    def action_show_unread(self) -> None:
        """Show everything unread."""
        self._show_section(UNREAD)
        self._focus("headlines")

    def action_show_bookmarks(self) -> None:
        """Show the bookmarks."""
        self._show_section(BOOKMARKS)
        self._focus("headlines")

    def action_toggle_read(self) -> None:
        """Mark the article read, or unread again."""
        if self.article:
            on = not self.session.is_read(self.article)
            said = f"{'read' if on else 'unread'}: {self.article.headline}"
            self._mark(Mark.READ, [self.article], on=on, said=said)

    def action_toggle_bookmark(self) -> None:
        """Bookmark the article, or take the bookmark away."""
        if self.article:
            on = not self.session.is_bookmarked(self.article)
            said = f"{'bookmark' if on else 'no bookmark'}: {self.article.headline}"
            self._mark(Mark.BOOKMARK, [self.article], on=on, said=said)

    def action_all_read(self) -> None:
        """Mark everything in the list read."""
        unread = self.session.unread(self._headlines.articles)
        if self._mark(Mark.READ, self._headlines.articles, on=True, said=f"{count(unread, 'article')} read"):
            self._say(f"{count(unread, 'article')} marked read. z takes it back")
        else:
            self._say("All here is read already")

    def action_undo(self) -> None:
        """Take back the last mark."""
        undone = self.session.undo()
        if undone is None:
            self._say("Nothing to undo")
            return
        said, corrected = undone
        if corrected:
            self._reread(self.session.reread(), None)
        self._show_marks()
        self._say(f"Undone: {said}")

    def action_join(self) -> None:
        """Say that this headline is none: its text goes on with the article before."""
        article = self.article
        if article is None:
            return
        try:
            correction, above = join(article, self._section.day)
        except CareaderError as error:
            self._say(f"Not joined: {error}")
        else:
            self._correct(correction, f"joined: {article.headline}", above.headline)

    def action_split(self) -> None:
        """Choose a section heading that is a headline: an article of its own begins there."""
        from reader.ui.screens.split import SplitScreen

        article = self.article
        places = headings(article) if article else []
        if article is None or not places:
            self._say("There is no section heading to split at")
            return

        def chosen(block: int | None) -> None:
            if block is not None:
                line = article.blocks[block].text
                self._correct(split(article, block), f"split at: {line}", line)

        self.app.push_screen(SplitScreen(article, places), chosen)

    def _correct(self, correction: Correction, said: str, headline: str) -> None:
        """Keep the reader's word about a line, and show the article of a headline as it then is."""
        if self.session.correct(correction, said):
            self._reread(self.session.reread(), headline)
            self._say(f"{said[0].upper()}{said[1:]}. z takes it back")
        self._show_titles()

    @work(thread=True, exclusive=True, group="reread")
    def _reread(self, read: Callable[[], Corpus], headline: str | None) -> None:
        """Read the corpus anew, off the screen's thread."""
        corpus = read()
        if not get_current_worker().is_cancelled:
            self.app.call_from_thread(self._take, corpus, headline)

    def _take(self, corpus: Corpus, headline: str | None) -> None:
        """Show a corpus that was read anew: the same section and article, or that of a headline."""
        article, bookmarked = self.article, bool(self.article and self.session.is_bookmarked(self.article))
        self.session.take(corpus)
        self._dates.set_sections(self.session.sections())
        section = self._section if self._section in self.session.sections() else self.session.sections()[-1]
        here = list(self.session.articles(section))
        found = next((each for each in here if each.headline == headline), None)
        if found is None and article:
            found = corpus.article(article.id) or next(
                (a for a in here if a.headline == article.headline), None
            )
        if found and bookmarked and headline:
            self.session.carry_bookmark(found)
        self._show_section(section, found)

    def action_jump(self) -> None:
        """Jump to a headline."""
        from reader.ui.screens.jump import JumpScreen

        def jumped(article: Article | None) -> None:
            if article:
                self.go_to(article)

        self.app.push_screen(JumpScreen(self.session), jumped)

    def action_help(self) -> None:
        """Show keys and signs."""
        from reader.ui.help import help_text
        from reader.ui.screens.text import TextScreen

        self.app.push_screen(TextScreen("Help", help_text()))

    def action_check(self) -> None:
        """Show what was odd in the captures."""
        from reader.checking import odd_lines
        from reader.ui.screens.text import TextScreen

        lines = odd_lines(self.session.corpus.captures, self.session.corpus.unreadable)
        self.app.push_screen(TextScreen("What was odd in the captures", Content("\n".join(lines))))

    def action_palette(self) -> None:
        """Show the command palette."""
        self.app.action_command_palette()

    def action_quit(self) -> None:
        """Leave; everything is kept."""
        self.keep()
        self.app.exit()
