"""The limits of what careader reads. A file beyond a limit is refused with a message, never read in part."""

import zlib
from collections.abc import Callable

from careader.errors import CaptureError

LARGEST_TEXT = 16 * 1024 * 1024
"""The most bytes of plain text. The largest real page is under 100 KiB."""

MOST_LINES = 15_000
"""The most lines with words of a plain text, and blocks of a page with markup. A real page has hundreds."""

LONGEST_LINE = 4 * 1024 * 1024
"""The most characters of a line of plain text. A page that a tool put into one line has some 60,000."""

LARGEST_PAGE = 64 * 1024 * 1024
"""The most bytes of a page with markup, pictures inside included."""

LARGEST_UNPACKED = 256 * 1024 * 1024
"""The most unpacked bytes of a file, all pages together. A WARC is a stream, so only its pages have
limits."""

MOST_TIMES = 200
"""The most times of its size to which a stream may unpack, if it unpacks to more than `LARGEST_UNPACKED`: a
stream that unpacks to more is made to harm."""

DEEPEST = 300
"""The most levels of nested elements. Real pages have less than a tenth; a parser takes seconds for
20,000."""

LARGEST_HEAD = 64 * 1024
"""The most bytes of the headers of a record, response or part."""

_PIECE = 512
"""The number of bytes of a gzip member that are unpacked at first, then twice as many, and so on: a member
can have only 20 bytes."""


def too_large(what: str, most: int) -> CaptureError:
    """The error for something that is too large.

    Args:
        what: what is too large, such as ``a capture``.
        most: the limit in bytes.
    """
    return CaptureError(f"too large for {what} (over {most >> 20} MiB)")


def gunzip(data: bytes, *, wbits: int = 31) -> bytes:
    """Unpack gzip (``wbits=31``), zlib (15) or bare deflate (-15), to at most `LARGEST_PAGE` bytes.

    Several gzip members in a row are joined. Other bytes after a whole member are ignored.

    Raises:
        CaptureError: the data are damaged or cut short, or unpack to more bytes.
    """
    view = memoryview(data)
    parts: list[bytes] = []
    size = at = 0
    while not parts or bytes(view[at : at + 2]) == b"\x1f\x8b":
        unpacker = zlib.decompressobj(wbits)
        whole, piece = len(parts), _PIECE
        while at < len(view) and not unpacker.eof:
            try:
                part = unpacker.decompress(view[at : at + piece], LARGEST_PAGE - size + 1)
            except zlib.error as error:
                if whole:
                    return b"".join(parts[:whole])
                raise CaptureError("its compression is damaged") from error
            size += len(part)
            if size > LARGEST_PAGE or (unpacker.unconsumed_tail and not unpacker.eof):
                raise too_large("a page, unpacked", LARGEST_PAGE)
            parts.append(part)
            at = min(at + piece, len(view)) - len(unpacker.unused_data)
            piece *= 2
        if not unpacker.eof:
            raise CaptureError("its compression is cut short: save it again")
    return b"".join(parts)


Read = Callable[[int], bytes]
"""A function that returns at most a number of the next bytes; b"" at the end."""
