"""What an archive has for what was typed: itself, its other spellings, or what was meant."""

import sqlite3
from collections.abc import Callable, Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from careader.find.search.fitting import fit
from careader.find.search.query import read_query
from careader.find.search.terms import Node, expression, wanted_terms
from careader.text import plain_words
from tests.support import searched

TEXTS = [
    "Tokayev counted the storks.",
    "Tokaev counted the herons.",
    "Токаев открыл мост.",
    "Zelenskyy wrote to the ferrymen.",
    "Türkiye lent a snow plough, and turkeys gobbled.",
    "Alma-Ata remembers an orchard.",
    "Almaty plants another one.",
    "Nur-Sultan thawed in May.",
    "Astana froze again.",
    "The railway to Osh was repaired; railwaymen cheered.",
    "Irrigation of the melon fields begins.",
    "The Silk Road is a road of many roads.",
    "Teh printer slipped.",
    "The U.S. envoy bought a saddle.",
    "A well-known ferryman sings.",
]


@pytest.fixture(scope="module")
def db() -> Iterator[sqlite3.Connection]:
    """An archive of one article for each text."""
    with searched(("A headline", text) for text in TEXTS) as made:
        yield made


Taken = tuple[list[str], list[str]]


@pytest.fixture
def taken(db: sqlite3.Connection) -> Callable[..., Taken]:
    """How a query is taken: the texts it then finds, and what is said."""

    def take(query: str, *, forgive: bool = True) -> Taken:
        said: list[str] = []
        node = fit(db, wanted(query), said, forgive=forgive)
        rows = db.execute("SELECT rowid FROM search WHERE search MATCH ?", (expression(node),))
        return [TEXTS[number - 1] for (number,) in rows], said

    return take


def wanted(query: str) -> Node:
    node = read_query(query).wanted
    assert node is not None
    return node


TOKAYEVS, ALMATYS, ASTANAS = TEXTS[:3], TEXTS[5:7], TEXTS[7:9]


@pytest.mark.parametrize(
    ("query", "texts"),
    [
        ("Tokayev", TOKAYEVS),
        ("tokaev", TOKAYEVS),
        ("Токаев", TOKAYEVS),
        ("Türkiye", TEXTS[4:5]),
        ("almaty", ALMATYS),
        ("alma-ata", ALMATYS),
        ("Алматы", ALMATYS),
        ("astana", ASTANAS),
        ("nur sultan", ASTANAS),
        ("Нур-Султан", ASTANAS),
        ("Tokayev NEAR storks", TEXTS[:1]),
        ("almaty OR astana", [*ALMATYS, *ASTANAS]),
        ("astana froze", TEXTS[8:9]),
        ("tokaev -storks", TEXTS[1:3]),
    ],
)
def test_a_name_in_the_archive_finds_its_other_spellings_without_a_word(
    taken: Callable[..., Taken], query: str, texts: list[str]
) -> None:
    assert taken(query) == (texts, [])


@pytest.mark.parametrize(
    ("query", "text", "said"),
    [
        ("Zelenksy", 3, "no “zelenksy” here: showing zelenskyy"),
        ("railwya", 9, "no “railwya” here: showing railway"),  # two letters swapped
        ("raiway", 9, "no “raiway” here: showing railway"),  # one left out
        ("railwaay", 9, "no “railwaay” here: showing railway"),  # one too many
        ("rajlway", 9, "no “rajlway” here: showing railway"),  # another one
        ("irrgaton", 10, "no “irrgaton” here: showing irrigation"),  # two typos
        ("silkroad", 11, "no “silkroad” here: showing silk road"),
        ("silk-raod", 11, "no “silk raod” here: showing silk road"),
    ],
)
def test_what_stands_nowhere_finds_what_was_meant_and_says_so(
    taken: Callable[..., Taken], query: str, text: int, said: str
) -> None:
    assert taken(query) == ([TEXTS[text]], [said])


@pytest.mark.parametrize(
    ("query", "texts"),
    [
        ("Zelenskiy", TEXTS[3:4]),
        ("turkey", TEXTS[4:5]),  # not turkeys
        ("nursultan", ASTANAS),
        ("rail-way", TEXTS[9:10]),
        ("US", TEXTS[13:14]),  # not used
        ("US envoy", TEXTS[13:14]),
        ("headline:head-line", TEXTS),
    ],
)
def test_what_stands_only_in_another_spelling_is_found_without_a_word(
    taken: Callable[..., Taken], query: str, texts: list[str]
) -> None:
    assert taken(query) == (texts, [])


@pytest.mark.parametrize(
    ("query", "texts", "said"),
    [
        ("railwya*", TEXTS[9:10], "no “railwya*” here: showing railway*"),
        ("irigat*", TEXTS[10:11], "no “irigat*” here: showing irrigat*"),
        ("well-knwon*", TEXTS[14:15], "no “well knwon*” here: showing well known*"),
        ("wlel-kno*", TEXTS[14:15], "no “wlel kno*” here: showing well kno*"),
        ("token*", [], "no “token*” here"),  # not Tokaev
        ("teg*", [], "no “teg*” here"),  # too short to be mistyped
        ('"railwya"*', [], "no “railwya*” here"),
        ("headline:railw*", [], "no headline has “railw*”"),
    ],
)
def test_a_beginning_is_only_taken_for_another_one(
    taken: Callable[..., Taken], query: str, texts: list[str], said: str
) -> None:
    assert taken(query) == (texts, [said])


def test_of_several_near_beginnings_the_common_are_meant() -> None:
    with searched(("", text) for text in ["harbour"] * 20 + ["harbinger"] * 10 + ["harbst"]) as made:
        said: list[str] = []
        fit(made, wanted("harbx*"), said)
        assert said == ["no “harbx*” here: showing harbo* and harbi*"]


def test_a_word_that_stands_nowhere_may_be_half_typed(taken: Callable[..., Taken]) -> None:
    assert taken("irrig") == (TEXTS[10:11], ["no “irrig” here: showing irrig*"])


@pytest.mark.parametrize(
    ("query", "texts"),
    [
        ("railway", TEXTS[9:10]),  # not railwaymen
        ("roads", TEXTS[11:12]),
        ("teh", TEXTS[12:13]),  # however odd: it is in the archive
        ("storks", TEXTS[:1]),
        ("ferryman", TEXTS[14:15]),  # not ferrymen
    ],
)
def test_a_word_that_is_in_the_archive_is_never_replaced(
    taken: Callable[..., Taken], query: str, texts: list[str]
) -> None:
    assert taken(query) == (texts, [])


@settings(max_examples=100)
@given(st.sampled_from(sorted({word for text in TEXTS for word in plain_words(text)})))
def test_every_word_of_the_archive_means_itself_first(db: sqlite3.Connection, word: str) -> None:
    said: list[str] = []
    (term,) = wanted_terms(fit(db, wanted(word), said))
    assert (term.phrases[0].words, term.phrases[0].counts, said) == ((word,), 1.0, [])
    assert all(phrase.counts < 1 for phrase in term.phrases[1:])


@pytest.mark.parametrize("query", ['"Tokayev"', '"tokayev" counted'])
def test_a_quoted_word_means_only_itself(taken: Callable[..., Taken], query: str) -> None:
    assert taken(query) == (TEXTS[:1], [])


def test_a_quoted_word_that_stands_nowhere_finds_nothing_and_says_so(taken: Callable[..., Taken]) -> None:
    assert taken('"railwya"') == ([], ["no “railwya” here"])


@pytest.mark.parametrize(
    ("query", "texts"),
    [
        ("counted NOT tokayev", []),  # another spelling is meant as well
        ('counted NOT "tokayev"', TEXTS[1:2]),
        ("counted NOT tokyev", TEXTS[:2]),  # a mistyped one is not
        ("orchard NOT almat", TEXTS[5:6]),  # nor one half typed
    ],
)
def test_what_is_left_out_is_never_forgiven(
    taken: Callable[..., Taken], query: str, texts: list[str]
) -> None:
    assert taken(query) == (texts, [])


def test_nothing_is_forgiven_where_all_is_to_be_left_out(taken: Callable[..., Taken]) -> None:
    assert taken("railwya", forgive=False) == ([], [])
    assert taken("Токаев", forgive=False) == (TOKAYEVS, [])


@pytest.mark.parametrize("query", ["xyzzy", "xq", "12345", "كتاب", "q" * 300])
def test_what_nothing_comes_near_to_stays_as_it_was_typed(taken: Callable[..., Taken], query: str) -> None:
    found, (said,) = taken(query)
    assert (found, "showing" in said) == ([], False)
    assert len(said) < 100


def test_each_word_is_told_once(taken: Callable[..., Taken]) -> None:
    assert taken("railwya OR (railwya osh) OR tokayev")[1] == ["no “railwya” here: showing railway"]


def test_a_word_of_texts_only_is_told_from_one_of_headlines(taken: Callable[..., Taken]) -> None:
    assert taken("headline:railway") == ([], ["no headline has “railway”"])
    assert taken("headline:headlien") == (TEXTS, ["no “headlien” here: showing headline"])


def test_of_several_near_words_the_common_and_the_likely_are_meant() -> None:
    with searched(("", text) for text in ["boats"] * 20 + ["boots"] * 10 + ["bouts"]) as made:
        said: list[str] = []
        fit(made, wanted("bo9ts"), said)
        fit(made, wanted("bopts"), said)
        assert said == ["no “bo9ts” here", "no “bopts” here: showing boats and boots"]
