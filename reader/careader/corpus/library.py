"""The library: the folder of the user's own captures. Adding copies files in, the same content once."""

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
from careader.errors import CaptureError, CareaderError
from careader.index.locking import exclusive_lock
from careader.index.sources import SUFFIX, SUFFIXES, Scan, pages_of, path_of, scan
from careader.words import path_in_words, reason

_TOGETHER = 64
"""Files whose pages are parsed together, so that one tells of another; memory holds no more of them."""

_LARGE = 4 << 20
"""Bytes of a file that is not parsed together with others."""

_PIECE = 1 << 20


@dataclass(frozen=True, slots=True)
class Added:
    """What adding one file came to.

    Attributes:
        source: the file that was to be added.
        stored: its place in the library: where it was put, or where the same content already was.
        new: whether it was put there now.
        captures: what its pages hold; of a file with very many the first of them.
        pages: how many pages it holds.
    """

    source: Path
    stored: Path
    new: bool
    captures: tuple[Capture, ...]
    pages: int


Step = Added | CareaderError
"""What adding tells, file by file: what it came to, or why it was not added."""

_MOST_PARSED = 100
"""Pages of one file that are parsed to say what it holds."""


def add(
    paths: Iterable[Path], library: Path, found: Callable[[Scan], None] = lambda _: None
) -> Iterator[Step]:
    """Copy files of captures into the library. The same content twice is there once, whatever the names.

    A file keeps its name, its suffix and its time, and where it came from a folder, the folders below it. It
    is complete in the library or not there at all, also when careader is killed half-way. Of two careaders
    that add at once, one waits for the other. What was told of is in the library.

    Args:
        paths: files and folders.
        library: the folder.
        found: told what was found in the folders, before the first file is added.
    """
    roots = list(paths)
    scanned = scan(roots)
    found(scanned)
    yield from scanned.errors
    if link := locations.away(library):
        said = f"nothing was added to {path_in_words(library)}"
        yield CareaderError(f"{path_in_words(link)}: {locations.link_in_words(link)}: {said}")
        return
    names = sorted(scanned.files, key=lambda name: path_of(roots[name[0]], name[1]))
    with ExitStack() as stack:
        adding = _Adding(library, stack)
        portion: list[tuple[Path, str]] = []
        for root, below in names:
            file = Path(path_of(roots[root], below))
            portion.append((file, below or file.name))
            if len(portion) >= _TOGETHER or scanned.files[root, below][0] > _LARGE:
                yield from adding.add_all(portion)
                portion = []
        yield from adding.add_all(portion)


def add_bytes(data: bytes, name: str, library: Path) -> Iterator[Step]:
    """Add a page that is at hand as bytes, such as one from stdin, under a name."""
    with tempfile.TemporaryDirectory(prefix="careader-") as folder:
        file = Path(folder) / name
        file.write_bytes(data)
        for step in add([file], library):
            if isinstance(step, Added):
                yield replace(step, source=Path(name))
            else:
                yield CareaderError(str(step).replace(f"{path_in_words(folder)}{os.sep}", ""))


class _Adding:
    """One run of adding. The library is made and locked when there is a first file to put there."""

    def __init__(self, library: Path, stack: ExitStack) -> None:
        self._library = library
        self._stack = stack
        self._by_size: dict[int, list[Path]] | None = None
        self._numbers: dict[Path, int] = {}

    def add_all(self, files: list[tuple[Path, str]]) -> Iterator[Step]:
        """Add some files, and say what each came to once all of them are read: one tells of another."""
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
    ) -> Iterator[Step]:
        """Put files into the library, and say of each what of the captures it held."""
        try:
            by_size = self._opened()
        except OSError as error:  # it holds for every file, and is said once
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
        """The library's files by their size; the library is made and locked when this is first asked."""
        if self._by_size is None:
            locations.make_private_folder(self._library)
            self._stack.enter_context(exclusive_lock(self._library))
            self._by_size = _by_size(self._library)
        return self._by_size

    def _place(self, file: Path, name: str, by_size: dict[int, list[Path]]) -> tuple[Path, bool]:
        """Where a file's content is in the library, and whether it was put there now."""
        with file.open("rb") as source:
            state = os.fstat(source.fileno())
            alike = by_size.setdefault(state.st_size, [])
            for other in alike:
                with suppress(OSError):  # what cannot be read is not known to be the same
                    if _same(source, other):
                        return other, False
            source.seek(0)
            place = self._store(source, state, name)
        alike.append(place)
        return place, True

    def _store(self, source: IO[bytes], state: os.stat_result, name: str) -> Path:
        """Write a new file under the first free of ``stem.html``, ``stem-2.html``, …: whole or not at all."""
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
            number = self._numbers.get(first, 1)  # no name that was taken is tried once more
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
    """The library's files by their size in bytes, so that only those that can be the same are ever read."""
    files: dict[int, list[Path]] = {}
    for (_, below), (size, _) in scan([library]).files.items():
        files.setdefault(size, []).append(Path(path_of(library, below)))
    return files


def _same(source: IO[bytes], other: Path) -> bool:
    """Whether two files of one size hold the same."""
    source.seek(0)
    with other.open("rb") as against:
        while piece := source.read(_PIECE):
            if piece != against.read(_PIECE):
                return False
    return True


def _split(name: str) -> tuple[str, str]:
    """A file's name without its suffix, and the suffix: one that the library's folder is searched for."""
    if f".{name.lower()}" in SUFFIXES:
        return "capture", f".{name}"  # nothing but the suffix is left of the name
    path = Path(name)
    suffixes = path.suffixes[-2:] if path.suffix.lower() == ".gz" else path.suffixes[-1:]
    suffix = "".join(suffixes)
    if path.suffix.lower() in SUFFIXES:
        return name[: len(name) - len(suffix)], suffix
    return name, SUFFIX


def _put(temporary: Path, place: Path) -> bool:
    """Give a file its name, unless that is taken: False then."""
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
