"""Loading the corpus and the reader's state for commands, with complaints about unreadable files."""

from collections.abc import Collection, Generator, Iterator
from contextlib import closing, suppress
from pathlib import Path

from careader import locations
from careader.capture import Correction
from careader.cli.output import Complaint, complain, show_progress
from careader.corpus import Article, Choice, Corpus, load
from careader.corpus.opening import Loaded
from careader.errors import StateError
from careader.index.progress import Progress
from careader.sitting.following import spread
from careader.sitting.marked_articles import MarkedArticles, marked_articles
from careader.sitting.own_selections import OwnSelections
from careader.sitting.session import Session
from careader.sitting.undo import Step
from careader.state import Mark, Store
from careader.text import safe
from careader.words import count


def load_corpus(choice: Choice) -> Generator[Complaint, None, tuple[Corpus, MarkedArticles]]:
    """Load a corpus with the reader's corrections and marks; yields a complaint for each unreadable file."""
    corrections, marked = yield from read_state()
    loaded = load(choice, corrections, _say_progress)
    yield from _problems(loaded)
    if loaded.changed and _may_exist(locations.state_db()) and _spread(loaded.corpus):
        _, marked = yield from read_state()
    changed, noted = _changed_and_noted(loaded.corpus)
    return loaded.corpus, marked_articles(loaded.corpus, marked)._replace(changed=changed, noted=noted)


def _problems(loaded: Loaded) -> Iterator[Complaint]:
    """Say why the index is not as it was or should be, and which files could not be read."""
    loaded.corpus.strict = True
    if loaded.rebuilt:
        complain(f"the index was made anew: {loaded.rebuilt}")
    if loaded.problem:
        yield f"the index was not brought up to date: {loaded.problem}"
    yield from loaded.corpus.unreadable


def open_session(choice: Choice, *, must_save: bool = True) -> Generator[Complaint, None, Session]:
    """Begin a sitting on captures; yields a complaint for each problem and each unreadable file.

    Args:
        choice: the captures.
        must_save: whether the caller can do nothing where the reader's state cannot be saved. Otherwise
            `Session.state.problem` says why it is not being saved.

    Raises:
        StateError: the reader's state cannot be saved, and ``must_save``.
    """
    results: list[Loaded] = []

    def opened(choice: Choice, corrections: Collection[Correction]) -> Corpus:
        results.append(load(choice, corrections, _say_progress))
        return results[0].corpus

    session = Session(choice, locations.state_db(), opened, wait=_WAIT)
    if session.state.problem and must_save:
        session.close()
        raise StateError(session.state.problem)
    if session.state.notice:
        complain(session.state.notice)
    yield from _problems(results[0])
    if results[0].changed:
        session.spread_state()
    return session


def judge_again(session: Session, step: Step | None) -> Iterator[Complaint]:
    """Bring the index and the session up to date after a correction was saved or taken back.

    Args:
        session: the sitting.
        step: the undo step of a saved correction; None after an undo.
    """
    loaded = load(session.choice, session.corrections.current, _say_progress)
    loaded.corpus.close()
    if loaded.problem:
        yield f"the index was not brought up to date: {loaded.problem}"
    session.renew_corrected(loaded.effects, step)


_WAIT = 5.0
"""Seconds that a command waits while another program writes the reader's state."""


def _changed_and_noted(corpus: Corpus) -> tuple[frozenset[int], frozenset[int]]:
    """The numbers of the read articles whose text has changed since, and of the articles with a note.

    Errors of the state are ignored: `read_state` has reported them.
    """
    with suppress(StateError), closing(OwnSelections(corpus, locations.state_db())) as own:
        return frozenset(own.changed_since_read()), frozenset(own.noted())
    return frozenset(), frozenset()


def _spread(corpus: Corpus) -> bool:
    """Spread marks, notes and places to all keys of each article; returns whether anything was spread."""
    # Errors of the state are ignored: `read_state` has reported them.
    with suppress(StateError), open_state() as store:
        return spread(corpus, store)
    return False


def _say_progress(progress: Progress) -> None:
    """Show the progress of indexing, where the captures are many."""
    total = progress.done + progress.left
    if total > _MANY:
        done = f"indexing {progress.done:,} of {count(total, 'capture')}" if progress.left else ""
        show_progress(done)


_MANY = 200
"""From so many captures on, the progress of indexing is shown."""


def open_state() -> Store:
    """Open the reader's state for writing; prints the notice about its file on stderr, if there is a notice.

    Raises:
        StateError: the state cannot be opened.
    """
    store = Store.open(locations.state_db())
    if store.notice:
        complain(store.notice)
    return store


def read_state() -> Generator[Complaint, None, tuple[frozenset[Correction], dict[Mark, frozenset[str]]]]:
    """The reader's corrections; and for each mark, the keys that have the mark.

    A missing file is not made. From a damaged file, as much as possible is read.
    """

    def corrections_and_marks(store: Store) -> tuple[frozenset[Correction], dict[Mark, frozenset[str]]]:
        with store:
            return store.corrections(), {mark: store.marked(mark) for mark in Mark}

    path = locations.state_db()
    try:
        return corrections_and_marks(open_state() if _may_exist(path) else Store.in_memory())
    except StateError as error:
        yield error
    return corrections_and_marks(Store.in_memory(path))


def read_note(article: Article) -> str:
    """The note on an article; "" without a note, or where the state is unreadable (already reported)."""
    path = locations.state_db()
    with suppress(StateError):
        if _may_exist(path):
            with Store.in_memory(path) as store:
                return safe(store.note(article.keys) or "")
    return ""


def _may_exist(path: Path) -> bool:
    """Whether a file exists, or the system refuses to say whether it exists."""
    try:
        path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError:
        return True
    return True
