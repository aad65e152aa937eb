"""Changes by the reader: marks, corrections, and undo."""

from careader.capture.models import Correction
from careader.corpus import Articles
from careader.corpus.corrections import join
from careader.errors import CareaderError
from careader.state import Mark
from careader.text import fold
from careader.ui.editions import list_returned
from careader.ui.index_worker import AfterCorrection, IndexWorker
from careader.ui.safe_text import show_message
from careader.ui.widgets.panes import Panes
from careader.words import count


class Editing:
    """Marks and corrects the shown article, undoes changes, and says on screen what was done.

    Args:
        panes: the panes to act on.
        index: brings the index up to date after a correction.
    """

    def __init__(self, panes: Panes, index: IndexWorker) -> None:
        self._panes, self._index = panes, index
        self._session = panes.session

    def toggle_read(self) -> None:
        """Mark the article read; mark a read article unread."""
        if article := self._panes.article:
            self._session.marks.toggle(Mark.READ, article)
            self._panes.show_marks()

    def toggle_bookmark(self) -> None:
        """Bookmark the article; take the bookmark of a bookmarked article away."""
        if article := self._panes.article:
            self._session.marks.toggle(Mark.BOOKMARK, article)
            self._panes.show_marks()

    def mark_all_read(self) -> None:
        """Mark all articles in the list read."""
        self.mark_read(self._panes.headlines.articles)

    def mark_read(self, articles: Articles, where: str = "") -> None:
        """Mark many articles read.

        Args:
            articles: the articles.
            where: where the articles stand, in words for the screen; "" for the whole list.
        """
        unread = count(self._session.marks.unread(articles), "article")
        place = f" {where}" if where else ""
        if self._session.marks.set(Mark.READ, articles, on=True, said=f"{unread} read{place}"):
            show_message(self._panes, f"{unread}{place} marked read. z takes it back")
        else:
            show_message(self._panes, f"All {where or 'here'} is read already")
        self._panes.show_marks()

    def undo(self) -> None:
        """Take back the last change of a mark, note or correction, of this sitting or an earlier sitting."""
        if self._session.steps.last is None:
            show_message(self._panes, "Nothing to undo")
            return
        try:
            step = self._session.undo()
        except CareaderError as error:
            show_message(self._panes, f"Not undone: {error}", trouble=True)
            return
        self._panes.show_marks()
        if step is None:
            show_message(self._panes, f"Not undone. {self._session.state.problem}", trouble=True)
            return
        list_returned(self._panes)
        if step.correction:
            self._index.correct(AfterCorrection(None, step.correction.line, self._panes.article))
        if step.note:
            self._panes.show_note()
        show_message(self._panes, f"Undone: {step.said}")

    def join(self) -> None:
        """Join the article to the article before: correct its headline to be no headline."""
        article = self._panes.article
        if article is None:
            return
        try:
            correction, above = join(article, self._panes.section.day)
        except CareaderError as error:
            show_message(self._panes, f"Not joined: {error}")
        else:
            self.correct(correction, f"joined: {article.headline}", fold(above.headline))

    def correct(self, correction: Correction, said: str, line: str) -> None:
        """Save a correction, and have the index judge the corrected pages again.

        Args:
            correction: the line, and whether it is a headline.
            said: what was done, in words for the screen.
            line: the folded headline of the article to show afterwards.
        """
        step = self._session.corrections.keep(correction, said)
        if step is None:
            self._panes.show_marks()
            show_message(self._panes, f"Not kept. {self._session.state.problem}", trouble=True)
            return
        self._index.correct(AfterCorrection(step, line, self._panes.article))
        show_message(self._panes, f"{said[0].upper()}{said[1:]} (z takes it back)")
