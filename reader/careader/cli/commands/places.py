"""``careader places QUERY``: every sentence that answers a query."""

from argparse import Namespace
from collections.abc import Iterator
from itertools import islice

from careader.cli.answering import answer_to
from careader.cli.arguments import Parser, positive, take_corpus, take_json, take_query
from careader.cli.article_line import first_day
from careader.cli.output import Complaint, complain, json_line, put, without_answer
from careader.corpus import choose
from careader.errors import UsageError
from careader.find.search.search import Depth
from careader.sitting.asking import places


def declare_arguments(parser: Parser) -> None:
    """Declare the arguments of the command."""
    take_corpus(parser)
    take_query(parser, 'words, "a phrase", lake SAME ice, gas SAME $#, date:2025-12')
    parser.add_argument("--limit", type=positive, metavar="N", help="at most N sentences (all)")
    take_json(parser)


def run(options: Namespace) -> Iterator[Complaint]:
    """Print each matching sentence on one line, in the order of the first days of the articles."""
    corpus, _, answer = yield from answer_to(choose(options.corpus), options.query, Depth.MATCHED)
    if answer.numbers and not answer.terms:
        raise UsageError(
            "places need a word to look for: lake SAME ice, or careader search for articles alone"
        )
    found = places(corpus, answer)
    none = True
    for place in islice(found, options.limit):
        none = False
        (article,) = corpus.fetch([place.article])
        if options.json:
            put(
                json_line(
                    {
                        "id": article.id,
                        "headline": article.headline,
                        "date": article.first_day.isoformat() if article.first_day else None,
                        "sentence": place.sentence,
                        "matches": [[start, end] for start, end in place.spans],
                        "in": "headline" if place.part < 0 else "text",
                    }
                )
            )
        else:
            sentence = "" if place.part < 0 else f" · {place.sentence}"
            put(f"{first_day(article)}  {article.id}  {article.headline}{sentence}")
    if none:
        yield without_answer(options.query, "nothing")
    elif options.limit and next(found, None):
        articles = len(answer.numbers)
        if articles <= _MOST_COUNTED:
            every = options.limit + 1 + sum(1 for _ in found)
            complain(f"{options.limit:,} of {every:,}: --limit {every} for all")
        else:
            complain(
                f"the first {options.limit:,} of more, in up to {articles:,} articles: no --limit for all"
            )


_MOST_COUNTED = 1000
"""The places that a limit leaves out are counted in at most so many articles: each has to be read."""
