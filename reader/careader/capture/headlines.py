"""Deciding which lines are headlines: one model divides the page as a whole (docs/headlines.md).

Every line that could be a title gets a score from its own signs (``evidence``) and from the proofs of other
pages. Then ``division`` finds the best division of the page into articles. The best division has the largest
sum of the scores, the cohesion of each article's words, and the log probability of the number of articles.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import starmap
from operator import mul

from careader.capture.blocks import Piece
from careader.capture.cohesion import cohesion, headed
from careader.capture.corrections import lead_of
from careader.capture.division import divide, expect
from careader.capture.evidence import BIAS, SIGNS, CountedText, Evidence, measure, read_text
from careader.capture.header import Header, articles_listed
from careader.capture.markup import evidence_of_markup, share_of_text
from careader.capture.models import Correction
from careader.capture.proofs import Known, LineHashes, PageBlocks
from careader.capture.settled import FINAL, evidence_of_form
from careader.capture.surroundings import evidence_around, usual_signs
from careader.text import fold

_WEIGHTS = [sign.weight for sign in SIGNS.values()]
_USUAL = sum(sign.weight * sign.usual for sign in SIGNS.values())  # what an average line weighs

SAID = "the reader's own word"
"""The evidence for a line that the reader corrected."""

_HOPELESS = -9.0  # the log odds below which no line can be a headline
_PAGE = 6  # the usual number of articles on a page
_MOST_LISTED = 50
_MOST_STARTS = 60  # the most lines of a page that are weighed as headlines
_SURE = 0.97  # the least confidence of a sure headline, which is evidence on other pages
_SETTLED = 0.99  # the confidence of each headline of a page on which there is nothing to weigh


@dataclass(slots=True)
class Candidate:
    """A line that could be a headline.

    Attributes:
        at: its index among the blocks of the page.
        measures: the measure of every sign, in the order of ``SIGNS``; empty where the model was not needed.
        known: all other evidence, such as the proofs of other pages.
        share: the factor of the signs' weights; below 1 where markup is evidence too.
        score: the log odds of all evidence.
        gain: the log odds of the cohesion of the words above and below, in the chosen division.
        headed: the log odds that the text below adds by taking up the line's words, and not those of the
            headline above.
        chosen: whether the line was decided to be a headline.
        confidence: the probability that the line is a headline.
        joined: whether the reader corrected the line to be no headline.
        whole: the probability that no other article begins in the text of this headline.
    """

    at: int
    measures: list[float] = field(default_factory=list)
    known: list[Evidence] = field(default_factory=list)
    share: float = 1.0
    score: float = 0.0
    gain: float = 0.0
    headed: float = 0.0
    chosen: bool = False
    confidence: float = 0.0
    joined: bool = False
    whole: float = 1.0

    @property
    def sure(self) -> float:
        """The confidence that the line is a headline, and that its text is one article."""
        return min(self.confidence, self.whole) if self.chosen else self.confidence

    def evidence(self) -> list[Evidence]:
        """All reasons for and against the line, the strongest first, whatever the sign of its weight."""
        reasons = [
            Evidence(sign.what.format(value), self.share * sign.weight * (value - sign.usual))
            for sign, value in zip(SIGNS.values() if self.measures else (), self.measures, strict=True)
        ]
        reasons += [
            *self.known,
            Evidence(
                "words differ above and below" if self.gain > 0 else "same words above and below", self.gain
            ),
            Evidence(
                f"the text below takes up the last headline's words {'less' if self.headed > 0 else 'more'}",
                self.headed,
            ),
            Evidence("few lines are headlines", BIAS),
        ]
        return sorted(reasons, key=lambda reason: -abs(reason.weight))


@dataclass(frozen=True, slots=True)
class Decision:
    """The decision about one page.

    Attributes:
        candidates: the lines that could be headlines, from top to bottom.
        sure: the pairs (`proofs.LineHashes.pair`) of the headlines of which the page is sure by itself. They
            are evidence for the same lines on other pages.
        unsure: the pairs of the lines of which the page is unsure. The decision may change where another page
            is sure of such a line.
    """

    candidates: list[Candidate]
    sure: frozenset[int]
    unsure: frozenset[int]


@dataclass(slots=True)
class _Part:
    """Blocks that are divided into articles alone: a page, or one of several pages in one file.

    Attributes:
        pieces: the blocks.
        first: the index of the first block among the blocks of the file.
        header: the head of the file.
        candidates: the lines that could be headlines.
        framed: whether the page has furniture around its articles (`PageBlocks.is_framed`).
        places: the indices of the lines where articles could begin, in the last division.
        gains: the gains of articles between these lines (`cohesion.cohesion`), in log odds.
        headed: the gains by the words of the lines at those places (`cohesion.headed`), in log odds.
    """

    pieces: Sequence[Piece]
    first: int
    header: Header
    candidates: list[Candidate]
    framed: bool = False
    places: list[int] = field(default_factory=list)
    gains: list[list[float]] = field(default_factory=list)
    headed: list[list[float]] = field(default_factory=list)


_Words = dict[str, dict[str, bool]]
"""The corrections of each folded line: by lead, whether the line is a headline."""


def decide(page: PageBlocks, known: Known, corrections: Collection[Correction] = ()) -> Decision:
    """Decide which lines of a page are headlines (`page.judge` explains the arguments)."""
    words: _Words = {}
    for each in corrections:
        words.setdefault(each.line, {})[each.lead] = each.headline
    parts = [
        _Part(
            page.pieces[part.start : part.stop],
            part.start,
            page.header,
            [Candidate(at) for at in page.open_lines if at in part],
            page.is_framed,
        )
        for part in page.parts
    ]
    if settled := _settled(page, known, words):
        return _take(parts, words, *settled)
    texts = [read_text(part.pieces) for part in parts]
    for part, text in zip(parts, texts, strict=True):
        _weigh(part, text, page, known, words)
        _divide(part, text)
    below = [candidate for part in parts for candidate in part.candidates if candidate.at != part.first]
    sure = frozenset(
        page.line_hashes[candidate.at].pair
        for candidate in below
        if candidate.chosen and candidate.confidence > _SURE
    )
    unsure = frozenset(
        page.line_hashes[candidate.at].pair for candidate in below if candidate.confidence <= _SURE
    )
    told = {pair for pair in unsure if known.sure_elsewhere(pair, sure)}
    for part, text in zip(parts, texts, strict=True):
        if told and _tell(part, page, told):
            _divide(part, text)
        _obey(part, words)
    return Decision([candidate for part in parts for candidate in part.candidates], sure, unsure)


def _settled(page: PageBlocks, known: Known, words: _Words) -> tuple[Collection[int], str] | None:
    """The headlines of a page that needs no model, and the reason in words; None for any other page.

    A plain listing needs no model. Neither does a page without corrections that has the usual number of
    headlines, if other pages prove every headline after the first together with the text below.
    """
    if page.is_plain_listing:
        return page.open_lines, "as many such lines as the paging line lists"
    header = page.header
    if page.first < _SURE:
        return None
    if (
        header.listing
        or not (header.rates or header.date)
        or page.open_lines[:1] != [0]
        or len(page.parts) > 1
    ):
        return None
    if words and any(fold(page.pieces[at].text) in words for at in page.open_lines):
        return None
    proved = {at for at, place in page.line_hashes.items() if not at or known.proved(place.pair, page.proofs)}
    return (proved, "other pages prove all headlines of this one") if len(proved) == _PAGE else None


def _take(parts: Sequence[_Part], words: _Words, tops: Collection[int], why: str) -> Decision:
    """Decide that exactly the lines ``tops`` are headlines. The decision is no evidence for other pages."""
    candidates = [candidate for part in parts for candidate in part.candidates]
    reasons = {chosen: Evidence(why, FINAL if chosen else -FINAL) for chosen in (True, False)}
    for candidate in candidates:
        candidate.chosen = candidate.at in tops
        candidate.known = [reasons[candidate.chosen]]
        candidate.score = candidate.known[0].weight
        candidate.confidence = _SETTLED if candidate.chosen else 1 - _SETTLED
    for part in parts:
        _obey(part, words)
    return Decision(candidates, frozenset(), frozenset())


def _expected(header: Header, *, framed: bool) -> list[float]:
    """The log probability of each number of articles on a page with this head (FORMAT.md: Kinds of page).

    Args:
        header: the head of the page.
        framed: whether the page has furniture (`PageBlocks.is_framed`): other sites have other numbers.
    """
    listing = header.listing
    if listing is None:
        usual = not framed and (header.rates or header.date)
        return expect(_PAGE, 0.7) if usual else expect(_PAGE, 0.4, more=0.05)
    shown = min(max(articles_listed(listing), 1), _MOST_LISTED)
    expected = expect(shown, 0.99)
    if shown < _PAGE:  # a full page is possible too: a listing has no section headings
        expected[_PAGE] = expected[shown] + 1
    return expected


def _lead(pieces: Sequence[Piece], at: int) -> str:
    return lead_of(piece.text for piece in pieces[at + 1 : at + 2])


def _weigh(part: _Part, text: CountedText, page: PageBlocks, known: Known, words: _Words) -> None:
    """Score every candidate of a part."""
    pieces = part.pieces
    often = Counter(pieces[candidate.at - part.first].text for candidate in part.candidates)
    usual = usual_signs([pieces[candidate.at - part.first] for candidate in part.candidates])
    measures = measure(text, [candidate.at - part.first for candidate in part.candidates])
    for candidate, found in zip(part.candidates, measures, strict=True):
        candidate.measures = found
        at = candidate.at - part.first
        candidate.known = [
            *(_hear_reader(pieces, at, words) if words else ()),
            *(_hear_pages(page.line_hashes[candidate.at], known, page.proofs) if at else ()),
            *evidence_of_form(pieces, at),
            *starmap(Evidence, evidence_of_markup(pieces[at])),
            *starmap(Evidence, evidence_around(pieces[at], usual)),
        ]
        if often[pieces[at].text] > 1:
            candidate.known.append(Evidence("the same line stands on this page again", -4))
        candidate.share = share_of_text(pieces[at])
        candidate.score = (
            BIAS
            + candidate.share * (sum(map(mul, _WEIGHTS, found)) - _USUAL)
            + sum(reason.weight for reason in candidate.known)
        )


def _hear_reader(pieces: Sequence[Piece], at: int, words: _Words) -> Iterator[Evidence]:
    """Evidence from corrections of the same line with other text below."""
    elsewhere = words.get(fold(pieces[at].text))
    if elsewhere and any(elsewhere.values()) and _lead(pieces, at) not in elsewhere:
        yield Evidence("the reader said that this line is a headline elsewhere", 18)


def _hear_pages(place: LineHashes, known: Known, own: frozenset[int]) -> Iterator[Evidence]:
    """Evidence from other pages for a line. ``own`` are the hashes that this page itself proves."""
    if known.proved(place.pair, own):
        yield Evidence("another page proves this headline, with the same text below", 18)
    if known.proved(place.tail, own):
        yield Evidence("another page ends with the text above", 16)


def _divide(part: _Part, text: CountedText) -> None:
    """Find the best division of a part, and store it in the candidates."""
    hopeful = [candidate for candidate in part.candidates if candidate.score > _HOPELESS]
    if len(hopeful) > _MOST_STARTS:
        hopeful = sorted(hopeful, key=lambda candidate: -candidate.score)[:_MOST_STARTS]
    by_place = {candidate.at - part.first: candidate for candidate in hopeful}
    if part.candidates and part.candidates[0].at == part.first:
        by_place[0] = part.candidates[0]
    places = sorted({0, *by_place})
    if places != part.places:  # the second division often has the same places
        part.places = places
        share = min((candidate.share for candidate in hopeful), default=1.0)
        part.gains, part.headed = (_times(gains(text, places), share) for gains in (cohesion, headed))
    gains = [
        [gain + more for gain, more in zip(*rows, strict=True)]
        for rows in zip(part.gains, part.headed, strict=True)
    ]
    scores = [by_place[place].score if place else 0.0 for place in places]
    starts, chances = divide(scores, gains, _expected(part.header, framed=part.framed))
    for candidate in part.candidates:
        candidate.chosen, candidate.confidence = False, 0.0
        candidate.gain = candidate.headed = 0.0
    for n, (place, chance) in enumerate(zip(places, chances, strict=True)):
        if place in by_place:
            candidate = by_place[place]
            candidate.chosen, candidate.confidence = n in starts, chance
            candidate.gain = _gain(part.gains, starts, n)
            candidate.headed = _gain(part.headed, starts, n)


def _times(gains: list[list[float]], share: float) -> list[list[float]]:
    """Gains by the words of a text, weighed less where markup is evidence too (`markup.share_of_text`)."""
    return gains if share == 1.0 else [[share * gain for gain in row] for row in gains]


def _gain(gains: Sequence[Sequence[float]], starts: Sequence[int], n: int) -> float:
    """The gain of cohesion if an article begins with stretch ``n``, in the chosen division."""
    begin = max((start for start in starts if start < n), default=n)
    end = min((start for start in starts if start > n), default=len(gains))
    if begin == n:
        return 0.0
    return gains[begin][n - begin - 1] + gains[n][end - n - 1] - gains[begin][end - begin - 1]


def _tell(part: _Part, page: PageBlocks, told: Collection[int]) -> bool:
    """Add the sure headlines of other pages as evidence; returns whether any line got evidence."""
    news = False
    for candidate in part.candidates:
        doubted = candidate.confidence <= _SURE and candidate.at != part.first
        if doubted and page.line_hashes[candidate.at].pair in told:
            candidate.known.append(Evidence("a sure headline on another page, with the same text below", 9))
            candidate.score += 9
            news = True
    return news


def _obey(part: _Part, words: _Words) -> None:
    """Apply the reader's corrections to their lines, and leave all other lines as they are.

    To divide the page again would change other lines too: a page of six articles with two joined would seek a
    sixth headline elsewhere. The first line of a page stays a headline, since no article is above.
    """
    tops = {candidate.at for candidate in part.candidates if candidate.chosen}
    for candidate in part.candidates if words else ():
        at = candidate.at - part.first
        # Where a headline is right below, this line has no text of its own.
        lead = "" if candidate.at + 1 in tops else _lead(part.pieces, at)
        said = words.get(fold(part.pieces[at].text), {}).get(lead)
        if said is None or not (said or candidate.at):
            continue
        candidate.chosen, candidate.confidence, candidate.joined = said, float(said), not said
        candidate.known.append(Evidence(SAID, FINAL if said else -FINAL))
    top: Candidate | None = None
    for candidate in part.candidates:
        candidate.whole = 1.0
        if candidate.chosen:
            top = candidate
        elif top:
            top.whole = min(top.whole, 1 - candidate.confidence)
