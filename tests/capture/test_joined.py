"""Pages whose lines a tool has joined: the rates in one line, the blocks without a blank between them."""

import pytest

from careader.capture import Capture, parse
from careader.capture.joined import JOINED, part_lines

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
