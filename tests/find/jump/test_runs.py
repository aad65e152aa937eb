"""Beginnings of words typed in a row."""

import random
import re
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from careader.find.jump.headline_words import HeadlineWords
from careader.find.jump.jump import Cancelled, FoundHeadline, Jump
from careader.find.jump.row_sets import RowSets, rows_in
from careader.find.jump.run_fit import fit
from careader.find.jump.runs import Runs

HEADLINES = [
    "Potters of Rishtan Paint a Longer Caravan",
    "Weavers in Margilan Dye Silk With Walnut Husks",
    "Kazakh Hunters Return Their Oldest Eagle",
    "U.S. Climbers Measure a Nameless Pamir Ridge",
    "Turkmen Horses Reach Shanghai by Ferry",
    "Two Bakers Share One Oven in Nukus",
    "Kyrgyz Beekeepers Move Hives up the Valley",
    "Why Mirrors Were Hung Along the Gorge Road",
    "Ferry Captains Count Seals Again",
]
JUMP = Jump(HEADLINES)


def first(query: str) -> str:
    found = JUMP.find(query)
    return HEADLINES[found[0].row] if found else ""


def marked(match: FoundHeadline) -> list[str]:
    return [HEADLINES[match.row][start:end] for start, end in match.spans]


@pytest.mark.parametrize(
    ("query", "row"),
    [
        ("potrispai", 0),  # three beginnings, a word skipped
        ("potofris", 0),  # a small word typed whole
        ("poripacar", 0),  # of different lengths
        ("wmdsil", 1),  # initials, then a beginning
        ("usclimeapam", 3),
        ("turhorshafer", 4),
        ("kyrgbeehiv", 6),
        ("twbakov", 5),
        ("kzkhhunt", 2),  # one word abbreviated
        ("huntretold", 2),
        ("feca", 8),
        ("weavmargilandye", 1),  # whole words among them
    ],
)
def test_finds_beginnings_of_words_in_a_row(query: str, row: int) -> None:
    assert first(query) == HEADLINES[row]


@pytest.mark.parametrize(
    ("query", "row"),
    [
        ("potrjspai", 0),  # another letter
        ("potrispsi", 0),  # in the last word
        ("potrxispai", 0),  # one more
        ("potripai", 0),  # one left out: it is a run as well
        ("ptorispai", 0),  # two swapped in a word
        ("portispai", 0),  # two swapped over the end of a word: r is of Rishtan, t of Potters
        ("weavargdye", 1),  # the first letter of a word left out
        ("weaxargdye", 1),  # or another
        ("turjorshafer", 4),
        ("turhorshafeg", 4),
    ],
)
def test_one_typo_is_forgiven(query: str, row: int) -> None:
    assert first(query) == HEADLINES[row]


def test_a_typo_may_begin_a_piece_of_two_letters() -> None:
    way = fit("potyipai", ["potters", "rishtan", "paint"], flawed=True)
    assert way
    assert way.pieces == ((0, "pot"), (1, "yi"), (2, "pai"))


def test_a_slip_without_a_wrong_letter_is_likelier() -> None:
    """A wrong letter may be any, so a way with one fits by chance more often."""
    words = ["potters", "rishtan"]
    likeness = {
        letters: way.likeness if (way := fit(letters, words, flawed=True)) else 0.0
        for letters in ("pttrish", "ptotrish", "poxtrish", "poxrish", "pxtrish")
    }
    assert likeness["pttrish"] > likeness["poxrish"] > 0
    assert likeness["pttrish"] > likeness["pxtrish"] > 0
    assert likeness["ptotrish"] > likeness["poxtrish"] > 0


def test_a_run_without_a_flaw_comes_before_words_that_are_guessed() -> None:
    """As two words it would be how, and a mistyped foreign."""
    jump = Jump(["How Foreign Honey Sells", "How Forgers Fooled Highwaymen"])
    assert [found.row for found in jump.find("howforhig")] == [1, 0]


def test_the_meant_headline_is_found_behind_hundreds_that_have_only_the_words() -> None:
    """Those whose words stand in another order are passed over before they are looked at word by word."""
    others = [f"Paint Rishtan Potters n{number}" for number in range(900)]
    jump = Jump([*others, "Potters of Rishtan Paint"])
    for query in ("potrispai", "potrjspai"):
        assert [found.row for found in jump.find(query)] == [900]


def test_two_typos_in_a_run_are_too_many() -> None:
    assert JUMP.find("pxtrxspai") == []


def test_the_words_stand_in_the_typed_order() -> None:
    assert fit("paipot", ["potters", "paint"], flawed=False) is None
    assert fit("paipot", ["potters", "paint"], flawed=True) is None
    assert fit("potpai", ["potters", "paint"], flawed=False) is not None


def test_a_run_may_stand_among_words() -> None:
    for query in ("ferry turhorsha", "turhorsha ferry", "shanghia turhors", "turhorsha fery"):
        assert first(query) == HEADLINES[4]
    assert first("ferry capcousea") == HEADLINES[8]


def test_a_word_that_headlines_have_is_no_run() -> None:
    jump = Jump(["Fertile Ryegrass Spreads", "Ferry Sails"])
    assert [match.row for match in jump.find("ferry")] == [1]


def test_a_likelier_word_comes_before_a_run() -> None:
    jump = Jump(["Cars Avoid Vans", "A Caravn Museum Opens"])
    assert jump.find("caravan")[0].row == 1


def test_of_two_the_one_with_fewer_words_between_comes_first() -> None:
    headlines = ["Potters Hide Old Kilns", "Potters Kilns Slow Down"]
    assert [match.row for match in Jump(headlines).find("potkil")] == [1, 0]


def test_shows_the_letters_that_matched() -> None:
    assert marked(JUMP.find("potrispai")[0]) == ["Pot", "Ris", "Pai"]
    assert marked(JUMP.find("usclimea")[0]) == ["U", "S", "Cli", "Mea"]
    assert marked(JUMP.find("ferry turhors")[0]) == ["Tur", "Hors", "Ferry"]
    assert marked(JUMP.find("kzkhhunt")[0]) == ["K", "z", "kh", "Hunt"]


def test_finds_a_run_in_cyrillic_and_without_accents() -> None:
    headlines = ["Гончары Красят Кувшины", "Çağlar Öz Mends Kites"]
    assert Jump(headlines).find("гонкракув")[0].row == 0
    assert Jump(headlines).find("cagozmen")[0].row == 1


def test_a_run_can_be_cancelled_and_asked_again() -> None:
    jump = Jump(HEADLINES)
    asked: list[None] = []

    def cancelled() -> bool:
        asked.append(None)
        return len(asked) > 5

    with pytest.raises(Cancelled):
        jump.find("potrjspai", cancelled=cancelled)
    assert jump.find("potrjspai") == Jump(HEADLINES).find("potrjspai")


@pytest.mark.parametrize("stop", [3, 40, 300, 700])
def test_what_was_typed_and_cancelled_before_changes_no_answer(stop: int) -> None:
    rng = random.Random(8)  # noqa: S311 - the same headlines every time
    headlines = [" ".join(words) for words in many_headlines(rng)[:1500]]
    typed_into = Jump(headlines)
    for row in (4, 700, 1400):
        letters = "".join(word[:3] for word in headlines[row].split()[1:6])
        wrong = letters[:7] + "x" + letters[8:]
        for query in (*(wrong[:end] for end in range(4, len(wrong) + 1)), wrong[:-2], letters, wrong[:9]):
            asked: list[None] = []

            def cancelled(asked: list[None] = asked) -> bool:
                asked.append(None)
                return len(asked) > stop

            with suppress(Cancelled):
                typed_into.find(query, cancelled=cancelled)
            assert typed_into.find(query) == Jump(headlines).find(query)


WORDS = st.text("abk", min_size=1, max_size=5)


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.lists(WORDS, min_size=1, max_size=5), min_size=1, max_size=12),
    st.text("abk", min_size=4, max_size=8),
)
def test_finds_exactly_what_a_pass_over_all_headlines_finds(headlines: list[list[str]], letters: str) -> None:
    """Each letter goes on a word or begins a later one: a regular expression over every headline tells."""
    words = HeadlineWords.read([" ".join(headline) for headline in headlines])
    found = Runs(words, RowSets(words)).find(letters, lambda: None)
    step = r"(?:|\w*(?: \w+)*? )"
    pattern = re.compile(r"(?:^|.* )" + step.join(letters))
    right = {row for row, headline in enumerate(headlines) if pattern.match(" ".join(headline))}
    if right:
        assert found.keys() == right


@settings(max_examples=300, deadline=None)
@given(st.lists(st.text("abcde", min_size=3, max_size=6), min_size=3, max_size=6), st.data())
def test_a_way_goes_along_the_words_it_names(words: list[str], data: st.DataObject) -> None:
    places = sorted(data.draw(st.sets(st.integers(0, len(words) - 1), min_size=2)))
    letters = "".join(words[place][: data.draw(st.integers(1, 3))] for place in places)
    way = fit(letters, words, flawed=False)
    assert way is not None
    assert "".join(piece for _, piece in way.pieces) == letters
    assert [place for place, _ in way.pieces] == sorted({place for place, _ in way.pieces})
    assert all(words[place].startswith(piece) for place, piece in way.pieces)
    assert 0 < way.likeness < 1


@settings(max_examples=300, deadline=None)
@given(st.lists(st.text("abcde", min_size=3, max_size=6), min_size=3, max_size=5), st.data())
def test_any_slip_is_forgiven(words: list[str], data: st.DataObject) -> None:
    letters = "".join(word[:3] for word in words)
    at = data.draw(st.integers(0, len(letters) - 2))
    slips = {
        "another": letters[:at] + "x" + letters[at + 1 :],
        "more": letters[:at] + "x" + letters[at:],
        "fewer": letters[:at] + letters[at + 1 :],
        "swapped": letters[:at] + letters[at + 1] + letters[at] + letters[at + 2 :],
    }
    wrong = slips[data.draw(st.sampled_from(sorted(slips)))]
    assert fit(wrong, words, flawed=False) or fit(wrong, words, flawed=True)


@given(st.sets(st.integers(0, 200)))
def test_the_rows_of_a_set(rows: set[int]) -> None:
    assert list(rows_in(sum(1 << row for row in rows))) == sorted(rows)


@given(st.lists(st.lists(WORDS, max_size=4), min_size=1, max_size=20), WORDS)
def test_the_sets_hold_the_rows_that_they_name(headlines: list[list[str]], text: str) -> None:
    words = HeadlineWords.read([" ".join(headline) for headline in headlines])
    sets = RowSets(words)
    begun = [row for row, headline in enumerate(headlines) if any(word.startswith(text) for word in headline)]
    assert list(rows_in(sets.beginning(text))) == begun
    assert list(rows_in(sets.everything)) == list(range(len(headlines)))
    some = words.vocabulary.beginning_with(text)
    assert list(rows_in(sets.rows_with_any(some))) == begun


def test_the_sets_of_common_words_are_kept_and_right() -> None:
    headlines = [f"{'storks ' * (row % 3 == 0)}{'seals ' * (row % 5 == 0)}n{row}" for row in range(9000)]
    words = HeadlineWords.read(headlines)
    sets = RowSets(words)
    numbers = [words.vocabulary.numbers[word] for word in ("storks", "seals", "n4")]
    for _ in range(2):
        assert list(rows_in(sets.rows_with_any(numbers))) == [
            row for row in range(9000) if row % 3 == 0 or row % 5 == 0 or row == 4
        ]


def many_headlines(rng: random.Random) -> list[list[str]]:
    words = ["".join(rng.choices("abdeiklmnorstu", k=rng.randint(4, 9))) for _ in range(300)]
    return [rng.sample(words, 7) for _ in range(5000)]


@pytest.mark.parametrize(
    "slip", ["none", "another", "more", "fewer", "swapped", "swapped over the end of a word"]
)
def test_the_right_one_of_very_many(slip: str) -> None:
    rng = random.Random(7)  # noqa: S311 - the same headlines every time
    headlines = many_headlines(rng)
    jump = Jump([" ".join(words) for words in headlines])
    right = 0
    for row in rng.sample(range(5000), 20):
        letters = "".join(word[:3] for word in headlines[row][1:6])
        at = {"swapped over the end of a word": 8, "swapped": 6}.get(slip, 7)
        wrong = {
            "none": letters,
            "another": letters[:at] + "x" + letters[at + 1 :],
            "more": letters[:at] + "x" + letters[at:],
            "fewer": letters[:at] + letters[at + 1 :],
        }.get(slip, letters[:at] + letters[at + 1] + letters[at] + letters[at + 2 :])
        right += [found.row for found in jump.find(wrong, 1)] == [row]
    assert right >= 19
