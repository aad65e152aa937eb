"""The library: the folder of the user's saved pages. Adding copies files into it, equal files only once."""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, suppress
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import IO

from careader import locations
from careader.capture import Capture, parse
from careader.corpus.opening import away
from careader.errors import CaptureError, CareaderError
from careader.index.locking import exclusive_lock
from careader.index.page_contents import pages_of
from careader.index.scanning import SUFFIX, SUFFIXES, Scan, path_of, scan
from careader.words import path_in_words, reason

_TOGETHER = 64
"""At most so many files are parsed together: pages help to parse each other, but take memory."""

_LARGE = 4 << 20
"""A file of more bytes is not parsed together with later files."""

_PIECE = 1 << 20


@dataclass(frozen=True, slots=True)
class Added:
    """The result of adding one file.

    Attributes:
        source: the added file.
        stored: the file in the library with this content.
        new: whether this file was new to the library.
        captures: the captures of the file's pages; for a file of very many pages, only the first.
        pages: the number of pages of the file.
    """

    source: Path
    stored: Path
    new: bool
    captures: tuple[Capture, ...]
    pages: int


Outcome = Added | CareaderError
"""The result for one file: it is in the library, or the reason why not."""

_TOLD = 50
"""After every so many pages of one file, `add` tells how many it has read."""

_MOST_PARSED = 100
"""At most so many pages of one file are parsed for `Added.captures`."""


def add(
    paths: Iterable[Path],
    library: Path,
    found: Callable[[Scan], None] = lambda _: None,
    read: Callable[[int], None] = lambda _: None,
) -> Iterator[Outcome]:
    """Copy saved pages into the library. Files with equal content are stored once, even with other names.

    A file keeps its name and its time; a file from a folder also keeps its subfolders. A file is in the
    library completely or not at all, even if careader is killed. If two careaders add at the same time, one
    waits. Each yielded `Added` is in the library.

    Args:
        paths: files and folders.
        library: the folder of the library.
        found: called with the files found in the folders, before the first file is added.
        read: called with the number of pages read so far of a file with many pages, such as a WARC.
    """
    roots = list(paths)
    scanned = scan(roots)
    found(scanned)
    yield from scanned.errors
    if why := away(library):
        yield CareaderError(f"{why}: nothing was added to {path_in_words(library)}")
        return
    names = sorted(scanned.files, key=lambda name: path_of(roots[name[0]], name[1]))
    with ExitStack() as stack:
        adding = _Adding(library, stack, read)
        portion: list[tuple[Path, str]] = []
        for root, below in names:
            file = Path(path_of(roots[root], below))
            portion.append((file, below or file.name))
            if len(portion) >= _TOGETHER or scanned.files[root, below][0] > _LARGE:
                yield from adding.add_all(portion)
                portion = []
        yield from adding.add_all(portion)


def add_bytes(data: bytes, name: str, library: Path) -> Iterator[Outcome]:
    """Add a page from bytes, such as a page from stdin, as a file with a name."""
    with tempfile.TemporaryDirectory(prefix="careader-") as folder:
        file = Path(folder) / name
        file.write_bytes(data)
        for outcome in add([file], library):
            if isinstance(outcome, Added):
                yield replace(outcome, source=Path(name))
            else:
                yield CareaderError(str(outcome).replace(f"{path_in_words(folder)}{os.sep}", ""))


class _Adding:
    """One run of adding. The library is made and locked before its first new file."""

    def __init__(self, library: Path, stack: ExitStack, read: Callable[[int], None]) -> None:
        self._library = library
        self._read = read
        self._stack = stack
        self._by_size: dict[int, list[Path]] | None = None
        self._by_digest: dict[tuple[int, bytes], Path] = {}
        self._numbers: dict[Path, int] = {}

    def add_all(self, files: list[tuple[Path, str]]) -> Iterator[Outcome]:
        """Add files whose pages are parsed together; yields the result for each file.

        Args:
            files: each file, and its path in the library.
        """
        pages: list[int] = []
        contents = []
        whole: list[tuple[Path, str]] = []
        for file, name in files:
            count = 0
            try:
                for each in pages_of(file):
                    if isinstance(each, CaptureError):
                        yield each
                        continue
                    count += 1
                    if count % _TOLD == 0:
                        self._read(count)
                    if count <= _MOST_PARSED:
                        contents.append((os.fspath(file), each))
            except CaptureError as error:
                yield error
            if count:
                whole.append((file, name))
                pages.append(count)
        if whole:
            yield from self._put_all(whole, pages, iter(parse(contents)))

    def _put_all(
        self, files: list[tuple[Path, str]], pages: list[int], captures: Iterator[Capture]
    ) -> Iterator[Outcome]:
        """Put files into the library; yields the result for each file.

        Args:
            files: each file, and its path in the library.
            pages: the number of pages of each file.
            captures: the captures of all files, in the order of the files.
        """
        try:
            by_size = self._opened()
        except OSError as error:  # the same error for every file: report it once
            yield CareaderError(f"{path_in_words(self._library)}: cannot be added to: {reason(error)}")
            return
        for (file, name), count in zip(files, pages, strict=True):
            held = tuple(islice(captures, min(count, _MOST_PARSED)))
            try:
                place, new = self._place(file, name, by_size)
            except OSError as error:
                said = f"cannot be added to {path_in_words(self._library)}: {reason(error)}"
                yield CareaderError(f"{path_in_words(file)}: {said}")
            else:
                yield Added(file, place, new, held, count)

    def _opened(self) -> dict[int, list[Path]]:
        """The files of the library by size; the first call makes and locks the library."""
        if self._by_size is None:
            locations.make_private_folder(self._library)
            self._stack.enter_context(exclusive_lock(self._library))
            self._by_size = _by_size(self._library)
        return self._by_size

    def _place(self, file: Path, name: str, by_size: dict[int, list[Path]]) -> tuple[Path, bool]:
        """Put a file into the library unless its content is there.

        Returns:
            The path in the library, and whether the file is new there.
        """
        with file.open("rb") as source:
            state = os.fstat(source.fileno())
            size = state.st_size
            alike = by_size.get(size)
            if alike is None:  # the only file of its size yet: it is not read for a digest
                place = self._store(source, state, name)
                by_size[size] = [place]
                return place, True
            while alike:
                other = alike.pop()
                with suppress(OSError), other.open("rb") as opened:  # an unreadable file is no equal
                    self._by_digest[size, _digest(opened)] = other
            digest = size, _digest(source)
            if digest in self._by_digest:
                return self._by_digest[digest], False
            source.seek(0)
            place = self._by_digest[digest] = self._store(source, state, name)
        return place, True

    def _store(self, source: IO[bytes], state: os.stat_result, name: str) -> Path:
        """Write a new file, completely or not at all, under the first free name.

        The names are ``stem.html``, ``stem-2.html``, ``stem-3.html`` and so on.

        Args:
            source: the open file.
            state: its status, for its times.
            name: its path in the library.

        Returns:
            The path of the new file.
        """
        below = [part.lstrip(".") or "capture" for part in Path(name).parts if part not in ("..", os.sep)]
        *folders, last = below or ["capture"]
        folder = self._library.joinpath(*folders)
        locations.make_private_folder(folder)
        stem, suffix = _split(last)
        descriptor, temporary = tempfile.mkstemp(dir=self._library, prefix=".adding-")
        try:
            with open(descriptor, "wb") as file:  # noqa: PTH123 - a descriptor has no path
                shutil.copyfileobj(source, file, _PIECE)
                file.flush()
                os.fsync(descriptor)
            os.utime(temporary, ns=(state.st_atime_ns, state.st_mtime_ns))
            first = place = folder / f"{stem}{suffix}"
            number = self._numbers.get(first, 1)  # names that were taken are not tried again
            if number > 1:
                place = folder / f"{stem}-{number}{suffix}"
            while not _put(Path(temporary), place):
                number += 1
                place = folder / f"{stem}-{number}{suffix}"
            self._numbers[first] = number
            return place
        finally:
            Path(temporary).unlink(missing_ok=True)


def _by_size(library: Path) -> dict[int, list[Path]]:
    """The files of the library by size in bytes: only files of equal size can have equal content."""
    files: dict[int, list[Path]] = {}
    for (_, below), (size, _) in scan([library]).files.items():
        files.setdefault(size, []).append(Path(path_of(library, below)))
    return files


def _digest(file: IO[bytes]) -> bytes:
    """The digest of the content of an open file, from its present position."""
    from hashlib import blake2b  # as in `capture.proofs`

    digest = blake2b(digest_size=32)
    while piece := file.read(_PIECE):
        digest.update(piece)
    return digest.digest()


def _split(name: str) -> tuple[str, str]:
    """The stem and the suffix of a file's name in the library, where pages have a suffix of `SUFFIXES`."""
    if f".{name.lower()}" in SUFFIXES:
        return "capture", f".{name}"  # the name is only a suffix
    path = Path(name)
    suffixes = path.suffixes[-2:] if path.suffix.lower() == ".gz" else path.suffixes[-1:]
    suffix = "".join(suffixes)
    if path.suffix.lower() in SUFFIXES:
        return name[: len(name) - len(suffix)], suffix
    return name, SUFFIX


def _put(temporary: Path, place: Path) -> bool:
    """Move a temporary file to a place, unless the place is taken; returns whether the file was moved."""
    try:
        place.hardlink_to(temporary)
    except FileExistsError:
        return False
    except OSError:  # a file system without links: take the name first, then put the file in its place
        try:
            place.touch(exist_ok=False)
        except FileExistsError:
            return False
        temporary.replace(place)
    return True
