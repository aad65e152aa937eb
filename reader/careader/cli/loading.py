"""Loading the corpus and the reader's state for commands, with complaints about what could not be read."""

from collections.abc import Generator
from contextlib import closing, suppress
from dataclasses import replace
from pathlib import Path

from careader import locations
from careader.capture import Correction
from careader.cli.output import Complaint, complain, show_progress
from careader.corpus import Article, Choice, Corpus, load
from careader.errors import StateError
from careader.index.progress import Progress
from careader.sitting.marks import Marks, marks_in, spread
from careader.sitting.own_selections import OwnSelections
from careader.state import Mark, Store
from careader.text import safe
from careader.words import count


def load_corpus(choice: Choice) -> Generator[Complaint, None, tuple[Corpus, Marks]]:
    """Load a corpus with the reader's corrections and marks; yields a complaint for what cannot be read."""
    corrections, marked = yield from read_state()
    loaded = load(choice, corrections, _say_progress)
    loaded.corpus.strict = True
    if loaded.rebuilt:
        complain(f"the index was made anew: {loaded.rebuilt}")
    if loaded.problem:
        yield f"the index was not brought up to date: {loaded.problem}"
    yield from loaded.corpus.unreadable
    if loaded.changed and _may_exist(locations.state_db()) and _spread(loaded.corpus):
        _, marked = yield from read_state()
    unseen, noted = _told_apart(loaded.corpus)
    return loaded.corpus, replace(marks_in(loaded.corpus, marked), unseen=unseen, noted=noted)


def _told_apart(corpus: Corpus) -> tuple[frozenset[int], frozenset[int]]:
    """The read articles whose text has changed since, and the articles with a note.

    Errors of the state are passed over: the user was told already.
    """
    with suppress(StateError), closing(OwnSelections(corpus, locations.state_db())) as own:
        return frozenset(own.unseen()), frozenset(own.noted())
    return frozenset(), frozenset()


def _spread(corpus: Corpus) -> bool:
    """Spread what was set on one copy of an article to its other copies; returns whether any was spread."""
    # Errors of the state are passed over: the user was told when it was read.
    with suppress(StateError), open_state() as store:
        return spread(corpus, store)
    return False


def _say_progress(progress: Progress) -> None:
    """Show the progress of indexing many captures."""
    total = progress.done + progress.left
    if total > _MANY:
        done = f"indexing {progress.done:,} of {count(total, 'capture')}" if progress.left else ""
        show_progress(done)


_MANY = 200
"""From so many captures on, the progress of indexing is shown."""


def open_state() -> Store:
    """Open the reader's state for writing; prints a notice about its file, if there is any.

    Raises:
        StateError: the state cannot be opened.
    """
    store = Store.open(locations.state_db())
    if store.notice:
        complain(store.notice)
    return store


def read_state() -> Generator[Complaint, None, tuple[frozenset[Correction], dict[Mark, frozenset[str]]]]:
    """The reader's corrections, and the keys that have each mark.

    A missing file is not made; as much as possible is read from a damaged file.
    """

    def told(store: Store) -> tuple[frozenset[Correction], dict[Mark, frozenset[str]]]:
        with store:
            return store.corrections(), {mark: store.marked(mark) for mark in Mark}

    path = locations.state_db()
    try:
        return told(open_state() if _may_exist(path) else Store.in_memory())
    except StateError as error:
        yield error
    return told(Store.in_memory(path))


def read_note(article: Article) -> str:
    """The note on an article; "" for none, or where the state cannot be read (the user was told)."""
    path = locations.state_db()
    with suppress(StateError):
        if _may_exist(path):
            with Store.in_memory(path) as store:
                return safe(store.note(article.keys) or "")
    return ""


def _may_exist(path: Path) -> bool:
    """Whether a file exists, or the system does not tell."""
    try:
        path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError:
        return True
    return True
