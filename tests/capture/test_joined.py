"""Pages whose lines a tool has joined: the rates in one line, the blocks without a blank between them."""

import textwrap

import pytest

from careader.capture import Capture, parse
from careader.capture.joined import JOINED, LOST_LINES, part_lines

RATES = ["KGS/USD = 0.01140 0%", "KZT/USD = 0.00190 -0%", "TJS/USD = 0.10500 1.25%"]
STORIES = (
    (
        "Millers of Orlen Share One Wind",
        "By Lida Moren",
        "Three mills of Orlen turn in the same hour now, as their owners agreed. It was signed in flour.",
        "The wind of the bay is strong from four to seven. Before that, each mill stood still on most days.",
    ),
    (
        "Ferry to Sulen Sails Without a Captain",
        "By Maro Teshev",
        "The ferry to Sulen left the quay on Sunday with its rudder tied. Nobody on board was harmed.",
        "Its captain had gone ashore for bread, said KazMunayNeft. He will sail again on Friday.",
    ),
)
TITLES = [story[0] for story in STORIES]


def capture_of(text: str) -> Capture:
    return parse([("page.txt", text)])[0]


def rates_of(capture: Capture) -> list[str]:
    return [f"{rate.pair} = {rate.value} {rate.change}" for rate in capture.rates]


@pytest.mark.parametrize("between", ["", " ", " • ", " | "])
def test_rates_in_one_line_with_the_day_are_read(between: str) -> None:
    head = "Skip to content " + between.join(RATES * 8) + between.rstrip() + "05 March 2025"
    capture = capture_of("\n\n".join([head, *(line for story in STORIES for line in story)]))
    assert rates_of(capture) == RATES
    assert str(capture.date) == "2025-03-05"
    assert [copy.headline for copy in capture.copies] == TITLES


def test_blocks_without_a_blank_between_them_are_parted() -> None:
    body = "".join(line for story in STORIES for line in story)
    capture = capture_of("".join(RATES * 8) + "5 March 2025" + body + "\n")
    assert str(capture.date) == "2025-03-05"
    assert [copy.headline for copy in capture.copies] == TITLES
    assert [copy.byline for copy in capture.copies] == ["Lida Moren", "Maro Teshev"]
    assert any(problem.what == JOINED for problem in capture.problems)


def test_every_word_of_a_joined_line_stays() -> None:
    line = "".join(RATES) + "5 March 2025" + "".join(line for story in STORIES * 3 for line in story)
    assert "".join("".join(part_lines([line])).split()) == "".join(line.split())


def test_a_name_with_a_capital_inside_is_not_parted() -> None:
    parts = part_lines(["".join(line for story in STORIES * 3 for line in story)])
    assert parts.count(STORIES[1][3]) == 3


@pytest.mark.parametrize(
    "line",
    [
        "The rate stood at KGS/USD = 0.01140 0% on Monday, and at KGS/USD = 0.01150 0% a week later. " * 2,
        "A long line of text with many sentences. Each of them begins after a blank. " * 40,
    ],
)
def test_other_long_lines_are_left_as_they_are(line: str) -> None:
    lines = ["A Headline", "", line[:-1]]
    if "USD" in line:
        lines[2] = line[:95]
    assert part_lines(lines) is lines


ONE_LINE = " ".join(line for story in STORIES * 4 for line in story)


@pytest.mark.parametrize(
    "head",
    [
        "Orlen Gazette News Letters {rates} 5 March 2025 ",
        "Orlen Gazette News Letters {rates} Wednesday, 5 March 2025 Politics ",
        "Orlen Gazette Mar 5, 2025 {rates} Politics ",
        "Today: 05.03.2025 Currency Rate Change {rates} Release No. 7 4 March 2025 ",
        "Skip to content Orlen Gazette2025-03-05Log in {rates} Politics ",
        "Wednesday 5 March 2025 · Orlen +7°C Sport {rates} Maro Teshev, 4 March 2025 ",
        "{rates} ORLEN WIRE English News feed 5 March 2025, Wednesday 17:00 ",
    ],
)
@pytest.mark.parametrize(
    "form", ["{pair} = {value} {change}", "{pair} {value} {change}", "{pair} {value} ({change})"]
)
def test_the_date_and_the_rates_of_a_page_in_one_line_are_read_and_the_page_is_doubted(
    head: str, form: str
) -> None:
    told = [rate.split() for rate in RATES]
    rates = " ".join(form.format(pair=pair, value=value, change=change) for pair, _, value, change in told)
    capture = capture_of(head.format(rates=rates) + ONE_LINE)
    assert rates_of(capture) == RATES
    assert str(capture.date) == "2025-03-05"
    assert capture.doubtful
    assert any(problem.what == LOST_LINES for problem in capture.problems)


def test_the_day_of_the_first_article_is_not_the_date_of_a_page_in_one_line() -> None:
    capture = capture_of("Orlen Gazette Sport By Maro Teshev, 4 March 2025 " + ONE_LINE)
    assert capture.date is None
    assert capture.doubtful


def test_rates_below_the_text_of_a_page_in_one_line_are_read_with_the_day_beside_them() -> None:
    rates = " ".join(RATES)
    capture = capture_of(f"Sport Maro Teshev, 4 March 2025 {ONE_LINE} 5 March 2025 {rates} Orlen Gazette")
    assert rates_of(capture) == RATES
    assert str(capture.date) == "2025-03-05"


def test_a_value_ends_after_five_decimals_where_the_blank_before_the_change_is_lost() -> None:
    rates = "".join(RATES).replace(" = ", "").replace(" ", "")
    capture = capture_of("\n".join([f"Currencies{rates}", *(line for story in STORIES for line in story)]))
    assert rates_of(capture) == RATES


def test_a_long_article_below_a_head_in_lines_has_not_lost_its_lines() -> None:
    text = "\n\n".join(["\n".join(f"• {rate}" for rate in RATES), TITLES[0], " ".join(STORIES[0][2:] * 9)])
    capture = capture_of(f"{text}\n")
    assert [copy.headline for copy in capture.copies] == TITLES[:1]
    assert not any(problem.what == LOST_LINES for problem in capture.problems)


ROW = f"Friday 7 March 2025 | Orlen, +4°C | {' '.join(RATES)}"


BLANKS = [at for at, sign in enumerate(ROW) if sign == " " and at > ROW.index("KGS")]
"""The places within the rates of the row at which a program can wrap it."""


@pytest.mark.parametrize("at", BLANKS)
def test_a_row_of_the_site_that_a_tool_wraps_has_the_rates_of_the_row(at: int) -> None:
    wrapped = f"{ROW[:at]}\n{ROW[at + 1 :]}"
    capture = capture_of("\n\n".join([wrapped, *(line for story in STORIES for line in story)]))
    assert rates_of(capture) == RATES
    assert str(capture.date) == "2025-03-07"
    assert [copy.headline for copy in capture.copies] == TITLES


@pytest.mark.parametrize("width", [44, 52, 60, 72, 80, 96])
def test_a_row_wrapped_at_a_width_has_the_rates_of_the_row(width: int) -> None:
    wrapped = "\n".join(textwrap.wrap(ROW, width, break_on_hyphens=False))
    capture = capture_of("\n\n".join([wrapped, *(line for story in STORIES for line in story)]))
    assert rates_of(capture) == RATES


def test_figures_before_the_first_pair_of_a_line_are_never_those_of_the_next_rate() -> None:
    rest = "0.00190 -0% TJS/USD = 0.10500 1.25% UZS/USD = 0.00008 0%"
    capture = capture_of("\n\n".join([rest, *(line for story in STORIES for line in story)]))
    assert "0.00190" not in [rate.value for rate in capture.rates]
    assert "UZS/USD = 0.00008 0%" in rates_of(capture)
    assert any(problem.what.startswith("rate not understood: 0.00190") for problem in capture.problems)


def test_text_that_names_a_pair_is_not_joined_with_the_line_below_it() -> None:
    lines = ["The board of Orlen shows KGS/USD = 0.01140", "0% is what the miller expects of it."]
    assert part_lines(lines) == lines
