"""The identity of a copy: its wording, its key, and the fingerprints that find similar copies.

The full text and the teaser of one story have the same words, but differ in quotes, dashes, captions, bullets
and the place of section headings (FORMAT.md: Articles). So copies are compared by their words alone.
"""

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import NamedTuple
from zlib import crc32

from careader.capture.models import Copy, Kind
from careader.text import BLANKS, fold, read_entities

OPENING = 500
"""The number of words of the body that copies are compared by: the length of a teaser (FORMAT.md:
Articles)."""

RECIPE = 1
"""The version of ``key``. The reader's marks are stored under keys: a change of recipe needs a migration."""

KEY_WORDS = 100
"""The words of the body in a key: more than the introduction of a digest, fewer than a teaser."""

LEAD_WORDS = 24
"""The number of equal opening words that two different stories never have by chance."""

SENTENCES = 12
"""The number of opening sentences with fingerprints, each sentence together with the next."""


class Wording(NamedTuple):
    """A copy reduced to the words that identify it.

    Attributes:
        headline: the folded words of the headline, joined by single blanks.
        body: the first ``OPENING`` folded words of the body, joined by single blanks, without captions and
            furniture.
        length: the number of words of ``body``.
        excerpt: whether the page itself cut the text short.
        fingerprints: 32-bit numbers, the same in every process. Copies of one article share at least one
            fingerprint. Copies of different stories seldom share a fingerprint.
    """

    headline: str
    body: str
    length: int
    excerpt: bool
    fingerprints: frozenset[int]


def key(copy: Copy) -> str:
    """The permanent name of a copy, independent of its file and capture: 12 hexadecimal digits.

    The key is made only of the headline and the first ``KEY_WORDS`` words of the body. So the same text in
    another file has the same key, and a teaser has the key of its full text. A copy with a changed headline
    or opening, or a copy cut before ``KEY_WORDS``, has another key. Therefore an article has the marks under
    all keys of its copies. Two stories with equal headlines and openings, such as digests, can share a key.

    A key never changes, since the reader's marks are stored under keys. The hash includes ``RECIPE``.
    """
    return _key(_headline(copy), _body(copy, KEY_WORDS).opening)


def wording(copy: Copy) -> Wording:
    """The wording of a copy."""
    return key_and_wording(copy)[1]


def key_and_wording(copy: Copy) -> tuple[str, Wording]:
    """The `key` and the `wording` of a copy, made together to save time."""
    headline = _headline(copy)
    body = _body(copy, OPENING)
    fingerprints = frozenset(_fingerprints(headline, body.words, body.sentences))
    return _key(headline, body.opening), Wording(
        headline, " ".join(body.words), len(body.words), copy.excerpt, fingerprints
    )


def _key(headline: str, opening: list[str]) -> str:
    import hashlib  # here, since it loads OpenSSL: 2 ms that a start should not pay

    said = f"{RECIPE}\n{headline}\n{' '.join(opening)}"
    return hashlib.blake2b(said.encode(), digest_size=6).hexdigest()


def _headline(copy: Copy) -> str:
    return " ".join(_words(_plain(copy.headline)))


class _Body(NamedTuple):
    """The words of a body that identify a copy.

    Attributes:
        opening: the first ``KEY_WORDS`` words.
        words: the first words, as many as `_body` was asked for.
        sentences: the first ``SENTENCES`` sentences within ``words``.
    """

    opening: list[str]
    words: list[str]
    sentences: list[str]


def _body(copy: Copy, most: int) -> _Body:
    """The body of a copy, up to the block that has its ``most``th word.

    Section headings count as text, as in a teaser; captions and furniture are left out. The end of an excerpt
    is sought for ``opening`` separately, so that a key does not depend on ``most``.
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
    """The folded text. Replacing quotes and dashes first leaves few words that need the slow `fold`."""
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
    """The runs of letters and digits in a folded text."""
    if not plain.isascii():
        return _word().findall(plain)
    return plain.encode().translate(BLANKS).decode().split()


def _without_cut_mark(words: list[str]) -> list[str]:
    """The words of an excerpt up to its closing ``Continue reading``, which an author card can follow."""
    for at in range(len(words) - 2, max(len(words) - _CARD, -1), -1):
        if words[at] == "continue" and words[at + 1] == "reading":
            return words[:at]
    return words


_CARD = 80
"""The number of last words of an excerpt that may hold ``Continue reading``."""


def _fingerprints(headline: str, words: list[str], sentences: list[str]) -> Iterator[int]:
    """Fingerprints of the headline, of the opening words, and of each two consecutive sentences.

    A single sentence can be a standing phrase of a thousand stories; two consecutive sentences seldom are.
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
    """Matches a caption shortcode with its words, or a tag of another shortcode (FORMAT.md: Other blocks).

    Square brackets can be ordinary text. A tag has an attribute or a slash.
    """
    caption = r"\[caption\b[^\[\]]*\].{0,600}?\[/caption\]"
    return re.compile(rf"{caption}|\[/\w+\]|\[\w+\s[^\[\]=]*=[^\[\]]*\]", re.IGNORECASE | re.DOTALL)
