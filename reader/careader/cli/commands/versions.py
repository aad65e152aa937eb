"""``careader versions ID``: how an article changed between captures."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from careader.cli.arguments import take_corpus, take_id, take_json
from careader.cli.loading import load_corpus
from careader.cli.output import Complaint, Record, json_line, put
from careader.corpus import choose
from careader.corpus.versions import Comparison, Fate, Segment, Version, compare, summary, versions
from careader.words import count, dates_in_words, path_in_words

_SIGNS = {Fate.NEW: "+", Fate.MORE: "+", Fate.GONE: "−", Fate.LESS: "−"}


def declare_arguments(parser: ArgumentParser) -> None:
    """Declare the arguments of the command."""
    take_corpus(parser)
    take_id(parser)
    take_json(parser)


def run(options: Namespace) -> Iterator[Complaint]:
    """Print the versions of an article, oldest first, each with the words that changed."""
    corpus, _ = yield from load_corpus(choose(options.corpus))
    article = corpus.named(options.id)
    found = versions(article.appearances)
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
        "said": summary(change) if change else None,
        "changes": [
            [{"fate": segment.fate.value, "text": segment.text} for segment in segments]
            for segments in _changed(change)
        ],
    }


def _lines(number: int, version: Version, change: Comparison | None) -> Iterator[str]:
    cut = " ⋯" if version.copy.excerpt else ""
    told = f" · {summary(change)}" if change else ""
    yield ""
    yield f"{number}  {dates_in_words(_days(version))} · {count(version.words, 'word')}{cut}{told}"
    for path, _ in version.captures:
        yield f"   {path_in_words(path)}"
    for segments in _changed(change):
        yield "   " + " ".join(
            f"[{_SIGNS[segment.fate]}{segment.text}]" if segment.fate in _SIGNS else segment.text
            for segment in segments
        )


def _days(version: Version) -> list[date]:
    """The dates of the captures of a version, each once, latest first."""
    return [*dict.fromkeys(day for _, day in version.captures if day)]


def _changed(change: Comparison | None) -> list[tuple[Segment, ...]]:
    """The segments of the headline, if it changed, and of each changed block."""
    if change is None:
        return []
    every = (change.headline, *(block.segments for block in change.blocks))
    return [segments for segments in every if any(segment.fate is not Fate.SAME for segment in segments)]
