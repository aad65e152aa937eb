"""The digest of a copy's words, by which the versions of an article are told apart.

Two copies that differ only in quotes, dashes, punctuation, case or typesetting have one digest:
docs/versions.md has the rules. The index keeps the digest of each text, so a changed text is found without
reading the texts again.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from hashlib import blake2b

from careader.capture.models import CONTINUE, Copy, Kind
from careader.text import fold

_NOT_COMPARED = {Kind.CAPTION, Kind.FURNITURE}

RECIPE = 1
"""The version of ``digest``. state.db stores the digests of the texts that the reader has seen, so a new
recipe needs a migration of state.db."""

_CARD = 80
"""``Continue reading`` is looked for in so many last words of an excerpt: an author card can follow it."""


def digest(copy: Copy) -> str:
    """The digest of what a copy says: 12 hexadecimal digits, equal for copies that are one version.

    state.db stores the digest of each text that the reader has seen, so that an article whose text changed
    since can be marked as changed (docs/state.md).
    """
    words = f"{RECIPE}\n{' '.join(keys_of(copy.headline))}\n{' '.join(_body_keys(copy))}"
    return blake2b(words.encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()


def compared_lines(copy: Copy) -> Iterator[tuple[Kind, str]]:
    """The lines by which versions are compared: the body without captions, furniture and shortcodes."""
    for block in copy.blocks:
        if block.kind in _NOT_COMPARED or (block.kind is Kind.OTHER and block.text != CONTINUE):
            continue
        intro = Kind.PARAGRAPH if block.kind is Kind.LIST else block.kind
        for kind, line in ((intro, block.text), *((Kind.LIST, item) for item in block.items)):
            yield kind, _SHORTCODE.sub(" ", line) if "[" in line else line


def end_of_excerpt(keys: Sequence[str]) -> int:
    """The number of words before an excerpt's closing ``Continue reading`` and the author card below that."""
    for at in range(len(keys) - 2, max(len(keys) - _CARD, -1), -1):
        if keys[at] == "continue" and keys[at + 1] == "reading":
            return at
    return len(keys)


@lru_cache(maxsize=8192)
def key_of(chunk: str) -> str:
    """A word in the form in which it is compared: folded, without punctuation; "" for punctuation alone."""
    return _POINT.sub("", fold(chunk).translate(_PUNCTUATION))


CHUNK = re.compile(
    r"(?:(?<![^\s(])[-−](?=[$€£¥₸₽]?\d))?"  # the sign of a number
    r"[^\s/\-‐‑‒–—―−﹘－]+"
)
"""A run that may be a word. A dash ends it: teasers set dashes off with blanks, full texts do not."""


def _body_keys(copy: Copy) -> list[str]:
    keys = keys_of("\n".join(line for _, line in compared_lines(copy)))
    return keys[: end_of_excerpt(keys)] if copy.excerpt else keys


def keys_of(text: str) -> list[str]:
    """The `key_of` of each chunk of a text that has any, by as few steps as the text allows."""
    for curly, straight in _STRAIGHT:
        text = text.replace(curly, straight)
    if not text.isascii() and not _DASH.search(text):
        text = " ".join([word if word.isascii() else fold(word) for word in text.split()])
    if not text.isascii() or _SIGNED.search(text):
        return [key for chunk in CHUNK.findall(text) if (key := key_of(chunk))]
    plain = text.lower().encode().translate(_BLANKS, _DROPPED).decode()
    return _POINT.sub("", plain).split()


_STRAIGHT = (("’", "'"), ("‘", "'"), ("“", '"'), ("”", '"'), ("–", "/"), ("—", "/"), ("\u00a0", " "))
"""Replacements that turn most texts into ASCII. A dash separates words as a slash does."""

_DASH = re.compile("--|[−‐‑‒―﹘－•·‣▪◦●∙\u00ad]")
_SIGNED = re.compile(r"-(?<![^\s(]-)[$]?\d")
_BLANKS = bytes(32 if code in b"/-" else code for code in range(256))
_DROPPED = b"'\"()[]{}<>;!?*_|\\`"
_PUNCTUATION = dict.fromkeys(map(ord, "'\"()[]{}<>;!?*_|\\•·‣▪◦●∙\u00ad"))
_POINT = re.compile(r"[.,:](?:(?!\d)|(?<!\d.))")
"""A point, comma or colon that is not between two digits: between digits it belongs to the number."""

_SHORTCODE = re.compile(
    r"\[caption\b[^\[\]]*(?:\](?:.{0,600}?\[/caption\]|[^\[\]]{0,600}\Z)|\Z)"
    r"|\[/\w+\]|\[\w+\s[^\[\]=]*=[^\[\]]*(?:\]|\Z)",
    re.IGNORECASE | re.DOTALL,
)
"""A caption shortcode with its words, and the tags of any other shortcode (FORMAT.md). An excerpt can end
within a shortcode."""
