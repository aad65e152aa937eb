"""Reading RSS, Atom and RDF. A feed is one page that lists articles, in full if the feed has full texts."""

import re
from collections.abc import Iterator
from xml.etree import ElementTree as ET

from careader.errors import CaptureError
from careader.intake.days import moment_of
from careader.intake.entries import Entry, markup_of
from careader.intake.html.decoding import decode_html
from careader.intake.models import Page
from careader.text import safe

_ENTITIES = re.compile(r"<!ENTITY", re.IGNORECASE)
_BARE = re.compile(r"&(?!#?\w{1,31};)")
_NAMED = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)([A-Za-z]\w{1,30});")
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_DECLARED = re.compile(r"^\s*<\?xml[^>]*\?>")
_MOST_TAGS = 120_000


def open_feed(data: bytes) -> Page:
    """Read a feed as a page.

    Raises:
        CaptureError: the feed is not well-formed, declares entities of its own, is too large or has no
        entries.
    """
    text, note = decode_html(data)
    if _ENTITIES.search(text):
        raise CaptureError("a feed that declares entities of its own, which careader does not read")
    if text.count("<") > _MOST_TAGS:
        raise CaptureError("a feed with more elements than careader reads")
    text = _CONTROLS.sub("", _DECLARED.sub("", text, count=1))
    try:
        root = ET.fromstring(text)  # noqa: S314 - as above
    except ET.ParseError:
        try:
            root = ET.fromstring(_BARE.sub("&amp;", _NAMED.sub(_sign, text)))  # noqa: S314 - as above
        except ET.ParseError as error:
            raise CaptureError(f"a feed that is not well-formed ({error}): save it again") from error
    entries = list(_entries(root))
    if not entries:
        raise CaptureError("a feed without entries")
    saved = next(
        (
            found
            for name in ("lastBuildDate", "updated", "pubDate", "date")
            if (found := moment_of(_of_feed(root, name)))
        ),
        None,
    )
    return Page(
        markup_of(entries),
        "feed",
        saved,
        "the feed's build date" if saved else "",
        _link(_channel(root)),
        (note,) if note else (),
    )


def _sign(match: re.Match[str]) -> str:
    from html import unescape

    return unescape(match[0]).replace("&", "&amp;").replace("<", "&lt;")


def _name(element: ET.Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _channel(root: ET.Element) -> ET.Element:
    return next((each for each in root if _name(each) == "channel"), root)


def _of_feed(root: ET.Element, name: str) -> str:
    return next((each.text or "" for each in _channel(root) if _name(each) == name), "")


def _entries(root: ET.Element) -> Iterator[Entry]:
    for item in [*_channel(root), *(root if _channel(root) is not root else ())]:
        if _name(item) in ("item", "entry"):
            yield _entry(item)


def _entry(item: ET.Element) -> Entry:
    texts: dict[str, str] = {}
    for each in item:
        name = _name(each)
        if "content" in str(each.tag) and name == "encoded":
            name = "content"
        if name == "author":
            texts.setdefault(
                name, next((inner.text or "" for inner in each if _name(inner) == "name"), each.text or "")
            )
        elif name in ("content", "summary", "description"):
            inside = "".join(ET.tostring(inner, encoding="unicode") for inner in each) if len(each) else ""
            texts.setdefault(name, inside or each.text or "")
        else:
            texts.setdefault(name, each.text or "")
    body = texts.get("content") or texts.get("description") or texts.get("summary") or ""
    day = next(
        (
            found
            for name in ("pubDate", "published", "date", "issued", "updated")
            if (found := moment_of(texts.get(name, "")))
        ),
        None,
    )
    return Entry(
        texts.get("title", ""),
        body,
        bool(texts.get("content")),
        safe(" ".join((texts.get("creator") or texts.get("author") or "").split()))[:200],
        day.date() if day else None,
        _link(item),
    )


def _link(item: ET.Element) -> str:
    links = [each for each in item if _name(each) == "link"]
    for link in links:
        if link.get("rel", "alternate") == "alternate" and (link.get("href") or (link.text or "").strip()):
            return (link.get("href") or link.text or "").strip()
    return ""
