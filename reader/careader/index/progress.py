"""The progress and the result of an update of the index."""

from dataclasses import dataclass, field

from careader.index.correction_effects import CorrectionEffect


@dataclass(frozen=True, slots=True)
class Progress:
    """The progress of an update.

    Attributes:
        done: the number of filed captures.
        left: the number of captures that are not filed yet.
        seconds: the estimated time left; None while no estimate is possible.
        filed: whether the index gained captures since the last report.
    """

    done: int
    left: int
    seconds: float | None
    filed: bool = False


@dataclass(slots=True)
class Updated:
    """The result of an update.

    Attributes:
        changed: whether the index changed.
        finished: whether all work was done; False where the update was cancelled.
        rebuilt: why the old index was deleted and made again; "" where it was kept.
        effects: the effects of corrections on articles.
        folders: the time of the last change of each listed folder (`scanning.Scan`).
    """

    changed: bool = False
    finished: bool = True
    rebuilt: str = ""
    effects: list[CorrectionEffect] = field(default_factory=list)
    folders: dict[str, int] = field(default_factory=dict, compare=False)
