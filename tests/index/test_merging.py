import json
import re
from collections.abc import Sequence
from itertools import pairwise, permutations
from pathlib import Path
from zlib import crc32

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careader.capture import parse
from careader.capture.models import Block, Copy, Kind
from careader.index.identity import key, wording
from careader.index.merging import gather, merge_wordings, same_story
from careader.text import decode, fold

SHARED = Path(__file__).parents[3] / "shared"
SYLLABLES = (
    "ba",
    "de",
    "fi",
    "go",
    "hu",
    "ka",
    "le",
    "mi",
    "no",
    "pu",
    "ra",
    "se",
    "ti",
    "vo",
    "zu",
    "cha",
    "dre",
    "gri",
)
VOCABULARY = [a + b + c for a in SYLLABLES for b in SYLLABLES for c in ("", "n", "ri")]

Partition = list[tuple[int, ...]]


def prose(story: int, words: int, start: int = 0) -> str:
    """Invented running text, another for every story, in sentences of fourteen words."""
    made = [VOCABULARY[crc32(f"{story} {n}".encode()) % len(VOCABULARY)] for n in range(start, start + words)]
    sentences = [" ".join(made[n : n + 14]).capitalize() for n in range(0, words, 14)]
    return ". ".join(sentences) + "."


def copy(headline: str, *blocks: Block | str, excerpt: bool = False) -> Copy:
    made = tuple(Block(Kind.PARAGRAPH, b) if isinstance(b, str) else b for b in blocks)
    return Copy(headline, made, excerpt, 1.0, 1)


def teaser(headline: str, *paragraphs: str, words: int = 500) -> Copy:
    flat = " ".join(paragraphs).replace("’", "'").replace("—", "--").split()
    return copy(headline, " ".join(flat[:words]) + "...", excerpt=True)


def merge(copies: Sequence[Copy]) -> Partition:
    """The articles that copies make, as the index divides them: the places of their copies."""
    return merge_wordings(gather((wording(each), place) for place, each in enumerate(copies)))


def together(*copies: Copy) -> bool:
    return merge(copies) == [tuple(range(len(copies)))]


def apart(*copies: Copy) -> bool:
    return merge(copies) == [(n,) for n in range(len(copies))]


# One article.


def test_the_same_text_in_another_capture() -> None:
    assert together(copy("Bridge Opens", prose(1, 300)), copy("Bridge Opens", prose(1, 300)))


def test_a_teaser_and_its_full_text() -> None:
    paragraphs = [f"“{prose(1, 90)}” — the ferryman’s words", prose(1, 200, 90), prose(1, 400, 290)]
    full = copy("Bridge Opens", paragraphs[0], Block(Kind.HEADING, "A Long Wait"), *paragraphs[1:])
    cut = teaser("Bridge Opens", paragraphs[0], "A Long Wait", *paragraphs[1:])
    assert together(full, cut)
    assert key(full) == key(cut)


@pytest.mark.parametrize("words", [0, 1, 5, 30, 99, 250])
def test_a_copy_cut_short_at_its_end(words: int) -> None:
    assert together(copy("Bridge Opens", prose(1, 300)), copy("Bridge Opens", prose(1, words)[:-3]))


@pytest.mark.parametrize("words", [60, 120, 700])
def test_a_changed_headline_over_the_same_body(words: int) -> None:
    assert together(copy("Bridge Opens", prose(1, words)), copy("After Years, a Crossing", prose(1, words)))


def test_a_changed_headline_over_a_teaser() -> None:
    assert together(copy("Bridge Opens", prose(1, 700)), teaser("After Years, a Crossing", prose(1, 700)))


def test_a_changed_headline_over_a_teaser_of_one_long_sentence() -> None:
    sentence = prose(1, 300).replace(".", ",")
    assert together(copy("Bridge Opens", sentence), teaser("After Years, a Crossing", sentence, words=30))


def test_a_changed_headline_over_a_body_with_a_corrected_opening() -> None:
    corrected = prose(1, 300).replace(VOCABULARY[crc32(b"1 5") % len(VOCABULARY)], "oksel")
    assert corrected != prose(1, 300)
    assert together(copy("Bridge Opens", prose(1, 300)), copy("After Years, a Crossing", corrected))


@pytest.mark.parametrize(
    "corrected",
    [
        pytest.param([prose(1, 60).replace("a", "o", 3), prose(1, 120, 60)], id="a few words"),
        pytest.param([prose(1, 60), prose(9, 14), prose(1, 106, 74)], id="one sentence"),
        pytest.param([prose(9, 50), prose(1, 60), prose(1, 120, 60)], id="a paragraph added on top"),
        pytest.param([prose(1, 60), prose(9, 50), prose(1, 120, 60)], id="a paragraph added within"),
        pytest.param([prose(1, 60), prose(1, 120, 60), prose(9, 150)], id="paragraphs added at the end"),
        pytest.param([prose(1, 130), prose(9, 50)], id="another end"),
        pytest.param([prose(1, 120, 60)], id="the first paragraph gone"),
        pytest.param([prose(1, 120, 60), prose(1, 60)], id="paragraphs changed round"),
    ],
)
def test_a_corrected_body_under_the_same_headline(corrected: list[str]) -> None:
    first = copy("Bridge Opens", prose(1, 60), prose(1, 120, 60))
    assert together(first, copy("Bridge Opens", *corrected))
    assert together(first, teaser("Bridge Opens", *corrected))


def test_a_new_second_half_under_the_same_headline() -> None:
    assert together(copy("Bridge Opens", prose(1, 500)), copy("Bridge Opens", prose(1, 250), prose(9, 250)))


def test_one_word_in_ten_changed_under_the_same_headline() -> None:
    words = prose(1, 300).split()
    words[::10] = ["oksel"] * len(words[::10])
    assert together(copy("Bridge Opens", prose(1, 300)), copy("Bridge Opens", " ".join(words)))


def test_a_stub_joins_its_full_text() -> None:
    full = copy("Bridge Opens", prose(1, 30), prose(1, 300, 30))
    for stub in (
        copy("Bridge Opens", prose(1, 30), "Continue reading", excerpt=True),
        copy("Bridge Opens", prose(1, 30), "Continue reading", "Mara Orr writes on rivers", excerpt=True),
        copy("Bridge Opens", prose(1, 30) + " Continue reading", excerpt=True),
        copy("After Years, a Crossing", prose(1, 30) + " Continue reading", excerpt=True),
    ):
        assert together(full, stub)


def test_a_cut_on_one_page_counts_for_the_same_words_on_another() -> None:
    full = copy("Bridge Opens", prose(1, 60), prose(1, 200, 60))
    stub = copy("After Years, a Crossing", prose(1, 60), excerpt=True)
    uncut = copy("After Years, a Crossing", prose(1, 60))
    assert together(full, uncut, stub)
    assert together(full, stub, uncut)


def test_other_stops_in_the_same_words() -> None:
    text = prose(1, 200)
    corrected = copy("After Years, a Crossing", text.replace(text.split()[3], "oksel"))
    exclaimed = copy("Bridge Opens", text.replace(".", "!"))
    assert together(exclaimed, copy("Bridge Opens", text), corrected)
    assert together(copy("Bridge Opens", text), exclaimed, corrected)


def test_a_caption_between_does_not_part_them() -> None:
    shown = copy(
        "Bridge Opens", prose(1, 20), Block(Kind.CAPTION, "The bridge; image: M. Orr"), prose(1, 200, 20)
    )
    assert together(shown, copy("Anew", prose(1, 20), prose(1, 200, 20)))


def test_two_long_corrections_of_one_text() -> None:
    third = copy("Bridge Opens", prose(8, 150), prose(1, 200, 150), prose(9, 150))
    second = copy("Bridge Opens", prose(8, 150), prose(1, 350, 150))
    first = copy("Bridge Opens", prose(1, 500))
    assert together(first, second, third)


# Separate articles.


def test_two_stories_under_one_headline() -> None:
    assert apart(copy("Weekly Digest", prose(1, 400)), copy("Weekly Digest", prose(2, 400)))


@pytest.mark.parametrize(
    ("introduction", "words"), [(10, 120), (40, 120), (80, 120), (80, 250), (150, 250), (150, 900)]
)
def test_digests_that_open_with_the_same_introduction(introduction: int, words: int) -> None:
    digests = [copy("Weekly Digest", prose(0, introduction), prose(week, words)) for week in range(1, 6)]
    assert apart(*digests)
    assert apart(*(teaser("Weekly Digest", *(block.text for block in digest.blocks)) for digest in digests))


def test_an_introduction_that_does_not_come_first() -> None:
    assert apart(*(copy("Weekly Digest", prose(w, 15), prose(0, 60), prose(w, 70, 15)) for w in range(1, 4)))


def test_two_stories_under_nearly_the_same_headline() -> None:
    assert apart(
        copy("Grain Exports Rise in May", prose(1, 300)),
        copy("Grain Exports Rise in June", prose(2, 300)),
        copy("Opinion: Grain Exports Rise in June", prose(3, 300)),
    )


def test_bulletins_with_the_same_sentences_and_other_figures() -> None:
    bulletins = [
        copy(
            "Water Levels",
            prose(1, 20),
            f"It stood at {m}.3 metres on day {m + 7}, {m * 9} below {m + 40}.",
            prose(1, 60),
        )
        for m in (11, 23, 35)
    ]
    assert apart(*bulletins)


def test_bulletins_under_the_headline_of_their_day() -> None:
    bulletins = [
        copy(
            f"Water Levels on {day}",
            prose(1, 90),
            f"They stood at {n}, {n + 7} and {n * 9}.",
            prose(1, 90, 90),
        )
        for n, day in ((11, "Monday"), (23, "Tuesday"))
    ]
    assert apart(*bulletins)


@pytest.mark.parametrize("headline", ["Bridge Opens", "Bridge Closes Again"])
def test_a_follow_up_that_repeats_a_paragraph(headline: str) -> None:
    first = copy("Bridge Opens", prose(1, 60), prose(1, 200, 60))
    assert apart(first, copy(headline, prose(2, 90), prose(1, 60), prose(2, 200, 90)))
    assert apart(first, copy(headline, prose(1, 60), prose(2, 200)))


def test_a_follow_up_that_begins_with_the_whole_of_a_brief() -> None:
    assert apart(copy("Bridge Opens", prose(1, 60)), copy("Bridge Closes Again", prose(1, 60), prose(2, 200)))


def test_a_follow_up_that_repeats_the_whole_of_a_story_further_down() -> None:
    follow_up = copy("Bridge Closes Again", prose(2, 90), prose(1, 130), prose(2, 200, 90))
    assert apart(copy("Bridge Opens", prose(1, 130)), follow_up)


def test_short_bodies_under_different_headlines() -> None:
    assert apart(copy("Bridge Opens"), copy("Bridge Closes"))
    assert apart(copy("Bridge Opens", "More soon."), copy("Bridge Closes", "More soon."))
    assert apart(copy("Bridge Opens", prose(1, 20)), copy("Bridge Closes", prose(1, 20)))


def test_short_bodies_under_one_headline() -> None:
    assert together(copy("Bridge Opens"), copy("Bridge Opens"), copy("Bridge Opens", "More soon."))
    assert apart(copy("Bridge Opens", "More soon."), copy("Bridge Opens", "Nothing is known yet."))


# Chains.


@pytest.mark.parametrize("introduction", [0, 12, 60, 150])
def test_an_opening_that_fits_two_stories_joins_neither(introduction: int) -> None:
    stub = copy("Weekly Digest", prose(0, introduction), excerpt=True)
    digests = [copy("Weekly Digest", prose(0, introduction), prose(week, 300)) for week in (1, 2)]
    assert apart(stub, *digests)
    assert merge([stub, *digests, stub]) == [(0, 3), (1,), (2,)]
    assert merge([stub, digests[0], digests[0]]) == [(0, 1, 2)]


def test_an_opening_that_fits_two_stories_joins_the_one_of_its_headline() -> None:
    first = copy("Bridge Opens", prose(1, 60), prose(1, 200, 60))
    follow_up = copy("Bridge Closes Again", prose(1, 60), prose(2, 200))
    stub = copy("Bridge Opens", prose(1, 60), "Continue reading", excerpt=True)
    assert merge([first, follow_up, stub]) == [(0, 2), (1,)]


def test_short_corrections_of_one_length_in_any_order() -> None:
    first = copy("Bridge Opens", prose(1, 70))
    second = copy("Bridge Opens", prose(2, 14), prose(1, 56, 14))
    third = copy("Bridge Opens", prose(2, 14), prose(1, 42, 14), prose(3, 14))
    assert apart(first, third)
    divisions = {
        frozenset(frozenset(order[n].blocks for n in article) for article in merge(order))
        for order in permutations([first, second, third])
    }
    assert len(divisions) == 1


# Always.

copies_of_few_stories = st.lists(
    st.builds(
        lambda story, introduction, words, headline, changed, excerpt: copy(
            ("Weekly Digest", "Bridge Opens", "Bridge Closes")[headline],
            prose(0, introduction) if introduction else "",
            prose(story, words).replace(changed, "Oksel") if changed else prose(story, words),
            excerpt=excerpt,
        ),
        story=st.integers(1, 3),
        introduction=st.sampled_from([0, 0, 20, 60]),
        words=st.sampled_from([0, 3, 20, 60, 110, 260]),
        headline=st.integers(0, 2),
        changed=st.sampled_from(["", "a", "e", "ba"]),
        excerpt=st.booleans(),
    ),
    max_size=9,
)


@given(copies_of_few_stories, st.data())
def test_order_makes_no_difference(copies: list[Copy], data: st.DataObject) -> None:
    order = data.draw(st.permutations(range(len(copies))))
    shuffled = merge([copies[n] for n in order])
    assert sorted(tuple(sorted(order[n] for n in article)) for article in shuffled) == merge(copies)


@given(copies_of_few_stories)
def test_every_copy_is_in_one_article(copies: list[Copy]) -> None:
    articles = merge(copies)
    assert sorted(n for article in articles for n in article) == list(range(len(copies)))
    assert articles == sorted(tuple(sorted(article)) for article in articles)


@given(copies_of_few_stories)
def test_one_by_one_gives_what_all_at_once_gives(copies: list[Copy]) -> None:
    articles: Partition = []
    for n in range(len(copies)):
        linked = linked_to(n, copies)
        anew = [tuple(linked[i] for i in article) for article in merge([copies[m] for m in linked])]
        articles = [article for article in articles if article[0] not in linked] + anew
    assert sorted(articles) == merge(copies)


def linked_to(n: int, copies: Sequence[Copy]) -> list[int]:
    """The copies up to ``n`` that shared fingerprints link to it, itself among them."""
    marks = [wording(copy).fingerprints for copy in copies[: n + 1]]
    linked, seen = {n}, marks[n]
    while found := {m for m in range(n) if m not in linked and marks[m] & seen}:
        linked |= found
        seen = seen.union(*(marks[m] for m in found))
    return sorted(linked)


@given(copies_of_few_stories)
def test_telling_one_story_is_mutual(copies: list[Copy]) -> None:
    wordings = [wording(copy) for copy in copies]
    assert all(same_story(a, a) for a in wordings)
    assert all(same_story(a, b) == same_story(b, a) for a in wordings for b in wordings)


@given(st.integers(), st.integers(30, 700), st.integers(1, 500))
def test_a_truncated_teaser_joins_its_article(story: int, words: int, cut: int) -> None:
    assert together(
        copy("Bridge Opens", prose(story, words)), teaser("Bridge Opens", prose(story, words), words=cut)
    )


@given(st.lists(st.tuples(st.integers(), st.integers(8, 300)), unique_by=lambda made: made[0], max_size=6))
def test_different_stories_never_join(stories: list[tuple[int, int]]) -> None:
    assert apart(*(copy("Weekly Digest", prose(story, words)) for story, words in stories))
    assert apart(*(copy(f"Part {n}", prose(story, words)) for n, (story, words) in enumerate(stories)))


# What was captured.


@pytest.mark.skipif(not (SHARED / "seeds").is_dir(), reason="the real captures are not here")
def test_the_real_captures_hold_26_articles() -> None:
    pages = [(path.name, decode(path.read_bytes())) for path in sorted((SHARED / "seeds").glob("*.txt"))]
    copies = [copy for capture in parse(pages) for copy in capture.copies]
    articles = merge(copies)
    assert (len(copies), len(articles)) == (30, 26)
    assert {len({fold(copies[n].headline) for n in article}) for article in articles} == {1}
    assert {len({key(copies[n]) for n in article}) for article in articles} == {1}


@pytest.mark.skipif(not (SHARED / "devset").is_dir(), reason="the development set is not here")
@pytest.mark.parametrize("name", ["rolling-title-case", "isolated-title-case", "isolated-sentence-case"])
def test_every_story_of_the_development_set_is_one_article(name: str) -> None:
    copies = [copy for page in sorted((SHARED / "devset" / name).glob("*.txt")) for copy in divided(page)]
    stories = [(fold(copy.headline), fold(copy.blocks[0].text)) for copy in copies]
    articles = merge(copies)
    assert all(len({stories[n] for n in article}) == 1 for article in articles), "two stories in one article"
    assert len(articles) == len(set(stories)), "one story in two articles"
    teasers = [teaser(copy.headline, *(block.text for block in copy.blocks)) for copy in copies]
    assert {tuple(n % len(copies) for n in article) for article in merge(copies + teasers)} == {
        article * 2 for article in articles
    }


def divided(page: Path) -> list[Copy]:
    """The copies of a page, divided by its true headlines."""
    headlines = set(json.loads((page.parent / "truth.json").read_text("utf-8"))[page.name]["headlines"])
    blocks = [block.strip() for block in re.split(r"\n\s*\n", decode(page.read_bytes()))]
    starts = [n for n, block in enumerate(blocks) if block in headlines] + [len(blocks)]
    return [copy(blocks[a], *blocks[a + 1 : b]) for a, b in pairwise(starts)]
