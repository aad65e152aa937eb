"""A jump kept as bytes and read back: the same answers, or a plain refusal."""

import subprocess
import sys

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from careader.find.jump import packing
from careader.find.jump.headline_words import HeadlineWords
from careader.find.jump.jump import Jump
from careader.find.jump.word_forms import plain_form
from careader.find.spellings import spelling_key

HEADLINES = [
    "Türkiye Lends Uzbekistan a Snow Plough",
    "Токаев открыл мост",
    "U.S. Museum Returns 3.6 Tons of Saddles",
    "",
    "—",
    "Farmers Preserve the Reeds of Balkhash",
]
QUERIES = ["turkey plow", "tokaev", "us 36", "—", "ftrob", "balkashreeds", "reed", "r", "snowplough"]
PACK = Jump(HEADLINES).pack()

ALPHABET = st.sampled_from("abkyzT áğ’'“-. 1,2ЖғІى😀\u0301\u00ad\x1bßŒﬁ\n\ud800")
TEXTS = st.one_of(st.text(max_size=40), st.text(ALPHABET, max_size=40), st.sampled_from(HEADLINES))


@settings(max_examples=200, deadline=None)
@given(st.lists(TEXTS, max_size=8), TEXTS)
@example([], "a")
@example([""], "a")
@example(["?\n", "?"], "?\n?")
def test_what_is_read_back_answers_as_what_was_made(headlines: list[str], query: str) -> None:
    made = Jump(headlines)
    read_back = Jump.unpack(made.pack())
    assert read_back.headline_count == made.headline_count == len(headlines)
    assert read_back.find(query) == made.find(query)
    assert read_back.pack() == made.pack()


@given(st.lists(TEXTS, max_size=8))
def test_keeps_each_headline_to_the_letter(headlines: list[str]) -> None:
    words = HeadlineWords.unpack(HeadlineWords.read(headlines).pack())
    assert [words.headline(row) for row in range(len(words))] == headlines


def test_reads_any_view_of_the_bytes() -> None:
    behind_another = memoryview(b"x" + PACK)[1:]
    for data in (PACK, memoryview(PACK), memoryview(bytearray(PACK)), behind_another):
        jump = Jump.unpack(data)
        assert [jump.find(query) for query in QUERIES] == [Jump(HEADLINES).find(query) for query in QUERIES]
        assert all(map(jump.find, QUERIES))


@settings(max_examples=300)
@given(st.integers(0, len(PACK) - 1), st.integers(1, 255))
def test_refuses_a_pack_with_any_byte_changed(place: int, change: int) -> None:
    damaged = bytearray(PACK)
    damaged[place] ^= change
    with pytest.raises(ValueError, match="jump pack"):
        Jump.unpack(bytes(damaged))


@given(st.integers(0, len(PACK) - 1))
def test_refuses_a_pack_cut_short(length: int) -> None:
    with pytest.raises(ValueError, match="jump pack"):
        Jump.unpack(PACK[:length])


@given(st.binary(max_size=200))
@example(PACK + b"\0")
def test_refuses_what_is_no_pack(data: bytes) -> None:
    with pytest.raises(ValueError, match="jump pack"):
        Jump.unpack(data)


@pytest.mark.parametrize(("name", "other"), [("_FORM", 99), ("_KIND", b"careader jump ?8")])
def test_refuses_a_pack_of_another_version_or_machine(
    monkeypatch: pytest.MonkeyPatch, name: str, other: object
) -> None:
    monkeypatch.setattr(packing, name, other)
    with pytest.raises(ValueError, match="this version and machine"):
        Jump.unpack(PACK)


def test_what_a_pack_holds_of_a_word_changes_only_with_its_version() -> None:
    """Raise `packing._FORM` with this: a pack made before would miss what the new rules find."""
    kept = {
        "Türkiye’s": ("turkiye", "turke"),
        "Zhaparov": ("zhaparov", "2aparov"),
        "Khorezm": ("khorezm", "korezm"),
        "Tchimkent": ("tchimkent", "3imkent"),
        "Кыргызстан": ("kyrgyzstan", "kirgizstan"),
        "Beijing": ("beijing", "bi2ing"),
        "U.S.": ("us", "us"),
        "3.6": ("3.6", "36"),
    }
    assert {word: (form := plain_form(word), spelling_key(form)) for word in kept} == kept
    assert packing._FORM == 1


def test_rapidfuzz_waits_for_the_first_query_that_needs_it(tmp_path_factory: pytest.TempPathFactory) -> None:
    file = tmp_path_factory.mktemp("pack") / "pack"
    file.write_bytes(PACK)
    program = (
        "import sys; from pathlib import Path; from careader.find.jump.jump import Jump;"
        "jump = Jump.unpack(Path(sys.argv[1]).read_bytes());"
        "print(bool(jump.find('b')), 'rapidfuzz' in sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", program, file], capture_output=True, text=True, check=True)
    assert run.stdout.split() == ["True", "False"]
