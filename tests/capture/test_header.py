"""The head of a page: rates, date, paging, author block."""

import json
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import pytest

from careader.capture import Capture, Listing, Problem, Rate, parse
from careader.capture.days import read_day_within
from careader.capture.page import read

HEADS = Path(__file__).parents[3] / "shared" / "heads.jsonl"

Make = Callable[..., str]
Stories = list[tuple[str, list[str]]]


def parse_one(text: str) -> Capture:
    (capture,) = parse([("page.txt", text)])
    return capture


def understood(capture: Capture) -> list[Problem]:
    """The problems of a capture without the doubt of the page as a whole."""
    return [problem for problem in capture.problems if not problem.what.startswith("the page may")]


def assert_articles(capture: Capture, stories: Stories) -> None:
    assert [copy.headline for copy in capture.copies] == [headline for headline, _ in stories]
    assert [[block.text for block in copy.blocks] for copy in capture.copies] == [body for _, body in stories]


def test_rates_date_and_paging(page: Make, stories: Stories, rates: list[str]) -> None:
    capture = parse_one(page([*rates, "05 March 2025", "", "Viewing results 7 - 12 of 124"], stories))
    assert capture.date == date(2025, 3, 5)
    assert capture.rates == (
        Rate("KGS/USD", "0.01140", "0%"),
        Rate("KZT/USD", "0.00190", "-0%"),
        Rate("TJS/USD", "0.10500", "1.25%"),
        Rate("UZS/USD", "0.00008", "0%"),
    )
    assert capture.listing == Listing(7, 12, 124)
    assert capture.preamble == ()
    assert capture.problems == ()
    assert_articles(capture, stories)


@pytest.mark.parametrize(
    ("head", "day", "listing"),
    [
        ([], None, None),
        (["31 January 2025"], date(2025, 1, 31), None),
        (["Viewing results 1 - 6 of"], None, Listing(1, 6, None)),
        (["Viewing results 1 - 6"], None, Listing(1, 6, None)),
    ],
)
def test_any_part_can_be_missing(
    page: Make, stories: Stories, head: list[str], day: date | None, listing: Listing | None
) -> None:
    capture = parse_one(page(head, stories))
    assert (capture.date, capture.listing, capture.rates) == (day, listing, ())
    assert_articles(capture, stories)


def test_an_unpadded_day_below_rates_is_the_day_of_the_capture(
    page: Make, stories: Stories, rates: list[str]
) -> None:
    assert parse_one(page([*rates, "9 May 2025"], stories)).date == date(2025, 5, 9)


def test_an_unpadded_day_without_rates_is_the_article_s_own(page: Make, stories: Stories) -> None:
    capture = parse_one(page(["1 January 2019"], stories[:1]))
    assert capture.date is None
    assert capture.preamble == ("1 January 2019",)


def test_a_listing_can_hold_fewer_than_it_counts(page: Make, stories: Stories) -> None:
    capture = parse_one(page(["Viewing results 1 - 6 of 3"], stories[:3]))
    assert_articles(capture, stories[:3])
    assert capture.problems == ()


def test_a_listing_whose_headlines_are_not_all_found_is_a_problem(page: Make, stories: Stories) -> None:
    capture = parse_one(page(["Viewing results 1 - 6 of 60"], stories[:2]))
    assert [problem.what for problem in understood(capture)] == ["2 headlines found, 6 listed"]
    assert capture.doubtful


@pytest.mark.parametrize("newline", ["\n", " \t\n", "\n\n"])
def test_blank_space_does_not_matter(page: Make, stories: Stories, rates: list[str], newline: str) -> None:
    capture = parse_one(page([*rates, "05 March 2025"], stories, newline=newline))
    assert len(capture.rates) == 4
    assert capture.date == date(2025, 3, 5)
    assert_articles(capture, stories)


def test_single_newlines_between_all_blocks(page: Make, stories: Stories, rates: list[str]) -> None:
    assert_articles(parse_one(page([*rates, "05 March 2025"], stories, gap="\n")), stories)


def test_no_final_newline(page: Make, stories: Stories) -> None:
    assert_articles(parse_one(page([], stories).rstrip("\n")), stories)


@pytest.mark.parametrize("kept", range(1, 64, 3))
def test_an_author_block_with_any_part_missing(
    page: Make, stories: Stories, rates: list[str], kept: int
) -> None:
    parts = [
        "Our People > Mila Ostrand",
        "Mila Ostrand's Avatar",
        "Mila Ostrand",
        "Editor | Contributor",
        "Mila Ostrand writes about lakes. She lives by one.",
        "Articles",
    ]
    block = [part for n, part in enumerate(parts) if kept >> n & 1]
    capture = parse_one(page([*rates, "", *(line for part in block for line in (part, ""))], stories))
    if kept & 3 or kept & 32:
        assert capture.preamble == tuple(block)
        assert_articles(capture, stories)
    else:  # what is left of the block tells by no sign that it is one, but it is still there
        assert block[0] in (*capture.preamble, capture.copies[0].headline)


def test_a_line_of_link_spam_is_no_headline(page: Make, stories: Stories) -> None:
    spam = "cheap boats bonus boats " * 12
    capture = parse_one(page([spam.strip()], stories))
    assert capture.preamble == (spam.strip(),)
    assert_articles(capture, stories)


def test_a_headline_may_lack_capitals(page: Make, stories: Stories) -> None:
    story = ("12 weeks on the road with travelling clockmakers", stories[0][1])
    assert_articles(parse_one(page([], [story])), [story])


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("  • KZT/USD = 0.0", "rate not understood"),
        ("  • KZT/U", "rate not understood"),
        ("  • KZT/USD = 0.00191 -0%", "rate differs from 0.00190 -0% above"),
        ("31 February 2025", "date not understood"),
        ("12 Decembr 2025", "date not understood"),
        ("Viewing results one to six", "paging line not understood"),
    ],
)
def test_what_is_not_understood_is_named_and_kept(
    page: Make, stories: Stories, rates: list[str], line: str, what: str
) -> None:
    capture = parse_one(page([*rates, line], stories))
    assert capture.preamble == (line.strip(),)
    (problem,) = understood(capture)
    assert (problem.line, problem.what) == (len(rates) + 1, f"{what}: {line.strip()}")
    assert_articles(capture, stories)


def test_a_second_page_in_one_file_is_divided_by_itself(
    page: Make, stories: Stories, rates: list[str]
) -> None:
    text = page([*rates, "05 March 2025"], stories[:3]) + page([*rates, "06 March 2025"], stories[3:])
    capture = parse_one(text)
    assert [copy.headline for copy in capture.copies] == [headline for headline, _ in stories]
    assert capture.date == date(2025, 3, 5)
    assert any("the head of a page below" in problem.what for problem in capture.problems)


def test_rates_in_an_article_stay_there(page: Make, stories: Stories, rates: list[str]) -> None:
    headline, (lead, *rest) = stories[0]
    capture = parse_one(page(rates, [(headline, [lead, "  • EUR/USD = 1.10000 0%", *rest])]))
    assert [rate.pair for rate in capture.rates] == ["KGS/USD", "KZT/USD", "TJS/USD", "UZS/USD"]
    assert [block.text for block in capture.copies[0].blocks] == [lead, "• EUR/USD = 1.10000 0%", *rest]


@pytest.mark.parametrize(
    "above",
    [
        ["Skip to content"],
        ["https://example.org/lakes/page/7", ""],
        ["Lakes", "Boats", "Letters", "", "Subscribe", ""],
        ["The Orlen Post", "", "  * Lakes <https://example.org/lakes>", "  * Boats", ""],
        ["Saved on 3 May 2024 at 12:30 from the archive", ""],
        ["We use cookies so that the lake remembers who you are. Agree to them or read about them here."],
    ],
)
def test_what_stands_above_the_rates_is_no_article(
    page: Make, stories: Stories, rates: list[str], above: list[str]
) -> None:
    capture = parse_one(page([*above, *rates, "05 March 2025"], stories))
    assert capture.date == date(2025, 3, 5)
    assert len(capture.rates) == 4
    assert capture.preamble == tuple(line.strip() for line in above if line)
    assert capture.problems == ()
    assert_articles(capture, stories)


@pytest.mark.parametrize(
    "line",
    [
        "Wednesday, 05 March 2025",
        "Wed 5 March 2025",
        "2025-03-05",
        "2025-03-05T09:30:00+05:00",
        "March 5, 2025",
        "Mar. 5, 2025",
        "March 5th, 2025",
        "05\u00a0March\u00a02025",
        "\u200b05 March\u200b 2025",
        "[05 March 2025]",
        "(5 Mar 2025)",
        "* 05 March 2025",
        "05.03.2025",
        "05 March 2025, 14:05",
        "Today is Wednesday, March 5, 2025",
        "5 марта 2025 г.",
        "Среда, 5 марта 2025",
        "5 наурыз 2025",
        "5 de marzo de 2025",
        "Wed Mar  5 14:35:00 UTC 2025",
        "Wed 5 Mar 14:35:00 2025",
        "5\u200bMarch\u200b2025",
        "20250305",
        "2025 – 03 – 05",
        "5 . 3 . 2025",
        "2025年3月5日",
        "Mittwoch, 5. März 2025",
    ],
)
@pytest.mark.parametrize("above", [False, True])
def test_a_date_in_any_form(
    page: Make,
    stories: Stories,
    rates: list[str],
    line: str,
    above: bool,  # noqa: FBT001 - a column
) -> None:
    capture = parse_one(page([line, *rates] if above else [*rates, line], stories))
    assert capture.date == date(2025, 3, 5)
    assert capture.problems == ()
    assert_articles(capture, stories)


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("Monday, 05 March 2025", "the weekday is of another day"),
        ("05/03/2025", "date not understood"),
        ("05—03—2025", "date not understood"),
        ("05.03.25", "date not understood"),
        ("March 2025", "date not understood"),
        ("Wednesday, 32 March 2025", "date not understood"),
        ("05 martie 2025", "date not understood"),
        ("Mar. 5", "date not understood"),
        ("Wednesday 5", "date not understood"),
        ("5 марта", "date not understood"),
        ("Updated: 05 March 2025", "words stand beside the day"),
        ("Orlen, 5 March 2025, 10:30", "words stand beside the day"),
    ],
)
def test_an_odd_date_is_named_and_no_headline(
    page: Make, stories: Stories, rates: list[str], line: str, what: str
) -> None:
    capture = parse_one(page([*rates, line], stories))
    assert [problem.what for problem in understood(capture)] == [f"{what}: {line}"]
    assert_articles(capture, stories)


@pytest.mark.parametrize(("lines", "pages"), [(3, 1), (4, 2)])
def test_only_four_rates_in_a_row_begin_another_page(
    page: Make, stories: Stories, rates: list[str], lines: int, pages: int
) -> None:
    text = page([*rates, "5 March 2025"], stories[:2]) + "\n" + page(rates[:lines], stories[2:])
    assert len(read("saved.txt", text).parts) == pages


@pytest.mark.parametrize("line", ["th05 March 2025", "The05 March 2025"])
def test_a_number_that_goes_on_a_word_is_no_day(
    page: Make, stories: Stories, rates: list[str], line: str
) -> None:
    assert parse_one(page([*rates, line], stories)).date is None


def test_a_headline_with_a_year_is_no_date(page: Make, stories: Stories, rates: list[str]) -> None:
    for headline in ("Boats in 2025", "Elections in March 2025", "Ferry 12 to Sail in 2026"):
        told = [(headline, stories[0][1]), *stories[1:]]
        assert_articles(parse_one(page(rates, told)), told)


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("  • TJS/USD = 0,10500 1.25%", Rate("TJS/USD", "0,10500", "1.25%")),
        ("  • TJS/USD = 1,050.00 1.25%", Rate("TJS/USD", "1,050.00", "1.25%")),
        ("  • TJS/USD = 0.10500 −1.25%", Rate("TJS/USD", "0.10500", "−1.25%")),
        ("  • TJS/USD = 0.10500 1.25 %", Rate("TJS/USD", "0.10500", "1.25 %")),
        ("  • TJS/QQQ = 0.10500 1.25%", Rate("TJS/QQQ", "0.10500", "1.25%")),
        ("  • TJS/USD = N/A", None),
        ("  • TJS/USD = not told today", None),
        ("  • TJS/USD = 0.10500", None),
        ("  • TJS/USD =", None),
    ],
)
def test_one_odd_rate_costs_nothing_else(
    page: Make, stories: Stories, rates: list[str], line: str, kept: Rate | None
) -> None:
    odd = [line if "TJS" in each else each for each in rates]
    capture = parse_one(page([*odd, "05 March 2025"], stories))
    plain = [parse_one(page(rates, stories)).rates[n] for n in (0, 1, 3)]
    assert [rate for rate in capture.rates if "TJS" not in rate.pair] == plain
    assert [rate for rate in capture.rates if "TJS" in rate.pair] == ([kept] if kept else [])
    assert capture.date == date(2025, 3, 5)
    (problem,) = capture.problems
    assert line.strip() in problem.what
    assert_articles(capture, stories)


@pytest.mark.parametrize(
    "form",
    [
        "{pair}: {value} {change}",
        "| {pair} | {value} | {change} |",
        "{value} {pair} {change}",
        "{pair} {change} {value}",
        "- {pair} = {value} ({change})",
        "[12]{pair} = {value} {change}",
        "{pair}\n=\n{value} {change}",
        "{pair}\n\n{value}\n\n{change}",
    ],
)
def test_rates_in_another_form(page: Make, stories: Stories, rates: list[str], form: str) -> None:
    plain = parse_one(page(rates, stories)).rates
    told = [form.format(pair=rate.pair, value=rate.value, change=rate.change) for rate in plain]
    joined = ["  ".join(told)] if form.find("\n") < 0 and form.startswith(("{pair}", "-", "[")) else told
    for head in (told, ["Rates of the day", *told], joined):
        capture = parse_one(page([*head, "05 March 2025"], stories))
        assert (capture.rates, capture.date) == (plain, date(2025, 3, 5))
        assert_articles(capture, stories)


def test_a_line_among_the_rates_is_named(page: Make, stories: Stories, rates: list[str]) -> None:
    capture = parse_one(page([*rates[:2], "Sponsored by the ferry", *rates[2:], "05 March 2025"], stories))
    assert len(capture.rates) == 4
    assert capture.date == date(2025, 3, 5)
    (problem,) = capture.problems
    assert problem.what == "not understood among the rates: Sponsored by the ferry"
    assert_articles(capture, stories)


@pytest.mark.parametrize("number", ["9" * 5000, "9" * 31, "99999999"])
def test_no_number_becomes_memory(page: Make, stories: Stories, number: str) -> None:
    line = f"Viewing results 1 - {number} of {number}"
    capture = parse_one(page([line], stories))
    assert capture.copies[0].headline == stories[0][0]
    assert capture.problems


AUTHOR = {
    "author_breadcrumb": "Our People > Mila Ostrand",
    "avatar_alt": "Mila Ostrand's Avatar",
    "author_name": "Mila Ostrand",
    "author_role": "Senior Editor | Contributor",
    "author_bio": "Mila Ostrand is a journalist by the lake. divider",
    "articles_label": "Articles",
    "seo_spam_line": "bonus boats " * 30,
}


def lines_of(head: dict[str, object]) -> list[str]:
    """The lines of a real header from its recorded facts."""
    rates, times = head["rates"], head["rate_repetitions"]
    assert isinstance(rates, list)
    assert isinstance(times, int)
    lines = [f"  • {pair} = {value} {change}" for pair, value, change in rates * times]
    lines[:1] = [line.strip() for line in lines[:1]]
    if head["date_line"]:
        lines.append(str(head["date_line"]))
    if head["viewing_line"]:
        lines += ["", str(head["viewing_line"])]
    for part in preamble_of(head):
        lines += ["", part]
    return lines


def preamble_of(head: dict[str, object]) -> list[str]:
    parts = head["preamble"]
    assert isinstance(parts, Sequence)
    kinds = [part["type"] for part in parts if isinstance(part, dict)]
    lines = []
    for kind in kinds:
        if kind == "author_bio" and "multi_line" in str(head["preamble"]):
            lines += ["Mila Ostrand is a journalist by the lake.", "divider", "She writes about boats."]
        elif kind in AUTHOR:
            lines.append(AUTHOR[kind].strip())
    return lines


@pytest.mark.skipif(not HEADS.exists(), reason="the recorded headers are not here")
def test_every_recorded_header(page: Make, stories: Stories) -> None:
    heads = [json.loads(line) for line in HEADS.read_text("utf-8").splitlines()]
    assert heads
    for head in heads:
        capture = parse_one(page(lines_of(head), stories))
        assert [[rate.pair, rate.value, rate.change] for rate in capture.rates] == head["rates"]
        assert (capture.date.strftime("%d %B %Y") if capture.date else None) == head["date_line"]
        assert (capture.listing is None) == (head["viewing_line"] is None)
        if capture.listing:
            numbers = [int(word) for word in head["viewing_line"].split() if word.isdigit()]
            assert [capture.listing.first, capture.listing.last, capture.listing.total] == numbers
        assert list(capture.preamble) == preamble_of(head)
        assert_articles(capture, stories)


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_a_day_above_the_headlines_of_a_page_without_rates(page: Make, stories: Stories, gap: str) -> None:
    above: Stories = [("Skip to content", []), ("Wednesday, 5 March 2025", []), ("Lakes", [])]
    capture = parse_one(page([], [*above, *stories], gap=gap))
    assert_articles(capture, stories)
    assert capture.date == date(2025, 3, 5)
    assert "the date is that of a line above the headlines, without rates" in [
        problem.what for problem in capture.problems
    ]
    between: Stories = [
        ("Skip to content", []),
        ("5 March 2025", []),
        *stories,
    ]  # as likely the day of the article
    assert parse_one(page([], between, gap=gap)).date is None


def test_a_line_of_more_rates_than_a_page_has_is_a_text() -> None:
    rate = "USD/KGS 87.45 0.1% "
    assert parse_one(rate * 100).rates
    assert not parse_one(rate * 10_000).rates


def test_the_border_of_a_table_around_the_rates_hides_no_date(
    page: Make, stories: Stories, rates: list[str]
) -> None:
    border = "+" + "-" * 40 + "+"
    boxed = [f"| -   {line.strip(' •'):<36} |" for line in rates]
    capture = parse_one(page([border, *boxed, border, "", "March 5, 2025"], stories))
    assert str(capture.date) == "2025-03-05"
    assert len(capture.rates) == 4


def test_rates_that_a_printed_page_breaks_end_with_their_date(
    page: Make, stories: Stories, rates: list[str]
) -> None:
    broken = ["file:///saved/page.html" + " " * 50 + "1/6", "11/28/26, 3:46 AM   The Orlen Post"]
    capture = parse_one(page([*rates, *broken, *rates, "05 March 2025"], stories))
    assert str(capture.date) == "2025-03-05"
    assert_articles(capture, stories)


@pytest.mark.parametrize(
    "between",
    [["Orlen −3°C"], ["Last update 10:42"], ["1 USD = 87.45 KGS"], ["Source: National Banks", "All rates »"]],
)
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_lines_that_stand_with_the_rates_hide_no_date(
    page: Make, stories: Stories, rates: list[str], between: list[str], gap: str
) -> None:
    capture = parse_one(page(["\n".join(rates) + "\n" + gap.join([*between, "05 March 2025"])], stories))
    assert capture.date == date(2025, 3, 5)
    assert_articles(capture, stories)
    assert not set(between) - set(capture.preamble)


def test_a_headline_below_the_rates_is_no_line_of_theirs(
    page: Make, stories: Stories, rates: list[str]
) -> None:
    told = [("Boats Return", ["4 March 2025", *stories[0][1]]), *stories[1:]]
    capture = parse_one(page(rates, told))
    assert capture.date is None
    assert capture.copies[0].headline == "Boats Return"


def test_rates_with_flags_before_them(page: Make, stories: Stories, rates: list[str]) -> None:
    capture = parse_one(page([*(line.replace("•", "🇰🇬") for line in rates), "05 March 2025"], stories))
    assert len(capture.rates) == 4
    assert_articles(capture, stories)


def test_rates_below_all_articles_are_read_and_named(page: Make, stories: Stories, rates: list[str]) -> None:
    capture = parse_one(page(["05 March 2025"], stories) + "\n" + "\n".join(rates) + "\n")
    assert len(capture.rates) == 4
    assert any(problem.what == "the rates stand below the articles" for problem in capture.problems)
    assert_articles(capture, stories)
    assert not capture.doubtful


def _row(others: int, length: int = 0) -> str:
    """A row with a day and other words, the last of them padded up to a length in characters."""
    words = ["Gazette", *["Lakes"] * (others - 1)]
    return " ".join(["5 March 2025", *words]).ljust(length, "s")


@pytest.mark.parametrize(
    ("line", "row", "read"),
    [
        (_row(3), False, True),
        (_row(4), False, False),
        (_row(3, 60), False, True),
        (_row(3, 61), False, False),
        (_row(12), True, True),
        (_row(13), True, False),
        (_row(12, 160), True, True),
        (_row(12, 161), True, False),
        ("5 March 2025", True, False),
        (_row(12)[2:], True, False),
    ],
)
def test_a_day_is_that_of_the_page_beside_three_words_or_in_a_row_of_twelve(
    line: str,
    row: bool,  # noqa: FBT001 - a column
    read: bool,  # noqa: FBT001 - a column
) -> None:
    day = read_day_within(line, row=row)
    assert (day.date if day else None) == (date(2025, 3, 5) if read else None)
    assert not day or day.beside == line.removeprefix("5 March 2025").strip()
