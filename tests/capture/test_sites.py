"""Pages of sites of many kinds: what stands above, between and below their articles."""

from collections.abc import Callable
from datetime import date

import pytest

from careader.capture import Capture, Kind, parse
from careader.capture.blocks import form_of

Make = Callable[..., str]
Stories = list[tuple[str, list[str]]]


def parse_one(text: str) -> Capture:
    (capture,) = parse([("page.txt", text)])
    return capture


def headlines(capture: Capture) -> list[str]:
    return [copy.headline for copy in capture.copies]


def wrapped(text: str, width: int = 70) -> str:
    """A text with every line broken at a width, as text browsers do."""
    lines: list[str] = []
    for line in text.split("\n"):
        row = ""
        for word in line.split(" "):
            if row and len(row) + 1 + len(word) > width:
                lines.append(row)
                row = word
            else:
                row = f"{row} {word}" if row else word
        lines.append(row)
    return "\n".join(lines)


@pytest.mark.parametrize("form", ["{0} = {1} {2}", "{0}\n{1}\n{2}", "{0}\t{1}\t{2}", "{0}\n\n{1} ({2})"])
@pytest.mark.parametrize("width", [0, 70])
def test_rates_in_a_sidebar_below_the_articles(
    page: Make, stories: Stories, rates: list[str], form: str, width: int
) -> None:
    parts = [line.replace("• ", "").replace(" = ", " ").split() for line in rates[:4]]
    sidebar = "\n".join(form.format(*part) for part in parts)
    text = f"Orlen Gazette\n\n{page([], stories)}\n05 March 2025\n\n{sidebar}\n\nOrlen, Harbour Street 4\n"
    capture = parse_one(wrapped(text, width) if width else text)
    assert [rate.pair for rate in capture.rates] == [part[0] for part in parts]
    assert [rate.change for rate in capture.rates] == [part[2] for part in parts]
    assert capture.date == date(2025, 3, 5)
    assert headlines(capture) == [headline for headline, _ in stories]


def test_rates_in_the_middle_of_a_page_are_not_its_own(
    page: Make, stories: Stories, rates: list[str]
) -> None:
    text = page([], stories[:2]) + "\n" + page(rates[:3], stories[2:])
    assert parse_one(text).rates == ()


@pytest.mark.parametrize("sign", [" | ", "   "])
@pytest.mark.parametrize("width", [0, 60, 78])
def test_rates_in_a_row_with_words_before(
    page: Make, stories: Stories, rates: list[str], sign: str, width: int
) -> None:
    row = "Exchange rates: " + sign.join(rate.strip(" •") for rate in rates[:4])
    head = wrapped(f"{row}\nSunday 9 March 2025", width) if width else f"{row}\nSunday 9 March 2025"
    capture = parse_one(page([head], stories))
    assert len(capture.rates) == 4
    assert capture.date == date(2025, 3, 9)
    assert "Exchange rates:" in capture.preamble
    assert headlines(capture) == [headline for headline, _ in stories]


@pytest.mark.parametrize("row", ["Issue 40 (612) 17 October 2025", "Menu Orlen Gazette 2025-10-17 Log in"])
@pytest.mark.parametrize("count", [0, 32])
def test_a_date_in_a_row_of_the_site(
    page: Make, stories: Stories, rates: list[str], row: str, count: int
) -> None:
    head = [row, "About Archive Contact", *rates[:count]]
    capture = parse_one(page(head, stories))
    assert capture.date == date(2025, 10, 17)
    assert headlines(capture) == [headline for headline, _ in stories]


@pytest.mark.parametrize(
    "line", ["Boats at the old pier. Photo by Dilnar Tursun", "A hall (picture by Anna Orlen)"]
)
def test_a_credit_at_the_end_makes_a_caption(line: str) -> None:
    assert form_of(line) is Kind.CAPTION


@pytest.mark.parametrize("line", ["Old cameras find buyers. Photos by post are back", "Picture by picture"])
def test_words_about_pictures_make_no_caption(line: str) -> None:
    assert form_of(line) is not Kind.CAPTION


def test_an_author_card_with_the_first_name_alone(page: Make, stories: Stories, rates: list[str]) -> None:
    names = ["Ansa Teluk", "Ilmo Sandrey", "Peta Lindqvar", "Runo Vasht", "Dora Milvet", "Olle Brant"]
    signed = [
        (
            headline,
            [
                f"By {name}\n05 March 2025",
                *body,
                name,
                f"{name.split()[0]} has reported from the coast since 2009.",
            ],
        )
        for (headline, body), name in zip(stories, names, strict=False)
    ]
    capture = parse_one(page([*rates, "09 March 2025"], signed))
    assert headlines(capture) == [headline for headline, _ in stories]
    assert [copy.byline for copy in capture.copies] == names[: len(stories)]
    for copy, (_, body) in zip(capture.copies, stories, strict=True):
        assert [block.text for block in copy.blocks if block.kind is not Kind.FURNITURE] == body


def test_the_contents_of_a_newsletter_name_its_headlines(stories: Stories) -> None:
    kickers = ["The big picture", "Money", "Around the coast", "Long read", "Small wonders", "One more"]
    body = "\n\n".join(
        "\n\n".join([kicker, headline, *texts, "Discuss this story"])
        for kicker, (headline, texts) in zip(kickers, stories, strict=False)
    )
    contents = "\n".join(headline for headline, _ in stories)
    greeting = "Good morning. Here is what we have read for you on the coast and in the hills this week."
    capture = parse_one(
        f"View this email in your browser\n\nThe Orlen Letter\n\nWednesday, March 5, 2025\n\n{greeting}\n\n"
        f"In this issue:\n\n{contents}\n\n{body}\n\nUpdate your preferences or unsubscribe from this list\n"
    )
    assert headlines(capture) == [headline for headline, _ in stories]
    assert capture.date == date(2025, 3, 5)


def test_a_row_of_buttons_with_a_count_is_furniture(page: Make, stories: Stories, rates: list[str]) -> None:
    rows = [
        (headline, [*body, f"[print] [send] [discuss: {n * 4}]"])
        for n, (headline, body) in enumerate(stories)
    ]
    capture = parse_one(page([*rates, "05 March 2025"], rows))
    assert headlines(capture) == [headline for headline, _ in stories]
    assert not capture.doubtful


def test_a_title_below_a_rule_is_no_part_of_the_rule(page: Make, stories: Stories, rates: list[str]) -> None:
    ruled = [("━" * 70 + "\n" + headline, body) for headline, body in stories]
    capture = parse_one(wrapped(page([*rates, "05 March 2025"], ruled)))
    assert headlines(capture) == [headline for headline, _ in stories]


def test_days_before_titles_in_one_line(page: Make, stories: Stories) -> None:
    rows = [(f"{n + 1}.11.25\t{headline}", body) for n, (headline, body) in enumerate(stories)]
    capture = parse_one(page(["Register of the Orlen chamber", "", "As of 13 November 2025", ""], rows))
    assert set(headlines(capture)) >= {headline for headline, _ in stories}


@pytest.mark.parametrize("label", ["Today: ", "As of ", ""])
def test_a_day_with_a_label_is_the_date_and_the_days_of_articles_are_not(
    page: Make, stories: Stories, rates: list[str], label: str
) -> None:
    dated = [
        (f"Release No. {90 - n}\n\n{28 - n} August 2025\n\n{headline}", body)
        for n, (headline, body) in enumerate(stories)
    ]
    capture = parse_one(page([f"{label}30.08.2025", *rates, ""], dated))
    assert capture.date == date(2025, 8, 30)
    assert headlines(capture) == [headline for headline, _ in stories]


@pytest.mark.parametrize("when", ["A minute ago", "2 hours ago", "Today, 14:20", "Yesterday"])
def test_a_deck_between_a_headline_and_its_credits(
    page: Make, stories: Stories, rates: list[str], when: str
) -> None:
    decks = ["It began with a rumour", "She has waited half of her life", "What the officials did not say"]
    told = f"Words by Ansa Teluk\nPhotographs by Ilmo Sandrey\n{when} | Dora Milvet"
    credited = [
        (
            headline,
            [
                f"{decks[n % 3]} by the sea\n\n{told}",
                *body,
            ],
        )
        for n, (headline, body) in enumerate(stories)
    ]
    capture = parse_one(page([*rates, "05 March 2025"], credited))
    assert headlines(capture) == [headline for headline, _ in stories]
