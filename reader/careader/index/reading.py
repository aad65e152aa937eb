"""Reading one capture for the index: all work without the database, so that any process can do it.

Values that go from process to process are named tuples, since named tuples are pickled faster than
dataclasses.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import blake2b
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from careader import locations
from careader.capture import Capture, Copy, Correction, Known, judge, read
from careader.capture.page import Content
from careader.errors import CaptureError, CareaderError
from careader.index.article_kinds import article_kind
from careader.index.authors import author_of_page, authors_of
from careader.index.digest import digest as digest_said
from careader.index.identity import Wording, key_and_wording
from careader.index.page_cache import PageCache, PageId, ReadPage
from careader.index.page_contents import numbered, pages_of, plain_text
from careader.index.stored import (
    NO_RATES,
    SEPARATOR,
    store_blocks,
    store_hashes,
    store_head,
    store_rates,
    word_count,
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
        size: the size of the file in bytes, as listed.
        mtime: the time of the file's last change in nanoseconds, as listed.
        source: the stored content of the page (`stored_pages`); None to read the file.
        page: the index of its page in the file.
        is_text: whether the file is known to be plain text; False to find out its kind.
    """

    capture: int
    path: str
    size: int
    mtime: int
    source: bytes | None = None
    page: int = 0
    is_text: bool = False

    def id_of(self, page: int) -> PageId:
        """The id of a page of the file, by its index."""
        return self.path, self.size, self.mtime, page


class Survey(NamedTuple):
    """The result of the first reading of a page: what the page proves for other captures.

    Attributes:
        given: the hashes that the page proves (`careader.capture.proofs`).
        digest: the digest of the page's file.
        source: the content of the page in stored form; None for plain text, since to read its file again is
            fast.
        unreadable: why the page could not be read; "" for a readable page.
        is_text: whether the page's file is plain text.
    """

    given: frozenset[int] = frozenset()
    digest: bytes = b""
    source: bytes | None = None
    unreadable: str = ""
    is_text: bool = False


class TextRecord(NamedTuple):
    """The text of a copy, as the index stores it.

    The fields are columns of the table ``texts`` (`tables.SCHEMA`), except ``wording``, which the table
    lacks.
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
    wording: Wording


class CaptureRecord(NamedTuple):
    """A capture as the index stores it.

    Attributes:
        size: the size of the file in bytes, as in the job.
        mtime: the time of the file's last change in nanoseconds, as in the job.
        day: the ordinal of the capture's date; None for an undated capture.
        rates: the rates, as `stored.store_rates` writes them.
        head: the head, as `stored.store_head` writes it.
        confidence: how sure careader is that the whole page was read right, 0.0 to 1.0.
        odd: whether the capture has a problem or a doubt.
        author: the author on whose page the capture is; "" for none.
        unreadable: why the capture could not be read; "" for a readable capture.
        source: the content of the page, compressed. None where the index has the content already, and for a
            plain listing, which other captures never change: a correction makes careader read its file again.
        sure: the hashes of the headlines of which the capture is sure, as `stored.store_hashes` writes them.
        hooks: the hashes for which it asks other captures, written in the same way.
        unsure: the hashes of the headlines of which other captures could make it sure, written in the same
            way.
        copies: the line, the confidence and the digest of each copy, from top to bottom.
        texts: the texts of the copies, without texts that the reading process has returned before.
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
    """Reads captures, and judges them with the proofs of other captures.

    Attributes:
        known: the proofs of all captures.
        corrections: the reader's corrections of headlines.
        pages: the pages that this process read for their survey.
        handed: the digests of the texts in earlier records.
    """

    known: Known
    corrections: Collection[Correction]
    pages: PageCache = field(default_factory=PageCache)
    handed: set[bytes] = field(default_factory=set)

    def take(self, job: Job) -> CaptureRecord:
        """Read a capture. The record of an unreadable capture says why it could not be read."""
        try:
            page = self.pages.take(job.id_of(job.page))
            content = content_of(job) if page is None else ""
            with capture_errors(job.path):
                return self._record(job, page or _read_page(job.path, content, stored=bool(job.source)))
        except CaptureError as error:
            return CaptureRecord(job.size, job.mtime, unreadable=str(error))

    def _record(self, job: Job, page: ReadPage) -> CaptureRecord:
        judged = judge(page.blocks, self.known, self.corrections)
        return record_of(job, judged.capture, self.handed)._replace(
            source=page.source,
            sure=store_hashes(judged.sure),
            hooks=store_hashes(page.blocks.hooks),
            unsure=store_hashes(judged.unsure),
        )


def _read_page(path: str, content: Content, *, stored: bool) -> ReadPage:
    """Read a page of a file. ``stored`` tells whether the index has its content already."""
    blocks = read(path, content)
    return ReadPage(blocks, None if stored or blocks.is_plain_listing else store_source(content))


def record_of(job: Job, capture: Capture, handed: set[bytes]) -> CaptureRecord:
    """The record of a parsed capture, without ``source``, ``sure``, ``hooks`` and ``unsure``.

    Args:
        job: the job.
        capture: the parsed capture.
        handed: the digests of the texts in earlier records. The digests of this record's texts are added.
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
        odd=bool(capture.problems) or capture.has_doubts,
        author=author_of_page(capture.preamble),
        copies=tuple(copies),
        texts=tuple(texts),
    )


@contextmanager
def capture_errors(path: str) -> Iterator[None]:
    """Turn an unexpected error in the ``with`` block into a CaptureError, so that it costs one capture only.

    Raises:
        CaptureError: the ``with`` block raised an error other than a CareaderError. It names the file.
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
        CaptureError: the file cannot be read, or has no page with this index.
        StoredFormError: the content in the index is damaged.
    """
    if job.source is not None:
        return read_source(job.source)
    path = Path(job.path)
    if job.is_text:
        return plain_text(path)
    for each in islice(pages_of(path), job.page, job.page + 1):
        if isinstance(each, CaptureError):
            raise each
        return each
    raise CaptureError(f"{path_in_words(path)}: holds other pages than before")


SurveyPages = Callable[[Iterable[Content | CaptureError]], Iterable[Survey]]
"""A function that surveys the pages of a file, in their order."""


def survey_file(job: Job, survey_pages: SurveyPages, take: Take = read_here) -> Iterator[Survey]:
    """Survey the pages of a file.

    Args:
        job: the file.
        survey_pages: surveys the pages.
        take: reads the pages in the records of a WARC.
    """
    digest = b""
    try:
        path = Path(job.path)
        with open_file(path, take) as opened:
            digest = opened.digest()
            for each in survey_pages(numbered(opened, path)):
                yield each._replace(digest=digest, is_text=opened.is_text)
    except CaptureError as error:
        yield Survey(digest=digest, unreadable=str(error))
    except OSError as error:
        said = locations.unreadable(Path(job.path), error)
        yield Survey(digest=digest, unreadable=str(said))


def survey_and_keep(job: Job, pages: Iterable[Content | CaptureError], kept: PageCache) -> Iterator[Survey]:
    """Survey the pages of a file in this process, and keep them until they are judged."""
    for number, content in enumerate(pages):
        survey, page = _survey(job.path, content)
        if page is not None:
            kept.keep(job.id_of(number), page)
        yield survey


def survey_page(path: str, content: Content | CaptureError) -> Survey:
    """Survey one page of a file; the survey lacks the digest of the file."""
    return _survey(path, content)[0]


def _survey(path: str, content: Content | CaptureError) -> tuple[Survey, ReadPage | None]:
    """Survey one page of a file; returns the page as well if it could be read."""
    if isinstance(content, CaptureError):
        return Survey(unreadable=str(content)), None
    source = None if isinstance(content, str) else store_source(content)
    try:
        with capture_errors(path):
            page = _read_page(path, content, stored=source is not None)
            return Survey(page.blocks.proofs, source=source), page
    except CaptureError:  # judging the capture raises the same error again, and reports it then
        return Survey(source=source), None


def _text(copy: Copy, digest: bytes) -> TextRecord:
    name, wording = key_and_wording(copy)
    words, blocks = word_count(copy.blocks), store_blocks(copy.blocks)
    published = copy.published.toordinal() if copy.published else None
    told = (copy.byline, published, copy.address)
    telling = (digest_said(copy), article_kind(copy).value, SEPARATOR.join(authors_of(copy)))
    return TextRecord(digest, copy.title, copy.excerpt, name, words, blocks, *told, *telling, wording)


def _digest(copy: Copy) -> bytes:
    """The digest of a copy's whole text. Two newlines join blocks: no block has two newlines in a row."""
    blocks = [(block.kind.value, block.text, *block.items) for block in copy.blocks]
    told = (f"{copy.excerpt:d}", copy.headline, copy.byline, str(copy.published or ""), copy.address)
    whole = "\n\n".join(map("\n".join, [told, *blocks]))
    return blake2b(whole.encode("utf-8", "surrogatepass"), digest_size=16).digest()
