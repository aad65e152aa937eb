"""From where the corpus comes, and reading it: the given paths, else the library, else the sample."""

import os
import time
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from careader import locations
from careader.capture.models import Capture, Correction
from careader.corpus.corpus import Corpus
from careader.errors import CaptureError, CareaderError, IndexDamagedError
from careader.index.locking import PAUSE, exclusive_lock
from careader.index.sources import capture_files, holds_captures, pages_of, scan, some_captures
from careader.index.tables import lock_of, lost_index_message, make
from careader.words import path_in_words, reason

if TYPE_CHECKING:
    from careader.capture.page import Content
    from careader.index.progress import CorrectionEffect, Progress


class Origin(StrEnum):
    """Where a corpus comes from."""

    PATHS = "captures"
    LIBRARY = "library"
    SAMPLE = "sample"


class Choice(NamedTuple):
    """What is to be read.

    Attributes:
        origin: where from.
        paths: the files and folders.
    """

    origin: Origin
    paths: tuple[Path, ...]

    @property
    def roots(self) -> list[Path]:
        """The paths, each place once, in the order of the places: the same however they were given."""
        places = {os.path.realpath(path): path for path in reversed(self.paths)}
        return [places[name] for name in sorted(places)]

    @property
    def id(self) -> str:
        """A name for this choice that is the same on the next start: the last view is kept under it."""
        import hashlib  # it loads OpenSSL: 2 ms that a command can do without

        if self.origin is not Origin.PATHS:
            return self.origin.value
        names = "\0".join(os.path.realpath(path) for path in self.roots)
        return hashlib.sha256(os.fsencode(names)).hexdigest()[:16]


def choose(paths: Sequence[Path] = ()) -> Choice:
    """Decide what to read: the given paths, else the library, else the sample."""
    library, sample = locations.library(), locations.sample()
    if not paths:
        is_away = locations.away(library) is not None  # its articles are still in the index
        paths = [library] if is_away or holds_captures(library) else [sample]
    named = {os.path.realpath(library): Origin.LIBRARY, os.path.realpath(sample): Origin.SAMPLE}
    origin = named.get(os.path.realpath(paths[0]), Origin.PATHS) if len(paths) == 1 else Origin.PATHS
    return Choice(origin, tuple(paths))


def nothing_to_read(paths: Sequence[Path]) -> list[CaptureError]:
    """Why no file of the paths can be read; empty as soon as one can: the others are not looked at."""
    if any(map(_can_be_read, some_captures(paths))):
        return []
    files, errors = capture_files(paths)
    return [*errors, *filter(None, map(_why_not, files))]


def _can_be_read(file: Path) -> bool:
    return _why_not(file) is None


def _why_not(file: Path) -> CaptureError | None:
    """Why no page of a file can be read; None where one can."""
    why = CaptureError(f"{path_in_words(file)}: no page in it")
    try:
        for each in pages_of(file):
            if not isinstance(each, CaptureError):
                return None
            why = each
    except CaptureError as error:
        return error
    return why


def read_captures(
    paths: Sequence[Path], corrections: Collection[Correction] = ()
) -> tuple[list[Capture], list[CaptureError]]:
    """Read and parse captures together, in path order.

    Args:
        paths: files and folders.
        corrections: what the reader said about headlines.

    Returns:
        The captures, and one error for each path or file that could not be read.
    """
    from careader.capture import parse  # as above

    pages, errors = read_pages(paths)
    return parse(pages, corrections), errors


def read_pages(paths: Sequence[Path]) -> tuple[list[tuple[str, "Content"]], list[CaptureError]]:
    """Read the pages of files, in path order.

    Returns:
        The path and content of each page, and one error for each path or file that could not be read, and
        for each page of a file that could not.
    """
    files, errors = capture_files(paths)
    pages: list[tuple[str, Content]] = []
    for file in files:
        try:
            for each in pages_of(file):
                if isinstance(each, CaptureError):
                    errors.append(each)
                else:
                    pages.append((os.fspath(file), each))
        except CaptureError as error:
            errors.append(error)
    return pages, errors


def index_of(choice: Choice) -> Path:
    """Where the index of what was chosen is."""
    folder = locations.cache()
    return (folder if choice.origin is Origin.LIBRARY else folder / choice.id) / "index.db"


class Loaded(NamedTuple):
    """What loading came to.

    Attributes:
        corpus: what was read.
        changed: whether its index is another now.
        rebuilt: why an index that was there was thrown away; "" where none was.
        effects: what corrections did to articles.
        problem: why the index could not be brought up to date, in one line; "" where it was. The corpus is
            then of the index as it is, or of one in a temporary folder.
    """

    corpus: Corpus
    changed: bool
    rebuilt: str
    effects: "Sequence[CorrectionEffect]"
    problem: str = ""


def _silent(progress: "Progress") -> None:
    """Say nothing of how far it is."""
    del progress


def load(
    choice: Choice,
    corrections: Collection[Correction] = (),
    report: "Callable[[Progress], None]" = _silent,
) -> Loaded:
    """Read what was chosen: bring its index up to date, and open it.

    Args:
        choice: what to read.
        corrections: what the reader said about headlines.
        report: told now and then how far it is.

    Raises:
        CareaderError: there is no index that can be read, and none can be made anywhere.
    """
    from careader.index.updating import update  # all of parsing: a start with an index needs none of it

    index = index_of(choice)
    try:
        with _told(index):
            done = update(index, choice.roots, corrections, report)
    except IndexDamagedError:
        raise
    except CareaderError as error:
        return Loaded(_in_spite_of(error, choice, corrections), False, "", (), str(error))  # noqa: FBT003 - not changed
    return Loaded(Corpus(index, choice.roots), done.changed, done.rebuilt, done.effects)


def _in_spite_of(error: CareaderError, choice: Choice, corrections: Collection[Correction] = ()) -> Corpus:
    """A corpus where the index cannot be written: of the index as it is, else of one in a temporary folder.

    Raises:
        CareaderError: the error, where neither can be had.
    """
    from tempfile import TemporaryDirectory  # a start on an index does without

    from careader.index.updating import update  # as above

    index = index_of(choice)
    with suppress(CareaderError, FileNotFoundError):
        return Corpus(index, choice.roots)
    with ExitStack() as removed:
        try:
            folder = TemporaryDirectory(prefix=f"{locations.NAME}-")
            removed.callback(folder.cleanup)
            path = Path(folder.name) / index.name
            update(path, choice.roots, corrections)
            corpus = Corpus(path, choice.roots)
        except (CareaderError, OSError):
            raise error from None
        corpus.goes_with = folder
        removed.pop_all()
    return corpus


_AT_ONCE = 60
"""Captures that are read before anything is shown: it takes no longer than to draw the screen."""


def open_corpus(choice: Choice, corrections: Collection[Correction] = ()) -> Corpus:
    """Open what the index has of what was chosen, as it is; an index of few captures is made first.

    Where there is none yet and the captures are many, the corpus is empty: who opens it brings the index up
    to date beside (`careader.sitting.indexing`).

    Raises:
        CareaderError: no index can be made.
    """
    index = index_of(choice)
    try:
        return Corpus(index, choice.roots)
    except (FileNotFoundError, IndexDamagedError) as error:
        rebuilt = lost_index_message(index) if isinstance(error, FileNotFoundError) else str(error)
    if len(scan(choice.roots).files) <= _AT_ONCE:
        corpus = load(choice, corrections).corpus
    else:
        try:
            corpus = _made(index, choice)
        except CareaderError as error:
            corpus = _in_spite_of(error, choice, corrections)
    corpus.rebuilt = rebuilt
    return corpus


def _made(index: Path, choice: Choice) -> Corpus:
    """An empty index; where another process is just making one, that."""
    with _told(index):
        locations.make_private_folder(index.parent)
        for last_try in (*[False] * _TRIES, True):
            with exclusive_lock(lock_of(index), wait=False) as ours:
                with suppress(FileNotFoundError, IndexDamagedError):
                    return Corpus(index, choice.roots)
                if ours or last_try:
                    make(index)
                    return Corpus(index, choice.roots)
            time.sleep(PAUSE)
    raise AssertionError("the last try returns or raises")


_TRIES = 40
"""Looks at whether another process has made an index."""


@contextmanager
def _told(index: Path) -> Iterator[None]:
    """Tell in one line why an index cannot be written."""
    try:
        yield
    except OSError as error:
        raise CareaderError(f"{path_in_words(error.filename or index)}: {reason(error)}") from error
