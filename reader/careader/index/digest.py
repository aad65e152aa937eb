"""The words that a copy says, as versions of an article are told apart by, and their name.

Quotes, dashes, punctuation and case are no change, nor is how a text was set: docs/versions.md has the rules.
The index keeps the name of each text, so that what changed is known without reading the texts again.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from hashlib import blake2b

from careader.capture.models import CONTINUE, Copy, Kind
from careader.text import fold

_NOT_COMPARED = {Kind.CAPTION, Kind.FURNITURE}

RECIPE = 1
"""The version of ``digest``. What was seen is stored by it: a change of recipe needs a migration."""

_CARD = 80
"""How many words from its end the ``Continue reading`` of an excerpt stands, an author card below it."""


def digest(copy: Copy) -> str:
    """The name of what a copy says: 12 hexadecimal digits, equal where versions of it have no change.

    Stored with what was seen, so that an article that says something else now can be told (docs/state.md).
    """
    words = f"{RECIPE}\n{' '.join(keys_of(copy.headline))}\n{' '.join(_body_keys(copy))}"
    return blake2b(words.encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()


def compared_lines(copy: Copy) -> Iterator[tuple[Kind, str]]:
    """The body without captions, furniture, shortcodes and whatever else is no text of the article."""
    for block in copy.blocks:
        if block.kind in _NOT_COMPARED or (block.kind is Kind.OTHER and block.text != CONTINUE):
            continue
        intro = Kind.PARAGRAPH if block.kind is Kind.LIST else block.kind
        for kind, line in ((intro, block.text), *((Kind.LIST, item) for item in block.items)):
            yield kind, _SHORTCODE.sub(" ", line) if "[" in line else line


def end_of_excerpt(keys: Sequence[str]) -> int:
    """Where an excerpt's words end: before its ``Continue reading`` and the card that can follow."""
    for at in range(len(keys) - 2, max(len(keys) - _CARD, -1), -1):
        if keys[at] == "continue" and keys[at + 1] == "reading":
            return at
    return len(keys)


@lru_cache(maxsize=8192)
def key_of(chunk: str) -> str:
    """A word as it is compared: folded, without punctuation; "" for what is nothing but that."""
    return _POINT.sub("", fold(chunk).translate(_PUNCTUATION))


CHUNK = re.compile(
    r"(?:(?<![^\s(])[-−](?=[$€£¥₸₽]?\d))?"  # the sign of a number
    r"[^\s/\-‐‑‒–—―−﹘－]+"
)
"""What may be a word: teasers set a dash off with blanks, full texts do not."""


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
"""Signs that make most texts ASCII; a dash parts words as a slash does."""

_DASH = re.compile("--|[−‐‑‒―﹘－•·‣▪◦●∙\u00ad]")
_SIGNED = re.compile(r"-(?<![^\s(]-)[$]?\d")
_BLANKS = bytes(32 if code in b"/-" else code for code in range(256))
_DROPPED = b"'\"()[]{}<>;!?*_|\\`"
_PUNCTUATION = dict.fromkeys(map(ord, "'\"()[]{}<>;!?*_|\\•·‣▪◦●∙\u00ad"))
_POINT = re.compile(r"[.,:](?:(?!\d)|(?<!\d.))")
"""What parts the digits of a number is a part of it."""

_SHORTCODE = re.compile(
    r"\[caption\b[^\[\]]*(?:\](?:.{0,600}?\[/caption\]|[^\[\]]{0,600}\Z)|\Z)"
    r"|\[/\w+\]|\[\w+\s[^\[\]=]*=[^\[\]]*(?:\]|\Z)",
    re.IGNORECASE | re.DOTALL,
)
"""A caption with its words, of any other shortcode the tags (FORMAT.md); an excerpt can end within one."""
