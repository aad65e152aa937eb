"""``careader correct join|split|undo|list``: correct which lines are headlines."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Sequence
from contextlib import closing

from careader.capture import Correction
from careader.cli.arguments import take_corpus, take_json
from careader.cli.loading import judge_again, open_session, read_state
from careader.cli.output import Complaint, json_line, put
from careader.cli.records import of_correction
from careader.corpus import choose
from careader.corpus.corrections import heading_named, join, split
from careader.errors import CareaderError, StateError, UsageError
from careader.sitting.session import Session
from careader.text import fold

CORRECTIONS = ("join", "split", "undo", "list")
"""The actions of ``careader correct``."""


def declare_arguments(parser: ArgumentParser) -> None:
    """Declare the arguments of the command."""
    take_corpus(parser)
    parser.add_argument("what", choices=CORRECTIONS, help="what to do")
    parser.add_argument("id", nargs="?", metavar="ID", help="the article; with undo, the line")
    parser.add_argument("heading", nargs="?", metavar="HEADING", help="with split: the section heading")
    take_json(parser)


def run(options: Namespace) -> Iterator[Complaint]:
    """Save a correction, take one back, or print all corrections."""
    given = [options.id is not None, options.heading is not None]
    if given != {"list": [False, False], "split": [True, True]}.get(options.what, [True, False]):
        raise UsageError(f"correct {options.what}: {_CORRECT[options.what]}")
    if options.what == "list":
        corrections, _ = yield from read_state()
        for each in sorted(corrections, key=lambda each: (each.line, each.lead)):
            _put(options, each, "headline" if each.headline else "no headline")
        return
    session = yield from open_session(choose(options.corpus))
    with closing(session):
        for each in _corrections(options, session):
            done = "taken back" if options.what == "undo" else "headline" if each.headline else "no headline"
            keep = session.corrections.delete if options.what == "undo" else session.corrections.keep
            step = keep(each, f"{done}: {each.line}")
            if step is None:
                raise StateError(session.state.problem or "the correction was not saved")
            _put(options, each, done)
            yield from judge_again(session, step)


def _put(options: Namespace, correction: Correction, done: str) -> None:
    put(json_line(of_correction(correction)) if options.json else f"{done}: {correction.line}")


def _corrections(options: Namespace, session: Session) -> Sequence[Correction]:
    """The corrections to save or to take back."""
    if options.what == "undo":
        found = [each for each in session.corrections.current if each.line == fold(options.id)]
        if not found:
            raise CareaderError(f"{options.id}: nothing was said about this line")
        return found
    article = session.corpus.named(options.id)
    if options.what == "join":
        return [join(article)[0]]
    return [split(article, heading_named(article, options.heading))]


_CORRECT = {
    "join": "takes the ID of the article that goes on with the one above it",
    "split": "takes the ID of the article and the text of the section heading",
    "undo": "takes the line that was corrected",
    "list": "takes nothing more",
}
