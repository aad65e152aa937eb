"""Reading the pages of a file, as content for `careader.capture.page.read`."""

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from careader.errors import CaptureError
from careader.words import path_in_words

if TYPE_CHECKING:
    from careader.capture.page import Content
    from careader.intake.models import LeftOut, Page


def pages_of(path: Path) -> "Iterator[Content | CaptureError]":
    """The pages of a file of any kind; a file of no known kind is one page of plain text.

    An unreadable part of the file that may be a page gives an error in its place. Several pages of a file are
    numbered from 1.

    Raises:
        CaptureError: the file cannot be read, or has no page.
    """
    from careader.intake.opening import open_file

    with open_file(path) as opened:
        yield from numbered(opened, path)


def plain_text(path: Path) -> str:
    """The text of a file that is known to be plain text: three times as fast as `pages_of`.

    Raises:
        CaptureError: the file cannot be read.
    """
    from careader.intake.opening import open_file
    from careader.intake.plain_text import text_of

    with open_file(path) as opened:
        data = opened.whole()
    try:
        return text_of(data).text
    except CaptureError as error:
        raise CaptureError(f"{path_in_words(path)}: {error}") from error


def numbered(found: "Iterable[Page | LeftOut]", path: Path | str) -> "Iterator[Content | CaptureError]":
    """Turn pages into content for `capture.read`: several pages get numbers, bad parts become errors."""
    from careader.intake.models import LeftOut

    waiting: Page | None = None  # held back until it is known whether another page follows
    number = 0
    left_out: Counter[str] = Counter()
    for each in found:
        if isinstance(each, LeftOut):
            if each.problem:
                yield CaptureError(f"{path_in_words(path)}: {each.what}")
            else:
                left_out[each.what] += 1
            continue
        number += 1
        if waiting is not None:
            yield waiting._replace(page=number - 1)
        waiting = each
    if waiting is None:
        return
    said = tuple(f"{many:,} × {what}" if many > 1 else what for what, many in left_out.items())
    last = waiting._replace(page=number if number > 1 else 0, left_out=said)
    bare = isinstance(last.content, str) and not (last.form or last.notes)
    yield last.content if bare and isinstance(last.content, str) else last
