"""What the reader did in this sitting, step by step, so that each step can be taken back."""

from dataclasses import dataclass, field

from careader.capture.models import Correction
from careader.state import Change


@dataclass(slots=True)
class Step:
    """What one undo takes back.

    Attributes:
        said: what was done, in words.
        changes: the changes of marks, in the order in which they were made.
        correction: the reader's word about a line; None where the step changed marks only.
        before: the reader's earlier word about the same line; None where there was none.
    """

    said: str
    changes: list[Change] = field(default_factory=list)
    correction: Correction | None = None
    before: Correction | None = None


class UndoSteps:
    """The steps that can be taken back, the last one first."""

    def __init__(self) -> None:
        self._steps: list[Step] = []

    @property
    def last(self) -> Step | None:
        """The step that the next undo takes back; None where nothing is left."""
        return self._steps[-1] if self._steps else None

    def add(self, step: Step) -> None:
        """Remember a step."""
        self._steps.append(step)

    def drop_last(self) -> None:
        """Forget the last step: it is taken back."""
        self._steps.pop()

    def holds(self, step: Step | None) -> bool:
        """Whether this very step can still be taken back."""
        return any(step is each for each in self._steps)
