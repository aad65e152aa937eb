"""``careader note ID [TEXT|-]``: show or write the note on an article."""

from argparse import ArgumentParser, Namespace
from collections.abc import Generator, Iterator
from contextlib import closing

from careader.cli.arguments import take_corpus, take_id, take_json
from careader.cli.input import stdin_text
from careader.cli.loading import load_corpus, open_session, read_note
from careader.cli.output import Complaint, json_line, put
from careader.corpus import Article, choose
from careader.errors import StateError
from careader.text import safe


def declare_arguments(parser: ArgumentParser) -> None:
    """Declare the arguments of the command."""
    take_corpus(parser)
    take_id(parser)
    told = "the new note; - reads it from stdin; an empty text deletes the note"
    parser.add_argument("text", nargs="?", metavar="TEXT", help=told)
    take_json(parser)


def run(options: Namespace) -> Iterator[Complaint]:
    """Print the note on an article; if a text is given, write the note first."""
    if options.text is None:
        corpus, _ = yield from load_corpus(choose(options.corpus))
        article = corpus.named(options.id)
        note = read_note(article)
    else:
        text = stdin_text() if options.text == "-" else options.text
        note = safe(text).rstrip()
        article = yield from _write(options, note)
    if options.json:
        put(json_line({"id": article.id, "headline": article.headline, "note": note}))
    elif note:
        put(*note.split("\n"))
    if not note and options.text is None:
        yield f"{options.id}: no note on this article"


def _write(options: Namespace, note: str) -> Generator[Complaint, None, Article]:
    """Write the note, and return its article."""
    session = yield from open_session(choose(options.corpus))
    with closing(session):
        article = session.corpus.named(options.id)
        if not session.notes.write(article, note) or session.state.problem:
            raise StateError(session.state.problem or "the note was not saved")
        return article
