"""What pages prove for each other, as numbers, so that a page can be judged without the others at hand.

A page proves that its first line is a headline and that an article ends with its last words, a plain listing
that all of its lines are headlines; what a page is sure of after it was looked at speaks for the same line
elsewhere (docs/headlines.md: What pages tell each other). A number is the same in every process and on every
machine.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import pairwise

from careader.capture.blocks import Piece, ends_of_page, split_blocks
from careader.capture.corrections import LONGEST_LEAD, lead_of
from careader.capture.dress import has_traces, join_broken, levels_of, undress
from careader.capture.framing import choose_first, frame, is_prose
from careader.capture.furniture import LONGEST_FURNITURE, may_be_furniture
from careader.capture.header import Header, articles_listed, is_header_line, read_header
from careader.capture.models import Kind
from careader.capture.prefixes import without_prefixes
from careader.capture.roles import PLACE
from careader.intake.models import Page as Saved
from careader.text import fold, read_entities

_SHORTEST_HEAD = 4  # lines of rates in a row that begin another page
_SHORT_TITLE = 3  # blanks in the shortest line that is no name of a section of a site
_SURE_FIRST = 0.9  # of the first line, from which it proves itself to other pages
_SHORTEST_TAIL = 40  # characters; less may stand anywhere


def line_number(line: str) -> int:
    """The number of a folded line, as pages prove it to begin an article."""
    return _number(b"line", line)


def said_numbers(line: str) -> set[int]:
    """The numbers of a folded line about which the reader said something.

    One is in the hooks of every page on which that line could be a headline.
    """
    return {line_number(line), _said_number(line)}


@lru_cache(8192)  # a story's headline stands on several pages
def _said_number(line: str) -> int:
    return _number(b"said", fold(line))


def _number(kind: bytes, text: str) -> int:
    """A number of 64 bits, signed, for a text; each kind has numbers of its own."""
    from hashlib import blake2b  # it loads OpenSSL: 2 ms that a start without new captures can do without

    digest = blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8, person=kind).digest()
    return int.from_bytes(digest, "little", signed=True)


@dataclass(frozen=True, slots=True)
class Place:
    """One line that could be a headline, in the numbers under which other pages may know it.

    Attributes:
        line: of the line by itself.
        pair: of the line together with the beginning of the text below it.
        tail: of the end of the text above it; None where that is too short to tell.
    """

    line: int
    pair: int
    tail: int | None


@dataclass
class Page:
    """One page, split into its blocks, on its way to a capture.

    Attributes:
        path: where it was read from.
        header: what stands above its first headline.
        blocks: all of its blocks, furniture too.
        first: how sure it is that the first line that is no furniture is a headline, as far as the lines
            around it tell.
        pieces: its blocks without furniture: what is divided into articles.
        saved: what its file tells of it; None where it is text and nothing else.
    """

    path: str
    header: Header
    blocks: list[Piece]
    saved: Saved | None = None
    first: float = 1.0

    def __post_init__(self) -> None:
        """Leave furniture out."""
        self.pieces = [piece for piece in self.blocks if piece.kind is not Kind.FURNITURE]

    @cached_property
    def parts(self) -> list[range]:
        """Where each of the pages in the file begins and ends: almost always one."""
        tops, head = [0], 0
        for at, piece in enumerate(self.pieces):
            if piece.kind is Kind.OTHER and is_header_line(piece.text):
                head += 1
                continue
            if head >= _SHORTEST_HEAD:
                tops.append(at)
            head = 0
        return [range(*bounds) for bounds in pairwise([*tops, len(self.pieces)])]

    @cached_property
    def open_lines(self) -> list[int]:
        """The lines that could be headlines, by their indexes among the blocks."""
        return [at for at, piece in enumerate(self.pieces) if piece.kind is None]

    @cached_property
    def places(self) -> dict[int, Place]:
        """Each of those lines in the numbers under which others may know it."""
        return {at: _place(self.pieces, at) for at in self.open_lines}

    @cached_property
    def is_plain_listing(self) -> bool:
        """Whether it is just what its paging line lists: so many lines, each above one block of text.

        There is nothing to decide then, and two captures in three are so (FORMAT.md: Kinds of page).
        """
        listing = self.header.listing
        if listing is None or len(self.parts) != 1:
            return False
        kinds = [piece.kind for piece in self.pieces if piece.kind is not Kind.OTHER]
        listed = articles_listed(listing)  # whatever number stands there: the lengths are compared first
        return len(kinds) == 2 * listed and kinds == [None, Kind.PARAGRAPH] * listed

    @cached_property
    def proofs(self) -> frozenset[int]:
        """What this page proves for others: where articles begin, by line and lead, and where one ends."""
        proofs: set[int] = set()
        if self.is_plain_listing:
            proofs.update(_line_and_pair(self.pieces, at)[1] for at in self.open_lines)
        often = Counter(self.pieces[at].text for at in self.open_lines)
        for part in self.parts:
            first = self.pieces[part.start : part.start + 2]
            sure = part.start > 0 or self.first >= _SURE_FIRST
            proving = sure and bool(first) and often[first[0].text] == 1
            last = self.pieces[part.stop - 1 : part.stop]
            proofs |= _prove(self.header, first, last, proving=proving)
        return frozenset(proofs)

    @cached_property
    def hooks(self) -> frozenset[int]:
        """Every number that is looked up when this page is judged: it depends on no other.

        What the reader said of a line is looked up under one of its `said_numbers`.
        """
        if self.is_plain_listing:
            return frozenset(_said_number(self.pieces[at].text) for at in self.open_lines)
        return frozenset(
            number
            for place in self.places.values()
            for number in (place.line, place.pair, place.tail)
            if number is not None
        )


def _place(pieces: Sequence[Piece], at: int) -> Place:
    return Place(*_line_and_pair(pieces, at), _tail(pieces[at - 1 : at]))


def _line_and_pair(pieces: Sequence[Piece], at: int) -> tuple[int, int]:
    below = pieces[at + 1 : at + 2]
    return _line_and_pair_of(pieces[at].text, below[0].text[:LONGEST_LEAD] if below else "")


@lru_cache(8192)  # a story's lines stand on several pages
def _line_and_pair_of(text: str, below: str) -> tuple[int, int]:
    line = fold(text)
    return line_number(line), _number(b"pair", f"{line}\n{lead_of([below])}")


def _tail(above: Sequence[Piece]) -> int | None:
    for piece in above:
        return _tail_number((piece.items[-1] if piece.items else piece.text)[-80:])
    return None


@lru_cache(8192)  # as above
def _tail_number(end: str) -> int | None:
    tail = fold(end)
    return _number(b"tail", tail) if len(tail) > _SHORTEST_TAIL else None


def _prove(
    header: Header, first: Sequence[Piece], last: Sequence[Piece], *, proving: bool = True
) -> set[int]:
    """What a page proves, from its first two blocks and its last.

    A page without a head may be torn: its first line proves nothing. Nor does it (``proving``) where other
    lines could as well be the first headline, or where it stands on the page again.
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


def read_page(path: str, text: str) -> Page:
    """Split a page's text into its blocks and set its furniture apart (`page.read`)."""
    lines = without_prefixes(text.split("\n"))
    return _read_page(path, lines, read_header(lines))


def _read_page(path: str, lines: list[str], header: Header) -> Page:
    traces = has_traces("\n".join(lines[header.end :]))
    if traces:
        lines = join_broken(lines, header.end)
    pieces = split_blocks(lines, header.end)
    if traces:
        pieces = undress(pieces, levels_of(lines, header.end))
    frame(pieces)
    first, chance = choose_first(pieces)
    for piece in pieces[:first] if first else ():
        piece.kind, piece.role = Kind.FURNITURE, piece.role or PLACE
    return Page(path, header, pieces, first=chance)


def survey(text: str) -> frozenset[int]:
    """What a page proves for others, as `Page.proofs`, in a fraction of the time that reading it takes."""
    lines = without_prefixes(read_entities(text).split("\n"))
    header = read_header(lines)
    ends = None if header.listing else ends_of_page(lines, header.end)
    if ends is None or not _is_plain(lines[header.end :], *ends):
        return _read_page("", lines, header).proofs
    return frozenset(_prove(header, *ends))


def _is_plain(lines: Sequence[str], first: Sequence[Piece], last: Sequence[Piece]) -> bool:
    """Whether a page begins with a headline above text and ends with text: no furniture is at its ends.

    Whatever stands between, `framing` changes neither.
    """
    if len(first) < 2 or not last or first[0].kind is not None:
        return False
    line, text = first[0].text, first[1]
    return (
        line.count(" ") >= _SHORT_TITLE
        and is_prose(text)
        and is_prose(last[0])
        and not any(
            may_be_furniture(piece.text) for piece in (*first, *last) if len(piece.text) <= LONGEST_FURNITURE
        )
        and sum(line in each for each in lines) == 1
        and not has_traces("\n".join(lines))
    )


@dataclass(slots=True)
class Known:
    """What all pages of a corpus prove, counted, so that pages can come and go one by one.

    It counts every page, the one to be judged too: `judge` leaves out what that page said itself.

    Attributes:
        proofs: the number of pages that prove each number (`Page.proofs`).
        sure: the number of pages that are sure of each pair of a line and its lead (`Judged.sure`).
    """

    proofs: dict[int, int] = field(default_factory=dict)
    sure: dict[int, int] = field(default_factory=dict)

    def add(self, proofs: Iterable[int]) -> None:
        """Count what a page proves."""
        _count(self.proofs, proofs, 1)

    def remove(self, proofs: Iterable[int]) -> None:
        """Count no more what a page proved."""
        _count(self.proofs, proofs, -1)

    def add_sure(self, pairs: Iterable[int]) -> None:
        """Count what a page is sure of."""
        _count(self.sure, pairs, 1)

    def remove_sure(self, pairs: Iterable[int]) -> None:
        """Count no more what a page was sure of."""
        _count(self.sure, pairs, -1)

    def proved(self, number: int | None, own: frozenset[int]) -> bool:
        """Whether another page proves a number than the one whose ``own`` proofs these are."""
        return number is not None and self.proofs.get(number, 0) > (number in own)

    def sure_elsewhere(self, pair: int, own: frozenset[int]) -> bool:
        """Whether another page is sure of a pair than the one which is sure of its ``own``."""
        return self.sure.get(pair, 0) > (pair in own)


def _count(counts: dict[int, int], numbers: Iterable[int], by: int) -> None:
    for number in numbers:
        count = counts.get(number, 0) + by
        if count:
            counts[number] = count
        else:
            del counts[number]
