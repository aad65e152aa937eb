"""Text that is not UTF-8: the encoding is found, and that it was a guess is told."""

from pathlib import Path

import pytest

from careader import encodings
from careader.capture import parse
from careader.errors import CaptureError
from careader.index.page_contents import pages_of
from careader.text import Decoded, decode, decoded

ENGLISH = """\
Lamp Keepers of Tolve Ask for “One Dry Winter”

The keepers’ roofs have leaked for three years – since the slates were sold – and Ida Rook, who keeps
the northern lamp, doesn’t believe the council’s promise. “They’ll mend it when it floats,” she said.
"""
ACCENTS = "The café in Göteborg sells pâté, crêpes and the señor’s naïve paintings."
RUSSIAN = """\
Смотрители маяков просят «одну сухую зиму»

Крыши протекают уже три года – с тех пор, как продали черепицу. Ида Рук, которая смотрит за северным
маяком, не верит обещанию совета. «Починят, когда поплывёт», – сказала она.
"""


@pytest.mark.parametrize("text", [ENGLISH, ACCENTS, *ENGLISH.split("\n\n")])
@pytest.mark.parametrize(("codec", "name"), [("cp1252", "Windows-1252"), ("mac-roman", "Mac Roman")])
def test_western_encodings_are_told_by_where_their_signs_stand(text: str, codec: str, name: str) -> None:
    assert decoded(text.encode(codec)) == Decoded(text, f"not UTF-8: read as {name}, a guess")


@pytest.mark.parametrize("text", [RUSSIAN, *RUSSIAN.split("\n\n")])
@pytest.mark.parametrize(
    ("codec", "name"),
    [
        ("cp1251", "Windows-1251"),
        ("koi8-r", "KOI8-R"),
        ("cp866", "DOS Cyrillic"),
        ("mac-cyrillic", "Mac Cyrillic"),
        ("iso8859-5", "ISO 8859-5"),
    ],
)
def test_cyrillic_encodings_are_told_by_their_letters(text: str, codec: str, name: str) -> None:
    data = text.encode(codec, "replace")
    assert decoded(data) == Decoded(data.decode(codec), f"not UTF-8: read as {name}, a guess")


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", [ENGLISH, RUSSIAN])
def test_utf_16_without_a_mark(text: str, codec: str) -> None:
    assert decoded(text.encode(codec)) == Decoded(text, "no byte order mark: read as UTF-16, a guess")


def test_nothing_is_said_where_the_bytes_tell() -> None:
    assert decoded(RUSSIAN.encode()).note == ""
    assert decoded(RUSSIAN.encode("utf-16")).note == ""
    assert decoded(RUSSIAN.encode() + b"it\x92s") == Decoded(f"{RUSSIAN}it’s")


def test_many_stray_bytes_within_utf_8_are_told() -> None:
    told = decoded((RUSSIAN * 3).encode() + b"it\x92s " * 9)
    assert told == Decoded(RUSSIAN * 3 + "it’s " * 9, "not UTF-8: read as Windows-1252, a guess")


def test_what_holds_zeros_and_is_no_utf_16_is_not_text() -> None:
    for data in (b"PK\0\0\3\4" * 99, b"\0" * 100, bytes(range(256)) * 9):
        with pytest.raises(CaptureError, match="not text"):
            decode(data)


def test_the_guess_is_among_the_problems_of_the_capture(tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_bytes(ENGLISH.encode("mac-roman"))
    contents = [each for each in pages_of(path) if not isinstance(each, CaptureError)]
    (capture,) = parse([("page.txt", content) for content in contents])
    assert [copy.headline for copy in capture.copies] == ["Lamp Keepers of Tolve Ask for “One Dry Winter”"]
    assert [problem.what for problem in capture.problems] == ["not UTF-8: read as Mac Roman, a guess"]


@pytest.mark.parametrize("sign", ["’", "“", "—", "…", "é", "Қ"])
def test_utf_8_that_was_read_as_windows_1252_is_read_anew(sign: str) -> None:
    text = f"The keeper{sign}s boat {sign}and{sign} the pier"
    wrong = text.encode().decode("cp1252", "replace" if sign == "Қ" else "strict")
    assert encodings.mended(wrong) == text
    told = decoded(wrong.encode())
    assert told.text == text
    assert "read anew" in told.note


def test_text_that_only_looks_misread_stays() -> None:
    for text in ("Ãngström and Ârhus", "â€™ once", "Kazakhstan’s boats", "São Paulo – Âge d’or"):
        assert encodings.mended(text) == text
