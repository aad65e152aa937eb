"""One sitting: the corpus, the reader's marks on it, and what can be undone. Knows nothing of the screen."""

import json
from array import array
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import chain, filterfalse
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple

from careader.capture.models import Correction
from careader.corpus import Article, Articles, Choice, Corpus
from careader.errors import CareaderError, IndexDamagedError, StateError
from careader.locations import file_at
from careader.sitting.marks import carried, marks_in, spread
from careader.sitting.sections import BOOKMARKS, FOUND_ID, UNREAD, Section, View, section_of
from careader.state import Change, Mark, Position, Store

if TYPE_CHECKING:
    from careader.find.jump.headlines import Headlines
    from careader.find.search.terms import Term
    from careader.index.progress import Moved
    from careader.sitting.asking import Answer

_FOUND_KEPT = 2000
"""Articles of what was found that are found again when the index goes on to another edition."""

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


class Found(NamedTuple):
    """What jump or search found, taken to the headlines pane to be read through.

    Attributes:
        name: what found it, and by which query.
        numbers: of the articles, best first.
        terms: what to bring out in them.
    """

    name: str
    numbers: Sequence[int]
    terms: "tuple[Term, ...]" = ()


class Session:
    """The corpus, read with the reader's corrections, and the reader's marks on it.

    A mark that cannot be written is kept for this sitting, said in `problem`, and written when it can be.

    Args:
        choice: what to read.
        state_file: where the marks are.
        opened: opens it, with corrections.

    Attributes:
        corpus: what is read.
        choice: where that came from.
        marks: on the articles of the corpus.
        found: what was found last and taken to the headlines pane; None where nothing was.
        queries: the last query of jump and of search.
        problem: why marks are not being saved; None while they are.
    """

    def __init__(
        self,
        choice: Choice,
        state_file: Path,
        opened: Callable[[Choice, Collection[Correction]], Corpus],
    ) -> None:
        self.choice = choice
        self.problem: str | None = None
        self.found: Found | None = None
        self.queries: dict[str, str] = {}
        self._lasting: str | None = None
        self._unsaved: list[Change] = []
        self._steps: list[Step] = []
        self._sections: list[Section] = []
        self._figures: dict[str, tuple[int, int]] = {}
        self._changed: dict[int, bool] = {}
        self._noted: set[int] = set()
        self._headlines: Headlines | None = None
        self._reading_headlines = Lock()
        self._asked: Corpus | None = None
        self._asking = Lock()
        self._state_file = state_file
        try:
            self._store = Store.open(state_file, timeout=_WAIT)
        except StateError as error:
            self.problem = self._lasting = str(error)
            self._store = Store.in_memory(state_file)
        self._file = file_at(state_file)
        self.corrections = self._stored_corrections()
        self.corpus = opened(choice, self.corrections)
        self.marks = marks_in(self.corpus, dict.fromkeys(Mark, ()))
        self._read_marks()

    def _read_marks(self) -> None:
        """Take the marks from the store, and what is not written yet."""
        with self._reading():
            self.marks = marks_in(self.corpus, {mark: self._store.marked(mark) for mark in Mark})
            self._noted = set(self.corpus.numbers_of(self._store.noted()))
        self._changed.clear()
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
        self.stop_asking()
        with self._asking:
            if self._asked:
                self._asked.close()

    def is_read(self, article: Article) -> bool:
        """Whether any copy of it was read."""
        return self.marks.has(Mark.READ, article)

    def read_among(self, articles: Articles) -> list[Article]:
        """Those of the articles that were read."""
        flags = self.marks.flags[Mark.READ]
        read = [*filter(flags.__getitem__, articles.numbers)] if 1 in flags else []
        return self.corpus.fetch(read)

    def is_number_read(self, number: int) -> bool:
        """Whether the article of a number was read."""
        return self.marks.has_number(Mark.READ, number)

    def is_bookmarked(self, article: Article) -> bool:
        """Whether any copy of it was bookmarked."""
        return self.marks.has(Mark.BOOKMARK, article)

    def unread(self, articles: Sequence[Article]) -> int:
        """How many of the articles are unread."""
        return len(articles) - self.marks.count(Mark.READ, _numbers(articles))

    def sections(self) -> list[Section]:
        """Unread, Bookmarks, and every date, latest first, undated last."""
        if not self._sections:
            self._sections = [UNREAD, BOOKMARKS, *map(section_of, self.corpus.dates)]
            if self.found:
                self._sections.insert(2, Section(FOUND_ID, self.found.name))
        return self._sections

    def take_found(self, found: Found) -> Section:
        """List what was found as a section of its own, in the place of what was found before."""
        self.found = found
        self._sections = []
        self._figures.pop(FOUND_ID, None)
        return self.sections()[2]

    def articles(self, section: Section, beside: Iterable[Article] = ()) -> Articles:
        """What a section holds now.

        Args:
            section: which.
            beside: articles that are listed even if they were read meanwhile: they stand where they stood.
        """
        if section.is_date:
            return self.corpus.on(section.day)
        if section.id == FOUND_ID:
            return Articles(self.corpus, self.found.numbers if self.found else ())
        everything = self.corpus.articles
        flags = self.marks.flags[Mark.READ if section == UNREAD else Mark.BOOKMARK]
        if section == BOOKMARKS:
            numbers = array("I", filter(flags.__getitem__, everything.numbers) if 1 in flags else ())
        elif 1 in flags:
            flags = flags.copy()
            for article in beside:
                flags[article.number] = 0
            numbers = array("I", filterfalse(flags.__getitem__, everything.numbers))
        else:
            return everything
        return Articles(self.corpus, numbers)

    def figures(self, section: Section) -> tuple[int, int]:
        """How many of a section's articles are unread, and how many there are; counted once a change."""
        if section.id not in self._figures:
            self._figures[section.id] = self._count(section)
        return self._figures[section.id]

    def _count(self, section: Section) -> tuple[int, int]:
        if section.is_date:
            numbers = self.corpus.numbers_on(section.day)
            return len(numbers) - self.marks.count(Mark.READ, numbers), len(numbers)
        if section == UNREAD:
            unread = len(self.corpus.articles) - self.marks.flags[Mark.READ].count(1)
            return unread, unread
        listed = self.articles(section)
        return self.unread(listed), len(listed)

    def has_changed(self, article: Article) -> bool:
        """Whether its text is another than when it was last opened."""
        if not self.is_read(article):
            return False
        if article.number not in self._changed:
            with self._reading():
                seen = self._store.seen(article.keys)
                self._changed[article.number] = bool(seen) and article.said not in seen
        return self._changed.get(article.number, False)

    def see(self, article: Article) -> None:
        """Keep which text of it was opened, so that another one is known."""
        with self._writing():
            self._store.set_seen(article.keys, article.said)
        self._changed[article.number] = False

    def is_noted(self, article: Article) -> bool:
        """Whether there is a note on it."""
        return article.number in self._noted

    def note(self, article: Article) -> str:
        """The note on it, "" for none."""
        with self._reading():
            return self._store.note(article.keys) or ""
        return ""

    def keep_note(self, article: Article, text: str) -> bool:
        """Keep a note on it, "" for none; returns whether that could be written, else `problem` tells why."""
        with self._writing():
            self._store.set_note(article.keys, text)
            (self._noted.add if text else self._noted.discard)(article.number)
            return True
        return False

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
        others = [number for number in _numbers(articles) if self.marks.has_number(mark, number) != on]
        keys = tuple(dict.fromkeys(chain.from_iterable(self.corpus.keys_of(others))))
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
        self.marks.set(change.mark, self.corpus.numbers_of(change.keys), on=change.on)

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
                self.corrections = self._store.corrections()
                taken_back = True
            if not taken_back:
                return None
        self._steps.pop()
        for change in reversed(step.changes):
            keys = dict.fromkeys(change.keys)
            if change.on:  # it may have spread to copies that joined since
                numbers = self.corpus.numbers_of(change.keys)
                keys.update(dict.fromkeys(chain.from_iterable(self.corpus.keys_of(numbers))))
            self._make(Change(change.mark, not change.on, tuple(keys)))
        return step

    def correct(self, correction: Correction, said: str) -> Step | None:
        """Keep the reader's word that a line is a headline, or is none.

        Unlike a mark it is worth nothing before it is kept: the corpus is read anew with what is stored.

        Returns:
            The step that undo takes back; None where the word could not be kept, which `problem` tells.
        """
        known = {(each.line, each.lead): each for each in self.corrections}
        with self._writing():
            self._store.correct(correction)
            self.corrections = self._store.corrections()
            before = known.get((correction.line, correction.lead))
            self._steps.append(Step(said, correction=correction, before=before))
            return self._steps[-1]
        return None

    def renew(self) -> bool:
        """Go on to what the index holds now; returns whether that is something else.

        What the reader set on one copy of an article holds for those that joined it.
        """
        listed = self.corpus.keys_of(self.found.numbers[:_FOUND_KEPT]) if self.found else []
        if not self.corpus.renew():
            return False
        if self.found:
            numbers = [number for keys in listed for number in self.corpus.numbers_of(keys[:1])[:1]]
            self.found = self.found._replace(numbers=numbers)
        self._sections = []
        self.spread_marks()
        return True

    def spread_marks(self) -> None:
        """Let what was set on one copy of an article hold for those that joined it: the first may go."""
        with self._writing():
            spread(self.corpus, self._store)
        self._read_marks()

    def take(self, moved: "Sequence[Moved]", step: Step | None) -> None:
        """Go on with a corpus that corrections changed; marks and places follow their articles into it.

        Args:
            moved: what the corrections did.
            step: the correction that did it: what is carried over is a part of it, also to undo. None where
                what is carried over was taken back already.
        """
        with self._reading():
            marked = {mark: self._store.marked(mark) for mark in Mark}
            self.renew()
            if step is not None and any(step is each for each in self._steps):
                for change in carried(moved, marked):
                    self._make(change)
                    step.changes.append(change)
            if self._store.spread([(*each.before, *each.after) for each in moved if each.same]):
                self._read_marks()

    def became(self, article: Article, moved: "Sequence[Moved]" = ()) -> Article | None:
        """The article that one of an earlier edition has become; None where its captures are gone."""
        keys = set(article.keys)
        after = [each.after for each in moved if keys & set(each.before)]
        found = map(self.corpus.article, chain(*after[:1], article.keys))
        return next((each for each in found if each), None)

    def refresh(self) -> bool:
        """Take over what another reader marked meanwhile, and try again to write what is not written.

        Returns:
            Whether there was anything new. `outdated` tells whether the corpus is to be read anew as well.
        """
        if self._lasting is None and file_at(self._state_file) != self._file:
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
        """The file was removed or replaced: write all that was kept to the one there now."""
        with self._writing():
            store = Store.open(self._state_file, timeout=_WAIT)
            store.take_over(self._store.everything())
            self._store.close()
            self._store, self._file = store, file_at(self._state_file)
            self._read_marks()

    @property
    def outdated(self) -> bool:
        """Whether the store has other corrections than when last asked; takes note of them."""
        before, self.corrections = self.corrections, self._stored_corrections()
        return self.corrections != before

    def headlines(self) -> "Headlines":
        """The headlines of the corpus, to be jumped to; on any thread, and read once an edition.

        Raises:
            CareaderError: the index cannot be read.
            FileNotFoundError: it is gone.
        """
        from careader.find.jump.headlines import headlines_in

        with self._reading_headlines:
            self._check_in_place()
            # What is newer than what the panes show stays until they have caught up.
            if self._headlines is None or self._headlines.edition < self.corpus.edition:
                with self._noting_damage():
                    self._headlines = headlines_in(self.corpus.path)
            return self._headlines

    @property
    def ready_headlines(self) -> "Headlines | None":
        """What `headlines` gives, where it need not be read; else None."""
        ready = self._headlines
        fresh = ready is not None and ready.edition >= self.corpus.edition
        return ready if fresh and not self.corpus.is_replaced else None

    def ask(self, text: str) -> "tuple[Answer, int]":
        """Search the corpus for what was typed; on any thread, over a connection of its own.

        Returns:
            The answer, and the edition of the index that it is of: the numbers in it need not be known here
            while that is not the edition of `corpus`.

        Raises:
            CareaderError: the index cannot be read.
            FileNotFoundError: it is gone.
        """
        from careader.sitting.asking import ask

        with self._asking:
            self._check_in_place()
            if self._asked is None:
                self._asked = Corpus(self.corpus.path, self.corpus.roots)
                self._asked.strict = True
            else:
                self._asked.renew()
            try:
                with self._noting_damage():
                    return ask(self._asked, self.marks, text), self._asked.edition
            finally:
                self._asked.rest()

    def _check_in_place(self) -> None:
        """Raise where the index was made anew: what is found there would be named by other numbers."""
        if self.corpus.is_replaced:
            raise CareaderError("the index was made anew: go back, and ask again")

    @contextmanager
    def _noting_damage(self) -> Iterator[None]:
        """Have a damaged index that is met on another thread made anew, as one that is met here."""
        try:
            yield
        except IndexDamagedError as error:
            self.corpus.damaged = str(error)
            raise

    def stop_asking(self) -> None:
        """End a search that is under way on another thread: its answer is not wanted any more."""
        if self._asked:
            self._asked.interrupt()

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


def _numbers(articles: Sequence[Article]) -> Sequence[int]:
    return articles.numbers if isinstance(articles, Articles) else [article.number for article in articles]
