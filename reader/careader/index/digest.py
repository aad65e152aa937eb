"""The digest of a copy's words. Copies with equal digests are one version of their article.

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
"""The version of ``digest``. A new recipe needs a migration of state.db, which stores digests of seen
texts."""

_CARD = 80
"""The number of last words of an excerpt that may hold ``Continue reading``: an author card can follow it."""


def digest(copy: Copy) -> str:
    """The digest of a copy's words: 12 hexadecimal digits, equal for copies of one version.

    state.db stores the digest of each text that the reader has seen. Another digest then shows that the text
    changed (docs/state.md).
    """
    words = f"{RECIPE}\n{' '.join(compared_words(copy.headline))}\n{' '.join(_body_words(copy))}"
    return blake2b(words.encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()


def compared_lines(copy: Copy) -> Iterator[tuple[Kind, str]]:
    """The kind and text of each line that versions are compared by: no captions, furniture or shortcodes."""
    for block in copy.blocks:
        if block.kind in _NOT_COMPARED or (block.kind is Kind.OTHER and block.text != CONTINUE):
            continue
        intro = Kind.PARAGRAPH if block.kind is Kind.LIST else block.kind
        for kind, line in ((intro, block.text), *((Kind.LIST, item) for item in block.items)):
            yield kind, _SHORTCODE.sub(" ", line) if "[" in line else line


def end_of_excerpt(keys: Sequence[str]) -> int:
    """The number of words before the ``Continue reading`` that closes an excerpt; without it, all words.

    Args:
        keys: the words of the excerpt (`compared_words`). An author card may follow ``Continue reading``.
    """
    for at in range(len(keys) - 2, max(len(keys) - _CARD, -1), -1):
        if keys[at] == "continue" and keys[at + 1] == "reading":
            return at
    return len(keys)


@lru_cache(maxsize=8192)
def compared_word(chunk: str) -> str:
    """A word in the form that is compared: folded, without punctuation; "" for punctuation alone."""
    return _POINT.sub("", fold(chunk).translate(_PUNCTUATION))


CHUNK = re.compile(
    r"(?:(?<![^\s(])[-−](?=[$€£¥₸₽]?\d))?"  # the sign of a number
    r"[^\s/\-‐‑‒–—―−﹘－]+"
)
"""A run of characters that may be a word. A dash ends it, since teasers have blanks around dashes and full
texts have none."""


def _body_words(copy: Copy) -> list[str]:
    keys = compared_words("\n".join(line for _, line in compared_lines(copy)))
    return keys[: end_of_excerpt(keys)] if copy.excerpt else keys


def compared_words(text: str) -> list[str]:
    """The words of a text in the form that is compared: as `compared_word` makes them, but faster."""
    for curly, straight in _STRAIGHT:
        text = text.replace(curly, straight)
    if not text.isascii() and not _DASH.search(text):
        text = " ".join([word if word.isascii() else fold(word) for word in text.split()])
    if not text.isascii() or _SIGNED.search(text):
        return [key for chunk in CHUNK.findall(text) if (key := compared_word(chunk))]
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
"""A point, comma or colon, unless it is between two digits and so belongs to a number."""

_SHORTCODE = re.compile(
    r"\[caption\b[^\[\]]*(?:\](?:.{0,600}?\[/caption\]|[^\[\]]{0,600}\Z)|\Z)"
    r"|\[/\w+\]|\[\w+\s[^\[\]=]*=[^\[\]]*(?:\]|\Z)",
    re.IGNORECASE | re.DOTALL,
)
"""A caption shortcode with the words inside, or a tag of another shortcode (FORMAT.md). The end of an excerpt
can cut a shortcode off."""
