"""Commands on lists: show new articles or articles with a note, mark a part of a list read."""

from datetime import timedelta
from typing import TYPE_CHECKING

from careader.corpus import Articles
from careader.sitting.sections import NEW, NOTES
from careader.ui.safe_text import show_message
from careader.words import day_in_words

if TYPE_CHECKING:
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
        reader.editing.mark_read(headlines.articles[: headlines.cursor + 1], "down to here")


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
    articles = Articles(corpus, [number for number in older if number not in newer])
    reader.editing.mark_read(articles, f"before {day_in_words(before)}")
