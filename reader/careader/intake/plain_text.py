"""Reading plain text."""

import re
from collections.abc import Sequence

from careader.errors import CaptureError
from careader.intake.bounds import LARGEST_TEXT, LONGEST_LINE, MOST_LINES, too_large
from careader.intake.models import Page
from careader.text import Decoded, decoded

_WIDE = re.compile(" {3,}")
"""Matches a run of blanks as between two columns."""
_WIDEST = 320
"""The most characters of a line with columns, since tools set tables within a window."""
_FEW_BESIDE = 2  # the fewest lines with columns: a single wide run of blanks can be a mistake
SIDE_BY_SIDE = "lines stand side by side in columns: their words may be in the wrong order"
"""The problem of a page where `side_by_side` finds a line."""


def side_by_side(lines: Sequence[str]) -> int | None:
    """The index of the first line with columns of text; None where fewer than two lines have columns."""
    beside = [
        at for at, line in enumerate(lines) if len(line) <= _WIDEST and "   " in line and _has_columns(line)
    ]
    return beside[0] if len(beside) >= _FEW_BESIDE else None


def _has_columns(line: str) -> bool:
    """Whether a line has words on both sides of a wide run of blanks."""
    return sum(any(map(str.isalpha, part)) for part in _WIDE.split(line)) > 1


def text_of(data: bytes) -> Decoded:
    """The text of a file.

    Raises:
        CaptureError: the file is too large, has too many lines or too long a line, or is not text.
    """
    if len(data) > LARGEST_TEXT:
        raise too_large("a capture", LARGEST_TEXT)
    text = decoded(data)
    if text.text.count("\n") > MOST_LINES and sum(map(bool, text.text.split("\n"))) > MOST_LINES:
        raise CaptureError(f"too many lines for a page (over {MOST_LINES:,})")
    if len(text.text) > LONGEST_LINE and any(len(line) > LONGEST_LINE for line in text.text.split("\n")):
        raise CaptureError(f"too long a line for a page (over {LONGEST_LINE >> 20} Mi characters)")
    return text


def open_text(data: bytes) -> Page:
    """Read a page of plain text.

    Raises:
        CaptureError: as `text_of`.
    """
    text, note = text_of(data)
    return Page(text, notes=(note,) if note else ())
