"""Markdown as converters write it: boxes of HTML left in it, links broken where a line was full."""

import pytest

from careader.capture import Capture, Kind, parse
from careader.intake.markdown import to_html
from careader.intake.models import Page
from tests.intake.files import open_bytes

TITLES = ("Lighthouse Keepers Agree to Share One Boat", "Old Tram Depot Becomes a School for Violin Makers")
TEXT = (
    (
        "The keepers of four lighthouses on the Orlen coast will share one supply boat this winter, the\n"
        "harbour board said on Monday. The boat calls at each lighthouse once a week."
    ),
    (
        "A tram depot that closed a generation ago reopens this month as a school for violin makers. Twelve\n"
        "pupils begin with maple and spruce that dried in the depot for three years."
    ),
)
OTHERS = (
    (
        "Snow Gauge of Varro Pass Is Moved Uphill",
        (
            "The snow gauge of Varro pass stood in the shade of an inn. It was carried uphill, "
            "where nothing but snow falls, and the first reading was double that of the year before."
        ),
    ),
    (
        "Postman of Sulen Learns to Ski at Sixty",
        (
            "Letters to the upper farms of Sulen arrive on skis this year. The postman fell on the first "
            "morning and delivered everything except one parcel with eggs, which he paid for himself."
        ),
    ),
)
FOUR = [*zip(TITLES, TEXT, strict=True), *OTHERS]
RATES = ["-   KGS/USD = 0.01140 0%", "-   KZT/USD = 0.00190 -0%", "-   TJS/USD = 0.10500 1.25%"]


def capture_of(text: str) -> Capture:
    (page,) = (each for each in open_bytes(text.encode(), "page.md") if isinstance(each, Page))
    return parse([("page.md", page)])[0]


def _page(heading: str, before: str = "", behind: str = "") -> str:
    stories = [
        part
        for title, text in zip(TITLES, TEXT, strict=True)
        for part in (before, heading.format(title, title.lower().replace(" ", "-")), text, behind)
        if part
    ]
    return "\n\n".join(["\n".join(RATES), "Wednesday, March 5, 2025", *stories]) + "\n"


@pytest.mark.parametrize(
    ("heading", "before", "behind"),
    [
        ("## [{0}](https://example.org/{1})", "", ""),
        ("## [{0}](https://example.org/{1})", '<div class="post">', "</div>"),
        ("## [{0}](https://example.org/{1}) {{#{1} .entry-title}}", "::: {#post-1 .post}", ":::"),
        ("    ## [{0}](https://example.org/{1})", "-   [Lakes](/lakes/)", ""),
    ],
)
def test_headings_within_boxes(heading: str, before: str, behind: str) -> None:
    capture = capture_of(_page(heading, before, behind))
    assert [copy.headline for copy in capture.copies] == [*TITLES]
    assert str(capture.date) == "2025-03-05"
    assert len(capture.rates) == 3
    said = [block.text for copy in capture.copies for block in copy.blocks if block.kind is Kind.PARAGRAPH]
    assert said == [" ".join(text.split()) for text in TEXT]


@pytest.mark.parametrize("between", ["\n", " ", ""])
@pytest.mark.parametrize("inside", ["\n", ""])
def test_no_tag_of_a_table_in_markdown_is_text_whatever_stands_on_a_line(between: str, inside: str) -> None:
    cells = ((2024, 3), (2025, 4))
    rows = "".join(
        f"<tr>{inside}<td>{year}</td>{inside}<td>{boats} boats</td>{inside}</tr>{between}"
        for year, boats in cells
    )
    text = _page("## {0}", behind=f"<table>\n{rows}\n</table>".replace("\n\n", "\n"))
    (first, _) = capture_of(text).copies
    assert [block.text for block in first.blocks][1:] == ["2024", "3 boats", "2025", "4 boats"]


def test_tags_of_lists_stay_and_boxes_go() -> None:
    made = to_html("::: {#post .wide}\n\n<ul>\n<li>Bread</li>\n</ul>\n\n<div>\n\nSalt\n\n</div>\n\n:::\n", {})
    assert made.partition("<body>")[2] == "<ul><li><p>Bread</p></li></ul><p>Salt</p></body></html>"


WIDE = "Keepers of the Four Lighthouses on the Orlen Coast Agree to Share"


@pytest.mark.parametrize(
    ("rest", "whole"),
    [
        ("One Boat", True),
        ("2 Boats", True),
        ("“One Boat” This Winter", True),
        ("(At Last) a Boat", True),
        ("— and a Boat", False),
        ("One boat is enough.", False),
        ("The reasons:", False),
    ],
)
def test_a_heading_goes_on_in_a_short_line_below_that_is_no_sentence(rest: str, whole: bool) -> None:  # noqa: FBT001 - a column
    first = capture_of(f"# {WIDE}\n{rest}\n\n{TEXT[0]}\n").copies[0]
    assert first.headline == (f"{WIDE} {rest}" if whole else WIDE)
    told = capture_of(f"# {WIDE}\n{rest}\n{TEXT[0]}\n").copies[0]
    assert told.headline == WIDE, "no blank line below"
    told = capture_of(f"# {WIDE[20:]}\n{rest}\n\n{TEXT[0]}\n").copies[0]
    assert told.headline == WIDE[20:], "the line has room for the next word"


@pytest.mark.parametrize("cut", [" Share", " Becomes", "example.org/", "lighthouse-"])
def test_a_link_that_is_broken_in_the_middle_is_whole(cut: str) -> None:
    text = _page("## [{0}](https://example.org/{1})")
    place = text.index(cut) + len(cut)
    broken = text[:place].rstrip() + "\n" + text[place:].lstrip()
    assert [copy.headline for copy in capture_of(broken).copies] == [*TITLES]


def test_addresses_in_a_list_at_the_end_belong_to_their_links() -> None:
    text = _page("## [{0}][1]").replace("boat][1]", "boat][2]")
    text += "\n   [1]: https://example.org/boat\n   [2]: https://example.org/school\n"
    capture = capture_of(text)
    assert [copy.headline for copy in capture.copies] == [*TITLES]
    assert {copy.address for copy in capture.copies} <= {
        "https://example.org/boat",
        "https://example.org/school",
    }


def test_an_item_that_is_a_box_holds_what_is_below() -> None:
    capture = capture_of(_page("    ## [{0}](/{1})", '-   <div class="picture">\n\n    </div>'))
    assert [copy.headline for copy in capture.copies] == [*TITLES]
    assert str(capture.date) == "2025-03-05"


def test_a_paragraph_that_ends_in_a_credit_is_a_caption() -> None:
    text = _page("## {}", behind="The boat at the pier of Orlen; image: Harbour Board, Ana Torn")
    assert [[block.kind for block in copy.blocks] for copy in capture_of(text).copies] == [
        [Kind.PARAGRAPH, Kind.CAPTION]
    ] * 2


def test_a_day_above_each_headline_is_of_its_article_and_not_of_the_page() -> None:
    stories = [
        f"{day} March 2025 · Lakes\n\n## {title}\n\n{text}" for day, (title, text) in enumerate(FOUR, 2)
    ]
    capture = capture_of("\n\n".join(stories) + "\n")
    assert [str(copy.published) for copy in capture.copies] == [f"2025-03-0{day}" for day in (2, 3, 4, 5)]
    assert str(capture.date) != "2025-03-02"


def test_a_bold_lead_is_text_below_its_headline() -> None:
    lead = "**The board said on Monday that {0} at each of the lighthouses once a week.**"
    stories = [
        f"### {title}\n\n{lead.format(text[:40])}\n\n#### Who Pays for It\n\n{text}" for title, text in FOUR
    ]
    capture = capture_of("\n\n".join(stories))
    assert [copy.headline for copy in capture.copies] == [title for title, _ in FOUR]


def test_each_line_of_a_text_that_no_program_wrapped_is_a_block() -> None:
    lines = [
        line
        for title, text in FOUR
        for line in (f"## {title}", " ".join(text.split()), f"Read by {title[:5]}.")
    ]
    capture = capture_of("\n".join([*RATES, "05 March 2025", *lines]) + "\n")
    assert str(capture.date) == "2025-03-05"
    assert [len(copy.blocks) for copy in capture.copies] == [2] * 4


def test_a_list_of_other_articles_below_a_heading_of_the_same_level_is_furniture() -> None:
    listed = f"## Most Viewed\n\n1. {TITLES[1]}\n2. {TITLES[0]}\n"
    capture = capture_of(_page("## {0}") + "\n" + listed)
    assert [copy.headline for copy in capture.copies] == [*TITLES]
