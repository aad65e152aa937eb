"""The list of all notes, each with its article and the times of writing."""

from datetime import UTC, datetime
from typing import NamedTuple

from careader.corpus import Article, Corpus
from careader.state import Store
from careader.state.spreading import NOTE
from careader.text import plain_words


class Noted(NamedTuple):
    """One note.

    Attributes:
        article: the article.
        text: the text of the note.
        begun: the time at which the note was first written, UTC.
        changed: the time at which the note was last changed, UTC.
    """

    article: Article
    text: str
    begun: datetime
    changed: datetime


def every_note(corpus: Corpus, store: Store) -> list[Noted]:
    """All notes on articles of a corpus, in the order of the articles: latest date first.

    Raises:
        StateError: the notes cannot be read.
    """
    rows = store.kept(NOTE)
    numbers = dict.fromkeys(corpus.numbers_of([key for key, row in rows.items() if row[-1]]))
    found = []
    for article in corpus.fetch(corpus.newest_first(numbers)):
        whole = NOTE.of([rows[key] for key in article.keys if key in rows])
        if whole and whole[-1]:
            at, begun, text = whole
            found.append(Noted(article, str(text), _moment(begun), _moment(at)))
    return found


def has_words(noted: Noted, query: str) -> bool:
    """Whether a note has every word of a query."""
    words = set(plain_words(noted.text))
    asked = plain_words(query)
    return bool(asked) and words.issuperset(asked)


def _moment(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
