"""``careader list``: articles with their marks."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from datetime import date

from careader.cli.answering import answer_to
from careader.cli.arguments import any_day, days, take_corpus, take_json
from careader.cli.article_line import headline_line
from careader.cli.output import Complaint, json_line, put
from careader.cli.records import of_article
from careader.corpus import choose
from careader.typed_days import WAYS

_STATES = {
    "unread": "that are unread",
    "new": "that came since the last sitting",
    "bookmarked": "that are bookmarked",
    "begun": "in which you stopped before the end",
    "excerpt": "of which no page has the whole text",
    "doubtful": "with a doubtful headline",
}
_WITH_DAYS = {
    "changed": "whose text changed; with D, on these days",
    "noted": "with a note; with D, written on these days",
    "read": "that were read; with D, on these days",
}


def declare_arguments(parser: ArgumentParser) -> None:
    """Declare the arguments of the command."""
    take_corpus(parser)
    parser.add_argument("--date", type=days, default=any_day, metavar="D", help=f"{WAYS}, or undated")
    for state, told in _STATES.items():
        parser.add_argument(f"--{state}", action="store_true", help=f"only articles {told}")
    for state, told in _WITH_DAYS.items():
        parser.add_argument(f"--{state}", nargs="?", const="", metavar="D", help=f"only articles {told}")
    parser.add_argument("--kind", metavar="K", help="news, interview, opinion, digest or review")
    parser.add_argument("--by", metavar="NAME", help="only articles of this author")
    take_json(parser)


def run(options: Namespace) -> Iterator[Complaint]:
    """Print articles, each with its latest date; with ``--date``, the latest date in that range."""
    query = _query(options)
    corpus, marks, answer = yield from answer_to(choose(options.corpus), query)
    among = set(answer.numbers) if query else None
    latest: dict[int, date | None] = {}
    for day in filter(options.date, corpus.dates):
        for number in corpus.numbers_on(day):
            if among is None or number in among:
                latest.setdefault(number, day)
    for article, day in zip(corpus.fetch(latest), latest.values(), strict=True):
        if options.json:
            put(json_line(of_article(article, marks)))
        else:
            shown = day.isoformat() if day else "undated"
            put(f"{article.id}  {shown:10}  {headline_line(article, marks)}")
    if not latest:
        yield "no articles found"


def _query(options: Namespace) -> str:
    """The options in the form of a search query."""
    asked = [f"is:{state}" for state in _STATES if getattr(options, state)]
    for state in _WITH_DAYS:
        within = getattr(options, state)
        if within is not None:
            asked.append(_filter(state, within) if within else f"is:{state}")
    asked += [
        _filter(name, value) for name in ("kind", "by") if (value := getattr(options, name)) is not None
    ]
    return " ".join(asked)


def _filter(name: str, value: str) -> str:
    return f'{name}:"{value.replace(chr(34), " ")}"'
