"""What commands that take a query have in common."""

from collections.abc import Generator

from careader.cli.loading import load_corpus
from careader.cli.output import Complaint, complain
from careader.corpus import Choice, Corpus
from careader.errors import UsageError
from careader.find.search.search import Depth
from careader.sitting.asking import Answer, ask
from careader.sitting.marks import Marks


def answer_to(
    choice: Choice, query: str, depth: Depth = Depth.RANKED
) -> Generator[Complaint, None, tuple[Corpus, Marks, Answer]]:
    """Ask a corpus; how the query was taken is said on stderr, and changes no exit code.

    Args:
        choice: what is read.
        query: what is asked.
        depth: how much is done: the less, the quicker.

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
