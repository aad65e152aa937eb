"""The progress and the result of an update of the index."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Progress:
    """The progress of an update.

    Attributes:
        done: how many captures were filed.
        left: how many captures are still to be filed.
        seconds: the estimated time left; None while no estimate is possible.
        filed: whether the index has more to show than at the last report.
    """

    done: int
    left: int
    seconds: float | None
    filed: bool = False


@dataclass(frozen=True, slots=True)
class CorrectionEffect:
    """The effect of a correction on one article.

    Attributes:
        before: the keys that the article had before the correction.
        after: the keys of the article that holds its headline's line now.
        same: whether that line is still a headline.
    """

    before: tuple[str, ...]
    after: tuple[str, ...]
    same: bool


@dataclass(slots=True)
class Updated:
    """The result of an update.

    Attributes:
        changed: whether the index changed.
        finished: whether all work was done; False where the update was cancelled.
        rebuilt: why the earlier index was thrown away; "" where it was not.
        effects: the effects of corrections on articles.
        folders: the listed folders, with the times of their last change (`sources.Scan`).
    """

    changed: bool = False
    finished: bool = True
    rebuilt: str = ""
    effects: list[CorrectionEffect] = field(default_factory=list)
    folders: dict[str, int] = field(default_factory=dict, compare=False)
