"""What a tool lost or moved is named, and signs that stand before all headlines are no part of them."""

from collections.abc import Callable
from datetime import date

import pytest

from careader.capture import Capture, parse

Make = Callable[..., str]
Stories = list[tuple[str, list[str]]]


def parse_one(text: str) -> Capture:
    (capture,) = parse([("page.txt", text)])
    return capture


def said(capture: Capture) -> str:
    return "\n".join(problem.what for problem in capture.problems)


def headlines(capture: Capture) -> list[str]:
    return [copy.headline for copy in capture.copies]


def test_a_day_above_the_only_headline_is_the_page_s_where_the_byline_gives_another(
    page: Make, stories: Stories
) -> None:
    title, body = stories[0]
    above: Stories = [("Skip to content", []), ("05 March 2025", [])]
    capture = parse_one(page([], [*above, (title, ["By Ansa Teluk · 2 March 2025", *body])]))
    assert headlines(capture) == [title]
    assert capture.date == date(2025, 3, 5)
    assert capture.copies[0].published == date(2025, 3, 2)
    assert "the date is that of a line above the headlines" in said(capture)


def test_a_day_above_the_only_headline_is_named_where_nothing_tells_whose_it_is(
    page: Make, stories: Stories
) -> None:
    above: Stories = [("Skip to content", []), ("05 March 2025", [])]
    capture = parse_one(page([], [*above, stories[0]]))
    assert capture.date is None
    assert "it may be that of the page: 05 March 2025" in said(capture)
    dated = [each for story in stories for each in (("05 March 2025", []), story)]
    capture = parse_one(page([], [above[0], *dated]))
    assert headlines(capture) == [title for title, _ in stories]
    assert "it may be that of the page" not in said(capture)


def test_a_weekday_in_place_of_the_date_is_named(page: Make, stories: Stories, rates: list[str]) -> None:
    capture = parse_one(page([*rates, "Wednesday"], stories))
    assert headlines(capture) == [title for title, _ in stories]
    assert "date not understood: Wednesday" in said(capture)
    assert capture.doubtful
    assert "date" not in said(parse_one(page([*rates, "05 March 2025", "Wednesday"], stories)))


def test_columns_side_by_side_are_named(page: Make, stories: Stories, rates: list[str]) -> None:
    text = page([*rates, "05 March 2025"], stories)
    assert "side by side" not in said(parse_one(text))
    head, title, rest = text.partition(stories[2][0])
    lines = f"{title}      Weather Map\n\nAsk the board      Forecast of Tides\n"
    assert "lines stand side by side in columns" in said(parse_one(f"{head}{lines}{rest}"))
    assert "side by side" not in said(parse_one(text.replace(". ", ".  ")))
    teaser = "   ".join(" ".join(body) for _, body in stories)
    assert "side by side" not in said(parse_one(f"{text}\n{teaser}...\n\n{teaser}..."))


@pytest.mark.parametrize("kept", [0.5, 1.0])
def test_a_page_that_ends_within_or_below_a_headline_is_named(
    page: Make, stories: Stories, rates: list[str], kept: float
) -> None:
    text = page([*rates, "05 March 2025"], stories)
    title = stories[-1][0]
    cut = text[: text.index(title) + round(kept * len(title))]
    assert "the page ends in a line like a headline without text" in said(parse_one(cut))
    assert "the page ends" not in said(parse_one(text))


@pytest.mark.parametrize("sign", ["{n}. ", "1. ", "({n}) ", "→ ", "» ", "► ", ">> "])
def test_signs_before_all_headlines_are_no_part_of_them(
    page: Make, stories: Stories, rates: list[str], sign: str
) -> None:
    signed = [(sign.format(n=n) + title, body) for n, (title, body) in enumerate(stories, 1)]
    capture = parse_one(page([*rates, "05 March 2025"], signed))
    assert headlines(capture) == [title for title, _ in stories]
    kept = [block.text for copy in capture.copies for block in copy.blocks] + list(capture.preamble)
    assert sum(text in {sign.format(n=n).strip() for n in range(9)} for text in kept) == len(stories)


def test_numbers_of_steps_within_an_article_stay(page: Make, stories: Stories, rates: list[str]) -> None:
    title, body = stories[0]
    steps = [(f"{n}. Ask the Harbour Board for a Boat", [body[0]]) for n in range(1, 5)]
    capture = parse_one(page([*rates, "05 March 2025"], [(title, body), *steps]))
    told = [block.text for copy in capture.copies for block in copy.blocks] + headlines(capture)
    assert sum(text[:1].isdigit() and "Ask the Harbour" in text for text in told) == 4


def extracted(stories: Stories) -> str:
    """The text of all stories, without their headlines."""
    return "\n\n".join(block for _, body in stories for block in body)


@pytest.mark.parametrize(
    "title",
    [
        "News",
        "Letters from Orlen",
        "News – The Harbour Gazette",
        "Lighthouse Keepers Agree to Share One Boat | Harbour Gazette",
        "Lighthouse Keepers Agree to Share One Boat - Harbour Gazette",
        "Welcome Dear Readers Around Earth",  # no word of it stands in the text
    ],
)
def test_a_title_of_the_page_above_text_without_headlines_is_doubted(stories: Stories, title: str) -> None:
    capture = parse_one(f"{title}\n\n{extracted(stories)}\n")
    assert headlines(capture) == [title]
    assert capture.doubtful
    assert "its only headline may be the title of the page" in said(capture)


def test_reports_from_several_places_below_one_headline_are_doubted(stories: Stories) -> None:
    (title, body), (_, second) = stories[:2]
    told = [f"ORLEN (HG) — {body[0]}", *body[1:]]
    assert not parse_one("\n\n".join([title, *told])).doubtful
    capture = parse_one("\n\n".join([title, *told, f"VARRO — {second[0]}", *second[1:]]))
    assert "its only headline may be the title of the page" in said(capture)


def test_an_article_alone_on_its_page_is_not_doubted_for_that(
    page: Make, stories: Stories, rates: list[str]
) -> None:
    for story in stories:
        assert not parse_one(page([], [story])).doubtful
        assert not parse_one(
            page([*rates, "05 March 2025"], [(story[0].rsplit(" ", 5)[0], story[1])])
        ).doubtful


def test_headlines_that_a_tool_ran_together_with_other_words_are_doubted(
    page: Make, stories: Stories, rates: list[str]
) -> None:
    glued = [(f"Harbour{title}", body) for title, body in stories]
    assert "words of headlines have run together" in said(parse_one(page([*rates, "05 March 2025"], glued)))
    title, body = stories[0]
    long = f"Continue Reading {title} Written by Ansa Teluk for the Gazette of the Harbour"
    assert "so long that lines may have been joined" in said(parse_one(page([], [(long, body)])))


@pytest.mark.parametrize("text", ["", "\n", "05 March 2025\n", "• KGS/USD = 0.01144 0%\n05 March 2025\n"])
def test_a_page_without_any_text_has_no_article(text: str) -> None:
    (capture,) = parse([("page.txt", text)])
    assert capture.copies == ()
    assert capture.doubtful
