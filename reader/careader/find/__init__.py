"""Finding articles: jump to a headline by a few letters, search texts for words, check quotations."""

from careader.find.jump.jump import FoundHeadline, Jump

__all__ = ["FoundHeadline", "Jump"]
