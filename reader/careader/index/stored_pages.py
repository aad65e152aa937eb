"""The form in which the index stores the content of a page, so that the file need not be opened again.

A changed form needs a new version of the index (`tables.VERSION`). This module is separate from `stored`: a
start reads no page, so it does not import this module.
"""

import json
import zlib
from datetime import datetime
from typing import Any

from careader.errors import StoredFormError
from careader.index.stored import day_of, ordinal_of
from careader.intake.models import Form, Markup, Page, Part


def store_source(content: str | Page) -> bytes:
    """The compressed content of a page: ``T`` and plain text, or ``P`` and a `Page` as JSON."""
    if isinstance(content, str):
        whole = "T" + content
    else:
        saved = content.saved.isoformat() if content.saved else ""
        said = content.content if isinstance(content.content, str) else _parts_of(content.content)
        told = (
            content.form,
            saved,
            content.saved_by,
            content.address,
            content.notes,
            content.page,
            content.left_out,
        )
        whole = "P" + json.dumps([said, *told], ensure_ascii=False)
    return zlib.compress(whole.encode("utf-8", "surrogatepass"), 1)


def _parts_of(markup: Markup) -> list[object]:
    """Markup as lists for JSON. A part with only a form and a text lacks the other fields."""
    parts: list[list[object]] = []
    for form, text, signs, byline, published, address in markup.parts:
        told = [[*signs], byline, ordinal_of(published), address]
        parts.append([form.value, text, *(told if signs or byline or published or address else ())])
    return [[*markup.head], parts]


def read_source(stored: bytes) -> str | Page:
    """The content that `store_source` stored.

    Raises:
        StoredFormError: `store_source` did not make the value, so the index is damaged.
    """
    try:
        return _read(stored)
    except (ValueError, TypeError, KeyError, IndexError, OverflowError, zlib.error) as error:
        raise StoredFormError(str(error)) from error


def _read(stored: bytes) -> str | Page:
    whole = zlib.decompress(stored).decode("utf-8", "surrogatepass")
    if whole.startswith("T"):
        return whole[1:]
    said, form, saved, saved_by, address, notes, page, left_out = json.loads(whole[1:])
    content = said if isinstance(said, str) else Markup(tuple(said[0]), tuple(map(_part_from, said[1])))
    moment = datetime.fromisoformat(saved) if saved else None
    return Page(content, form, moment, saved_by, address, tuple(notes), page, tuple(left_out))


def _part_from(stored: list[Any]) -> Part:
    form, text, *told = stored
    if not told:
        return Part(Form(form), text)
    signs, byline, published, address = told
    return Part(Form(form), text, tuple(signs), byline, day_of(published), address)
