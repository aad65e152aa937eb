"""Choosing and opening a corpus.

The corpus is read from the given paths; without paths, from the library; without a library, from the sample.
"""

import os
import time
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager, suppress
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from careader import locations
from careader.capture.models import Correction
from careader.corpus.corpus import Corpus
from careader.errors import CaptureError, CareaderError, IndexDamagedError
from careader.index.locking import PAUSE, exclusive_lock
from careader.index.page_contents import pages_of
from careader.index.scanning import capture_files, holds_captures, path_of, scan, some_captures
from careader.index.stored import path_bytes
from careader.index.tables import connect, has_read, index_errors, lock_of, lost_index_message, make
from careader.words import path_in_words, reason

if TYPE_CHECKING:
    from careader.capture.page import Content
    from careader.index.correction_effects import CorrectionEffect
    from careader.index.progress import Progress


class Origin(StrEnum):
    """Where a corpus comes from."""

    PATHS = "captures"
    LIBRARY = "library"
    SAMPLE = "sample"


class Choice(NamedTuple):
    """The choice of the captures to read.

    Attributes:
        origin: where the captures come from.
        paths: the files and folders of the captures.
    """

    origin: Origin
    paths: tuple[Path, ...]

    @property
    def roots(self) -> list[Path]:
        """The paths, sorted by real path, each real path once; so their given order has no effect."""
        places = {os.path.realpath(path): path for path in reversed(self.paths)}
        return [places[name] for name in sorted(places)]

    @property
    def id(self) -> str:
        """A name for this choice, the same at each start; the last view and the index are stored under it."""
        import hashlib  # imported here: OpenSSL takes 2 ms to load

        if self.origin is not Origin.PATHS:
            return self.origin.value
        names = "\0".join(os.path.realpath(path) for path in self.roots)
        return hashlib.sha256(os.fsencode(names)).hexdigest()[:16]


def choose(paths: Sequence[Path] = ()) -> Choice:
    """Decide what to read: the given paths, else the library, else the sample."""
    library, sample = locations.library(), locations.sample()
    if not paths:
        has_library = holds_captures(library) or locations.broken_link(library) or _was_read(library)
        paths = [library] if has_library else [sample]
    named = {os.path.realpath(library): Origin.LIBRARY, os.path.realpath(sample): Origin.SAMPLE}
    origin = named.get(os.path.realpath(paths[0]), Origin.PATHS) if len(paths) == 1 else Origin.PATHS
    return Choice(origin, tuple(paths))


def away(library: Path) -> CaptureError | None:
    """Why the library is out of reach, such as on a disk that is not mounted; None where it is in reach.

    Its articles are still in the index. A library that is not there and was never read is only not made yet.
    """
    if link := locations.broken_link(library):
        return CaptureError(f"{path_in_words(link)}: {locations.link_in_words(link)}")
    with suppress(OSError):  # making the folder meets the error again
        if not library.exists() and _was_read(library):
            why = "no such folder, though pages were read from it (make the folder to begin anew)"
            return CaptureError(f"{path_in_words(library)}: {why}")
    return None


def _was_read(library: Path) -> bool:
    """Whether the index has captures of the library."""
    index = index_of(Choice(Origin.LIBRARY, (library,)))
    with suppress(CareaderError, OSError), closing(connect(index)) as db, index_errors(index):
        return has_read(db, [library])
    return False


def nothing_to_read(choice: Choice) -> list[CaptureError]:
    """Why none of the files of a choice can be read; empty if at least one file can be read.

    The first file that the index has read, and that is unchanged, answers without being read again.
    """
    roots = choice.roots
    if _has_read_one(index_of(choice), roots):
        return []
    if any(_why_not(Path(path_of(roots[root], below))) is None for root, below in some_captures(roots)):
        return []
    files, errors = capture_files(choice.paths)
    return [*errors, *filter(None, map(_why_not, files))]


def _has_read_one(index: Path, roots: Sequence[Path]) -> bool:
    """Whether an index has a page of a file at the roots that is unchanged since; False without an index."""
    select = "SELECT size, mtime FROM captures WHERE root = ? AND path = ? AND unreadable = ''"
    with suppress(CareaderError, OSError), closing(connect(index)) as db, index_errors(index):
        for root, below in some_captures(roots):
            status = Path(path_of(roots[root], below)).stat()
            if (status.st_size, status.st_mtime_ns) in db.execute(select, (root, path_bytes(below))):
                return True
    return False


def _why_not(file: Path) -> CaptureError | None:
    """Why no page of a file can be read; None if a page can be read."""
    why = CaptureError(f"{path_in_words(file)}: no page in it")
    try:
        for each in pages_of(file):
            if not isinstance(each, CaptureError):
                return None
            why = each
    except CaptureError as error:
        return error
    return why


def read_pages(paths: Sequence[Path]) -> tuple[list[tuple[str, "Content"]], list[CaptureError]]:
    """Read the pages of files, in path order.

    Returns:
        The path and content of each page, and one error for each path, file or page that could not be read.
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
    """The path of the index of a choice."""
    folder = locations.cache()
    return (folder if choice.origin is Origin.LIBRARY else folder / choice.id) / "index.db"


class Loaded(NamedTuple):
    """The result of loading a corpus.

    Attributes:
        corpus: the corpus.
        changed: whether the update changed the index.
        rebuilt: why an earlier index was thrown away; "" where none was thrown away.
        effects: the effects of new corrections on articles.
        problem: why the index could not be brought up to date, in one line; "" without a problem. With a
            problem, the corpus is the old index, or an index in a temporary folder.
    """

    corpus: Corpus
    changed: bool
    rebuilt: str
    effects: "Sequence[CorrectionEffect]"
    problem: str = ""


def load(
    choice: Choice,
    corrections: Collection[Correction] = (),
    report: "Callable[[Progress], None]" = lambda _: None,
) -> Loaded:
    """Bring the index of a choice up to date, and open the index.

    Args:
        choice: the captures to read.
        corrections: the reader's corrections.
        report: called now and then with the progress.

    Raises:
        CareaderError: no index can be read, and no index can be made, not even in a temporary folder.
    """
    from careader.index.planning import count_pending

    index = index_of(choice)
    with suppress(CareaderError, OSError):  # the update meets the error again, and tells it
        if not count_pending(index, choice.roots, corrections)[0]:
            return Loaded(Corpus(index, choice.roots), False, "", ())  # noqa: FBT003 - not changed
    from careader.index.updating import update  # imports the parser, which is not needed without changes

    try:
        with _named_errors(index):
            done = update(index, choice.roots, corrections, report)
    except IndexDamagedError:
        raise
    except CareaderError as error:
        return Loaded(_in_spite_of(error, choice, corrections), False, "", (), str(error))  # noqa: FBT003 - not changed
    return Loaded(Corpus(index, choice.roots), done.changed, done.rebuilt, done.effects)


def _in_spite_of(error: CareaderError, choice: Choice, corrections: Collection[Correction] = ()) -> Corpus:
    """Open a corpus whose index cannot be written: the old index, else a new index in a temporary folder.

    Raises:
        CareaderError: ``error``, where neither index can be opened.
    """
    from tempfile import TemporaryDirectory  # most starts do not need it

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
        corpus.temporary_folder = folder
        removed.pop_all()
    return corpus


_AT_ONCE = 60
"""Up to so many captures are indexed before the first screen: that takes no longer than drawing."""


def open_corpus(choice: Choice, corrections: Collection[Correction] = ()) -> Corpus:
    """Open the index of a choice without an update.

    A missing index of few captures is made first. A missing index of many captures opens as an empty corpus:
    the caller updates the index in the background (`careader.sitting.indexing`).

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
    """Make an empty index and open it; where another process is making the index, wait for that index."""
    with _named_errors(index):
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
"""So often `_made` looks for the index of another process, with a pause after each look."""


@contextmanager
def _named_errors(index: Path) -> Iterator[None]:
    """Raise an `OSError` in the ``with`` block as a `CareaderError` that names the file and the reason."""
    try:
        yield
    except OSError as error:
        raise CareaderError(f"{path_in_words(error.filename or index)}: {reason(error)}") from error
