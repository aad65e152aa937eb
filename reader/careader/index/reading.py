"""One capture made ready for the index: all that can be done for it by itself, in any process.

What goes from one process to another is in named tuples: those are pickled quicker than dataclasses.
"""

from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import blake2b
from itertools import chain, islice
from pathlib import Path
from typing import NamedTuple

from careader import locations
from careader.capture import Block, Capture, Copy, Correction, Known, judge, read, survey
from careader.capture.models import NO_TEXT
from careader.capture.page import Content
from careader.errors import CaptureError, CareaderError
from careader.index.article_kinds import article_kind
from careader.index.authors import SEPARATOR, author_of_page, authors_of
from careader.index.digest import digest as digest_said
from careader.index.figures import signs_of
from careader.index.identity import Wording, key_and_wording
from careader.index.sources import numbered, pages_of
from careader.index.stored import (
    NO_RATES,
    searched_parts,
    store_blocks,
    store_hashes,
    store_head,
    store_rates,
)
from careader.index.stored_pages import read_source, store_source
from careader.intake.opening import open_file
from careader.text import safe
from careader.words import path_in_words


class Job(NamedTuple):
    """A capture to read.

    Attributes:
        capture: its number in the index.
        path: of the file.
        size: of the file in bytes, as it was listed.
        mtime: the time of its last change in nanoseconds, as it was listed.
        source: what it says as the index keeps it; None where the file is to be read.
        page: its number in its file, from 0.
    """

    capture: int
    path: str
    size: int
    mtime: int
    source: bytes | None = None
    page: int = 0


class Surveyed(NamedTuple):
    """What a first look at one page told.

    Attributes:
        given: what it proves for others.
        digest: of its file.
        source: what it says as the index keeps it; None for plain text, whose file is quickly read again.
        unreadable: why it could not be read; "" where it could.
    """

    given: frozenset[int] = frozenset()
    digest: bytes = b""
    source: bytes | None = None
    unreadable: str = ""


class Text(NamedTuple):
    """The text of a copy as the index keeps it, and what it is told by.

    The fields from `said` to `signs` are the columns of these names (`tables.SCHEMA`).
    """

    digest: bytes
    headline: str
    excerpt: bool
    key: str
    words: int
    blocks: str
    byline: str
    published: int | None
    address: str
    said: str
    kind: str
    authors: str
    signs: str
    wording: Wording


class Taken(NamedTuple):
    """What the index keeps of a capture.

    Attributes:
        size: of the file, as in the job.
        mtime: of the file, as in the job.
        day: of the capture, as an ordinal; None for an undated one.
        rates: as `stored.store_rates` gives them.
        head: as `stored.store_head` gives it.
        confidence: that the page as a whole was read right, 0.0 to 1.0.
        odd: whether something of it was not understood, or is doubtful.
        author: whose page it is, by its author block; "" for nobody's.
        unreadable: why it could not be read; "" where it could.
        source: its text, compressed; None where the index has it, or will not need it: what a page says that
            is just what its paging line lists only the reader can change, and then its file is read.
        sure: the headlines it is sure of, as `stored.store_hashes` gives them; so are the next two.
        hooks: what it asks of others.
        unsure: the headlines that others could make it sure of.
        copies: line, confidence and digest of each, top to bottom.
        texts: those of their texts that were not handed over before.
    """

    size: int
    mtime: int
    day: int | None = None
    rates: str = NO_RATES
    head: str = ""
    confidence: float = 1.0
    odd: bool = False
    author: str = ""
    unreadable: str = ""
    source: bytes | None = None
    sure: bytes = b""
    hooks: bytes = b""
    unsure: bytes = b""
    copies: tuple[tuple[int, float, bytes], ...] = ()
    texts: tuple[Text, ...] = ()


@dataclass(slots=True)
class CaptureReader:
    """Reads captures with what others prove.

    Attributes:
        known: what all captures prove.
        corrections: the reader's own word.
        handed: the digests of the texts that were handed over already.
    """

    known: Known
    corrections: Collection[Correction]
    handed: set[bytes] = field(default_factory=set)

    def take(self, job: Job) -> Taken:
        """Read a capture. One that cannot be read is taken as such."""
        try:
            content = content_of(job)
            with one_capture(job.path):
                return self._taken(job, content)
        except CaptureError as error:
            return Taken(job.size, job.mtime, unreadable=str(error))

    def _taken(self, job: Job, content: Content) -> Taken:
        page = read(job.path, content)
        judged = judge(page, self.known, self.corrections)
        return taken_of(job, judged.capture, self.handed)._replace(
            source=None if job.source or page.is_plain_listing else store_source(content),
            sure=store_hashes(judged.sure),
            hooks=store_hashes(page.hooks),
            unsure=store_hashes(judged.unsure),
        )


def taken_of(job: Job, capture: Capture, handed: set[bytes]) -> Taken:
    """What the index keeps of a capture that was parsed, but for its text and what it has to do with others.

    Args:
        job: what was to be read.
        capture: what came of it.
        handed: the digests of the texts that were handed over before; more are added.
    """
    copies, texts = [], []
    for copy in capture.copies:
        digest = _digest(copy)
        copies.append((copy.line, copy.confidence, digest))
        if digest not in handed:
            handed.add(digest)
            texts.append(_text(copy, digest))
    return Taken(
        job.size,
        job.mtime,
        capture.date.toordinal() if capture.date else None,
        store_rates(capture.rates),
        store_head(capture),
        capture.confidence,
        odd=bool(capture.problems) or capture.doubtful or any(copy.doubtful for copy in capture.copies),
        author=author_of_page(capture.preamble),
        copies=tuple(copies),
        texts=tuple(texts),
    )


@contextmanager
def one_capture(path: str) -> Iterator[None]:
    """Keep to one capture whatever its text makes the parser raise: it is named, and the others are read.

    Raises:
        CaptureError: for any error that is not known for what it is.
    """
    try:
        yield
    except CareaderError:
        raise
    except Exception as error:
        said = f"careader cannot take this text ({type(error).__name__}: {error})"
        raise CaptureError(f"{path_in_words(path)}: {safe(said)}") from error


def content_of(job: Job) -> Content:
    """What a page says, from the index or from its file.

    Raises:
        CaptureError: the file cannot be read, or holds no such page.
        StoredFormError: what the index keeps is damaged.
    """
    if job.source is not None:
        return read_source(job.source)
    path = Path(job.path)
    for each in islice(pages_of(path), job.page, job.page + 1):
        if isinstance(each, CaptureError):
            raise each
        return each
    raise CaptureError(f"{path_in_words(path)}: holds other pages than before")


def survey_file(job: Job) -> Iterator[Surveyed]:
    """Take a first look at the pages of a file: what each proves for others, or why it cannot be read."""
    digest = b""
    try:
        path = Path(job.path)
        with open_file(path) as opened:
            digest = opened.digest()
            for each in numbered(opened, path):
                yield _surveyed(job.path, each, digest)
    except CaptureError as error:
        yield Surveyed(digest=digest, unreadable=str(error))
    except OSError as error:
        said = locations.unreadable(Path(job.path), error)
        yield Surveyed(digest=digest, unreadable=str(said))


def _surveyed(path: str, content: Content | CaptureError, digest: bytes) -> Surveyed:
    if isinstance(content, CaptureError):
        return Surveyed(digest=digest, unreadable=str(content))
    source = None if isinstance(content, str) else store_source(content)
    try:
        with one_capture(path):
            given = survey(content) if isinstance(content, str) else read(path, content).proofs
    except CaptureError:  # to judge it will say so
        given = frozenset()
    return Surveyed(given, digest, source)


def _text(copy: Copy, digest: bytes) -> Text:
    name, wording = key_and_wording(copy)
    words, blocks = word_count(copy.blocks), store_blocks(copy.blocks)
    published = copy.published.toordinal() if copy.published else None
    told = (copy.byline, published, copy.address)
    telling = (digest_said(copy), article_kind(copy).value, SEPARATOR.join(authors_of(copy)))
    signs = signs_of(copy.title, searched_parts(copy.blocks))
    return Text(digest, copy.title, copy.excerpt, name, words, blocks, *told, *telling, signs, wording)


def _digest(copy: Copy) -> bytes:
    """A name for the text of a copy, the same for the same text alone: no block holds two newlines."""
    blocks = [(block.kind.value, block.text, *block.items) for block in copy.blocks]
    told = (f"{copy.excerpt:d}", copy.headline, copy.byline, str(copy.published or ""), copy.address)
    whole = "\n\n".join(map("\n".join, [told, *blocks]))
    return blake2b(whole.encode("utf-8", "surrogatepass"), digest_size=16).digest()


def word_count(blocks: Iterable[Block]) -> int:
    """The words that blocks hold, counted as the eye does: runs without blank space; bullets are none."""
    said = [block for block in blocks if block.kind not in NO_TEXT]
    texts = chain((block.text for block in said), chain.from_iterable(block.items for block in said))
    return sum(map(_words_in, texts))


def _words_in(text: str) -> int:
    bare = text.strip()
    if bare.isascii() and bare.isprintable() and "  " not in bare:  # as teasers are: counted without a split
        return bare.count(" ") + bool(bare)
    return len(bare.split())
