"""How far an update of the index is, and what it came to."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an update is.

    Attributes:
        done: captures filed.
        left: captures still to be.
        seconds: the time left, None while that cannot be told.
        filed: whether a reader of the index finds more there than when last told.
    """

    done: int
    left: int
    seconds: float | None
    filed: bool = False


@dataclass(frozen=True, slots=True)
class Moved:
    """What became of an article whose headline's line was judged anew with other corrections.

    Attributes:
        before: its keys.
        after: the keys of the article that holds the line now.
        same: whether the line still is a headline.
    """

    before: tuple[str, ...]
    after: tuple[str, ...]
    same: bool


@dataclass(slots=True)
class Updated:
    """What an update came to.

    Attributes:
        changed: whether the index is another now.
        finished: whether all was done; not where it was cancelled.
        rebuilt: why an index that was there was thrown away; "" where none was.
        moved: what corrections did to articles.
        folders: that were listed, with the times of their last change (`sources.Scan`).
    """

    changed: bool = False
    finished: bool = True
    rebuilt: str = ""
    moved: list[Moved] = field(default_factory=list)
    folders: dict[str, int] = field(default_factory=dict, compare=False)
