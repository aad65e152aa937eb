"""The titles that a page states in its metadata, without the name of its site."""

import re
from collections import Counter
from collections.abc import Collection, Iterable
from urllib.parse import urlsplit

from careader.text import fold

_DASH = re.compile(r"\s+(?:[–—-]|--)\s+")
_NO_WORDS = re.compile(r"[\W_]+")
_LONGEST_NAME = 4  # the most words of the name of a site


def words_of(text: str) -> str:
    """The words of a title, folded and without punctuation, for comparison."""
    return _NO_WORDS.sub(" ", fold(text)).strip()


def without_site(titles: Iterable[str], sites: Collection[str], address: str) -> list[str]:
    """The titles of a page without the name of its site, the title that most of them agree on first.

    Args:
        titles: the titles as written, the surest first.
        sites: the names that the page gives to its site and its publisher.
        address: the address of the page; "" for none.
    """
    host = urlsplit(address).hostname or "" if address.startswith(("http://", "https://")) else ""
    known = {_letters(name) for name in (*sites, host.removeprefix("www."))} - {""}
    bare = [_without_name(title, known) for title in titles]
    often = Counter(map(words_of, bare))
    bare.sort(key=lambda title: -often[words_of(title)])
    return [*{words_of(title): title for title in reversed(bare)}.values()][::-1]


def _without_name(title: str, known: Collection[str]) -> str:
    """A title without the name of the site before or behind it.

    A dash can also divide a headline. So the words behind a dash are left out only if they are the name of
    the site, or if they are few and the page tells no name.
    """
    begin, end = 0, len(title)
    gaps = [(gap.start(), gap.end()) for gap in _DASH.finditer(title)]
    while gaps and _is_name(title[gaps[-1][1] : end], known):
        end = gaps.pop()[0]
    while gaps and _is_name(title[begin : gaps[0][0]], known):
        begin = gaps.pop(0)[1]
    title = title[begin:end]
    parts = [part for part in re.split(r"\s+(?:[|»·•/]|::)\s+", title) if part]
    return max(parts, key=len) if parts else title


def _is_name(part: str, known: Collection[str]) -> bool:
    letters = _letters(part)
    if not letters or part.strip().count(" ") >= _LONGEST_NAME:
        return False
    return not known or any(name in letters or letters in name for name in known)


def _letters(text: str) -> str:
    return words_of(text).replace(" ", "")
