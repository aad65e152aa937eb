"""``careader --plain``: lists, opens, marks and searches articles line by line, not on a full screen.

For users of speech and braille, and for simple terminals: every answer is printed below its question, and
nothing on the screen is ever overwritten.
"""

import sys
from collections.abc import Callable, Iterator
from datetime import date

from careader.cli.loading import judge_again, open_session
from careader.cli.output import Complaint, complain, put
from careader.corpus import Article, Articles, Choice
from careader.errors import CareaderError, StateError
from careader.sitting.article_text import article_text
from careader.sitting.asking import ask
from careader.sitting.sections import BOOKMARKS, CHANGED, NEW, UNREAD, section_of
from careader.sitting.session import Session
from careader.state import Mark
from careader.text import safe
from careader.typed_days import WAYS, parse_days
from careader.words import count, day_in_words

_PAGE = 10
"""So many headlines are listed at a time."""

_HELP = (
    "A number opens the article of that number. Enter lists more.",
    "n opens the next unread. u lists the unread, b the bookmarks, t the dates,",
    "w what came since the last sitting, c what changed since you read it.",
    f"d DATE lists a date: {WAYS}.",
    "s WORDS searches. r gives the rates of the article, or the latest.",
    "m marks the article read or unread, k bookmarks it, e WORDS writes a note on it.",
    "z takes back the last mark, note or correction.",
    "h says this again. q leaves.",
)


class LineReader:
    """Answers the lines that the reader types, one at a time.

    Args:
        session: the sitting.
    """

    def __init__(self, session: Session) -> None:
        self._session, self._corpus = session, session.corpus
        self._listed: Articles = session.corpus.articles
        self._at = 0
        self._article: Article | None = None

    def answer(self, line: str) -> Iterator[str]:
        """The lines to print for a typed line."""
        word, _, rest = line.strip().partition(" ")
        rest = rest.strip()
        if word.isdecimal():
            yield from self._open_number(int(word))
        elif word in _ASKED:
            yield from _ASKED[word](self)
        elif word in _ASKED_WITH_WORDS:
            yield from _ASKED_WITH_WORDS[word](self, rest)
        else:
            yield f"{safe(word)[:40]}: not understood. h says what is"

    def more(self) -> Iterator[str]:
        """The next page of the list."""
        if not self._listed:
            yield "Nothing is listed."
            return
        if self._at >= len(self._listed):
            yield "That is the end of the list. Enter begins it again."
            self._at = 0
            return
        last = min(self._at + _PAGE, len(self._listed))
        for number in range(self._at, last):
            yield self._line(number)
        self._at = last
        yield f"{last:,} of {len(self._listed):,}."

    def _line(self, number: int) -> str:
        article = self._listed[number]
        signs = [
            name
            for name, on in (
                ("unread", not self._session.marks.is_read(article)),
                ("changed since you read it", self._session.seen_texts.has_changed(article)),
                ("bookmarked", self._session.marks.is_bookmarked(article)),
            )
            if on
        ]
        told = f", {', '.join(signs)}" if signs else ""
        return f"{number + 1}. {safe(article.headline)}{told}"

    def _show(self, articles: Articles, name: str) -> Iterator[str]:
        self._listed, self._at = articles, 0
        yield f"{name}: {count(len(articles), 'article')}."
        if articles:
            yield from self.more()

    def _open_number(self, number: int) -> Iterator[str]:
        if 0 < number <= len(self._listed):
            yield from self._open(self._listed[number - 1])
        else:
            yield f"There is no number {number} in this list of {len(self._listed):,}."

    def _open(self, article: Article) -> Iterator[str]:
        self._article = article
        yield ""
        yield from article_text(article, safe(self._session.notes.of(article)))
        yield ""
        self._session.open(article)
        self._session.reach_end(article)
        is_read = self._session.marks.is_read(article)
        yield f"End of the article, {'marked read' if is_read else 'not marked read'}."

    def next_unread(self) -> Iterator[str]:
        """Open the next unread article of the list after the open article."""
        numbers = self._listed.numbers
        here = self._article.number if self._article else 0
        start = numbers.index(here) + 1 if here in numbers else 0
        for number in numbers[start:]:
            if self._session.marks.unread_of([number]):
                yield from self._open(self._corpus.fetch([number])[0])
                return
        yield "Nothing more is unread in this list. u lists all that is."

    def unread(self) -> Iterator[str]:
        """List the unread articles."""
        yield from self._show(self._session.sections.articles(UNREAD), "Unread")

    def new(self) -> Iterator[str]:
        """List the new articles: those that came since the last sitting."""
        self._session.arrivals.remember_look()
        yield from self._show(self._session.sections.articles(NEW), "New since the last sitting")

    def changed(self) -> Iterator[str]:
        """List the read articles whose text has changed since."""
        yield from self._show(self._session.sections.articles(CHANGED), "Changed since you read them")

    def bookmarks(self) -> Iterator[str]:
        """List the bookmarked articles."""
        yield from self._show(self._session.sections.articles(BOOKMARKS), "Bookmarks")

    def dates(self) -> Iterator[str]:
        """List the dates, latest first, with the number of unread articles of each."""
        for day in self._corpus.dates:
            unread, total = self._session.sections.counts(section_of(day))
            yield f"{day_in_words(day)}: {count(total, 'article')}, {unread:,} unread"

    def on_date(self, words: str) -> Iterator[str]:
        """List the articles of a date or of several dates."""
        undated = words.lower() == "undated"
        days = parse_days(words)
        there: list[date | None] = [
            each
            for each in self._corpus.dates
            if (undated and each is None) or (days and each and each in days)
        ]
        if not undated and days is None:
            yield f"{safe(words)[:40] or 'd'}: no date. Write {WAYS}"
        elif not there:
            yield "No article stands there."
        else:
            numbers = list(dict.fromkeys(n for each in there for n in self._corpus.numbers_on(each)))
            name = day_in_words(there[0]) if len(there) == 1 else f"{len(there)} dates"
            yield from self._show(Articles(self._corpus, numbers), name)

    def search(self, words: str) -> Iterator[str]:
        """List the articles that a search finds."""
        answer = ask(self._corpus, self._session.marks.current, words)
        yield from (f"{said}." for said in answer.said)
        if answer.problem or not words:
            yield f"Not searched: {answer.problem or 's needs words to look for'}."
        else:
            yield from self._show(Articles(self._corpus, answer.numbers), "Found")

    def rates(self) -> Iterator[str]:
        """Print the rates of the open article's capture, else the latest rates, with their date."""
        capture = self._article.shown.capture if self._article else self._corpus.captures.latest()
        shown = self._corpus.captures.rates_for(capture) if capture else None
        if shown is None or shown.of is None:
            yield "No rates in these captures."
            return
        yield f"Rates of {day_in_words(shown.of.date)}{'' if shown.own else ', the nearest earlier ones'}:"
        yield from (f"{rate.pair} {rate.value}, {rate.change}" for rate in shown.rates)

    def toggle_read(self) -> Iterator[str]:
        """Mark the open article read, or unread again."""
        yield self._toggle(Mark.READ, "read", "unread")

    def toggle_bookmark(self) -> Iterator[str]:
        """Bookmark the open article, or remove its bookmark."""
        yield self._toggle(Mark.BOOKMARK, "bookmarked", "not bookmarked")

    def note(self, words: str) -> Iterator[str]:
        """Write a note on the open article; without words, show the note."""
        notes = self._session.notes
        if self._article is None:
            yield "No article is open."
        elif words:
            if notes.write(self._article, safe(words)):
                yield "The note is kept."
        else:
            yield safe(notes.of(self._article)) or "No note yet. e WORDS writes one."

    def undo(self) -> Iterator[str]:
        """Take back the last mark, note or correction, of this sitting or an earlier sitting."""
        if self._session.steps.last is None:
            yield "Nothing to undo."
        elif step := self._session.undo():
            yield f"Taken back: {safe(step.said)}."
            if step.correction:
                yield from map(str, judge_again(self._session, None))
                self._listed, self._at, self._article = self._corpus.articles, 0, None

    def _toggle(self, mark: Mark, set_to: str, cleared: str) -> str:
        if self._article is None:
            return "No article is open."
        return f"The article is {set_to if self._session.marks.toggle(mark, self._article) else cleared}."

    def say_help(self) -> Iterator[str]:
        """List the words that can be typed."""
        yield from _HELP


_ASKED: dict[str, Callable[[LineReader], Iterator[str]]] = {
    "": LineReader.more,
    "l": LineReader.more,
    "n": LineReader.next_unread,
    "u": LineReader.unread,
    "w": LineReader.new,
    "c": LineReader.changed,
    "b": LineReader.bookmarks,
    "t": LineReader.dates,
    "r": LineReader.rates,
    "m": LineReader.toggle_read,
    "k": LineReader.toggle_bookmark,
    "z": LineReader.undo,
    "h": LineReader.say_help,
    "?": LineReader.say_help,
}
"""The method for each typed word that stands alone; the rest of the line is ignored."""

_ASKED_WITH_WORDS: dict[str, Callable[[LineReader, str], Iterator[str]]] = {
    "d": LineReader.on_date,
    "s": LineReader.search,
    "e": LineReader.note,
}
"""The method for each typed word that more words follow; the method is called with the rest of the line."""


def run(choice: Choice) -> Iterator[Complaint]:
    """Answer the lines of stdin, until stdin ends or the reader types q."""
    session = yield from open_session(choice, must_save=False)
    told = None
    try:
        reader = LineReader(session)
        articles = count(len(session.corpus.articles), "article")
        put(f"careader. {articles}. h says what can be typed, q leaves.")
        put(*reader.more())
        while True:
            if session.state.problem != told:
                told = session.state.problem
                if told:
                    complain(f"marks are not being saved: {told}")
            if (line := _line()) is None or line.strip() == "q":
                break
            try:
                put(*reader.answer(line))
            except CareaderError as error:
                complain(error)
    finally:
        session.leave()
    if session.state.problem:
        yield StateError(f"marks were not saved: {session.state.problem}")


def _line() -> str | None:
    """Print a prompt and read the next line; None at the end of stdin."""
    if sys.stdin is None:
        return None
    if sys.stdin.isatty():
        sys.stdout.write("> ")
    sys.stdout.flush()
    return sys.stdin.readline() or None
