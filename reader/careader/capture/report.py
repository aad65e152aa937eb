"""The report of ``careader check`` on a capture: its content, problems and doubts."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from careader.capture import Capture, Copy, Explanation, explain, parse
from careader.capture.page import Content
from careader.words import count, day_in_words, path_in_words

_TELLING = 0.05
"""The least weight of a listed reason, in log odds."""


@dataclass(frozen=True, slots=True)
class Report:
    """The report on one capture. Its problems are in `Capture.problems`.

    Attributes:
        capture: the capture.
        explanation: the reasons for the decision about each line; None without reasons.
    """

    capture: Capture
    explanation: Explanation | None = None

    @property
    def doubtful(self) -> tuple[Copy, ...]:
        """The copies whose headlines are doubtful."""
        return tuple(copy for copy in self.capture.copies if copy.doubtful)


def check(pages: Iterable[tuple[str, Content]], *, why: bool = False) -> list[Report]:
    """Parse pages together, and report on each page.

    Args:
        pages: the path and the content of each page.
        why: whether to include all reasons.
    """
    pages = list(pages)
    explanations = explain(pages) if why else [None] * len(pages)
    return [Report(*each) for each in zip(parse(pages), explanations, strict=True)]


def report_lines(report: Report) -> Iterator[str]:
    """A report as lines of text: the counts, the problems, the doubts, and the reasons, if included."""
    yield f"{path_in_words(report.capture.path)}: {contents(report.capture)}"
    if source := source_in_words(report.capture):
        yield f"  {source}"
    said = [(problem.line, problem.what) for problem in report.capture.problems]
    said += [
        (copy.line, f"doubtful headline, {copy.confidence:.0%} sure: {copy.title}")
        for copy in report.doubtful
    ]
    yield from (f"  line {line}: {what}" for line, what in sorted(said))
    for verdict in report.explanation.verdicts if report.explanation else ():
        yield f"  line {verdict.line}: {verdict.decided}, {verdict.confidence:.0%} a headline: {verdict.text}"
        for reason in (each for each in verdict.evidence if abs(each.weight) >= _TELLING):
            yield f"    {reason.weight:+6.1f}  {reason.what}"


def source_in_words(capture: Capture) -> str:
    """The form of a capture's file, and the parts that were left out, in words; "" for a plain text."""
    if not (capture.form or capture.page or capture.left_out):
        return ""
    parts = [
        f"page {capture.page:,} of {capture.form or 'text'}" if capture.page else capture.form or "text",
        f"saved {capture.saved}" if capture.saved else "",
        "read by its markup" if capture.by_markup else "read as text",
        f"left out: {', '.join(capture.left_out)}" if capture.left_out else "",
    ]
    return "; ".join(filter(None, parts))


def contents(capture: Capture) -> str:
    """The content of a capture in words, such as ``6 articles, 12 rates``."""
    excerpts = sum(copy.excerpt for copy in capture.copies)
    listing = capture.listing
    parts = [
        _dated(capture),
        count(len(capture.rates), "rate") if capture.rates else "no rates",
        f"results {listing.first} - {listing.last} of {listing.total or '?'}" if listing else "",
        count(len(capture.copies), "article") if capture.copies else "no articles",
        count(excerpts, "excerpt") if excerpts else "",
        doubts_in_words([capture]),
    ]
    return ", ".join(part for part in parts if part)


def doubts_in_words(captures: Sequence[Capture]) -> str:
    """How many captures, or else how many headlines, are doubtful; "" for none."""
    pages = sum(capture.doubtful for capture in captures)
    headlines = sum(copy.doubtful for capture in captures for copy in capture.copies)
    if pages and len(captures) == 1:
        return "doubtful"
    if pages:
        return count(pages, "doubtful page")
    return count(headlines, "doubtful headline") if headlines else ""


def _dated(capture: Capture) -> str:
    """The date of a capture in words, and the source of a date that the page itself does not give."""
    if not capture.date:
        return "undated"
    return day_in_words(capture.date) + (f" by {capture.dated_by}" if capture.dated_by else "")


def odd_lines(odd: Sequence[Capture], unreadable: Sequence[str], captures: int) -> list[str]:
    """The problems and doubts of captures as lines of text, after the unreadable files.

    Args:
        odd: the captures with problems or doubts.
        unreadable: a line for each file that could not be read.
        captures: the number of examined captures.
    """
    lines = [*unreadable, *([""] if unreadable else [])]
    lines.append(f"{count(captures, 'capture')}, {len(odd) or 'none'} with something odd or doubtful")
    for capture in odd:
        lines += ["", *report_lines(Report(capture))]
    return lines
