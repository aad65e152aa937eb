"""Random queries have the answers that a plain scan of the texts gives."""

from datetime import date, datetime, time
from pathlib import Path
from random import Random

import pytest

from careader.corpus import Corpus
from careader.find.search.search import Depth
from careader.index.digest import digest
from careader.sitting.asking import ask, places
from careader.sitting.marked_articles import MarkedArticles, marked_articles
from careader.state import Mark, Position, Store
from tests.find.search.plain_scan import broken, query
from tests.find.search.plain_stories import Story, captures, stories
from tests.support import corpus_of

QUERIES = 400
"""How many are asked here; bench/plain_scan.py asks ten thousand."""

BROKEN = 0.15
"""The share of queries that are typed wrongly: they need an answer, or a reason in a sentence."""

NO_ARTICLE = ("no article is both:", "an article is of one kind:")
"""How a query is refused that no article can answer."""


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
    marks, state = marked(corpus, known, folder / "state.db")
    wrong = []
    for _ in range(number):
        asked, order = query(random, made)
        if random.random() < BROKEN:
            wrong += badly_told(corpus, marks, broken(random, asked.written), state)
            continue
        right = {at for at, story in known.items() if asked.answers(story)}
        answer = ask(corpus, marks, asked.written, state)
        if any(line.startswith("only the first ") for line in (answer.problem, *answer.said)):
            continue
        forgiven = any(": showing " in line for line in answer.said)
        if answer.problem.startswith(NO_ARTICLE) and not right:
            continue
        if answer.problem or (forgiven and right) or (not forgiven and set(answer.numbers) != right):
            wrong.append(
                f"{asked.written}: {answer.problem or answer.said} {sorted(answer.numbers)} {sorted(right)}"
            )
        elif not in_order([known[at] for at in answer.numbers], order):
            wrong.append(f"{asked.written}: not {order} first")
        elif asked.places and not forgiven:
            listed = places(corpus, ask(corpus, marks, asked.written, state, depth=Depth.MATCHED))
            if {place.article for place in listed} != right:
                wrong.append(f"{asked.written}: places of other articles")
    return wrong


def marked(corpus: Corpus, known: dict[int, Story], state: Path) -> tuple[MarkedArticles, Path]:
    """The marks of the reader, and the file of what else they did."""
    keys = {each.number: each.keys for each in corpus.articles}
    now = [0.0]
    with Store.open(state, clock=lambda: now[0]) as store:
        for number, story in known.items():
            if story.read:
                now[0] = noon(story.read)
                store.set_mark(Mark.READ, keys[number], on=True)
                seen = story.older if story.saw_older and story.older else story.copy
                store.set_seen(dict.fromkeys(keys[number], digest(seen)))
            if story.noted:
                now[0] = noon(story.noted)
                store.set_note(keys[number], "look here again")
            if story.begun:
                store.set_position(keys[number], Position(1, 0))
    flags = {
        Mark.READ: [key for number, story in known.items() if story.read for key in keys[number]],
        Mark.BOOKMARK: [key for number, story in known.items() if story.bookmarked for key in keys[number]],
    }
    return marked_articles(corpus, flags), state


def noon(day: date) -> float:
    return datetime.combine(day, time(12)).timestamp()  # in the time zone of the reader, as careader has it


def badly_told(corpus: Corpus, marks: MarkedArticles, typed: str, state: Path) -> list[str]:
    """What is wrong with the reason for which a query is refused, or with what is said of its answer."""
    answer = ask(corpus, marks, typed, state)
    lines = [answer.problem] if answer.problem else answer.said
    if answer.problem and answer.numbers:
        return [f"{typed!r}: refused and answered"]
    if not (answer.problem or answer.numbers or answer.said or typed.strip()):
        return []
    return [
        f"{typed!r}: {line!r}" for line in lines if not 10 < len(line) < 200 + 2 * len(typed) or "\n" in line
    ]


def in_order(found: list[Story], order: str) -> bool:
    """Whether stories stand in the order of the days that they first stood on."""
    dated = [story.days[0] for story in found if story.days]
    undated_last = all(story.days for story in found[: len(dated)])
    return not order or (undated_last and dated == sorted(dated, reverse=order == "newest"))


@pytest.mark.parametrize("seed", [1, 2])
def test_random_queries_have_the_answers_of_a_plain_scan(tmp_path: Path, seed: int) -> None:
    assert disagreements(tmp_path, seed, QUERIES // 2) == []
