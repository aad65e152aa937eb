"""Several runs of bytes as one, so that what was costly to make can be kept on disk.

A pack is for the machine and the version that made it: numbers stand in it as they do in memory, and
reading it back copies none of them. Any other pack, and a damaged one, is refused; it can be made anew.
"""

import struct
from collections.abc import Sequence
from sys import byteorder
from zlib import crc32

_KIND = f"careader jump {byteorder[0]}{struct.calcsize('I')}".encode()  # and how numbers stand in memory
_FORM = 1  # of what is packed: raise it whenever a pack made before would be read or answered otherwise
_HEAD = struct.Struct("<16sIIQ")  # kind, form, checksum of all behind it, bytes in all
_ALIGNED = 8  # each run begins at a multiple of so many bytes


def pack(runs: Sequence[bytes | memoryview]) -> bytes:
    """Make one pack of the runs."""
    sizes = struct.pack(f"<I{len(runs)}Q", len(runs), *(memoryview(run).nbytes for run in runs))
    parts: list[bytes | memoryview] = []
    for run in (sizes, *runs):
        parts += [run, bytes(-memoryview(run).nbytes % _ALIGNED)]
    checksum = 0
    for part in parts:
        checksum = crc32(part, checksum)
    size = _HEAD.size + sum(memoryview(part).nbytes for part in parts)
    return b"".join([_HEAD.pack(_KIND, _FORM, checksum, size), *parts])


def unpack(data: bytes | memoryview) -> list[memoryview]:
    """Take a pack apart into its runs, as views of ``data``.

    Raises:
        ValueError: the data is no pack, not all of one, damaged, or made by another version or machine.
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
    runs = []
    for size in sizes:
        runs.append(body[start : start + size])
        start += _aligned(size)
    return runs


def _aligned(size: int) -> int:
    return size + -size % _ALIGNED
