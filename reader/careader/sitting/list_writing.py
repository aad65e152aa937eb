"""Writing a list of articles as Markdown, text, CSV, JSON lines, BibTeX or RIS, by the file's suffix."""

import csv
import io
import json
import os
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from careader.corpus import Article
from careader.errors import CareaderError, UsageError
from careader.sitting.citing import cite
from careader.words import dates_in_words, one_line, path_in_words, reason

NoteOf = Callable[[Article], str]
"""Returns the note on an article; "" for none."""


def _markdown(name: str, articles: Iterable[Article], note: NoteOf) -> Iterator[str]:
    yield f"# {name}\n"
    for article in articles:
        yield f"\n## {one_line(article.headline)}\n\n{cite(article, 'markdown')}\n"
        if text := note(article):
            yield "\n" + "".join(f"> {line}\n" for line in text.splitlines())


def _csv(name: str, articles: Iterable[Article], note: NoteOf) -> Iterator[str]:
    del name
    columns = ("id", "headline", "dates", "words", "capture", "note")
    yield f"{csv_line(columns)}\n"
    for article in articles:
        dates = " ".join(day.isoformat() for day in article.dates)
        where = path_in_words(article.shown.capture.path)
        values = (article.id, one_line(article.headline), dates, article.words, where, note(article))
        yield f"{csv_line(values)}\n"


def _json(name: str, articles: Iterable[Article], note: NoteOf) -> Iterator[str]:
    del name
    for article in articles:
        record = {
            "id": article.id,
            "headline": article.headline,
            "dates": [day.isoformat() for day in article.dates],
            "words": article.words,
            "note": note(article),
        }
        yield f"{json.dumps(record, ensure_ascii=False)}\n"


def _cited(form: str) -> Callable[[str, Iterable[Article], NoteOf], Iterator[str]]:
    def cited(name: str, articles: Iterable[Article], note: NoteOf) -> Iterator[str]:
        del name, note
        return (f"{cite(article, form)}\n\n" for article in articles)

    return cited


def _text(name: str, articles: Iterable[Article], note: NoteOf) -> Iterator[str]:
    yield f"{name}\n\n"
    for article in articles:
        yield f"{one_line(article.headline)}\n  {dates_in_words(article.dates)}\n"
        if text := note(article):
            yield "".join(f"  ✎ {line}\n" for line in text.splitlines())


FORMS = {
    ".md": _markdown,
    ".txt": _text,
    ".csv": _csv,
    ".jsonl": _json,
    ".bib": _cited("bibtex"),
    ".ris": _cited("ris"),
}
"""The forms in which a list can be written, by the suffix of the file."""


def csv_line(values: Iterable[object]) -> str:
    """Values as one line of CSV, without its line end."""
    line = io.StringIO()
    csv.writer(line, lineterminator="").writerow(values)
    return line.getvalue()


def file_name(name: str) -> str:
    """The suggested name for the file of a list: ``careader-fri-12-december-2025.md``."""
    return f"careader-{re.sub(r'[^a-z0-9]+', '-', name.lower()).strip('-') or 'list'}.md"


def write_list(path: Path, name: str, articles: Iterable[Article], note: NoteOf) -> None:
    """Write a list of articles to a new file, in the form of the file's suffix.

    Args:
        path: the file.
        name: the title of the list.
        articles: the articles.
        note: returns the note on an article.

    Raises:
        UsageError: `FORMS` does not have the suffix.
        CareaderError: the file exists already, or cannot be written. An existing file is not changed.
    """
    form = FORMS.get(path.suffix.lower())
    if form is None:
        raise UsageError(f"{path_in_words(path.name)}: ends in none of {' '.join(FORMS)}")
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644)
    except FileExistsError:
        raise CareaderError(f"{path_in_words(path)}: is there already, and was left as it is") from None
    except (OSError, ValueError) as error:
        why = reason(error) if isinstance(error, OSError) else str(error)
        raise CareaderError(f"{path_in_words(path)}: {why}") from error
    try:
        with open(descriptor, "w", encoding="utf-8", errors="replace") as file:  # noqa: PTH123 - it is open already
            file.writelines(form(name, articles, note))
    except OSError as error:
        raise CareaderError(f"{path_in_words(path)}: {reason(error)}") from error
