"""Pieces of a text that are not read have nothing of what is looked for."""

import random
from itertools import chain

import pytest

from careader.find.search.query import read_query
from careader.find.search.searched_text import SearchedText
from careader.find.search.sieve import pieces_to_read
from careader.find.search.terms import every_lookup
from careader.text import PART_END

WORDS = (
    "The ferry", "a barge", "of Şalqar", "Нұрлы", "in the U.S.", "$5 million", "7%", "half", "No. 5",
    "the lock’s", "ferries", "Lock", "soft\u00adly", "№", "two", "million", "Lock. The", "mill. It", "5. 7",
    "$3. Two", "boat",
)  # fmt: skip
QUERIES = (
    "ferry", "ferr*", '"lock the"', '"mill it"', "salqar", "lock SAME $#", "boat SAME ferry", "# SAME salqar",
    "barge NEAR/3 boat", "(lock OR nurly) SAME %#", "headline:boat", "headline:#", "$#", "lock's", '"lock s"',
    "US", "softly SAME boat", "ferry NOT boat", "(ferry SAME boat) OR 7", "boat NOT (lock SAME #)",
)  # fmt: skip


def lines_of(rng: random.Random) -> list[str]:
    def sentence() -> str:
        return " ".join(rng.choices(WORDS, k=rng.randrange(1, 7))) + rng.choice(".!?")

    return [" ".join(sentence() for _ in range(rng.randrange(1, 5))) for _ in range(rng.randrange(1, 4))]


@pytest.mark.parametrize("query", QUERIES)
@pytest.mark.parametrize("headline", [False, True])
def test_the_same_places_as_in_a_text_read_whole(query: str, *, headline: bool) -> None:
    rng = random.Random(query)  # noqa: S311 - the same texts every time
    wanted = read_query(query).wanted
    assert wanted is not None
    only = [*every_lookup(wanted)]
    here = 0
    for _ in range(60):
        lines = lines_of(rng)
        sifted, whole = (
            SearchedText(lines, headline=headline, only=only),
            SearchedText(lines, headline=headline),
        )
        for lookup in only:
            places = whole.ranges(whole.spans(lookup))
            assert sifted.ranges(sifted.spans(lookup)) == places, lines
            for begin, _ in places:
                assert sifted.sentence_of(begin) == whole.sentence_of(begin)
            here += len(places)
    assert here or ("headline:" in query and not headline)


def test_only_sentences_that_may_have_it_are_read() -> None:
    lines = ["The ferry sails. The barge waits.", "A boat sinks.", "The ferry cost $5. The ferry sank."]

    def pieces(query: str) -> list[str]:
        wanted = read_query(query).wanted
        assert wanted is not None
        read = pieces_to_read(lines, every_lookup(wanted), headline=False)
        return [
            *chain(*([line[a:b].strip() for a, b in each] for line, each in zip(lines, read, strict=True)))
        ]

    assert pieces("barge") == ["The barge waits."]
    assert pieces("ferry SAME $#") == ["The ferry cost $5."]
    assert pieces('"barge waits"') == lines[:1]
    assert pieces("boat NEAR barge") == lines
    assert pieces("mill") == []


def test_between_pieces_that_are_read_no_phrase_goes_on() -> None:
    only = read_query("ferry lock").lookups
    reading = SearchedText(["The ferry. A boat. The lock."], only=only)
    assert [word.plain for word in reading.words] == ["the", "ferry", PART_END, "the", "lock"]
