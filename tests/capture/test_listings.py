"""Front pages of common systems as tools leave them: what stands right above and below each headline."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from careader.capture import Capture, Kind, parse
from careader.intake.models import Page
from careader.intake.opening import open_file

Make = Callable[..., str]
Stories = list[tuple[str, list[str]]]


def parse_one(text: str) -> Capture:
    (capture,) = parse([("page.txt", text)])
    return capture


def parse_markdown(folder: Path, text: str) -> Capture:
    path = folder / "page.md"
    path.write_text(text, encoding="utf-8")
    with open_file(path) as opened:
        (capture,) = parse([(str(path), page) for page in opened if isinstance(page, Page)])
    return capture


def headlines(capture: Capture) -> list[str]:
    return [copy.headline for copy in capture.copies]


def listing(stories: Stories, row: str, head: str = "", foot: str = "") -> str:
    """A page of excerpts.

    Args:
        stories: the stories.
        row: the form of each excerpt; ``{n}`` is its number, ``{title}`` its headline, ``{text}`` its text.
        head: the lines above.
        foot: the lines below.
    """
    rows = [row.format(n=n, title=title, text=texts[0]) for n, (title, texts) in enumerate(stories, 1)]
    return f"{head}\n" + "\n".join(rows) + f"\n{foot}\n"


@pytest.mark.parametrize(
    "row",
    [
        "{title}\nMila Orsk - March 0{n}, 20250\n{text}\n",
        "{title}\nMar {n} • Mila Orsk\n{text}\n30Share\n",
        "{title}\n0{n} Mar 2025{n} min read\n{text}\n",
        "{title}\nSubmitted by mila on Tue, 03/0{n}/2025 - 10:25\n{text}\n",
        "{title}\nMar {n}, 2025\n—\nby\nMila Orsk in Culture\n{text}\n",
    ],
)
def test_bylines_in_the_forms_of_common_systems(stories: Stories, rates: list[str], row: str) -> None:
    capture = parse_one(listing(stories, row, "\n".join([*rates, "05 March 2025", ""])))
    assert headlines(capture) == [headline for headline, _ in stories]
    read = [
        block.text for copy in capture.copies for block in copy.blocks if block.kind is not Kind.FURNITURE
    ]
    assert not any("mila" in text.lower() for text in read)


def test_a_title_that_stands_as_an_item_above_itself_is_one_headline(
    stories: Stories, rates: list[str]
) -> None:
    row = "• {title}\n\n{title}\n\nMar {n}, 2025\n\n{text}\n"
    capture = parse_one(listing(stories, row, "\n".join([*rates, "05 March 2025", ""])))
    assert headlines(capture) == [headline for headline, _ in stories]


def test_the_last_title_of_a_list_of_others_has_no_text_in_the_foot_of_the_page(
    stories: Stories, rates: list[str]
) -> None:
    foot = (
        "Latest Articles\nHarbour Cranes Sold to a Museum\nMarch 4, 2025\n"
        "Eight Bridges Closed for Paint\nMarch 3, 2025\n"
        "ABOUT US\nThe Orlen Gazette has told the news of the coast since the lamps were lit with oil.\n"
    )
    row = "{title}\nMila Orsk - March 0{n}, 2025\n{text}\n"
    capture = parse_one(listing(stories, row, "\n".join([*rates, "05 March 2025", ""]), foot))
    assert headlines(capture) == [headline for headline, _ in stories]


def test_a_box_to_log_in_is_no_article(stories: Stories) -> None:
    head = (
        "Sign in\nWelcome! Log into your account\nForgot your password?\nPassword recovery\n"
        "A password will be e-mailed to you.\n05 March 2025"
    )
    row = "{title}\nMila Orsk - March 0{n}, 2025\n{text}\n"
    capture = parse_one(listing(stories, row, head))
    assert headlines(capture) == [headline for headline, _ in stories]
    assert capture.date == date(2025, 3, 5)


def test_a_day_below_each_text_is_not_that_of_the_page(
    stories: Stories, rates: list[str], tmp_path: Path
) -> None:
    head = "\n\n".join([*(rate.strip(" •") for rate in rates[:4]), "9 March 2025", ""])
    row = "## {title}\n\n{text}\n\nMarch {n}, 2025 · {n} min · Mila Orsk\n"
    capture = parse_markdown(tmp_path, listing(stories, row, head))
    assert capture.date == date(2025, 3, 9)
    assert headlines(capture) == [headline for headline, _ in stories]


def test_a_long_heading_below_a_headline_is_its_text(
    stories: Stories, rates: list[str], tmp_path: Path
) -> None:
    head = "\n\n".join(["# Orlen Notes", *(rate.strip(" •") for rate in rates[:4]), "9 March 2025", ""])
    row = "[](/story-{n})\n\n## {title}\n\n### {text}\n\nMar {n}\n"
    long = [(title, [texts[0].rstrip(".")]) for title, texts in stories]
    capture = parse_markdown(tmp_path, listing(long, row, head))
    assert headlines(capture) == [headline for headline, _ in stories]


def test_titles_of_a_list_of_others_are_no_headlines_in_markdown(stories: Stories, tmp_path: Path) -> None:
    foot = (
        "## Most read\n\n1. \n\n## Harbour Cranes Sold to a Museum\n\n"
        "2. \n\n## Eight Bridges Closed for Paint\n\n"
        "Copyright © 2025 Orlen Gazette. It does not answer for the words of other sites.\n"
    )
    row = "## {title}\n\n{text}\n\n{n} hours ago\n"
    capture = parse_markdown(tmp_path, listing(stories, row, "9 March 2025\n", foot))
    assert headlines(capture) == [headline for headline, _ in stories]


def test_the_name_of_a_picture_above_each_headline_is_no_headline(stories: Stories, rates: list[str]) -> None:
    pictures = ("a lamp", "a hive", "a violin", "a silo", "a ferry", "an oven")
    rows = [
        (f"A photo of {picture}\n\n{title}", texts)
        for picture, (title, texts) in zip(pictures, stories, strict=True)
    ]
    capture = parse_one(
        listing(
            rows, "{title}\n\n{text}\n\n{n} hours ago\n", "\n".join([*rates, "05 March 2025", "", "Menu", ""])
        )
    )
    assert headlines(capture) == [headline for headline, _ in stories]


def test_a_sentence_without_a_full_stop_below_each_headline_is_its_text(
    stories: Stories, rates: list[str]
) -> None:
    rows = [(title, [texts[0].split(". ")[0].rstrip(".")]) for title, texts in stories]
    row = "In The Orlen Gazette by Mila Orsk\n{title}\n{text}\nMar {n}\n"
    capture = parse_one(listing(rows, row, "\n".join([*rates, "05 March 2025", ""])))
    assert headlines(capture) == [headline for headline, _ in stories]
    assert [copy.blocks[0].text for copy in capture.copies] == [texts[0] for _, texts in rows]


def test_comments_of_readers_are_no_articles(page: Make, stories: Stories, rates: list[str]) -> None:
    (title, _), *_ = stories
    below = (
        f"Harbour Cranes Sold to a Museum\nEight Bridges Closed for Paint\n2 thoughts on “{title}”\n"
        "Ansgar 6 March 2025 at 08:14\n\nMy uncle sailed on that very trawler for long years.\n\nReply\n"
        "orlenfan 6 March 2025 at 21:40\n\nA fine read, and more of the same would please us all.\n\nReply\n"
    )
    capture = parse_one(page([*rates, "05 March 2025"], stories[:1]) + "\n" + below)
    assert headlines(capture) == [title]
    assert not any(
        "uncle" in block.text for block in capture.copies[0].blocks if block.kind is not Kind.FURNITURE
    )


def test_rates_and_day_that_a_tool_joined_to_one_line(page: Make, stories: Stories, rates: list[str]) -> None:
    line = " ".join([*(rate.strip(" •") for rate in rates[:4]), "Wednesday, 05 March 2025"])
    capture = parse_one(page([f"Orlen Gazette\n\n{line}\n\nTuesday, 4 March 2025"], stories))
    assert capture.date == date(2025, 3, 5)
    assert len(capture.rates) == 4


def test_rates_that_begin_with_a_sign_of_equality_are_no_headings(
    stories: Stories, rates: list[str], tmp_path: Path
) -> None:
    apart = "\n".join(rate.strip(" •").replace(" = ", "\n= ") for rate in rates[:4])
    path = tmp_path / "page.txt"
    path.write_text(listing(stories, "{title}\n\n{text}\n", f"{apart}\n\n05 March 2025\n"), encoding="utf-8")
    with open_file(path) as opened:
        (capture,) = parse([(str(path), page) for page in opened if isinstance(page, Page)])
    assert len(capture.rates) == 4
    assert headlines(capture) == [headline for headline, _ in stories]


def test_a_list_of_terms_of_a_wiki_with_tags_is_no_markdown(stories: Stories, tmp_path: Path) -> None:
    title = '<div class="item">\n\n== [[story-{n}|{title}]] ==\n\n</div>\n'
    row = title + "; Details\n: Written by: Mila Orsk\n\n{text}\n"
    path = tmp_path / "page.txt"
    head = '<div class="top">\n\n# Home\n# News\n# Archive\n\n</div>\n'
    path.write_text(listing(stories, row, head), encoding="utf-8")
    with open_file(path) as opened:
        (capture,) = parse([(str(path), page) for page in opened if isinstance(page, Page)])
    assert capture.form == "MediaWiki"
    assert headlines(capture) == [headline for headline, _ in stories]
