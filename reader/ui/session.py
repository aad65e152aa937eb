"""One sitting: the corpus, the reader's marks on it, and what can be undone. Knows nothing of the screen."""

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from reader.capture.models import Correction
from reader.corpus import Article, Choice, Corpus, load
from reader.errors import StateError
from reader.state import Change, Mark, Position, Store
from reader.words import day_in_words

if TYPE_CHECKING:
    from reader.find import Jump

_WAIT = 1.0
"""Seconds to wait for another reader that is just writing: longer would freeze the screen."""


@dataclass(frozen=True, slots=True)
class Section:
    """What the dates pane selects: Unread, Bookmarks, or one date.

    Attributes:
        id: ``unread``, ``bookmarks``, ``undated``, or the date as ISO: what the last view is stored as.
        name: as shown.
        day: the date; None for the others.
    """

    id: str
    name: str
    day: date | None = None

    @property
    def is_date(self) -> bool:
        """Whether it is a date, or the absence of one."""
        return self.id not in {UNREAD.id, BOOKMARKS.id}


UNREAD = Section("unread", "Unread")
BOOKMARKS = Section("bookmarks", "Bookmarks")


def section_of(day: date | None) -> Section:
    """The section of a date, or of the captures without one."""
    return (
        Section(day.isoformat(), f"{day:%a} {day_in_words(day)}", day)
        if day
        else Section("undated", "Undated")
    )


@dataclass(frozen=True, slots=True)
class View:
    """Where the reader is: what the next start goes back to.

    Attributes:
        section: id of the section.
        article: id of the article, None for none.
        pane: which pane has the keyboard.
    """

    section: str
    article: str | None
    pane: str


@dataclass(frozen=True, slots=True)
class Word:
    """A correction, and what the reader had said about the same line before."""

    now: Correction
    before: Correction | None


class Session:
    """The corpus, read with the reader's corrections, and the reader's marks on it.

    A mark that cannot be written is kept for this sitting, said in `problem`, and written with the next one
    that can be.

    Args:
        choice: what to read.
        state_file: where the marks are.
        read: reads it, with corrections; called again when those change.

    Attributes:
        corpus: what is read.
        choice: where that came from.
        problem: why marks are not being saved; None while they are.
    """

    def __init__(
        self,
        choice: Choice,
        state_file: Path,
        read: Callable[[Choice, Collection[Correction]], Corpus] = load,
    ) -> None:
        self.choice = choice
        self._read = read
        self.problem: str | None = None
        self._lasting: str | None = None
        self._unsaved: list[Change] = []
        self._undo: list[tuple[str, list[Change | Word]]] = []
        try:
            self._store = Store.open(state_file, timeout=_WAIT)
        except StateError as error:
            self.problem = self._lasting = str(error)
            self._store = Store.in_memory(state_file)
        self._marked: dict[Mark, set[str]] = {}
        self._read_marks()
        self.corpus = read(choice, self._corrections())

    def _read_marks(self) -> None:
        try:
            self._marked = {mark: set(self._store.marked(mark)) for mark in Mark}
        except StateError as error:
            self.problem = str(error)
            self._marked = self._marked or {mark: set() for mark in Mark}

    def close(self) -> None:
        """End the sitting. Nothing waits to be saved but what could not be."""
        self._store.close()

    def is_read(self, article: Article) -> bool:
        """Whether any copy of it was read."""
        return not self._marked[Mark.READ].isdisjoint(article.keys)

    def is_bookmarked(self, article: Article) -> bool:
        """Whether any copy of it was bookmarked."""
        return not self._marked[Mark.BOOKMARK].isdisjoint(article.keys)

    def unread(self, articles: Iterable[Article]) -> int:
        """How many of the articles are unread."""
        return sum(not self.is_read(article) for article in articles)

    def sections(self) -> list[Section]:
        """Unread, Bookmarks, and every date, latest first, undated last."""
        return [UNREAD, BOOKMARKS, *map(section_of, self.corpus.dates)]

    def articles(self, section: Section) -> Sequence[Article]:
        """What a section holds now."""
        if section.id == UNREAD.id:
            return [article for article in self.corpus.articles if not self.is_read(article)]
        if section.id == BOOKMARKS.id:
            return [article for article in self.corpus.articles if self.is_bookmarked(article)]
        return self.corpus.on(section.day)

    def mark(self, mark: Mark, articles: Sequence[Article], *, on: bool, said: str) -> bool:
        """Set a mark on articles, or take it back, and remember how to undo that.

        Args:
            mark: which.
            articles: on which.
            on: set it, or take it back.
            said: what was done, for the undo message.

        Returns:
            Whether anything changed.
        """
        marked = self._marked[mark]
        keys = tuple(
            key
            for article in articles
            if marked.isdisjoint(article.keys) is on
            for key in article.keys
            if (key in marked) is not on
        )
        change = Change(mark, on, keys)
        self._make(change)
        if keys:
            self._undo.append((said, [change]))
        return bool(keys)

    def carry_bookmark(self, article: Article) -> None:
        """Bookmark what a bookmarked article was joined to, as a part of the correction just made."""
        keys = tuple(key for key in article.keys if key not in self._marked[Mark.BOOKMARK])
        if keys and not self.is_bookmarked(article):
            change = Change(Mark.BOOKMARK, on=True, keys=keys)
            self._make(change)
            self._undo[-1][1].append(change)

    def undo(self) -> tuple[str, bool] | None:
        """Take back the last change.

        Returns:
            What it was, and whether it was a correction, after which the corpus is to be read anew
            (`reread`); None where there is nothing left to undo.
        """
        if not self._undo:
            return None
        said, made = self._undo.pop()
        for last in reversed(made):
            if isinstance(last, Change):
                self._make(last.inverse())
                continue
            with self._writing():
                if last.before:
                    self._store.correct(last.before)
                else:
                    self._store.take_back(last.now)
        return said, any(isinstance(last, Word) for last in made)

    def correct(self, correction: Correction, said: str) -> bool:
        """Keep the reader's word that a line is a headline, or is none; returns whether it could be kept.

        Unlike a mark it is worth nothing before it is kept: the corpus is read anew with what is stored.
        """
        known = {(each.line, each.lead): each for each in self._corrections()}
        before = known.get((correction.line, correction.lead))
        with self._writing():
            self._store.correct(correction)
            self._undo.append((said, [Word(correction, before)]))
            return True
        return False

    def _corrections(self) -> frozenset[Correction]:
        try:
            return self._store.corrections()
        except StateError as error:
            self.problem = str(error)
            return frozenset()

    def reread(self) -> Callable[[], Corpus]:
        """What reads the corpus anew, with all corrections; to be called on any thread."""
        return partial(self._read, self.choice, self._corrections())

    def take(self, corpus: Corpus) -> None:
        """Go on with a corpus that was read anew."""
        self.corpus = corpus
        self.__dict__.pop("jump", None)

    def _make(self, change: Change) -> None:
        marked = self._marked[change.mark]
        if change.on:
            marked.update(change.keys)
        else:
            marked.difference_update(change.keys)
        self._unsaved.append(change)
        self.save()

    def save(self) -> None:
        """Write what could not be written before."""
        with self._writing():
            while self._unsaved:
                self._store.apply(self._unsaved[0])
                del self._unsaved[0]

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """Tell in `problem` whether what is written in the block is on disk."""
        try:
            yield
        except StateError as error:
            self.problem = str(error)
        else:
            self.problem = self._lasting

    def refresh(self) -> bool:
        """Take over what another reader marked meanwhile; returns whether there was anything."""
        try:
            if not self._store.changed_elsewhere():
                return False
        except StateError as error:
            self.problem = str(error)
            return False
        self._read_marks()
        for change in self._unsaved:
            (set.update if change.on else set.difference_update)(self._marked[change.mark], change.keys)
        return True

    @cached_property
    def jump(self) -> "Jump":
        """Finds headlines of the corpus by what is typed; a row is a place in `Corpus.articles`."""
        from reader.find import Jump

        return Jump([" ".join(article.headline.split()) for article in self.corpus.articles])

    def position(self, article: Article) -> Position | None:
        """Where reading the article stopped."""
        try:
            return self._store.position(article.keys)
        except StateError as error:
            self.problem = str(error)
            return None

    def keep_position(self, article: Article, position: Position) -> None:
        """Keep where reading the article stopped."""
        with self._writing():
            self._store.set_position(article.keys, position)

    def view(self) -> View | None:
        """Where the reader was when this corpus was last left."""
        try:
            stored = self._store.view(self.choice.id)
            if stored is None:
                return None
            record = json.loads(stored)
            return View(str(record["section"]), record["article"], str(record["pane"]))
        except StateError as error:
            self.problem = str(error)
        except (ValueError, KeyError, TypeError):
            pass  # another version's view: start afresh
        return None

    def keep_view(self, view: View) -> None:
        """Keep where the reader is."""
        record = {"section": view.section, "article": view.article, "pane": view.pane}
        with self._writing():
            self._store.set_view(self.choice.id, json.dumps(record))
