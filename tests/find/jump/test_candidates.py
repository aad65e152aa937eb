"""Headlines that cannot be among the best are passed over, and no other."""

import random
from collections.abc import Callable
from math import inf

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from careader.find.jump.candidates import ANSWERS, LEAST, Candidates, worth_it
from careader.find.jump.headline_words import HeadlineWords
from careader.find.jump.meanings import Meanings, TypedWord
from careader.find.jump.row_sets import RowSets
from careader.find.jump.weighing import Weighing

BESIDE = 100 - ANSWERS
"""The part of a score that does not depend on what words mean."""


def go_on() -> None:
    """A search that nobody cancels."""


class EveryHeadline(Candidates):
    """Chooses all headlines: none is passed over, and weighing never stops early."""

    def find(
        self,
        typed: list[TypedWord],  # noqa: ARG002 - as in `Candidates`
        go_on: Callable[[], None],  # noqa: ARG002
    ) -> tuple[list[tuple[int, float]], float]:
        return [(row, inf) for row in range(len(self._words))], 0.0


class Ways:
    """The same headlines, weighed in full and by candidates with low limits."""

    def __init__(self, headlines: list[str], most: int, enough: int) -> None:
        self.words = HeadlineWords.read(headlines)
        sets = RowSets(self.words)
        self._meanings = Meanings(self.words, sets)
        self.candidates = Candidates(self.words, sets, most=most, enough=enough)
        self._by_candidates = Weighing(self.words, self.candidates)
        self._in_full = Weighing(self.words, EveryHeadline(self.words, sets))

    def typed(self, query: str) -> list[TypedWord]:
        """The words of a query, each read as words and not as runs."""
        return self._meanings.readings(query.split(), go_on)[0]

    def scores(self, query: str, limit: int) -> dict[int, float]:
        """By candidates."""
        return self._by_candidates.scores(self.typed(query), limit, go_on)

    def all_scores(self, query: str) -> dict[int, float]:
        """Of every headline."""
        return self._in_full.scores(self.typed(query), len(self.words), go_on)


def best(scores: dict[int, float], limit: int) -> list[float]:
    """The highest scores, a little above those that are too low to be shown."""
    highest = sorted(scores.values(), reverse=True)[:limit]
    return [score for score in highest if score > (LEAST + 0.1) * highest[0]]


STEMS = """
balkhor cedrim dunyak festol girmaz hulbek jomart kendyr luqsan mivrot nozhik pashtul
quzgar rimdol sanjuf tolkyn uvzhen varbet weqlim xirfan yaldoz zumrak
""".split()
"""Unlike each other, so that a mistyped word means only one of them."""
ENDINGS = ("", "", "", "ik", "lar")


def mistyped(word: str, rng: random.Random) -> str:
    """The word, half typed, with a wrong letter, or as it is."""
    at = rng.randrange(3, 6)
    return rng.choice([word, word, word[:at], f"{word[:at]}x{word[at + 1 :]}"])


def made(rng: random.Random, many: int) -> list[str]:
    """Headlines of three to six words, some words common and some rare."""
    often = [1 / (place + 1) for place in range(len(STEMS))]
    stems = rng.sample(STEMS, len(STEMS))
    return [
        " ".join(stem + rng.choice(ENDINGS) for stem in dict.fromkeys(rng.choices(stems, often, k=6)))
        for _ in range(many)
    ]


def asked(headlines: list[str], rng: random.Random) -> str:
    """Two to four words of a headline in any order, some mistyped."""
    words = rng.choice(headlines).split()
    return " ".join(mistyped(word, rng) for word in rng.sample(words, min(len(words), rng.randint(2, 4))))


@settings(max_examples=60, deadline=None)
@given(st.randoms(use_true_random=False), st.integers(1, 8))
def test_with_room_for_all_the_best_are_those_of_a_full_scan(rng: random.Random, limit: int) -> None:
    headlines = made(rng, 40)
    ways = Ways(headlines, most=40, enough=41)
    for _ in range(3):
        query = asked(headlines, rng)
        assert best(ways.scores(query, limit), limit) == best(ways.all_scores(query), limit)


@settings(max_examples=60, deadline=None)
@given(st.randoms(use_true_random=False))
def test_with_little_room_nothing_better_is_passed_over_but_by_order(rng: random.Random) -> None:
    headlines = made(rng, 60)
    ways = Ways(headlines, most=8, enough=4)
    for _ in range(3):
        query = asked(headlines, rng)
        [found, *_], [right, *_] = best(ways.scores(query, 1), 1), best(ways.all_scores(query), 1)
        assert right - BESIDE <= found <= right


def test_with_little_room_the_best_is_nearly_always_that_of_a_full_scan() -> None:
    rng = random.Random(11)  # noqa: S311 - the same headlines every time
    right = 0
    for _ in range(8):
        headlines = made(rng, 300)
        ways = Ways(headlines, most=24, enough=16)
        for _ in range(10):
            query = asked(headlines, rng)
            right += max(ways.scores(query, 3).values()) == max(ways.all_scores(query).values())
    assert right >= 78


@settings(max_examples=60, deadline=None)
@given(st.randoms(use_true_random=False), st.integers(1, 60), st.integers(1, 60))
def test_a_candidate_is_named_once_and_can_answer_no_more_than_is_told(
    rng: random.Random, most: int, enough: int
) -> None:
    headlines = made(rng, 60)
    ways = Ways(headlines, most, enough)
    for query in (asked(headlines, rng), rng.choice(headlines)):
        typed = ways.typed(query)
        found, left = ways.candidates.find(typed, go_on)
        rows = [row for row, _ in found]
        assert 0 < len(rows) == len(set(rows)) <= most
        assert [weight for _, weight in found] == sorted((weight for _, weight in found), reverse=True)
        scores = ways.all_scores(query)
        total = sum(word.weight for word in typed)
        for row, weight in found:
            assert 0 < weight <= total * 1.0001
            assert scores[row] <= ANSWERS * (weight + left) / total + BESIDE + 0.01


def test_headlines_with_only_the_commonest_word_are_no_candidates() -> None:
    headlines = [f"Kembal Of n{number}" for number in range(300)]
    headlines[20::50] = [f"Kembal Dorlin n{number}" for number in range(6)]
    ways = Ways(headlines, most=50, enough=5)
    found, left = ways.candidates.find(ways.typed("kembal dorlin"), go_on)
    assert sorted(row for row, _ in found) == [20, 70, 120, 170, 220, 270]
    assert left > 0.1  # so few are left that the common word was not counted
    found, left = ways.candidates.find(ways.typed("kembal of dorlin"), go_on)
    assert sorted(row for row, _ in found) == [20, 70, 120, 170, 220, 270]
    assert left > 0.1


def test_a_headline_without_the_rarest_word_is_kept_for_the_other_words() -> None:
    headlines = [f"Dorlin n{number}" for number in range(5)]
    headlines += [f"{word} x{number}" for word in ("Kembal", "Murtok", "Balfig") for number in range(6)]
    headlines.append("Kembal Murtok Balfig")
    ways = Ways(headlines, most=4, enough=3)
    found, _ = ways.candidates.find(ways.typed("dorlin kembal murtok balfig"), go_on)
    assert found[0][0] == len(headlines) - 1


def test_the_likeliest_are_kept_where_there_is_no_room_for_all() -> None:
    headlines = [f"Kembal {'Dorlin' * (number > 5)} n{number}" for number in range(30)]
    headlines[7] = headlines[23] = "Kembal Dorlin Tokmur"
    ways = Ways(headlines, most=3, enough=30)
    rows = [row for row, _ in ways.candidates.find(ways.typed("kembal dorlin tokmur"), go_on)[0]]
    assert rows == [7, 23]
    ways = Ways(headlines, most=3, enough=3)
    rows = [row for row, _ in ways.candidates.find(ways.typed("dorlin kembal"), go_on)[0]]
    assert rows == [6, 7, 8]


def test_weighing_stops_where_the_rest_cannot_reach_the_best() -> None:
    headlines = [f"Kembal Dorlin n{number}" for number in range(4)]
    headlines += [f"Kembal Balmur n{number}" for number in range(40)]
    ways = Ways(headlines, most=44, enough=44)
    assert len(ways.all_scores("kembal dorlin")) == 44
    assert ways.scores("kembal dorlin", 2).keys() == {0, 1, 2, 3}


def test_a_headline_that_answers_nothing_is_no_candidate() -> None:
    headlines = ["Kembal Dorlin", "Kembal Balmur", "Of the Sea"]
    ways = Ways(headlines, most=9, enough=9)
    for query in ("kembal dorlin", "dorlin xyzzyq"):
        assert 2 not in ways.scores(query, 9)


@given(
    st.dictionaries(st.integers(0, 50), st.sets(st.integers(0, 40), min_size=1), min_size=1),
    st.floats(0, 1),
    st.integers(1, 60),
)
def test_a_group_is_let_go_only_where_it_can_neither_be_shown_nor_come_near(
    rows: dict[int, set[int]], left: float, enough: int
) -> None:
    groups = {share: sum(1 << row for row in own) for share, own in rows.items()}
    shares = sorted((share for share, own in rows.items() for _ in own), reverse=True)
    kept = worth_it(groups, left, enough)
    assert all(kept[share] == groups[share] for share in kept)
    for share in groups:
        reachable = ANSWERS * (share / 50 + left)
        hidden = reachable + BESIDE < LEAST * ANSWERS * shares[0] / 50 - 1e-9
        beaten = len(shares) >= enough and share + 50 * left < 0.85 * shares[enough - 1] - 1e-9
        if not hidden and not beaten:
            near = pytest.approx(reachable + BESIDE, abs=1e-6) == LEAST * ANSWERS * shares[0] / 50
            assert share in kept or near
        else:
            assert share not in kept
