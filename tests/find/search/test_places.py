"""The places that answer: whole sentences, where they stand, and what of them matches."""

from itertools import pairwise

import pytest

from careader.find.search.places import Place, places_in
from careader.find.search.query import read_query
from careader.index.sentences import sentence_ends

PARTS = [
    "The lake froze. The ice held the ferry, and the lake was loud. It cost $5 million to thaw.",
    "Ice on\tthe  canal",
    "A keeper, Dr. O. Venn of the U.S. Canal Office, paid 3.6 percent. He “saw no ice.” He left the lake.",
]


def found(query: str, headline: str = "Lake Freezes") -> list[Place]:
    return [*places_in(7, headline, PARTS, read_query(query).lookups)]


def shown(place: Place) -> list[str]:
    return [place.sentence[start:end] for start, end in place.spans]


@pytest.mark.parametrize(
    ("query", "sentences"),
    [
        ("ice", [PARTS[0][16:62], "Ice on the canal", "He “saw no ice.”"]),
        ("lake SAME ice", [PARTS[0][16:62]]),
        ("lake SAME (ice OR froze)", ["The lake froze.", PARTS[0][16:62]]),
        ("ice SAME #", []),
        ("keeper SAME %#", [PARTS[2][:65]]),
        ("$#", ["It cost $5 million to thaw."]),
        ("lake NEAR/1 froze", ["The lake froze."]),
        ("NEAR(ice lake, 2)", ["The lake froze.", PARTS[0][16:62]]),
        ("headline:lake", ["Lake Freezes"]),
        ("thaw -ice", ["It cost $5 million to thaw."]),
        ("is:read", []),
    ],
)
def test_sentences(query: str, sentences: list[str]) -> None:
    assert [place.sentence for place in found(query)] == sentences


def test_a_place_tells_where_it_stands() -> None:
    places = found("lake")
    assert [(place.part, place.start) for place in places] == [(-1, 0), (0, 0), (0, 16), (2, 83)]
    for place in places[1:]:
        assert PARTS[place.part][place.start :].startswith(place.sentence)
    assert {place.article for place in places} == {7}


def test_what_matches_is_brought_out_as_it_is_written() -> None:
    assert [shown(place) for place in found("lake SAME ice")] == [["ice", "lake"]]
    assert [shown(place) for place in found("keeper SAME %#")] == [["keeper", "3.6 percent"]]
    assert [shown(place) for place in found('"ice on the"')] == [["Ice on the"]]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("One. Two! Three? Four… Five", ["One.", "Two!", "Three?", "Four…", "Five"]),
        ("The U.S. envoy. In the U.S. The rest.", ["The U.S. envoy.", "In the U.S.", "The rest."]),
        ("Mr. Pell paid No. 5. “Go!” he said.", ["Mr. Pell paid No. 5.", "“Go!” he said."]),
        ("It grew 3.6 percent. 12 boats sank.", ["It grew 3.6 percent.", "12 boats sank."]),
        ("No stop", ["No stop"]),
        ("", [""]),
    ],
)  # fmt: skip
def test_sentence_ends(text: str, sentences: list[str]) -> None:
    ends = [0, *sentence_ends(text), len(text)]
    assert [text[begin:end].strip() for begin, end in pairwise(ends)] == sentences
