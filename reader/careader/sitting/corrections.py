"""The reader's corrections of headlines: saving and taking back."""

from careader.capture.models import Correction
from careader.sitting.saved_state import SavedState
from careader.sitting.undo import Step, UndoSteps


class Corrections:
    """The reader's corrections: which lines are headlines, and which lines are not.

    Args:
        state: the state in which the corrections are saved.
        steps: remembers each correction for undo.

    Attributes:
        current: the corrections at the last reading.
    """

    def __init__(self, state: SavedState, steps: UndoSteps) -> None:
        self._state, self._steps = state, steps
        self.current = self._stored()

    def _stored(self) -> frozenset[Correction]:
        with self._state.reading():
            return self._state.store.corrections()
        return frozenset()

    def keep(self, correction: Correction, said: str) -> Step | None:
        """Save a correction: a line is a headline, or it is not a headline.

        Unlike a mark, a correction has no effect before it is saved: the index is updated with the saved
        corrections.

        Args:
            correction: the correction.
            said: what was done, in words, for the undo message.

        Returns:
            The undo step; None where the correction could not be saved (`SavedState.problem` says why).
        """
        known = {(each.line, each.lead): each for each in self.current}
        with self._state.writing():
            self._state.store.correct(correction)
            self.current = self._state.store.corrections()
            before = known.get((correction.line, correction.lead))
            step = Step(said, correction=correction, before=before)
            self._steps.add(step)
            return step
        return None

    def delete(self, correction: Correction, said: str) -> Step | None:
        """Delete a correction, so that careader judges the line itself again.

        Args:
            correction: the correction.
            said: what was done, in words, for the undo message.

        Returns:
            The undo step; None where the deletion could not be saved (`SavedState.problem` says why).
        """
        with self._state.writing():
            self._state.store.take_back(correction)
            self.current = self._state.store.corrections()
            step = Step(said, correction=correction, before=correction)
            self._steps.add(step)
            return step
        return None

    def take_back(self, step: Step) -> bool:
        """Restore the correction of the line before a step; returns whether saving succeeded."""
        with self._state.writing():
            if step.before:
                self._state.store.correct(step.before)
            elif step.correction:
                self._state.store.take_back(step.correction)
            self.current = self._state.store.corrections()
            return True
        return False

    def reload(self) -> bool:
        """Read the corrections from the store again; returns whether they changed."""
        before, self.current = self.current, self._stored()
        return self.current != before
