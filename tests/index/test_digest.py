"""The words of a text as they are compared: the same whether they are made one by one or all at once."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from careader.index.digest import CHUNK, compared_word, compared_words, end_of_excerpt

SIGNS = "ab5é.,:-−‐‑–—―﹘－•▪\u00ad'’\"“() /$€\u00a0яß?!*|\\\n"


@given(st.text(SIGNS, max_size=12))
@example("－5")
@example("é －5")
@example("é -5")
@example("5.3—a.")
def test_the_words_of_a_text_are_those_of_its_chunks(text: str) -> None:
    assert compared_words(text) == [word for chunk in CHUNK.findall(text) if (word := compared_word(chunk))]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Boats—and “piers”, they’re 1.5 km off.", ["boats", "and", "piers", "theyre", "1.5", "km", "off"]),
        ("minus -5 or −5, not 3-5 nor 3−5", ["minus", "-5", "or", "-5", "not", "3", "5", "nor", "3", "5"]),
        ("Café CAFÉ cafe", ["cafe", "cafe", "cafe"]),
        ("• — ?", []),
    ],
)
def test_words_are_compared_without_signs_accents_and_capitals(text: str, words: list[str]) -> None:
    assert compared_words(text) == words


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("a boat came", 3),
        ("a boat came. Continue reading", 3),
        ("a boat came. Continue reading Mila Ostrand", 3),
        ("reading goes on, they continue", 5),
    ],
)
def test_an_excerpt_ends_before_the_words_that_lead_on(text: str, length: int) -> None:
    assert end_of_excerpt(compared_words(text)) == length
