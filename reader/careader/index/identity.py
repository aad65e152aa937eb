"""What identifies a copy: its wording, its key, and the fingerprints that find similar copies.

The full text and the teaser of one story share their words and differ in the rest: quotes, dashes, captions,
bullets, the place of section headings (FORMAT.md: Articles). So copies are compared by their words alone.
"""

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import NamedTuple
from zlib import crc32

from careader.capture.models import Copy, Kind
from careader.text import fold, read_entities

OPENING = 500
"""Copies are compared by so many words of their bodies: the length of a teaser (FORMAT.md: Articles)."""

RECIPE = 1
"""The version of ``key``. The reader's marks are stored under keys: a change of recipe needs a migration."""

KEY_WORDS = 100
"""A key is made of so many words of the body: more than the introduction of a digest, fewer than a teaser."""

LEAD_WORDS = 24
"""Two different stories never have so many opening words in common by chance."""

SENTENCES = 12
"""So many opening sentences are fingerprinted, each together with the next."""


class Wording(NamedTuple):
    """A copy reduced to the words that identify it.

    Attributes:
        headline: the folded words of the headline, joined by single blanks.
        body: the first ``OPENING`` folded words of the body, without captions and furniture, joined likewise.
        length: the number of words of ``body``.
        excerpt: whether the page itself cut the text short.
        fingerprints: 32-bit numbers, the same in every process. Copies of one article share at least one;
            copies of different stories share one now and then.
    """

    headline: str
    body: str
    length: int
    excerpt: bool
    fingerprints: frozenset[int]


def key(copy: Copy) -> str:
    """The permanent name of a copy, whatever its file and capture: 12 hexadecimal digits.

    The key is made of the headline and the first ``KEY_WORDS`` words of the body, and of nothing else. So the
    same text in another file has the same key, and a teaser has the key of its full text. A copy with a
    changed headline or opening has another key, and so has a copy that is cut before ``KEY_WORDS``; therefore
    the marks of an article are the marks under all keys of its copies. Two stories with one headline and one
    opening, such as digests, can share a key.

    A key never changes, since the reader's marks are stored under it. ``RECIPE`` is part of what is hashed.
    """
    return _key(_headline(copy), _body(copy, KEY_WORDS).opening)


def wording(copy: Copy) -> Wording:
    """Reduces a copy to its wording."""
    return key_and_wording(copy)[1]


def key_and_wording(copy: Copy) -> tuple[str, Wording]:
    """The `key` and the `wording` of a copy; its words are gone through once for both."""
    headline = _headline(copy)
    body = _body(copy, OPENING)
    fingerprints = frozenset(_fingerprints(headline, body.words, body.sentences))
    return _key(headline, body.opening), Wording(
        headline, " ".join(body.words), len(body.words), copy.excerpt, fingerprints
    )


def _key(headline: str, opening: list[str]) -> str:
    import hashlib  # here because it loads OpenSSL: 2 ms that only a caller of this should pay

    said = f"{RECIPE}\n{headline}\n{' '.join(opening)}"
    return hashlib.blake2b(said.encode(), digest_size=6).hexdigest()


def _headline(copy: Copy) -> str:
    return " ".join(_words(_plain(copy.headline)))


class _Body(NamedTuple):
    """The words of a body that identify a copy.

    Attributes:
        opening: the first ``KEY_WORDS`` words. The end of an excerpt is looked for only in the blocks that
            hold them, so that the key does not depend on the number of words asked for.
        words: the first words, as many as were asked for.
        sentences: the first ``SENTENCES`` sentences within those words.
    """

    opening: list[str]
    words: list[str]
    sentences: list[str]


def _body(copy: Copy, most: int) -> _Body:
    """The body of a copy, up to the block that has its ``most``th word.

    Section headings count as text, as in a teaser; captions and furniture are left out.
    """
    words: list[str] = []
    parts: list[str] = []
    opening: list[str] | None = None
    for block in copy.blocks:
        if block.kind in {Kind.CAPTION, Kind.FURNITURE}:
            continue
        text = " ".join((block.text, *block.items)) if block.items else block.text
        if "[" in text:
            text = _shortcode().sub(" ", text)
        parts.append(_plain(text))
        words += _words(parts[-1])
        if opening is None and len(words) >= KEY_WORDS:
            opening = words[:]
        if len(words) >= most:
            break
    opening = words if opening is None else opening
    if copy.excerpt:
        opening, words = _without_cut_mark(opening), _without_cut_mark(words)
    sentences = " ".join(parts).split(". ", SENTENCES)[:SENTENCES]
    return _Body(opening[:KEY_WORDS], words[:most], sentences)


def _plain(text: str) -> str:
    """The folded text. Once quotes and dashes are ASCII, most words are, and only the others need folding."""
    text = read_entities(text)
    if not text.isascii():
        for curly, straight in _STRAIGHT:
            text = text.replace(curly, straight)
        if not text.isascii():
            text = " ".join([word if word.isascii() else fold(word) for word in text.split()])
    return text.lower()


_STRAIGHT = (
    ("’", "'"),
    ("‘", "'"),
    ("“", '"'),
    ("”", '"'),
    ("–", "-"),
    ("—", "-"),
    ("\u00a0", " "),
    ("•", " "),
)


def _words(plain: str) -> list[str]:
    """The runs of letters and digits of a folded text: no quotes, dashes or bullets."""
    if not plain.isascii():
        return _word().findall(plain)
    return plain.encode().translate(_BLANKS).decode().split()  # bytes are translated ten times as fast


_BLANKS = bytes(code if chr(code).isalnum() else 32 for code in range(256))


def _without_cut_mark(words: list[str]) -> list[str]:
    """An excerpt's words without the closing ``Continue reading`` and the card that can follow it."""
    for at in range(len(words) - 2, max(len(words) - _CARD, -1), -1):
        if words[at] == "continue" and words[at + 1] == "reading":
            return words[:at]
    return words


_CARD = 80
"""``Continue reading`` is looked for in so many last words of an excerpt."""


def _fingerprints(headline: str, words: list[str], sentences: list[str]) -> Iterator[int]:
    """A fingerprint of the headline, one of the opening words, one of each two consecutive sentences.

    A single sentence can be boilerplate of a thousand stories; two consecutive sentences seldom are.
    """
    if headline:
        yield _number("headline", headline)
    if len(words) >= LEAD_WORDS:
        yield _number("lead", *words[:LEAD_WORDS])
    for one, two in pairwise([_words(sentence) for sentence in sentences]):
        if len(one) + len(two) >= LEAD_WORDS // 2:
            yield _number("sentences", *one, *two)


def _number(*words: str) -> int:
    """A 32-bit number for words, the same in every process."""
    return crc32(" ".join(words).encode())


@cache
def _word() -> re.Pattern[str]:
    return re.compile(r"[^\W_]+")


@cache
def _shortcode() -> re.Pattern[str]:
    """Matches a caption shortcode with its words, of other shortcodes the tags (FORMAT.md: Other blocks).

    Square brackets are ordinary text: a tag is known by its attribute or its slash.
    """
    caption = r"\[caption\b[^\[\]]*\].{0,600}?\[/caption\]"
    return re.compile(rf"{caption}|\[/\w+\]|\[\w+\s[^\[\]=]*=[^\[\]]*\]", re.IGNORECASE | re.DOTALL)
