"""The worker that keeps the index up to date beside the screen, and tells by messages how far it is."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from textual import work
from textual.message import Message
from textual.widget import Widget
from textual.worker import Worker, get_current_worker

from careader.corpus import Article
from careader.errors import CareaderError
from careader.sitting.session import Session
from careader.sitting.undo import Step
from careader.ui.safe_text import say
from careader.words import count, reason, time_in_words

if TYPE_CHECKING:
    from careader.index.progress import Progress, Updated
    from careader.sitting.indexing import Indexing

_SOON = 1.0
"""Seconds after which the first update begins where there is something to read: until then nothing delays the
first frame and the first keys."""

_BRIEF = 200
"""How many captures are indexed without a word in the title: they take a second or two."""


class AfterCorrection(NamedTuple):
    """Why the index is brought up to date after a correction, and where the reader was.

    Attributes:
        step: the correction; None for a correction that was taken back.
        line: the headline, folded, of the article to show afterwards, if the reader is still there.
        article: the article that was shown.
    """

    step: Step | None
    line: str
    article: Article | None


class IndexWorker(Widget):
    """Owns the indexing and its thread. Not to be seen: it works, and posts messages.

    Args:
        session: the sitting whose index is kept up to date.
        make_indexing: makes the indexing, on the worker's thread; None where the index never changes, as in
            a test.

    Attributes:
        doing: the work that is under way, in words for the title; "" for none, or for short work.
        stopped: whether the reader stopped indexing, or it failed: it goes on when asked to.
    """

    DEFAULT_CSS = "IndexWorker { display: none; }"

    class Progressed(Message):
        """More captures are filed, and `doing` has changed."""

        def __init__(self, *, filed: bool) -> None:
            super().__init__()
            self.filed = filed

    @dataclass
    class Finished(Message):
        """The index is up to date. Whoever shows that calls `go_on` afterwards."""

        updated: "Updated"
        why: AfterCorrection | None

    class Failed(Message):
        """The index could not be brought up to date; the reader was told why."""

    def __init__(self, session: Session, make_indexing: "Callable[[], Indexing] | None") -> None:
        super().__init__()
        self._session = session
        self._make_indexing = make_indexing
        self._indexing: Indexing | None = None
        self._thread: Worker[None] | None = None
        self._waiting: list[AfterCorrection] = []
        self.stopped = False
        self.doing = "Reading the captures" if make_indexing and not session.corpus.dates else ""

    def on_mount(self) -> None:
        """Begin the first update: at once where there is nothing to read yet."""
        if _SOON and self._session.corpus.dates:
            self.set_timer(_SOON, self.begin)
        else:
            self.call_after_refresh(self.begin)

    def on_unmount(self) -> None:
        """Leave no work behind."""
        if self._thread:
            self._thread.cancel()

    @property
    def unfinished(self) -> bool:
        """Whether captures are known to be missing from what is shown."""
        return bool(self.doing) or self.stopped

    @property
    def working(self) -> bool:
        """Whether an update is under way."""
        return self._thread is not None and not self._thread.is_finished

    def look(self) -> bool:
        """Begin an update where captures or corrections may have changed, or the index is damaged.

        Returns:
            Whether an update is under way now.
        """
        if self.working:
            return True
        if self.stopped:
            return False
        if self._session.corpus.damaged:
            say(self, "The index is damaged: it is made anew. Nothing of yours is in it", trouble=True)
            self.begin(damaged=self._session.corpus.file)
        elif self._session.corrections.read_again() or (self._indexing and self._indexing.is_due()):
            self.begin()
        return self.working

    def begin(self, *, damaged: tuple[int, int] | None = None) -> None:
        """Bring the index up to date on a thread; an update that is under way begins again.

        Args:
            damaged: the file (`locations.file_at`) of an index that is to be thrown away first.
        """
        if self._make_indexing:
            self.stopped = False
            self._thread = self._update(damaged)

    def correct(self, why: AfterCorrection) -> None:
        """Have headlines judged anew after a correction, once the indexing that is under way has ended."""
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
        """Stop indexing; filed captures stay. Returns whether an update was under way."""
        if not (self.working and self._thread):
            return False
        self._thread.cancel()
        self.stopped, self.doing = True, ""
        while self._waiting:
            self._update_for(self._waiting.pop(0))
        return True

    def go_on(self, why: AfterCorrection | None) -> None:
        """Begin what has waited for an update that is finished and shown.

        Args:
            why: the correction that the update was made for.
        """
        if self._waiting:
            self._begin_correction(self._waiting.pop(0))
        elif why and not self.stopped:
            self.begin()  # goes on with the update that the correction interrupted

    @work(thread=True, exclusive=True, group="update", exit_on_error=False)
    def _update(self, damaged: tuple[int, int] | None) -> None:
        self._run(damaged=damaged)

    @work(thread=True, group="correct", exit_on_error=False)
    def _update_for(self, why: AfterCorrection) -> None:
        self._run(why)

    def _run(self, why: AfterCorrection | None = None, *, damaged: tuple[int, int] | None = None) -> None:
        """Do an update on this worker's thread, and tell of it on the screen's."""
        worker = get_current_worker()

        def tell(told: Callable[..., None], *values: object) -> None:
            def unless_cancelled() -> None:
                if not worker.is_cancelled:
                    told(*values)

            if not worker.is_cancelled:
                self.app.call_from_thread(unless_cancelled)

        try:
            if self._indexing is None and self._make_indexing:
                self._indexing = self._make_indexing()
            assert self._indexing, "there is no worker without"  # noqa: S101 - narrows the type
            updated = self._indexing.run(
                self._session.corrections.current,
                # The panes go on to a corrected edition only with what the correction did to articles.
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
        self.post_message(self.Progressed(filed=progress.filed))

    def _failed(self, said: str) -> None:
        self.doing, self.stopped = "", True
        say(self, f"The index was not brought up to date. {said}", trouble=True)
        self.post_message(self.Failed())

    def _finished(self, updated: "Updated", why: AfterCorrection | None) -> None:
        self.doing = ""
        if updated.rebuilt:
            say(self, f"The index was made anew. {updated.rebuilt}", trouble=True)
        self.post_message(self.Finished(updated, why))
