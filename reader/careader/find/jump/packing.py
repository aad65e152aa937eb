"""Packing several byte strings into one byte string, to store data that takes long to compute.

A pack has numbers in the form that they have in memory, so that reading copies nothing. So a pack can be read
only by the version and the kind of machine that made it. Any other pack is refused, and a damaged pack too;
the data is then computed again.
"""

import struct
from collections.abc import Sequence
from sys import byteorder
from zlib import crc32

_KIND = f"careader jump {byteorder[0]}{struct.calcsize('I')}".encode()  # with the form of numbers in memory
_FORM = 1  # the version of the packed data: add 1 whenever an older pack would give other answers
_HEAD = struct.Struct("<16sIIQ")  # kind, form, checksum of the rest, size of the pack in bytes
_ALIGNED = 8  # each item begins at a multiple of so many bytes


def pack(items: Sequence[bytes | memoryview]) -> bytes:
    """Pack the items into one byte string."""
    sizes = struct.pack(f"<I{len(items)}Q", len(items), *(memoryview(item).nbytes for item in items))
    parts: list[bytes | memoryview] = []
    for item in (sizes, *items):
        parts += [item, bytes(-memoryview(item).nbytes % _ALIGNED)]
    checksum = 0
    for part in parts:
        checksum = crc32(part, checksum)
    size = _HEAD.size + sum(memoryview(part).nbytes for part in parts)
    return b"".join([_HEAD.pack(_KIND, _FORM, checksum, size), *parts])


def unpack(data: bytes | memoryview) -> list[memoryview]:
    """The items of a pack, as views of ``data``.

    Raises:
        ValueError: the data is not a pack, is incomplete or damaged, or was made by another version or
            machine.
    """
    whole = memoryview(data).cast("B")
    if len(whole) < _HEAD.size:
        raise ValueError("not a jump pack")
    kind, form, checksum, size = _HEAD.unpack_from(whole)
    if (kind, form) != (_KIND, _FORM):
        raise ValueError("no jump pack of this version and machine")
    body = whole[_HEAD.size :]
    if size != len(whole) or crc32(body) != checksum:
        raise ValueError("damaged jump pack")
    (count,) = struct.unpack_from("<I", body)
    sizes = struct.unpack_from(f"<{count}Q", body, 4)
    start = _aligned(4 + 8 * count)
    items = []
    for size in sizes:
        items.append(body[start : start + size])
        start += _aligned(size)
    return items


def _aligned(size: int) -> int:
    return size + -size % _ALIGNED
