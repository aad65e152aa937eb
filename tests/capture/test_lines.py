"""What a program did to all lines of a page: signs and numbers beside them, other blanks, torn lines."""

import textwrap
from collections.abc import Callable

import pytest

from careader.capture import Capture, parse
from careader.capture.lines import lines_of
from careader.capture.torn import names_beside_days, torn_titles

Make = Callable[..., str]
Stories = list[tuple[str, list[str]]]


def parse_one(text: str) -> Capture:
    (capture,) = parse([("page.txt", text)])
    return capture


def each_line(change: Callable[[int, str], str]) -> Callable[[str], str]:
    return lambda text: "\n".join(change(n, line) for n, line in enumerate(text.split("\n"), 1))


CHANGES: dict[str, Callable[[str], str]] = {
    "quoted": each_line(lambda _, line: f"> {line}"),
    "quoted twice": each_line(lambda _, line: f">> {line}"),
    "numbered": each_line(lambda n, line: f"{n:4}  {line}"),
    "numbered with a colon": each_line(lambda n, line: f"{n}: {line}"),
    "a tag behind each": each_line(lambda _, line: f"{line}<br>"),
    "no-break": lambda text: text.replace(" ", "\u00a0"),
    "wide": lambda text: text.replace(" ", "  "),
    "indented": each_line(lambda _, line: f"    {line}" if line else line),
    "spaced": lambda text: text.replace("\n", "\n\n"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_page_whose_lines_were_changed_alike(
    page: Make, stories: Stories, rates: list[str], change: str
) -> None:
    capture = parse_one(CHANGES[change](page([*rates, "05 March 2025"], stories)))
    assert str(capture.date) == "2025-03-05"
    assert len(capture.rates) == 4
    assert [" ".join(copy.headline.split()) for copy in capture.copies] == [line for line, _ in stories]


def test_a_page_that_is_not_changed_alike_stays_as_it_is() -> None:
    told = ["> A quotation", "", "3 Boats", "1 Pier", *("A line of text" for _ in range(9))]
    assert lines_of("\n".join(told)) == told


def test_more_blanks_are_an_addition_where_more_than_a_quarter_of_the_lines_have_them_throughout() -> None:
    plain, wide = "A line of text on the pier", "A  line  of  text  on the pier"
    told = [wide] * 2 + [plain] * 6
    assert lines_of("\n".join(told)) == told
    assert lines_of("\n".join([*told, wide, " ", ""])) == [plain] * 8 + [plain, " ", ""]
    half = [line.replace("  on", " on") for line in told]  # three gaps between seven words
    assert lines_of("\n".join([*half, half[0], half[0]])) == [*half, half[0], half[0]]
    few = ["A  boat  came"] * 8  # a row of a table has few words
    assert lines_of("\n".join(few)) == few


def _set_in_print(headline: str, body: list[str], width: int) -> list[str]:
    return ["\n".join([*textwrap.wrap(headline, width), "\n".join(textwrap.wrap(body[0], 100))]), *body[1:]]


@pytest.mark.parametrize("width", [40, 44, 48])
def test_headlines_that_are_torn_over_two_lines(
    page: Make, stories: Stories, rates: list[str], width: int
) -> None:
    told = [("\n".join(_set_in_print(headline, body, width)[:1]), body[1:]) for headline, body in stories]
    capture = parse_one(page([*rates, "05 March 2025"], told))
    found = [copy.headline for copy in capture.copies]
    wrong = [line for line, _ in stories if line not in found]
    assert not wrong or capture.doubtful or any(copy.doubtful for copy in capture.copies)
    assert len(wrong) <= 1


def test_a_line_that_ends_in_a_word_that_ends_no_headline_goes_on() -> None:
    lines = [
        "Astronomers Borrow a Grain Silo to Watch the",
        "Northern Sky",
        "The silo stands at the edge of it.",
    ]
    assert torn_titles(lines, 0) == {0}
    assert not torn_titles(["Old Tram Depot Becomes a School for Makers", "Lakes"], 0)


def test_a_name_beside_a_day_is_no_rest_of_the_headline() -> None:
    lines = ["Old Tram Depot Becomes a School for the Makers of", "Mila Ostrand", "5 March 2025"]
    assert names_beside_days(lines, 0) == {1}
    assert not torn_titles(lines, 0, names_beside_days(lines, 0))


@pytest.mark.parametrize(
    "made",
    [
        lambda text: text.replace("\n\n", "\\\n\n"),
        lambda text: text.replace("\n", "\\n"),
        lambda text: "\n".join(
            f'"{line}"' if line and "=" not in line else line for line in text.split("\n")
        ),
    ],
    ids=["breaks of Markdown", "line ends as signs", "lines in quotation signs"],
)
def test_signs_that_a_program_set_at_the_ends_of_lines(
    page: Make, stories: Stories, rates: list[str], made: Callable[[str], str]
) -> None:
    text = page([*rates, "05 March 2025"], stories)
    (capture,) = parse([("page.txt", made(text))])
    assert [copy.headline for copy in capture.copies] == [line for line, _ in stories]
    assert str(capture.date) == "2025-03-05"
    assert not any("\\" in block.text for copy in capture.copies for block in copy.blocks)
