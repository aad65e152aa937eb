"""``careader correct join|split|undo|list``: correct which lines are headlines."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator

from careader.capture import Correction
from careader.cli.arguments import take_corpus, take_json
from careader.cli.loading import load_corpus, open_state, read_state
from careader.cli.output import Complaint, json_line, put
from careader.cli.records import of_correction
from careader.corpus import Corpus, choose, load
from careader.corpus.corrections import heading_named, join, split
from careader.errors import CareaderError, UsageError
from careader.sitting.marks import follow_corrections
from careader.sitting.seen_texts import only_corrected
from careader.state import Mark
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
            said = "headline" if each.headline else "no headline"
            put(json_line(of_correction(each)) if options.json else f"{said}: {each.line}")
        return
    choice = choose(options.corpus)
    corpus, marks = yield from load_corpus(choice)
    changed = {key for keys in corpus.keys_of(marks.unseen) for key in keys}
    made = [] if options.what == "undo" else [_correction(options, corpus)]
    with open_state() as store:
        if options.what == "undo":
            made = [each for each in store.corrections() if each.line == fold(options.id)]
            if not made:
                raise CareaderError(f"{options.id}: nothing was said about this line")
        for each in made:
            (store.take_back if options.what == "undo" else store.correct)(each)
            done = "taken back" if options.what == "undo" else "headline" if each.headline else "no headline"
            put(json_line(of_correction(each)) if options.json else f"{done}: {each.line}")
        marked = {mark: store.marked(mark) for mark in Mark}
        loaded = load(choice, store.corrections())
        for change in follow_corrections(loaded.effects, marked):
            store.apply(change)
        store.spread([(*each.before, *each.after) for each in loaded.effects if each.same])
        for article in loaded.corpus.fetch(only_corrected(loaded.corpus, loaded.effects, changed)):
            if store.seen(article.keys):
                store.set_seen(dict.fromkeys(article.keys, article.said))


def _correction(options: Namespace, corpus: Corpus) -> Correction:
    """The correction that joins or splits an article."""
    article = corpus.named(options.id)
    if options.what == "join":
        return join(article)[0]
    return split(article, heading_named(article, options.heading))


_CORRECT = {
    "join": "takes the ID of the article that goes on with the one above it",
    "split": "takes the ID of the article and the text of the section heading",
    "undo": "takes the line that was corrected",
    "list": "takes nothing more",
}
