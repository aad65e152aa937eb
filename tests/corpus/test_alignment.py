"""Which words of two texts are the same."""

import random
from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from careader.corpus.alignment import Match, Words, align

TEXTS = st.lists(st.sampled_from("abcdefgh"), max_size=60)


def words(text: Sequence[str]) -> Words:
    """A text in which a capital begins a paragraph."""
    return Words([word.lower() for word in text], [3 * word.isupper() for word in text] + [3])


def told(old: str, new: str) -> str:
    """What differs, a letter a word: gone in square brackets, new in braces."""
    text, at_old, at_new = "", 0, 0
    for match in [*align(words(old), words(new)), Match(len(old), len(new), 0)]:
        gone, added = old[at_old : match.old].lower(), new[at_new : match.new].lower()
        text += (f"[{gone}]" if gone else "") + (f"{{{added}}}" if added else "")
        text += new[match.new : match.new + match.size].lower()
        at_old, at_new = match.old + match.size, match.new + match.size
    return text


@given(TEXTS, TEXTS)
def test_matches_are_the_same_words_in_the_same_order(old: list[str], new: list[str]) -> None:
    at_old = at_new = 0
    for match in align(words(old), words(new)):
        assert match.size > 0
        assert (match.old, match.new) == (0, 0) or (match.old, match.new) != (at_old, at_new)
        assert match.old >= at_old
        assert match.new >= at_new
        at_old, at_new = match.old + match.size, match.new + match.size
        assert old[match.old : at_old] == new[match.new : at_new]
    assert at_old <= len(old)
    assert at_new <= len(new)


@given(TEXTS)
def test_a_text_is_the_same_as_itself(text: list[str]) -> None:
    assert align(words(text), words(text)) == ([Match(0, 0, len(text))] if text else [])


def test_a_word_that_is_another_stands_between_those_that_are_the_same() -> None:
    assert told("abcdefghij", "abcdxfghij") == "abcd[e]{x}fghij"
    assert told("abcdefghij", "abcdfghij") == "abcd[e]fghij"
    assert told("abcdfghij", "abcdefghij") == "abcd{e}fghij"


def test_what_two_rewritten_stretches_have_in_common_by_chance_is_not_left_standing() -> None:
    assert told("abcdefxghijkl", "abmnopxqrstkl") == "ab[cdefxghij]{mnopxqrst}kl"
    assert told("abcdefuvwxyghijkl", "abmnopuvwxyqrstkl") == "ab[cdef]{mnop}uvwxy[ghij]{qrst}kl"


def test_up_to_four_words_between_longer_rewritten_stretches_are_chance() -> None:
    assert told("abcdefguvwxhijklyz", "abmnopquvwxrstomyz") == "ab[cdefguvwxhijkl]{mnopquvwxrstom}yz"
    # Words that are as many as the words that changed on one side are no chance.
    assert told("abcduvefghiyz", "abmnuvopqrsyz") == "ab[cd]{mn}uv[efghi]{opqrs}yz"
    assert told("abcdefuvghyz", "abmnopuvqryz") == "ab[cdef]{mnop}uv[gh]{qr}yz"
    assert told("abcdeuvfghyz", "abmnouvpqryz") == "ab[cdeuvfgh]{mnouvpqr}yz"
    # Words at an end of the text stand beside nothing that changed.
    assert told("uvcdefg", "uvmnopq") == "uv[cdefg]{mnopq}"
    assert told("cdefguv", "mnopquv") == "[cdefg]{mnopq}uv"


def test_a_heading_between_rewritten_paragraphs_stays() -> None:
    assert told("abCdefgUvHijkl", "abMnopqUvRstom") == "ab[cdefg]{mnopq}uv[hijkl]{rstom}"
    # Words that begin no sentence of the other text are not the same heading.
    assert told("abCdefgUvHijkl", "abMnopquvrstom") == "ab[cdefguvhijkl]{mnopquvrstom}"


def test_an_inserted_paragraph_is_told_as_one() -> None:
    assert told("UvwTheyr", "UvwThemnoTheyr") == "uvw{themno}theyr"
    assert told("UvwThemnoTheyr", "UvwTheyr") == "uvw[themno]theyr"
    assert told("Theyr", "ThemnoTheyr") == "{themno}theyr"


def test_an_end_that_one_text_lacks_is_told_as_its_end() -> None:
    # Both texts end in the same words, but the shorter one's end is in the middle of the longer.
    assert told("abxcdey", "abzcdeymnopqey") == "ab[x]{z}cdey{mnopqey}"
    assert told("abzcdeymnopqey", "abxcdey") == "ab[z]{x}cdey[mnopqey]"


def test_long_texts_are_compared_as_short_ones_are() -> None:
    chance = random.Random(7)  # noqa: S311 - no secret
    text = [f"word{chance.randint(0, 900)}" for _ in range(6000)]
    changed = list(text)
    places = range(50, 6000, 300)
    for place in places:
        changed[place] = "other"
    matches = align(words(text), words(changed))
    assert [match.old + match.size for match in matches] == [*places, 6000]
    assert all(match.old == match.new for match in matches)


def test_texts_of_a_few_words_over_and_over_come_to_an_end() -> None:
    chance = random.Random(7)  # noqa: S311 - no secret
    one, two = ([chance.choice("abcd") for _ in range(4000)] for _ in range(2))
    assert sum(match.size for match in align(words(one), words(two))) <= 4000
    assert align(words(one), words(one)) == [Match(0, 0, 4000)]
