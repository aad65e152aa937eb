"""The forms of blocks within an article."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careader.capture import Block, Copy, Kind, Known, Problem, judge, parse, read
from careader.capture.blocks import Piece, mark_questions, split_blocks
from careader.capture.section_headings import is_section_heading
from careader.capture.shortcodes import to_blocks
from careader.index.identity import key

HEADLINE = "Glass Bridge Opens Above the Salt Marsh at Derrin"
LEAD = "A bridge of glass opened above the salt marsh on Friday, and the town of Derrin came to walk on it."
MORE = "The bridge is forty metres long and took six years to build, said the engineer, Tove Aldric."


def article(*blocks: str, gap: str = "\n\n") -> Copy:
    (capture,) = parse([("page.txt", gap.join([HEADLINE, *blocks]) + "\n")])
    (copy,) = capture.copies
    return copy


def paragraph(text: str) -> Block:
    return Block(Kind.PARAGRAPH, text)


@pytest.mark.parametrize(
    "caption",
    [
        "Visitors on the bridge at dawn. Behind them the old pier; image: Tove Aldric",
        "Image: Derrin Museum, Tove Aldric",
        "The marsh from above. Photo: Tove Aldric",
        "The pier in winter (Derrin Museum photo)",
    ],
)
def test_captions(caption: str) -> None:
    assert article(LEAD, caption, MORE).blocks == (
        paragraph(LEAD),
        Block(Kind.CAPTION, caption),
        paragraph(MORE),
    )


def test_a_shortcode_in_running_text_keeps_every_sign_in_order() -> None:
    opening = '[caption id="attachment_7" align="aligncenter" width="900"]'
    copy = article(f"{LEAD} {opening} @museum, Derrin[/caption] {MORE}")
    assert copy.blocks == (
        paragraph(LEAD),
        Block(Kind.OTHER, opening),
        Block(Kind.CAPTION, "@museum, Derrin"),
        Block(Kind.OTHER, "[/caption]"),
        paragraph(MORE),
    )


def test_of_shortcodes_that_never_close_only_the_last_opens_a_caption() -> None:
    many = '[caption id="1"] ' * 100_000 + "The pier[/caption] and so on " + "[caption " * 100_000
    parts = to_blocks(Piece(1, many.strip(), None), Kind.PARAGRAPH)
    assert [part.text for part in parts if part.kind is Kind.CAPTION] == ["The pier"]
    assert "".join("".join(part.text.split()) for part in parts) == "".join(many.split())


def test_entities_are_read_before_the_form_is_asked_for() -> None:
    text = f"{HEADLINE}\n\n{LEAD}\n\n&nbsp;\n\nWhat the Town&#8217;s Council &amp; Its Ducks Want\n\n{MORE}\n"
    page = read("page.txt", text)
    heading = page.pieces[2]
    assert (heading.text, heading.kind, heading.spaced) == (
        "What the Town’s Council & Its Ducks Want",
        None,
        True,
    )
    assert not judge(page, Known()).capture.problems


def test_entities_are_named_where_a_page_is_parsed_as_captured() -> None:
    text = f"{HEADLINE}\n\n{LEAD}\n\nThe town&#8217;s ducks.\n"
    (capture,) = parse([("page.txt", text)])
    assert capture.copies[0].blocks[1] == paragraph("The town&#8217;s ducks.")
    said = "HTML entities in the text, such as &#8217;; they are shown as the signs they stand for"
    assert capture.problems == (Problem(5, said),)
    read_by_index = judge(read("page.txt", text), Known()).capture
    assert key(capture.copies[0]) == key(read_by_index.copies[0])


@pytest.mark.parametrize(
    "text",
    [
        "The mayor called it [the marsh] a treasure, [...] and [/b] a gift to [red]the town[/red].",
        'A cut shortcode [caption id="attachment_7" align="al stays where it is, said the engineer.',
    ],
)
def test_other_brackets_are_text(text: str) -> None:
    assert article(LEAD, text).blocks[1] == paragraph(text)


def test_a_list_below_its_intro() -> None:
    text = "The town plans three more works:\n• a pier\n  • a lamp for\nevery bench\n• a slipway"
    assert article(LEAD, text, MORE).blocks[1] == Block(
        Kind.LIST, "The town plans three more works:", ("a pier", "a lamp for every bench", "a slipway")
    )


@pytest.mark.parametrize("bullet", ["• ", "  • ", "\t•", "· "])
def test_a_list_of_blocks(bullet: str) -> None:
    blocks = article(LEAD, f"{bullet}a pier", f"{bullet}a slipway", MORE).blocks
    assert blocks[1:3] == (Block(Kind.LIST, "", ("a pier",)), Block(Kind.LIST, "", ("a slipway",)))


def test_a_dash_begins_an_item_only_among_others() -> None:
    dashed = "- a pier\n- a slipway"
    assert article(LEAD, dashed).blocks[1] == Block(Kind.LIST, "", ("a pier", "a slipway"))
    alone = "- said the mayor, and laughed about it for a while."
    assert article(LEAD, alone).blocks[1] == paragraph(alone)
    below = f"{MORE}\n{alone}"
    assert article(LEAD, below).blocks[1:] == (paragraph(MORE), paragraph(alone))


def test_lines_that_go_on_are_one_block() -> None:
    assert article(LEAD, "The bridge is forty metres\nlong and made of glass.").blocks[1] == paragraph(
        "The bridge is forty metres long and made of glass."
    )


def test_an_interview() -> None:
    blocks = article(
        LEAD,
        "TDM: How long did it take to cast the glass for the bridge?",
        "Tove Aldric: Two winters. We broke more panes than we kept.",
        "Nobody had told us about the frost.",
        "TDM: The town is small. Who asked for a bridge?",
        "TA: The ducks, I believe. Is that a good enough answer?",
    ).blocks
    assert [block.kind for block in blocks] == [
        Kind.PARAGRAPH,
        Kind.QUESTION,
        Kind.PARAGRAPH,
        Kind.PARAGRAPH,
        Kind.QUESTION,
        Kind.PARAGRAPH,
    ]


def test_a_question_of_an_interview_has_its_answer_right_below() -> None:
    question = "TDM: How long did it take to cast the glass for the bridge?"
    answer = "TA: Two winters, and we broke more panes than we kept in the shed."
    told = [Piece(n, text, None) for n, text in enumerate([question, answer, "Winters"], 1)]
    told[1].kind = Kind.PARAGRAPH
    mark_questions(told)
    assert [piece.kind for piece in told] == [Kind.QUESTION, Kind.PARAGRAPH, None]
    told = [Piece(n, text, None) for n, text in enumerate([question, "Glass: Two Winters", answer], 1)]
    told[2].kind = Kind.PARAGRAPH
    mark_questions(told)
    assert [piece.kind for piece in told] == [None, None, Kind.PARAGRAPH]


def test_a_dateline_stays_in_its_paragraph() -> None:
    text = "DERRIN (DMN) — The town council met in the museum, under a model of the bridge."
    assert article(text).blocks == (paragraph(text),)


def test_section_headings() -> None:
    blocks = article(LEAD, "Six Years of Work", MORE, "Who pays for the glass?", MORE).blocks
    assert [block.text for block in blocks if block.kind is Kind.HEADING] == [
        "Six Years of Work",
        "Who pays for the glass?",
    ]


@pytest.mark.parametrize(
    "last",
    ["Museum of the marsh", "The engineer thanked everyone who had carried sand, stone and glass by hand"],
)
def test_what_stands_last_heads_nothing(last: str) -> None:
    assert article(LEAD, MORE, last).blocks[-1] == paragraph(last)


def test_a_question_can_be_the_lead() -> None:
    question = "Is there a bridge in the whole country that shakes less in the wind?"
    assert article(question, MORE).blocks[0] == paragraph(question)


def test_blank_blocks_of_non_breaking_spaces_are_no_blocks() -> None:
    assert article(LEAD, "\xa0", "\xa0 \xa0", MORE).blocks == (paragraph(LEAD), paragraph(MORE))


def test_a_line_of_signs_is_kept() -> None:
    assert article(LEAD, "* * *", MORE).blocks[1] == Block(Kind.OTHER, "* * *")


@pytest.mark.parametrize(
    ("blocks", "excerpt"),
    [
        ([f"{LEAD} {MORE} Then the mayor spoke..."], True),
        ([f"{LEAD} {MORE} Then the mayor spoke…"], True),
        ([f"{LEAD} Continue reading"], True),
        ([LEAD, "Continue reading"], True),
        ([LEAD, f"{MORE} Then the mayor spoke..."], False),
        ([f"{LEAD} {MORE} Then the mayor spoke [...]"], False),
        ([LEAD], False),
        ([], False),
    ],
)
def test_excerpts(blocks: list[str], excerpt: bool) -> None:  # noqa: FBT001 - a column of the table
    assert article(*blocks).excerpt is excerpt


def test_lines_are_counted_from_one() -> None:
    (capture,) = parse([("page.txt", f"\n\n{HEADLINE}\n\n{LEAD}\n")])
    assert capture.copies[0].line == 3


PLACES = [
    (LEAD,),
    (MORE, LEAD),
    ("A Harbour Is Dug", MORE),
    ("The town plans more:", "• a pier", "• a lamp for", "every bench"),
    ("- a pier", "- a slipway"),
    ("   • a kiosk",),
]
"""The lines of blocks."""


@given(
    st.lists(st.tuples(st.sampled_from(PLACES), st.lists(st.sampled_from(["", " ", "\xa0"]), min_size=1))),
    st.integers(0, 3),
)
def test_each_block_begins_on_its_line(parts: list[tuple[tuple[str, ...], list[str]]], above: int) -> None:
    lines = ["above"] * above
    for block, gap in parts:
        lines += [*block, *gap]
    pieces = split_blocks(lines, above)
    first = [(piece.text or piece.items[0]).split()[:2] for piece in pieces]
    assert first == [lines[piece.line - 1].strip("-• ").split()[:2] for piece in pieces]
    assert [piece.line for piece in pieces] == sorted({piece.line for piece in pieces})
    assert all(piece.line > above for piece in pieces)


def test_each_copy_begins_on_the_line_of_its_headline() -> None:
    second = "Old Mill on the Sarn Grinds Flour Again After Ninety Years"
    grain = "The mill on the Sarn ground its first flour since the flood on Monday, and bakers queued for it."
    bread = "Rye comes first, said the miller, Odo Brandt; wheat has to wait until a second stone is cut."
    text = f"\n\n{HEADLINE}\n\n{LEAD}\n{MORE}\n\n\n{MORE} Continue reading\n\n{second}\n{grain}\n\n{bread}\n"
    (capture,) = parse([("page.txt", text)])
    lines = text.split("\n")
    assert [lines[copy.line - 1] for copy in capture.copies] == [HEADLINE, second]


@pytest.mark.parametrize(
    ("line", "heading"),
    [
        ("Six Years of Work", True),
        ("Six <b>Years</b> of Work", False),
        ("Gauge = Level | Depth", False),
        ("Water -- And Work", False),
        ("The Marsh Belongs to the Birds”", False),
        ("“The Marsh Belongs to the Birds", False),
        ("(The Marsh Belongs to the Birds)", False),
        ("No more salt!", True),
        ("No more salt in the wells of the old town!", False),
        ("Who pays?", True),
        ("A lamp for every bench that stands on the pier of the old town of Derrin", True),
        ("A lamp for every bench that stands on the pier of the old town of Derrin tonight", False),
    ],
)
def test_code_quotes_and_sentences_head_no_section(line: str, heading: bool) -> None:  # noqa: FBT001 - a column
    assert is_section_heading(line, Kind.PARAGRAPH, headline_above=False) is heading


def test_a_lead_is_no_heading_and_a_question_above_another_line_is_none() -> None:
    lead = "A lamp for every bench there"
    assert is_section_heading(lead, Kind.PARAGRAPH, headline_above=False)
    assert not is_section_heading(lead, Kind.PARAGRAPH, headline_above=True)
    assert is_section_heading("A lamp for every bench", Kind.PARAGRAPH, headline_above=True)
    assert is_section_heading("A Lamp for Every Old Bench", Kind.PARAGRAPH, headline_above=True)
    assert not is_section_heading("Who pays for it?", None, headline_above=False)


QUESTIONS = ["What did the storm do?", "Who pays for the glass?", "When will it open again?"]
LONG_QUESTION = (
    "You were a baker for eleven years before you built your first bridge, and you still bake for the crew "
    "on Sundays. Did that help you here? And what would you tell a baker who looks at the marsh today?"
)


def test_a_longer_question_is_known_by_the_questions_beside_it() -> None:
    answered = [line for question in [*QUESTIONS, LONG_QUESTION] for line in (question, MORE)]
    kinds = {block.text: block.kind for block in article(LEAD, *answered).blocks}
    assert kinds[LONG_QUESTION] is Kind.HEADING
    assert kinds[MORE] is Kind.PARAGRAPH


def test_a_paragraph_that_ends_in_a_question_is_one_where_no_questions_stand() -> None:
    assert article(LEAD, MORE, LONG_QUESTION, MORE).blocks[2] == paragraph(LONG_QUESTION)
