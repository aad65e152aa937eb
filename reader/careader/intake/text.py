"""Plain text: a page as it is."""

from careader.intake.bounds import LARGEST_TEXT, too_large
from careader.intake.models import Page
from careader.text import Decoded, decoded


def text_of(data: bytes) -> Decoded:
    """The text of a file.

    Raises:
        CaptureError: it is too large, or not text.
    """
    if len(data) > LARGEST_TEXT:
        raise too_large("a capture", LARGEST_TEXT)
    return decoded(data)


def open_text(data: bytes) -> Page:
    """A page of plain text.

    Raises:
        CaptureError: as `text_of`.
    """
    text, note = text_of(data)
    return Page(text, notes=(note,) if note else ())
