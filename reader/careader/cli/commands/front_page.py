"""The front page, which ``careader`` prints where stdout is not a terminal."""

from collections.abc import Iterator

from careader.cli.loading import load_corpus
from careader.cli.output import Complaint, put
from careader.cli.plain import front_page
from careader.corpus import Choice, Origin


def run(choice: Choice) -> Iterator[Complaint]:
    """Print the dates, headlines and rates of the chosen captures."""
    corpus, marks = yield from load_corpus(choice)
    if choice.origin is Origin.SAMPLE:
        put("This is the sample. To read your own captures: careader add PATH…", "")
    put(*front_page(corpus, marks))
    if not corpus.articles:
        yield "no articles found"
