"""The reader's own state in state.db: marks, positions, notes, corrections, undo steps."""

from careader.state.models import Change, Mark, Position
from careader.state.store import Store

__all__ = ["Change", "Mark", "Position", "Store"]
