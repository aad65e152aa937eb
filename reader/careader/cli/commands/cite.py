"""``careader cite ID…``: citations in the forms that people and reference managers take."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator

from careader.cli.arguments import take_corpus, take_ids, take_json
from careader.cli.loading import load_corpus
from careader.cli.output import Complaint, json_line, put
from careader.corpus import choose
from careader.errors import CareaderError
from careader.sitting.citing import FORMS, cite


def declare_arguments(parser: ArgumentParser) -> None:
    """Declare the arguments of the command."""
    take_corpus(parser)
    take_ids(parser)
    parser.add_argument("--form", choices=FORMS, default="plain", help="the form of the citation (plain)")
    take_json(parser)


def run(options: Namespace) -> Iterator[Complaint]:
    """Print a citation of each article."""
    corpus, _ = yield from load_corpus(choose(options.corpus))
    for each in options.ids:
        try:
            article = corpus.named(each)
        except CareaderError as error:
            yield error
            continue
        citation = cite(article, options.form)
        if options.json:
            put(json_line({"id": article.id, "form": options.form, "citation": citation}))
        else:
            put(citation)
