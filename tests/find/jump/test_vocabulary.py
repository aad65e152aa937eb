"""The vocabulary of headlines: which word of it a typed word is."""

import pytest

from careader.find.jump.headline_words import HeadlineWords

VOCABULARY = HeadlineWords.read(["Kazakhstan Votes", "Rates of 3.6", "A Bus"]).vocabulary


@pytest.mark.parametrize(
    ("typed", "word"),
    [("kazakhstan", "kazakhstan"), ("kazakhstans", "kazakhstan"), ("votess", "votes"), ("36", "3.6")],
)
def test_a_word_without_its_sign_is_known(typed: str, word: str) -> None:
    assert VOCABULARY.known(typed) == VOCABULARY.numbers[word]


@pytest.mark.parametrize("typed", ["kazakhst", "kazakhsta", "as", "63"])
def test_another_word_is_not_known(typed: str) -> None:
    assert VOCABULARY.known(typed) is None
