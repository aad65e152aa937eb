"""Asking a corpus: words, marks and dates together, and what cannot be answered."""

from collections.abc import Callable, Collection, Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from careader.capture import Block, Capture, Copy, Kind
from careader.corpus import Corpus
from careader.errors import IndexDamagedError
from careader.find.search.terms import wanted_terms
from careader.index.tables import connect
from careader.sitting.asking import Answer, ask
from careader.sitting.marked_articles import marked_articles
from careader.sitting.own_selections import OwnSelections
from careader.state import Mark, Position, Store
from tests.support import corpus_of

STORIES = {
    "Ferry": "The ferry crosses the lake again, now that the ice has gone and the keeper has painted it.",
    "Well": "A village found water under eighty feet of clay, and the keeper of the well tasted iron in it.",
    "Orchard": "Apricots flower in the orchard above the water, a fortnight before anybody expected them.",
    "Bakery": "A bakery opened beside the mill; the first loaf went to Tokayev Street, the next to a stork.",
}


def story(name: str) -> Copy:
    blocks = (Block(Kind.PARAGRAPH, STORIES[name]),)
    return Copy(f"{name} Tells a Tale", blocks, excerpt=False, confidence=1.0, line=1)


def capture(path: str, day: date | None, *names: str) -> Capture:
    return Capture(path, day, (), None, (), tuple(map(story, names)))


@pytest.fixture
def corpus(tmp_path: Path) -> Iterator[Corpus]:
    """Two days of March, one of the year after, and an undated capture; the well stood on three of them."""
    captures = [
        capture("a", date(2025, 3, 3), "Ferry", "Well"),
        capture("b", date(2025, 3, 4), "Well"),
        capture("c", date(2026, 1, 1), "Bakery"),
        capture("d", None, "Well", "Orchard"),
    ]
    with closing(corpus_of(captures, tmp_path / "index.db")) as made:
        yield made


Names = Callable[..., list[str]]


@pytest.fixture
def names(corpus: Corpus) -> Names:
    """The first words of the headlines that a question finds, best first; some articles have marks."""

    def find(text: str, *, read: Collection[str] = (), bookmarked: Collection[str] = ()) -> list[str]:
        keys = {
            mark: [key for each in corpus.articles if each.headline.split()[0] in marked for key in each.keys]
            for mark, marked in ((Mark.READ, read), (Mark.BOOKMARK, bookmarked))
        }
        answer = ask(corpus, marked_articles(corpus, keys), text)
        assert answer.problem == ""
        return [article.headline.split()[0] for article in corpus.fetch(answer.numbers)]

    return find


@pytest.fixture
def answer(corpus: Corpus) -> Callable[[str], Answer]:
    """What a question comes to where nothing is marked."""
    marks = marked_articles(corpus, {Mark.READ: [], Mark.BOOKMARK: []})
    return lambda text: ask(corpus, marks, text)


def test_words_are_found_in_headline_and_text(names: Names) -> None:
    assert names("ferry") == ["Ferry"]
    assert names("headline:ferry") == ["Ferry"]
    assert sorted(names("keeper")) == ["Ferry", "Well"]
    assert names("keeper iron") == ["Well"]
    assert names("headline:keeper") == []
    assert sorted(names("tale")) == sorted(STORIES)


def test_a_phrase_at_the_end_of_a_headline_or_a_text(names: Names) -> None:
    assert names('"tasted iron in it"') == ["Well"]
    assert names('"well tells a tale"') == ["Well"]
    assert names('"mill the first loaf"') == ["Bakery"]
    assert names('"tale a village"') == []  # no phrase goes on from the headline into the text
    assert names("next NEAR/3 stork") == ["Bakery"]


def test_marks(names: Names) -> None:
    marked = {"read": ["Well"], "bookmarked": ["Well", "Ferry"]}
    assert names("is:read", **marked) == ["Well"]
    assert names("is:unread", **marked) == ["Bakery", "Ferry", "Orchard"]
    assert names("NOT is:unread", **marked) == ["Well"]
    assert names("is:bookmarked is:unread", **marked) == ["Ferry"]
    assert names("NOT is:bookmarked", **marked) == ["Bakery", "Orchard"]
    assert sorted(names("water", **marked)) == ["Orchard", "Well"]
    assert names("water is:unread", **marked) == ["Orchard"]
    assert names("ferry is:read", **marked) == []


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("date:2025-03-03", ["Ferry", "Well"]),
        ("date:2025-03-04", ["Well"]),
        ("date:2025-03", ["Ferry", "Well"]),
        ("date:2025", ["Ferry", "Well"]),
        ("date:2025-03-04..2026", ["Bakery", "Well"]),
        ("date:2025-03-04..", ["Bakery", "Well"]),
        ("date:..2025-03-03", ["Ferry", "Well"]),
        ("date:2025-03-03 date:2025-03-04", ["Well"]),
        ("NOT date:2025-03-04", ["Bakery", "Ferry", "Orchard"]),
        ("NOT date:2025", ["Bakery", "Orchard"]),
        ("date:2025 NOT date:2025-03-04", ["Ferry"]),
        ("date:2025-04", []),
        ("date:undated", ["Orchard", "Well"]),
        ("NOT date:undated", ["Bakery", "Ferry"]),
        ("date:undated date:2025", ["Well"]),
        ("date:undated NOT date:2025", ["Orchard"]),
        ("water date:2025", ["Well"]),
        ("NOT water date:2025", ["Ferry"]),
    ],
)
def test_dates(names: Names, query: str, found: list[str]) -> None:
    assert sorted(names(query)) == found


def test_without_words_the_order_is_that_of_the_corpus(names: Names, corpus: Corpus) -> None:
    assert names("NOT nothing") == [article.headline.split()[0] for article in corpus.articles]
    assert names("is:unread") == names("NOT nothing")


def test_an_answer_tells_what_to_bring_out_and_what_was_forgiven(answer: Callable[[str], Answer]) -> None:
    told = answer("tokaev strok")
    assert [[str(run) for term in wanted_terms(each) for run in term.phrases] for each in told.terms] == [
        ["tokayev"],
        ["stork"],
    ]
    assert told.said == ("no “strok” here: showing stork",)
    assert len(told.numbers) == 1


@pytest.mark.parametrize("query", ["", "  ", "\t\n"])
def test_an_empty_question_has_no_answer(answer: Callable[[str], Answer], query: str) -> None:
    assert answer(query) == Answer()


@pytest.mark.parametrize("query", ["date:someday", "is:purple", "NEAR(", "?", "canal OR NOT ice"])
def test_what_cannot_be_understood_is_a_problem_in_one_line(
    answer: Callable[[str], Answer], query: str
) -> None:
    told = answer(query)
    assert told == Answer(said=told.said, problem=told.problem)
    assert len(told.problem.splitlines()) == 1


def test_marks_looked_up_before_an_article_came_do_not_count_for_it(corpus: Corpus) -> None:
    marks = marked_articles(corpus, {Mark.READ: [], Mark.BOOKMARK: []})
    for flags in marks.flags.values():
        del flags[2:]
    assert len(ask(corpus, marks, "is:unread").numbers) == len(STORIES)
    assert ask(corpus, marks, "is:read").numbers == []


def test_an_index_that_cannot_be_searched_is_said_to_be_damaged(
    corpus: Corpus, answer: Callable[[str], Answer]
) -> None:
    with closing(connect(corpus.path)) as db:
        db.execute("DROP TABLE search_words")
    corpus.renew()
    with pytest.raises(IndexDamagedError):
        answer("ferry")


PARTS = "water keeper tokaev NOT OR AND NEAR NEAR( ( ) - * is:read is:unread date:2025 date:undated".split()
TEXTS = st.one_of(st.text(max_size=40), st.lists(st.sampled_from(PARTS), max_size=12).map(" ".join))


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(TEXTS)
def test_any_text_has_an_answer_or_a_problem(
    corpus: Corpus, answer: Callable[[str], Answer], text: str
) -> None:
    told = answer(text)
    assert set(told.numbers) <= set(corpus.articles.numbers)
    assert len(set(told.numbers)) == len(told.numbers)
    assert not (told.problem and told.numbers)
    assert all(len(line.splitlines()) == 1 for line in (*told.said, told.problem or "-"))


def test_no_phrase_goes_on_in_the_next_block_or_item(tmp_path: Path) -> None:
    blocks = (
        Block(Kind.PARAGRAPH, "The keeper of the old"),
        Block(Kind.LIST, "canal, lock and sluice", ("oil the gate", "paint the boat")),
    )
    copy = Copy("Work for May", blocks, excerpt=False, confidence=1.0, line=1)
    corpus = corpus_of([Capture("a", date(2025, 3, 3), (), None, (), (copy,))], tmp_path / "one.db")
    marks = marked_articles(corpus, dict.fromkeys(Mark, ()))
    texts = ['"old canal"', '"gate paint"', '"the old"', "old canal gate"]
    assert [len(ask(corpus, marks, text).numbers) for text in texts] == [0, 0, 1, 1]


def test_articles_that_the_index_does_not_list_are_damage(corpus: Corpus) -> None:
    corpus.rest()
    corpus.database.execute("DELETE FROM facts WHERE name IN ('order', 'last_article')")
    corpus.renew()
    with pytest.raises(IndexDamagedError):
        ask(corpus, marked_articles(corpus, dict.fromkeys(Mark, ())), "water")


@pytest.mark.parametrize(("behind", "begun"), [(300, set()), (301, {1})])
def test_a_place_three_hundred_words_before_the_end_is_at_the_end(
    tmp_path: Path, behind: int, begun: set[int]
) -> None:
    blocks = (Block(Kind.PARAGRAPH, STORIES["Well"]), Block(Kind.PARAGRAPH, " ".join(["sand"] * behind)))
    made = capture("a.txt", None)._replace(copies=(story("Well")._replace(blocks=blocks),))
    with closing(corpus_of([made], tmp_path / "index.db")) as corpus:
        (article,) = corpus.fetch([1])
        with Store.open(tmp_path / "state.db") as store:
            store.set_position(article.keys, Position(1, 0))
        with closing(OwnSelections(corpus, tmp_path / "state.db")) as own:
            assert own.begun() == begun
