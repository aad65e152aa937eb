"""Reading zip files of pages, MAFF and WACZ. Members are read in memory; no member is written to disk."""

import re
import zipfile
import zlib
from collections.abc import Callable, Collection, Iterator
from datetime import datetime
from hashlib import blake2b
from pathlib import PurePosixPath
from typing import IO

from careader.errors import CaptureError
from careader.intake.bounds import LARGEST_HEAD, LARGEST_PAGE, LARGEST_UNPACKED, MOST_TIMES, too_large
from careader.intake.days import moment_of
from careader.intake.models import LeftOut, Page
from careader.intake.sniffing import REFUSED

_MOST_MEMBERS = 20_000
_NO_PAGES = frozenset(
    """
    png jpg jpeg gif webp svg ico css js mjs woff woff2 ttf otf eot mp3 mp4 webm ogg avif bmp map
    cdx cdxj idx rdf
    """.split()
)
_ORIGINAL = re.compile(r"originalurl[^>]*?(?:resource|RDF:resource)=\"([^\"]+)\"", re.IGNORECASE)
_ARCHIVED = re.compile(r"archivetime[^>]*?(?:resource|RDF:resource)=\"([^\"]+)\"", re.IGNORECASE)
_FILES = re.compile(r"(?:_files|\.files|_fichiers|-Dateien|_archivos)/")

_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError, RuntimeError)
"""The errors of `zipfile` for a damaged file or an unknown compression."""

Inner = Callable[[bytes], Iterator[Page | LeftOut]]
"""A function that reads a member from its bytes."""

Stream = Callable[[IO[bytes]], Iterator[Page | LeftOut]]
"""A function that reads a member that is a WARC, from a stream."""


def open_zip(file: IO[bytes], inner: Inner, stream: Stream) -> Iterator[Page | LeftOut]:
    """The pages of a zip file.

    Args:
        file: the zip file.
        inner: reads a member from its bytes.
        stream: reads a member that is a WARC, from a stream.

    Raises:
        CaptureError: the file is damaged, refused, or has no pages.
    """
    try:
        with zipfile.ZipFile(file) as archive:
            members = [each for each in archive.infolist() if not each.is_dir()]
            names = {each.filename for each in members}
            if refusal := _refused(names):
                raise CaptureError(refusal)
            if len(members) > _MOST_MEMBERS:
                raise CaptureError(f"a zip file of more than {_MOST_MEMBERS:,} files: unpack it first")
            found = False
            if "datapackage.json" in names:  # a WACZ: its other members describe its archive
                members = [each for each in members if each.filename.startswith("archive/")]
            for each in _members(archive, members, inner, stream):
                found = found or isinstance(each, Page)
                yield each
            if not found:
                raise CaptureError("a zip file without pages")
    except _DAMAGE as error:
        raise CaptureError("a damaged zip file: save or copy it again") from error


def _refused(names: set[str]) -> str:
    if "word/document.xml" in names or "[Content_Types].xml" in names or "content.xml" in names:
        return REFUSED["DOCX"]
    if "META-INF/container.xml" in names:
        return REFUSED["EPUB"]
    return ""


def _members(
    archive: zipfile.ZipFile, members: list[zipfile.ZipInfo], inner: Inner, stream: Stream
) -> Iterator[Page | LeftOut]:
    """The pages of the members, in the order of their names, up to `LARGEST_UNPACKED` bytes together."""
    left = LARGEST_UNPACKED
    known: set[tuple[object, ...]] = set()
    notes = {
        PurePosixPath(each.filename).parent: _note_of_maff(archive, each)
        for each in members
        if each.filename.endswith("index.rdf") and each.file_size < LARGEST_HEAD
    }
    for member in sorted(members, key=lambda each: each.filename):
        name = PurePosixPath(member.filename)
        if what := _no_page(member, name, notes):
            yield what
            continue
        if ".warc" in name.name:
            if member.file_size > max(LARGEST_UNPACKED, MOST_TIMES * member.compress_size):
                yield LeftOut(f"{name.name}: it unpacks to far more than pages do", problem=True)
                continue
            with archive.open(member) as record:
                yield from stream(record)
            continue
        most = min(LARGEST_PAGE, left)
        try:
            with archive.open(member) as packed:
                data = packed.read(most + 1)
            left -= len(data)
            if len(data) > most:
                raise too_large("a page", most)
            same = (blake2b(data, digest_size=16).digest(), member.date_time, notes.get(name.parent))
            if same in known:
                yield LeftOut("the same page once more")
                continue
            for each in inner(data):
                yield _placed(each, member, notes.get(name.parent))
            known.add(same)
        except (CaptureError, *_DAMAGE) as error:
            why = str(error) if isinstance(error, CaptureError) else "damaged"
            yield LeftOut(f"{name.name}: {why}", problem=why != REFUSED["JSON"])
        if left <= 0:
            yield LeftOut("the rest of the zip file: it unpacks to more than careader reads", problem=True)
            return


def _no_page(member: zipfile.ZipInfo, name: PurePosixPath, maff: Collection[PurePosixPath]) -> LeftOut | None:
    """The reason why a member is not read; None for a member to read.

    Args:
        member: the member.
        name: its path in the zip file.
        maff: the folders that are pages of a MAFF.
    """
    if name.suffix.lower().lstrip(".") in _NO_PAGES or _FILES.search(member.filename) or name.name[0] == ".":
        return LeftOut("picture, style or script")
    if name.parent in maff and name.stem != "index":
        return LeftOut("frame of the page")
    if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        return LeftOut(
            f"{name.name}: compressed in a way that cannot be bounded: unpack it first", problem=True
        )
    return LeftOut("file under a password", problem=True) if member.flag_bits & 1 else None


def _note_of_maff(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> tuple[str, datetime | None]:
    """The address of a page in a MAFF, and the moment when it was saved; "" and None without its note."""
    try:
        text = archive.read(member).decode("utf-8", "replace")
    except (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, OSError):
        return "", None
    address, time = _ORIGINAL.search(text), _ARCHIVED.search(text)
    return (address[1] if address else ""), (moment_of(time[1]) if time else None)


def _placed(
    each: Page | LeftOut, member: zipfile.ZipInfo, note: tuple[str, datetime | None] | None
) -> Page | LeftOut:
    if isinstance(each, LeftOut):
        return each
    if note:
        address, saved = note
        each = each._replace(form="MAFF", address=address or each.address)
        if saved:
            return each._replace(saved=saved, saved_by="the MAFF's note")
    if each.saved is None and each.form:
        try:
            return each._replace(saved=datetime(*member.date_time), saved_by="the time in the zip file")  # noqa: DTZ001
        except ValueError:
            return each
    return each
