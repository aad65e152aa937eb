"""How much of a file is looked at. What is beyond is refused in words, never half read in silence."""

import zlib
from collections.abc import Callable

from careader.errors import CaptureError

LARGEST_TEXT = 16 * 1024 * 1024
"""Bytes of plain text. The largest real page is under 100 KiB."""

MOST_LINES = 15_000
"""Lines with words of a plain text, blocks of a page with markup: each is looked at closely. A real page has
hundreds."""

LONGEST_LINE = 4 * 1024 * 1024
"""Characters of a line of a plain text. A page that a tool put into one line has some 60,000."""

LARGEST_PAGE = 64 * 1024 * 1024
"""Bytes of one page with markup: pictures may stand inside."""

LARGEST_UNPACKED = 256 * 1024 * 1024
"""Bytes that are unpacked of one file, all pages together; a WARC is a stream and is bounded by the page."""

MOST_TIMES = 200
"""A stream that unpacks to more times its size, and to more than `LARGEST_UNPACKED`, is a bomb."""

DEEPEST = 300
"""Elements within each other. No page that people read has a tenth; a parser takes seconds for 20,000."""

LARGEST_HEAD = 64 * 1024
"""Bytes of the headers of one record, response or part."""

_PIECE = 512
"""Bytes of a member that are unpacked first, then twice as many: members can be 20 bytes long."""


def too_large(what: str, most: int) -> CaptureError:
    """The error that says that something is larger than it may be, such as ``a capture``."""
    return CaptureError(f"too large for {what} (over {most >> 20} MiB)")


def gunzip(data: bytes, most: int, *, wbits: int = 31) -> bytes:
    """Unpack gzip (``wbits=31``), zlib (15) or bare deflate (-15), at most so many bytes.

    Several members in a row are one. What follows a whole member and is none is passed over.

    Raises:
        CaptureError: it is torn, or holds more.
    """
    view = memoryview(data)
    parts: list[bytes] = []
    size = at = 0
    while not parts or bytes(view[at : at + 2]) == b"\x1f\x8b":
        unpacker = zlib.decompressobj(wbits)
        whole, piece = len(parts), _PIECE
        while at < len(view) and not unpacker.eof:
            try:
                part = unpacker.decompress(view[at : at + piece], most - size + 1)
            except zlib.error as error:
                if whole:
                    return b"".join(parts[:whole])
                raise CaptureError("its compression is damaged") from error
            size += len(part)
            if size > most or (unpacker.unconsumed_tail and not unpacker.eof):
                raise too_large("a page, unpacked", most)
            parts.append(part)
            at = min(at + piece, len(view)) - len(unpacker.unused_data)
            piece *= 2
        if not unpacker.eof:
            raise CaptureError("its compression is cut short: save it again")
    return b"".join(parts)


Read = Callable[[int], bytes]
"""Gives at most so many of the next bytes; b"" at the end."""
