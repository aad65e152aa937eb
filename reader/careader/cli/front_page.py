"""The front page, which ``careader`` prints where stdout is not a terminal."""

from collections.abc import Iterator

from careader.cli.article_line import headline_line
from careader.cli.loading import load_corpus
from careader.cli.output import Complaint, put
from careader.corpus import Choice, Corpus, Origin
from careader.sitting.marked_articles import MarkedArticles
from careader.words import day_in_words


def run(choice: Choice) -> Iterator[Complaint]:
    """Print the dates, headlines and rates of the chosen captures."""
    corpus, marks = yield from load_corpus(choice)
    if choice.origin is Origin.SAMPLE:
        put("This is the sample. To read your own captures: careader add PATH…", "")
    put(*_lines(corpus, marks))
    if not corpus.articles:
        yield "no articles found"


def _lines(corpus: Corpus, marks: MarkedArticles) -> Iterator[str]:
    """Each date, with its headlines, marks and rates."""
    rates: dict[object, dict[str, None]] = {}
    for capture in corpus.captures.all():
        if capture.rates:
            figures = "  ".join(f"{rate.pair} {rate.value} {rate.change}" for rate in capture.rates)
            rates.setdefault(capture.date, {})[figures] = None
    for number, day in enumerate(corpus.dates):
        if number:
            yield ""
        yield day_in_words(day)
        for article in corpus.on(day):
            yield f"  {headline_line(article, marks)}"
        for figures in rates.get(day, ()):
            yield f"    {figures}"
