"""The proofs of pages for each other, as hashes, so that one page can be judged without the other pages.

A page proves that its first line is a headline, and that an article ends with the page's last words. A plain
listing proves that all its lines are headlines. After a page is judged, its sure headlines are evidence for
the same lines on other pages (docs/headlines.md: What pages tell each other). Each proof is a 64-bit
hash, the same in every process and on every machine.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from hashlib import blake2b
from itertools import pairwise
from typing import NamedTuple

from careader.capture.blocks import Piece, split_blocks
from careader.capture.bylines import byline_of
from careader.capture.corrections import LONGEST_LEAD, lead_of
from careader.capture.days import read_day
from careader.capture.first_headline import choose_first
from careader.capture.framing import frame
from careader.capture.header import Header, articles_listed, is_header_line, name_problem, read_header
from careader.capture.joined import day_in_head, part_lines, problems_of_joined
from careader.capture.lines import lines_of
from careader.capture.losses import problems_of_lines
from careader.capture.marking import is_prose
from careader.capture.markup_traces import (
    has_traces,
    join_broken,
    levels_of,
    out_of_lists,
    undress,
    without_pointers,
)
from careader.capture.models import FURNITURE, OTHER, PARAGRAPH
from careader.capture.outside_head import set_date_from, take_rates_below
from careader.capture.roles import BYLINE, CLOSE, LINK, MORE, PLACE
from careader.capture.surroundings import BYLINED
from careader.intake.models import Page as Saved
from careader.text import fold

_SHORTEST_HEAD = 4  # the fewest lines of rates in a row that begin another page
_SURE_FIRST = 0.9  # the least confidence of a first line that is a proof for other pages
_AROUND = frozenset({BYLINE, CLOSE, MORE})  # the furniture of an article
_SEVERAL = 3  # the fewest headlines with the same kind of byline
_FEW_AROUND = 3  # the fewest lines of furniture around articles
_SHORTEST_TAIL = 40  # the fewest characters of the end of an article that is a proof


def _line_hash(line: str) -> int:
    """The hash that stands for: an article begins with this folded line."""
    return _hash(b"line", line)


def correction_hashes(line: str) -> set[int]:
    """The hashes that stand for: the reader corrected this folded line.

    Every page on which the line could be a headline has one of these hashes among its `PageBlocks.hooks`.
    """
    return {_line_hash(line), _correction_hash(line)}


@lru_cache(8192)  # a story's headline stands on several pages
def _correction_hash(line: str) -> int:
    return _hash(b"said", fold(line))


def _hash(kind: bytes, text: str) -> int:
    """The signed 64-bit hash of a text. Equal texts of different kinds have different hashes."""
    digest = blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8, person=kind).digest()
    return int.from_bytes(digest, "little", signed=True)


class LineHashes(NamedTuple):
    """The hashes of a line that could be a headline, which other pages may prove.

    Attributes:
        line: the hash of the line alone.
        pair: the hash of the line together with the beginning of the text below.
        tail: the hash of the end of the text above; None where the end is too short.
    """

    line: int
    pair: int
    tail: int | None


@dataclass
class PageBlocks:
    """A page that is split into blocks, before it is judged.

    Attributes:
        path: the path of its file.
        header: the head of the page.
        blocks: all blocks, furniture included.
        first: the confidence that the first line that is not furniture is a headline, 0.0 to 1.0.
        pieces: the blocks without furniture, which are divided into articles.
        saved: the page in the form of its file; None for plain text.
    """

    path: str
    header: Header
    blocks: list[Piece]
    saved: Saved | None = None
    first: float = 1.0

    def __post_init__(self) -> None:
        """Set `pieces`."""
        self.pieces = [piece for piece in self.blocks if piece.kind is not FURNITURE]

    @cached_property
    def heads(self) -> list[range]:
        """The ranges of `pieces` with the form of lines of a head. Most pages have none."""
        heads: list[range] = []
        for at in [at for at, piece in enumerate(self.pieces) if piece.kind is OTHER]:
            if is_header_line(self.pieces[at].text):
                begin = heads.pop().start if heads and heads[-1].stop == at else at
                heads.append(range(begin, at + 1))
        return heads

    @cached_property
    def parts(self) -> list[range]:
        """The range of `pieces` of each page in the file. Nearly all files have one page."""
        count = len(self.pieces)
        tops = [head.stop for head in self.heads if len(head) >= _SHORTEST_HEAD and head.stop < count]
        return [range(*bounds) for bounds in pairwise([0, *tops, count])]

    @cached_property
    def open_lines(self) -> list[int]:
        """The indices of the lines that could be headlines."""
        return [at for at, piece in enumerate(self.pieces) if piece.kind is None]

    @cached_property
    def line_hashes(self) -> dict[int, LineHashes]:
        """The hashes of each line that could be a headline, by its index."""
        return {at: _hashes_at(self.pieces, at) for at in self.open_lines}

    @cached_property
    def is_framed(self) -> bool:
        """Whether furniture stands around the articles. The captures of FORMAT.md have none."""
        return sum(block.role in _AROUND for block in self.blocks) >= _FEW_AROUND

    @cached_property
    def is_plain_listing(self) -> bool:
        """Whether the page has exactly the articles of its paging line: each a line above one block of text.

        Such a page needs no decision. Two in three captures are plain listings (FORMAT.md: Kinds of page).
        """
        listing = self.header.listing
        if listing is None or len(self.parts) != 1:
            return False
        kinds = [piece.kind for piece in self.pieces if piece.kind is not OTHER]
        listed = articles_listed(listing)  # can be huge, so lengths are compared first
        return len(kinds) == 2 * listed and kinds == [None, PARAGRAPH] * listed

    @cached_property
    def proofs(self) -> frozenset[int]:
        """The hashes that this page proves: of first lines of articles, and of the last article's end."""
        proofs: set[int] = set()
        if self.is_plain_listing:
            proofs.update(_line_and_pair(self.pieces, at)[1] for at in self.open_lines)
        for part in self.parts:
            first = self.pieces[part.start : part.start + 2]
            sure = part.start > 0 or self.first >= _SURE_FIRST
            proving = sure and bool(first) and self._is_unique(first[0].text)
            last = self.pieces[part.stop - 1 : part.stop]
            proofs |= _prove(self.header, first, last, proving=proving)
        return frozenset(proofs)

    def _is_unique(self, line: str) -> bool:
        """Whether a line that could be a headline stands on the page once."""
        return sum(self.pieces[at].text == line for at in self.open_lines) == 1

    @cached_property
    def hooks(self) -> frozenset[int]:
        """All hashes for which this page asks other pages. The judgement depends on no other hash.

        Corrections are included: each correction of a line has one of the line's `correction_hashes`.
        """
        if self.is_plain_listing:
            return frozenset(_correction_hash(self.pieces[at].text) for at in self.open_lines)
        return frozenset(
            each
            for hashes in self.line_hashes.values()
            for each in (hashes.line, hashes.pair, hashes.tail)
            if each is not None
        )


def _hashes_at(pieces: Sequence[Piece], at: int) -> LineHashes:
    return LineHashes(*_line_and_pair(pieces, at), _tail(pieces[at - 1 : at]))


def _line_and_pair(pieces: Sequence[Piece], at: int) -> tuple[int, int]:
    below = pieces[at + 1 : at + 2]
    return _line_and_pair_of(pieces[at].text, below[0].text[:LONGEST_LEAD] if below else "")


@lru_cache(8192)  # a story's lines stand on several pages
def _line_and_pair_of(text: str, below: str) -> tuple[int, int]:
    line = fold(text)
    return _line_hash(line), _hash(b"pair", f"{line}\n{lead_of([below])}")


def _tail(above: Sequence[Piece]) -> int | None:
    for piece in above:
        return _tail_hash((piece.items[-1] if piece.items else piece.text)[-80:])
    return None


@lru_cache(8192)  # a story's end stands on several pages
def _tail_hash(end: str) -> int | None:
    tail = fold(end)
    return _hash(b"tail", tail) if len(tail) > _SHORTEST_TAIL else None


def _prove(
    header: Header, first: Sequence[Piece], last: Sequence[Piece], *, proving: bool = True
) -> set[int]:
    """The hashes that a page proves by its first two blocks and its last block.

    The first line of a page without a head proves nothing, since the beginning of the page may be missing.

    Args:
        header: the head of the page.
        first: the first two blocks.
        last: the last block.
        proving: whether the first line may prove anything: it must be a sure headline, and unique on the
            page.
    """
    proofs = set()
    if first and first[0].kind is None and proving:
        _, pair = _line_and_pair(first, 0)
        if header.rates or header.date or header.listing or header.preamble:
            proofs.add(pair)
    tail = _tail(last)
    if tail is not None:
        proofs.add(tail)
    return proofs


def read_page(path: str, text: str) -> PageBlocks:
    """Split the text of a page into blocks, and mark its furniture (`page.read`)."""
    lines = lines_of(text)
    parted = part_lines(lines)
    header = read_header(parted)
    page = _read_page(path, take_rates_below(header, parted), header)
    joined = [*problems_of_joined(lines, parted)]
    header.problems += joined
    if joined and header.date is None and (found := day_in_head(header.preamble) or day_in_head(lines)):
        at, day = found
        header.date = day.date
        name_problem(header, at, "the date is that of a line above the headlines")
    return page


def _read_page(path: str, lines: list[str], header: Header) -> PageBlocks:
    traces = has_traces(lines[header.end :])
    if traces:
        lines = join_broken(lines, header.end)
    pieces = out_of_lists(split_blocks(lines, header.end))
    if traces:
        pieces = undress(pieces, levels_of(lines, header.end))
    pieces = without_pointers(pieces)
    frame(pieces)
    header.problems += problems_of_lines(lines, header.end, pieces)
    first, chance = choose_first(pieces)
    for piece in pieces[:first] if first else ():
        piece.kind, piece.role = FURNITURE, piece.role or PLACE
    if header.date is None and not header.listing and (first or header.rates):
        pieces = _with_date_above(header, pieces, first or 0)
    return PageBlocks(path, header, pieces, first=chance)


def _with_date_above(header: Header, pieces: list[Piece], first: int) -> list[Piece]:
    """Set the date of a page from the lines above its first headline, and take the date out of its line."""
    of_article = bool(first) and not (_is_dated_below(pieces, first) or _are_signed(pieces, first))
    lines = [(-at, line) for at, line in enumerate(header.preamble)] if header.rates else []
    lines += [(piece.line, piece.text) for piece in pieces[: max(first - _days_above(pieces, first), 0)]]
    left = set_date_from(header, lines, of_article=of_article)
    header.preamble = [left.get(-at, line) for at, line in enumerate(header.preamble)]
    header.preamble = [line for line in header.preamble if line]
    for piece in pieces[:first]:
        if piece.line in left:
            piece.text = left[piece.line]
    return [piece for piece in pieces if piece.text or piece.items]


def _days_above(pieces: Sequence[Piece], first: int) -> bool:
    """Whether the day above the first headline belongs to its article, as above other headlines."""
    below_first = [piece for piece in pieces[first + 1 :] if piece.role != LINK]
    return any(
        below.kind is None and read_day(piece.text) is not None for piece, below in pairwise(below_first)
    )


def _are_signed(pieces: Sequence[Piece], first: int) -> bool:
    """Whether a byline names the author of the first headline, and of others that have no day above them."""
    signed = [
        at
        for at in range(first, len(pieces) - 1)
        if BYLINED in pieces[at].signs and (byline := byline_of(pieces[at + 1].text)) and byline.name
    ]
    return signed[:1] == [first] and len(signed) >= _SEVERAL and not _days_above(pieces, first)


def _is_dated_below(pieces: Sequence[Piece], first: int) -> bool:
    """Whether the byline below the first headline has another day than the line above the headline."""
    above = read_day(pieces[first - 1].text)
    for piece in pieces[first + 1 :]:
        if is_prose(piece):
            break
        if piece.role == BYLINE and (byline := byline_of(piece.text)) and byline.published:
            return above is not None and byline.published != above.date
    return False


@dataclass(slots=True)
class Known:
    """The counts of the proofs and sure headlines of all pages. Pages can be added and removed.

    The counts include the page that is judged: `judge` subtracts this page's own part.

    Attributes:
        proofs: the number of pages that prove each hash (`PageBlocks.proofs`).
        sure: the number of pages that are sure of each pair of a line and its lead (`Judged.sure`).
    """

    proofs: dict[int, int] = field(default_factory=dict)
    sure: dict[int, int] = field(default_factory=dict)

    def add(self, proofs: Iterable[int]) -> None:
        """Add one to the count of each hash that a page proves."""
        _count(self.proofs, proofs, 1)

    def remove(self, proofs: Iterable[int]) -> None:
        """Subtract one from the count of each hash that a removed page proved."""
        _count(self.proofs, proofs, -1)

    def add_sure(self, pairs: Iterable[int]) -> None:
        """Add one to the count of each pair of which a page is sure."""
        _count(self.sure, pairs, 1)

    def remove_sure(self, pairs: Iterable[int]) -> None:
        """Subtract one from the count of each pair of which a removed page was sure."""
        _count(self.sure, pairs, -1)

    def proved(self, proof: int | None, own: frozenset[int]) -> bool:
        """Whether a page proves ``proof``, aside from the judged page, whose proofs are ``own``."""
        return proof is not None and self.proofs.get(proof, 0) > (proof in own)

    def sure_elsewhere(self, pair: int, own: frozenset[int]) -> bool:
        """Whether a page is sure of ``pair``, aside from the judged page, which is sure of ``own``."""
        return self.sure.get(pair, 0) > (pair in own)


def _count(counts: dict[int, int], hashes: Iterable[int], by: int) -> None:
    for each in hashes:
        count = counts.get(each, 0) + by
        if count:
            counts[each] = count
        else:
            del counts[each]
