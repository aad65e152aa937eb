"""The reader's own state in state.db: marks, positions, notes, corrections, undo steps."""

from careader.state.models import Mark, MarkChange, Position
from careader.state.store import Store

__all__ = ["Mark", "MarkChange", "Position", "Store"]
