"""The sections of the dates pane: Unread, New, Changed, Bookmarks, Notes, found articles, and every date."""

from array import array
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import filterfalse
from typing import TYPE_CHECKING, NamedTuple

from careader.corpus import Article, Articles, Corpus
from careader.sitting.arrivals import Arrivals
from careader.sitting.marks import Marks
from careader.sitting.notes import Notes
from careader.sitting.seen_texts import SeenTexts
from careader.state import Mark
from careader.words import day_in_words

if TYPE_CHECKING:
    from careader.find.search.places import Place
    from careader.find.search.terms import Lookup

_FOUND_KEPT = 2000
"""When the index changes, a found list keeps at most so many articles."""


class Section(NamedTuple):
    """A section: Unread, New, Changed, Bookmarks, Notes, found articles, or one date.

    Attributes:
        id: ``unread``, ``new``, ``changed``, ``bookmarks``, ``notes``, ``found``, ``undated``, or the date in
            ISO form. `LastView.section` is such an id.
        name: the name on screen.
        day: the date; None for other sections.
    """

    id: str
    name: str
    day: date | None = None

    @property
    def is_date(self) -> bool:
        """Whether the section is a date, or the section of undated captures."""
        return self.id not in {UNREAD.id, NEW.id, CHANGED.id, BOOKMARKS.id, NOTES.id, FOUND_ID}


FOUND_ID = "found"
"""The id of the section of the articles that jump or search found."""

UNREAD = Section("unread", "Unread")
NEW = Section("new", "New")
"""The articles that came since the last sitting. The section is listed only if there are such articles."""

CHANGED = Section("changed", "Changed")
BOOKMARKS = Section("bookmarks", "Bookmarks")
NOTES = Section("notes", "Notes")
"""The articles with a note. The section is listed only if there are notes."""


def section_of(day: date | None) -> Section:
    """The section of a date; None gives the section of undated captures."""
    if day is None:
        return Section("undated", "Undated")
    return Section(day.isoformat(), f"{day:%a} {day_in_words(day)}", day)


class FoundList(NamedTuple):
    """The articles that jump or search found, to be listed in the headlines pane.

    Attributes:
        name: the name of the list, which contains the query.
        numbers: the numbers of the articles, best first.
        terms: the lookups to highlight in the articles.
        places: the sentences that answer, if sentences are listed instead of articles; else empty.
        told: the message that the list has only some of the found articles or sentences; "" for a full list.
    """

    name: str
    numbers: Sequence[int]
    terms: "tuple[Lookup, ...]" = ()
    places: "Sequence[Place]" = ()
    told: str = ""


class Sections:
    """The sections of a corpus and the articles in each.

    Args:
        corpus: the articles.
        marks: the reader's marks on the articles.
        notes: the reader's notes on the articles.
        seen_texts: knows which articles changed since they were read.
        arrivals: knows which articles came since the last sitting.

    Attributes:
        found: the last list that jump or search found; None before the first list.
    """

    def __init__(
        self, corpus: Corpus, marks: Marks, notes: Notes, seen_texts: SeenTexts, arrivals: Arrivals
    ) -> None:
        self._corpus, self._marks, self._notes, self._seen_texts = corpus, marks, notes, seen_texts
        self._arrivals = arrivals
        self.found: FoundList | None = None
        self._came = self._changed = False
        self._all: list[Section] = []
        self._counts: dict[str, tuple[int, int]] = {}
        self._counted_at = -1

    @property
    def all(self) -> list[Section]:
        """All sections, as the dates pane lists them: Unread, Bookmarks and every date are always listed."""
        noted = bool(self._notes.numbers)
        if not self._all or (NOTES in self._all) is not noted:
            # Once listed, New and Changed stay for this sitting, since the reader may be looking at them.
            self._came = self._came or bool(self._arrivals.numbers)
            new = [NEW] if self._came else []
            self._changed = self._changed or bool(self._seen_texts.changed)
            changed = [CHANGED] if self._changed else []
            notes = [NOTES] if noted else []
            found = [Section(FOUND_ID, self.found.name)] if self.found else []
            dates = map(section_of, self._corpus.dates)
            self._all = [UNREAD, *new, *changed, BOOKMARKS, *notes, *found, *dates]
        return self._all

    def forget(self) -> None:
        """Compute sections and counts again at the next call, since marks or seen texts may have changed."""
        self._all = []
        self._counts.clear()

    @property
    def dates(self) -> list[Section]:
        """The sections that are dates, latest first, undated last."""
        return [each for each in self.all if each.is_date]

    def list_found(self, found: FoundList) -> Section:
        """Make a section of found articles, in place of an earlier section of found articles."""
        self.found = found
        self._all = []
        self._counts.pop(FOUND_ID, None)
        return next(each for each in self.all if each.id == FOUND_ID)

    def renew(self) -> bool:
        """Move the corpus to the latest edition of the index; returns whether the index changed.

        A found list keeps its articles: each gets its number in the new edition.
        """
        listed = self._corpus.keys_of(self.found.numbers[:_FOUND_KEPT]) if self.found else []
        if not self._corpus.renew():
            return False
        if self.found:
            known = dict(zip(self.found.numbers, listed, strict=False))
            now = {each: next(iter(self._corpus.numbers_of(keys[:1])), None) for each, keys in known.items()}
            numbers = [number for each in known if (number := now[each]) is not None]
            places = [
                place._replace(article=number)
                for place in self.found.places
                if (number := now.get(place.article)) is not None
            ]
            self.found = self.found._replace(numbers=numbers, places=places)
        self._all = []
        return True

    def articles(self, section: Section, beside: Iterable[Article] = ()) -> Articles:
        """The articles of a section now.

        Args:
            section: the section.
            beside: articles that Unread and Changed list even if they are no longer unread or changed.
        """
        if section.is_date:
            return self._corpus.on(section.day)
        if section.id == FOUND_ID:
            found = self.found or FoundList("", ())
            return Articles(self._corpus, [place.article for place in found.places] or found.numbers)
        if section in {NEW, CHANGED, NOTES}:
            return Articles(self._corpus, self._corpus.newest_first(self._numbers(section, beside)))
        everything = self._corpus.articles
        flags = self._marks.current.flags[Mark.READ if section == UNREAD else Mark.BOOKMARK]
        if section == BOOKMARKS:
            numbers = array("I", filter(flags.__getitem__, everything.numbers) if 1 in flags else ())
        elif 1 in flags:
            flags = flags.copy()
            for article in beside:
                flags[article.number] = 0
            numbers = array("I", filterfalse(flags.__getitem__, everything.numbers))
        else:
            return everything
        return Articles(self._corpus, numbers)

    def _numbers(self, section: Section, beside: Iterable[Article]) -> Iterable[int]:
        """The numbers of the articles of New, Changed or Notes, in no order; Changed also has ``beside``."""
        if section == NEW:
            return self._arrivals.numbers
        if section == NOTES:
            return self._notes.numbers
        return {*self._seen_texts.changed, *(article.number for article in beside)}

    def counts(self, section: Section) -> tuple[int, int]:
        """The number of unread articles, and of all articles, of a section.

        The numbers are cached until marks or notes change.
        """
        version = self._marks.version + self._notes.version
        if self._counted_at != version:
            self._counts.clear()
            self._counted_at = version
        if section.id not in self._counts:
            self._counts[section.id] = self._count(section)
        return self._counts[section.id]

    def _count(self, section: Section) -> tuple[int, int]:
        marks = self._marks.current
        if section.is_date:
            numbers = self._corpus.numbers_on(section.day)
            return len(numbers) - marks.count_of(Mark.READ, numbers), len(numbers)
        if section == UNREAD:
            unread = len(self._corpus.articles) - marks.flags[Mark.READ].count(1)
            return unread, unread
        if section == CHANGED:
            return 0, len(self._seen_texts.changed)
        listed = self.articles(section)
        return self._marks.unread(listed), len(listed)
