"""The library: the folder of the user's own captures. Adding copies files in, the same content once."""

import os
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from careader import locations
from careader.capture import Capture, parse
from careader.errors import CaptureError, CareaderError
from careader.index.locking import alone_in
from careader.index.sources import SUFFIX, as_text, capture_files, read_bytes
from careader.words import path_in_words, reason


@dataclass(frozen=True, slots=True)
class Added:
    """What adding one file came to.

    Attributes:
        source: the file that was to be added.
        stored: its place in the library: where it was put, or where the same content already was.
        new: whether it was put there now.
        capture: what it holds.
    """

    source: Path
    stored: Path
    new: bool
    capture: Capture


def add(paths: Iterable[Path], library: Path) -> tuple[list[Added], list[CareaderError]]:
    """Copy captures into the library. The same content twice is there once, whatever the names.

    A file is complete in the library or not there at all, also when careader is killed half-way. Of two
    careaders that add at once, one waits for the other.

    Returns:
        What each file came to, and one error for each that could not be added.
    """
    files, errors = capture_files(paths)
    problems: list[CareaderError] = list(errors)
    contents: dict[Path, tuple[bytes, str]] = {}
    for file in files:
        try:
            data = read_bytes(file)
            contents[file] = data, as_text(file, data)
        except CaptureError as error:
            problems.append(error)
    places: dict[Path, tuple[Path, bool]] = {}
    if link := locations.away(library):
        said = f"nothing was added to {path_in_words(library)}"
        return [], [
            *problems,
            CareaderError(f"{path_in_words(link)}: {locations.link_in_words(link)}: {said}"),
        ]
    if contents:
        try:
            locations.make_private_folder(library)
            with alone_in(library):
                by_size = _by_size(library)
                for file, (data, _) in contents.items():
                    try:
                        places[file] = _place(data, file.name, library, by_size)
                    except OSError as error:
                        said = f"cannot be added to {path_in_words(library)}: {reason(error)}"
                        problems.append(CareaderError(f"{path_in_words(file)}: {said}"))
        except OSError as error:
            problems.append(CareaderError(f"{path_in_words(library)}: cannot be added to: {reason(error)}"))
    captures = parse((os.fspath(file), contents[file][1]) for file in places)
    return [
        Added(file, place, new, capture)
        for (file, (place, new)), capture in zip(places.items(), captures, strict=True)
    ], problems


def _by_size(library: Path) -> dict[int, list[Path]]:
    """The library's files by their size in bytes, so that only those that can be the same are ever read."""
    files: dict[int, list[Path]] = {}
    for file in capture_files([library])[0]:
        with suppress(OSError):  # a link that leads nowhere holds nothing
            files.setdefault(file.stat().st_size, []).append(file)
    return files


def _place(data: bytes, name: str, library: Path, by_size: dict[int, list[Path]]) -> tuple[Path, bool]:
    """Where this content is in the library, and whether it was put there now."""
    alike = by_size.setdefault(len(data), [])
    for file in alike:
        with suppress(CaptureError):  # what cannot be read is not known to be the same
            if read_bytes(file) == data:
                return file, False
    alike.append(_store(data, name, library))
    return alike[-1], True


def _store(data: bytes, name: str, library: Path) -> Path:
    """Write a new file under the first free of ``stem.txt``, ``stem-2.txt``, …: it is there whole or not."""
    stem = name.removesuffix(SUFFIX).lstrip(".") or "capture"
    descriptor, temporary = tempfile.mkstemp(dir=library, prefix=".adding-")
    try:
        with open(descriptor, "wb") as file:  # noqa: PTH123 - a descriptor has no path
            file.write(data)
            file.flush()
            os.fsync(descriptor)
        place, number = library / f"{stem}{SUFFIX}", 1
        while not _put(Path(temporary), place):
            number += 1
            place = library / f"{stem}-{number}{SUFFIX}"
        return place
    finally:
        Path(temporary).unlink(missing_ok=True)


def _put(temporary: Path, place: Path) -> bool:
    """Give a file its name, unless that is taken: False then."""
    try:
        place.hardlink_to(temporary)
    except FileExistsError:
        return False
    except OSError:  # a file system without links: take the name first, then put the file in its place
        try:
            place.touch(mode=0o600, exist_ok=False)
        except FileExistsError:
            return False
        temporary.replace(place)
    return True
