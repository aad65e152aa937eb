"""Finding articles: jump, by a few letters of a headline."""

from reader.find.jump import Jump, Match

__all__ = ["Jump", "Match"]
