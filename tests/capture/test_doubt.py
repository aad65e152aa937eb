"""A page that may have been read wrong says so, and why."""

from collections.abc import Callable

import pytest

from bench.disturbed_pages import disturbed_pages, gazette, make_page
from bench.text_tools import LOSSY
from careader.capture import DOUBTFUL, Capture, parse
from careader.capture.doubt import reasons_of
from careader.capture.header import Header

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
    for text, why in (
        (page([*rates, "31 February 2025"], stories), "its date was not understood"),
        (page(["Viewing results 1 - 6 of 60"], stories[:2]), "another number of articles"),
        (page(head, []), "it has no article"),
        ("\n".join(stories[0][1]), "text has no headline"),
        (" ".join(page(head, stories).split()), "text has no headline"),
        (page([], [*stories, ("Rates of the Week", [", ".join(rates)[:120]])]), "rates stand below"),
        (page(head, [(line, []) for line, _ in stories]), "no text below"),
        (page(head, tagged), "markup stands in its text"),
    ):
        capture = parse_one(text)
        assert capture.confidence < DOUBTFUL
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
