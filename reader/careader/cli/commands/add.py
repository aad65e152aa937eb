"""``careader add PATH…``: copy saved pages into the library; fetch an address; read a page from stdin."""

import os
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from careader import locations
from careader.capture.report import contents, doubts_in_words
from careader.cli.arguments import not_empty, take_json
from careader.cli.input import stdin_bytes
from careader.cli.output import Complaint, complain, json_line, put, show_progress
from careader.cli.records import of_contents
from careader.corpus.library import Added, Outcome, add, add_bytes
from careader.errors import CareaderError
from careader.index.scanning import Scan, passed_over
from careader.intake.bounds import LARGEST_PAGE
from careader.words import count, path_in_words


def declare_arguments(parser: ArgumentParser) -> None:
    """Declare the arguments of the command."""
    parser.add_argument(
        "paths",
        nargs="+",
        type=not_empty,
        metavar="PATH",
        help="saved pages, or folders of them; a web address is fetched once; - reads a page from stdin",
    )
    take_json(parser)


def run(options: Namespace) -> Iterator[Complaint]:
    """Copy pages into the library; print for each file how many articles and rates it has."""
    files = [Path(given) for given in options.paths if given != "-" and not _is_address(given)]
    done = _Done()
    try:
        for outcome in _outcomes(options.paths, files, done):
            show_progress("")
            if isinstance(outcome, Added):
                done.count(outcome)
                _tell(outcome, as_json=options.json)
            else:
                yield outcome
            if done.total > 1:
                show_progress(done.in_progress)
    except KeyboardInterrupt:
        show_progress("")
        complain(f"stopped: {done.in_words()}, {count(done.left, 'file')} not added")
        raise
    show_progress("")
    if not options.json:
        if done.files > 1:
            put(done.in_words())
        put(*done.passed)


@dataclass(slots=True)
class _Done:
    """The progress of adding.

    Attributes:
        total: the number of files found in the given paths.
        files: the number of files that are done.
        new: the number of captures that are new to the library.
        known: the number of captures that the library already had.
        passed: the message about files that are not saved pages, if there are any.
    """

    total: int = 0
    files: int = 0
    new: int = 0
    known: int = 0
    passed: list[str] = field(default_factory=list)

    def begin(self, scanned: Scan) -> None:
        self.total = len(scanned.files)
        if said := passed_over(scanned):
            self.passed.append(said)

    def count(self, outcome: Added) -> None:
        self.files += 1
        if outcome.new:
            self.new += outcome.pages
        else:
            self.known += outcome.pages

    def read(self, pages: int) -> None:
        show_progress(f"{self.in_progress}, {count(pages, 'page')} of this file read")

    @property
    def left(self) -> int:
        return max(self.total - self.files, 0)

    @property
    def in_progress(self) -> str:
        return f"adding, {count(self.left, 'file')} to go"

    def in_words(self) -> str:
        return f"{count(self.new, 'capture')} added, {self.known:,} already in the library"


def _outcomes(given: list[str], files: list[Path], done: _Done) -> Iterator[Outcome]:
    library = locations.library()
    if files:
        yield from add(files, library, done.begin, done.read)
    for each in given:
        if each == "-":
            yield from add_bytes(stdin_bytes(LARGEST_PAGE + 1), "stdin", library)  # a larger page is refused
        elif _is_address(each):
            yield from _fetched(each, library)


def _is_address(given: str) -> bool:
    """Whether an argument is a web address and not a file."""
    return given.lower().startswith(("http://", "https://")) and not Path(given).exists()


def _fetched(address: str, library: Path) -> Iterator[Outcome]:
    from careader.intake.fetching import fetch

    try:
        fetched = fetch(address, _say_redirect)
    except CareaderError as error:
        yield error
        return
    yield from add_bytes(fetched.data, fetched.name, library)


def _say_redirect(address: str) -> None:
    """Print on stderr the address to which the server redirects."""
    complain(f"redirected to {address}")


def _tell(outcome: Added, *, as_json: bool) -> None:
    if as_json:
        paths = {"path": os.fspath(outcome.source), "library": os.fspath(outcome.stored)}
        held = [of_contents(capture) for capture in outcome.captures]
        first = held[0] if held else {}
        total = {"articles": sum(each["articles"] for each in held), "pages": outcome.pages}
        total["doubtful"] = any(each["doubtful"] for each in held)
        put(json_line({**paths, "added": outcome.new, **first, **total}))
        return
    done = "added" if outcome.new else "already in the library"
    if outcome.pages == 1:
        said = contents(outcome.captures[0])
    else:
        articles = sum(len(capture.copies) for capture in outcome.captures)
        more = "" if len(outcome.captures) == outcome.pages else f" on the first {len(outcome.captures)}"
        doubts = doubts_in_words(outcome.captures)
        said = f"{count(outcome.pages, 'page')}, {count(articles, 'article')}{more}{doubts and ', '}{doubts}"
    put(f"{done}: {path_in_words(outcome.source)} ({said})")
