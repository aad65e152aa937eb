"""Pages whose lines a program wrapped: the blocks are those of the page before it was wrapped."""

import textwrap

import pytest

from careader.capture import Block, Kind, parse
from careader.capture.blocks import wrapped_at

PAGE = """\
Salt Carts Return to the Causeway as the Old Bridge Is Mended

Salt carts have begun to use the causeway at Merrin again, since the only bridge over the Tolve
estuary will be closed
until spring. Carter Josse Vandel said the detour takes “Two hours on a dry day, and nobody knows on
a wet one.”

The causeway was laid in 1871 and has been flooded 14 times since the council of Merrin began to
keep count in 1950. The
Merrin Gazette prints the hours of the tide, and Josse Vandel has nailed them to the door of the
Tolve Inn.

Carts wait for the ebb at the northern end of the causeway, where the Tolve Inn sells soup; image:
Merrin Gazette, Ida Rook

What the Council Plans

Three things are to be done before the bridge opens again:

• a lamp at either end of the causeway, lit from dusk until the last cart of the Merrin salt works
has come home
• a bell

Inspector Hanne Brill of the harbour board, who measured the piers herself, expects that the work
will take 90 days and
cost the council 41,000 crowns, half of it for oak that has to come over the long-closed mountain
road from Aldersee.
"""


@pytest.mark.parametrize("letter", ["a", "I"])
def test_a_wrapped_line_can_be_a_single_letter(letter: str) -> None:
    lines = textwrap.wrap(" ".join(["the ferry and the mule were late again"] * 12), 72)
    assert wrapped_at([*lines, letter], 0) == wrapped_at(lines, 0) > 0


def blocks_of(text: str) -> list[list[Block]]:
    (capture,) = parse([("page.txt", text)])
    return [list(copy.blocks) for copy in capture.copies]


def wrapped(text: str, width: int, *, hyphens: bool = False, indent: str = "") -> str:
    blocks = text.replace("\n", " ").replace("  ", "\n\n").replace(" •", "\n•").splitlines()
    filled = [
        textwrap.fill(block, width, break_on_hyphens=hyphens, initial_indent=indent, subsequent_indent=indent)
        for block in blocks
    ]
    return "\n".join(filled) + "\n"


WHOLE = wrapped(PAGE, 10_000)


def test_the_page_itself() -> None:
    (blocks,) = blocks_of(WHOLE)
    assert [block.kind for block in blocks] == [
        Kind.PARAGRAPH,
        Kind.PARAGRAPH,
        Kind.CAPTION,
        Kind.HEADING,
        Kind.PARAGRAPH,
        Kind.LIST,
        Kind.PARAGRAPH,
    ]


@pytest.mark.parametrize("hyphens", [False, True])
@pytest.mark.parametrize("indent", ["", "   "])
@pytest.mark.parametrize("width", range(60, 81, 4))
def test_wrapped_lines_are_joined_again(width: int, indent: str, hyphens: bool) -> None:  # noqa: FBT001
    assert blocks_of(wrapped(PAGE, width, hyphens=hyphens, indent=indent)) == blocks_of(WHOLE)


def test_lines_that_are_evened_out_are_joined_again() -> None:
    evened = "\n".join(
        "\n".join(textwrap.wrap(line, 72 if len(line) % 72 > 30 else 66)) for line in WHOLE.splitlines()
    )
    assert blocks_of(evened) == blocks_of(WHOLE)


def test_a_heading_right_above_its_text_stays_apart() -> None:
    text = wrapped(PAGE, 72).replace("What the Council Plans\n\n", "What the Council Plans\n")
    assert blocks_of(text) == blocks_of(WHOLE)


def test_paragraphs_without_a_blank_line_between_stay_apart() -> None:
    (blocks,) = blocks_of(wrapped(PAGE, 72).replace("\n\n", "\n").replace("\n", "\n\n", 1))
    assert [block.text[:9] for block in blocks][:4] == ["Salt cart", "The cause", "Carts wai", "What the "]


def test_whole_sentences_below_each_other_are_not_wrapped() -> None:
    lines = [
        f"Cart {n} came over the causeway at low tide and went to the salt works at once." for n in range(9)
    ]
    (capture,) = parse([("page.txt", "\n".join(lines) + "\n")])
    (text,) = capture.copies
    assert [block.text for block in text.blocks] == lines


def test_an_address_is_no_rest_of_the_line_above() -> None:
    (capture,) = parse(
        [("page.txt", f"{WHOLE.splitlines()[0]}\nhttps://example.org/salt-carts\n\nCarts wait.\n")]
    )
    assert capture.copies[0].headline == WHOLE.splitlines()[0]
