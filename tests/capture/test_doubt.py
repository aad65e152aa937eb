"""A page that may have been read wrong says so, and why."""

from collections.abc import Callable

import pytest

from bench.disturbed_pages import disturbed_pages, gazette, make_page
from bench.text_tools import LOSSY
from careader.capture import DOUBTFUL, Capture, Correction, parse
from careader.capture.corrections import lead_of
from careader.capture.doubt import reasons_of
from careader.capture.header import Header
from careader.intake.models import Page
from careader.text import fold
from tests.intake.files import open_bytes

Make = Callable[..., str]
Stories = list[tuple[str, list[str]]]


def parse_one(text: str) -> Capture:
    (capture,) = parse([("page.txt", text)])
    return capture


def doubts(capture: Capture) -> list[str]:
    return [
        problem.what
        for problem in capture.problems
        if problem.what.startswith("the page may have been read wrong")
    ]


def test_a_page_that_was_understood_is_not_doubted(page: Make, stories: Stories, rates: list[str]) -> None:
    capture = parse_one(page([*rates, "05 March 2025"], stories))
    assert capture.confidence == 1
    assert not capture.doubtful
    assert capture.problems == ()


def test_a_page_that_may_be_wrong_says_why(page: Make, stories: Stories, rates: list[str]) -> None:
    head = [*rates, "05 March 2025"]
    tagged = [(line, [f"{text[:40]}<em>{text[40:]}</em>" for text in body]) for line, body in stories]
    latex = [(line, [f"{text[:40]}\\emph{{{text[40:]}}}" for text in body]) for line, body in stories]
    texinfo = [(f"@section {line}", body) for line, body in stories]
    textile = [(f'"{line}":/news', body) for line, body in stories]
    torn = [rates[0], *(line.replace("=", "= ?") for line in rates[1:]), "05 March 2025"]
    dated = [(stories[0][0], ["12 March 2025, Orlen: a cold day", *stories[0][1]]), *stories[1:]]
    for text, why in (
        (page([*rates, "31 February 2025"], stories), "its date was not understood"),
        (page(["Viewing results 1 - 6 of 60"], stories[:2]), "another number of articles"),
        (page(head, []), "it has no article"),
        ("\n".join(stories[0][1]), "text has no headline"),
        (" ".join(page(head, stories).split()), "text has no headline"),
        (page([], [*stories, ("Rates of the Week", [", ".join(rates)[:120]])]), "rates stand below"),
        (page(head, [(line, []) for line, _ in stories]), "no text below"),
        (page(head, tagged), "markup stands in its text"),
        (page(head, latex), "markup stands in its text"),
        (page(head, texinfo), "markup stands in its text"),
        (page(head, textile), "marks of a tool stand in a headline"),
        (page(torn, stories), "most of its rates were not understood"),
        (page([], dated), "a date above its headlines was not taken for its own"),
    ):
        capture = parse_one(text)
        assert 0 < capture.confidence < DOUBTFUL
        assert capture.doubtful
        (doubt,) = doubts(capture)
        assert why in doubt
        assert f"{capture.confidence:.0%} sure" in doubt


@pytest.mark.parametrize("tool", LOSSY)
def test_what_a_tool_has_lost_is_not_made_up_in_silence(tool: str) -> None:
    for number in range(3):
        capture = parse_one(LOSSY[tool](gazette(make_page(3, number)).elements()))
        assert capture.doubtful
        assert all(copy.doubtful for copy in capture.copies)
        assert sum(len(block.text) for copy in capture.copies for block in copy.blocks) > 500


def test_disturbed_pages_are_read_right_or_doubted() -> None:
    wrong = silent = doubted = right = 0
    for disturbed in disturbed_pages(11, 57):
        capture = parse_one(disturbed.text)
        found = tuple(copy.headline for copy in capture.copies)
        same_head = capture.date == disturbed.date and disturbed.rates == {
            rate.pair: (rate.value, rate.change) for rate in capture.rates
        }
        if found == disturbed.headlines and (same_head or "extracted" in disturbed.name):
            right += 1
            doubted += capture.doubtful
        else:
            wrong += 1
            silent += not (capture.doubtful or any(copy.doubtful for copy in capture.copies))
    assert right >= 0.9 * 55  # two of them cannot be read right
    assert doubted <= 0.1 * right
    assert silent <= 1
    assert wrong >= 2


@pytest.mark.parametrize("before", [0, 3000])
def test_a_day_is_looked_for_at_the_beginning_of_a_line_since_a_page_can_be_one_huge_line(
    before: int,
) -> None:
    line = f"{'and so on ' * before}9 December 2025 and so on"
    reasons = [reason.what for reason in reasons_of(Header(preamble=[line]), [], [], [])]
    assert ("a date above its headlines was not taken for its own" in reasons) is (before == 0)


def test_a_page_that_may_have_missed_a_headline_is_doubted(page: Make, stories: Stories) -> None:
    series = [
        ("Opening Up the Old Harbour: Part One", stories[0][1]),
        ("Opening Up the Old Harbour: Part Two", stories[0][1][::-1]),
        *stories[1:],
    ]
    text = page([], series)
    (capture,) = parse(
        [("page.txt", text)], [Correction(fold(series[1][0]), lead_of(series[1][1]), headline=False)]
    )
    assert series[1][0] not in {copy.headline for copy in capture.copies}
    (doubt,) = doubts(capture)
    assert "begins like a headline" in doubt


def test_headlines_with_a_sign_behind_them_are_not_passed_over_in_silence(
    page: Make, stories: Stories, rates: list[str]
) -> None:
    told = [(f"{line}:" if n else line, body) for n, (line, body) in enumerate(stories)]
    capture = parse_one(page([*rates, "05 March 2025"], told))
    found = [copy.headline for copy in capture.copies]
    assert found == [line for line, _ in told] or capture.has_doubts


def test_a_text_without_its_beginning_is_doubted(page: Make, stories: Stories) -> None:
    rest = (
        "and so the boat of the lighthouses came too late for the candles, which had burnt down in the night."
    )
    capture = parse_one(page([], [(rest, []), *stories[:1]]))
    assert capture.doubtful


def test_the_name_of_the_site_above_articles_is_doubted(page: Make, stories: Stories) -> None:
    capture = parse_one(page([], [("News – Orlen Post", stories[0][1]), *stories[1:]]))
    assert capture.copies[0].headline == "News – Orlen Post"
    assert capture.doubtful


def test_columns_side_by_side_are_doubted(page: Make, stories: Stories, rates: list[str]) -> None:
    beside = [f"{word} in the west        {word} in the east" for word in ("Rain", "Wind", "Snow")]
    (line, body), *others = stories
    capture = parse_one(page([*rates, "05 March 2025"], [(line, [*body, *beside]), *others]))
    assert capture.doubtful


def test_the_rest_of_a_table_before_a_headline_is_doubted(
    page: Make, stories: Stories, rates: list[str]
) -> None:
    (line, body), *others = stories
    capture = parse_one(page([*rates, "05 March 2025"], [(f"Lost your password? | | {line}", body), *others]))
    assert capture.doubtful


def test_a_headline_that_a_day_has_run_into_is_doubted() -> None:
    text = "News register\n\nDateNewsAuthor5.11.25Apricot Growers of Orlen Win a Southern Market\n\n"
    text += "Dried apricots of Orlen can be sold in three southern towns from next month, the growers said.\n"
    assert "words of headlines have run together" in " ".join(doubts(parse_one(text)))


def test_the_contents_of_a_letter_that_name_lost_headlines_are_a_doubt(stories: Stories) -> None:
    named = [title for title, _ in stories[:5]]
    body = "\n".join("\n".join([title, *texts, *texts]) for title, texts in stories[:5])
    letter = "Good morning from the letter.\nIn this issue:\n" + "\n".join(named) + f"\n{body}\n"
    lost = letter.replace(f"\n{named[2]}\n{stories[2][1][0]}", f"\n{stories[2][1][0]}")
    assert lost != letter
    assert "contents name titles" not in " ".join(doubts(parse_one(letter)))
    assert "contents name titles" in " ".join(doubts(parse_one(lost)))


def test_an_only_headline_above_reports_is_the_title_of_the_page() -> None:
    towns = ("BISHKEK", "OSHKENT", "TARAZ", "KHUJAND")
    items = [
        f"• Mill of {town.title()} Turns {town}, May 4 (Orlen). The mill turned at noon." for town in towns
    ]
    text = "Orlen Wire: the mill feed\n\n" + "\n".join(items) + "\n"
    assert "its only headline may be the title" in " ".join(doubts(parse_one(text)))


def test_a_menu_is_no_text_of_a_headline() -> None:
    text = "# News register of the Pamir Chamber\n\nHome | Members | News | Fairs | Contacts\n\nAs of 3 May\n"
    (saved,) = (each for each in open_bytes(text.encode(), "page.md") if isinstance(each, Page))
    assert "a headline has no text" in " ".join(doubts(parse([("page.md", saved)])[0]))


def test_a_date_that_is_known_is_not_doubted_for_another_day(rates: list[str], stories: Stories) -> None:
    lines = [
        "17 October 2025",
        *rates,
        "3/10/2025",
        *(line for story in stories for line in (story[0], *story[1])),
    ]
    capture = parse_one("\n".join(lines))
    assert str(capture.date) == "2025-10-17"
    assert not any("its date was not understood" in what for what in doubts(capture))


def test_a_sign_that_a_converter_escaped_parts_a_byline() -> None:
    text = "The Mill of Orlen Turns Again\n\nYesterday \\| Lida Moren\n\n"
    text += (
        "The mill of Orlen turned on Sunday for the first time since its wheel broke in the flood of May.\n"
    )
    assert parse_one(text).copies[0].byline == "Lida Moren"


LISTED = [
    "10:15 Ferry to Sulen Loses Its Bell",
    "11:15 Orlen Counts Its Chimneys Twice",
    "12:15 A Bridge Opens With Salt and Bread",
    "13:15 Beekeepers Ask for a Later Spring",
    "14:15 Night Train Gets a Second Stove",
]
TITLE = "Orlen Mill Grinds Again After Thirty Years"
ARTICLE = [
    "ORLEN. March 5. The mill of Orlen ground its first sack of barley on Tuesday, after thirty years.",
    "The miller found the wheel in two halves. A smith joined the halves with a band of copper.",
    "Flour will be sold by the cup until the summer. The mill closes on the days of the fair.",
    "Nobody in the valley could say who had carried the stones away, or who had brought the stones back.",
    "The children of Orlen polish the copper on Saturdays. The mill pays each child a handful of raisins.",
]
NOTE = "Orlen Agency. Any use of these texts requires a link to the agency."


def many_titles(rates: list[str], *lines: str) -> bool:
    head = "\n".join([*rates, "05 March 2025"])
    capture = parse_one("\n\n".join([head, *lines]))
    return any("many titles stand in a row" in doubt for doubt in doubts(capture))


def test_titles_of_other_articles_below_a_single_article_are_no_reason_to_doubt(rates: list[str]) -> None:
    assert not many_titles(rates, TITLE, *ARTICLE, "News of the day", *LISTED, NOTE)


def test_titles_in_a_row_are_doubted_within_an_article_or_below_a_short_text(rates: list[str]) -> None:
    assert many_titles(rates, TITLE, *ARTICLE, "News of the day", *LISTED, *ARTICLE)
    assert many_titles(rates, TITLE, *ARTICLE, "News of the day", *LISTED, " ".join(ARTICLE[1:3]))
    assert many_titles(rates, TITLE, ARTICLE[0], "News of the day", *LISTED, NOTE)


@pytest.mark.parametrize("marks", ["h1. {}", "h1(#orlen-mill). {}", "h2. {{anchor:orlen}}{}"])
def test_marks_of_wikis_in_an_only_headline_are_doubted(marks: str, rates: list[str]) -> None:
    head = "\n".join([*rates, "05 March 2025"])
    assert parse_one("\n\n".join([head, marks.format(TITLE), *ARTICLE])).doubtful


def test_the_languages_of_a_site_behind_its_name_are_no_sure_headline(rates: list[str]) -> None:
    head = "\n".join([*rates, "05 March 2025"])
    assert parse_one("\n\n".join([head, "Orlen Agency EN KZ RU", *ARTICLE])).doubtful


@pytest.mark.parametrize("second", ["Tamsin Orlev", "Ferry Carries Tamsin Orlev Home"])
def test_a_second_headline_like_the_name_of_an_author_is_doubted(second: str, rates: list[str]) -> None:
    deck = "   A slow letter from a valley in which nobody owns a clock."
    article = ["   4 March 2025 — 7 min read", *(f"   {text}" for text in ARTICLE)]
    head = "\n".join([*rates, "05 March 2025"])
    capture = parse_one("\n\n".join([head, f"      {TITLE}", deck, second, *article]))
    assert [copy.headline for copy in capture.copies] == [TITLE, second]
    doubted = any("may be the author of the first" in doubt for doubt in doubts(capture))
    assert doubted == (second == "Tamsin Orlev")
