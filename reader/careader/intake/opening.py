"""Opening a file of any kind, and reading its pages."""

import io
import os
import stat
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import IO, Self

from careader import locations
from careader.errors import CaptureError
from careader.intake.bounds import LARGEST_PAGE, LARGEST_TEXT, gunzip, too_large
from careader.intake.models import FILE_TIME, LeftOut, Page, Record, Take
from careader.intake.sniffing import DIALECTS, REFUSED, kind_of, open_at_once
from careader.words import path_in_words, reason

_HEAD = 65536
_PIECE = 1 << 20
_DEEPEST = 3  # the most levels of nested archives


class Opened:
    """An open file. Iteration reads its pages and the parts that are left out, one after the other.

    Use it in a ``with`` statement. Where the rest of the file cannot be read, the iteration raises
    `CaptureError`, which names the file.

    Attributes:
        is_text: whether the file is plain text. It is known as soon as the first page is read.
    """

    def __init__(self, file: IO[bytes], name: str, changed: float | None, size: int, take: Take) -> None:
        self._file = file
        self._name = name
        self._changed = changed
        self._size = size
        self._take = take
        self.is_text = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def __iter__(self) -> Iterator[Page | LeftOut]:
        try:
            kind = _kind_of(self._file)
            self.is_text = kind == "text"
            for each in _problems_last(_pages(self._file, kind, self._size, 0, self._take)):
                if isinstance(each, Page) and each.saved is None and each.form and self._changed is not None:
                    saved = datetime.fromtimestamp(self._changed, UTC).astimezone()
                    yield each._replace(saved=saved, saved_by=FILE_TIME)
                else:
                    yield each
        except CaptureError as error:
            raise CaptureError(f"{self._name}: {error}") from error
        except OSError as error:
            raise CaptureError(f"{self._name}: {reason(error)}") from error
        except (RecursionError, MemoryError) as error:
            raise CaptureError(f"{self._name}: built so that it cannot be read") from error

    def whole(self) -> bytes:
        """The whole content of the file.

        Raises:
            CaptureError: the file is empty, unreadable, or larger than `LARGEST_TEXT`.
        """
        try:
            data = self._file.read(LARGEST_TEXT + 1)
        except OSError as error:
            raise CaptureError(f"{self._name}: {reason(error)}") from error
        if len(data) > LARGEST_TEXT:
            raise CaptureError(f"{self._name}: {too_large('a text', LARGEST_TEXT)}")
        if not data or data.isspace():
            raise CaptureError(f"{self._name}: empty")
        return data

    def digest(self) -> bytes:
        """The digest of the content, which does not depend on the name. Call it before the pages are read.

        For a file larger than `LARGEST_PAGE`, the digest is made of the size, the beginning and the end.
        """
        from hashlib import blake2b  # as in `capture.proofs`

        digest = blake2b(str(self._size).encode(), digest_size=16)
        if self._size <= LARGEST_PAGE:
            while piece := self._file.read(_PIECE):
                digest.update(piece)
        else:
            digest.update(self._file.read(_PIECE))
            self._file.seek(-_PIECE, os.SEEK_END)
            digest.update(self._file.read(_PIECE))
        self._file.seek(0)
        return digest.digest()


def read_here(records: Iterator[Record | LeftOut]) -> Iterator[Page | LeftOut]:
    """Read the pages in the records of a WARC, in this process."""
    from careader.intake.warc import read_records

    return read_records(records)


def open_file(path: Path, take: Take = read_here) -> Opened:
    """Open a file.

    Args:
        path: the path of the file.
        take: reads the pages in the records of a WARC.

    Raises:
        CaptureError: the file is gone, unreadable, or not a regular file.
    """
    name = path_in_words(path)
    try:
        file = open(path, "rb", opener=open_at_once)  # noqa: SIM115 - `Opened` closes it
        state = os.fstat(file.fileno())
    except OSError as error:
        raise locations.unreadable(path, error) from error
    if not stat.S_ISREG(state.st_mode):
        file.close()
        raise CaptureError(f"{name}: not a regular file")
    return Opened(file, name, state.st_mtime, state.st_size, take)


def _problems_last(found: Iterator[Page | LeftOut]) -> Iterator[Page | LeftOut]:
    """Pass on the pages of a file; its problems come last, all problems with one reason as one `LeftOut`.

    Raises:
        CaptureError: neither a page nor a problem was found.
    """
    any_page = False
    problems: dict[str, list[str]] = {}
    try:
        for each in found:
            if isinstance(each, LeftOut) and each.problem:
                alike = problems.setdefault(each.what.partition(": ")[2] or each.what, [])
                alike.append(each.what if not alike else "")
            else:
                any_page = any_page or isinstance(each, Page)
                yield each
    except CaptureError as error:
        if problems and not any_page:  # the one line of a file without pages says why
            raise CaptureError(
                "; ".join([str(error), *(left.what for left in _problems(problems))])
            ) from error
        yield from _problems(problems)
        raise
    yield from _problems(problems)
    if not (any_page or problems):
        raise CaptureError("no page in it: save the page as HTML")


def _problems(problems: dict[str, list[str]]) -> Iterator[LeftOut]:
    """One `LeftOut` for each reason, about all problems of a file with this reason."""
    for first, *others in problems.values():
        more = f" (and {len(others):,} more like it)" if others else ""
        yield LeftOut(f"{first}{more}", problem=True)


def _kind_of(file: IO[bytes]) -> str:
    """The kind of a file by its beginning (`kind_of`)."""
    head = file.read(_HEAD)
    file.seek(0)
    if not head or head.isspace():
        raise CaptureError("empty")
    kind = kind_of(head)
    if kind in REFUSED:
        raise CaptureError(REFUSED[kind])
    return kind


def _pages(file: IO[bytes], kind: str, size: int, depth: int, take: Take) -> Iterator[Page | LeftOut]:
    """The pages of a file. ``depth`` is the number of archives around the file."""
    packed = kind == "gzip" and _begins(file).startswith(b"WARC/")
    if packed or kind == "WARC":
        from careader.intake.warc import open_warc

        return open_warc(file, take, packed=packed)
    if kind in ("gzip", "zip"):
        if depth >= _DEEPEST:
            raise CaptureError("archives within archives, deeper than careader looks")
        return (_unpacked if kind == "gzip" else _zipped)(file, depth, take)
    most = LARGEST_TEXT if kind == "text" else LARGEST_PAGE
    if size > most:
        raise too_large("a capture" if kind == "text" else "a page", most)
    return _whole(kind, file.read(most + 1))


def _pages_within(data: bytes, depth: int, take: Take) -> Iterator[Page | LeftOut]:
    """The pages of a file in an archive. ``depth`` is the number of archives around the file."""
    file = io.BytesIO(data)
    return _pages(file, _kind_of(file), len(data), depth, take)


def _unpacked(file: IO[bytes], depth: int, take: Take) -> Iterator[Page | LeftOut]:
    """The pages in a file compressed by gzip."""
    data = file.read(LARGEST_PAGE + 1)
    if len(data) > LARGEST_PAGE:
        raise too_large("a compressed page", LARGEST_PAGE)
    return _pages_within(gunzip(data), depth + 1, take)


def _zipped(file: IO[bytes], depth: int, take: Take) -> Iterator[Page | LeftOut]:
    """The pages in a zip file."""
    from careader.intake.warc import open_warc
    from careader.intake.zipped import open_zip

    def inner(data: bytes) -> Iterator[Page | LeftOut]:
        return _pages_within(data, depth + 2, take)

    def stream(member: IO[bytes]) -> Iterator[Page | LeftOut]:
        packed = io.BufferedReader(member)  # type: ignore[type-var]
        return open_warc(packed, take, packed=packed.peek(2)[:2] == b"\x1f\x8b")

    return open_zip(file, inner, stream)


def _begins(file: IO[bytes]) -> bytes:
    """The first bytes of the unpacked content of a gzip file."""
    head = file.read(_HEAD)
    file.seek(0)
    try:
        return zlib.decompressobj(31).decompress(head, 64)
    except zlib.error as error:
        raise CaptureError("its compression is damaged: save or copy it again") from error


def _whole(kind: str, data: bytes) -> Iterator[Page | LeftOut]:
    """The pages of a file that is read as a whole. Only the reader of its kind is imported."""
    module, name = _READERS["light markup" if kind in DIALECTS else kind]
    read = getattr(import_module(f"careader.intake.{module}"), name)
    opened = read(data, kind) if kind in DIALECTS else read(data)
    return iter((opened,)) if isinstance(opened, Page) else opened


_READERS = {
    "HTML": ("pages", "html_page"),
    "feed": ("feeds", "open_feed"),
    "mail": ("mail", "open_mail"),
    "webarchive": ("webarchive", "open_webarchive"),
    "WordPress": ("wordpress", "open_posts"),
    "Markdown": ("markdown", "open_markdown"),
    "light markup": ("light_markup", "open_light_markup"),
    "text": ("plain_text", "open_text"),
}
"""The reader of each kind of file: the module and the function."""
