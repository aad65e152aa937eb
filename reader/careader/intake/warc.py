"""Reading WARC and WET files, which are streams of records. The pages among the records are read."""

import gzip
import re
import zlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import IO, cast

from careader.errors import CaptureError
from careader.intake.bounds import (
    LARGEST_HEAD,
    LARGEST_PAGE,
    LARGEST_TEXT,
    LARGEST_UNPACKED,
    MOST_TIMES,
    gunzip,
)
from careader.intake.days import moment_of
from careader.intake.feeds import open_feed
from careader.intake.markdown import open_markdown
from careader.intake.models import LeftOut, Page, Record, Take
from careader.intake.pages import html_page
from careader.intake.sniffing import kind_of
from careader.intake.wordpress import open_posts
from careader.text import decode

_PIECE = 1 << 20
_BEGIN = 4096  # the first bytes of a response, which tell its kind
_PAGES = ("text/html", "application/xhtml+xml")
_OTHERS = (
    "text/plain",
    "text/markdown",
    "text/xml",
    *(f"application/{kind}" for kind in ("rss", "atom", "xml", "json")),
)
_VAGUE = ("application/octet-stream", "binary/octet-stream", "application/gzip", "application/x-gzip")
"""Media types of responses that may be pages by their content."""
_XML = re.compile(rb"\s*(?:\xef\xbb\xbf)?<(?:\?xml|rss|feed|rdf)", re.IGNORECASE)
_FOR_ROBOTS = re.compile(r"/(?:robots|ads|app-ads|humans|security|llms|sitemap)\.(?:txt|xml)$", re.IGNORECASE)
"""Matches addresses of files for programs, which crawlers fetch too."""

_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE)
_MANY = 50_000
"""The most records in a row with fewer than `_SMALLEST` bytes each on average."""

_SMALLEST = 256  # the fewest bytes of a record with its date, address and kind


class _TornError(Exception):
    """The rest of the stream is not read: the stream is damaged, cut short or made to harm."""


def open_warc(file: IO[bytes], take: Take, *, packed: bool) -> Iterator[Page | LeftOut]:
    """The pages of a WARC of any size, one after the other.

    Args:
        file: the stream.
        take: reads the pages in its records, such as `read_records`.
        packed: whether the file is compressed by gzip, as a whole or record by record.
    """
    return take(_records(file, packed=packed))


def read_records(records: Iterable[Record | LeftOut]) -> Iterator[Page | LeftOut]:
    """Read the page of each record."""
    return (page_of(each) if isinstance(each, Record) else each for each in records)


def _records(file: IO[bytes], *, packed: bool) -> Iterator[Record | LeftOut]:
    stream: IO[bytes] = cast("IO[bytes]", gzip.GzipFile(fileobj=file)) if packed else file
    count = at = 0
    try:
        while (head := _headers(stream, first=b"WARC/")) is not None:
            yield from _record(stream, head)
            count += 1
            if count % _MANY == 0:
                at = _check_records(at, stream.tell())
            if packed:
                _check_size(stream, file)
    except _TornError as error:
        yield LeftOut(f"the rest of the WARC ({error}, after {count:,} records)", problem=True)
    except (EOFError, gzip.BadGzipFile, zlib.error):
        yield LeftOut(
            f"the rest of the WARC (its compression is damaged or cut short, after {count:,} records)",
            problem=True,
        )


def _check_records(begin: int, end: int) -> int:
    """Check that the last ``_MANY`` records, the bytes from ``begin`` to ``end``, are not nearly empty.

    Returns:
        ``end``, where the next ``_MANY`` records begin.

    Raises:
        _TornError: the records are nearly empty.
    """
    if end - begin < _MANY * _SMALLEST:
        raise _TornError("nothing but empty records")
    return end


def _check_size(stream: IO[bytes], file: IO[bytes]) -> None:
    unpacked = stream.tell()
    if unpacked > LARGEST_UNPACKED and unpacked > MOST_TIMES * max(file.tell(), 1):
        raise _TornError("it unpacks to far more than pages do")


def _headers(stream: IO[bytes], first: bytes) -> dict[str, str] | None:
    """The header fields of the next record; None at the end of the file.

    Args:
        stream: the stream.
        first: the beginning of the first line of a record.
    """
    line = b"\r\n"
    for _ in range(10):
        line = stream.readline(LARGEST_HEAD)
        if line.strip():
            break
        if not line:
            return None
    if not line.startswith(first):
        if not line.strip():
            return None
        raise _TornError("no record begins where one should")
    fields: dict[str, str] = {}
    size = 0
    while True:
        line = stream.readline(LARGEST_HEAD)
        size += len(line)
        if not line:
            raise _TornError("cut short")
        if size > LARGEST_HEAD:
            raise _TornError("a record without an end of its head")
        if not line.strip():
            return fields
        name, _, value = line.decode("utf-8", "replace").partition(":")
        fields.setdefault(name.strip().lower(), value.strip())


def _record(stream: IO[bytes], head: dict[str, str]) -> Iterator[Record | LeftOut]:
    """Read a record: yields the record if it may be a page, or a `LeftOut` if the reader should know of it.

    Args:
        stream: the stream, after the head of the record.
        head: the header fields of the record.
    """
    length = head.get("content-length", "")
    if not length.isdecimal() or len(length) > 15:
        raise _TornError("a record that does not tell its length")
    left = int(length)
    kind, media = head.get("warc-type", "").lower(), head.get("content-type", "").lower()
    wanted = (
        kind == "response"
        or (kind == "conversion" and media.startswith("text/plain"))
        or (kind == "resource" and media.startswith(_PAGES))
    )
    if not wanted:
        _skip(stream, left)
        if kind in ("revisit", "continuation"):
            yield LeftOut(f"{kind} record")
        return
    most = LARGEST_TEXT if kind == "conversion" else LARGEST_PAGE
    if left > most:
        _skip(stream, left)
        yield LeftOut(f"a page of more than {most >> 20} MiB", problem=True)
        return
    begin = _read(stream, min(left, _BEGIN))
    sent = _media_in(begin) if kind == "response" else ""
    if sent and _FOR_ROBOTS.search(head.get("warc-target-uri", "").strip("<>")):
        _skip(stream, left - len(begin))
        yield LeftOut("file for programs")
        return
    if sent and not (sent.startswith((*_PAGES, *_OTHERS)) or (sent.startswith(_VAGUE) and _has_page(begin))):
        _skip(stream, left - len(begin))
        yield LeftOut("picture, style or script")
        return
    yield Record(begin + _read(stream, left - len(begin)), head, kind)


def page_of(record: Record) -> Page | LeftOut:
    """The page of a record, or the reason why there is no page."""
    data, head, kind = record
    fields: dict[str, str] = {}
    if kind == "response":
        fields, data = _response(data)
        if not fields[":status"].startswith("2"):
            return LeftOut("redirect or error of the server")
    if not data:
        return LeftOut("empty response")
    media = fields.get("content-type", "text/html").lower()
    address = head.get("warc-target-uri", "").strip("<>")
    try:
        data = _unpacked(data, fields)
        charset = _CHARSET.search(media)
        if kind == "conversion":
            page: Page | None = Page(decode(data), "WET", address=address)
        elif media.startswith(_PAGES) and not _XML.match(data):
            page = html_page(data, charset[1] if charset else "", address)._replace(form="WARC")
        else:
            page = _page_of_data(data, media, charset[1] if charset else "", address)
    except CaptureError as error:
        return LeftOut(f"{address[:200] or 'a page'}: {error}", problem=True)
    if page is None:
        return LeftOut("picture, style or script")
    saved = moment_of(head.get("warc-date", ""))
    return page._replace(saved=saved, saved_by="WARC-Date") if saved else page


def _page_of_data(data: bytes, media: str, charset: str, address: str) -> Page | None:
    """The page of a response by its content, since servers send feeds and Markdown as HTML or as text too.

    Args:
        data: the unpacked body of the response.
        media: the media type that the server tells.
        charset: the character set that the server tells; "" for none.
        address: the web address of the response.

    Returns:
        The page; None for other data.
    """
    kind = kind_of(data[:65536])
    if opened := {"feed": open_feed, "WordPress": open_posts}.get(kind):
        return opened(data)
    if media.startswith(_PAGES) or (kind == "HTML" and media.startswith(("text/", *_VAGUE))):
        return html_page(data, charset, address)._replace(form="WARC")
    if kind == "Markdown":
        page = open_markdown(data)
        return page._replace(address=page.address or address)
    return Page(decode(data), "WARC", address=address) if media.startswith("text/plain") else None


def _has_page(begin: bytes) -> bool:
    """Whether a response with a vague media type has a page, by the beginning of its body."""
    body = begin.partition(b"\r\n\r\n")[2]
    if body.startswith(b"\x1f\x8b"):
        with suppress(zlib.error):
            body = zlib.decompressobj(31).decompress(body, _BEGIN)
    return kind_of(body) in ("HTML", "feed", "WordPress", "Markdown")


def _media_in(begin: bytes) -> str:
    head = begin.split(b"\r\n\r\n", 1)[0]
    for line in head.split(b"\n")[1:]:
        name, _, value = line.partition(b":")
        if name.strip().lower() == b"content-type":
            return value.decode("latin-1").strip().lower()
    return ""


def _response(data: bytes) -> tuple[dict[str, str], bytes]:
    """The header fields of a response, with its status as the field ``:status``; and the body as sent."""
    head, apart, body = data.partition(b"\r\n\r\n")
    if not apart:
        head, apart, body = data.partition(b"\n\n")
    lines = head[:LARGEST_HEAD].decode("latin-1").splitlines()
    fields: dict[str, str] = {}
    words = lines[0].split() if lines else []
    fields[":status"] = words[1] if len(words) > 1 and words[0].startswith("HTTP/") else "200"
    for line in lines[1:]:
        name, _, value = line.partition(":")
        fields.setdefault(name.strip().lower(), value.strip())
    return fields, body


def _unpacked(body: bytes, fields: dict[str, str]) -> bytes:
    if "chunked" in fields.get("transfer-encoding", "").lower():
        body = _joined(body)
    coding = fields.get("content-encoding", "").lower().strip()
    if coding in ("gzip", "x-gzip") or (not coding and body.startswith(b"\x1f\x8b")):
        return gunzip(body) if body.startswith(b"\x1f\x8b") else body
    if coding == "deflate":
        try:
            return gunzip(body, wbits=15)
        except CaptureError:
            return gunzip(body, wbits=-15)
    if coding not in ("", "identity"):
        if b"<html" in body[:4096].lower() or b"<!doctype" in body[:4096].lower():
            return body
        raise CaptureError(f"compressed by {coding[:20]}, which careader cannot unpack")
    return body


def _joined(body: bytes) -> bytes:
    """Join the chunks of a body. A body that has no chunks stays unchanged."""
    parts: list[bytes] = []
    at = 0
    while at < len(body):
        end = body.find(b"\n", at, at + 100)
        size = body[at:end].split(b";")[0].strip() if end >= 0 else b""
        try:
            length = int(size, 16)
        except ValueError:
            return body if not parts else b"".join(parts)
        if length <= 0 or length > len(body):
            break
        parts.append(body[end + 1 : end + 1 + length])
        at = end + 1 + length
        while body[at : at + 1] in (b"\r", b"\n"):
            at += 1
    return b"".join(parts)


def _read(stream: IO[bytes], length: int) -> bytes:
    data = stream.read(length)
    if len(data) < length:
        raise _TornError("cut short")
    return data


def _skip(stream: IO[bytes], length: int) -> None:
    left = length
    packed = isinstance(stream, gzip.GzipFile)
    if left > _PIECE and not packed and stream.seekable():
        at = stream.tell()
        end = stream.seek(0, 2)
        stream.seek(min(at + length, end))
        if at + length > end:
            raise _TornError("cut short")
        return
    done = 0
    while left:
        piece = stream.read(min(left, _PIECE))
        if not piece:
            raise _TornError("cut short")
        left -= len(piece)
        done += len(piece)
        if done > LARGEST_UNPACKED and packed:
            raise _TornError("it unpacks to far more than pages do")
