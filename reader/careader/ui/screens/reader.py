"""The main screen: what its keys do."""

from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType
from textual.command import Provider
from textual.content import Content

from careader.capture.models import Correction
from careader.corpus.corrections import headings, join, split
from careader.errors import CareaderError
from careader.sitting.navigation import date_beside, next_unread
from careader.sitting.sections import BOOKMARKS, FOUND_ID, UNREAD
from careader.state import Mark
from careader.text import fold
from careader.ui.commands import bindings
from careader.ui.screens.panes import PANES
from careader.ui.screens.upkeep import Reason, UpkeepScreen
from careader.words import count, cut, one_line

if TYPE_CHECKING:
    from careader.ui.screens.find import Chosen


def _reader_commands() -> type[Provider]:
    """The palette's provider, imported when the palette is opened."""
    from careader.ui.palette import ReaderCommands

    return ReaderCommands


_COPIED = 60
"""Characters of what was copied that are said."""

_ODD_LINES = 2000
"""Lines of what was odd that are shown at once."""


class ReaderScreen(UpkeepScreen):
    """Carries out the commands of the reader (`careader.ui.commands`), one action each."""

    COMMANDS: ClassVar = {_reader_commands}
    BINDINGS: ClassVar[list[BindingType]] = [*bindings()]

    def action_move_down(self) -> None:
        """Move down by a row or line."""
        self._pane.move(1)
        self._follow_soon(self._pane)

    def action_move_up(self) -> None:
        """Move up by a row or line."""
        self._pane.move(-1)
        self._follow_soon(self._pane)

    def action_page_down(self) -> None:
        """Move down by a page."""
        self._pane.move_page(1)
        self._follow_soon(self._pane)

    def action_page_up(self) -> None:
        """Move up by a page."""
        self._pane.move_page(-1)
        self._follow_soon(self._pane)

    def action_top(self) -> None:
        """Move to the top."""
        self._pane.move_to_end(-1)
        self._follow_soon(self._pane)

    def action_bottom(self) -> None:
        """Move to the bottom."""
        self._pane.move_to_end(1)
        self._follow_soon(self._pane)

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
        if self._pane is self._article_pane and self._section.id != FOUND_ID:
            self._article_pane.bring_out(())
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
        """Go to the next unread article; from the article pane, open it, or go to the next match there."""
        if self._pane is self._article_pane and self._article_pane.match_count:
            self._go_match(1)
        else:
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

    def action_note(self) -> None:
        """Write a note on the article."""
        from careader.ui.screens.note import NoteScreen

        article = self.article
        if article is None:
            return

        def keep(text: str) -> None:
            if not self.session.keep_note(article, text):
                self._say(f"The note is not kept. {self.session.problem}", trouble=True)

        def written(text: str | None) -> None:
            if text is not None:
                keep(text)
            self._article_pane.show_note(self.session.note(article))
            self._headlines.signs_changed()

        self.app.push_screen(NoteScreen(article.headline, self.session.note(article), keep), written)

    def action_versions(self) -> None:
        """Show every capture that the article stood on, and how its text changed between them."""
        from careader.corpus.versions import versions
        from careader.ui.screens.versions import VersionsScreen

        if self.article:
            self.app.push_screen(VersionsScreen(self.article.headline, versions(self.article.standings)))

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
        from careader.ui.screens.split import SplitScreen

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
        from careader.ui.screens.jump import JumpScreen

        self.app.push_screen(JumpScreen(self.session), self._take_chosen)

    def action_search(self) -> None:
        """Search the text: in the article pane that of the article, elsewhere that of all."""
        if self._pane is self._article_pane and self.article:
            self._find_within()
        else:
            self.action_search_all()

    def action_search_all(self) -> None:
        """Search the text of all articles."""
        from careader.ui.screens.search import SearchScreen

        self.app.push_screen(SearchScreen(self.session), self._take_chosen)

    def _take_chosen(self, chosen: "Chosen | None") -> None:
        """Open what was chosen, with what matched in sight; or list all that was found."""
        if chosen is None:
            return
        if chosen.article is None:
            section = self.session.take_found(chosen.listed)
            self._dates.set_sections(self.session.sections())
            self._article_pane.bring_out(chosen.terms)
            self._show_section(section)
            self._focus("headlines")
            return
        self.go_to(chosen.article)
        self._article_pane.bring_out(chosen.terms)
        if self._article_pane.match_count:
            self._article_pane.go_to_match(0)

    def _find_within(self) -> None:
        from careader.find.search.query import read_words
        from careader.ui.screens.within import WithinScreen

        pane = self._article_pane
        before = pane.scroll_offset.y

        def typed(text: str) -> str:
            pane.bring_out(read_words(text))
            if pane.match_count:
                pane.go_to_match(0)
            return count(pane.match_count, "match", "matches") if text.strip() else ""

        def left(text: str | None) -> None:
            if text is None:
                pane.bring_out(())
                pane.scroll_to(y=before, animate=False)
            else:
                self.session.queries["Within"] = text

        self.app.push_screen(WithinScreen(self.session.queries.get("Within", ""), typed), left)

    def action_next_match(self) -> None:
        """Go to the next match in the article."""
        self._go_match(1)

    def action_previous_match(self) -> None:
        """Go to the match before."""
        self._go_match(-1)

    def _go_match(self, step: int) -> None:
        if self._article_pane.match_count:
            self._article_pane.go_to_match(step)
        else:
            self._say("Nothing is brought out here: / finds words in the text")

    def action_help(self) -> None:
        """Show keys and signs."""
        from careader.ui.help import help_text
        from careader.ui.screens.text import TextScreen

        self.app.push_screen(TextScreen("Help", help_text()))

    def action_check(self) -> None:
        """Show what was odd in the captures."""
        from careader.capture.report import odd_lines
        from careader.ui.screens.text import TextScreen

        corpus = self.session.corpus
        lines = odd_lines(corpus.odd_captures(), corpus.unreadable, corpus.capture_count)
        if (more := len(lines) - _ODD_LINES) > 0:
            lines = [
                *lines[:_ODD_LINES],
                "",
                f"… and {count(more, 'line')} more: careader check says them all",
            ]
        self.app.push_screen(TextScreen("What was odd in the captures", Content("\n".join(lines))))

    def action_copy(self) -> None:
        """Copy the selected text; where none is selected, the headline."""
        text = self.get_selected_text() or (self.article.headline if self.article else "")
        if text:
            self.app.copy_to_clipboard(text)
            self._say(f"Copied: {cut(one_line(text), _COPIED)}")

    def action_palette(self) -> None:
        """Show the command palette."""
        self.app.action_command_palette()

    def action_quit(self) -> None:
        """Leave; everything is kept."""
        self.keep()
        self.app.exit()
