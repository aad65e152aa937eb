"""``careader rates``: exchange rates as captured."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Sequence
from datetime import date

from careader.cli.arguments import any_day, days, take_corpus, take_json
from careader.cli.loading import load_corpus
from careader.cli.output import Complaint, Record, json_line, put
from careader.cli.records import of_dated_rate
from careader.corpus import choose
from careader.sitting.list_writing import csv_line
from careader.words import path_in_words


def declare_arguments(parser: ArgumentParser) -> None:
    """Declare the arguments of the command."""
    take_corpus(parser)
    parser.add_argument("--pair", default="", metavar="P", help="one pair, such as KGS/USD or KGS")
    parser.add_argument("--date", type=days, default=any_day, metavar="D", help="only rates of these days")
    form = take_json(parser)
    form.add_argument("--csv", action="store_true", help="comma-separated values with a header line")


def run(options: Namespace) -> Iterator[Complaint]:
    """Print rates, earliest capture first."""
    corpus, _ = yield from load_corpus(choose(options.corpus))
    pair = options.pair.upper()
    rows = [
        of_dated_rate(capture, rate)
        for capture in sorted(corpus.captures.all(), key=lambda capture: capture.date or date.max)
        if options.date(capture.date)
        for rate in capture.rates
        if pair in ("", rate.pair, rate.pair.partition("/")[0])
    ]
    if options.json:
        put(*map(json_line, rows))
    else:
        for row in rows:
            row["path"] = path_in_words(row["path"])
        put(*(_csv(rows) if options.csv else _rates_table(rows)))
    if not rows:
        days = "" if options.date is any_day else " on these days"
        yield f"no rates of {options.pair} found{days}" if options.pair else f"no rates found{days}"


def _csv(rows: Sequence[Record]) -> Iterator[str]:
    yield csv_line(_RATE)
    yield from (csv_line(row[name] for name in _RATE) for row in rows)


_RATE = ("date", "path", "pair", "value", "change")


def _rates_table(rows: Sequence[Record]) -> Iterator[str]:
    pair, value, change = (max((len(row[name]) for row in rows), default=0) for name in _RATE[2:])
    for row in rows:
        figures = f"{row['pair']:{pair}}  {row['value']:>{value}}  {row['change']:>{change}}"
        yield f"{row['date'] or 'undated':10}  {figures}  {row['path']}"
