"""The input of commands: what stands on stdin, where an argument is ``-``."""

import os
import sys

from careader.errors import CareaderError


def stdin_bytes(most: int = -1) -> bytes:
    """The bytes of stdin.

    Args:
        most: the most bytes to read; -1 for all.

    Raises:
        CareaderError: stdin is closed.
    """
    if sys.stdin is None:
        raise CareaderError("standard input: closed")
    if hasattr(sys.stdin, "buffer"):
        return sys.stdin.buffer.read(most)
    return os.fsencode(sys.stdin.read())


def stdin_text() -> str:
    """The text of stdin.

    Raises:
        CareaderError: stdin is closed.
    """
    if sys.stdin is None:
        raise CareaderError("standard input: closed")
    return sys.stdin.read()
