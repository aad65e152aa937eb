"""The reader's own marks and places: read, bookmarks, positions, in SQLite."""

from reader.state.models import Change, Mark, Position
from reader.state.store import Store

__all__ = ["Change", "Mark", "Position", "Store"]
