"""Undo: the reader's steps, which can be taken back even after a restart."""

import json
from collections.abc import Sequence
from typing import Any, NamedTuple

from careader.capture.models import Correction
from careader.sitting.saved_state import SavedState
from careader.state import Mark, MarkChange, Store


class NoteChange(NamedTuple):
    """A change of a note: the keys of its article, the text before, and the text after."""

    keys: tuple[str, ...]
    before: str
    after: str


class Step:
    """A step: everything that one undo takes back.

    Attributes:
        said: what was done, in words.
        changes: the changes of marks, in the order in which they were made.
        correction: the correction of a line; None where the step has none.
        before: the earlier correction of the same line; None where there was none.
        note: the change of a note; None where the step has none.
        number: the number of the step in the state; None where it is not saved.
    """

    def __init__(
        self,
        said: str,
        changes: Sequence[MarkChange] = (),
        *,
        correction: Correction | None = None,
        before: Correction | None = None,
        note: NoteChange | None = None,
    ) -> None:
        self.said, self.changes = said, [*changes]
        self.correction, self.before, self.note = correction, before, note
        self.number: int | None = None


class UndoSteps:
    """The steps that can be taken back, last step first; steps of earlier sittings are included.

    Args:
        state: the state in which the steps are saved.
        corpus: the id of the choice of captures; each choice has its own steps.
    """

    def __init__(self, state: SavedState, corpus: str) -> None:
        self._state, self._corpus = state, corpus
        self._steps: list[Step] = []
        self._store: Store | None = None  # the store in which the steps have their numbers

    def _follow_store(self) -> None:
        """Read the steps of earlier sittings once; save all steps again if a new file replaced the state."""
        if self._store is self._state.store:
            return
        earlier, self._store = self._store, self._state.store
        if earlier is None:
            with self._state.reading():
                self._steps[:0] = filter(None, (_read(*row) for row in self._store.steps.of(self._corpus)))
        else:
            for step in self._steps:
                self._save(step)

    def _save(self, step: Step) -> None:
        step.number = None
        with self._state.writing():
            step.number = self._state.store.steps.add(self._corpus, _written(step))

    @property
    def last(self) -> Step | None:
        """The step that the next undo takes back; None where no step is left."""
        self._follow_store()
        return self._steps[-1] if self._steps else None

    def add(self, step: Step) -> None:
        """Remember and save a step."""
        self._follow_store()
        self._steps.append(step)
        self._save(step)

    def extend(self, step: Step, change: MarkChange) -> None:
        """Add a change of marks to a remembered step."""
        step.changes.append(change)
        if step.number is not None:
            with self._state.writing():
                self._state.store.steps.rewrite(step.number, _written(step))

    def take_last(self) -> Step | None:
        """Remove and return the last step, for the caller to take back; None where no step is left.

        A step that another open reader has taken back is skipped, so that no step is taken back twice.
        """
        while self.last:
            step = self._steps.pop()
            there = True
            if step.number is not None:
                with self._state.writing():
                    there = self._state.store.steps.remove(step.number)
            if there:
                return step
        return None

    def holds(self, step: Step | None) -> bool:
        """Whether a step can still be taken back."""
        return any(step is each for each in self._steps)


def _written(step: Step) -> str:
    """A step as text, for saving."""
    record = {
        "said": step.said,
        "changes": step.changes,
        "correction": step.correction,
        "before": step.before,
        "note": step.note,
    }
    return json.dumps(record)


def _read(number: int, text: str) -> Step | None:
    """Read a saved step; None for a form that only another version of careader can read."""
    try:
        record = json.loads(text)
        changes = [MarkChange(Mark(mark), bool(on), tuple(keys)) for mark, on, keys in record["changes"]]
        note = record["note"]
        step = Step(
            str(record["said"]),
            changes,
            correction=_correction(record["correction"]),
            before=_correction(record["before"]),
            note=NoteChange(tuple(note[0]), *note[1:]) if note else None,
        )
    except (ValueError, KeyError, TypeError):
        return None
    step.number = number
    return step


def _correction(stored: Any) -> Correction | None:
    return Correction(*stored) if stored else None
