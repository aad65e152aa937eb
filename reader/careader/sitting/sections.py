"""What the dates pane selects, and where a reader is: values that the session and the screen share."""

from datetime import date
from typing import NamedTuple

from careader.words import day_in_words


class Section(NamedTuple):
    """Unread, Bookmarks, what was found, or one date.

    Attributes:
        id: ``unread``, ``bookmarks``, ``found``, ``undated``, or the date as ISO: what the last view is
            stored as.
        name: as shown.
        day: the date; None for the others.
    """

    id: str
    name: str
    day: date | None = None

    @property
    def is_date(self) -> bool:
        """Whether it is a date, or the absence of one."""
        return self.id not in {UNREAD.id, BOOKMARKS.id, FOUND_ID}


FOUND_ID = "found"
"""The id of the section that holds what jump or search found."""

UNREAD = Section("unread", "Unread")
BOOKMARKS = Section("bookmarks", "Bookmarks")


def section_of(day: date | None) -> Section:
    """The section of a date, or of the captures without one."""
    if day is None:
        return Section("undated", "Undated")
    return Section(day.isoformat(), f"{day:%a} {day_in_words(day)}", day)


class View(NamedTuple):
    """Where the reader is: what the next start goes back to.

    Attributes:
        section: id of the section.
        article: id of the article, None for none.
        pane: which pane has the keyboard.
    """

    section: str
    article: str | None
    pane: str
