"""Articles set in lines: every word stays, in order, and no line is wider than asked."""

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from careader.capture import Block, Kind
from careader.state import Position
from careader.ui.view.typesetting import Line, Role, line_at, set_body, set_text, wrap_text

letters = st.characters(exclude_categories=["Cc", "Cs"]) | st.sampled_from("漢字👩‍🚀é\u0301\u200d\u00a0\t ")
texts = st.text(letters, max_size=60) | st.text("ab .", max_size=200)
prose = st.lists(
    st.sampled_from(["Word", "of", "it", "Mr.", "end.", "said.”", "U.S.", "No?", "\u00a0"]),
    min_size=1,
    max_size=400,
).map(" ".join)
items = st.lists(texts.filter(str.strip), min_size=1, max_size=4).map(tuple)
blocks = st.one_of(
    st.builds(Block, st.sampled_from([kind for kind in Kind if kind is not Kind.LIST]), texts),
    st.builds(Block, st.just(Kind.LIST), texts, items),
    st.builds(Block, st.just(Kind.PARAGRAPH), prose),
)
bodies = st.lists(blocks, max_size=5).map(tuple)
widths = st.integers(1, 100)


def words(blocks: tuple[Block, ...]) -> str:
    """The letters of blocks that are set, without blank space."""
    texts = [" ".join([block.text, *block.items]) for block in blocks if block.kind is not Kind.FURNITURE]
    return "".join("".join(text.split()) for text in texts)


def set_words(lines: list[Line]) -> str:
    """The letters of lines, without blank space, bars and bullets."""
    return "".join("".join(line.text[line.indent :].split()) for line in lines)


@given(bodies, widths)
def test_every_letter_is_there_in_order_at_every_width(body: tuple[Block, ...], width: int) -> None:
    assert set_words(set_body(body, width)) == words(body)


@given(st.lists(st.text("abc", min_size=1, max_size=10), min_size=1).map(" ".join), st.integers(10, 80))
def test_words_that_fit_stay_whole(text: str, width: int) -> None:
    lines = set_body((Block(Kind.PARAGRAPH, text),), width)
    assert " ".join(line.text for line in lines if line.text).split() == text.split()


@given(bodies, widths)
def test_no_line_is_wider_than_asked(body: tuple[Block, ...], width: int) -> None:
    for line in set_body(body, width):
        shown, room = line.text[line.indent :], max(1, width - line.indent)
        # One letter can be wider than a line of one column: it then stands alone.
        assert cell_len(shown) <= room or len(shown) == 1


@given(st.text("漢字é👍ab ", max_size=80), st.integers(8, 40))
def test_wide_letters_fit_beside_bullets_and_bars(text: str, width: int) -> None:
    for block in (Block(Kind.CAPTION, text), Block(Kind.LIST, "", (text,))):
        assert all(cell_len(line.text) <= width for line in set_body((block,), width))


@given(bodies, widths)
def test_a_line_tells_which_word_it_begins_with(body: tuple[Block, ...], width: int) -> None:
    for line in set_body(body, width):
        if line.position is None:
            assert line.text == ""
            continue
        block = body[line.position.block]
        source = "\n".join([block.text, *block.items])
        first = line.text[line.indent :].split(" ")[0]
        assert source.startswith(first, line.position.offset)


@given(bodies, widths, widths)
def test_the_word_at_the_top_is_found_again_at_another_width(
    body: tuple[Block, ...], width: int, other: int
) -> None:
    there = set_body(body, other)
    for line in set_body(body, width):
        if line.position is None:
            continue
        at = line_at(there, line.position)
        found, following = there[at].position, [each.position for each in there[at + 1 :] if each.position]
        assert found is not None
        assert (found.block, found.offset) <= (line.position.block, line.position.offset)
        if following:
            after = following[0]
            assert (after.block, after.offset) > (line.position.block, line.position.offset)


@given(bodies, widths)
def test_the_place_of_every_line_leads_back_to_it(body: tuple[Block, ...], width: int) -> None:
    lines = set_body(body, width)
    for number, line in enumerate(lines):
        if line.position:
            assert line_at(lines, line.position) == number


def test_a_place_that_the_text_no_longer_has_leads_to_its_end() -> None:
    lines = set_body((Block(Kind.PARAGRAPH, "one two three"),), 5)
    assert line_at(lines, Position(9, 9)) == len(lines) - 1
    assert line_at([], Position(0, 0)) == 0


def test_one_long_block_is_set_in_paragraphs_with_a_blank_line_between() -> None:
    text = " ".join(["Nine words of no weight make up this sentence."] * 30)
    lines = set_body((Block(Kind.PARAGRAPH, text),), 72)
    blanks = sum(line.role is Role.BLANK for line in lines)
    assert blanks >= 2
    assert set_words(lines) == "".join(text.split())


def test_items_of_a_list_stand_together() -> None:
    loose = tuple(Block(Kind.LIST, "", (item,)) for item in ("one", "two", "three"))
    joint = (Block(Kind.LIST, "", ("one", "two", "three")),)
    shown = [line.text for line in set_body(loose, 40)]
    assert shown == [line.text for line in set_body(joint, 40)] == ["  • one", "  • two", "  • three"]


def test_an_item_goes_on_under_its_first_word() -> None:
    (first, second) = set_body((Block(Kind.LIST, "", ("word another",)),), 12)
    assert (first.text, second.text) == ("  • word", "    another")


@given(st.text("ab’ . ", max_size=200), st.integers(1, 30))
def test_letters_of_one_column_are_all_broken_alike(text: str, width: int) -> None:
    # Common letters are broken in a quicker way than others, such as ø.
    others = set_text(text.replace("a", "ø"), Role.HEADLINE, width, 1)
    assert [line.text.replace("a", "ø") for line in set_text(text, Role.HEADLINE, width, 1)] == [
        line.text for line in others
    ]
    broken = [(line.replace("a", "ø"), start) for line, start in wrap_text(text, width, 99)]
    assert broken == wrap_text(text.replace("a", "ø"), width, 99)


@given(texts, widths)
def test_a_headline_loses_nothing(text: str, width: int) -> None:
    assert set_words(set_text(text, Role.HEADLINE, width, 1)) == "".join(text.split())


@given(texts, st.integers(2, 60), st.integers(1, 4))
def test_a_row_has_no_more_lines_and_columns_than_it_may(text: str, width: int, most: int) -> None:
    lines = wrap_text(text, width, most)
    assert len(lines) <= most
    assert all(cell_len(line) <= width for line, _ in lines)
    shown = "".join("".join(line for line, _ in lines).split())
    whole = "".join(text.split())
    assert shown == whole or whole.startswith(shown.removesuffix("…"))
    assert shown == whole or shown.endswith("…")


def test_furniture_is_not_set() -> None:
    body = (Block(Kind.FURNITURE, "Share"), Block(Kind.PARAGRAPH, "Words."), Block(Kind.FURNITURE, "Tags"))
    assert [line.text for line in set_body(body, 40)] == ["Words."]


def test_the_markup_of_a_shortcode_is_not_set_and_other_words_are() -> None:
    body = (
        Block(Kind.OTHER, '[caption id="attachment_7" align="aligncenter" width="300"]'),
        Block(Kind.CAPTION, "The mill at dusk"),
        Block(Kind.OTHER, "[/caption]"),
        Block(Kind.OTHER, "[sic] and so on"),
        Block(Kind.OTHER, "Continue reading"),
    )
    shown = [line.text for line in set_body(body, 40) if line.text]
    assert shown == ["▏ The mill at dusk", "[sic] and so on", "Continue reading"]
