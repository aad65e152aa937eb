"""Commands on whole lists: show new articles or articles with a note, mark many articles read at once."""

from datetime import timedelta
from typing import TYPE_CHECKING

from careader.corpus import Articles
from careader.sitting.sections import NEW, NOTES
from careader.state import Mark
from careader.ui.safe_text import show_message
from careader.words import count, day_in_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from careader.ui.screens.reader import ReaderScreen


def show_notes(reader: "ReaderScreen") -> None:
    """Show the articles that have a note."""
    if NOTES in reader.session.sections.all:
        reader.navigator.go_to_section(NOTES)
    else:
        show_message(reader, "No notes yet: e writes one on the article")


def show_new(reader: "ReaderScreen") -> None:
    """Show the articles that came since the last sitting."""
    if NEW in reader.session.sections.all:
        reader.navigator.go_to_section(NEW)
    else:
        show_message(reader, "Nothing came since the last sitting")


def read_to_here(reader: "ReaderScreen") -> None:
    """Mark all articles from the top of the list down to the cursor read."""
    headlines = reader.panes.headlines
    if headlines.cursor is not None:
        _mark(reader, headlines.articles.numbers[: headlines.cursor + 1], "down to here")


def older_read(reader: "ReaderScreen") -> None:
    """Mark all articles read of which the last date is more than a day before the shown date.

    If the shown list is not a date, the latest date counts instead.
    """
    sections = reader.session.sections
    days = [each.day for each in sections.dates if each.day]
    day = reader.panes.section.day or next(iter(days), None)
    if day is None:
        show_message(reader, "No capture here has a date")
        return
    before = day - timedelta(days=1)
    corpus = reader.session.corpus
    newer = {number for each in days if each >= before for number in corpus.numbers_on(each)}
    older = dict.fromkeys(number for each in days if each < before for number in corpus.numbers_on(each))
    _mark(reader, [number for number in older if number not in newer], f"before {day_in_words(before)}")


def _mark(reader: "ReaderScreen", numbers: "Sequence[int]", where: str) -> None:
    session = reader.session
    articles = Articles(session.corpus, numbers)
    unread = count(session.marks.unread(articles), "article")
    if session.marks.set(Mark.READ, articles, on=True, said=f"{unread} read {where}"):
        show_message(reader, f"{unread} {where} marked read. z takes it back")
        reader.panes.show_marks()
    else:
        show_message(reader, f"All {where} is read already")
