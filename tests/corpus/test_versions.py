"""How an article changed from capture to capture."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careader.capture.models import Block, Copy, Kind
from careader.corpus.versions import Comparison, Fate, Segment, compare, summary, versions
from careader.index.digest import digest

HEADLINE = "Ferry Crews Say the Buoys Have Moved"
LEAD = (
    "Ferry crews who cross the lake before dawn say that “three buoys” have drifted by 150 metres – or more."
)
MORE = "The harbour master’s divers will look at the chains once the water is clear. They report on Friday."
END = "She promises to paint the result on the wall of the ticket hall."
SIGNS = {Fate.SAME: "{}", Fate.NEW: "{{{}}}", Fate.GONE: "[{}]", Fate.MORE: "<{}>", Fate.LESS: ">{}<"}


def copy(*blocks: Block | str, headline: str = HEADLINE, excerpt: bool = False) -> Copy:
    made = tuple(Block(Kind.PARAGRAPH, b) if isinstance(b, str) else b for b in blocks)
    return Copy(headline, made, excerpt, 1.0, 1)


def heading(text: str) -> Block:
    return Block(Kind.HEADING, text)


def caption(text: str) -> Block:
    return Block(Kind.CAPTION, text)


def told(segments: Iterable[Segment]) -> str:
    """What is {new}, [gone], <more> and >less<."""
    return " ".join(SIGNS[segment.fate].format(segment.text) for segment in segments)


def body(comparison: Comparison) -> list[str]:
    return [told(block.segments) for block in comparison.blocks]


def unchanged(one: Copy, other: Copy) -> bool:
    """Whether there is no change between two copies, whichever came first, and they have one digest."""
    none = [summary(compare(*pair)) for pair in ((one, other), (other, one))] == ["the same words"] * 2
    assert none == (digest(one) == digest(other))
    return none


def test_changes_stand_where_they_are_in_the_paragraphs_of_the_newer_copy() -> None:
    old = copy(LEAD, heading("Below the Pier"), MORE)
    new = copy(
        LEAD.replace("150", "90"),
        heading("Below the Old Pier"),
        MORE.replace("once the water is clear", "now"),
    )
    comparison = compare(old, new)
    assert [block.kind for block in comparison.blocks] == [
        Kind.PARAGRAPH,
        Kind.HEADING,
        Kind.PARAGRAPH,
    ]
    assert body(comparison) == [
        LEAD.replace("150", "[150] {90}"),
        "Below the {Old} Pier",
        MORE.replace("once the water is clear.", "[once the water is clear.] {now.}"),
    ]
    assert summary(comparison) == "3 words new, 6 gone"
    assert not comparison.retitled


def test_a_changed_headline_is_told_word_by_word() -> None:
    comparison = compare(copy(LEAD), copy(LEAD, headline="Ferry Crews Say Three Buoys Have Moved"))
    assert told(comparison.headline) == "Ferry Crews Say [the] {Three} Buoys Have Moved"
    assert (comparison.retitled, summary(comparison)) == (True, "headline changed")


def test_words_at_the_end_of_a_headline_are_new_not_more() -> None:
    longer = compare(copy(), copy(headline=HEADLINE + " Again"))
    assert told(longer.headline) == HEADLINE + " {Again}"
    assert told(compare(copy(headline=HEADLINE + " Again"), copy()).headline) == HEADLINE + " [Again]"


def test_paragraphs_that_came_and_went_stand_as_such() -> None:
    assert body(compare(copy(LEAD, MORE, END), copy(LEAD, END))) == [LEAD, f"[{MORE}]", END]
    assert body(compare(copy(LEAD, END), copy(LEAD, MORE, END))) == [LEAD, f"{{{MORE}}}", END]
    replaced = compare(copy(LEAD, heading("Divers"), END), copy(LEAD, MORE, END))
    assert body(replaced) == [LEAD, "[Divers]", f"{{{MORE}}}", END]
    assert [block.kind for block in replaced.blocks][1:3] == [Kind.HEADING, Kind.PARAGRAPH]


def test_a_paragraph_that_begins_like_the_next_came_as_a_whole() -> None:
    inserted = "They report on Friday. The mayor listens."
    assert body(compare(copy(LEAD, MORE), copy(LEAD, "The harbour is shut.", MORE))) == [
        LEAD,
        "{The harbour is shut.}",
        MORE,
    ]
    assert body(compare(copy(MORE, END), copy(MORE, inserted, END)))[1] == f"{{{inserted}}}"


def test_words_gone_from_several_lines_keep_apart() -> None:
    assert body(compare(copy("a b", "c", "d e"), copy("a e"))) == ["a [b c d] e"]


def test_a_paragraph_gone_from_the_middle_of_a_teasers_block_is_told_within_it() -> None:
    teaser = copy(f"{LEAD} {END}")
    assert body(compare(copy(LEAD, MORE, END), teaser)) == [f"{LEAD} [{MORE}] {END}"]


def test_a_teaser_of_the_same_words_is_no_change() -> None:
    full = copy(
        LEAD,
        heading("Below the Pier"),
        caption("Divers; image: M. Orr"),
        MORE,
        Block(Kind.LIST, "", ("one", "two")),
    )
    plain = f"{LEAD} Below the Pier {MORE} one two".replace("’", "'").replace("–", "--")
    plain = plain.replace("“", '"').replace("”", '"')
    shortcode = '[caption id="x_7" align="left" width="160"] Divers off the pier[/caption] '
    assert unchanged(full, copy(plain))
    assert unchanged(full, copy(shortcode + plain))


@pytest.mark.parametrize("cut", [" ...", "…", "... Continue reading", " Continue reading"])
def test_the_rest_of_a_text_that_was_cut_is_told_as_its_end(cut: str) -> None:
    full, teaser = copy(LEAD, MORE, END), copy(LEAD + cut, excerpt=True)
    assert body(compare(teaser, full)) == [LEAD, f"<{MORE}>", f"<{END}>"]
    assert summary(compare(teaser, full)) == "31 words more"
    shorter = compare(full, teaser)
    assert [body(shorter)[1:], summary(shorter)] == [[f">{MORE}<", f">{END}<"], "31 words fewer"]
    assert digest(teaser) != digest(full)


def test_a_few_words_at_the_end_of_a_text_that_was_not_cut_are_a_change() -> None:
    assert summary(compare(copy(LEAD, MORE), copy(LEAD, MORE, END))) == "13 words new"
    assert summary(compare(copy(LEAD, MORE, END), copy(LEAD, MORE))) == "13 words gone"
    rest = [MORE, END, LEAD]
    assert summary(compare(copy(LEAD), copy(LEAD, *rest))) == "51 words more"
    assert summary(compare(copy(LEAD, *rest), copy(LEAD))) == "51 words fewer"


def test_a_heading_between_two_rewritten_paragraphs_is_the_same() -> None:
    old, new = copy(LEAD, heading("Below the Pier"), MORE), copy(END, heading("Below the Pier"), END[::-1])
    assert "Below the Pier" in body(compare(old, new))
    assert any("Below the Pier" in part for part in body(compare(copy(f"{LEAD} Below the Pier {MORE}"), new)))


def test_the_intro_of_a_list_is_a_paragraph() -> None:
    listed = copy(Block(Kind.LIST, "Three boats:", ("a raft", "a barge")))
    assert [block.kind for block in compare(listed, listed).blocks] == [
        Kind.PARAGRAPH,
        Kind.LIST,
        Kind.LIST,
    ]


def test_a_cut_in_the_middle_of_a_paragraph_is_no_change_there() -> None:
    teaser = copy(f"{LEAD} The harbour master's divers...", excerpt=True)
    assert (
        body(compare(teaser, copy(LEAD, MORE)))[1]
        == "The harbour master’s divers <will look at the chains once "
        "the water is clear. They report on Friday.>"
    )


def test_a_teaser_whose_last_words_were_corrected_still_only_ends_earlier() -> None:
    teaser = copy(f"{LEAD} The harbour master's eager pilots...", excerpt=True)
    assert summary(compare(teaser, copy(LEAD, MORE, END))) == "2 words gone, 28 more"
    assert summary(compare(copy(LEAD, MORE, END), teaser)) == "2 words new, 28 fewer"


def test_the_end_of_a_cut_text_may_stand_at_the_end_of_the_full_one_too() -> None:
    rest = "Nobody was there at night, and nobody has been near the old pier."
    full = copy(f"The wall fell near the old pier. {rest}")
    teaser = copy("The fence fell near the old pier...", excerpt=True)
    assert body(compare(teaser, full)) == [f"The [fence] {{wall}} fell near the old pier. <{rest}>"]


def test_an_author_card_below_the_cut_is_no_text() -> None:
    stub = copy(LEAD, Block(Kind.OTHER, "Continue reading"), "Mara Orr writes on rivers", excerpt=True)
    assert unchanged(stub, copy(LEAD))


def test_texts_without_a_word_in_common_are_told_whole() -> None:
    assert body(compare(copy("alpha beta", "gamma"), copy("delta", "epsilon zeta", excerpt=True))) == [
        "[alpha beta]",
        "[gamma]",
        "{delta}",
        "{epsilon zeta}",
    ]
    assert summary(compare(copy(), copy("a word", "more"))) == "3 words new"
    assert summary(compare(copy(excerpt=True), copy("a word", "more"))) == "3 words more"
    assert summary(compare(copy(headline=""), copy(headline=""))) == "the same words"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("It fell by 1.5 percent", "It fell by 15 percent"),
        ("It fell to -5 degrees", "It fell to 5 degrees"),
        ("It cost $50", "It cost €50"),
        ("It rose by 50%", "It rose by 50"),
        ("At 10:30 it began", "At 10:50 it began"),
        ("The Çalık mine", "The Çelik mine"),
    ],
)
def test_figures_and_their_signs_are_words(old: str, new: str) -> None:
    assert summary(compare(copy(old), copy(new))) == "1 word new, 1 gone"
    assert digest(copy(old)) != digest(copy(new))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("“The pier’s open”, she said", '"The pier\'s open", she said'),
        ("The pier—the old one—is shut", "The pier -- the old one -- is shut"),
        ("The pier – of 2019–2020 – is shut", "The pier -- of 2019-2020 -- is shut"),
        ("The Pier at Žatec", "the pier at zatec"),
        ("The pier\u00a0is  shut", "The pier   is shut"),
        ("The pier is shut.", "The pier is shut"),
        ("The pier is shut", "The pier is [gallery ids=“4,9”] shut"),
        ("The pier is shut", "The pier is [link href='#a']shut[/link]"),
        ("The U.S. pier", "The US pier"),
        ("The pier [of oak] is shut", "The pier (of oak) is shut"),
        ("• The pier", "The pier"),
        ("cafe\u0301", "café"),
        ("the pier", "the\u200b pier\u200b"),
    ],
)
def test_how_words_are_set_is_no_change(old: str, new: str) -> None:
    assert unchanged(copy(old), copy(new))


def test_how_a_headline_is_set_is_no_change() -> None:
    assert unchanged(copy(headline="“Buoys” Adrift—Again"), copy(headline='"BUOYS" adrift -- again'))


def test_an_excerpt_that_ends_within_a_shortcode_ends_before_it() -> None:
    for rest in ("[caption id=“x_7”", "[caption id='x_7' width='160'] Divers off", "[gallery ids='4,"):
        assert unchanged(copy(LEAD), copy(f"{LEAD} {rest} ...", excerpt=True)), rest


def test_marks_are_stored_beside_digests_that_never_change() -> None:
    """Other values here tell readers that all they read has changed: raise RECIPE and migrate instead."""
    assert digest(copy(LEAD, MORE)) == "25fc09790575"
    assert digest(copy("“Çalık” – Ғ and −3.5%…", headline="Ömer’s Ferry")) == "4a9b7a1cd149"
    assert digest(copy(headline="")) == "d177b2c9d5a3"


def test_a_digest_is_twelve_hexadecimal_digits_whatever_the_text() -> None:
    assert re.fullmatch(r"[0-9a-f]{12}", digest(copy("half a pair \ud800")))


def test_a_digest_tells_headline_from_body() -> None:
    assert digest(copy("a b", headline="c")) != digest(copy("b", headline="c a"))


def test_place_on_the_page_and_confidence_make_no_difference() -> None:
    assert unchanged(copy(LEAD), copy(LEAD)._replace(line=90, confidence=0.5))


@dataclass(frozen=True)
class OnPage:
    """A capture as far as versions look at it."""

    path: str
    date: date | None


@dataclass(frozen=True)
class StoodOn:
    """Where a copy stood."""

    capture: OnPage
    copy: Copy


def stood(path: str, day: int | None, text: Copy) -> StoodOn:
    return StoodOn(OnPage(path, date(2025, 12, day) if day else None), text)


def test_versions_are_the_different_texts_oldest_first() -> None:
    teaser, full = copy(LEAD + "...", excerpt=True), copy(LEAD, MORE)
    later = copy(LEAD, MORE.replace("Friday", "Monday"))
    flat = copy(f"{LEAD} {MORE}")
    places = [
        stood("e", 12, later),
        stood("d", 11, flat),
        stood("c", 11, teaser),
        stood("b", 10, full),
        stood("a", 10, teaser),
        stood("u", None, flat),
    ]
    found = versions(places)
    assert versions(reversed(places)) == found
    assert [version.copy for version in found] == [teaser, full, later]
    assert [[path for path, _ in version.captures] for version in found] == [
        ["c", "a"],
        ["d", "b", "u"],
        ["e"],
    ]
    assert found[1].captures[0] == ("d", date(2025, 12, 11))
    assert found[1].captures[2] == ("u", None)
    assert versions([]) == []


def test_a_text_that_has_no_date_comes_before_those_that_have() -> None:
    found = versions([stood("a", 10, copy(LEAD)), stood("u", None, copy(MORE))])
    assert [version.copy for version in found] == [copy(MORE), copy(LEAD)]


WORDS = st.sampled_from(
    "the pier—shut “buoys” don’t U.S. 1.5 -5 $50 – -- ... Çalık [sic] of water/land x_y".split()
)
TEXTS = st.lists(WORDS, max_size=12).map(" ".join)
BLOCKS = st.builds(
    Block,
    st.sampled_from([Kind.PARAGRAPH, Kind.HEADING, Kind.LIST, Kind.CAPTION, Kind.OTHER, Kind.QUESTION]),
    TEXTS,
    st.lists(TEXTS, max_size=2).map(tuple),
)
COPIES = st.builds(
    Copy, TEXTS, st.lists(BLOCKS, max_size=5).map(tuple), st.booleans(), st.just(1.0), st.just(1)
)


def words_of(segments: Iterable[Segment], *fates: Fate) -> list[str]:
    return [word for segment in segments if segment.fate in fates for word in segment.text.split()]


def all_runs(comparison: Comparison) -> list[Segment]:
    return [segment for block in comparison.blocks for segment in block.segments]


@given(COPIES, COPIES)
def test_no_word_of_either_copy_is_lost_or_put_elsewhere(old: Copy, new: Copy) -> None:
    comparison, alone = compare(old, new), compare(new, new)
    newer = (Fate.SAME, Fate.NEW, Fate.MORE)
    parts = ((comparison.headline, alone.headline), (all_runs(comparison), all_runs(alone)))
    for segments, all_new in parts:
        # Where words are parted at a dash, its two sides can be told apart.
        assert "".join(words_of(segments, *newer)) == "".join(words_of(all_new, Fate.SAME))
    older = digest(without(comparison, Fate.NEW, Fate.MORE))
    assert older == digest(without(compare(old, old)))


def without(comparison: Comparison, *fates: Fate) -> Copy:
    """A copy of all words but those of some fates."""
    headline = " ".join(segment.text for segment in comparison.headline if segment.fate not in fates)
    text = " ".join(segment.text for segment in all_runs(comparison) if segment.fate not in fates)
    return copy(text, headline=headline)


@given(COPIES, COPIES)
def test_the_paragraphs_are_those_of_the_newer_copy(old: Copy, new: Copy) -> None:
    own = [
        block.kind
        for block in compare(old, new).blocks
        if any(segment.fate in (Fate.SAME, Fate.NEW, Fate.MORE) for segment in block.segments)
    ]
    assert own == [block.kind for block in compare(new, new).blocks]


@given(COPIES)
def test_a_copy_is_the_same_as_itself(one: Copy) -> None:
    comparison = compare(one, one)
    assert {segment.fate for segment in (*comparison.headline, *all_runs(comparison))} <= {Fate.SAME}
    assert summary(comparison) == "the same words"


@given(COPIES, COPIES)
def test_copies_have_one_digest_where_nothing_differs_and_only_there(one: Copy, other: Copy) -> None:
    unchanged(one, other)


STRAIGHT = str.maketrans({"“": '"', "”": '"', "’": "'", "—": " -- ", "–": "--"})


@given(COPIES)
def test_other_quotes_dashes_and_case_are_no_change(one: Copy) -> None:
    blocks = tuple(
        Block(
            b.kind, b.text.translate(STRAIGHT).upper(), tuple(i.translate(STRAIGHT).upper() for i in b.items)
        )
        for b in one.blocks
    )
    assert unchanged(one, one._replace(headline=one.headline.translate(STRAIGHT), blocks=blocks))


def test_furniture_is_no_change() -> None:
    byline, share = Block(Kind.FURNITURE, "By A. Harbour"), Block(Kind.FURNITURE, "Share")
    furnished = copy(byline, LEAD, share, MORE)
    assert digest(copy(LEAD, MORE)) == digest(furnished)
    assert len(versions([stood("a", 10, copy(LEAD, MORE)), stood("b", 11, furnished)])) == 1
