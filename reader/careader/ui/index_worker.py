"""The worker that updates the index on a thread of its own, and reports its progress by Textual messages."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from textual.message import Message
from textual.screen import Screen
from textual.worker import Worker, get_current_worker

from careader.corpus import Article
from careader.errors import CareaderError
from careader.sitting.session import Session
from careader.sitting.undo import Step
from careader.ui.safe_text import show_message
from careader.words import count, reason, time_in_words

if TYPE_CHECKING:
    from careader.index.progress import Progress, Updated
    from careader.sitting.indexing import Indexing

_SOON = 1.0
"""Seconds before the first update where there are articles to read. The delay keeps the first frame and the
first keys fast."""

_BRIEF = 200
"""The most captures that are indexed without a note in the title: they take a second or two."""


class AfterCorrection(NamedTuple):
    """A correction that the index must follow, and the place of the reader at that time.

    Attributes:
        step: the step of the correction; None where undo took the correction back.
        line: the folded headline of the article to show afterwards, if the reader has not left the article.
        article: the article that was shown at that time.
    """

    step: Step | None
    line: str
    article: Article | None


class IndexWorker:
    """Runs the indexing on its thread, and posts messages to a screen.

    Args:
        screen: the screen that gets the messages. Its end cancels the update that still runs.
        session: the sitting whose index is kept up to date.
        make_indexing: makes the indexing, on the worker's thread; None where the index never changes, as in
            tests.

    Attributes:
        doing: the current work, in words for the title; "" while there is no work, or only short work.
        stopped: whether the indexing ended early, since the reader stopped it or since it failed.
    """

    class Progressed(Message):
        """`doing` has changed. ``filed`` tells whether new captures can be read."""

        def __init__(self, *, filed: bool) -> None:
            super().__init__()
            self.filed = filed

    class Finished(Message):
        """The index is up to date. The handler shows the new edition, then calls `go_on`."""

        def __init__(self, updated: "Updated", why: AfterCorrection | None) -> None:
            super().__init__()
            self.updated, self.why = updated, why

    class Failed(Message):
        """The update of the index failed. A message on screen has said why."""

    def __init__(
        self, screen: Screen[None], session: Session, make_indexing: "Callable[[], Indexing] | None"
    ) -> None:
        self._screen = screen
        self._session = session
        self._make_indexing = make_indexing
        self._indexing: Indexing | None = None
        self._thread: Worker[None] | None = None
        self._waiting: list[AfterCorrection] = []
        self.stopped = False
        self.doing = "Reading the captures" if make_indexing and not session.corpus.dates else ""

    def begin_soon(self) -> None:
        """Begin the first update: at once where there are no articles yet, else after a second."""
        if _SOON and self._session.corpus.dates:
            self._screen.set_timer(_SOON, self.begin)
        else:
            self._screen.call_after_refresh(self.begin)

    @property
    def unfinished(self) -> bool:
        """Whether the index is known to lack captures."""
        return bool(self.doing) or self.stopped

    @property
    def working(self) -> bool:
        """Whether an update is running."""
        return self._thread is not None and not self._thread.is_finished

    def look(self) -> bool:
        """Begin an update if captures or corrections may have changed, or if the index is damaged.

        Returns:
            Whether an update is running now.
        """
        if self.working:
            return True
        if self.stopped:
            return False
        if self._session.corpus.damaged:
            show_message(
                self._screen, "The index is damaged: it is made anew. Nothing of yours is in it", trouble=True
            )
            self.begin(damaged=self._session.corpus.file)
        elif self._session.corrections.reload() or (self._indexing and self._indexing.is_due()):
            self.begin()
        return self.working

    def begin(self, *, damaged: tuple[int, int] | None = None) -> None:
        """Begin an update on a thread. A running update is cancelled first.

        Args:
            damaged: the damaged index file to delete first, as `locations.file_at` identifies it.
        """
        if self._make_indexing:
            self.stopped = False
            self._thread = self._screen.run_worker(
                partial(self._run, damaged=damaged),
                group="update",
                exit_on_error=False,
                exclusive=True,
                thread=True,
            )

    def correct(self, why: AfterCorrection) -> None:
        """Begin the update for a correction: at once, or after the running indexing."""
        if self._make_indexing:
            if self.doing:
                self._waiting.append(why)
            else:
                self._begin_correction(why)

    def _begin_correction(self, why: AfterCorrection) -> None:
        if self._thread:
            self._thread.cancel()
        self._update_for(why)

    def stop(self) -> bool:
        """Stop indexing, and keep the filed captures. Returns whether an update was running."""
        if not (self.working and self._thread):
            return False
        self._thread.cancel()
        self.stopped, self.doing = True, ""
        while self._waiting:
            self._update_for(self._waiting.pop(0))
        return True

    def go_on(self, why: AfterCorrection | None) -> None:
        """Begin the next update after an update is finished and shown: the next correction, or the rest.

        Args:
            why: the correction that caused the finished update, if any.
        """
        if self._waiting:
            self._begin_correction(self._waiting.pop(0))
        elif why and not self.stopped:
            self.begin()  # resumes the update that the correction interrupted

    def _update_for(self, why: AfterCorrection) -> None:
        self._screen.run_worker(partial(self._run, why), group="correct", exit_on_error=False, thread=True)

    def _run(self, why: AfterCorrection | None = None, *, damaged: tuple[int, int] | None = None) -> None:
        """Update the index on this thread, and report to the screen on the screen's thread."""
        worker = get_current_worker()

        def tell(told: Callable[..., None], *values: object) -> None:
            def unless_cancelled() -> None:
                if not worker.is_cancelled:
                    told(*values)

            if not worker.is_cancelled:
                self._screen.app.call_from_thread(unless_cancelled)

        try:
            if self._indexing is None and self._make_indexing:
                self._indexing = self._make_indexing()
            assert self._indexing, "there is no worker without"  # noqa: S101 - narrows the type
            updated = self._indexing.run(
                self._session.corrections.current,
                # After a correction the panes need its effects on articles: only a finished update has them.
                lambda progress: None if why else tell(self._progressed, progress),
                lambda: worker.is_cancelled and why is None,
                damaged=damaged,
            )
        except OSError as error:
            tell(self._failed, f"{error.filename}: {reason(error)}")
        except CareaderError as error:
            tell(self._failed, str(error))
        else:
            tell(self._finished, updated, why)

    def _progressed(self, progress: "Progress") -> None:
        left = "" if progress.seconds is None else f" · {time_in_words(progress.seconds)} left"
        total = progress.done + progress.left
        if total > _BRIEF or self.doing:
            self.doing = f"Indexing {progress.done:,} of {count(total, 'capture')}{left}"
        self._screen.post_message(self.Progressed(filed=progress.filed))

    def _failed(self, said: str) -> None:
        self.doing, self.stopped = "", True
        show_message(self._screen, f"The index was not brought up to date. {said}", trouble=True)
        self._screen.post_message(self.Failed())

    def _finished(self, updated: "Updated", why: AfterCorrection | None) -> None:
        self.doing = ""
        if updated.rebuilt:
            show_message(self._screen, f"The index was made anew. {updated.rebuilt}", trouble=True)
        self._screen.post_message(self.Finished(updated, why))
