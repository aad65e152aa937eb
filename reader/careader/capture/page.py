"""Parsing pages into captures, and explaining the decisions about headlines."""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from careader.capture.about import about_article, is_excerpt
from careader.capture.blocks import Piece
from careader.capture.doubt import confidence_of, reasons_of
from careader.capture.evidence import Evidence
from careader.capture.header import articles_listed
from careader.capture.headlines import SAID, Candidate, Decision, decide
from careader.capture.marking import is_prose
from careader.capture.markup import (
    doubts_of,
    is_cut,
    is_heading,
    placed,
    plain_text,
    read_markup,
    with_metadata,
)
from careader.capture.models import (
    CONTINUE,
    DOUBTFUL,
    FURNITURE,
    HEADING,
    PARAGRAPH,
    Block,
    Capture,
    Copy,
    Correction,
    Kind,
    Problem,
)
from careader.capture.proofs import Known, PageBlocks, read_page
from careader.capture.section_headings import is_section_heading
from careader.capture.shortcodes import to_blocks
from careader.intake.models import Page as Saved
from careader.text import first_entity, read_entities

_UNREADABLE = re.compile("[\u2400-\u2421\ufffd]")  # `careader.text.decode` replaces bytes by these signs
_INTERVIEW = 3  # the fewest questions that are section headings in an interview
_QUESTION = 60  # the most words of a question


@dataclass(frozen=True, slots=True)
class ExplainedLine:
    """The decision about one line that could be a headline, and the reasons.

    Attributes:
        line: the number of the line in the file, from 1.
        text: the line.
        decided: ``headline``, ``heading`` or ``paragraph``.
        confidence: the probability that the line is a headline, 0.0 to 1.0.
        evidence: all reasons for and against a headline with their weights, the strongest first.
    """

    line: int
    text: str
    decided: str
    confidence: float
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """The explained lines of one page, from top to bottom."""

    path: str
    verdicts: tuple[ExplainedLine, ...]


@dataclass(frozen=True, slots=True)
class Judged:
    """A judged page.

    Attributes:
        capture: the capture.
        sure: the pairs of which the page is sure, for other pages (`Known.add_sure`).
        unsure: the pairs of which the page is unsure. ``capture`` may change where another page is sure of
            one of these pairs.
    """

    capture: Capture
    sure: frozenset[int]
    unsure: frozenset[int]


Content = str | Saved
"""The content of a page: decoded text (``careader.text.decode``), or a page of `careader.intake`."""


def read(path: str, content: Content, *, as_captured: bool = False) -> PageBlocks:
    """Split a page into its blocks: the first step of `parse`.

    Args:
        path: the path of the file.
        content: the content of the page.
        as_captured: whether HTML entities that a tool left in the text stay; else they are decoded.
    """
    saved = None if isinstance(content, str) else content
    if saved is not None and (page := read_markup(path, saved)):
        return page
    text = content if isinstance(content, str) else plain_text(content)
    page = read_page(path, text if as_captured else read_entities(text))
    page.saved = saved
    return page


def judge(page: PageBlocks, known: Known, corrections: Collection[Correction] = ()) -> Judged:
    """Decide which lines of a page are headlines, and make a capture of the page: the second step of `parse`.

    Args:
        page: the result of `read`. A page can be judged again when other pages have come or gone.
        known: the proofs and the sure headlines of all pages, this page included. `judge` subtracts this
            page's own part. Before any page is judged, there are no sure headlines.
        corrections: the reader's corrections, as in `parse`.
    """
    decision = decide(page, known, corrections)
    return Judged(_build(page, decision.candidates), decision.sure, decision.unsure)


def parse(pages: Iterable[tuple[str, Content]], corrections: Collection[Correction] = ()) -> list[Capture]:
    """Parse pages into captures, in the same order.

    No text raises an error: a part that is not understood becomes a ``Problem``. Every word of a page is in
    its capture, in order and as captured, except repeated rates.

    Args:
        pages: the path and the content of each page. The proofs of one page help to judge the other pages.
            The order of the pages makes no difference.
        corrections: the reader's corrections of lines. They are final, and change no other line.
    """
    return [_build(page, decision.candidates) for page, decision in _decide(pages, corrections)]


def explain(pages: Iterable[tuple[str, Content]]) -> list[Explanation]:
    """Explain the decision of `parse` about each line, without corrections; ``pages`` is as for `parse`."""
    explanations = []
    for page, decision in _decide(pages, ()):
        candidates = decision.candidates
        kinds = _kinds(page, candidates)
        verdicts = tuple(
            ExplainedLine(
                page.pieces[candidate.at].line,
                page.pieces[candidate.at].text,
                kinds[candidate.at] or "headline",
                round(_sure_of(page, candidate), 3),
                tuple(candidate.evidence()),
            )
            for candidate in candidates
        )
        explanations.append(Explanation(page.path, verdicts))
    return explanations


def _decide(
    pages: Iterable[tuple[str, Content]], corrections: Collection[Correction]
) -> Iterator[tuple[PageBlocks, Decision]]:
    """Decide about pages together: first with the proofs of all pages, then with their sure headlines."""
    read_pages = [read(path, content, as_captured=True) for path, content in pages]
    known = Known()
    for page in read_pages:
        known.add(page.proofs)
    decisions = [decide(page, known, corrections) for page in read_pages]
    for decision in decisions:
        known.add_sure(decision.sure)
    for page, decision in zip(read_pages, decisions, strict=True):
        answered = any(known.sure_elsewhere(pair, decision.sure) for pair in decision.unsure)
        yield page, decide(page, known, corrections) if answered else decision


def _kinds(page: PageBlocks, candidates: list[Candidate]) -> list[Kind | None]:
    """The kind of each block of a page; None for a headline."""
    pieces = page.pieces
    kinds = [piece.kind for piece in pieces]
    tops = {candidate.at for candidate in candidates if candidate.chosen}
    headings = 0
    for candidate in candidates:
        at = candidate.at
        if at not in tops:
            nothing_below = at + 1 == len(pieces) or at + 1 in tops
            card = at > 0 and pieces[at - 1].text == CONTINUE  # the name of the site, or of an author
            heading = not (nothing_below or card) and (
                is_heading(pieces[at])
                or is_section_heading(pieces[at].text, pieces[at + 1].kind, headline_above=at - 1 in tops)
            )
            kinds[at] = HEADING if heading else PARAGRAPH
            headings += heading
    if headings >= _INTERVIEW:
        questions = {at for at, piece in enumerate(pieces) if piece.text.endswith("?")}
        for top, end in pairwise([*sorted(tops), len(pieces)]):
            body = range(top + 1, end)
            _mark_questions(pieces, kinds, body, questions.intersection(body))
    return kinds


def _mark_questions(
    pieces: list[Piece], kinds: list[Kind | None], body: range, questions: Collection[int]
) -> None:
    """In an interview whose short questions are section headings, mark its longer questions as questions too.

    A question of several sentences looks like a paragraph: only other questions show that it is a question.

    Args:
        pieces: the blocks of the page.
        kinds: the kind of each block, which is changed.
        body: the blocks of an article.
        questions: those of them that end in a question mark.
    """
    if sum(kinds[at] is HEADING for at in questions) < _INTERVIEW:
        return
    for at in questions:
        answered = at + 1 in body and kinds[at + 1] is PARAGRAPH and at + 1 not in questions
        if kinds[at] is PARAGRAPH and answered and len(pieces[at].text.split()) <= _QUESTION:
            kinds[at] = HEADING


def _build(page: PageBlocks, candidates: list[Candidate]) -> Capture:
    """Make a capture of a page and of the decisions about its lines."""
    header = page.header
    chosen = [candidate for candidate in candidates if candidate.chosen]
    places = [at for at, piece in enumerate(page.blocks) if piece.kind is not FURNITURE]
    tops = [places[candidate.at] for candidate in chosen]
    bounds = [*tops, len(page.blocks)]
    kinds = [FURNITURE] * len(page.blocks)
    for at, kind in zip(places, _kinds(page, candidates), strict=True):
        kinds[at] = kind or PARAGRAPH
    joined = [places[candidate.at] for candidate in candidates if candidate.joined]
    begin = _untitled(page.blocks[: bounds[0]])
    above = [line for piece in page.blocks[:begin] for line in (piece.text, *piece.items) if line]
    copies = [
        _copy(page.blocks, kinds, top, end, joined, _sure_of(page, candidate))
        for candidate, top, end in zip(chosen, tops, bounds[1:], strict=True)
    ]
    if begin < bounds[0]:
        copies.insert(0, _copy(page.blocks, kinds, begin - 1, bounds[0], joined, 0.0)._replace(headline=""))
    problems = [*header.problems, *_problems(page, page.blocks[:begin], len(chosen))]
    chances = [max(each.confidence, 1 - each.confidence) for each in candidates]
    reasons = [*reasons_of(header, page.blocks, copies, chances), *doubts_of(page.blocks, page.saved)]
    confidence = confidence_of(reasons)
    if confidence < DOUBTFUL:
        why = "; ".join(reason.what for reason in reasons)
        problems.append(Problem(1, f"the page may have been read wrong, {confidence:.0%} sure: {why}"))
    capture = Capture(
        page.path,
        header.date,
        tuple(header.rates.values()),
        header.listing,
        (*header.preamble, *above),
        tuple(copies),
        tuple(sorted(problems, key=_line)),
        confidence,
    )
    return placed(capture, page.saved, page.pieces)


def _line(problem: Problem) -> int:
    return problem.line


def _sure_of(page: PageBlocks, candidate: Candidate) -> float:
    """The confidence of a headline. `PageBlocks.first` lowers the confidence of the first line."""
    first = candidate.at == 0 and not any(reason.what == SAID for reason in candidate.known)
    return candidate.sure * (page.first if first else 1.0)


_UNTITLED = 20
"""The fewest words of an article without a headline."""


def _untitled(above: list[Piece]) -> int:
    """The index of the block with which an article without a headline begins.

    Args:
        above: the blocks above the first headline. Without such an article, the result is their number.
    """
    texts = [at for at, piece in enumerate(above) if is_prose(piece)]
    if sum(" ".join((above[at].text, *above[at].items)).count(" ") + 1 for at in texts) < _UNTITLED:
        return len(above)
    return texts[0]


def _copy(  # noqa: PLR0913, PLR0917 - a part of a page and what was decided about it
    pieces: list[Piece], kinds: list[Kind], top: int, end: int, joined: list[int], confidence: float
) -> Copy:
    """The article whose headline is the block ``top``, up to and not including the block ``end``."""
    body = range(top + 1, end)
    blocks: list[Block] = []
    for at in body:
        piece = pieces[at]
        if "[" in piece.text:
            blocks += to_blocks(piece, kinds[at])
        else:
            blocks.append(Block(kinds[at], piece.text, tuple(piece.items)))
    last = max((at for at in joined if at in body), default=top) if joined else top
    rest = pieces[last + 1 : end]
    headline = pieces[max(top, 0)]
    copy = Copy(
        headline.text,
        tuple(blocks),
        is_excerpt(rest) or is_cut(rest, headline),
        round(confidence, 3),
        pieces[top + 1].line if confidence == 0 and top + 1 < end else headline.line,
        *about_article(pieces, top, end),
    )
    return with_metadata(copy, headline)


def _problems(page: PageBlocks, above: list[Piece], found: int) -> list[Problem]:
    """The problems of a page with its articles.

    Args:
        page: the page.
        above: the blocks above the first headline.
        found: the number of headlines.
    """
    pieces, listing = page.pieces, page.header.listing
    problems = []
    if stray := [piece for piece in above if piece.kind is not FURNITURE]:
        problems.append(Problem(stray[0].line, "text above the first headline"))
    for head in page.heads:
        piece = pieces[head.start]
        problems.append(Problem(piece.line, f"the head of a page below the first headline: {piece.text}"))
    for piece in pieces:
        if "&" in piece.text and (entity := first_entity(piece.text)):
            said = f"HTML entities in the text, such as {entity}; they are shown as the signs they stand for"
            problems.append(Problem(piece.line, said))
            break
    for piece in pieces if _may_be_unreadable(pieces) else ():
        if _UNREADABLE.search(piece.text):
            problems.append(Problem(piece.line, "characters that are no text; marks stand in their place"))
            break
    if listing and found != (listed := articles_listed(listing)):
        line = pieces[0].line if pieces else page.header.end
        problems.append(Problem(line, f"{found} headlines found, {listed} listed"))
    if not found and not listing:
        problems.append(Problem(1, "no headline found"))
    return problems


def _may_be_unreadable(pieces: list[Piece]) -> bool:
    """Whether blocks may have signs of unreadable characters: a fast test."""
    texts = [piece.text for piece in pieces if not piece.text.isascii()]
    data = "\n".join(texts).encode("utf-8", "surrogatepass")
    return b"\xe2\x90" in data or b"\xef\xbf\xbd" in data
