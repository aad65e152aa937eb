"""``careader mark read|unread|bookmark|unbookmark ID…``: set or clear marks."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator

from careader.cli.arguments import take_corpus, take_json
from careader.cli.loading import open_state
from careader.cli.output import Complaint, complain, json_line, put
from careader.corpus import choose, load
from careader.errors import CareaderError
from careader.sitting.marks import spread
from careader.state import Mark

MARKS = ("read", "unread", "bookmark", "unbookmark")
"""The actions of ``careader mark``."""


def declare_arguments(parser: ArgumentParser) -> None:
    """Declare the arguments of the command."""
    take_corpus(parser)
    parser.add_argument("mark", choices=MARKS, help="the mark to set or clear")
    parser.add_argument("ids", nargs="+", metavar="ID", help="ids as list gives them, or their beginnings")
    take_json(parser)


def run(options: Namespace) -> Iterator[Complaint]:
    """Set or clear a mark on articles."""
    mark = Mark.BOOKMARK if options.mark.endswith("bookmark") else Mark.READ
    with open_state() as store:
        loaded = load(choose(options.corpus), store.corrections())
        corpus = loaded.corpus
        if loaded.rebuilt:
            complain(f"the index was made anew: {loaded.rebuilt}")
        if loaded.problem:
            yield f"the index was not brought up to date: {loaded.problem}"
        spread(corpus, store)
        yield from corpus.unreadable
        for each in options.ids:
            try:
                article = corpus.named(each)
            except CareaderError as error:
                yield error
                continue
            changed = bool(store.set_mark(mark, article.keys, not options.mark.startswith("un")).keys)
            if options.mark == "read":
                store.set_seen(dict.fromkeys(article.keys, article.said))
            if options.json:
                named = {"id": article.id, "headline": article.headline}
                put(json_line({**named, "mark": options.mark, "changed": changed}))
            else:
                put(f"{options.mark}: {article.headline}{'' if changed else ' (was so already)'}")
