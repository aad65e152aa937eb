"""The reader's own marks and places: read, bookmarks, positions, in SQLite."""

from careader.state.models import Change, Mark, Position
from careader.state.store import Store

__all__ = ["Change", "Mark", "Position", "Store"]
