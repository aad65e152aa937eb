"""``careader note ID [TEXT|-]``: show or write the note on an article."""

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator

from careader import locations
from careader.cli.arguments import take_corpus, take_json
from careader.cli.loading import load_corpus, open_state
from careader.cli.output import Complaint, json_line, put
from careader.corpus import choose
from careader.state import Store
from careader.text import safe


def declare_arguments(parser: ArgumentParser) -> None:
    """Declare the arguments of the command."""
    take_corpus(parser)
    parser.add_argument("id", metavar="ID", help="an id as list gives it, or its beginning")
    told = "the new note; - reads it from stdin; an empty text deletes the note"
    parser.add_argument("text", nargs="?", metavar="TEXT", help=told)
    take_json(parser)


def run(options: Namespace) -> Iterator[Complaint]:
    """Print the note on an article; if a text is given, write the note first."""
    corpus, _ = yield from load_corpus(choose(options.corpus))
    article = corpus.named(options.id)
    text = sys.stdin.read() if options.text == "-" and sys.stdin else options.text
    path = locations.state_db()
    with open_state() if text is not None or path.exists() else Store.in_memory() as store:
        if text is not None:
            store.set_note(article.keys, safe(text).rstrip())
        note = store.note(article.keys) or ""
    if options.json:
        put(json_line({"id": article.id, "headline": article.headline, "note": note}))
    elif note:
        put(*safe(note).split("\n"))
    if not note and text is None:
        yield f"{options.id}: no note on this article"
