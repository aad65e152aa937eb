"""What was understood of a capture, and what was not: the report that ``careader check`` gives."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from careader.capture import Capture, Copy, Explanation, explain, parse
from careader.capture.page import Content
from careader.words import count, day_in_words, path_in_words

_TELLING = 0.05
"""Log odds from which a reason is worth a line."""


@dataclass(frozen=True, slots=True)
class Report:
    """One capture, looked at closely; what was odd is in its own `Capture.problems`.

    Attributes:
        capture: what it holds.
        explanation: why each line was taken for what it is; None where nobody asked.
    """

    capture: Capture
    explanation: Explanation | None = None

    @property
    def doubtful(self) -> tuple[Copy, ...]:
        """The copies whose headlines may be none."""
        return tuple(copy for copy in self.capture.copies if copy.doubtful)


def check(pages: Iterable[tuple[str, Content]], *, why: bool = False) -> list[Report]:
    """Look closely at pages that are read together (path and text), by themselves or with every reason."""
    pages = list(pages)
    explanations = explain(pages) if why else [None] * len(pages)
    return [Report(*each) for each in zip(parse(pages), explanations, strict=True)]


def report_lines(report: Report) -> Iterator[str]:
    """A report as lines of text: what was found, odd and doubtful, and why where that was asked."""
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
    """What the file of a capture is, and what of it was left out; "" for plain text and nothing else."""
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
    """What a capture holds, in words."""
    excerpts = sum(copy.excerpt for copy in capture.copies)
    listing = capture.listing
    parts = [
        _dated(capture),
        count(len(capture.rates), "rate") if capture.rates else "no rates",
        f"results {listing.first} - {listing.last} of {listing.total or '?'}" if listing else "",
        count(len(capture.copies), "article") if capture.copies else "no articles",
        count(excerpts, "excerpt") if excerpts else "",
    ]
    return ", ".join(part for part in parts if part)


def _dated(capture: Capture) -> str:
    """The date of a capture, and what told it where the page did not."""
    if not capture.date:
        return "undated"
    return day_in_words(capture.date) + (f" by {capture.dated_by}" if capture.dated_by else "")


def odd_lines(odd: Sequence[Capture], unreadable: Sequence[str], captures: int) -> list[str]:
    """What was odd or doubtful in captures, as lines of text: first the files that could not be read.

    Args:
        odd: the captures with something odd or doubtful.
        unreadable: a line for each file that could not be read.
        captures: how many were looked at.
    """
    lines = [*unreadable, *([""] if unreadable else [])]
    lines.append(f"{count(captures, 'capture')}, {len(odd) or 'none'} with something odd or doubtful")
    for capture in odd:
        lines += ["", *report_lines(Report(capture))]
    return lines
