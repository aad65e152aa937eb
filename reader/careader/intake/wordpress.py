"""Reading posts in the JSON of WordPress' REST interface."""

import json
from collections.abc import Iterator
from typing import Any

from careader.errors import CaptureError
from careader.intake.days import moment_of
from careader.intake.entries import Entry, markup_of
from careader.intake.models import Page
from careader.intake.sniffing import REFUSED
from careader.text import decode, safe

_MOST = 10_000  # posts


def open_posts(data: bytes) -> Page:
    """Read a list of posts, or a single post, as a page.

    Raises:
        CaptureError: the file is not JSON, or has no posts.
    """
    try:
        whole = json.loads(decode(data))
    except (ValueError, RecursionError) as error:
        raise CaptureError("JSON that is damaged or nested too deep: save it again") from error
    if isinstance(whole, dict):
        inner = whole.get("posts") or whole.get("items")
        whole = inner if isinstance(inner, list) else [whole]
    entries = list(_entries(whole[:_MOST]))
    if not entries:
        raise CaptureError(REFUSED["JSON"])
    notes = (f"only the first {_MOST:,} of its posts are read",) if len(whole) > _MOST else ()
    return Page(markup_of(entries), "WordPress JSON", notes=notes)


def _entries(posts: list[Any]) -> Iterator[Entry]:
    for post in posts:
        if not isinstance(post, dict):
            continue
        title, content = _rendered(post.get("title")), _rendered(post.get("content"))
        excerpt = _rendered(post.get("excerpt"))
        if not title or not (content or excerpt):
            continue
        day = moment_of(str(post.get("date") or ""))
        yield Entry(
            title,
            content or excerpt,
            bool(content),
            _author(post),
            day.date() if day else None,
            str(post.get("link") or ""),
        )


def _rendered(value: object) -> str:
    text = value.get("rendered") if isinstance(value, dict) else value
    return text if isinstance(text, str) else ""


def _author(post: dict[str, Any]) -> str:
    embedded = post.get("_embedded")
    authors = embedded.get("author") if isinstance(embedded, dict) else None
    known = (
        [each.get("name") for each in authors if isinstance(each, dict)] if isinstance(authors, list) else []
    )
    names = [name for name in known if name] or [post.get("author_name") or ""]  # hidden authors have no name
    if isinstance(head := post.get("yoast_head_json"), dict) and not any(names):
        names = [head.get("author")]
    return safe(", ".join(name for name in names if isinstance(name, str) and name))[:200]
