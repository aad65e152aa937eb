"""Where the keys lead among articles, dates and matches."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from careader.corpus import Article
from careader.sitting.navigation import date_beside, next_unread
from careader.sitting.sections import FOUND_ID, FoundList, Section
from careader.ui.safe_text import say
from careader.ui.widgets.panes import PANES, Panes

if TYPE_CHECKING:
    from careader.find.search.terms import Lookup


class Navigator:
    """Takes the reader to other articles, dates and matches, and says where there is none.

    Args:
        panes: what is shown.
    """

    def __init__(self, panes: Panes) -> None:
        self._panes = panes
        self._session = panes.session

    def open(self) -> None:
        """Open what the cursor is on; in the article, count it as read."""
        if self._panes.active is self._panes.dates:
            self._panes.focus_pane("headlines")
        else:
            self._panes.open()

    def back(self) -> None:
        """Go back a pane: from the article to the headlines, from there to the dates."""
        panes = self._panes
        if panes.active is panes.text and panes.section.id != FOUND_ID:
            panes.text.bring_out(())
        if panes.active.id != PANES[0]:
            panes.turn(-1)

    def read_on(self) -> None:
        """Open the article, turn its page, or at its end open the next unread article."""
        panes = self._panes
        if panes.active is not panes.text:
            panes.open()
        elif panes.text.at_end:
            self.next_unread()
        else:
            panes.text.move_page(1)

    def next_unread(self) -> None:
        """Go to the next unread article; in the article pane, open it, or go to the next match there."""
        if self._panes.active is self._panes.text and self._panes.text.match_count:
            self.go_to_match(1)
        else:
            self.go_to_unread(1)

    def go_to_unread(self, step: int) -> None:
        """Go to the next unread article (1) or to the one before (-1); from the article pane, open it."""
        panes = self._panes
        found = next_unread(self._session, panes.section, panes.headlines.articles, panes.article, step)
        if found is None:
            where = "" if panes.section.is_date else f"in {panes.section.name} "
            say(panes, f"Nothing else {where}is unread")
            return
        section, article = found
        if section == panes.section:
            panes.headlines.put_cursor(panes.headlines.articles.index(article))
            panes.show_article(article)
        else:
            panes.show_section(section, article)
        if panes.active is panes.text:
            panes.open()
        elif panes.active is panes.dates:
            panes.focus_pane("headlines")

    def go_to_date(self, step: int) -> None:
        """Show the date before (1: earlier) or after (-1)."""
        panes = self._panes
        section = date_beside(self._session, panes.section, panes.article, step)
        if section is None:
            say(panes, "No earlier date" if step > 0 else "No later date")
            return
        panes.show_section(section)
        if panes.active is panes.text:
            panes.focus_pane("headlines")

    def go_to_section(self, section: Section) -> None:
        """Show a section, with the keyboard in its headlines."""
        self._panes.show_section(section)
        self._panes.focus_pane("headlines")

    def go_to_match(self, step: int) -> None:
        """Go to the next match in the article (1) or to the one before (-1)."""
        if self._panes.text.match_count:
            self._panes.text.go_to_match(step)
        else:
            say(self._panes, "Nothing is brought out here: / finds words in the text")

    def open_found(self, article: Article, terms: "Sequence[Lookup]") -> None:
        """Open an article that was found, with the first match in sight."""
        self._panes.go_to(article)
        self._panes.text.bring_out(terms)
        if self._panes.text.match_count:
            self._panes.text.go_to_match(0)

    def list_found(self, found: FoundList) -> None:
        """List all that was found in the headlines pane."""
        section = self._session.sections.list_found(found)
        self._panes.dates.set_sections(self._session.sections.all)
        self._panes.text.bring_out(found.terms)
        self.go_to_section(section)
