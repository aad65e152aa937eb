import pytest

from careader.find.jump.jump import Jump
from careader.find.spellings import names_of_place, singular_and_plural, spelling_key


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
        ("kyrgyz", "kirghiz", "qyrghyz"),
        ("kashagan", "qashaghan"),
        ("karakalpakstan", "qaraqalpaqstan"),
        ("jizzakh", "dzhizak", "jizzax"),
        ("niyazov", "niyazow"),
        ("uyghur", "uighur", "uygur"),
        ("semey", "semei"),
        ("3.6", "36"),
    ],
)
def test_spellings_of_one_sound_share_a_key(spellings: tuple[str, ...]) -> None:
    assert len({spelling_key(spelling) for spelling in spellings}) == 1


@pytest.mark.parametrize(
    ("one", "other"), [("osh", "oslo"), ("tajik", "tatar"), ("uzbek", "kazakh"), ("china", "chile")]
)
def test_other_words_do_not(one: str, other: str) -> None:
    assert spelling_key(one) != spelling_key(other)


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
    assert other in names_of_place(name)
    assert name.replace("-", "") in [known.replace("-", "") for known in names_of_place(name)]


@pytest.mark.parametrize(
    ("word", "other"),
    [
        ("glacier", "glaciers"),
        ("glaciers", "glacier"),
        ("boxes", "box"),
        ("lunch", "lunches"),
        ("story", "stories"),
        ("stories", "story"),
        ("kazakhstans", "kazakhstan"),
    ],
)
def test_one_and_many(word: str, other: str) -> None:
    assert other in singular_and_plural(word)


def test_what_is_too_short_or_no_word_has_no_plural() -> None:
    assert singular_and_plural("is") == ()
    assert singular_and_plural("1990s") == ()


HEADLINES = {
    "Issyk-Kul Rises": ["ysyk-köl", "issyk kul", "issykkul", "Ысык-Көл", "иссык-куль"],
    "Syr Darya Falls": ["syrdarya", "syr-darya", "sirdaryo", "Сырдарья"],
    "Qosh-Tepa Fills": ["qosh tepa", "qoshtepa", "kosh-tepa", "Кош-Тепа"],
    "Tajik Choirs Sing": ["tadzhik", "Тоҷик"],
    "Zhanaozen Sleeps": ["janaozen", "Жанаозен", "Жаңаөзен"],
    "Rahmon Rides": ["rakhmon", "Рахмон"],
    "Mirziyoyev Skates": ["mirziyaev", "mirziyoev", "Мирзиёев"],
    "Berdimuhamedow Sails": ["berdymukhamedov", "Бердымухамедов"],
    "Uzbek Tea": ["oʻzbek", "Ўзбек"],
    "Öskemen Snows": ["oskemen", "ust-kamenogorsk", "Усть-Каменогорск"],
    "Nursultan Thaws": ["astana", "nur-sultan", "Астана"],
    "Badaxshon Blooms": ["badakhshan", "Бадахшан"],
    "Nowruz Begins": ["nauryz", "navruz", "Наурыз"],
    "Jalal-Abad Bakes": ["jalalabad", "Жалал-Абад", "джалалабад"],
    "Dushanbe Dances": ["душанбе", "duşanbe"],
}


@pytest.mark.parametrize(
    ("name", "headline"), [(name, headline) for headline, names in HEADLINES.items() for name in names]
)
def test_a_headline_is_found_by_the_spellings_of_its_name(name: str, headline: str) -> None:
    headlines = list(HEADLINES)
    [best, *_] = Jump(headlines).find(name)
    assert headlines[best.row] == headline


def test_a_word_without_another_name() -> None:
    assert names_of_place("melon") == ()
