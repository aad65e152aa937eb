"""Answering a query, for the commands that search: `search`, `places`, `count` and `list`."""

from collections.abc import Generator

from careader.cli.loading import load_corpus
from careader.cli.output import Complaint, complain
from careader.corpus import Choice, Corpus
from careader.errors import UsageError
from careader.find.search.search import Depth
from careader.sitting.asking import Answer, ask
from careader.sitting.marked_articles import MarkedArticles


def answer_to(
    choice: Choice, query: str, depth: Depth = Depth.RANKED
) -> Generator[Complaint, None, tuple[Corpus, MarkedArticles, Answer]]:
    """Search a corpus. If careader changed or skipped a part of the query, stderr says so; that is no error.

    Args:
        choice: the captures to search.
        query: the query; "" finds nothing.
        depth: how much work to do.

    Returns:
        The corpus, the marks and the answer; complaints are yielded.

    Raises:
        UsageError: the query cannot be understood.
    """
    corpus, marks = yield from load_corpus(choice)
    answer = ask(corpus, marks, query, depth=depth)
    if answer.problem:
        raise UsageError(answer.problem)
    for said in answer.said:
        complain(said)
    return corpus, marks, answer
