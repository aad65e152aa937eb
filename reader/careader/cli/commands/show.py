"""``careader show ID``: one article as text."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator

from careader.cli.arguments import take_corpus, take_id, take_json
from careader.cli.loading import load_corpus, read_note
from careader.cli.output import Complaint, json_line, put
from careader.corpus import choose


def declare_arguments(parser: ArgumentParser) -> None:
    """Declare the arguments of the command."""
    take_corpus(parser)
    take_id(parser)
    take_json(parser)


def run(options: Namespace) -> Iterator[Complaint]:
    """Print an article."""
    corpus, marks = yield from load_corpus(choose(options.corpus))
    article = corpus.named(options.id)
    note = read_note(article)
    if options.json:
        from careader.cli.records import of_article, of_block

        blocks = [of_block(block) for block in article.blocks]
        put(json_line({**of_article(article, marks), "note": note, "blocks": blocks}))
    else:
        from careader.sitting.article_text import article_text

        put(*article_text(article, note))
