"""``careader count QUERY --by day|week|month|year``: count the articles that answer a query, by period."""

from argparse import Namespace
from collections.abc import Iterator

from careader.cli.answering import answer_to
from careader.cli.arguments import Parser, take_corpus, take_json, take_query
from careader.cli.output import Complaint, json_line, put, without_answer
from careader.corpus import choose
from careader.find.search.search import Depth
from careader.sitting.counting import PERIODS, Period, counts, days_asked

_WIDEST = 40  # columns of a bar


def declare_arguments(parser: Parser) -> None:
    """Declare the arguments of the command."""
    take_corpus(parser)
    take_query(parser, "a query, as for search")
    parser.add_argument("--by", choices=PERIODS, default="month", help="the period to count by (month)")
    take_json(parser)


def run(options: Namespace) -> Iterator[Complaint]:
    """Print a row for each period from the first article to the last, and for each period of ``date:``.

    Each article counts once, in the period of its first day. The row of a period without a capture says "no
    capture" instead of 0, since nothing is known of the period.
    """
    corpus, _, answer = yield from answer_to(choose(options.corpus), options.query, Depth.READ)
    found = counts(corpus, answer.numbers, options.by, days_asked(options.query))
    if options.json:
        put(*map(json_line, map(_record, found)))
    else:
        put(*_table(found))
        if found:
            put(f"{'all':10}  {len(answer.numbers):6,}")
    if not found:
        yield without_answer(options.query, "nothing")


def _record(row: Period) -> dict[str, object]:
    first, last = (day.isoformat() if day else None for day in (row.first, row.last))
    return {"from": first, "to": last, "articles": row.articles, "captures": row.captures}


def _table(found: list[Period]) -> Iterator[str]:
    most = max((row.articles for row in found), default=1)
    for row in found:
        if row.captures:
            bar = "█" * -(-row.articles * min(_WIDEST, most) // most)
            yield f"{row.name:10}  {row.articles:6,}  {bar}".rstrip()
        else:
            yield f"{row.name:10}       –  no capture"
