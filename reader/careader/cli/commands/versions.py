"""``careader versions ID``: how an article changed between captures."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from careader.cli.arguments import take_corpus, take_json
from careader.cli.loading import load_corpus
from careader.cli.output import Complaint, Record, json_line, put
from careader.corpus import choose
from careader.corpus.versions import Comparison, Fate, Run, Version, compare, said, versions
from careader.words import count, dates_in_words, path_in_words

_SIGNS = {Fate.NEW: "+", Fate.MORE: "+", Fate.GONE: "−", Fate.LESS: "−"}


def takes(parser: ArgumentParser) -> None:
    """Declare what the command can be given."""
    take_corpus(parser)
    parser.add_argument("id", metavar="ID", help="an id as list gives it, or its beginning")
    take_json(parser)


def run(options: Namespace) -> Iterator[Complaint]:
    """Print the versions of an article, oldest first, each with what is new and gone since the one before."""
    corpus, _ = yield from load_corpus(choose(options.corpus))
    article = corpus.named(options.id)
    found = versions(article.standings)
    changes = [None, *(compare(old.copy, new.copy) for old, new in pairwise(found))]
    if not options.json:
        put(article.headline)
    for number, (version, change) in enumerate(zip(found, changes, strict=True), 1):
        put(
            *(
                [json_line(_record(number, version, change))]
                if options.json
                else _lines(number, version, change)
            )
        )


def _record(number: int, version: Version, change: Comparison | None) -> Record:
    return {
        "version": number,
        "headline": version.copy.headline,
        "dates": [day.isoformat() for day in _days(version)],
        "captures": [path for path, _ in version.captures],
        "words": version.words,
        "excerpt": version.copy.excerpt,
        "said": said(change) if change else None,
        "changes": [
            [{"fate": run.fate.value, "text": run.text} for run in runs] for runs in _changed(change)
        ],
    }


def _lines(number: int, version: Version, change: Comparison | None) -> Iterator[str]:
    cut = " ⋯" if version.copy.excerpt else ""
    told = f" · {said(change)}" if change else ""
    yield ""
    yield f"{number}  {dates_in_words(_days(version))} · {count(version.words, 'word')}{cut}{told}"
    for path, _ in version.captures:
        yield f"   {path_in_words(path)}"
    for runs in _changed(change):
        yield "   " + " ".join(
            f"[{_SIGNS[run.fate]}{run.text}]" if run.fate in _SIGNS else run.text for run in runs
        )


def _days(version: Version) -> list[date]:
    """The days it stood on, each once, latest first."""
    return [*dict.fromkeys(day for _, day in version.captures if day)]


def _changed(change: Comparison | None) -> list[tuple[Run, ...]]:
    """The headline and the passages in which something changed."""
    if change is None:
        return []
    every = (change.headline, *(passage.runs for passage in change.passages))
    return [runs for runs in every if any(run.fate is not Fate.SAME for run in runs)]
