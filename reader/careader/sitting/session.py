"""One sitting: the corpus, and the parts of the reader's state, without a screen."""

from collections.abc import Callable, Collection, Sequence
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from careader.capture.models import Correction
from careader.corpus import Article, Choice, Corpus
from careader.sitting.arrivals import Arrivals
from careader.sitting.corrections import Corrections
from careader.sitting.following import follow_corrections, spread
from careader.sitting.marks import Marks
from careader.sitting.notes import Notes
from careader.sitting.positions import Positions
from careader.sitting.preferences import Preferences
from careader.sitting.saved_state import SavedState
from careader.sitting.sections import Sections
from careader.sitting.seen_texts import SeenTexts
from careader.sitting.undo import Step, UndoSteps
from careader.state import Mark

if TYPE_CHECKING:
    from careader.index.correction_effects import CorrectionEffect
    from careader.sitting.finding import Finding


class Session:
    """The corpus, read with the reader's corrections, and the parts of the reader's state.

    A mark that cannot be saved holds for this sitting, and is saved later; `state.problem` says why it is not
    saved.

    Args:
        choice: the captures to read.
        state_file: the path of `state.db`.
        opened: opens the corpus of a choice, with corrections.
        wait: seconds that a change waits while another program writes the state, as for `SavedState`.

    Attributes:
        choice: the captures.
        state: the reader's open state; its `problem` says why the state is not being saved.
        preferences: the settings, from ``config.toml`` and from the interface.
        corpus: the articles, dates and rates; the same object for every edition of the index.
        steps: the steps that undo can take back.
        corrections: the reader's corrections of headlines.
        marks: the marks read and bookmarked.
        notes: the reader's notes.
        seen_texts: the text of each article that the reader has seen.
        arrivals: the articles that came since the last sitting.
        positions: the position in each article, and the last view.
        sections: the sections of the dates pane.
        queries: the last query of jump, of search and of find within the article.
    """

    def __init__(
        self,
        choice: Choice,
        state_file: Path,
        opened: Callable[[Choice, Collection[Correction]], Corpus],
        wait: float | None = None,
    ) -> None:
        self.choice = choice
        self.queries: dict[str, str] = {}
        self._state_file = state_file
        self.state = SavedState(state_file, wait)
        self.preferences = Preferences(self.state)
        self.steps = UndoSteps(self.state, choice.id)
        self.corrections = Corrections(self.state, self.steps)
        self.corpus = opened(choice, self.corrections.current)
        self.marks = Marks(self.corpus, self.state, self.steps)
        self.notes = Notes(self.corpus, self.state, self.steps)
        self.seen_texts = SeenTexts(self.corpus, self.marks, self.state)
        self.positions = Positions(choice, self.state)
        self.arrivals = Arrivals(self.corpus, self.state)
        self.sections = Sections(self.corpus, self.marks, self.notes, self.seen_texts, self.arrivals)
        self._reload()

    @cached_property
    def finding(self) -> "Finding":
        """Jump and search; imported at the first use, since the first frame needs neither."""
        from careader.sitting.finding import Finding

        return Finding(self.corpus, lambda: self.marks.current, self._state_file)

    def _reload(self) -> None:
        """Read marks, notes and seen texts from the store again."""
        self.marks.reload()
        self.notes.reload()
        self.seen_texts.reload()
        self.sections.forget()

    def leave(self) -> None:
        """End a sitting in which the reader could look at the new articles, and close the session."""
        self.arrivals.end(self.marks.unread_of)
        self.close()

    def close(self) -> None:
        """Close the session; first try to save waiting changes. If that fails, `state.problem` says why."""
        self.state.close()
        self.corpus.close()
        if "finding" in self.__dict__:
            self.finding.close()

    def open(self, article: Article) -> None:
        """Note that the reader opened an article: its text is seen, and the article read.

        The preferences can say that opening does not mark an article read.
        """
        wanted = self.preferences.current.mark_read == "open"
        if not (wanted and self.marks.set(Mark.READ, [article], on=True)):
            self.seen_texts.see(article)  # an article that becomes read is seen by this already

    def reach_end(self, article: Article) -> bool:
        """Note that the reader reached the end of an article: the preferences can say that it is read then.

        Returns:
            Whether the article was unread, and is read now.
        """
        wanted = self.preferences.current.mark_read == "end"
        return wanted and self.marks.set(Mark.READ, [article], on=True)

    def undo(self) -> Step | None:
        """Take back the last step.

        Returns:
            The step; None where no step is left, or where the step cannot be undone now (`state.problem` says
            why). After a step with a correction, the caller has to update the index.

        Raises:
            CareaderError: the step can no longer be undone, since its note was changed again.
        """
        step = self.steps.take_last()
        if step is None:
            return None
        done = self.corrections.take_back(step) if step.correction else True
        done = self.notes.take_back(step.note) if step.note else done
        if not done:
            problem = self.state.problem
            self.steps.add(step)
            self.state.problem = problem  # saving the step may have succeeded, and cleared the problem
            return None
        for change in reversed(step.changes):
            self.marks.take_back(change)
        return step

    def renew(self) -> bool:
        """Move to the latest edition of the index; returns whether the index changed.

        The reader's state of an article is spread to the copies that joined the article.
        """
        if not self.sections.renew():
            return False
        self.spread_state()
        return True

    def spread_state(self) -> None:
        """Spread the state of each copy to the other copies of its article, since any copy may be deleted."""
        with self.state.writing():
            spread(self.corpus, self.state.store)
        self._reload()

    def renew_corrected(self, effects: "Sequence[CorrectionEffect]", step: Step | None) -> None:
        """Move to an edition of the index that corrections changed; marks and positions go with articles.

        Args:
            effects: the effects of the corrections on articles.
            step: the undo step of the correction. The changes of marks become part of the step, so that undo
                takes them back too. None after an undo, which has already taken the marks back.
        """
        with self.state.reading():
            marked = {mark: self.state.store.marked(mark) for mark in Mark}
            changed = self.seen_texts.changed_keys()
            self.renew()
            if step is not None and self.steps.holds(step):
                for change in follow_corrections(effects, marked):
                    self.marks.make(change)
                    self.steps.extend(step, change)
            if self.state.store.spread([(*each.before, *each.after) for each in effects if each.same]):
                self._reload()
            self.seen_texts.take_corrected(effects, changed)

    def successor(self, article: Article, effects: "Sequence[CorrectionEffect]" = ()) -> Article | None:
        """The article that corresponds to an article of an earlier edition; None where no copy is left.

        Args:
            article: the article of the earlier edition.
            effects: the effects of corrections since then.
        """
        keys = set(article.keys)
        after = [each.after for each in effects if keys & set(each.before)]
        found = map(self.corpus.article, chain(*after[:1], article.keys))
        return next((each for each in found if each), None)

    def refresh(self) -> bool:
        """Save waiting changes, and read the changes of other open readers.

        Returns:
            Whether the state changed. Corrections are read separately (`corrections.reload`).
        """
        if not self.state.has_news():
            return False
        self._reload()
        return True
