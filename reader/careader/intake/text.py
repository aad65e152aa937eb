"""Plain text: a page as it is."""

from careader.errors import CaptureError
from careader.intake.bounds import LARGEST_TEXT, LONGEST_LINE, MOST_LINES, too_large
from careader.intake.models import Page
from careader.text import Decoded, decoded


def text_of(data: bytes) -> Decoded:
    """The text of a file.

    Raises:
        CaptureError: it is too large, has too many lines or too long a line, or is not text.
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
    """A page of plain text.

    Raises:
        CaptureError: as `text_of`.
    """
    text, note = text_of(data)
    return Page(text, notes=(note,) if note else ())
