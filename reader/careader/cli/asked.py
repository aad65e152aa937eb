"""What commands that take a query have in common."""

from collections.abc import Generator

from careader.cli.loading import load_corpus
from careader.cli.output import Complaint, complain
from careader.corpus import Choice, Corpus
from careader.errors import UsageError
from careader.sitting.asking import Answer, ask
from careader.sitting.marks import Marks


def answer_to(
    choice: Choice, query: str, *, reads: bool = True
) -> Generator[Complaint, None, tuple[Corpus, Marks, Answer]]:
    """Ask a corpus; how the query was taken is said on stderr, and changes no exit code.

    Args:
        choice: what is read.
        query: what is asked.
        reads: as `careader.sitting.asking.ask` has it.

    Raises:
        UsageError: the query cannot be understood.
    """
    corpus, marks = yield from load_corpus(choice)
    answer = ask(corpus, marks, query, reads=reads)
    if answer.problem:
        raise UsageError(answer.problem)
    for said in answer.said:
        complain(said)
    return corpus, marks, answer
