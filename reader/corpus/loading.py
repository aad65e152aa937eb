"""From where the corpus comes, and reading it: the given paths, else the library, else the sample."""

import os
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from reader import locations
from reader.capture import Capture, Correction, parse
from reader.corpus.corpus import Corpus, build
from reader.corpus.sources import as_text, capture_files, holds_captures, read_bytes
from reader.errors import CaptureError


class Origin(StrEnum):
    """Where a corpus comes from."""

    PATHS = "captures"
    LIBRARY = "library"
    SAMPLE = "sample"


@dataclass(frozen=True, slots=True)
class Choice:
    """What is to be read.

    Attributes:
        origin: where from.
        paths: the files and folders.
    """

    origin: Origin
    paths: tuple[Path, ...]

    @property
    def id(self) -> str:
        """A name for this choice that is the same on the next start: the last view is kept under it."""
        import hashlib  # it loads OpenSSL: 2 ms that a command can do without

        if self.origin is not Origin.PATHS:
            return self.origin.value
        names = "\0".join(sorted(os.path.realpath(path) for path in self.paths))
        return hashlib.sha256(os.fsencode(names)).hexdigest()[:16]


def choose(paths: Sequence[Path] = ()) -> Choice:
    """Decide what to read: the given paths, else the library, else the sample."""
    library, sample = locations.library(), locations.sample()
    if not paths:
        paths = [library] if holds_captures(library) else [sample]
    named = {os.path.realpath(library): Origin.LIBRARY, os.path.realpath(sample): Origin.SAMPLE}
    origin = named.get(os.path.realpath(paths[0]), Origin.PATHS) if len(paths) == 1 else Origin.PATHS
    return Choice(origin, tuple(paths))


def nothing_to_read(paths: Sequence[Path]) -> list[CaptureError]:
    """Why no file of the paths can be read; empty as soon as one can: the others are not looked at."""
    files, errors = capture_files(paths)
    for file in files:
        try:
            as_text(file, read_bytes(file))
        except CaptureError as error:
            errors.append(error)
        else:
            return []
    return errors


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
    pages, errors = read_pages(paths)
    return parse(pages, corrections), errors


def read_pages(paths: Sequence[Path]) -> tuple[list[tuple[str, str]], list[CaptureError]]:
    """Read captures as text, in path order.

    Returns:
        The path and text of each, and one error for each path or file that could not be read.
    """
    files, errors = capture_files(paths)
    pages: list[tuple[str, str]] = []
    for file in files:
        try:
            pages.append((os.fspath(file), as_text(file, read_bytes(file))))
        except CaptureError as error:
            errors.append(error)
    return pages, errors


def load(choice: Choice, corrections: Collection[Correction] = ()) -> Corpus:
    """Read what was chosen into a corpus, with the reader's corrections.

    What cannot be read is told in `Corpus.unreadable`.
    """
    captures, errors = read_captures(choice.paths, corrections)
    return build(captures, [str(error) for error in errors])
