"""Reading mail and MHTML."""

import re
from collections.abc import Iterator
from contextlib import suppress
from email.errors import CloseBoundaryNotFoundDefect
from email.message import Message
from email.parser import BytesParser
from email.policy import compat32
from itertools import islice

from careader.errors import CaptureError
from careader.intake.bounds import LARGEST_HEAD
from careader.intake.days import moment_of
from careader.intake.models import LeftOut, Page
from careader.intake.pages import html_page
from careader.text import decode

_MOST_PARTS = 5000
_MOST_PAGES = 200
_MOST_LINES = 1_500_000  # twice as many as a real file of the largest size has
_MOST_BOUNDARIES = 500
_LONGEST_HEAD = 4 * LARGEST_HEAD
_CUT = "the end is missing, and with it perhaps a part of the text: save it again"
_MOST_NESTED = 64_000  # the most lines that may begin a part

_PART = re.compile(rb"\n--[^\n]{1,80}\n(?=[A-Za-z-]{1,40}:)")
"""Matches the beginning of a part."""

_EMPTY_LINE = re.compile(rb"\n\r?\n")


def open_mail(data: bytes) -> Iterator[Page | LeftOut]:
    """The pages of a mail, or the page of an MHTML file (a page saved together with its pictures and styles).

    Raises:
        CaptureError: the file has no text, or is too large.
    """
    mail, leaves = _parts(data)
    cut = any(isinstance(defect, CloseBoundaryNotFoundDefect) for defect in mail.defects)
    location = str(mail.get("Snapshot-Content-Location") or "")
    is_page = bool(location) or mail.get_content_type() == "multipart/related" or _saved_by_browser(mail)
    saved = moment_of(str(mail.get("Date") or ""))
    by = f"the {'MHTML' if is_page else 'mail'}'s Date" if saved else ""
    form = "MHTML" if is_page else "mail"
    pages = [part for part in leaves if part.get_content_type() in ("text/html", "application/xhtml+xml")]
    for part in leaves:
        if part.get_content_maintype() in ("image", "audio", "video"):
            yield LeftOut("picture")
    if is_page:
        yield from (LeftOut("frame of the page") for _ in pages[1:])
        pages = pages[:1]
    if len(pages) > _MOST_PAGES:
        yield LeftOut(f"the pages of the mail beyond the first {_MOST_PAGES}", problem=True)
    opened = False
    for part in pages[:_MOST_PAGES]:
        if (body := _payload(part)).strip():
            address = location or str(part.get("Content-Location") or "")
            page = html_page(body, str(part.get_param("charset") or ""), address)
            notes = (*page.notes, _CUT) if cut else page.notes
            yield page._replace(form=form, saved=saved, saved_by=by, notes=notes)
            opened = True
    if opened:
        return
    text = next((part for part in leaves if part.get_content_maintype() == "text"), None)
    if text is None:
        raise CaptureError("a mail without text: forward the page itself, or save it as HTML")
    yield Page(_text(text), form, saved, by, location)


def _parts(data: bytes) -> tuple[Message, list[Message]]:
    """Parse a mail; returns the mail, and its parts without the parts that contain other parts."""
    if data.startswith(b"From "):
        data = data.partition(b"\n")[2]
    head = data[:_LONGEST_HEAD].replace(b"\r\n", b"\n")
    if len(data) > _LONGEST_HEAD and b"\n\n" not in head:
        raise CaptureError("a mail whose head is longer than careader reads")
    if data.count(b"\n") > _MOST_LINES:
        raise CaptureError("a mail with more lines than careader reads")
    if data.count(b"\n--") > _MOST_NESTED or data.count(b"boundary=") > _MOST_BOUNDARIES:
        raise CaptureError("a mail with more parts than careader reads")
    if any(_is_long_head(data, match.end()) for match in _PART.finditer(data)):
        raise CaptureError("a mail with a part whose head is longer than careader reads")
    try:
        mail = BytesParser(policy=compat32).parsebytes(data)
        parts = [*islice(mail.walk(), _MOST_PARTS)]
    except (RecursionError, ValueError, LookupError, AttributeError) as error:
        raise CaptureError("a mail whose parts are within each other too deep, or damaged") from error
    return mail, [part for part in parts if not part.is_multipart()]


def _is_long_head(data: bytes, at: int) -> bool:
    """Whether the head of the part at ``at`` is longer than careader reads."""
    end = at + _LONGEST_HEAD
    return end <= len(data) and _EMPTY_LINE.search(data, at, end) is None


def _saved_by_browser(mail: Message) -> bool:
    return "Saved by" in str(mail.get("From") or "")


def _payload(part: Message) -> bytes:
    try:
        payload = part.get_payload(decode=True)
    except (ValueError, AssertionError, LookupError):
        payload = str(part.get_payload()).encode("utf-8", "replace")
    return payload if isinstance(payload, bytes) else b""


def _text(part: Message) -> str:
    data = _payload(part)
    named = str(part.get_param("charset") or "")
    if named:
        with suppress(LookupError, ValueError):  # decoded as the rest of the world's text then
            data = data.decode(named, "strict").encode("utf-8", "surrogatepass")
    return decode(data)
