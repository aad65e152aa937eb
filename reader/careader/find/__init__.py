"""Finding articles: jump, by a few letters of a headline."""

from careader.find.jump.jump import Jump, Match

__all__ = ["Jump", "Match"]
