"""Pages as text tools leave them: what is left of their markup is understood."""

from collections.abc import Callable
from textwrap import fill

import pytest

from bench.disturbed_pages import TEMPLATES, make_page
from bench.text_tools import TOOLS
from careader.capture import Capture, Kind, parse
from careader.capture.blocks import Piece
from careader.capture.markup_traces import levels_of, undress

Make = Callable[..., str]
Stories = list[tuple[str, list[str]]]


def parse_one(text: str) -> Capture:
    (capture,) = parse([("page.txt", text)])
    return capture


@pytest.mark.parametrize("tool", [tool for tool in TOOLS if tool != "extracted"])
@pytest.mark.parametrize("template", TEMPLATES)
def test_headlines_date_and_rates_of_a_page_as_a_tool_leaves_it(template: str, tool: str) -> None:
    page = TEMPLATES[template](make_page(21, len(tool)))
    capture = parse_one(TOOLS[tool](page.elements()))
    assert [copy.headline for copy in capture.copies] == [story.headline for story in page.stories]
    assert capture.date == page.date
    assert {rate.pair: (rate.value, rate.change) for rate in capture.rates} == page.rates
    assert not capture.doubtful


@pytest.mark.parametrize(
    ("form", "address"),
    [
        ("## {head}", ""),
        ("## {head} ##", ""),
        ("## [{head}](https://example.org/a)", "https://example.org/a"),
        ("**{head}**", ""),
        ("***** {head} *****", ""),
        ("{head}\n----------", ""),
        ("[{head}](https://example.org/a)\n------------", "https://example.org/a"),
        ("{head} <https://example.org/a>", "https://example.org/a"),
        ('<a href="https://example.org/a" rel="bookmark">{head}</a>', "https://example.org/a"),
        ('## <a href="https://example.org/a">{head}</a>', "https://example.org/a"),
        ("{head}\n\nhttps://example.org/a", "https://example.org/a"),
    ],
)
def test_marks_around_a_headline_are_no_part_of_it(
    page: Make, stories: Stories, rates: list[str], form: str, address: str
) -> None:
    told = [(form.format(head=headline), body) for headline, body in stories]
    capture = parse_one(page([*rates, "05 March 2025"], told))
    assert [copy.headline for copy in capture.copies] == [headline for headline, _ in stories]
    assert [copy.address for copy in capture.copies] == [address] * len(stories)
    for copy, (_, body) in zip(capture.copies, stories, strict=True):
        assert [block.text for block in copy.blocks if block.kind is Kind.PARAGRAPH] == body


def test_numbers_before_links_and_the_list_of_them(page: Make, stories: Stories, rates: list[str]) -> None:
    told = [(f"[{n}]{headline}", body) for n, (headline, body) in enumerate(stories, 1)]
    links = "\n".join(f"   {n}. https://example.org/{n}" for n in range(1, 7))
    capture = parse_one(page([*rates, "05 March 2025"], told) + f"\nReferences\n\n{links}\n")
    assert [copy.headline for copy in capture.copies] == [headline for headline, _ in stories]
    assert all(block.kind is Kind.FURNITURE for block in capture.copies[-1].blocks[len(stories[-1][1]) :])


def test_the_number_before_a_lone_headline_is_known_by_those_of_a_list(
    page: Make, stories: Stories, rates: list[str]
) -> None:
    headline, body = stories[0]
    links = "\n".join(f"  * [{n}]Page {n}" for n in range(2, 6))
    capture = parse_one(page([*rates, "05 March 2025"], [(f"[1]{headline}", body)]) + f"\n{links}\n")
    assert capture.copies[0].headline == headline


def test_levels_of_headings_tell_headlines_from_sections(
    page: Make, stories: Stories, rates: list[str]
) -> None:
    told = [
        (f"# {headline}", [body[0], "### A Part of Its Own", *body[1:]]) for headline, body in stories[:2]
    ]
    capture = parse_one(page(rates, told))
    assert [copy.headline for copy in capture.copies] == [headline for headline, _ in stories[:2]]
    assert all(
        [block.text for block in copy.blocks if block.kind is Kind.HEADING] == ["A Part of Its Own"]
        for copy in capture.copies
    )


def test_one_sign_of_code_makes_no_levels(page: Make, stories: Stories, rates: list[str]) -> None:
    told = [
        *stories[:5],
        (stories[5][0], [*stories[5][1], "# boats = 3", "The keepers count them so each week now."]),
    ]
    capture = parse_one(page(rates, told))
    assert [copy.headline for copy in capture.copies] == [headline for headline, _ in stories]


def test_fields_above_the_text_are_no_headline(page: Make, stories: Stories, rates: list[str]) -> None:
    front = ["---", "title: A Page", "author: Mila Ostrand", "tags: ['lakes', 'boats']", "---"]
    capture = parse_one(page([*front, *rates, "05 March 2025"], stories))
    assert [copy.headline for copy in capture.copies] == [headline for headline, _ in stories]
    assert capture.preamble == tuple(front)


def test_bullets_and_numbers_left_of_the_text_are_no_headings() -> None:
    prose = ["   The ferry and the mule were late again on Monday morning.", ""]
    lines = [
        "Ferry Late",
        "",
        *prose,
        "Mule Later",
        "",
        *prose,
        "* salt and oats",
        "",
        *prose,
        "2. oars",
        "",
        *prose,
    ]
    assert levels_of([*lines, *prose * 4], 0).keys() == {1, 5}


@pytest.mark.parametrize(("stars", "level"), [("***", 0), ("****", 3), ("*****", 2)])
def test_more_stars_than_emphasis_has_give_the_level_of_a_heading(stars: str, level: int) -> None:
    (piece,) = undress([Piece(1, f"{stars} Ferry Late {stars}", None)], {})
    assert piece.level == level


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_a_starred_headline_wrapped_right_above_its_text_is_one(stories: Stories, gap: str) -> None:
    """On a hard-wrapped page a full line of stars goes on in the line below."""
    titles = [f"{headline} This Spring" for headline, _ in stories]
    told = [
        [gap.join(fill(text, 72) for text in (f"***** {title} *****", body[0])), *body[1:]]
        for title, (_, body) in zip(titles, stories, strict=True)
    ]
    capture = parse_one(
        "\n\n".join(text for story in told for text in (story[0], *(fill(t, 72) for t in story[1:])))
    )
    assert [copy.headline for copy in capture.copies] == titles
    assert [[block.text for block in copy.blocks] for copy in capture.copies] == [body for _, body in stories]


@pytest.mark.parametrize(("count", "text"), [(2, "Ferry_Late"), (3, "Ferry Late")])
def test_low_lines_stand_for_blanks_once_three_lines_have_them(count: int, text: str) -> None:
    pieces = undress([Piece(line, "Ferry_Late", None) for line in range(1, count + 1)], {})
    assert [piece.text for piece in pieces] == [text] * count


@pytest.mark.parametrize("mark", ["•", "  *", "-", "  * [{n}]", "    * *****"])
def test_headlines_that_stand_as_items_of_a_list(
    page: Make, stories: Stories, rates: list[str], mark: str
) -> None:
    stars = " *****" if mark.endswith("*****") else ""
    listed = [
        (f"{mark.format(n=n)} {line}{stars}", [f"Ansa Teluk, our reporter · {n} March 2025", *body])
        for n, (line, body) in enumerate(stories, 1)
    ]
    capture = parse_one(page([*rates, "05 March 2025"], listed))
    assert [copy.headline for copy in capture.copies] == [line for line, _ in stories]
    assert [copy.published.day for copy in capture.copies if copy.published] == [*range(1, len(stories) + 1)]


def test_items_of_a_list_without_bylines_stay_items(page: Make, stories: Stories, rates: list[str]) -> None:
    (line, body), *others = stories
    items = ["• Candles for the tower", "• Rope for the boat", "• Bread for the keepers"]
    told = [each for item in items for each in (item, body[-1])]
    capture = parse_one(page([*rates, "05 March 2025"], [(line, [*body, *told]), *others]))
    assert [copy.headline for copy in capture.copies] == [line for line, _ in stories]
    kinds = [block.kind for block in capture.copies[0].blocks]
    assert kinds.count(Kind.LIST) == 3
