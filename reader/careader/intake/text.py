"""Plain text: a page as it is."""

from careader.intake.bounds import LARGEST_TEXT, too_large
from careader.intake.models import Page
from careader.text import decode


def text_of(data: bytes) -> str:
    """The text of a file.

    Raises:
        CaptureError: it is too large, or not text.
    """
    if len(data) > LARGEST_TEXT:
        raise too_large("a capture", LARGEST_TEXT)
    return decode(data)


def open_text(data: bytes) -> Page:
    """A page of plain text.

    Raises:
        CaptureError: as `text_of`.
    """
    return Page(text_of(data))
