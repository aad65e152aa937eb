"""Keeping what is shown up to date with the files and with other readers, without getting in the way."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from textual import work
from textual.geometry import Size
from textual.worker import Worker, get_current_worker

from careader.corpus import Article
from careader.errors import CareaderError
from careader.sitting.sections import UNREAD
from careader.sitting.session import Session, Step
from careader.text import fold
from careader.ui.screens.panes import SessionScreen
from careader.words import count, reason, time_in_words

if TYPE_CHECKING:
    from careader.index.progress import Progress, Updated
    from careader.sitting.indexing import Upkeep

_LOOK = 0.5
"""Seconds between two looks at what changed."""

_SOON = 1.0
"""Seconds after which the first look begins, where there is something to read: until then nothing is in the
way of the first frame and the first keys."""

_BRIEF = 200
"""Captures that are indexed within a second or two: nothing is said of it, only what came is shown."""


class Reason(NamedTuple):
    """Why the index is brought up to date after a correction, and where the reader was.

    Attributes:
        step: the correction; None for one that was taken back.
        line: the headline, folded, of the article to show then, if the reader is still there.
        article: where they were.
    """

    step: Step | None
    line: str
    article: Article | None


class UpkeepScreen(SessionScreen):
    """Shows what is new as it comes, and how far indexing is.

    Args:
        session: what is shown.
        upkeep: makes what brings its index up to date; None where that is nobody's business, as in a test.
        size: of the terminal (`SessionScreen`).
    """

    def __init__(self, session: Session, upkeep: "Callable[[], Upkeep] | None", size: Size) -> None:
        super().__init__(session, size)
        self._make_upkeep = upkeep
        self._upkeep: Upkeep | None = None
        self._work: Worker[None] | None = None
        self._stopped = False
        self._spread = False
        self._outdated = False
        self._waiting: list[Reason] = []

    def on_mount(self) -> None:
        """Look at once, and then twice a second. Textual itself calls what the base class does."""
        if self._make_upkeep and not self.session.corpus.dates:
            self._doing = "Reading the captures"
        if self.session.corpus.rebuilt:
            self._say(f"The index is made anew. {self.session.corpus.rebuilt}", trouble=True)
        self.set_interval(_LOOK, self._look)
        if _SOON and self.session.corpus.dates:
            self.set_timer(_SOON, self._begin_update)
        else:
            self.call_after_refresh(self._begin_update)

    def on_unmount(self) -> None:
        """Leave no work behind."""
        if self._work:
            self._work.cancel()

    def on_screen_resume(self) -> None:
        """Show what became new while another screen lay over this one."""
        if self._outdated:
            self._show_edition()

    def _look(self) -> None:
        """See what another reader marked or corrected, and whether captures came or went."""
        if self.session.refresh():
            self._show_marks()
        elif self.session.problem != self._told:
            self._show_titles()
        if self._working:
            return
        if self.session.corpus.damaged and not self._stopped:
            self._say("The index is damaged: it is made anew. Nothing of yours is in it", trouble=True)
            self._begin_update(damaged=self.session.corpus.file)
        elif not self._stopped and (self.session.outdated or (self._upkeep and self._upkeep.is_due())):
            self._begin_update()
        else:
            self._show_edition()

    @property
    def _working(self) -> bool:
        return self._work is not None and not self._work.is_finished

    def _begin_update(self, *, damaged: tuple[int, int] | None = None) -> None:
        """Bring the index up to date, off the screen's thread; what is under way already begins again.

        Args:
            damaged: the file of an index that is to be thrown away first.
        """
        if self._make_upkeep:
            self._stopped = False
            self._work = self._update(damaged)

    def _correct_index(self, why: Reason) -> None:
        """Judge anew what a correction is about, and never half; after the indexing that is under way."""
        if self._make_upkeep:
            if self._doing:
                self._waiting.append(why)
            else:
                self._begin_correction(why)

    def _begin_correction(self, why: Reason) -> None:
        if self._work:
            self._work.cancel()
        self._update_for(why)

    @work(thread=True, exclusive=True, group="update", exit_on_error=False)
    def _update(self, damaged: tuple[int, int] | None) -> None:
        self._run(damaged=damaged)

    @work(thread=True, group="correct", exit_on_error=False)
    def _update_for(self, why: Reason) -> None:
        self._run(why)

    def _run(self, why: Reason | None = None, *, damaged: tuple[int, int] | None = None) -> None:
        """Do an update on this worker's thread, and have the screen show what it comes to."""
        worker = get_current_worker()

        def call(show: Callable[..., None], *told: object) -> None:
            if not worker.is_cancelled:
                self.app.call_from_thread(show, *told)

        try:
            if self._upkeep is None and self._make_upkeep:
                self._upkeep = self._make_upkeep()
            assert self._upkeep, "there is no worker without"  # noqa: S101 - narrows the type
            updated = self._upkeep.run(
                self.session.corrections,
                # What is shown goes on to another edition only with what the correction did to articles.
                lambda progress: None if why else call(self._show_progress, progress),
                lambda: worker.is_cancelled and why is None,
                damaged=damaged,
            )
        except OSError as error:
            call(self._failed, f"{error.filename}: {reason(error)}")
        except CareaderError as error:
            call(self._failed, str(error))
        else:
            call(self._finished, updated, why)

    def _show_progress(self, progress: "Progress") -> None:
        """Say how far it is; what is filed can be read at once."""
        left = "" if progress.seconds is None else f" · {time_in_words(progress.seconds)} left"
        total = progress.done + progress.left
        if total > _BRIEF or self._doing:
            self._doing = f"Indexing {progress.done:,} of {count(total, 'capture')}{left}"
        if progress.filed:
            self._show_edition()
        self._show_titles()

    def _failed(self, said: str) -> None:
        self._doing, self._stopped = "", True
        self._say(f"The index was not brought up to date. {said}", trouble=True)
        self._show_titles()

    def _finished(self, updated: "Updated", why: Reason | None) -> None:
        self._doing = ""
        if updated.rebuilt:
            self._say(f"The index was made anew. {updated.rebuilt}", trouble=True)
        self._show_edition(updated, why)
        if not self._spread:
            self._spread = True
            self.session.spread_marks()
        self._report()
        self._show_titles()
        if self._waiting:
            self._begin_correction(self._waiting.pop(0))
        elif why and not self._stopped:
            self._begin_update()  # with what was looked for when the correction came

    def _show_edition(self, updated: "Updated | None" = None, why: Reason | None = None) -> None:
        """Go on to what the index holds now, with the reader where they are.

        Args:
            updated: what was done to it; None where that is not known.
            why: the correction that it was done for.
        """
        if why is None and self.app.screen is not self:
            self._outdated = True
            return
        self._outdated = False
        if updated is None and not self.session.corpus.may_have_changed:
            return
        self._catch_up()
        if not self.session.corpus.dates:  # nothing was there to be read yet
            if self.session.renew():
                self._dates.set_sections(self.session.sections())
                self._show_first()
            return
        self.keep()
        shown, edition = self.article, self.session.corpus.edition
        beside = [each for each in self._read_meanwhile() if each != shown]
        if updated and updated.moved:
            self.session.take(updated.moved, why.step if why else None)
        else:
            self.session.renew()
        if self.session.corpus.edition == edition:
            return
        sections = self.session.sections()
        self._dates.set_sections(sections)
        section = self._section if self._section in sections else sections[-1]
        moved = updated.moved if updated else ()
        article = self.session.became(shown, moved) if shown else None
        if why and why.line and shown == why.article:
            here = self.session.articles(section)
            article = next((each for each in here if fold(each.headline) == why.line), article)
        kept = [each for old in beside if (each := self.session.became(old, moved))]
        self._exchange_section(section, article, kept)

    def _read_meanwhile(self) -> Sequence[Article]:
        """The articles that the Unread list still shows though they were read since it was entered."""
        if self._section != UNREAD:
            return []
        return self.session.read_among(self._headlines.articles)

    def action_stop(self) -> None:
        """Stop indexing; what is there stays, and can be read."""
        if self._working and self._work:
            self._work.cancel()
            self._stopped, self._doing = True, ""
            while self._waiting:
                self._update_for(self._waiting.pop(0))
            self._show_titles()
            self._say("Indexing stopped. R goes on with it")
        else:
            self._say("Nothing is being indexed")

    def action_look(self) -> None:
        """Look for captures that came, changed or went."""
        if self._working:
            self._say("Looking already")
        else:
            self._begin_update()
            self._say("Looking for captures")
