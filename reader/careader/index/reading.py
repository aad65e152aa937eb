"""Reading one capture for the index: all the work that needs no database, so that any process can do it.

Values that go from process to process are named tuples: they are pickled faster than dataclasses.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
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
from careader.index.authors import author_of_page, authors_of
from careader.index.digest import digest as digest_said
from careader.index.figures import signs_of
from careader.index.identity import Wording, key_and_wording
from careader.index.sources import numbered, pages_of
from careader.index.stored import (
    NO_RATES,
    SEPARATOR,
    searched_parts,
    store_blocks,
    store_hashes,
    store_head,
    store_rates,
)
from careader.index.stored_pages import read_source, store_source
from careader.intake.models import Take
from careader.intake.opening import open_file, read_here
from careader.text import safe
from careader.words import path_in_words


class Job(NamedTuple):
    """A capture to read.

    Attributes:
        capture: its number in the index.
        path: the path of its file.
        size: the size of the file in bytes, as it was listed.
        mtime: the time of the file's last change in nanoseconds, as it was listed.
        source: the stored content of the page (`stored_pages`); None where the file is to be read.
        page: the number of its page in the file, from 0.
    """

    capture: int
    path: str
    size: int
    mtime: int
    source: bytes | None = None
    page: int = 0


class Survey(NamedTuple):
    """The result of a first look at one page.

    Attributes:
        given: the numbers that the page proves for other captures.
        digest: the digest of its file.
        source: the content of the page in stored form; None for plain text, whose file is quickly read again.
        unreadable: why the page could not be read; "" where it could.
    """

    given: frozenset[int] = frozenset()
    digest: bytes = b""
    source: bytes | None = None
    unreadable: str = ""


class TextRecord(NamedTuple):
    """The text of a copy as the index keeps it, with what identifies it.

    All fields but the last are columns of the table ``texts`` (`tables.SCHEMA`).
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


class CaptureRecord(NamedTuple):
    """What the index keeps of a capture.

    Attributes:
        size: the size of the file in bytes, as in the job.
        mtime: the time of the file's last change in nanoseconds, as in the job.
        day: the ordinal of the capture's date; None for an undated capture.
        rates: the rates, as `stored.store_rates` writes them.
        head: the head, as `stored.store_head` writes it.
        confidence: how sure careader is that the page as a whole was read right, 0.0 to 1.0.
        odd: whether some part was not understood or is doubtful.
        author: the author whose page the capture is; "" for none.
        unreadable: why the capture could not be read; "" where it could.
        source: the content of the page, compressed. None where the index has it already, or does not need it:
            no other capture changes how a plain listing is read, and after a correction the file is read
            again.
        sure: the headlines that the capture is sure of, as `stored.store_hashes` writes them, like the next
            two.
        hooks: the numbers that it asks other captures for.
        unsure: the headlines of which other captures could make it sure.
        copies: the line, confidence and digest of each copy, top to bottom.
        texts: the texts of the copies, without texts that were handed over before.
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
    texts: tuple[TextRecord, ...] = ()


@dataclass(slots=True)
class CaptureReader:
    """Reads captures, judged with what other captures prove.

    Attributes:
        known: what all captures prove.
        corrections: the reader's corrections of headlines.
        handed: the digests of the texts that were handed over already.
    """

    known: Known
    corrections: Collection[Correction]
    handed: set[bytes] = field(default_factory=set)

    def take(self, job: Job) -> CaptureRecord:
        """Read a capture. An unreadable capture gives a record that says why."""
        try:
            content = content_of(job)
            with capture_errors(job.path):
                return self._record(job, content)
        except CaptureError as error:
            return CaptureRecord(job.size, job.mtime, unreadable=str(error))

    def _record(self, job: Job, content: Content) -> CaptureRecord:
        page = read(job.path, content)
        judged = judge(page, self.known, self.corrections)
        return record_of(job, judged.capture, self.handed)._replace(
            source=None if job.source or page.is_plain_listing else store_source(content),
            sure=store_hashes(judged.sure),
            hooks=store_hashes(page.hooks),
            unsure=store_hashes(judged.unsure),
        )


def record_of(job: Job, capture: Capture, handed: set[bytes]) -> CaptureRecord:
    """The record of a parsed capture, still without ``source``, ``sure``, ``hooks`` and ``unsure``.

    Args:
        job: the job.
        capture: the parsed capture.
        handed: the digests of the texts that were handed over before; the new ones are added.
    """
    copies, texts = [], []
    for copy in capture.copies:
        digest = _digest(copy)
        copies.append((copy.line, copy.confidence, digest))
        if digest not in handed:
            handed.add(digest)
            texts.append(_text(copy, digest))
    return CaptureRecord(
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
def capture_errors(path: str) -> Iterator[None]:
    """Turn an unexpected error within the block into a CaptureError, so that it costs one capture only.

    Raises:
        CaptureError: an error of no class of careader's was raised. The message names the file.
    """
    try:
        yield
    except CareaderError:
        raise
    except Exception as error:
        said = f"careader cannot take this text ({type(error).__name__}: {error})"
        raise CaptureError(f"{path_in_words(path)}: {safe(said)}") from error


def content_of(job: Job) -> Content:
    """The content of a page, from the index or from its file.

    Raises:
        CaptureError: the file cannot be read, or has no page of that number.
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


Look = Callable[[Iterable[Content | CaptureError]], Iterator[Survey]]
"""Surveys pages, in their order."""


def survey_file(job: Job, take: Take = read_here, look: Look | None = None) -> Iterator[Survey]:
    """Survey the pages of a file: what each page proves for other captures, or why it cannot be read.

    Args:
        job: the file.
        take: reads the pages of the records of a WARC.
        look: surveys the pages; None to survey them one after the other in this process.
    """
    digest = b""
    try:
        path = Path(job.path)
        with open_file(path, take) as opened:
            digest = opened.digest()
            pages = numbered(opened, path)
            for each in look(pages) if look else (survey_page(job.path, page) for page in pages):
                yield each._replace(digest=digest)
    except CaptureError as error:
        yield Survey(digest=digest, unreadable=str(error))
    except OSError as error:
        said = locations.unreadable(Path(job.path), error)
        yield Survey(digest=digest, unreadable=str(said))


def survey_page(path: str, content: Content | CaptureError) -> Survey:
    """Survey one page of a file, still without the digest of the file."""
    if isinstance(content, CaptureError):
        return Survey(unreadable=str(content))
    source = None if isinstance(content, str) else store_source(content)
    try:
        with capture_errors(path):
            given = survey(content) if isinstance(content, str) else read(path, content).proofs
    except CaptureError:  # judging the capture raises it again, and names it then
        given = frozenset()
    return Survey(given, source=source)


def _text(copy: Copy, digest: bytes) -> TextRecord:
    name, wording = key_and_wording(copy)
    words, blocks = word_count(copy.blocks), store_blocks(copy.blocks)
    published = copy.published.toordinal() if copy.published else None
    told = (copy.byline, published, copy.address)
    telling = (digest_said(copy), article_kind(copy).value, SEPARATOR.join(authors_of(copy)))
    signs = signs_of(copy.title, searched_parts(copy.blocks))
    return TextRecord(digest, copy.title, copy.excerpt, name, words, blocks, *told, *telling, signs, wording)


def _digest(copy: Copy) -> bytes:
    """The digest of a copy's text. Blocks are joined by two newlines, since no block holds two in a row."""
    blocks = [(block.kind.value, block.text, *block.items) for block in copy.blocks]
    told = (f"{copy.excerpt:d}", copy.headline, copy.byline, str(copy.published or ""), copy.address)
    whole = "\n\n".join(map("\n".join, [told, *blocks]))
    return blake2b(whole.encode("utf-8", "surrogatepass"), digest_size=16).digest()


def word_count(blocks: Iterable[Block]) -> int:
    """The number of words in blocks: runs without blank space, bullets not counted."""
    said = [block for block in blocks if block.kind not in NO_TEXT]
    texts = chain((block.text for block in said), chain.from_iterable(block.items for block in said))
    return sum(map(_words_in, texts))


def _words_in(text: str) -> int:
    bare = text.strip()
    if bare.isascii() and bare.isprintable() and "  " not in bare:  # most teasers: no need to split
        return bare.count(" ") + bool(bare)
    return len(bare.split())
