import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careader.capture.models import Block, Copy, Kind
from careader.index.identity import KEY_WORDS, OPENING, key, wording
from careader.text import fold

HEADLINE = "Ferry Crews on Lake Orsa Say the Buoys Have Moved"
LEAD = (
    "Ferry crews who cross the lake before dawn say that three buoys near the old pier have drifted by more "
    "than a hundred metres since the thaw. Nobody at the harbour office could tell them why it happened."
)
MORE = (
    "The harbour master, a patient woman with a brass telescope, has asked two divers to look at the anchor "
    "chains once the water is clear. She expects them to report within nine days, and promises to paint the "
    "result on the wall of the ticket hall for all passengers to see."
)


def copy(*blocks: Block | str, headline: str = HEADLINE, excerpt: bool = False) -> Copy:
    made = tuple(Block(Kind.PARAGRAPH, b) if isinstance(b, str) else b for b in blocks)
    return Copy(headline, made, excerpt, 1.0, 1)


def test_a_key_is_twelve_hexadecimal_digits() -> None:
    assert re.fullmatch(r"[0-9a-f]{12}", key(copy(LEAD, MORE)))


def test_keys_never_change_because_marks_are_stored_under_them() -> None:
    """Other values here mean that every reader loses every mark: raise RECIPE and migrate instead."""
    assert key(copy(LEAD, MORE)) == "c73ac46b10ce"
    assert key(copy("“Çalık” – Ғ and 3.5%…", headline="Ömer’s Ferry")) == "13031f56bd61"
    assert key(copy(headline="")) == "d177b2c9d5a3"


def test_place_on_the_page_and_confidence_make_no_difference() -> None:
    one = copy(LEAD, MORE)
    assert key(one._replace(line=90, confidence=0.5)) == key(one)


@pytest.mark.parametrize(
    ("as_full_text", "as_teaser"),
    [
        ("The “old” pier’s keeper", 'The "old" pier\'s keeper'),
        ("The pier — the old one — is shut", "The pier -- the old one -- is shut"),
        ("The pier—the old one—is shut", "The pier -- the old one -- is shut"),
        ("The Pier at Žatec", "the pier at zatec"),
        ("The pier\u00a0is  shut", "The pier   is shut"),
        ("The pier is shut", "The pier is [gallery ids=“4,9”] shut"),
        ("The pier is shut", "The pier is [link href='#a']shut[/link]"),
    ],
)
def test_quotes_dashes_case_blanks_and_shortcodes_make_no_difference(
    as_full_text: str, as_teaser: str
) -> None:
    assert key(copy(as_full_text)) == key(copy(as_teaser))


def test_a_headline_is_told_by_its_words() -> None:
    assert key(copy(LEAD, headline="“Ömer’s” Ferry — Again")) == key(
        copy(LEAD, headline='"omer\'s" ferry -- again')
    )


def test_section_headings_run_into_a_teaser_make_no_difference() -> None:
    full = copy(LEAD[:40], Block(Kind.HEADING, "A Slow Drift"), LEAD[40:].strip())
    teaser = copy(f"{LEAD[:40]} A Slow Drift {LEAD[40:].strip()}...", excerpt=True)
    assert key(full) == key(teaser)


def test_captions_make_no_difference() -> None:
    plain = copy(LEAD, MORE)
    shortcode = (
        '[caption id="attachment_7" align="aligncenter" width="90"] A buoy [left]; image: M. Orr[/caption]'
    )
    assert key(copy(LEAD, Block(Kind.CAPTION, "A buoy; image: M. Orr"), MORE)) == key(plain)
    assert key(copy(f"{LEAD} {shortcode} {MORE}")) == key(plain)


def test_a_list_is_its_words() -> None:
    as_list = copy(LEAD[:40], Block(Kind.LIST, "The crews ask for:", ("new chains", "a lamp")))
    as_text = copy(f"{LEAD[:40]} The crews ask for: • new chains • a lamp")
    assert key(as_list) == key(as_text)


def test_square_brackets_are_ordinary_text() -> None:
    assert key(copy("The buoys [near the pier] moved")) == key(copy("The buoys near the pier moved"))


def test_the_cut_mark_of_a_stub_is_no_part_of_its_text() -> None:
    stub = copy(LEAD, "Continue reading", "Mara Orr writes about lakes", excerpt=True)
    assert key(stub) == key(copy(f"{LEAD} Continue reading", excerpt=True)) == key(copy(LEAD))
    assert key(copy("They all continue reading")) != key(copy("They all"))


def test_words_beyond_the_opening_make_no_difference() -> None:
    opening = " ".join(f"word{n}" for n in range(KEY_WORDS))
    assert key(copy(opening, MORE)) == key(copy(f"{opening} and the rest"))


def test_dashes_that_stand_alone_are_no_words() -> None:
    opening = " ".join(f"word{n}" for n in range(KEY_WORDS - 2))
    assert key(copy(f"— — — {opening}", "two", "more")) == key(copy(f"{opening} two more"))


def test_another_headline_or_opening_is_another_key() -> None:
    keys = {key(copy(LEAD)), key(copy(LEAD, headline="Buoys Moved")), key(copy(MORE)), key(copy(LEAD, MORE))}
    assert len(keys) == 4


def test_headline_and_body_are_told_apart() -> None:
    assert key(copy("two three", headline="one")) != key(copy("three", headline="one two"))


def test_wording_holds_the_opening_and_its_length() -> None:
    long = wording(copy(*[" ".join(f"w{n}" for n in range(150))] * 5))
    assert long.length == len(long.body.split()) == OPENING
    assert wording(copy()).length == 0


@given(st.text(), st.text())
def test_texts_that_fold_alike_have_one_key(headline: str, body: str) -> None:
    assert key(copy(body, headline=headline)) == key(copy(fold(body), headline=fold(headline)))


SPELLINGS = {"'": "’", '"': "”", "-": "—", " ": "\u00a0 ", "e": "É", "o": "O"}


@given(
    st.lists(st.sampled_from([*LEAD.split(), '"quay"', "crew's", "-", "lake-side"]), max_size=80).map(
        " ".join
    ),
    st.sets(st.sampled_from(sorted(SPELLINGS))),
)
def test_spelling_makes_no_difference(body: str, respelled: set[str]) -> None:
    other = body
    for plain in respelled:
        other = other.replace(plain, SPELLINGS[plain])
    assert wording(copy(body)).body == wording(copy(other)).body
    assert key(copy(body)) == key(copy(other))
