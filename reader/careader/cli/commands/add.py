"""``careader add PATH…``: copy captures into the library."""

import os
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator

from careader import locations
from careader.capture.report import contents
from careader.cli.arguments import take_json, take_paths
from careader.cli.output import Complaint, json_line, put
from careader.cli.records import of_held
from careader.corpus.library import add
from careader.words import count, path_in_words


def takes(parser: ArgumentParser) -> None:
    """Declare what the command can be given."""
    take_paths(parser)
    take_json(parser)


def run(options: Namespace) -> Iterator[Complaint]:
    """Copy captures into the library, and say what each held."""
    added, problems = add(options.paths, locations.library())
    for each in added:
        if options.json:
            paths = {"path": os.fspath(each.source), "library": os.fspath(each.stored)}
            put(json_line({**paths, "added": each.new, **of_held(each.capture)}))
        else:
            done = "added" if each.new else "already in the library"
            put(f"{done}: {path_in_words(each.source)} ({contents(each.capture)})")
    if not options.json and len(added) > 1:
        new = sum(each.new for each in added)
        put(f"{count(new, 'capture')} added, {len(added) - new:,} already in the library")
    yield from problems
