"""``careader mark read|unread|bookmark|unbookmark ID…``: set or clear marks."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from contextlib import closing

from careader.cli.arguments import take_corpus, take_ids, take_json
from careader.cli.loading import open_session
from careader.cli.output import Complaint, json_line, put
from careader.corpus import choose
from careader.errors import CareaderError, StateError
from careader.state import Mark

MARKS = ("read", "unread", "bookmark", "unbookmark")
"""The actions of ``careader mark``."""


def declare_arguments(parser: ArgumentParser) -> None:
    """Declare the arguments of the command."""
    take_corpus(parser)
    parser.add_argument("mark", choices=MARKS, help="the mark to set or clear")
    take_ids(parser)
    take_json(parser)


def run(options: Namespace) -> Iterator[Complaint]:
    """Set or clear a mark on articles."""
    mark = Mark.BOOKMARK if options.mark.endswith("bookmark") else Mark.READ
    session = yield from open_session(choose(options.corpus))
    with closing(session):
        for each in options.ids:
            try:
                article = session.corpus.named(each)
            except CareaderError as error:
                yield error
                continue
            changed = session.marks.set(mark, [article], on=not options.mark.startswith("un"))
            if options.mark == "read" and not changed:  # an article that becomes read is seen by this already
                session.seen_texts.see(article)
            if session.state.problem:
                raise StateError(session.state.problem)
            if options.json:
                named = {"id": article.id, "headline": article.headline}
                put(json_line({**named, "mark": options.mark, "changed": changed}))
            else:
                put(f"{options.mark}: {article.headline}{'' if changed else ' (was so already)'}")
