"""What captures say once their copies are articles: dates, orders, rates, names."""

import tempfile
from collections.abc import Iterable
from datetime import date
from itertools import permutations
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careader.capture import Block, Capture, Copy, Kind, Rate
from careader.corpus import Appearance, Corpus
from careader.errors import CareaderError, UsageError
from careader.index.stored import word_count
from tests.support import corpus_of

MON, TUE, WED = date(2025, 3, 3), date(2025, 3, 4), date(2025, 3, 5)
LOW, HIGH = (Rate("KGS/USD", "0.01140", "-0%"),), (Rate("KGS/USD", "0.01150", "0.88%"),)

BRIDGE = [
    "The bridge over the Tash was opened on Monday after two winters of repairs, and buses cross it again.",
    "Engineers replaced forty beams and painted the railings green, because the valley asked for green.",
    "The last bus will leave at nine, as it did before the flood took the old bridge away.",
]
WELL = [
    "A village has dug a well of eighty metres and found water that tastes of iron, its elders said.",
    "Tests will show by summer whether cattle may drink it; until then a lorry brings water every other day.",
]


def build(captures: Iterable[Capture]) -> Corpus:
    """A corpus of captures; what it reads from goes with it."""
    with tempfile.TemporaryDirectory() as folder:
        return corpus_of([*captures], Path(folder) / "index.db")


def copy(headline: str, body: list[str], *, excerpt: bool = False) -> Copy:
    return Copy(headline, tuple(Block(Kind.PARAGRAPH, text) for text in body), excerpt, 1.0, 1)


def capture(
    path: str, day: date | None = None, rates: tuple[Rate, ...] = (), copies: tuple[Copy, ...] = ()
) -> Capture:
    return Capture(path, day, rates, None, (), copies)


def bridge(*, words: int | None = None) -> Copy:
    """The story of the bridge: whole, or its first words as a page cuts them."""
    if words is None:
        return copy("Buses Return to the Tash Bridge", BRIDGE)
    cut = " ".join(" ".join(BRIDGE).split()[:words]) + "..."
    return copy("Buses Return to the Tash Bridge", [cut], excerpt=True)


def well() -> Copy:
    return copy("Village Finds Water at Eighty Metres", WELL)


class TestArticles:
    def test_an_excerpt_gives_way_to_the_full_text_in_any_order(self) -> None:
        pages = [
            capture("a", MON, copies=(bridge(words=40),)),
            capture("b", TUE, copies=(bridge(),)),
            capture("c", WED, copies=(bridge(words=30),)),
        ]
        for order in permutations(pages):
            (article,) = build(order).articles
            assert (article.excerpt, article.shown.capture.path) == (False, "b")
            assert [block.text for block in article.blocks] == BRIDGE

    def test_a_full_text_is_shown_also_where_an_excerpt_has_more_words(self) -> None:
        full = copy("Buses Return to the Tash Bridge", BRIDGE[:2])
        (article,) = build(
            [capture("a", MON, copies=(full,)), capture("b", TUE, copies=(bridge(words=50),))]
        ).articles
        assert (article.excerpt, article.shown.capture.path) == (False, "a")

    def test_of_excerpts_the_longest_is_shown_and_said_to_be_one(self) -> None:
        (article,) = build(
            [capture("a", MON, copies=(bridge(words=30),)), capture("b", TUE, copies=(bridge(words=45),))]
        ).articles
        assert (article.excerpt, article.words, article.shown.capture.path) == (True, 45, "b")

    def test_of_equally_full_copies_the_latest_is_shown(self) -> None:
        (article,) = build(
            [capture(p, d, copies=(bridge(),)) for p, d in (("a", MON), ("b", WED), ("c", None))]
        ).articles
        assert article.shown.capture.path == "b"

    def test_its_id_is_the_key_of_the_earliest_copy_and_every_key_names_it(self) -> None:
        early, late = bridge(), copy("Tash Bridge Opens", BRIDGE)
        (first,) = build([capture("b", MON, copies=(early,))]).articles
        corpus = build([capture("a", TUE, copies=(late,)), capture("b", MON, copies=(early,))])
        (article,) = corpus.articles
        assert article.id == first.id
        assert len(article.keys) == 2
        assert all(corpus.article(key) == article for key in article.keys)

    def test_dates_are_each_once_and_latest_first(self) -> None:
        pages = [capture(str(n), day, copies=(bridge(),)) for n, day in enumerate([MON, WED, None, MON, TUE])]
        (article,) = build(pages).articles
        assert article.dates == (WED, TUE, MON)
        assert [appearance.capture.date for appearance in article.appearances] == [WED, TUE, MON, MON, None]

    def test_seen_before(self) -> None:
        (article,) = build(
            [capture("a", MON, copies=(bridge(),)), capture("b", WED, copies=(bridge(),))]
        ).articles
        assert [article.seen_before(day) for day in (MON, TUE, WED, None)] == [False, True, True, False]

    def test_standing_on_a_day_is_the_shown_copy_where_it_can_be(self) -> None:
        (article,) = build(
            [
                capture("a", MON, copies=(bridge(words=30),)),
                capture("b", MON, copies=(bridge(),)),
                capture("c", TUE, copies=(bridge(words=30),)),
            ]
        ).articles
        assert article.appearance_on(MON).capture.path == "b"
        assert article.appearance_on(TUE).capture.path == "c"
        assert article.appearance_on(WED) is article.shown

    def test_words_are_counted_without_bullets_and_tags(self) -> None:
        blocks = [
            Block(Kind.PARAGRAPH, "three words here"),
            Block(Kind.LIST, "two items:", ("one", "and two")),
            Block(Kind.OTHER, "[tag a=b c=d]"),
            Block(Kind.CAPTION, "a caption"),
        ]
        assert word_count(blocks) == 10

    @pytest.mark.parametrize(("words", "minutes"), [(0, 1), (230, 1), (460, 2), (1858, 8)])
    def test_minutes(self, words: int, minutes: int) -> None:
        (article,) = build([capture("a", MON, copies=(copy("A Headline", ["word " * words]),))]).articles
        assert (article.words, article.minutes) == (words, minutes)


class TestDates:
    def test_latest_first_undated_last_without_those_that_carry_nothing(self) -> None:
        pages = [
            capture("a", MON, copies=(bridge(),)),
            capture("b", None, copies=(well(),)),
            capture("c", WED, copies=(well(),)),
            capture("d", TUE, LOW),
        ]
        assert build(pages).dates == [WED, MON, None]

    def test_an_article_stands_under_every_date_that_carried_it_in_page_order(self) -> None:
        corpus = build(
            [capture("a", MON, copies=(bridge(), well())), capture("b", TUE, copies=(well(), bridge()))]
        )
        headlines = {day: [article.headline[:5] for article in corpus.on(day)] for day in (MON, TUE, WED)}
        assert headlines == {MON: ["Buses", "Villa"], TUE: ["Villa", "Buses"], WED: []}
        assert [article.headline[:5] for article in corpus.articles] == ["Villa", "Buses"]

    def test_two_captures_of_a_day_list_a_story_once_where_it_first_stands(self) -> None:
        corpus = build([capture("a", MON, copies=(bridge(),)), capture("b", MON, copies=(well(), bridge()))])
        assert [article.headline[:5] for article in corpus.on(MON)] == ["Buses", "Villa"]

    def test_nothing_makes_an_empty_corpus(self) -> None:
        corpus = build([])
        assert ([*corpus.articles], corpus.dates, corpus.unreadable, corpus.captures.count) == ([], [], (), 0)


def rates_beside(corpus: Corpus, page: Capture) -> tuple[tuple[Rate, ...], str | None, bool]:
    """The rates shown beside a capture, whose they are, and whether they are its own."""
    (head,) = [each for each in corpus.captures.all() if each.path == page.path]
    shown = corpus.captures.rates_for(head)
    return shown.rates, shown.of.path if shown.of else None, shown.own


class TestRates:
    def test_a_capture_shows_its_own_also_where_one_of_the_same_day_disagrees(self) -> None:
        one, two = capture("a", MON, LOW), capture("b", MON, HIGH)
        corpus = build([one, two])
        for page in (one, two):
            assert rates_beside(corpus, page) == (page.rates, page.path, True)

    def test_without_any_the_nearest_earlier_are_shown_with_whose_they_are(self) -> None:
        early, near, late = capture("a", MON, LOW), capture("b", TUE, HIGH), capture("d", WED, LOW)
        bare = capture("c", TUE)
        assert rates_beside(build([early, near, late, bare]), bare) == (HIGH, near.path, False)

    def test_later_ones_never_stand_in(self) -> None:
        bare = capture("a", MON)
        corpus = build([bare, capture("b", TUE, LOW), capture("c", None, HIGH)])
        assert rates_beside(corpus, bare) == ((), None, False)

    def test_an_undated_capture_is_shown_the_latest(self) -> None:
        bare, latest = capture("c", None), capture("b", WED, HIGH)
        corpus = build([bare, capture("a", MON, LOW), latest, capture("d", TUE, LOW)])
        assert rates_beside(corpus, bare) == (HIGH, latest.path, False)

    def test_an_undated_capture_with_rates_shows_them(self) -> None:
        undated = capture("a", None, LOW)
        assert rates_beside(build([undated, capture("b", WED, HIGH)]), undated) == (LOW, "a", True)


class TestNames:
    @pytest.fixture
    def corpus(self) -> Corpus:
        return build([capture("a", MON, copies=(bridge(), well()))])

    def test_an_id_and_its_unambiguous_beginning(self, corpus: Corpus) -> None:
        for article in corpus.articles:
            assert corpus.named(article.id) == article
            assert corpus.named(article.id[:11]) == article

    def test_unknown_and_ambiguous_names_are_told_apart(self, corpus: Corpus) -> None:
        for name in ("", "x", f"{corpus.articles[0].id}0"):
            with pytest.raises(CareaderError, match="no article with this id") as unknown:
                corpus.named(name)
            assert not isinstance(unknown.value, UsageError)
        many = build([capture(str(n), MON, copies=(copy(f"Story {n}", [f"Text {n}"]),)) for n in range(17)])
        starts = [article.id[0] for article in many.articles]
        shared = next(start for start in starts if starts.count(start) > 1)
        with pytest.raises(UsageError, match=f"{starts.count(shared)} articles"):
            many.named(shared)

    def test_no_article_is_none(self, corpus: Corpus) -> None:
        assert corpus.article("nonsense") is None


def test_the_place_of_an_article_in_a_list() -> None:
    corpus = build([capture("1.txt", MON, LOW, (bridge(),)), capture("2.txt", TUE, LOW, (well(),))])
    articles = corpus.articles
    assert [articles.index(article) for article in articles] == [0, 1]
    assert articles[0] not in articles[1:]
    with pytest.raises(ValueError, match="in"):
        articles.index(articles[0], 1)


COPIES = st.sampled_from([bridge(), bridge(words=30), bridge(words=45), well()])
PAGES = st.lists(
    st.tuples(
        st.sampled_from([MON, TUE, WED, None]), st.lists(COPIES, max_size=3), st.sampled_from([(), LOW, HIGH])
    ),
    max_size=6,
).map(
    lambda pages: [
        capture(f"{at}.txt", day, rates, tuple(copies)) for at, (day, copies, rates) in enumerate(pages)
    ]
)


@given(PAGES, st.randoms())
def test_the_order_in_which_captures_are_read_makes_no_difference(
    pages: list[Capture], random: Random
) -> None:
    def told(corpus: Corpus) -> object:
        return (
            [(a.id, where(a.shown), [where(s) for s in a.appearances]) for a in corpus.articles],
            {day: [a.id for a in corpus.on(day)] for day in corpus.dates},
            [rates_beside(corpus, page) for page in pages],
        )

    def where(appearance: Appearance) -> object:
        return (
            appearance.capture.path,
            appearance.capture.date,
            appearance.place,
            appearance.key,
            appearance.copy,
        )

    shuffled = list(pages)
    random.shuffle(shuffled)
    assert told(build(shuffled)) == told(build(pages))


@given(PAGES)
def test_every_copy_stands_in_one_article_and_under_its_date(pages: list[Capture]) -> None:
    corpus = build(pages)
    stand = [(s.capture.path, s.copy) for article in corpus.articles for s in article.appearances]
    assert sorted(stand, key=repr) == sorted(((p.path, c) for p in pages for c in p.copies), key=repr)
    for article in corpus.articles:
        for appearance in article.appearances:
            assert article in corpus.on(appearance.capture.date)
    assert {a.id for day in corpus.dates for a in corpus.on(day)} == {a.id for a in corpus.articles}
