"""From the text of pages to captures, and why each line was taken for what it is."""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from careader.capture.blocks import CONTINUE, Piece, is_cut_short, split_blocks, to_blocks
from careader.capture.header import articles_listed, is_header_line, read_header
from careader.capture.headlines import Candidate, Decision, Evidence, decide, is_section_heading
from careader.capture.markup import is_cut, is_heading, placed, plain_text, read_markup, told
from careader.capture.models import Block, Capture, Copy, Correction, Kind, Problem
from careader.capture.proofs import Known, Page
from careader.intake.models import Page as Saved
from careader.text import read_entities

_UNREADABLE = re.compile("[\u2400-\u2421\ufffd]")  # what `careader.text.decode` puts for them
_INTERVIEW = 3  # questions that stand as section headings
_QUESTION = 60  # words of the longest question


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was decided about one line that could be a headline, and why.

    Attributes:
        line: of the file, from 1.
        text: the line.
        decided: ``headline``, ``heading`` or ``paragraph``.
        confidence: the probability that the line is a headline, 0.0 to 1.0.
        evidence: every reason with its weight in log odds, the weightiest first; positive is for a headline.
    """

    line: int
    text: str
    decided: str
    confidence: float
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """Every verdict about one page, top to bottom."""

    path: str
    verdicts: tuple[Verdict, ...]


@dataclass(frozen=True, slots=True)
class Judged:
    """What a page came to beside the others, and what it has to tell them.

    Attributes:
        capture: what the page says.
        sure: what the page is sure of, whatever other pages are sure of (`Known.add_sure`).
        unsure: were another page sure of one of these, ``capture`` could be another.
    """

    capture: Capture
    sure: frozenset[int]
    unsure: frozenset[int]


Content = str | Saved
"""What a page says: decoded text (``careader.text.decode``), or a page as `careader.intake` gives it."""


def read(path: str, content: Content) -> Page:
    """Split a page into its blocks; the first step of `parse`."""
    saved = None if isinstance(content, str) else content
    if saved is not None and (page := read_markup(path, saved)):
        return page
    lines = read_entities(content if isinstance(content, str) else plain_text(content)).split("\n")
    header = read_header(lines)
    return Page(path, header, split_blocks(lines, header.end), saved)


def judge(page: Page, known: Known, corrections: Collection[Correction] = ()) -> Judged:
    """Make a capture of a page, with what other pages prove; the second step of `parse`.

    Args:
        page: as read; it can be judged again when others have come or gone.
        known: what all pages prove and are sure of, this one among them: what it said itself is left out.
            Before any page is judged, nothing is sure.
        corrections: as for `parse`.
    """
    decision = decide(page, known, corrections)
    return Judged(_build(page, decision.candidates), decision.sure, decision.unsure)


def parse(pages: Iterable[tuple[str, Content]], corrections: Collection[Correction] = ()) -> list[Capture]:
    """Parse pages that belong together into captures, in the order given.

    Args:
        pages: path and content of each page. What one page proves about a
            headline helps the others, whatever their order.
        corrections: the reader's own word about lines that could be titles. It is final, and changes no
            other line of a page.

    Never raises, whatever the text: what is not understood becomes a ``Problem``. Every word of a page is in
    its capture, in order, but for the repeats of the rates.
    """
    return [_build(page, decision.candidates) for page, decision in _decide(pages, corrections)]


def explain(
    pages: Iterable[tuple[str, Content]], corrections: Collection[Correction] = ()
) -> list[Explanation]:
    """Tell why ``parse``, given the same, takes each line for a headline or not."""
    explanations = []
    for page, decision in _decide(pages, corrections):
        candidates = decision.candidates
        kinds = _kinds(page, candidates)
        verdicts = tuple(
            Verdict(
                page.pieces[candidate.at].line,
                page.pieces[candidate.at].text,
                kinds[candidate.at] or "headline",
                round(candidate.confidence, 3),
                tuple(candidate.evidence()),
            )
            for candidate in candidates
        )
        explanations.append(Explanation(page.path, verdicts))
    return explanations


def _decide(
    pages: Iterable[tuple[str, Content]], corrections: Collection[Correction]
) -> Iterator[tuple[Page, Decision]]:
    """Decide about pages together: each with what all prove, then again with what others are sure of."""
    read_pages = [read(path, content) for path, content in pages]
    known = Known()
    for page in read_pages:
        known.add(page.proofs)
    decisions = [decide(page, known, corrections) for page in read_pages]
    for decision in decisions:
        known.add_sure(decision.sure)
    for page, decision in zip(read_pages, decisions, strict=True):
        told = any(known.sure_elsewhere(pair, decision.sure) for pair in decision.unsure)
        yield page, decide(page, known, corrections) if told else decision


def _kinds(page: Page, candidates: list[Candidate]) -> list[Kind | None]:
    """What each block of a page is; None for a headline."""
    pieces = page.pieces
    kinds = [piece.kind for piece in pieces]
    tops = {candidate.at for candidate in candidates if candidate.chosen}
    for candidate in candidates:
        at = candidate.at
        if at not in tops:
            nothing_below = at + 1 == len(pieces) or at + 1 in tops
            card = at > 0 and pieces[at - 1].text == CONTINUE  # the site's name or an author's
            heading = not (nothing_below or card) and (
                is_heading(pieces[at])
                or is_section_heading(pieces[at].text, pieces[at + 1].kind, headline_above=at - 1 in tops)
            )
            kinds[at] = Kind.HEADING if heading else Kind.PARAGRAPH
    bounds = [*sorted(tops), len(pieces)]
    for top, end in pairwise(bounds):
        _mark_questions(pieces, kinds, range(top + 1, end))
    return kinds


def _mark_questions(pieces: list[Piece], kinds: list[Kind | None], body: range) -> None:
    """In an interview whose questions stand as section headings, take its longer questions for such too.

    A question of several sentences cannot be told from a paragraph by itself; beside others it can.
    """
    questions = {at for at in body if pieces[at].text.endswith("?")}
    if sum(kinds[at] is Kind.HEADING for at in questions) < _INTERVIEW:
        return
    for at in questions:
        answered = at + 1 in body and kinds[at + 1] is Kind.PARAGRAPH and at + 1 not in questions
        if kinds[at] is Kind.PARAGRAPH and answered and len(pieces[at].text.split()) <= _QUESTION:
            kinds[at] = Kind.HEADING


def _build(page: Page, candidates: list[Candidate]) -> Capture:
    """Put a capture together from a page and what was decided about its lines."""
    header, pieces = page.header, page.pieces
    kinds = _kinds(page, candidates)
    chosen = [candidate for candidate in candidates if candidate.chosen]
    bounds = [*(candidate.at for candidate in chosen), len(pieces)]
    above = [line for piece in pieces[: bounds[0]] for line in (piece.text, *piece.items) if line]
    joined = [candidate.at for candidate in candidates if candidate.joined]
    copies = [
        _copy(pieces, kinds, candidate, end, joined)
        for candidate, end in zip(chosen, bounds[1:], strict=True)
    ]
    capture = Capture(
        page.path,
        header.date,
        tuple(header.rates.values()),
        header.listing,
        (*header.preamble, *above),
        tuple(copies),
        tuple(sorted((*header.problems, *_problems(page, bounds[0], len(chosen))), key=_line)),
    )
    return placed(capture, page.saved)


def _line(problem: Problem) -> int:
    return problem.line


def _copy(
    pieces: list[Piece], kinds: list[Kind | None], headline: Candidate, end: int, joined: list[int]
) -> Copy:
    top = pieces[headline.at]
    body = range(headline.at + 1, end)
    blocks: list[Block] = []
    for at in body:
        blocks += to_blocks(pieces[at], kinds[at] or Kind.PARAGRAPH)
    last = max((at for at in joined if at in body), default=headline.at)
    rest = pieces[last + 1 : end]
    excerpt = is_cut_short(rest) or is_cut(rest, top)
    return told(Copy(top.text, tuple(blocks), excerpt, round(headline.confidence, 3), top.line), top)


def _problems(page: Page, above: int, found: int) -> list[Problem]:
    """What the articles of a page leave unexplained."""
    pieces, listing = page.pieces, page.header.listing
    problems = []
    if above:
        problems.append(Problem(pieces[0].line, "text above the first headline"))
    previous = False
    for piece in pieces:
        current = piece.kind is Kind.OTHER and is_header_line(piece.text)
        if current and not previous:
            problems.append(Problem(piece.line, f"the head of a page below the first headline: {piece.text}"))
        previous = current
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
    """Whether bytes that every mark of an unreadable character has stand in some blocks: quick to find."""
    texts = [piece.text for piece in pieces if not piece.text.isascii()]
    data = "\n".join(texts).encode("utf-8", "surrogatepass")
    return b"\xe2\x90" in data or b"\xef\xbf\xbd" in data
