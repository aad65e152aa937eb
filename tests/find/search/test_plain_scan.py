"""Random queries have the answers that a plain scan of the texts gives."""

from pathlib import Path
from random import Random

import pytest

from careader.sitting.asking import ask
from careader.sitting.marks import marks_in
from careader.state import Mark
from tests.find.search.plain_scan import Story, captures, query, stories
from tests.support import corpus_of

QUERIES = 400
"""How many are asked here; bench/plain_scan.py asks ten thousand."""


def disagreements(folder: Path, seed: int, number: int) -> list[str]:
    """The queries whose answer is another than that of a scan, with both.

    A query with so many words that the last are not looked for, and are said not to be, is passed over.
    """
    random = Random(seed)  # noqa: S311 - a test
    made = stories(random, 60)
    corpus = corpus_of(captures(made), folder / "index.db")
    by_headline = {(each.copy.headline, each.copy.blocks): each for each in made}
    known = {each.number: by_headline[each.headline, each.blocks] for each in corpus.articles}
    assert len(known) == len(made)
    marks = marks_in(
        corpus,
        {
            Mark.READ: [key for each in corpus.articles if known[each.number].read for key in each.keys],
            Mark.BOOKMARK: [
                key for each in corpus.articles if known[each.number].bookmarked for key in each.keys
            ],
        },
    )
    wrong = []
    for _ in range(number):
        asked, order = query(random, made)
        right = {at for at, story in known.items() if asked.answers(story)}
        answer = ask(corpus, marks, asked.written)
        if any(line.startswith("only the first ") for line in answer.said):
            continue
        forgiven = any(": showing " in line for line in answer.said)
        if answer.problem or (forgiven and right) or (not forgiven and set(answer.numbers) != right):
            wrong.append(
                f"{asked.written}: {answer.problem or answer.said} {sorted(answer.numbers)} {sorted(right)}"
            )
        elif not in_order([known[at] for at in answer.numbers], order):
            wrong.append(f"{asked.written}: not {order} first")
    return wrong


def in_order(found: list[Story], order: str) -> bool:
    """Whether stories stand in the order of the days that they first stood on."""
    days = [story.days[0] for story in found]
    return not order or days == sorted(days, reverse=order == "newest")


@pytest.mark.parametrize("seed", [1, 2])
def test_random_queries_have_the_answers_of_a_plain_scan(tmp_path: Path, seed: int) -> None:
    assert disagreements(tmp_path, seed, QUERIES // 2) == []
