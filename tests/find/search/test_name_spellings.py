"""Other spellings of a name, and other names of a place, as they are made for a search."""

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careader.find.search.name_spellings import other_spellings, other_words

NAMES = [
    ("tokayev", "tokaev"),
    ("zelensky", "zelenskyy", "zelenskiy"),
    ("mirziyoyev", "mirziyoev", "mirziyaev"),
    ("zhaparov", "japarov", "dzhaparov"),
    ("rahmon", "rakhmon"),
    ("niyazov", "niyazow", "niazov"),
    ("berdimuhamedov", "berdimuhamedow"),
    ("kyrgyz", "kirgiz", "kyrghyz"),
    ("bukhara", "buhara"),
    ("kyzylorda", "qyzylorda"),
    ("kyzyl", "kizil"),
    ("tynystan", "tinistan"),
    ("chyngyz", "chingiz"),
    ("kasymov", "kasimov"),
    ("atyrau", "atirau"),
    ("mangystau", "mangistau"),
    ("berdymukhamedov", "berdimuhamedow"),
    ("tatyana", "tatiana"),
    ("shchuchinsk", "schuchinsk"),
    ("afghan", "afgan"),
    ("yerevan", "erevan"),
]


@pytest.mark.parametrize(
    ("typed", "written"), [pair for names in NAMES for pair in permutations(names, 2)], ids=" ".join
)
def test_each_spelling_of_a_name_is_one_of_the_others(typed: str, written: str) -> None:
    assert written in other_spellings(typed)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("pool", "pull"),
        ("chop", "shop"),
        ("read", "red"),
        ("bank", "bang"),
        ("later", "latter"),
        ("wind", "vind"),
        ("steel", "steal"),
        ("quiet", "quite"),
        ("though", "thou"),
        ("khan", "kan"),
        ("widen", "wyden"),
        ("miller", "myller"),
        ("smith", "smyth"),
        ("brian", "bryan"),
        ("prior", "pryor"),
        ("lions", "lyons"),
        ("stiles", "styles"),
        ("bites", "bytes"),
        ("rider", "ryder"),
    ],
)
def test_words_that_only_look_alike_are_not_taken_for_each_other(one: str, other: str) -> None:
    assert other not in other_spellings(one)
    assert one not in other_spellings(other)


@pytest.mark.parametrize("word", ["", "a", "osh", "melon", "1990", "a1b2c3", "كتاب", "х"])
def test_what_is_short_no_name_or_not_in_latin_letters_has_one_spelling(word: str) -> None:
    assert other_spellings(word) == ()


@given(st.text("abcdeghijkoqvwxyz", max_size=40))
def test_a_word_is_none_of_its_other_spellings_and_they_are_not_too_many(word: str) -> None:
    spellings = other_spellings(word)
    assert word not in spellings
    assert len(set(spellings)) == len(spellings) <= 128


@pytest.mark.parametrize(
    ("typed", "other"),
    [
        ("turkey", "turkiye"),
        ("turkiye", "turkey"),
        ("almaty", "alma ata"),
        ("alma ata", "almaty"),
        ("astana", "nur sultan"),
        ("nur sultan", "astana"),
        ("nur sultan", "nursultan"),
        ("nursultan", "nur sultan"),
        ("bishkek", "frunze"),
        ("kiev", "kyiv"),
        ("issyk kul", "issykkul"),
        ("syrdarya", "syr darya"),
        ("tokaev", "tokayev"),
    ],
)
def test_a_name_has_other_names_written_as_one_word_or_two(typed: str, other: str) -> None:
    assert tuple(other.split()) in other_words(tuple(typed.split()))


def test_another_spelling_counts_more_than_another_name() -> None:
    ways = other_words(("kiev",))
    assert 1 > ways["kiyev",] > ways["kyiv",] > 0
    ways = other_words(("nur", "sultan"))
    assert 1 > ways["nursultan",] > ways["astana",] > 0
    ways = other_words(("nursultan",))
    assert 1 > ways["nur", "sultan"] > ways["astana",] > 0


@pytest.mark.parametrize("typed", ["tokayev", "nur sultan", "melon", "frunze", "silk road", "us"])
def test_what_was_typed_is_none_of_the_other_ways(typed: str) -> None:
    assert tuple(typed.split()) not in other_words(tuple(typed.split()))


@pytest.mark.parametrize("typed", ["silk road", "rail way", "don t"])
def test_two_words_are_also_looked_for_as_one(typed: str) -> None:
    ways = other_words(tuple(typed.split()))
    assert (typed.replace(" ", ""),) in ways
    assert all(len(way) == 1 for way in ways)
