import pytest

from reader.find.spellings import other_names, spelling_key, transliterate


@pytest.mark.parametrize(
    "spellings",
    [
        ("tokayev", "tokaev", "tokaiev"),
        ("zelensky", "zelenskyy", "zelenskiy", "zelenskii"),
        ("balkhash", "balkash", "balqash"),
        ("khorog", "korog"),
        ("khiva", "xiva"),
        ("chimkent", "tchimkent"),
        ("zhaparov", "japarov", "dzhaparov"),
        ("mirziyoyev", "mirziyoev"),
        ("kyrgyz", "kirgiz"),
        ("bukhara", "bukara"),
    ],
)
def test_spellings_of_one_sound_share_a_key(spellings: tuple[str, ...]) -> None:
    assert len({spelling_key(spelling) for spelling in spellings}) == 1


@pytest.mark.parametrize(
    ("one", "other"), [("osh", "oslo"), ("tajik", "tatar"), ("uzbek", "kazakh"), ("china", "chile")]
)
def test_other_words_do_not(one: str, other: str) -> None:
    assert spelling_key(one) != spelling_key(other)


def test_cyrillic_is_written_in_latin_letters_and_the_rest_stays() -> None:
    assert transliterate("шымкент") == "shymkent"
    assert transliterate("жаны") == "zhany"
    assert transliterate("naryn 3") == "naryn 3"
    assert transliterate("شيء") == "شيء"


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("turkey", "turkiye"),
        ("almaty", "alma-ata"),
        ("almaata", "almaty"),
        ("nursultan", "astana"),
        ("kiev", "kyiv"),
    ],
)
def test_names_that_no_rule_could_join(name: str, other: str) -> None:
    assert other in other_names(name)
    assert name.replace("-", "") in [known.replace("-", "") for known in other_names(name)]


def test_a_word_without_another_name() -> None:
    assert other_names("melon") == ()
