"""Going to other articles, dates and matches."""

from careader.corpus import Article
from careader.sitting.history import History
from careader.sitting.navigation import date_beside, neighbour, next_unread
from careader.sitting.sections import FOUND_ID, FoundList, Section
from careader.ui.safe_text import show_message
from careader.ui.widgets.panes import PANES, Panes


class Navigator:
    """Shows other articles, dates and matches, or says on screen that there are none.

    Args:
        panes: the panes to act on.
    """

    def __init__(self, panes: Panes) -> None:
        self._panes = panes
        self._session = panes.session
        self._history = History()
        self._found: FoundList | None = None

    def open(self) -> None:
        """Open the date or article under the cursor; in the article pane, count the article as read."""
        if self._panes.active is self._panes.dates:
            self._panes.focus_pane("headlines")
        else:
            self._panes.open()

    def back(self) -> None:
        """Drop the matches in the article; without matches, go back to the headlines, then to the dates."""
        panes = self._panes
        if panes.active is panes.text and panes.text.matching:
            panes.text.highlight(())
            return
        if panes.has_class("-alone"):
            panes.remove_class("-alone")
        if panes.active is panes.text and panes.section.id != FOUND_ID:
            panes.text.highlight(())
        if panes.active.id != PANES[0]:
            panes.turn(-1)

    def read_on(self) -> None:
        """Open the article; in the open article, go down a page; at its end, open the next unread article."""
        panes = self._panes
        if panes.active is not panes.text:
            panes.open()
        elif panes.text.at_end:
            self.next_unread()
        else:
            panes.text.move_page(1)

    def next_unread(self) -> None:
        """Go to the next unread article; in an article with matches, go to the next match instead."""
        if self._panes.active is self._panes.text and self._panes.text.match_count:
            self.go_to_match(1)
        else:
            self.go_to_unread(1)

    def go_to_unread(self, step: int) -> None:
        """Go to the next unread article (1) or the previous (-1); from the article pane, also open it."""
        panes = self._panes
        found = next_unread(self._session, panes.section, panes.headlines.articles, panes.article, step)
        if found is None:
            where = "" if panes.section.is_date else f"in {panes.section.name} "
            show_message(panes, f"Nothing else {where}is unread")
            return
        section, article, wraps = found
        if wraps:
            way = "below: on from the top" if step > 0 else "above: on from the end"
            show_message(panes, f"Nothing more is unread {way}")
        self._show(section, article)

    def go_to_neighbour(self, step: int) -> None:
        """Go to the next article (1) or the previous (-1); from the article pane, also open it."""
        panes = self._panes
        found = neighbour(self._session, panes.section, panes.headlines.articles, panes.article, step)
        if found:
            self._show(*found)
        else:
            show_message(panes, "This is the last article" if step > 0 else "This is the first article")

    def _show(self, section: Section, article: Article) -> None:
        """Show an article in a section; where the reader is in the article pane, also open the article."""
        panes = self._panes
        self.leave()
        if section == panes.section:
            panes.headlines.put_cursor(panes.headlines.articles.index(article))
            panes.show_article(article)
        else:
            panes.show_section(section, article)
        if panes.active is panes.text:
            panes.open()
        elif panes.active is panes.dates:
            panes.focus_pane("headlines")

    def leave(self) -> None:
        """Remember the present view in the history, before another view is shown."""
        self._history.leave(self._panes.view)

    def go_through_history(self, step: int) -> None:
        """Go back (-1) or forward (1) in the history of views; going there marks no article."""
        panes = self._panes
        turn = self._history.forward if step > 0 else self._history.back
        place = turn(panes.view)
        if place is None:
            show_message(panes, "Nothing to go forward to" if step > 0 else "Nothing to go back to")
            return
        sections = self._session.sections.all
        section = next((each for each in sections if each.id == place.section), panes.section)
        article = self._session.corpus.article(place.article) if place.article else None
        if article and article in panes.headlines.articles and section == panes.section:
            panes.headlines.put_cursor(panes.headlines.articles.index(article))
            panes.show_article(article)
        else:
            panes.show_section(section, article)
        panes.focus_pane(place.pane)

    def go_to_date(self, step: int) -> None:
        """Show an earlier date (1) or a later date (-1)."""
        panes = self._panes
        section = date_beside(self._session, panes.section, panes.article, step)
        if section is None:
            show_message(panes, "No earlier date" if step > 0 else "No later date")
            return
        self.leave()
        panes.show_section(section)
        if panes.active is panes.text:
            panes.focus_pane("headlines")

    def go_to_section(self, section: Section) -> None:
        """Show a section, and focus its headlines."""
        self.leave()
        self._panes.show_section(section)
        self._panes.focus_pane("headlines")

    def go_to_match(self, step: int) -> None:
        """Go to the next match (1) or the previous (-1); after the last match, to the next found article."""
        text = self._panes.text
        if not text.match_count:
            show_message(self._panes, "Nothing is brought out here: / finds words in the text")
        elif text.match == (text.match_count - 1 if step > 0 else 0) and self._go_to_found(step):
            show_message(self._panes, "The next article found" if step > 0 else "The article found before")
        else:
            text.go_to_match(step)

    def _go_to_found(self, step: int) -> bool:
        """Open the next (1) or previous (-1) found article with a match; returns whether there is any."""
        panes, found = self._panes, self._found
        if found is None or not found.terms or panes.text.terms != found.terms or panes.article is None:
            return False
        numbers = [*dict.fromkeys(found.numbers)]
        if panes.article.number not in numbers:
            return False
        at = numbers.index(panes.article.number)
        further = numbers[at + 1 :] if step > 0 else numbers[:at][::-1]
        for number in further:
            (article,) = self._session.corpus.fetch([number])
            self.open_found(article, found)
            if panes.text.match_count:
                if step < 0:
                    panes.text.go_to_match(-1)
                return True
        return False

    def open_found(self, article: Article, found: FoundList) -> None:
        """Open a found article at its first match.

        Args:
            article: the article to open.
            found: the list of found articles, through which next and previous match go on.
        """
        self.leave()
        self._found = found
        self._panes.text.highlight(found.terms)
        self._panes.go_to(article)
        self._panes.text.highlight(found.terms)
        if self._panes.text.match_count:
            self._panes.text.go_to_match(0)

    def list_found(self, found: FoundList) -> None:
        """Show all found articles in the headlines pane."""
        self._found = found
        section = self._session.sections.list_found(found)
        self._panes.dates.set_sections(self._session.sections.all)
        self._panes.text.highlight(found.terms)
        self.go_to_section(section)

    def list_whole(self, beginning: FoundList, whole: FoundList) -> None:
        """Replace the shown beginning of a list by the whole list, without moving the reader."""
        panes, sections = self._panes, self._session.sections
        if sections.found is not beginning:
            if sections.found and sections.found.name == beginning.name:  # captures came meanwhile
                show_message(panes, f"The first {len(sections.found.places)} sentences: ask again for all")
            return
        self._found = whole
        section = sections.list_found(whole)
        panes.dates.set_sections(sections.all)
        if panes.section.id == section.id:
            panes.exchange(section, panes.article, ())
        if whole.told:
            show_message(panes, whole.told)
