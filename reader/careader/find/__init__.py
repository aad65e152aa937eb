"""Finding articles: jump by letters of a headline, search by words of the text, check quotations."""

from careader.find.jump.jump import FoundHeadline, Jump

__all__ = ["FoundHeadline", "Jump"]
