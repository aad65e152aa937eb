"""The JSON records of the command line (docs/command-line.md): a function for each record."""

from typing import TYPE_CHECKING

from careader.capture import Block, Capture, Copy, Correction, Problem, Rate
from careader.cli.output import Record
from careader.corpus import Article, CaptureHead
from careader.corpus.articles import Publication
from careader.index.identity import key

if TYPE_CHECKING:
    from careader.capture.report import Report
    from careader.sitting.marked_articles import MarkedArticles


def of_rate(rate: Rate) -> Record:
    """The record of a rate as captured."""
    return {"pair": rate.pair, "value": rate.value, "change": rate.change}


def of_dated_rate(capture: CaptureHead, rate: Rate) -> Record:
    """The record of a rate with date and path of its capture, for `careader rates`."""
    return {"date": _day(capture), "path": capture.path, **of_rate(rate)}


def of_block(block: Block) -> Record:
    """The record of a block. A list has ``items``; it has ``text`` only where it has an introduction."""
    record: Record = {"kind": block.kind.value}
    if block.text or not block.items:
        record["text"] = block.text
    if block.items:
        record["items"] = list(block.items)
    return record


def of_problem(problem: Problem) -> Record:
    """The record of a problem: the line, and what was not understood."""
    return {"line": problem.line, "what": problem.what}


def of_capture(capture: Capture) -> Record:
    """The record of a capture for `careader parse`: every word of the file, in order."""
    return {
        "path": capture.path,
        "date": _day(capture),
        "rates": [of_rate(rate) for rate in capture.rates],
        "listing": _listing(capture),
        "preamble": list(capture.preamble),
        "articles": [
            {
                "id": key(copy),
                "headline": copy.title,
                "excerpt": copy.excerpt,
                "confidence": copy.confidence,
                **_publication(copy),
                "blocks": [of_block(block) for block in copy.blocks],
            }
            for copy in capture.copies
        ],
        "problems": [of_problem(problem) for problem in capture.problems],
    }


def of_report(report: "Report") -> Record:
    """The record of a capture for `careader check`: counts, problems, doubtful headlines.

    With ``--why`` also the verdict on each line, and its evidence.
    """
    record: Record = {
        "path": report.capture.path,
        **_source(report.capture),
        **of_contents(report.capture),
        "excerpts": sum(copy.excerpt for copy in report.capture.copies),
        "listing": _listing(report.capture),
        "odd": [of_problem(problem) for problem in report.capture.problems],
        "doubtful": [
            {"line": copy.line, "headline": copy.title, "confidence": copy.confidence}
            for copy in report.doubtful
        ],
    }
    if report.explanation:
        record["lines"] = [
            {
                "line": verdict.line,
                "text": verdict.text,
                "decided": verdict.decided,
                "confidence": verdict.confidence,
                "evidence": [
                    {"what": each.what, "weight": round(each.weight, 2)} for each in verdict.evidence
                ],
            }
            for verdict in report.explanation.verdicts
        ]
    return record


def _source(capture: Capture) -> Record:
    """The form of a capture's file, and the source of its date."""
    return {
        "form": capture.form or "text",
        "page": capture.page or None,
        "by_markup": capture.by_markup,
        "dated_by": capture.dated_by or None,
        "saved": capture.saved or None,
        "left_out": list(capture.left_out),
    }


def of_contents(capture: Capture) -> Record:
    """The date of a capture, the numbers of its rates and articles, and whether a part is doubtful."""
    counts = {"rates": len(capture.rates), "articles": len(capture.copies)}
    return {"date": _day(capture), **counts, "doubtful": capture.has_doubts}


def of_article(article: Article, marks: "MarkedArticles") -> Record:
    """The record of an article for `careader list`, `search` and `show`."""
    return {
        "id": article.id,
        "headline": article.headline,
        "dates": [day.isoformat() for day in article.dates],
        "captures": [appearance.capture.path for appearance in article.appearances],
        "words": article.words,
        "excerpt": article.excerpt,
        "copies": len(article.appearances),
        "kind": article.kind.value,
        "authors": list(article.authors),
        "changes": [day.isoformat() for day in article.changes],
        **_publication(article.publication),
        **marks.of(article),
    }


def of_correction(correction: Correction) -> Record:
    """The record of a correction, for `careader correct`."""
    return {"line": correction.line, "lead": correction.lead, "headline": correction.headline}


def _publication(copy: Copy | Publication) -> Record:
    """The byline, day of publication and address of an article; a part that is not known is null."""
    published = copy.published.isoformat() if copy.published else None
    return {"byline": copy.byline or None, "published": published, "address": copy.address or None}


def _listing(capture: Capture) -> Record | None:
    listing = capture.listing
    return {"first": listing.first, "last": listing.last, "total": listing.total} if listing else None


def _day(capture: Capture | CaptureHead) -> str | None:
    return capture.date.isoformat() if capture.date else None
