"""``careader list``: articles with their marks."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from datetime import date

from careader.cli.arguments import any_day, days, take_corpus, take_json
from careader.cli.loading import load_corpus
from careader.cli.output import Complaint, json_line, put
from careader.cli.plain import headline_line
from careader.cli.records import of_article
from careader.corpus import Article, choose
from careader.days import WAYS


def takes(parser: ArgumentParser) -> None:
    """Declare what the command can be given."""
    take_corpus(parser)
    parser.add_argument("--date", type=days, default=any_day, metavar="D", help=f"{WAYS}, or undated")
    parser.add_argument("--unread", action="store_true", help="only articles not read yet")
    parser.add_argument("--bookmarked", action="store_true", help="only bookmarked articles")
    take_json(parser)


def run(options: Namespace) -> Iterator[Complaint]:
    """Print articles, each under the latest of the dates asked for."""
    corpus, marks = yield from load_corpus(choose(options.corpus))
    latest: dict[Article, date | None] = {}
    for day in filter(options.date, corpus.dates):
        for article in corpus.on(day):
            latest.setdefault(article, day)
    found = False
    for article, day in latest.items():
        has = marks.of(article)
        if (options.unread and has["read"]) or (options.bookmarked and not has["bookmarked"]):
            continue
        found = True
        if options.json:
            put(json_line(of_article(article, marks)))
        else:
            shown = day.isoformat() if day else "undated"
            put(f"{article.id}  {shown:10}  {headline_line(article, marks)}")
    if not found:
        yield "no articles found"
