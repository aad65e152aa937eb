"""Finding articles: jump, by a few letters of a headline."""

from careader.find.jump.jump import FoundHeadline, Jump

__all__ = ["FoundHeadline", "Jump"]
