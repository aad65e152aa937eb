"""What the search table holds of an article."""

from careader.index.figures import signs_of
from careader.index.search_columns import search_columns
from careader.index.stored import COLUMNS
from careader.text import PART_END

PARTS = [
    "A ferry sank. It cost $9 million. Nobody paid.",
    "Two thirds swam, and 5% rowed. They paid 40 euros.",
]


def columns(headline: str, parts: list[str]) -> dict[str, str]:
    found = search_columns(headline, parts, signs_of(headline, parts))
    return dict(zip(COLUMNS, found, strict=True))


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
