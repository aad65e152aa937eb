"""Bytes to safe text, folding, and words."""

import re
import sqlite3
import unicodedata
from contextlib import closing

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careader.errors import CaptureError
from careader.text import decode, fold, plain_words, read_entities, safe, tokenizable, transliterate

PRINTED = st.text(st.characters(exclude_categories=["Cs", "Cc"]))


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"", ""),
        (b"\xef\xbb\xbfone", "one"),
        (b"one\r\ntwo\rthree\n", "one\ntwo\nthree\n"),
        ("né\xa0à\tla".encode(), "né\xa0à\tla"),
        (b"caf\xe9 caf\xc3\xa9 \x93so\x94 \x97", "café café “so” —"),
        (b"\x81\xe2\x82", "\ufffdâ‚"),
        ("Ғ“x”".encode("utf-16"), "Ғ“x”"),
        (b"\xfe\xff\x00a\x00b", "ab"),
        (b"red \x1b[31m bell \x07 del \x7f", "red ␛[31m bell ␇ del ␡"),
        ("c1 \x9b rtl \u202e iso \u2066".encode(), "c1 \ufffd rtl \ufffd iso \ufffd"),
        (b"page\x0cbreak", "page\nbreak"),
    ],
)
def test_decode(data: bytes, text: str) -> None:
    assert decode(data) == text


@pytest.mark.parametrize(
    "data", [b"PK\x03\x04\0\0", b"\x89PNG\r\n\x1a\n\0", bytes(range(1, 9)) * 9, b"\xff\xfea\0\0\0"]
)
def test_what_is_not_text_is_refused(data: bytes) -> None:
    with pytest.raises(CaptureError, match="not text"):
        decode(data)


@given(st.binary())
def test_nothing_unsafe_comes_out(data: bytes) -> None:
    try:
        text = decode(data)
    except CaptureError:
        return
    for sign in text:
        assert sign in "\n\t" or unicodedata.category(sign) != "Cc"
        assert not "\u202a" <= sign <= "\u202e"
        assert not "\u2066" <= sign <= "\u2069"


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")))
def test_the_number_of_words_stays(text: str) -> None:
    try:
        decoded = decode(text.encode())
    except CaptureError:
        return
    assert len(decoded.split()) == len(text.removeprefix("\ufeff").split())


@given(PRINTED.filter(lambda text: not text.startswith("\ufeff")))
def test_plain_text_stays_as_it_is(text: str) -> None:
    if not any("\u2028" <= sign <= "\u202e" or "\u2066" <= sign <= "\u2069" for sign in text):
        assert decode(text.encode()) == text


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Çalık and Eczacıbaşı", "calik AND eczacibasi"),
        ("İstanbul", "istanbul"),
        ("Łódź, Ærø, Straße", "lodz, aero, strasse"),
        ("Ғылым", "гылым"),
        ("Ҷумҳурии Тоҷикистон", "чумхурии точикистон"),
        ("the “new” way – it’s --- here", 'the "new" way - it\'s - here'),
        ("two\u00a0 words\n", "two words"),
        ("Ёлка", "елка"),
        ("reser\u00advoir wa\u200bter", "reservoir water"),
    ],
)
def test_fold_makes_spellings_equal(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("1.5", "15"), ("north-south", "north south"), ("к", "k")])
def test_fold_keeps_what_differs(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(st.characters(max_codepoint=0x17F)))
def test_fold_does_not_see_case(text: str) -> None:
    assert fold(text.swapcase().swapcase()) == fold(text.swapcase())


def test_a_stray_control_character_does_not_make_a_page_foreign() -> None:
    page = b"A line of a page that somebody saved.\n" * 50
    assert decode(page + b"\0\x1b[31m" + page).count("somebody") == 100
    assert "\u2400\u241b[31m" in decode(page + b"\0\x1b[31m" + page)


def test_cyrillic_is_written_in_latin_letters_and_the_rest_stays() -> None:
    assert transliterate("шымкент") == "shymkent"
    assert transliterate("жаны") == "zhany"
    assert transliterate("naryn 3") == "naryn 3"
    assert transliterate("شيء") == "شيء"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("reser\u00advoir\ufeff wa\u2060ter", "reservoir water"),
        ("Kazakhstan’s cross-border trade", "kazakhstan s cross border trade"),
        ("The U.S.–China talks, 2.5%", "the u s china talks 2 5"),
        ("Жаңы-Нарын және Gülnara", "zhany naryn zhane gulnara"),
        ("snow_plough…", "snow plough"),
        ("— “…” 😀", ""),
    ],
)
def test_the_words_that_are_searched(text: str, words: str) -> None:
    assert " ".join(plain_words(text)) == words


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")))
def test_the_tokenizer_of_the_index_splits_a_text_into_the_words_that_are_searched(text: str) -> None:
    with closing(sqlite3.connect(":memory:")) as db:
        db.execute("CREATE VIRTUAL TABLE search USING fts5(body, tokenize='ascii')")
        db.execute("CREATE VIRTUAL TABLE tokens USING fts5vocab(search, instance)")
        db.execute("INSERT INTO search VALUES (?)", (tokenizable(text),))
        tokens = db.execute("SELECT term FROM tokens ORDER BY offset").fetchall()
    assert [token for (token,) in tokens] == plain_words(text)


@given(st.text())
def test_words_are_the_runs_of_letters_and_digits_of_the_folded_text(text: str) -> None:
    assert plain_words(text) == re.findall(r"[^\W_]+", transliterate(fold(text)))


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("the district&#8217;s water", "the district’s water"),
        ("the district&#8217s water", "the district’s water"),
        ("salt &amp; lime, 5 &lt; 6", "salt & lime, 5 < 6"),
        ("caf&eacute;&nbsp;&mdash;&#x20AC;5", "café\u00a0—€5"),
        ("twice over: &amp;#8217;s, &amp;nbsp;", "twice over: ’s, \u00a0"),
        ("an old browser's quote: &#146;", "an old browser's quote: ’"),
        ("AT&T; R&D; &unknown; &#1 and &", "AT&T; R&D; &unknown; &#1 and &"),
        ("two&#10;lines&NewLine;of one", "two lines of one"),
    ],
)
def test_entities_that_were_left_over_are_read(text: str, read: str) -> None:
    assert read_entities(text) == read


@pytest.mark.parametrize(
    "entity", ["&#27;", "&#0;", "&#x202E;", "&#129;", "&#xD800;", "&#9999999;", "&ZeroWidthSpace"]
)
def test_an_entity_for_what_a_text_may_not_hold_stays_as_it_is(entity: str) -> None:
    assert read_entities(f"a {entity} b") == f"a {entity} b"


@given(st.text(st.sampled_from("&#;x0123456789abgltmp \n")))
def test_what_is_read_from_entities_is_safe_and_keeps_its_lines(text: str) -> None:
    read = read_entities(text)
    assert read == safe(read)
    assert read.count("\n") == text.count("\n")
