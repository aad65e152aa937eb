"""Showing a new edition of the index, or what undo brought back, without moving the reader."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from careader.corpus import Article
from careader.sitting.sections import UNREAD
from careader.text import fold
from careader.ui.index_worker import AfterCorrection
from careader.ui.widgets.panes import Panes

if TYPE_CHECKING:
    from careader.index.progress import Updated


class Editions:
    """Shows the new edition in the panes after the index changed.

    Args:
        panes: the panes to act on.
    """

    def __init__(self, panes: Panes) -> None:
        self._panes = panes
        self._session = panes.session
        self._missed = False

    def show(self, updated: "Updated | None" = None, why: AfterCorrection | None = None) -> None:
        """Show the present edition of the index.

        While another screen covers the panes, the panes keep the old edition, except after a correction.

        Args:
            updated: the result of an update of this process; None while an update runs, or where another
                process may have updated the index.
            why: the correction that caused the update, if any.
        """
        panes, session = self._panes, self._session
        if why is None and panes.app.screen is not panes.screen:
            self._missed = True
            return
        self._missed = False
        recovered = session.corpus.has_recovered
        if updated is None and not (recovered or session.corpus.may_have_changed):
            return
        panes.catch_up()
        if not session.corpus.dates:  # the panes were empty until now
            if session.renew():
                panes.dates.set_sections(session.sections.all)
                panes.show_first()
            return
        panes.keep_place()
        shown, edition = panes.article, session.corpus.edition
        beside = [each for each in _read_meanwhile(panes) if each != shown]
        if updated and updated.effects:
            session.renew_corrected(updated.effects, why.step if why else None)
        else:
            session.renew()
        if session.corpus.edition == edition and not recovered:
            return
        sections = session.sections.all
        panes.dates.set_sections(sections)
        section = panes.section if panes.section in sections else sections[-1]
        effects = updated.effects if updated else ()
        article = session.successor(shown, effects) if shown else None
        if why and why.line and shown == why.article:
            here = session.sections.articles(section)
            article = next((each for each in here if fold(each.headline) == why.line), article)
        kept = [each for old in beside if (each := session.successor(old, effects))]
        panes.exchange(section, article, kept)

    def show_missed(self) -> None:
        """Show the edition that came while another screen covered the panes."""
        if self._missed:
            self.show()


def list_returned(panes: Panes) -> None:
    """List the articles that undo brought back into the shown section, beside those that are listed."""
    now = panes.session.sections.articles(panes.section)
    if not set(now.numbers).issubset(panes.headlines.articles.numbers):
        panes.exchange(panes.section, panes.article, _read_meanwhile(panes))


def _read_meanwhile(panes: Panes) -> Sequence[Article]:
    """The articles read since the reader entered the Unread list, which still shows them."""
    if panes.section != UNREAD:
        return []
    return panes.session.marks.read_among(panes.headlines.articles)
