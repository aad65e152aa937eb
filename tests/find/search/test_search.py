"""Which articles answer a search, and in what order."""

from collections.abc import Collection, Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from careader.find.search import search
from careader.find.search.query import read_query
from careader.find.search.search import Depth, Found, find
from careader.find.search.terms import Phrase, wanted_terms
from tests.support import searched

Texts = Iterable[tuple[str, str]]


def phrases(found: Found) -> list[list[Phrase]]:
    """The ways to write what is brought out."""
    return [[phrase for term in wanted_terms(each) for phrase in term.phrases] for each in found.lookups]


def asked(texts: Texts, query: str, among: Collection[int] | None = None) -> Found:
    """What is found among articles: each a headline and a text, numbered from 1, the first the newest."""
    with searched(texts) as db:
        every = range(1, len([*texts]) + 1)

        def let_through(numbers: Iterable[int] | None) -> Iterable[int]:
            some = every if numbers is None else numbers
            return (number for number in some if among is None or number in among)

        filters = None if among is None else let_through

        def in_order(numbers: Iterable[int] | None) -> list[int]:
            return sorted(every if numbers is None else numbers)

        return find(db, read_query(query), newest_first=in_order, among=filters)


def found(texts: Texts, query: str, among: Collection[int] | None = None) -> list[int]:
    """The numbers of what is found, best first."""
    return asked(texts, query, among).numbers


RIVERS = [
    ("Ferry Stops", "The river froze, and the ferry waits on the river for the thaw of the river."),
    ("River Freezes", "Nobody crosses before spring."),
    ("Orchard Blooms", "Apricots flower above the valley."),
    ("Ferry Sails", "It crosses the lake at nine."),
]


def test_signs_that_are_not_seen_hide_no_word() -> None:
    texts = [
        ("Ferry Stops", "The reser\u00advoir holds much sto\u200bred wa\u00adter."),
        ("Ferry Sails", "A lake."),
    ]
    assert found(texts, "reservoir") == [1]
    assert found(texts, '"stored water"') == [1]


def test_a_word_in_the_headline_weighs_most() -> None:
    assert found(RIVERS, "river") == [2, 1]
    assert found(RIVERS, "ferry river") == [1]


def test_a_text_that_says_it_more_often_comes_first() -> None:
    texts = [("A", "one stork and a lake"), ("B", "stork after stork"), *[("C", "nothing")] * 6]
    assert found(texts, "stork") == [2, 1]


def test_a_rare_word_tells_more_than_a_common_one() -> None:
    texts = [("A", "boat boat tea"), ("B", "boat stork tea"), *[("C", "boat tea cup")] * 6]
    assert found(texts, "boat OR stork")[0] == 2


def test_what_answers_alike_stands_newest_first() -> None:
    texts = [("Bridge", "It opens.")] * 3
    assert found(texts, "bridge") == [1, 2, 3]
    assert found(texts, "bridge opens") == [1, 2, 3]


def test_only_what_is_let_through_is_found() -> None:
    assert found(RIVERS, "river", among={1, 3}) == [1]
    assert found(RIVERS, "ferry", among=()) == []
    assert found(RIVERS, "NOT river", among={1, 3}) == [3]
    assert found(RIVERS, "is:read", among={4, 2}) == [2, 4]


def test_what_is_let_through_keeps_its_order() -> None:
    texts = [("A", "stork"), ("B", "stork stork"), ("Stork", "lands"), *[("C", "tea")] * 6]
    every = found(texts, "stork")
    assert found(texts, "stork", among={1, 2, 3}) == every
    assert found(texts, "stork", among={1, 3}) == [number for number in every if number != 2]


def test_filters_alone_find_all_that_is_let_through_newest_first() -> None:
    assert found(RIVERS, "is:unread") == [1, 2, 3, 4]
    assert found(RIVERS, "date:2025", among={3}) == [3]


def test_what_is_only_left_out_leaves_all_others_newest_first() -> None:
    assert found(RIVERS, "NOT river") == [3, 4]
    assert found(RIVERS, "-river -orchard") == [4]
    assert found(RIVERS, "NOT (ferry river)") == [2, 3, 4]
    assert found(RIVERS, "NOT headline:ferry") == [2, 3]
    assert found(RIVERS, "NOT nonsense") == [1, 2, 3, 4]


@pytest.mark.parametrize("query", ["", "date:someday", "?"])
def test_what_asks_nothing_finds_nothing(query: str) -> None:
    assert found(RIVERS, query) == []


def test_nothing_is_found_where_there_is_nothing() -> None:
    assert found([], "river") == found([], "NOT river") == found([], "is:read") == []


TOWNS = [
    ("Bridges of the Town", "They need paint."),
    ("Bridge Falls", "Nobody was near."),
    ("Ferry Sails", "It needs no paint."),
]


def test_words_that_are_nowhere_together_are_taken_as_half_typed() -> None:
    answer = asked(TOWNS, "town bridge")
    assert (answer.numbers, answer.said) == ([1], ("not all together anywhere: showing town, bridge*",))
    answer = asked(TOWNS, "bridge town")
    assert (answer.numbers, answer.said) == ([1], ("not all together anywhere: showing bridge*, town*",))


@pytest.mark.parametrize("query", ["bridge ferry", '"bridge" town', "(bridge OR fall) sails"])
def test_words_that_are_nowhere_together_however_they_go_on_find_nothing(query: str) -> None:
    assert asked(TOWNS, query).numbers == []


def test_words_that_only_ask_are_left_out_where_no_article_has_them_all() -> None:
    answer = asked(RIVERS, "what did the ferry do about the thaw?")
    assert (answer.numbers, answer.said) == ([1], ("not all together anywhere: showing ferry, thaw",))
    assert asked(RIVERS, "the ferry").said == ()
    assert asked(RIVERS, '"what did" the ferry do').numbers == []
    assert asked(RIVERS, "what about").numbers == []


@pytest.mark.parametrize(
    "query", ["bridge NOT falls", "bridge -headline:falls", "bridge NOT (falls OR town)"]
)
def test_a_word_alone_that_only_stands_with_what_is_left_out_is_not_taken_as_half_typed(query: str) -> None:
    answer = asked(TOWNS, query)
    assert (answer.numbers, answer.said) == ([], ())


def test_a_headline_can_be_left_out_on_either_side_of_its_sign() -> None:
    kept = [("Town Sleeps", "No bridge, no ferry."), TOWNS[2]]
    for query in ("headline:-bridge", "headline:NOT bridge", "NOT headline:bridge"):
        assert found([TOWNS[1], *kept], query) == [2, 3]
    assert found([TOWNS[1], *kept], "ferry headline:-sails") == [2]


def test_words_that_are_together_are_not_taken_as_half_typed() -> None:
    answer = asked(TOWNS, "bridge falls")
    assert (answer.numbers, answer.said) == ([2], ())


def test_says_what_was_passed_over_and_what_was_forgiven() -> None:
    answer = asked(TOWNS, "fery AND")
    assert answer.numbers == [3]
    assert answer.said == ("AND stands between two words: water AND gas", "no “fery” here: showing ferry")


def test_tells_what_to_bring_out_as_the_archive_has_it() -> None:
    def brought_out(texts: Texts, query: str) -> list[list[str]]:
        return [
            [str(phrase) for term in wanted_terms(each) for phrase in term.phrases]
            for each in asked(texts, query).lookups
        ]

    assert brought_out(TOWNS, "fery NOT lake") == [["ferry"]]
    assert brought_out(TOWNS, "town bridge") == [["town"], ["bridge*"]]
    assert brought_out([("Tokaev", "rides"), ("Tokayev", "sails")], "tokayev") == [["tokayev", "tokaev"]]
    assert brought_out(TOWNS, "NOT ferry") == brought_out(TOWNS, "is:read") == []


NAMES = [
    ("Astana Opera", "It opens."),
    ("Nur-Sultan Opera", "It opens."),
    *[("Almaty Circus", "It closes.")] * 6,
    ("Alma-Ata Circus", "It closes."),
    *[("Tokaev Rides", "He waves.")] * 5,
    ("Tokayev Rides", "He waves."),
]


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("astana", 1),
        ("nur-sultan", 2),
        ("almaty", 3),
        ("alma-ata", 9),
        ("tokaev", 10),
        ("tokayev", 15),
    ],
)
def test_a_name_as_it_was_typed_comes_before_its_others_however_rare(query: str, first: int) -> None:
    assert found(NAMES, query)[0] == first


def test_where_the_typed_name_is_absent_the_nearest_to_it_comes_first() -> None:
    answer = asked([("A", "Astana froze"), ("B", "Nur-Sultan froze")], "nursultan")
    assert (answer.numbers, answer.said) == ([2, 1], ())
    assert [phrase.counts for phrase in phrases(answer)[0]] == [
        1,
        pytest.approx(0.5 / 0.9),
    ]


def test_initials_are_no_beginning_of_other_words() -> None:
    answer = asked([("A", "The U.S. envoy came."), ("B", "They used it as usual.")], "US")
    assert (answer.numbers, answer.said) == ([1], ())


def test_another_spelling_tells_almost_what_the_typed_one_does() -> None:
    texts = [
        ("A", "tokayev rides on and on"),
        ("B", "tokaev and tokaev and tokaev"),
        *[("C", "tea for all of us")] * 9,
    ]
    assert found(texts, "tokayev") == [2, 1]


MANY = [
    ("Ferry" if number % 6 == 0 else "Boat", "The ferry sails. " * (number % 4 + 1))
    if number % 2 == 0
    else ("Lake", "It shines.")
    for number in range(60)
]
"""Sixty articles: every second one speaks of a ferry, every sixth has it in the headline."""

SPEAKING = [*range(1, 60, 2)]
TITLED = [*range(1, 60, 6)]


@pytest.fixture
def very_many(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten articles are very many."""
    monkeypatch.setattr(search, "_RANKED", 10)


@pytest.mark.usefixtures("very_many")
def test_of_very_many_those_with_it_in_the_headline_come_first_then_the_newest() -> None:
    answer = found(MANY, "ferry")
    assert sorted(answer[:10]) == TITLED
    assert answer[10:] == [number for number in SPEAKING if number not in TITLED]


@pytest.mark.usefixtures("very_many")
@pytest.mark.parametrize("query", ["ferry", "ferry sails", "sails", "ferr*", "ferry NEAR sails", "NOT lake"])
def test_very_many_are_all_found_once_and_always_in_one_order(query: str) -> None:
    answer = found(MANY, query)
    assert sorted(answer) == SPEAKING
    assert found(MANY, query) == answer


@pytest.mark.usefixtures("very_many")
def test_what_most_say_stands_newest_first() -> None:
    assert found(MANY, "ferry OR lake") == [*range(1, 61)]


@pytest.mark.usefixtures("very_many")
def test_of_very_many_only_what_is_let_through_is_found() -> None:
    among = {*SPEAKING[2:25], 2}
    answer = found(MANY, "ferry", among)
    assert sorted(answer) == SPEAKING[2:25]
    assert answer == [number for number in found(MANY, "ferry") if number in among]


def test_the_best_is_the_same_of_few_and_of_very_many(monkeypatch: pytest.MonkeyPatch) -> None:
    few = found(MANY, "ferry")
    monkeypatch.setattr(search, "_RANKED", 10)
    assert found(MANY, "ferry")[0] == few[0]


WORDS = st.sampled_from(["ferry", "river", "boat", "tokayev", "tokaev", "ice"])
ARTICLES = st.tuples(
    st.lists(WORDS, max_size=3).map(" ".join), st.lists(WORDS, min_size=1, max_size=8).map(" ".join)
)


@settings(max_examples=60)
@given(st.lists(ARTICLES, max_size=12), st.lists(WORDS, min_size=1, max_size=3), st.data())
def test_each_article_that_has_all_of_the_words_is_found_once(
    texts: list[tuple[str, str]], words: list[str], data: st.DataObject
) -> None:
    def says(number: int, word: str) -> bool:
        spelled = {"tokayev", "tokaev"} if word.startswith("toka") else {word}
        return not spelled.isdisjoint(" ".join(texts[number - 1]).split())

    have = {number for number in range(1, len(texts) + 1) if all(says(number, word) for word in words)}
    among = data.draw(st.none() | st.sets(st.integers(1, 12)))
    answer = found(texts, " ".join(words), among)
    if have:
        assert sorted(answer) == sorted(have if among is None else have & among)


SUMS = [
    ("Lock Opens", "The lock leaks. A barge costs $9."),
    ("Barge Costs $9", "It sank."),
    ("Barge Sinks", "A barge cost 5 euros. It was old. Locks cost $2."),
]


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ("lock SAME $#", []),
        ("locks SAME $#", [3]),
        ("barge SAME $#", [1, 2, 3]),
        ("(lock OR locks) SAME $#", [3]),
        ("barg* SAME $#", [1, 2, 3]),
        ("barge SAME %#", []),
        ("headline:(barge SAME $#)", [2]),
    ],
)
def test_the_index_tells_which_words_stand_beside_an_amount(query: str, numbers: list[int]) -> None:
    with searched(SUMS) as db:
        matched = find(db, read_query(query), newest_first=lambda some: [*(some or ())], depth=Depth.MATCHED)
    assert sorted(matched.numbers) == numbers


def test_sentences_between_those_with_amounts_count_for_what_stands_near() -> None:
    """The index has the sentences with amounts once more: there 5 euros are followed by locks."""
    assert found(SUMS, "euros NEAR/2 locks") == []
    assert found(SUMS, "euros NEAR/4 locks") == [3]
    assert found(SUMS, '"barge costs" -leaks') == [2]
