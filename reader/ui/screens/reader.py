"""The main screen: what its keys do."""

from typing import ClassVar

from textual.binding import BindingType
from textual.command import Provider
from textual.content import Content

from reader.capture.models import Correction
from reader.corpus import Article
from reader.corpus.mending import headings, join, split
from reader.errors import CareaderError
from reader.state import Mark
from reader.text import fold
from reader.ui.commands import bindings
from reader.ui.navigation import date_beside, next_unread
from reader.ui.screens.showing import PANES
from reader.ui.screens.upkeep import Reason, UpkeepScreen
from reader.ui.sections import BOOKMARKS, UNREAD
from reader.words import count


def _reader_commands() -> type[Provider]:
    """The palette's provider, imported when the palette is opened."""
    from reader.ui.palette import ReaderCommands

    return ReaderCommands


_ODD_LINES = 2000
"""Lines of what was odd that are shown at once."""


class ReaderScreen(UpkeepScreen):
    """Carries out the commands of the reader (`reader.ui.commands`), one action each."""

    COMMANDS: ClassVar = {_reader_commands}
    BINDINGS: ClassVar[list[BindingType]] = [*bindings()]

    def action_move_down(self) -> None:
        """Move down by a row or line."""
        self._pane.move(1)
        self._follow(self._pane)

    def action_move_up(self) -> None:
        """Move up by a row or line."""
        self._pane.move(-1)
        self._follow(self._pane)

    def action_page_down(self) -> None:
        """Move down by a page."""
        self._pane.move_page(1)
        self._follow(self._pane)

    def action_page_up(self) -> None:
        """Move up by a page."""
        self._pane.move_page(-1)
        self._follow(self._pane)

    def action_top(self) -> None:
        """Move to the top."""
        self._pane.move_to_end(-1)
        self._follow(self._pane)

    def action_bottom(self) -> None:
        """Move to the bottom."""
        self._pane.move_to_end(1)
        self._follow(self._pane)

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
        if self._pane is self._dates:
            self._focus("headlines")
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
            self._headlines.put_cursor(self._headlines.articles.index(article))
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
        if not self.session.can_undo:
            self._say("Nothing to undo")
            return
        step = self.session.undo()
        self._show_marks()
        if step is None:
            self._say(f"Not undone. {self.session.problem}", trouble=True)
            return
        if step.correction:
            self._correct_index(Reason(None, step.correction.line, self.article))
        self._say(f"Undone: {step.said}")

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
            self._correct(correction, f"joined: {article.headline}", fold(above.headline))

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
                self._correct(split(article, block), f"split at: {line}", fold(line))

        self.app.push_screen(SplitScreen(article, places), chosen)

    def _correct(self, correction: Correction, said: str, line: str) -> None:
        """Keep the reader's word about a line, and show the article of a headline (folded) as it then is."""
        step = self.session.correct(correction, said)
        self._show_titles()
        if step is None:
            self._say(f"Not kept. {self.session.problem}", trouble=True)
            return
        self._correct_index(Reason(step, line, self.article))
        self._say(f"{said[0].upper()}{said[1:]} (z takes it back)")

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

        corpus = self.session.corpus
        lines = odd_lines(corpus.odd_captures(), corpus.unreadable, corpus.capture_count)
        if (more := len(lines) - _ODD_LINES) > 0:
            lines = [
                *lines[:_ODD_LINES],
                "",
                f"… and {count(more, 'line')} more: careader check says them all",
            ]
        self.app.push_screen(TextScreen("What was odd in the captures", Content("\n".join(lines))))

    def action_palette(self) -> None:
        """Show the command palette."""
        self.app.action_command_palette()

    def action_quit(self) -> None:
        """Leave; everything is kept."""
        self.keep()
        self.app.exit()
