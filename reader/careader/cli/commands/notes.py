"""``careader notes [QUERY]``: the reader's notes, as text, Markdown or JSON."""

from argparse import Namespace
from collections.abc import Iterator
from contextlib import closing

from careader import locations
from careader.cli.arguments import Parser, take_corpus, take_json, take_query
from careader.cli.loading import load_corpus
from careader.cli.output import Complaint, json_line, put
from careader.corpus import choose
from careader.errors import UsageError
from careader.sitting.asking import ask
from careader.sitting.citing import cite
from careader.sitting.notes import Noted, every_note, has_words
from careader.state import Store
from careader.text import safe
from careader.words import one_line


def declare_arguments(parser: Parser) -> None:
    """Declare the arguments of the command."""
    take_corpus(parser)
    take_query(parser, "notes with these words, or on articles that answer this search", "*")
    forms = take_json(parser)
    forms.add_argument("--markdown", action="store_true", help="as Markdown, each with its citation")


def run(options: Namespace) -> Iterator[Complaint]:
    """Print notes, latest first. A query selects notes with its words, and notes on articles that answer."""
    corpus, marks = yield from load_corpus(choose(options.corpus))
    path = locations.state_db()
    with closing(Store.open(path) if path.exists() else Store.in_memory()) as store:
        notes = every_note(corpus, store)
    if options.query:
        answer = ask(corpus, marks, options.query)
        if answer.problem:
            raise UsageError(answer.problem)
        numbers = set(answer.numbers)
        notes = [each for each in notes if each.article.number in numbers or has_words(each, options.query)]
    for number, noted in enumerate(notes):
        if options.json:
            put(json_line(_record(noted)))
        else:
            put(*([""] if number else []), *(_markdown(noted) if options.markdown else _lines(noted)))
    if not notes:
        yield "no notes found" if options.query else "there are no notes"


def _record(noted: Noted) -> dict[str, object]:
    return {
        "id": noted.article.id,
        "headline": noted.article.headline,
        "dates": [day.isoformat() for day in noted.article.dates],
        "note": noted.text,
        "begun": noted.begun.isoformat(timespec="seconds"),
        "changed": noted.changed.isoformat(timespec="seconds"),
    }


def _lines(noted: Noted) -> Iterator[str]:
    yield f"{noted.article.id}  {one_line(noted.article.headline)}"
    yield from (f"  ✎ {line}" if line else "" for line in safe(noted.text).split("\n"))


def _markdown(noted: Noted) -> Iterator[str]:
    yield f"## {one_line(noted.article.headline)}"
    yield ""
    yield cite(noted.article, "markdown")
    yield ""
    yield from (f"> {line}".rstrip() for line in safe(noted.text).split("\n"))
