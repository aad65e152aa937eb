"""``careader check PATH…``: the parts of captures that were not understood, and why."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator

from careader.capture.report import Report, check, odd_lines, report_lines
from careader.cli.arguments import take_json, take_paths
from careader.cli.loading import load_corpus
from careader.cli.output import Complaint, json_line, put, tell_passed_over
from careader.cli.records import of_report
from careader.corpus import choose, read_pages
from careader.words import count


def declare_arguments(parser: ArgumentParser) -> None:
    """Declare the arguments of the command."""
    take_paths(parser, "*")
    parser.add_argument("--why", action="store_true", help="why each line was taken for a headline or not")
    take_json(parser)


def run(options: Namespace) -> Iterator[Complaint]:
    """Print a report of each capture.

    Without paths, report the odd captures of the library from its index.
    """
    if not options.paths and not options.why:
        yield from _check_library(options)
        return
    options.paths = options.paths or list(choose().paths)
    pages, problems = read_pages(options.paths)
    reports = check(pages, why=options.why)
    for report in reports:
        put(*([json_line(of_report(report))] if options.json else report_lines(report)))
    yield from problems
    tell_passed_over(options.paths)
    if odd := sum(bool(report.capture.problems) for report in reports):
        yield f"{count(odd, 'capture')} with something odd"


def _check_library(options: Namespace) -> Iterator[Complaint]:
    """Print a report of the odd captures of a corpus, from its index; no capture is parsed again."""
    corpus, _ = yield from load_corpus(choose())
    odd = corpus.captures.odd()
    if options.json:
        put(*(json_line(of_report(Report(capture))) for capture in odd))
    else:
        put(*odd_lines(odd, (), corpus.captures.count))
    if odd:
        yield f"{count(len(odd), 'capture')} with something odd or doubtful"
