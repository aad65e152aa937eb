"""``careader verify [FILE]``: check the quotations of a draft against the whole archive."""

from argparse import ArgumentParser, Namespace
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from careader.cli.arguments import take_corpus, take_json
from careader.cli.input import stdin_bytes
from careader.cli.loading import load_corpus
from careader.cli.output import Complaint, Record, json_line, put
from careader.corpus import Article, choose
from careader.errors import CareaderError
from careader.find.verify.checking import Checked, Checker, Verdict
from careader.find.verify.draft import quotations_in
from careader.index.tables import index_errors
from careader.intake.opening import open_file
from careader.text import decode
from careader.words import count, day_in_words, path_in_words


def declare_arguments(parser: ArgumentParser) -> None:
    """Declare the arguments of the command."""
    take_corpus(parser)
    parser.add_argument(
        "file", nargs="?", default="-", metavar="FILE", help="the file of a draft; - or none reads stdin"
    )
    take_json(parser)


def run(options: Namespace) -> Iterator[Complaint]:
    """Print the result for each text in quotation marks; the exit code is 0 if the archive has them all."""
    name, draft = _draft(options.file)
    corpus, _ = yield from load_corpus(choose(options.corpus))
    verdicts: Counter[Verdict] = Counter()
    checker = Checker(corpus)
    for quotation in quotations_in(draft):
        with index_errors(corpus.path):
            checked = checker.check(quotation)
        verdicts[checked.verdict] += 1
        article = None if checked.article is None else corpus.fetch([checked.article])[0]
        put(*([json_line(_record(checked, article))] if options.json else _lines(name, checked, article)))
    if not verdicts:
        yield f"{name}: no text in quotation marks"
    elif wrong := verdicts.total() - verdicts[Verdict.STANDS]:
        told = ", ".join(f"{number:,} {verdict}" for verdict in Verdict if (number := verdicts[verdict]))
        yield f"{wrong:,} of {count(verdicts.total(), 'quotation')} to be looked at: {told}"


def _draft(file: str) -> tuple[str, str]:
    """The name of a draft, and its text.

    Raises:
        CareaderError: the file cannot be read, or is not text.
    """
    if file != "-":
        path = Path(file)
        try:
            with open_file(path) as opened:
                return path_in_words(path), decode(opened.whole())
        except CareaderError as error:
            named = str(error) if path_in_words(path) in str(error) else f"{path_in_words(path)}: {error}"
            raise CareaderError(named) from error
    return "-", decode(stdin_bytes())


def _lines(name: str, checked: Checked, article: Article | None) -> Iterator[str]:
    quotation = checked.quotation
    said = checked.difference if checked.verdict is Verdict.DIFFERS else f"“{quotation.text}”"
    yield f"{name}:{quotation.line}: {checked.verdict}: {said}"
    if article is not None:
        older = "" if checked.shown else " · in an older version"
        more = f" · and in {count(checked.more, 'other article')}" if checked.more else ""
        yield f"    {day_in_words(checked.day)} · {article.id} · {article.headline}{older}{more}"
        yield f"    {path_in_words(checked.path)}"


def _record(checked: Checked, article: Article | None) -> Record:
    return {
        "line": checked.quotation.line,
        "quotation": checked.quotation.text,
        "verdict": checked.verdict.value,
        "id": article.id if article else None,
        "headline": article.headline if article else None,
        "date": checked.day.isoformat() if checked.day else None,
        "capture": checked.path or None,
        "shown": checked.shown if article else None,
        "difference": checked.difference or None,
        "more": checked.more,
    }
