"""What the search table holds of an article."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careader.index.figures import Figure, figures_in
from careader.index.search_columns import search_columns
from careader.index.sentences import sentence_ends
from careader.index.stored import COLUMNS
from careader.text import PART_END, plain_words

PARTS = [
    "A ferry sank. It cost $9 million. Nobody paid.",
    "Two thirds swam, and 5% rowed. They paid 40 euros.",
]

TEXTS = st.lists(
    st.sampled_from(
        [
            "$",
            "5",
            " million",
            "%",
            ". ",
            "A",
            " third",
            " half a ",
            "two",
            " of",
            " ",
            "Dr",
            "’",
            "by",
            ",",
            "é",
            "USD",
            "-",
        ]
    ),
    max_size=12,
).map("".join)


def columns(headline: str, parts: list[str]) -> dict[str, str]:
    return dict(zip(COLUMNS, search_columns(headline, parts), strict=True))


def words(text: str) -> str:
    return " ".join(
        "".join(sign if sign.isalnum() or sign == PART_END else " " for sign in text).split()
    ).lower()


def test_sentences_with_amounts_and_shares_stand_once_more() -> None:
    found = columns("Ferry Sinks", PARTS)
    assert words(found["headline"]) == "ferry sinks"
    assert words(found["money"]) == f"it cost 9 million {PART_END} they paid 40 euros"
    assert words(found["share"]) == "two thirds swam and 5 rowed"


def test_a_headline_with_an_amount_stands_among_them() -> None:
    found = columns("Ferry Costs $9", ["Nobody paid."])
    assert words(found["money"]) == "ferry costs 9"
    assert found["share"] == ""


def test_an_article_without_figures_has_none() -> None:
    found = columns("Ferry Sinks", ["Nobody paid.", "In 2019 it rained."])
    assert (found["money"], found["share"]) == ("", "")


def test_signs_tell_headline_and_text_apart() -> None:
    assert columns("Ferry Sails", ["Nobody counted."])["signs"] == ""
    assert columns("Ferry Sails", ["It took 9 geese.", "They paid $2."])["signs"] == "¶figure ¶money"
    found = columns("Ferry Costs $2", ["Half of them paid 5%."])
    assert found["signs"] == "¶figure ¶money ¶share ¶figure¶ ¶money¶"


def test_a_sign_tells_how_long_the_longest_sentence_is() -> None:
    thirty = " ".join(["oar"] * 30) + "."
    assert columns("Ferry Sails", [thirty, thirty])["signs"] == ""
    assert columns("Ferry Sails", [f"Each {thirty}"])["signs"] == "¶longer30"
    assert columns("Ferry Sails", [f"Each of Zübeyde’s {' oar-oar' * 22}."])["signs"] == "¶longer30 ¶longer45"


@pytest.mark.parametrize("first", ["They paid $", "They paid USD ", "By a", "They met Dr", "Nobody paid"])
def test_each_part_is_read_by_itself(first: str) -> None:
    parts = [first, "5 million came. It lost a third", "boat"]
    found = columns("Ferry Sails", parts)
    alone = " ".join(columns("Ferry Sails", [part])["signs"] for part in parts)
    assert {*found["signs"].split()} == {*alone.split()}
    assert found["share"] == "It lost a third"
    assert found["body"] == f" {PART_END} ".join(parts)


@given(st.lists(TEXTS, min_size=1, max_size=4))
def test_looking_through_all_parts_at_once_finds_what_each_part_has(parts: list[str]) -> None:
    """Figures and sentences of the whole article are those that a query finds line by line."""
    found = columns("", parts)
    money = [
        plain_words(part[begin:end])
        for part in parts
        for begin, end in pairwise((0, *sentence_ends(part), len(part)))
        if any(begin <= at < end for at, _ in figures_in(part, Figure.MONEY))
    ]
    assert [plain_words(sentence) for sentence in found["money"].split(PART_END) if sentence] == money
