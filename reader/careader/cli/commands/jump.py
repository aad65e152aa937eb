"""``careader jump QUERY|-``: ranked headlines."""

import sys
from argparse import Namespace
from collections.abc import Iterator
from contextlib import suppress

from careader.cli.arguments import Parser, positive, take_corpus, take_json, take_query
from careader.cli.loading import load_corpus
from careader.cli.output import Complaint, json_line, put, without_answer
from careader.corpus import choose
from careader.errors import CareaderError
from careader.find.jump.headlines import headlines_of, keep_headlines
from careader.state import Mark
from careader.text import safe


def declare_arguments(parser: Parser) -> None:
    """Declare the arguments of the command."""
    take_corpus(parser)
    take_query(parser, "any part of a headline; - reads queries from stdin, one per line")
    parser.add_argument(
        "--limit", type=positive, default=10, metavar="N", help="at most N headlines for a query (10)"
    )
    take_json(parser)


def run(options: Namespace) -> Iterator[Complaint]:
    """Print the headlines that a query means, best first."""
    corpus, marks = yield from load_corpus(choose(options.corpus))
    headlines = headlines_of(corpus)
    with suppress(CareaderError):  # the next jump starts faster
        keep_headlines(corpus.path, headlines)

    def unread(row: int) -> bool:
        return not marks.has_number(Mark.READ, headlines.numbers[row])

    many = options.query == "-"
    for query in _queries() if many else [options.query]:
        matches = headlines.jump.find(query, options.limit, prefer=unread)
        if many and not options.json:
            put(f"{safe(query)}:")
        for rank, match in enumerate(matches, 1):
            article = corpus.fetch([headlines.numbers[match.row]])[0]
            score = round(match.score, 2)
            if options.json:
                named = {"id": article.id, "headline": article.headline}
                put(json_line({"query": query, "rank": rank, **named, "score": score}))
            else:
                put(f"{'  ' if many else ''}{article.id}  {score:5.1f}  {article.headline}")
        if not matches:
            yield without_answer(query, "no headline")


def _queries() -> Iterator[str]:
    """The lines of stdin; empty lines are skipped."""
    return filter(None, (line.strip() for line in sys.stdin or ()))
