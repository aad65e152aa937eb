"""Long blocks broken for the eye: where paragraphs end, and which run-in words head a section."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careader.ui.view.paragraphs import BlockPart, paragraphs

prose = st.lists(
    st.sampled_from(
        ["Word", "of", "it", "Mr.", "end.", "said.”", "U.S.", "No?", "\u00a0", "The", "Old Harbour Wall", "("]
    ),
    max_size=400,
).map(" ".join)

FILLER = " ".join(["Nine words of no weight make up this sentence."] * 8)


def parts_of(text: str) -> list[str]:
    return [text[part.start : part.end] for part in paragraphs(text)]


def headings_of(text: str) -> list[str]:
    return [text[part.start : part.end] for part in paragraphs(text) if part.heading]


@given(st.one_of(st.text(max_size=200), prose))
def test_every_word_is_in_a_part_in_order(text: str) -> None:
    assert [word for part in parts_of(text) for word in part.split()] == text.split()


@given(prose)
def test_parts_follow_each_other(text: str) -> None:
    parts = paragraphs(text)
    for before, after in pairwise(parts):
        assert before.start < before.end <= after.start
        assert not text[before.end : after.start].strip()


@given(prose)
def test_paragraphs_end_only_where_sentences_do(text: str) -> None:
    parts = paragraphs(text)
    for before, after in pairwise(parts):
        if not before.heading:
            assert text[: before.end].rsplit(maxsplit=1)[-1] in {"end.", "said.”", "No?"}
            assert after.heading or len(text[before.start : before.end].split()) >= 55


def test_a_short_block_stays_one_paragraph() -> None:
    text = " ".join(["Short enough to stay whole."] * 20)
    assert paragraphs(text) == [BlockPart(0, len(text))]


@pytest.mark.parametrize(
    "heading",
    [
        "Five Roads to the Coast",
        "Why the Harbour Matters",
        "A Wall of Salt and Sand",
        "Who Pays for It?",
        "2031 Plans",
    ],
)
@pytest.mark.parametrize(
    "following", ["The mayor spoke first.", "In spring the ice goes.", "According to him it does."]
)
def test_a_section_heading_that_runs_into_the_text_is_found(heading: str, following: str) -> None:
    text = f"{FILLER} {heading} {following} {FILLER}"
    assert headings_of(text) == [heading]
    parts = parts_of(text)
    assert parts[parts.index(heading) + 1].startswith(following)


@pytest.mark.parametrize(
    "doubtful",
    [
        "Five Roads to the Coast Mayor Derrin spoke first.",  # where does the heading end?
        "A Meeting With the mayor came first.",  # With can stand inside a heading
        "Harbour The mayor spoke first.",  # one word is a name as well
        "Mayor Orla Derrin of the Harbour Party spoke first.",
        "The Harbour Party of Orla Derrin In Office, said he.",
        "Roads, Coasts and Walls The mayor spoke first.",
    ],
)
def test_what_can_be_doubted_stays_in_the_paragraph(doubtful: str) -> None:
    assert headings_of(f"{FILLER} {doubtful} {FILLER}") == []


def test_a_heading_is_looked_for_only_after_a_sentence() -> None:
    assert headings_of(f"{FILLER} He named Five Roads to the Coast The mayor spoke first. {FILLER}") == []
