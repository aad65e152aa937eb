"""One sitting: the corpus, the reader's marks on it, and what can be undone. Knows nothing of the screen."""

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from reader.capture.models import Correction
from reader.corpus import Article, Choice, Corpus, load
from reader.errors import StateError
from reader.marks import Marks, carried, successors
from reader.state import Change, Mark, Position, Store
from reader.ui.sections import BOOKMARKS, UNREAD, Section, View, section_of
from reader.words import one_line

if TYPE_CHECKING:
    from reader.find import Jump

_WAIT = 1.0
"""Seconds to wait for another reader that is just writing: longer would freeze the screen."""


@dataclass(slots=True)
class Step:
    """What one undo takes back.

    Attributes:
        said: what was done, in words.
        changes: of marks, in the order they were made.
        correction: the reader's word about a line; None where the step was none.
        before: what the reader had said about that line before.
    """

    said: str
    changes: list[Change] = field(default_factory=list)
    correction: Correction | None = None
    before: Correction | None = None


class Session:
    """The corpus, read with the reader's corrections, and the reader's marks on it.

    A mark that cannot be written is kept for this sitting, said in `problem`, and written when it can be.

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
        self._steps: list[Step] = []
        self._figures: dict[str, tuple[int, int]] = {}
        self._jump: tuple[Corpus, Jump] | None = None
        self._state_file = state_file
        try:
            self._store = Store.open(state_file, timeout=_WAIT)
        except StateError as error:
            self.problem = self._lasting = str(error)
            self._store = Store.in_memory(state_file)
        self._file = _identity(state_file)
        self._keys: dict[Mark, set[str]] = {mark: set() for mark in Mark}
        self.marks = Marks(self._keys)
        self._read_marks()
        self._corrections = self._stored_corrections()
        self.corpus = read(choice, self._corrections)

    def _read_marks(self) -> None:
        with self._reading():
            self._keys.update({mark: set(self._store.marked(mark)) for mark in Mark})
        for change in self._unsaved:
            self._note(change)
        self._figures.clear()

    def _stored_corrections(self) -> frozenset[Correction]:
        with self._reading():
            return self._store.corrections()
        return frozenset()

    @contextmanager
    def _reading(self) -> Iterator[None]:
        """What cannot be read of the state is as good as not there; `problem` says so."""
        try:
            yield
        except StateError as error:
            self.problem = str(error)

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """Tell in `problem` whether everything is on disk after what the block writes."""
        try:
            yield
        except StateError as error:
            self.problem = str(error)
        else:
            if not self._unsaved:
                self.problem = self._lasting

    def close(self) -> None:
        """End the sitting, after a last try to write what could not be written before; `problem` tells."""
        self.save()
        self._store.close()

    def is_read(self, article: Article) -> bool:
        """Whether any copy of it was read."""
        return self.marks.has(Mark.READ, article)

    def is_bookmarked(self, article: Article) -> bool:
        """Whether any copy of it was bookmarked."""
        return self.marks.has(Mark.BOOKMARK, article)

    def unread(self, articles: Iterable[Article]) -> int:
        """How many of the articles are unread."""
        return sum(not self.is_read(article) for article in articles)

    def sections(self) -> list[Section]:
        """Unread, Bookmarks, and every date, latest first, undated last."""
        return [UNREAD, BOOKMARKS, *map(section_of, self.corpus.dates)]

    def articles(self, section: Section) -> Sequence[Article]:
        """What a section holds now."""
        if section == UNREAD:
            return [article for article in self.corpus.articles if not self.is_read(article)]
        if section == BOOKMARKS:
            return [article for article in self.corpus.articles if self.is_bookmarked(article)]
        return self.corpus.on(section.day)

    def figures(self, section: Section) -> tuple[int, int]:
        """How many of a section's articles are unread, and how many there are; counted once a change."""
        if section.id not in self._figures:
            articles = self.articles(section)
            self._figures[section.id] = self.unread(articles), len(articles)
        return self._figures[section.id]

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
        needed = self.marks.missing if on else self.marks.present
        keys = tuple(dict.fromkeys(key for article in articles for key in needed(mark, article)))
        if keys:
            change = Change(mark, on, keys)
            self._make(change)
            self._steps.append(Step(said, [change]))
        return bool(keys)

    def _make(self, change: Change) -> None:
        self._note(change)
        self._figures.clear()
        self._unsaved.append(change)
        self.save()

    def _note(self, change: Change) -> None:
        (set.update if change.on else set.difference_update)(self._keys[change.mark], change.keys)

    def save(self) -> None:
        """Write what could not be written before."""
        with self._writing():
            while self._unsaved:
                self._store.apply(self._unsaved[0])
                del self._unsaved[0]

    @property
    def can_undo(self) -> bool:
        """Whether there is a step left to take back."""
        return bool(self._steps)

    def undo(self) -> Step | None:
        """Take back the last step.

        Returns:
            The step; None where there is none left, or where it cannot be taken back now, which `problem`
            tells. After one with a correction, the corpus is to be read anew (`reread`).
        """
        if not self._steps:
            return None
        step = self._steps[-1]
        if step.correction:
            taken_back = False
            with self._writing():
                if step.before:
                    self._store.correct(step.before)
                else:
                    self._store.take_back(step.correction)
                self._corrections = self._store.corrections()
                taken_back = True
            if not taken_back:
                return None
        self._steps.pop()
        for change in reversed(step.changes):
            self._make(change.inverse())
        return step

    def correct(self, correction: Correction, said: str) -> Step | None:
        """Keep the reader's word that a line is a headline, or is none.

        Unlike a mark it is worth nothing before it is kept: the corpus is read anew with what is stored.

        Returns:
            The step that undo takes back; None where the word could not be kept, which `problem` tells.
        """
        known = {(each.line, each.lead): each for each in self._corrections}
        with self._writing():
            self._store.correct(correction)
            self._corrections = self._store.corrections()
            before = known.get((correction.line, correction.lead))
            self._steps.append(Step(said, correction=correction, before=before))
            return self._steps[-1]
        return None

    def reread(self) -> Callable[[], Corpus]:
        """What reads the corpus anew, with all corrections; to be called on any thread."""
        return partial(self._read, self.choice, self._corrections)

    def take(self, corpus: Corpus, step: Step | None) -> dict[Article, Article]:
        """Go on with a corpus that was read anew; marks and places follow their articles into it.

        Args:
            corpus: the new one.
            step: the correction that it was read for: what is carried over is a part of it, also to undo.
                None where what is carried over was taken back already.

        Returns:
            For each article of the old corpus the one that now holds its headline's line.
        """
        old, self.corpus = self.corpus, corpus
        self._figures.clear()
        pairs = list(successors(old, corpus))
        if step is not None and any(step is each for each in self._steps):
            for change in carried(old, corpus, self.marks):
                self._make(change)
                step.changes.append(change)
        for before, after, same in pairs:
            if same and before.keys != after.keys and (position := self.position(before)):
                self.keep_position(after, position)
        return {before: after for before, after, _ in pairs}

    def refresh(self) -> bool:
        """Take over what another reader marked meanwhile, and try again to write what is not written.

        Returns:
            Whether there was anything new. `outdated` tells whether the corpus is to be read anew as well.
        """
        if self._lasting is None and _identity(self._state_file) != self._file:
            self._begin_again()
        if self._unsaved:
            self.save()
        with self._reading():
            if not self._store.changed_elsewhere():
                return False
            self._read_marks()
            return True
        return False

    def _begin_again(self) -> None:
        """The file was removed or replaced: write all marks and corrections to the one there now."""
        with self._writing():
            store = Store.open(self._state_file, timeout=_WAIT)
            for mark, keys in self._keys.items():
                store.set(mark, keys, on=True)
            for correction in self._corrections:
                store.correct(correction)
            self._store.close()
            self._store, self._file = store, _identity(self._state_file)
            self._read_marks()

    @property
    def outdated(self) -> bool:
        """Whether the store has other corrections than the corpus was read with; takes note of them."""
        before, self._corrections = self._corrections, self._stored_corrections()
        return self._corrections != before

    def jump_in(self, corpus: Corpus) -> "Jump":
        """Finds headlines of a corpus by what is typed; a row is a place in `Corpus.articles`."""
        from reader.find import Jump

        made = self._jump
        if made is None or made[0] is not corpus:
            made = self._jump = corpus, Jump([one_line(article.headline) for article in corpus.articles])
        return made[1]

    def position(self, article: Article) -> Position | None:
        """Where reading the article stopped."""
        with self._reading():
            return self._store.position(article.keys)
        return None

    def keep_position(self, article: Article, position: Position) -> None:
        """Keep where reading the article stopped."""
        with self._writing():
            self._store.set_position(article.keys, position)

    def view(self) -> View | None:
        """Where the reader was when this corpus was last left."""
        with self._reading():
            stored = self._store.view(self.choice.id)
            try:
                record = json.loads(stored or "")
                section, article, pane = record["section"], record["article"], record["pane"]
            except (ValueError, KeyError, TypeError):
                return None  # there is none, or another version's: start afresh
            return View(str(section), article if isinstance(article, str) else None, str(pane))
        return None

    def keep_view(self, view: View) -> None:
        """Keep where the reader is."""
        record = {"section": view.section, "article": view.article, "pane": view.pane}
        with self._writing():
            self._store.set_view(self.choice.id, json.dumps(record))


def _identity(path: Path) -> tuple[int, int] | None:
    """Which file is at a path, so that another one there is known; None where there is none."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino
