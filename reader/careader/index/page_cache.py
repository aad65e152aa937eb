"""The pages that a process has surveyed, kept until they are judged: so each page is read once."""

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from careader.capture.proofs import PageBlocks

_ROOM = 24 << 20
"""The most characters of kept pages: those of about 1,300 captures, in 40 MiB. Other pages are read again."""

PageId = tuple[str, int, int, int]
"""A page: the path of its file, the file's size and the time of its last change, the index in the file."""


class ReadPage(NamedTuple):
    """A page that was read and is not judged yet.

    Attributes:
        blocks: the page.
        source: its content as the index will store it (`reading.CaptureRecord`).
    """

    blocks: "PageBlocks"
    source: bytes | None


class PageCache:
    """The pages that a process has surveyed, as many as there is room for."""

    def __init__(self) -> None:
        self._pages: dict[PageId, tuple[ReadPage, int]] = {}
        self._room = _ROOM

    def keep(self, page: PageId, read: ReadPage) -> None:
        """Keep a page if there is room."""
        size = sum(len(piece.text) + sum(map(len, piece.items)) for piece in read.blocks.blocks)
        if read.blocks.saved is not None:  # its markup is kept as well
            size *= 2
        if size <= self._room and page not in self._pages:
            self._room -= size
            self._pages[page] = read, size

    def take(self, page: PageId) -> ReadPage | None:
        """Give a page away; None if it was not kept."""
        read, size = self._pages.pop(page, (None, 0))
        self._room += size
        return read
