"""Turning the entries of a feed or a list of posts into markup: each entry is one article."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from careader.intake.html.blocks import form_of, is_continue_link
from careader.intake.html.furniture import mark_furniture
from careader.intake.html.tree import tree_of
from careader.intake.html.walk import Walk
from careader.intake.models import Form, Markup, Part

_SIGNED = re.compile(r"^The post .{1,300} (?:appeared|first appeared) (?:first )?on .{1,200}$")
_CUT = re.compile(r"(?:\[?(?:…|\.\.\.)\]?|\[&hellip;\])\s*$")


class Entry(NamedTuple):
    """One article of a feed or a list of posts.

    Attributes:
        title: its headline, which may contain markup.
        body: its text as HTML.
        whole: whether the file offers the body as the whole text, not as a summary.
        byline: its author.
        published: its published day.
        address: its web address.
    """

    title: str
    body: str
    whole: bool = True
    byline: str = ""
    published: date | None = None
    address: str = ""


def markup_of(entries: Iterable[Entry]) -> Markup:
    """The markup of a page that consists of entries, in order."""
    return Markup((), tuple(part for entry in entries for part in _parts(entry)))


def _parts(entry: Entry) -> Iterator[Part]:
    title = " ".join(run.text for run in _walk(entry.title).runs) or "Untitled"
    body = list(_body(entry.body))
    texts = [part for part in body if part.form is not Form.FURNITURE]
    cut = any("more" in part.signs for part in body) or (
        not entry.whole and (not texts or bool(_CUT.search(texts[-1].text)))
    )
    signs = ("entry", "chosen", *(["cut"] if cut else []))
    address = entry.address if entry.address.startswith(("http://", "https://")) else ""
    yield Part(Form.TITLE, title, signs, entry.byline, entry.published, address)
    yield from body


def _walk(markup: str) -> Walk:
    tree = tree_of(f"<body>{markup}</body>")
    assert tree.body is not None, "a page has a body"  # noqa: S101 - narrows the type
    return Walk(tree.body)


def _body(markup: str) -> Iterator[Part]:
    walk = _walk(markup)
    mark_furniture(walk.boxes, walk.runs)
    for run in walk.runs:
        if run.box.furniture or _SIGNED.match(run.text):
            yield Part(Form.FURNITURE, run.text)
        elif is_continue_link(run):
            yield Part(Form.FURNITURE, run.text, ("more",))
        elif run.level or (run.whole_bold and run.box.tag != "li" and run.text[-1] not in ".;,:"):
            yield Part(Form.TITLE, run.text, ("in the text", "passed over"))
        else:
            yield Part(form_of(run), run.text)
