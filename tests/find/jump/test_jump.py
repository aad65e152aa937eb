"""What a reader may type, and the headline that it finds."""

import random
import subprocess
import sys
import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from careader.find.jump.jump import Cancelled, FoundHeadline, Jump
from careader.find.jump.word_forms import plain_form

HEADLINES = [
    "Türkiye Lends Uzbekistan a Snow Plough",
    "Farmers Preserve the Reeds of Balkhash",
    "Astana Paints Every Tram Green",
    "Zelenskyy Telephones Tokayev About Grain",
    "Samarkand’s Bakers Ask: “Where Is the Flour?”",
    "Silk Road Cyclists Reach Osh",
    "Nur-Sultan Counts Its Storks",
    "U.S. Museum Returns a Saddle to Kyrgyzstan",
    "National Bank of Kazakhstan Prints a Smaller Note",
    "Alma-Ata Remembers an Apple Orchard",
    "Токаев открыл мост",
    "Café Çağlar Moves to Dushanbe",
    "Kazakhstan Counts 1,200 Wild Tulips",
    "Railwaymen Repaint the Border Station",
    "Greenhouse Opens Beyond Naryn",
    "Herders’ Health Care Goes From Door to Door",
    "Saddle Prices Rise 3.6 Percent in One Week",
]
JUMP = Jump(HEADLINES)


def first(query: str) -> str:
    found = JUMP.find(query)
    return HEADLINES[found[0].row] if found else ""


def marked(match: FoundHeadline, headlines: list[str] = HEADLINES) -> list[str]:
    return [headlines[match.row][start:end] for start, end in match.spans]


@pytest.mark.parametrize(
    ("query", "headline"),
    [
        ("Railwaymen Repaint the Border Station", 13),
        ("railwaymen repiant", 13),  # two letters swapped
        ("ralwaymn", 13),  # two left out
        ("station railwaymen", 13),  # in another order
        ("staton ralwaymen", 13),  # and mistyped
        ("bakrs ask flour", 4),  # words left out
        ("railw", 13),  # half a word
        ("balkash preserv", 1),  # a typo and half a word
        ("cycl rea", 5),  # several half-typed words
        ("uzbk", 0),  # some letters of a word
        ("repant the bordr", 13),
        ("nbok", 8),  # initials
        ("n b o k", 8),
        ("nbk", 8),  # without the small words
        ("cafe caglar", 11),  # no accents
        ('samarkands bakers ask: "where', 4),  # no curly quotes
        ("silkroad cyclists", 5),  # two words as one
        ("silkroadcyclists", 5),  # three
        ("silkro", 5),  # two as one, not yet finished
        ("silkraod cyclists", 5),  # two as one, mistyped
        ("green house naryn", 14),  # one word as two
        ("bordersttaion railwaymen", 13),  # two words as one, mistyped
        ("samarkandsbakersaskwhereistheflour", 4),  # all words as one
        ("bakersflour", 4),  # two that stand apart
        ("storks countd bynursultan", 6),
        ("healthcare herders", 15),
        ("door to door", 15),
        ("us museum", 7),
        ("usa museum", 7),
        ("saddle price", 16),  # one for many
        ("museums saddles", 7),  # many for one
        ("3.6 percent", 16),
        ("36 percent", 16),  # a number without its point
        ("3 6 percent", 16),
        ("u.s. museum", 7),
        ("1200 tulips", 12),
    ],
)
def test_finds_the_headline_that_was_meant(query: str, headline: int) -> None:
    assert first(query) == HEADLINES[headline]


@pytest.mark.parametrize(
    ("query", "rows"),
    [
        ("turkey", {0}),
        ("Türkiye", {0}),
        ("турция", {0}),
        ("Zelensky", {3}),
        ("Zelenskiy", {3}),
        ("tokaev", {3, 10}),
        ("Токаев", {3, 10}),
        ("Tokayev", {3, 10}),
        ("almaty", {9}),
        ("Алматы", {9}),
        ("Alma-Ata", {9}),
        ("astana", {2, 6}),
        ("nur-sultan", {2, 6}),
        ("nursultan", {2, 6}),
        ("Астана", {2, 6}),
        ("Кыргызстан", {7}),
        ("kirghizia", {7}),
        ("Қазақстан", {8, 12}),
        ("samarqand", {4}),
        ("Балхаш", {1}),
        ("balqash", {1}),
    ],
)
def test_a_name_finds_its_other_spellings(query: str, rows: set[int]) -> None:
    best = JUMP.find(query)[: len(rows)]
    assert {match.row for match in best} == rows


def test_a_name_as_typed_comes_before_its_other_names() -> None:
    headlines = ["Nur-Sultan Opera Opens", "Astana Opera Opens", "Alma-Ata Buys Trams", "Almaty Buys Trams"]
    jump = Jump(headlines)
    assert [match.row for match in jump.find("astana opera")] == [1, 0]
    assert [match.row for match in jump.find("nur-sultan opera")] == [0, 1]
    assert [match.row for match in jump.find("almaty trams")] == [3, 2]
    assert [match.row for match in jump.find("alma ata trams")] == [2, 3]


def test_marks_the_letters_that_matched() -> None:
    assert marked(JUMP.find("railwamen repaint sta")[0]) == ["Railwa", "men", "Repaint", "Sta"]
    assert marked(JUMP.find("balkash preserv")[0]) == ["Preserv", "Balkhash"]
    assert marked(JUMP.find("cafe")[0]) == ["Café"]
    assert marked(JUMP.find("turkey plough")[0]) == ["Türkiye", "Plough"]
    assert marked(JUMP.find("us museum")[0]) == ["U", "S", "Museum"]
    assert marked(JUMP.find("nbk")[0]) == ["N", "B", "K"]
    assert marked(JUMP.find("green house")[0]) == ["Greenhouse"]
    assert marked(JUMP.find("samarkand")[0]) == ["Samarkand"]
    assert marked(JUMP.find("health-care herders")[0]) == ["Herders", "Health", "Care"]
    assert marked(JUMP.find("bakersflour")[0]) == ["Bakers", "Flour"]


def test_marks_a_letter_with_its_accent_apart() -> None:
    headlines = [
        unicodedata.normalize("NFD", "Gülnara Ağa Sings"),
        "Ｗｉｄｅ Letters",
        "The Œuvre of a Potter",
    ]
    jump = Jump(headlines)
    assert marked(jump.find("gulnara")[0], headlines) == [unicodedata.normalize("NFD", "Gülnara")]
    assert marked(jump.find("wide")[0], headlines) == ["Ｗｉｄｅ"]
    assert marked(jump.find("oeuvre")[0], headlines) == ["Œuvre"]


def test_a_query_of_signs_is_looked_for_as_it_stands() -> None:
    [match] = JUMP.find("?")
    assert HEADLINES[match.row].endswith("?”")
    assert marked(match) == ["?"]
    assert JUMP.find("😀") == []


@pytest.mark.parametrize("query", ["", " ", "\t\n", "zzzzqqqq", "شيء", "\x00\x1b"])
def test_what_no_headline_answers_finds_nothing(query: str) -> None:
    assert JUMP.find(query) == []


def test_a_number_with_another_digit_is_rather_another_number() -> None:
    headlines = ["Som at 510 to the Euro", "Five Hundred and One Storks", "Som at 500 to the Euro"]
    assert [match.row for match in Jump(headlines).find("som 500")] == [2, 0]
    assert [match.row for match in Jump(headlines).find("som 501")][:1] != [1]


def test_two_words_for_one_are_found_beside_that_one() -> None:
    headlines = [
        "A Healthcare Fair Opens",
        "Health Care for Herders",
        "Care for Your Health",
        "Careful Herders",
    ]
    rows = [match.row for match in Jump(headlines).find("healthcare")]
    assert rows[:2] == [0, 1]
    assert Jump(headlines).find("health care")[0].row == 1


def test_small_words_may_be_missing_from_initials() -> None:
    headlines = ["A Lake of the North Thaws", "Ants Like Nice Tea", "Apples, Lemons, Oranges, Nuts and Tea"]
    assert [match.row for match in Jump(headlines).find("alnt")] == [1, 0, 2]


def test_a_small_word_between_initials_counts_less_than_another_word() -> None:
    headlines = ["Nurses Demand Keys Quickly", "Notes of Kilns Quoted"]
    assert [match.row for match in Jump(headlines).find("nkq")] == [1, 0]


def test_a_common_word_still_counts_where_very_many_headlines_have_the_rarer_one() -> None:
    both = "Lanterns Near Ferries"
    rarer = [f"Lanterns {number}" for number in range(400)]
    commoner = [f"Ferries {number}" for number in range(1600)]
    assert Jump([*rarer, *commoner, both]).find("lanterns ferries", 1)[0].row == 2000


@settings(max_examples=200, deadline=None)
@given(st.lists(st.text("abc ", min_size=3, max_size=14), max_size=8), st.text("abc", min_size=3, max_size=7))
def test_what_was_typed_before_changes_no_answer(headlines: list[str], letters: str) -> None:
    typing = Jump(headlines)
    for end in range(1, len(letters) + 1):
        typing.find(letters[:end])
    assert typing.find(letters) == Jump(headlines).find(letters)


def test_the_exact_word_comes_before_one_that_it_begins_and_one_a_typo_away() -> None:
    headlines = ["Trails Reopen", "Trial Reopens", "Trail Reopens", "Trial Resumes Slowly"]
    rows = [match.row for match in Jump(headlines).find("trail")]
    assert rows[:2] == [2, 0]


def test_a_rare_word_tells_more_than_a_common_one() -> None:
    headlines = [
        "The Storks of the River",
        *[f"The {name} of the Hill" for name in ("Oak", "Elm", "Ash", "Fir")],
    ]
    assert Jump(headlines).find("the storks of the hill")[0].row == 0


def test_equal_headlines_stand_newest_first_unless_another_is_preferred() -> None:
    jump = Jump(["Bridge Opens", "Tunnel Opens", "Bridge Opens", "Bridge Opens"])
    assert [match.row for match in jump.find("bridge opens")] == [0, 2, 3]
    unread = {2, 3}
    assert [match.row for match in jump.find("bridge opens", prefer=unread.__contains__)] == [2, 3, 0]
    assert [match.row for match in jump.find("bridge opens", 1, prefer=unread.__contains__)] == [2]


def test_a_preference_never_outweighs_a_better_match() -> None:
    jump = Jump(["Bridge Opens", "Bridges Open"])
    assert jump.find("bridge opens", prefer=float)[0].row == 0


def test_a_cancelled_find_does_not_spoil_the_next() -> None:
    jump = Jump(HEADLINES)
    with pytest.raises(Cancelled):
        jump.find("silk road", cancelled=lambda: True)
    assert jump.find("silk road")[0].row == 5


def test_is_asked_between_the_words_whether_to_go_on() -> None:
    asked: list[None] = []

    def cancelled() -> bool:
        asked.append(None)
        return len(asked) > 3

    with pytest.raises(Cancelled):
        Jump(HEADLINES).find("every tram of the green line is painted", cancelled=cancelled)
    assert len(asked) == 4


def test_a_possessive_without_its_apostrophe_is_preferred() -> None:
    jump = Jump(["Semey–Karaganda Wheat", "They Grow Karaganda’s Wheat"])
    assert [match.row for match in jump.find("karagandas wheat")] == [1, 0]
    assert [match.row for match in jump.find("karaganda wheat")] == [0, 1]


def test_among_several_words_the_bare_one_comes_before_its_possessive() -> None:
    jump = Jump(["Osh’s Bakers Sing", "Osh Bakers Sing"])
    assert [match.row for match in jump.find("osh bakers")] == [1, 0]
    assert [match.row for match in jump.find("oshs bakers")] == [0, 1]


@pytest.mark.parametrize("headlines", [[], HEADLINES])
def test_being_warm_changes_no_answer(headlines: list[str]) -> None:
    cold, warm = Jump(headlines), Jump(headlines)
    warm.warm()
    for query in ("samarqnad bakers", "telphone", "nbk", "preserve reed"):
        assert warm.find(query) == cold.find(query)


def test_only_so_many_matches_are_marked() -> None:
    jump = Jump(["Bridge Opens", "Tunnel Opens", "Station Opens"])
    assert [bool(match.spans) for match in jump.find("opens", marked=2)] == [True, True, False]


@pytest.mark.parametrize("limit", [0, -1])
def test_no_room_is_no_match(limit: int) -> None:
    assert JUMP.find("green", limit) == []


def test_no_headlines_and_headlines_without_words() -> None:
    assert Jump([]).find("green") == []
    assert Jump([]).find("?") == []
    assert [match.row for match in Jump(["", "—", "…", "\u0301"]).find("—")] == [1]
    assert Jump(["", "—"]).find("green") == []


def test_a_very_long_query_is_answered_by_its_beginning() -> None:
    assert JUMP.find("tram " * 1000)[0].row == 2
    assert JUMP.find("x" * 5000) == []
    assert JUMP.find(" ".join(HEADLINES) * 20)


def test_initials_that_could_stand_in_very_many_ways_are_found_or_not_at_once() -> None:
    jump = Jump(["a " * 80, "b a " * 40])
    assert jump.find("a" * 40 + "b") == []
    assert jump.find("a" * 40)[0].row == 0


def test_the_right_one_of_very_many() -> None:
    rng = random.Random(4)  # noqa: S311 - the same headlines every time
    words = ["".join(rng.choices("abdeiklmnorstu", k=rng.randint(4, 9))) for _ in range(300)]
    headlines = [" ".join(rng.choices(words, k=7)) for _ in range(5000)]
    jump = Jump(headlines)
    for row in rng.sample(range(5000), 20):
        meant = headlines[row].split()
        rng.shuffle(meant)
        meant[0] = meant[0][:-2] + meant[0][-1]
        assert jump.find(" ".join(meant))[0].row == row


def test_finding_needs_neither_the_interface_nor_rapidfuzz_until_the_first_query() -> None:
    program = (
        "import sys; from careader.find.jump.jump import Jump; Jump(['Bridge Opens']);"
        "print([name for name in ('textual', 'rich', 'rapidfuzz') if name in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


ALPHABET = st.sampled_from("abkyzT áğ’'“-. 1,2ЖғІى😀\u0301\u00ad\x1bßŒﬁ\n")
TEXTS = st.one_of(st.text(max_size=40), st.text(ALPHABET, max_size=40), st.sampled_from(HEADLINES))


@settings(max_examples=300, deadline=None)
@given(st.lists(TEXTS, max_size=8), TEXTS, st.integers(0, 5))
@example(["İstanbul Café"], "istanbul cafe", 3)
@example(["ﬁve ﬁsh"], "five", 3)
def test_any_text_is_a_query_and_any_text_a_headline(headlines: list[str], query: str, limit: int) -> None:
    shown = list(headlines)
    jump = Jump(headlines)
    found = jump.find(query, limit)

    assert found == jump.find(query, limit) == Jump(shown).find(query, limit)
    assert headlines == shown
    assert len(found) <= limit
    assert len({match.row for match in found}) == len(found)
    assert [match.score for match in found] == sorted((match.score for match in found), reverse=True)
    for match in found:
        headline = headlines[match.row]
        assert 0 <= match.score <= 100
        assert match.spans
        ends = [0, *(end for _, end in match.spans)]
        for before, (start, end) in zip(ends, match.spans, strict=False):
            assert before <= start < end <= len(headline)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.text("abcdeg", min_size=1, max_size=9), min_size=1, max_size=6), st.data())
def test_marks_only_letters_that_were_typed(words: list[str], data: st.DataObject) -> None:
    headline = " ".join(word.capitalize() for word in words)
    query = data.draw(st.text("abcdeg ", min_size=1, max_size=12))
    for match in Jump([headline]).find(query):
        assert {letter for part in marked(match, [headline]) for letter in plain_form(part)} <= set(query)


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(HEADLINES[:10]), st.data())
def test_every_headline_finds_itself_however_far_it_is_typed(headline: str, data: st.DataObject) -> None:
    typed = headline[: data.draw(st.integers(len(headline) // 2, len(headline)))]
    assert first(typed) == headline


@pytest.mark.parametrize(("query", "shown"), [("border", "Border"), ("bordr", "Bordr")])
def test_of_two_words_that_a_typed_word_may_mean_the_likelier_is_shown(query: str, shown: str) -> None:
    headline = "Border Towns Await Bordr Guards"
    (found,) = Jump([headline, "Pier Opens"]).find(query)
    assert [headline[start:end] for start, end in found.spans] == [shown]
    assert found.score > 96


def test_words_in_their_order_count_the_same_wherever_in_the_headline_they_begin() -> None:
    headlines = [
        "In Orlen Lights Burn",
        "Lights Burn in Orlen",
        "Lights in Orlen Burn",
        "Burn in Orlen Lights",
    ]
    found = {match.row: match.score for match in Jump(headlines).find("lights burn")}
    assert found[0] == found[1] > found[2] > found[3]
