"""``careader search QUERY``: articles by the words of their text."""

from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path

from careader.cli.answering import answer_to
from careader.cli.arguments import Parser, positive, take_corpus, take_json, take_query
from careader.cli.article_line import first_day, headline_line
from careader.cli.output import Complaint, complain, json_line, put, without_answer
from careader.cli.records import of_article
from careader.corpus import choose
from careader.find.search.highlighting import snippet
from careader.index.stored import searched_parts
from careader.words import one_line, path_in_words


def declare_arguments(parser: Parser) -> None:
    """Declare the arguments of the command."""
    take_corpus(parser)
    take_query(parser, 'words, "a phrase", begin*, NOT, OR, date:2025-12, is:unread')
    parser.add_argument("--limit", type=positive, default=10, metavar="N", help="at most N articles (10)")
    take_json(parser)


def run(options: Namespace) -> Iterator[Complaint]:
    """Print the articles that answer a query, best first, each with its first day."""
    corpus, marks, answer = yield from answer_to(choose(options.corpus), options.query)
    for rank, article in enumerate(corpus.fetch(answer.numbers[: options.limit]), 1):
        shown = one_line(snippet(searched_parts(article.blocks), answer.terms)[0])
        if options.json:
            put(json_line({"rank": rank, **of_article(article, marks), "snippet": shown}))
        else:
            where = path_in_words(Path(article.shown.capture.path).name)
            line = f"{article.id}  {first_day(article)}  {headline_line(article, marks)} · {where}"
            put(line, f"              {shown}")
    if not answer.numbers:
        yield without_answer(options.query, "nothing")
    if options.limit < len(answer.numbers):
        every = len(answer.numbers)
        complain(f"{options.limit:,} of {every:,}: --limit {every} for all")
