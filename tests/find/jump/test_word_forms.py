import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careader.find.jump.word_forms import WORD, plain_form


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Café-goers’ choice", ["Café", "goers", "choice"]),
        ("The U.S.–China talks", ["The", "U.S.", "China", "talks"]),
        ("the u.s. and u.k", ["the", "u.s.", "and", "u.k"]),
        ("A.Ivanov sings", ["A", "Ivanov", "sings"]),
        ("1,200 tulips cost $3.5 each", ["1,200", "tulips", "cost", "3.5", "each"]),
        ("O‘zbekiston’s snow_plough", ["O‘zbekiston’s", "snow", "plough"]),
        (unicodedata.normalize("NFD", "Gülnara"), [unicodedata.normalize("NFD", "Gülnara")]),
        ("— “…” 😀", []),
    ],
)
def test_words_of_a_text(text: str, words: list[str]) -> None:
    assert WORD.findall(text) == words


@pytest.mark.parametrize(
    ("word", "form"),
    [
        ("Türkiye’s", "turkiye"),
        ("Almaty's", "almaty"),
        ("U.S.", "us"),
        ("1,200", "1200"),
        ("3.5", "3.5"),
        ("O‘zbekiston", "ozbekiston"),
        ("Алматы", "almaty"),
        ("Қазақстан", "kazakstan"),
        ("Щётка", "shchetka"),
        ("\u0301", ""),
    ],
)
def test_plain_form(word: str, form: str) -> None:
    assert plain_form(word) == form


@given(st.text(max_size=30))
def test_a_form_is_its_own_form(text: str) -> None:
    for word in WORD.findall(text):
        form = plain_form(word)
        assert plain_form(form) == form
        assert all(character.isalnum() or character == "." for character in form)
