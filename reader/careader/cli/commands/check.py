"""``careader check PATH…``: what of captures was not understood, where and why."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator

from careader.capture.report import check, report_lines
from careader.cli.arguments import take_json, take_paths
from careader.cli.output import Complaint, json_line, put
from careader.cli.records import of_report
from careader.corpus import read_pages
from careader.words import count


def takes(parser: ArgumentParser) -> None:
    """Declare what the command can be given."""
    take_paths(parser)
    parser.add_argument("--why", action="store_true", help="why each line was taken for a headline or not")
    take_json(parser)


def run(options: Namespace) -> Iterator[Complaint]:
    """Print a report of each capture."""
    pages, problems = read_pages(options.paths)
    reports = check(pages, why=options.why)
    for report in reports:
        put(*([json_line(of_report(report))] if options.json else report_lines(report)))
    yield from problems
    if odd := sum(bool(report.capture.problems) for report in reports):
        yield f"{count(odd, 'capture')} with something odd"
