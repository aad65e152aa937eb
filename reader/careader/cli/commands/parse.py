"""``careader parse PATH…``: print the content of captures, without library and marks."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator

from careader.capture import parse
from careader.capture.report import contents
from careader.cli.arguments import take_json, take_paths
from careader.cli.output import Complaint, json_line, put, tell_passed_over
from careader.cli.records import of_capture
from careader.corpus import read_pages
from careader.words import path_in_words


def declare_arguments(parser: ArgumentParser) -> None:
    """Declare the arguments of the command."""
    take_paths(parser)
    take_json(parser)


def run(options: Namespace) -> Iterator[Complaint]:
    """Print the content of captures."""
    pages, problems = read_pages(options.paths)
    for capture in parse(pages):
        if options.json:
            put(json_line(of_capture(capture)))
        else:
            put(f"{path_in_words(capture.path)}: {contents(capture)}")
            put(*(f"  {copy.title}{' ⋯' if copy.excerpt else ''}" for copy in capture.copies))
    yield from problems
    tell_passed_over(options.paths)
